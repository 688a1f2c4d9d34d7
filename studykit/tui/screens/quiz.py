"""A quiz: one question a page, the navigator above, the timer, submitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Input, Static, TextArea

from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_ending import abandon, finish, submit, to_compare
from studykit.study.quiz_navigator import following, unanswered
from studykit.study.quiz_text import leaving_line, question_notice
from studykit.study.result import section_to_read
from studykit.tui.actions import bindings
from studykit.tui.markdown import safe
from studykit.tui.questions.part import Part
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens import quiz_dialogs, quiz_keys, quiz_lines
from studykit.tui.screens.base import StudyScreen, one_at_a_time
from studykit.tui.screens.beside import navigator_beside
from studykit.tui.widgets.still import FRAME, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.timer import Timer
    from textual.widget import Widget

PAUSE = 1.5
"""Seconds without a key after which what is typed in an exam is stored."""
_LAST_SECONDS = 2
"""Seconds before the end from which on what is typed is stored at every tick."""


class QuizScreen(StudyScreen):
    """An attempt at a quiz. Leaving loses nothing: it goes on where it was."""

    SIDE = "right"
    BINDINGS = bindings("quiz")
    DEFAULT_CSS = """
    QuizScreen #navigator { height: auto; padding: 0 2; }
    QuizScreen #certainty { height: auto; }
    """

    def __init__(self, attempt: str) -> None:
        super().__init__()
        self._attempt_id = attempt
        self._attempt: QuizAttempt | None = None
        self._timer: Timer | None = None
        self._pause: Timer | None = None
        self._asks_certainty = False

    @property
    def attempt(self) -> QuizAttempt:
        """The attempt, its questions in the language that is read where they are in it."""
        if self._attempt is None:
            editions = self.app.course.from_edition(self.edition)
            self._attempt = QuizAttempt(editions, self._attempt_id, self.learner)
        return self._attempt

    @property
    def hides_course(self) -> bool:
        return self.attempt.hides_course

    def body(self) -> Iterator[Widget]:
        yield Static(id="navigator")
        page = VerticalScroll(classes="page", id="question", can_focus=False)
        with page, Vertical(classes="column"):
            yield Vertical(id="asked")
            yield Static(id="certainty", classes="gap")

    async def on_mount(self) -> None:
        """Show the question where the learner stopped; nothing where the time is up."""
        attempt = self.attempt
        if attempt.closed or attempt.over:
            await self._go_to_end()
        elif not attempt.questions:
            await self._finish()
        elif attempt.expired:
            await self._time_up()
        else:
            await self._show_question()
            if attempt.seconds_left is not None:
                self._timer = self.set_interval(1.0, self._tick)

    def refresh_words(self) -> None:
        if self.is_mounted and self.attempt.edition is not self.edition:
            self.text_changed()

    def text_changed(self) -> None:
        self.attempt.change_editions(self.app.course.from_edition(self.edition))
        self.show_texts_again()

    def show_texts_again(self) -> None:
        self.run_worker(self._show_question())

    async def keep(self) -> None:
        """Store what is chosen or typed."""
        await self.app.keep(self.attempt.save())

    async def action_home(self) -> None:
        """Leave; who leaves a timed attempt reads that its clock goes on."""
        if line := leaving_line(self.attempt, self.words):
            self.notify(line, severity="warning", timeout=8, markup=False)
        await super().action_home()

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#question", VerticalScroll)

    @property
    def _view(self) -> QuestionView | None:
        """The question on the screen. Every key that is shown asks for it, so it is looked for
        only where it stands."""
        try:
            box = self.query_one("#asked", Vertical)
        except NoMatches:  # nothing is shown yet
            return None
        return next((child for child in box.children if isinstance(child, QuestionView)), None)

    # Showing

    @one_at_a_time
    async def _show_question(self, *, walking: bool = False) -> None:
        """Show the question of now. Who walks through the questions by keys is not put into a
        field: the next key would be written into it."""
        attempt = self.attempt
        self._asks_certainty = False
        self.make_room_for(attempt.asking)
        self._show_head()
        box = self.query_one("#asked", Vertical)
        await box.remove_children()
        if notice := question_notice(attempt, self.words):
            await box.mount(Static(Content(safe(notice)), classes="muted"))
        if attempt.asking is not None:
            view = QuestionView(
                attempt.asking,
                ready=not walking,
                judged=not attempt.exam,
                digits=not attempt.certainty,
            )
            await box.mount(view)
            if walking:
                view.focus(scroll_visible=False)
        self._show_certainty()
        self._page.scroll_to(y=0, animate=False)
        self.show_keys()

    def _show_head(self) -> None:
        attempt, words = self.attempt, self.words
        self.top(*quiz_lines.head(attempt, words))
        line = self.query_one("#navigator", Static)
        line.display = not self.wide
        if self.wide:
            self.show_beside(navigator_beside(attempt, words))
        else:
            say(line, quiz_lines.navigator_line(attempt, words))

    def on_resize(self) -> None:
        """The navigator goes beside the question with the room for it."""
        if self._attempt is not None and self.query(QuestionView):
            self._show_head()

    async def _tick(self) -> None:
        attempt = self.attempt
        if self.app.saving:
            return
        if attempt.expired:
            await self._time_up()
            return
        if (attempt.seconds_left or 0) <= _LAST_SECONDS:
            await self.keep()
        self._show_head()

    async def _time_up(self) -> None:
        if self._timer is not None:
            self._timer.pause()  # to stop it would end the very task that runs this
        while self.app.screen is not self and self in self.app.screen_stack:
            self.app.pop_screen()  # what was asked in front of the exam is over too
        self.notify(self.words("Time is up: what you answered was submitted."), markup=False)
        if not await self._finish():
            await self._show_question()  # the disk is full: submitting can be tried again

    def _show_certainty(self) -> None:
        """How sure the learner is, asked where the quiz is marked by certainty."""
        line = self.query_one("#certainty", Static)
        line.display = self.attempt.certainty and self.attempt.open_now
        if line.display:
            state = "asked" if self._asks_certainty else "typing" if self._typing else ""
            ids = ("quiz.not_sure", "quiz.fairly_sure", "quiz.certain")
            keys = [self.app.key_names(each) for each in ids]
            line.update(quiz_lines.certainty_line(self.attempt, state, self.words, keys))

    @property
    def _typing(self) -> bool:
        return isinstance(self.app.focused, Input | TextArea)

    # Answering

    async def on_part_changed(self, message: Part.Changed) -> None:
        """In an exam a choice is stored at once, what is typed when the learner pauses: a dead
        battery loses nothing, and no letter costs a write."""
        message.stop()
        self._asks_certainty = False
        if self._pause is not None:
            self._pause.stop()
        if self.attempt.exam and self._typing:
            self._pause = self.set_timer(PAUSE, self._store)
        elif self.attempt.exam:
            await self._store()
        self._show_certainty()

    async def _store(self) -> None:
        if await self.app.keep(self.attempt.save()) and self.is_attached:
            self._show_head()

    def on_descendant_blur(self) -> None:
        """Store what was typed when the field is left."""
        if self._attempt is not None and self._attempt.exam and self._attempt.unsaved:
            self.call_later(self._store)
        self._show_certainty()

    def on_descendant_focus(self) -> None:
        """The digits are text while a field takes them."""
        self._show_certainty()

    async def on_part_done(self, message: Part.Done) -> None:
        """The learner submits the answer; once more, as one that is not sure."""
        message.stop()
        await self._submit_answer(1 if self._asks_certainty else None)

    async def _submit_answer(self, certainty: int | None = None) -> None:
        attempt, asking, view = self.attempt, self.attempt.asking, self._view
        if view is None or asking is None or not asking.answered or not asking.open:
            return
        if view.objects() and not attempt.expired:
            view.take_focus()
            return
        if attempt.expired:
            await self._time_up()
        elif self.incomplete(asking):
            view.take_focus()
        elif asking.needs_ticks and not attempt.exam:
            if await self.app.keep(attempt.compare()):
                view.show()
                view.take_focus()
        elif attempt.certainty and certainty is None:
            self._asks_certainty = True
            view.focus(scroll_visible=False)
            self._show_certainty()
            self.show_keys()
            self.to_end(self._page)
        elif await self.app.keep(attempt.answer(certainty=certainty)):
            await self._answered(view)

    async def _answered(self, view: QuestionView) -> None:
        self._asks_certainty = False
        if self.attempt.exam:
            await self._continue()
            return
        if self.not_judged(view.asking):
            self._show_certainty()
            view.take_focus()
            self.show_keys()
            return
        view.show()
        view.focus(scroll_visible=False)
        self.set_timer(FRAME, self._show_judged)

    def _show_judged(self) -> None:
        """All that may follow the verdict a moment later."""
        asking = self.attempt.asking
        if self.attempt.over or asking is None or asking.open:
            return  # the learner has gone on already
        self._show_head()
        self._show_certainty()
        self.to_end(self._page)
        self.show_keys()

    async def action_certain(self, certainty: int) -> None:
        """Say how sure, which submits the answer."""
        await self._submit_answer(certainty)

    async def action_unsure(self) -> None:
        """Submit the answer as one that is not sure."""
        await self._submit_answer(1)

    def action_answer(self) -> None:
        """Submit what is chosen."""
        if (view := self._view) is not None:
            view.answer()

    def action_write(self) -> None:
        """Let the keys write into the field."""
        if (view := self._view) is not None:
            view.take_focus()

    async def action_solution(self) -> None:
        """Show the correct answer; then there is no other try."""
        view = self._view
        if view is None or self.app.too_soon():
            return
        if await self.app.keep(self.attempt.show_solution()):
            view.show()
            self.set_timer(FRAME, self._show_judged)

    async def action_try_again(self) -> None:
        """Open the question again after a wrong response, in practice."""
        if self.attempt.can_retry and not self.app.too_soon():
            self.attempt.retry()
            await self._show_question()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing now are not shown; in a free text Enter begins a line."""
        if action == "answer" and isinstance(self.app.focused, TextArea):
            return False
        return quiz_keys.holds(
            action, self.attempt, self._view, asks_certainty=self._asks_certainty
        )

    # Going about

    async def action_go_on(self) -> None:
        """Go on to the next question without an answer; behind the last one, submit."""
        if not self.app.too_soon():
            await self._continue()

    async def _continue(self) -> None:
        to = following(self.attempt)
        if to is None:
            await self.action_submit()
        else:
            await self._go(to, walking=False)

    async def _go(self, index: int, *, walking: bool = True) -> None:
        if not 0 <= index < len(self.attempt.questions):
            return
        if await self.app.keep(self.attempt.go(index)):
            await self._show_question(walking=walking)

    async def action_next(self) -> None:
        """The next question; behind the last, submit. An answer that was chosen and not
        submitted in practice is asked about first."""
        if self.attempt.waiting and not self.app.too_soon():
            self.app.push_screen(quiz_dialogs.not_submitted(self.words), self._next_decided)
        else:
            await self._next()

    async def _next_decided(self, submits: bool | None) -> None:
        if submits:
            await self._submit_answer()
        elif submits is False:
            await self._next()

    async def _next(self) -> None:
        if self.attempt.index + 1 < len(self.attempt.questions):
            await self._go(self.attempt.index + 1)
        else:
            await self.action_submit()

    async def action_back(self) -> None:
        """The question before."""
        await self._go(self.attempt.index - 1)

    async def action_jump(self, index: int) -> None:
        """A question of the navigator."""
        await self._go(index)

    async def action_flag(self) -> None:
        """Flag the question, to come back to it."""
        if await self.app.keep(self.attempt.flag()):
            self._show_head()

    def action_hint(self) -> None:
        """Show the next hint."""
        view = self._view
        if self.attempt.hints_allowed and view is not None and view.hint():
            self.show_keys()

    def action_navigator(self) -> None:
        """List all questions, to go to one."""

        async def chosen(number: int | None) -> None:
            if number is not None:
                await self._go(number)

        self.app.push_screen(quiz_dialogs.questions_list(self.attempt, self.words), chosen)

    def action_section(self) -> None:
        """Read the section that teaches the question, once it is answered."""
        section = section_to_read(self.attempt, self.attempt.question_id)
        if section is not None and not self.attempt.hides_course:
            self.app.open_section(section)

    def action_edit(self) -> None:
        """Edit the question."""
        if not self.attempt.hides_course:
            self.edit("question", self.attempt.question_id)

    # Ending

    async def action_submit(self) -> None:
        """Submit, after a question: where answers are missing, Enter goes to the first."""
        if self.attempt.expired:
            await self._finish()
            return
        await self.keep()
        self.app.push_screen(quiz_dialogs.ending(self.attempt, self.words), self._end_decided)

    async def _end_decided(self, ending: quiz_dialogs.Ending | None) -> None:
        attempt = self.attempt
        if ending == "first":
            await self._go(unanswered(attempt)[0], walking=False)
        elif ending == "submit":
            await self._finish()
        elif ending == "abandon" and await self.app.keep(abandon(attempt)):
            self.dismiss()

    async def _finish(self) -> bool:
        if not await self.app.keep(finish(self.attempt)):
            return False
        await self._go_to_end()
        return True

    async def _go_to_end(self) -> None:
        """What follows the last answer: comparing open responses, then the result."""
        from studykit.tui.screens.comparing import ComparingScreen
        from studykit.tui.screens.result import ResultScreen

        if to_compare(self.attempt):
            self.app.replace(ComparingScreen(self.attempt))
        elif await self.app.keep(submit(self.attempt)):
            self.app.replace(ResultScreen(self._attempt_id))
