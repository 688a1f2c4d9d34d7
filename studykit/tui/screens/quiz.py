"""A quiz: one question a page, the navigator above, the timer, handing in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from studykit.study.attempts import AGAIN
from studykit.study.quiz import QuizAttempt
from studykit.study.result import section_to_read
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, safe
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.chooser import Choice, ChooserScreen
from studykit.tui.screens.confirm import ConfirmScreen
from studykit.tui.widgets.navigator import navigator_line
from studykit.tui.widgets.question.part import Part
from studykit.tui.widgets.question.view import QuestionView
from studykit.tui.widgets.rows import LETTERS
from studykit.tui.widgets.still import FRAME, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.events import Key
    from textual.timer import Timer
    from textual.widget import Widget

    from studykit.content.course_model import Quiz
    from studykit.study.asking import Asking


class QuizScreen(StudyScreen):
    """An attempt at a quiz. Leaving loses nothing: it goes on where it was."""

    BINDINGS = bindings("quiz")
    DEFAULT_CSS = """
    QuizScreen #navigator { height: auto; padding: 0 2; }
    QuizScreen #certainty { height: auto; }
    """

    def __init__(self, quiz_id: str, attempt: str) -> None:
        super().__init__()
        self._quiz_id, self._attempt_id = quiz_id, attempt
        self._attempt: QuizAttempt | None = None
        self._timer: Timer | None = None
        self._shown_at = 0.0
        self._asks_certainty = False
        self._is_ending = False
        """Whether the attempt is being handed in."""

    @property
    def attempt(self) -> QuizAttempt:
        """The attempt, in the language of now."""
        if self._attempt is None:
            self._attempt = QuizAttempt(
                self.edition, self._quiz, self._attempt_id, self.learner_state
            )
        return self._attempt

    @property
    def _quiz(self) -> Quiz:
        return self.edition.quiz(self._quiz_id.removeprefix(AGAIN))

    def body(self) -> Iterator[Widget]:
        yield Static(id="navigator")
        page = VerticalScroll(classes="page", id="question", can_focus=False)
        with page, Vertical(classes="column"):
            yield Vertical(id="asked")
            yield Static(id="certainty", classes="gap")

    async def on_mount(self) -> None:
        """Show the question where the learner stopped, or the result when time is up."""
        if self.attempt.submitted or not self.attempt.questions:
            self._finish()
            return
        if self._expired():
            await self._end_time()
            return
        await self._show_question()
        if self.attempt.seconds_left(self.app.now()) is not None:
            self._timer = self.set_interval(1.0, self._tick)

    def refresh_words(self) -> None:
        attempt = self._attempt
        if attempt is None or not self.is_mounted:
            return
        if attempt.edition is not self.edition:
            self.text_changed()

    def text_changed(self) -> None:
        self._attempt = None
        self.run_worker(self._show_question(), exclusive=True)

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#question", VerticalScroll)

    # Showing

    async def _show_question(self) -> None:
        attempt = self.attempt
        self._asks_certainty = False
        self._show_head()
        box = self.query_one("#asked", Vertical)
        await box.remove_children()
        view = QuestionView(attempt.asking, judged=not attempt.exam)
        await box.mount(view)
        self._show_certainty()
        self._page.scroll_to(y=0, animate=False)
        self._shown_at = time.monotonic()
        self.show_keys()

    def _show_head(self) -> None:
        attempt = self.attempt
        here = f"{attempt.index + 1} / {len(attempt.questions)}"
        self.top(f"{safe(attempt.quiz.title)} · {here}", self._time_left())
        say(self.query_one("#navigator", Static), navigator_line(attempt, self.words))

    def _time_left(self) -> str:
        left = self.attempt.seconds_left(self.app.now())
        if left is None:
            return ""
        minutes, seconds = divmod(int(left), 60)
        return self.words("{time} left", time=f"{minutes}:{seconds:02}")

    async def _tick(self) -> None:
        self._show_head()
        if self._expired() and not self.app.saving:
            await self._end_time()

    async def _end_time(self) -> None:
        self.notify(self.words("Time is up: what you answered was handed in."), markup=False)
        await self._hand_in()

    def _show_certainty(self) -> None:
        """How sure the learner is, asked where the quiz is marked by certainty."""
        attempt, words = self.attempt, self.words
        line = self.query_one("#certainty", Static)
        line.display = attempt.quiz.certainty and attempt.asking.open
        if not line.display:
            return
        said = attempt.certainty_of(attempt.asking.question.id)
        question = Content.styled(words("How sure are you?"), BOLD) + "  "
        for number, name in enumerate(
            (words("not sure"), words("fairly"), words("certain")), start=1
        ):
            style = Style.from_meta({"@click": f"screen.certain({number})"})
            label = Content.assemble((f"{number} ", "$accent"), name).stylize(style)
            question += (label.stylize(BOLD) if said == number else label) + "   "
        if self._asks_certainty:
            question += Content.styled(words("press 1, 2 or 3"), "$warning")
        line.update(question)

    # Answering

    async def on_part_changed(self, message: Part.Changed) -> None:
        """In an exam every change is kept at once: a dead battery loses nothing."""
        message.stop()
        attempt = self.attempt
        if attempt.exam and not attempt.quiz.certainty and attempt.asking.answered:
            await self._keep_answer()
            self._show_head()

    async def on_part_done(self, message: Part.Done) -> None:
        """The answer is given."""
        message.stop()
        asking = self.attempt.asking
        if not asking.open or not asking.answered or self.attempt.submitted:
            return
        if self._expired():
            await self._end_time()
            return
        if asking.needs_ticks and not self.attempt.exam:
            asking.revealed = True
            self._view.show()
            self._view.take_focus()
            return
        if self.attempt.quiz.certainty:
            self._asks_certainty = True
            self._show_certainty()
            self.set_focus(None)
            self.to_end(self._page)
            return
        await self._take_answer(None)

    def _expired(self) -> bool:
        return self.attempt.seconds_left(self.app.now()) == 0

    async def action_certain(self, certainty: int) -> None:
        """Say how sure, which gives the answer."""
        if self.attempt.quiz.certainty and self.attempt.asking.answered:
            await self._take_answer(certainty)

    async def on_key(self, event: Key) -> None:
        """While certainty is asked, digits are its answer; letters change the response."""
        if not self._asks_certainty:
            return
        if event.key in ("1", "2", "3"):
            event.stop()
            event.prevent_default()
            await self.action_certain(int(event.key))
        elif event.key in (*LETTERS, "up", "down"):
            self._asks_certainty = False
            self._view.take_focus()
            self._view.on_key(event)

    async def _take_answer(self, certainty: int | None) -> None:
        if not await self._keep_answer(certainty):
            return
        self._asks_certainty = False
        if self.attempt.exam:
            await self.action_next()
            return
        again = self._can_retry(self.attempt.asking)
        told = self.words("enter: try again · n: next") if again else self.words("n: next")
        self._view.show(told)
        self._view.focus(scroll_visible=False)
        self.set_timer(FRAME, self._show_judged)

    def _show_judged(self) -> None:
        """All that may follow the verdict a moment later."""
        if self.attempt.submitted or self.attempt.asking.open:
            return  # the learner has gone on already
        self._show_head()
        self._show_certainty()
        self.to_end(self._page)
        self.show_keys()

    async def _keep_answer(self, certainty: int | None = None) -> bool:
        asking, now = self.attempt.asking, self.app.now()
        if self.attempt.seconds_left(now) == 0:
            await self._end_time()
            return False
        seconds = time.monotonic() - self._shown_at
        happened = self.attempt.answer(now, certainty=certainty, seconds=seconds)
        if await self.app.record(happened):
            return True
        if not self.attempt.exam:
            asking.retry()
            asking.tries -= 1
        return False

    @property
    def _view(self) -> QuestionView:
        return self.query_one(QuestionView)

    async def try_again(self) -> None:
        """Open the question again after a wrong response, in practice."""
        asking = self.attempt.asking
        if self._can_retry(asking):
            asking.retry()
            await self._show_question()

    def _can_retry(self, asking: Asking) -> bool:
        attempt = self.attempt
        if attempt.exam or attempt.submitted or attempt.quiz.certainty or asking.grade is None:
            return False
        return asking.grade.verdict != "right" and asking.tries < 4

    async def key_enter(self) -> None:
        """Try again, or go on, once the answer is judged."""
        asking = self.attempt.asking
        if asking.open or self.app.too_soon():
            return
        if self._can_retry(asking):
            await self.try_again()
        else:
            await self.action_next()

    # Going about

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing now are not shown."""
        if action == "hint":
            views = self.query(QuestionView)
            return bool(views) and not self.attempt.exam and views.first().has_hint
        if action == "section":
            return bool(self.attempt.questions) and not self.attempt.asking.open
        return True

    def action_hint(self) -> None:
        """Show the next hint."""
        if self._view.hint():
            self.show_keys()

    async def _go(self, index: int) -> None:
        before = self.attempt.index
        happened = self.attempt.go(self.app.now(), index)
        if await self.app.record(happened):
            await self._show_question()
        else:
            self.attempt.index = before

    async def action_next(self) -> None:
        """The next question; behind the last, hand in."""
        attempt = self.attempt
        if attempt.index + 1 < len(attempt.questions):
            await self._go(attempt.index + 1)
        else:
            self.action_submit()

    async def action_back(self) -> None:
        """The question before."""
        await self._go(self.attempt.index - 1)

    async def action_jump(self, index: int) -> None:
        """A question of the navigator."""
        await self._go(index)

    async def action_flag(self) -> None:
        """Flag the question, to come back to it."""
        if await self.app.record(self.attempt.flag(self.app.now())):
            self._show_head()

    def action_navigator(self) -> None:
        """List all questions, to go to one."""
        attempt, words = self.attempt, self.words
        choices = []
        for cell in attempt.navigator():
            question = self.edition.question(cell.question)
            stem = question.stem or getattr(question, "text", "")
            told = [words("answered")] if cell.answered else []
            if cell.flagged:
                told.append(f"⚑ {words('flagged')}")
            title = f"{cell.number + 1} {' '.join(stem.split())[:44]}"
            choices.append(Choice(cell.number, title, " · ".join(told)))

        async def chosen(number: int | None) -> None:
            if number is not None:
                await self._go(number)

        self.app.push_screen(
            ChooserScreen(words("All questions"), choices, attempt.index), chosen
        )

    def action_section(self) -> None:
        """Read the section that teaches the question, once it is answered."""
        section = section_to_read(self.attempt, self.attempt.asking.question.id)
        if section is not None:
            self.app.open_section(section)

    def action_edit(self) -> None:
        """Edit the question."""
        self.edit("question", self.attempt.asking.question.id)

    def action_submit(self) -> None:
        """Hand in, after a question when something is still open."""
        words, left = self.words, len(self.attempt.unanswered)
        told = words.many(
            left, "{n} question is not answered.", "{n} questions are not answered."
        )
        detail = told if left else words("All questions are answered.")

        async def decided(agreed: bool | None) -> None:
            if agreed:
                await self._hand_in()

        self.app.push_screen(ConfirmScreen(words("Hand in?"), detail), decided)

    async def _hand_in(self) -> None:
        if self._is_ending:
            return
        self._is_ending = True
        if self._timer is not None:
            self._timer.pause()  # stopping it here would cancel this very call, where it ticks
        await self.app.close_above(self)
        if self.attempt.exam and self.attempt.to_compare:
            self._compare_first()
        else:
            await self._submit()

    def _compare_first(self) -> None:
        """Open responses are compared with the model answers before the result."""
        from studykit.tui.screens.comparing import ComparingScreen

        async def compared(_: None) -> None:
            await self._submit()

        self.app.push_screen(ComparingScreen(self.attempt), compared)

    async def _submit(self) -> None:
        if await self.app.record(self.attempt.submit(self.app.now())):
            self._finish()
            return
        self._is_ending = False  # the disk is full: handing in can be tried again
        if self._timer is not None and not self._expired():
            self._timer.resume()

    def _finish(self) -> None:
        from studykit.tui.screens.result import ResultScreen

        self.app.replace(ResultScreen(self._quiz_id, self._attempt_id))
