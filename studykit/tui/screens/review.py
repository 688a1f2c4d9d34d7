"""Flashcards: front, back, four grades; undo; a summary at the end."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from studykit.language.phrases import grade_name, interval
from studykit.learner.settings import toggled
from studykit.learner.step import Step
from studykit.planning.selection import selection_line
from studykit.scheduling.memory import Rating
from studykit.study.card_groups import apply_to_group, card_groups, group_lines
from studykit.study.review import Review
from studykit.study.review_text import leech_line, undone_line
from studykit.text.width import cut
from studykit.tui.actions import bindings
from studykit.tui.markdown import safe
from studykit.tui.questions.part import Part
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.base import StudyScreen, one_at_a_time
from studykit.tui.screens.beside import memory_beside
from studykit.tui.screens.chooser import Choice, ChooserScreen
from studykit.tui.screens.pictures import files_shown, open_one
from studykit.tui.screens.review_lines import grades, note_lines, standing_line
from studykit.tui.screens.why import why_panel
from studykit.tui.widgets.card import CardView
from studykit.tui.widgets.grades import Grades
from studykit.tui.widgets.review_summary import ReviewSummary
from studykit.tui.widgets.still import FRAME, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.widget import Widget

    from studykit.planning.selection import Selection
    from studykit.study.card_groups import CardGroup

_OF_A_CARD = frozenset(
    ("bury", "suspend", "flag", "why", "section", "hint", "edit", "reset", "due", "several")
)
_NARROW = 64
"""Columns below which the top line has no room for the words of how far the review is; nor
has it where it says that nothing is stored."""
_OF_THE_SCHEDULE = frozenset(("bury", "reset", "due", "several"))
"""What cramming does not touch."""
_NOT_WHILE_ASKED = frozenset(("on", "bury", "several", "due", "edit", "flag"))
"""A question is answered, not turned over; these letters choose among its options."""


class ReviewScreen(StudyScreen):
    """Reviewing what is due, or cramming a selection."""

    SIDE = "right"
    BINDINGS = bindings("review")
    DEFAULT_CSS = """
    ReviewScreen #note { height: auto; text-align: center; color: $text-muted; }
    ReviewScreen QuestionView { margin-top: 1; }
    """

    def __init__(self, selection: Selection | None = None) -> None:
        super().__init__()
        self._selection = selection
        self._review: Review | None = None
        self._back_shown = False

    def body(self) -> Iterator[Widget]:
        yield Grades()
        with VerticalScroll(classes="page", can_focus=False), Vertical(classes="column"):
            yield Static(id="note")
            yield Vertical(id="prompt")

    @property
    def review(self) -> Review:
        """The review in progress."""
        if self._review is None:
            self._review = Review(self.edition, self.learner, self._selection)
        return self._review

    async def on_mount(self) -> None:
        """Show the first card."""
        await self._show_prompt()

    def refresh_words(self) -> None:
        review = self._review
        if review is None or review.edition is self.edition:
            return
        self.text_changed()

    def text_changed(self) -> None:
        review, back = self.review, self._back_shown
        card = review.prompt
        review.change_edition(self.edition)
        same = card is not None and review.prompt is not None and card.id == review.prompt.id
        self.run_worker(self._show_again(back and same))

    def show_texts_again(self) -> None:
        self.run_worker(self._show_again(self._back_shown))

    async def _show_again(self, back: bool) -> None:
        await self._show_prompt()
        asking = self.review.prompt.asking if self.review.prompt else None
        if back and asking is None:
            await self._show_back()
        elif back and asking is not None and not asking.open:
            self.set_focus(None)
            self._back_shown = True
            self._show_grades()

    # Showing

    @one_at_a_time
    async def _show_prompt(self) -> None:
        review = self.review
        prompt, box = review.prompt, self.query_one("#prompt", Vertical)
        self._back_shown = False
        self.query_one(Grades).show([])
        typed = self.learner.setting("typed_answers", self.edition.id)
        kept = None if typed else next(iter(self.query(CardView)), None)
        if kept is not None and prompt is not None and prompt.card is not None:
            # In its place: the next card is there at once.
            kept.show(prompt.card, self._origin())
        else:
            await box.remove_children()
            kept = None
        self._show_standing()
        if prompt is None:
            self.make_room_for(None)
            await self._show_summary(box)
            return
        self._show_note()
        self.make_room_for(prompt.asking)
        if prompt.asking is not None:
            await box.mount(QuestionView(prompt.asking))
        elif prompt.card is not None and kept is None:
            await box.mount(CardView(prompt.card, self._origin(), typed=typed))
            if not typed:
                self.set_focus(None)
        self._page.scroll_to(y=0, animate=False)
        self.app.question_appeared()
        self.set_timer(FRAME, self._settle)

    def _show_standing(self) -> None:
        """What is reviewed, and how much of it is done."""
        review, words = self.review, self.words
        name = words("Review")
        if review.selection is not None:
            what = selection_line(self.edition, review.selection, words)
            name = f"{words('Cram')} · {safe(what)}"
        short = self.size.width < _NARROW or self.learner.read_only
        self.top(
            name, standing_line(review, words, short=short) if review.prompt else words("done")
        )

    def _settle(self) -> None:
        """What may come a frame after the card."""
        self.show_keys()
        self._show_memory()
        self.review.prepare()

    def _show_memory(self) -> None:
        """What is known of the card's memory, beside it where there is room."""
        if self.wide:
            self.show_beside(memory_beside(self.review, self.words))

    def on_resize(self) -> None:
        """The counts are as long, and beside the card stands, what there is room for."""
        if self._review is not None:
            self._show_standing()
            self._show_memory()

    def _show_note(self) -> None:
        key = self.app.key_word("review.section")
        lines = note_lines(self.review, self.learner.now(), self.words, key)
        say(self.query_one("#note", Static), Content("\n".join(lines)))

    def _show_grades(self) -> None:
        self.set_timer(FRAME, self.show_keys)  # the back is drawn first
        self.query_one(Grades).show(grades(self.review, self.words, self.app.key_names))

    def _origin(self) -> str:
        """Where the card shown is taught: lesson and section."""
        section = self._section()
        lesson = self.edition.lesson_of_section(section) if section else None
        if lesson is None:
            return ""
        title = next(s.title for s in lesson.sections if s.id == section)
        return f"{lesson.title} · {title}"

    def _section(self) -> str | None:
        prompt = self.review.prompt
        return prompt.section if prompt else None

    async def _show_summary(self, box: Vertical) -> None:
        self.query_one("#note", Static).update("")
        await box.mount(
            ReviewSummary(self.review, self.words, self.app.key_word("review.finish"))
        )
        self.set_focus(None)
        self.show_keys()

    # Grading

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing now are not shown."""
        if action == "stimulus":
            return self.long_stimulus is not None
        if action == "picture":
            return bool(self._pictures)
        if action in _OF_THE_SCHEDULE and self.review.cram:
            return False
        prompt = self.review.prompt
        shown = prompt is not None
        if prompt and prompt.asking and not self._back_shown and action in _NOT_WHILE_ASKED:
            return False
        if action == "answer":
            asked = prompt is not None and prompt.asking is not None and not self._back_shown
            return asked and not isinstance(self.app.focused, TextArea)
        if action in _OF_A_CARD:
            return shown
        if action == "finish":
            return not shown
        if action in ("on", "suggested"):
            return shown and self._back_shown == (action == "suggested")
        return True

    def label(self, action: str) -> str:
        """Space and Enter give the grade that is marked."""
        if action != "suggested" or not self._back_shown:
            return ""
        return grade_name(self.words, Rating(self.review.suggested()).name)

    @property
    def _pictures(self) -> list[tuple[str, Path]]:
        card = self.review.prompt.card if self.review.prompt else None
        sides = [] if card is None else [card.front, card.back][: 1 + self._back_shown]
        return files_shown(sides, self.edition.folder)

    def action_picture(self) -> None:
        """Open a picture of the card in the system's viewer."""
        open_one(self, self._pictures)

    def action_answer(self) -> None:
        """Submit the answer to a question asked as a card."""
        for view in self.query(QuestionView):
            view.answer()

    async def action_on(self) -> None:
        """Show the back. What is longer than the screen is scrolled first."""
        if not self.app.too_soon() and not self._scrolled_on():
            await self._show_back()

    async def action_suggested(self) -> None:
        """Give the grade that is marked, once all of the back was seen."""
        if not self.app.too_soon() and not self._scrolled_on():
            await self.action_grade(self.review.suggested())

    def action_finish(self) -> None:
        """At the end, go home."""
        self.dismiss()

    def _scrolled_on(self) -> bool:
        more = self._more_to_see()
        if more:
            self.action_page(1)
        return more

    async def _show_back(self) -> None:
        for view in self.query(CardView):
            typed = [field.value for field in view.query(Input)]
            view.show_back(self.review.compare_typed(typed[0]) if typed else None)
            self.set_focus(None)
            self._back_shown = True
            self._show_grades()
            self.call_after_refresh(self._to_back)

    # What is longer than the screen

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one(".page", VerticalScroll)

    def _more_to_see(self) -> bool:
        """Whether what is being read goes on below the screen."""
        shown: list[Widget] = [v.read_to(self._back_shown) for v in self.query(CardView)]
        if self._back_shown:
            shown += self.query(QuestionView)
        end = self._page.region.bottom
        return any(widget.region.bottom > end for widget in shown)

    def _to_back(self) -> None:
        """Show the back, from its beginning where it is long."""
        for view in self.query(CardView):
            back = view.read_to(True)
            long = back.region.height > self._page.region.height
            self._page.scroll_to_widget(back, animate=False, top=long)

    def action_scroll(self, lines: int) -> None:
        """Some lines on or back."""
        self._page.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """A screenful on or back; a line of it stays in sight."""
        self._page.scroll_relative(y=pages * (self._page.region.height - 1), animate=False)

    async def on_input_submitted(self) -> None:
        """A typed back is given."""
        await self._show_back()

    async def on_part_done(self, message: Part.Done) -> None:
        """A question asked as a card is answered."""
        message.stop()
        prompt = self.review.prompt
        if prompt is None or prompt.asking is None:
            return
        if not prompt.asking.open or not prompt.asking.answered:
            return
        view = self.query_one(QuestionView)
        if self.incomplete(prompt.asking):
            return
        if prompt.asking.needs_ticks:
            prompt.asking.reveal()
            view.show()
            view.take_focus()
            return
        if not await self.app.keep(self.review.answer()) or self.not_judged(prompt.asking):
            return
        view.show(self._origin())
        self.set_focus(None)
        self._back_shown = True
        self._show_grades()
        self.to_end(self._page)

    async def action_grade(self, rating: int) -> None:
        """Grade the card shown."""
        if not self._back_shown or self.review.prompt is None or self.app.too_soon():
            return
        step = self.review.grade(Rating(rating))
        if step and await self.app.keep(step):
            if self.review.became_leech:
                self.notify(leech_line(self.review, self.words), timeout=10, markup=False)
            await self._show_prompt()

    async def action_undo(self) -> None:
        """Take back what was done last; the card is asked again."""
        record = self.review.last_undoable
        if record is None:
            self.notify(self.words("Nothing to undo."), markup=False)
            return
        line = undone_line(self.review, record, self.words)
        if await self.app.keep(self.review.undo(record)):
            self.app.clear_notifications()  # what they say is no longer so
            self.notify(line, markup=False)
            await self._show_prompt()

    async def _put_away(self, step: Step, message: str) -> None:
        if step and not self.app.too_soon() and await self.app.keep(step):
            self.notify(message, markup=False)
            await self._show_prompt()

    async def action_bury(self) -> None:
        """Not again today."""
        await self._put_away(self.review.bury(), self.words("Buried until tomorrow."))

    async def action_suspend(self) -> None:
        """Not again until taken up."""
        await self._put_away(self.review.suspend(), self.words("Suspended. Press u to undo."))

    async def action_reset(self) -> None:
        """The card starts anew."""
        await self._put_away(self.review.reset(), self.words("Reset. Press u to undo."))

    def action_several(self) -> None:
        """Choose what to do with more cards than the one shown."""
        if self.app.too_soon():
            return
        groups = card_groups(self.review)
        if not groups:
            self.notify(self.words("There are no other cards here."), markup=False)
            return
        lines = group_lines(groups, self.words)
        choices = [
            Choice(group, does, which)
            for group, (does, which) in zip(groups, lines, strict=True)
        ]

        async def chosen(group: CardGroup | None) -> None:
            if group is not None:
                cards = self.words.many(len(group.cards), "{n} card", "{n} cards")
                done = self.words("Done: {cards}. Press u to undo.", cards=cards)
                await self._put_away(apply_to_group(self.review, group), done)

        self.app.push_screen(ChooserScreen(self.words("Several cards"), choices), chosen)

    def action_due(self) -> None:
        """Choose when the card comes back."""
        if self.app.too_soon():
            return
        choices = [
            Choice(days, interval(self.words, timedelta(days=days)))
            for days in (1, 3, 7, 14, 30, 90)
        ]

        async def chosen(days: int | None) -> None:
            if days is not None:
                message = self.words("Set. Press u to undo.")
                await self._put_away(self.review.set_due(days), message)

        self.app.push_screen(ChooserScreen(self.words("Due again in"), choices), chosen)

    def action_suspended(self) -> None:
        """Choose a suspended card to take up again."""
        review = self.review
        choices = [
            Choice(card, cut(safe(front), 60)) for card, front in review.suspended().items()
        ]
        if not choices:
            self.notify(self.words("No card is suspended."), markup=False)
            return

        async def chosen(card: str | None) -> None:
            if card is not None and await self.app.keep(review.unsuspend(card)):
                self.notify(self.words("Unsuspended."), markup=False)

        self.app.push_screen(ChooserScreen(self.words("Suspended cards"), choices), chosen)

    async def action_buttons(self) -> None:
        """Two grades from now on, Again and Good; or all four."""
        await self._toggle("two_buttons")
        if self._back_shown:
            self._show_grades()

    async def action_flag(self) -> None:
        """Mark the card to find it again."""
        if not self.app.too_soon() and await self.app.keep(self.review.flag()):
            self.notify(self.words("Flag changed."), markup=False)

    async def action_why(self) -> None:
        """Say why the card comes now, and what was done with it."""
        # A long history is gone through beside the screen.
        why, words = await asyncio.to_thread(self.review.why), self.words
        self.app.push_screen(why_panel(why, words))

    def action_section(self) -> None:
        """Open the section that teaches the card."""
        section = self._section()
        if section is not None:
            self.app.open_section(section)

    async def action_type(self) -> None:
        """Type answers from now on, or no longer."""
        if await self._toggle("typed_answers"):
            await self._show_prompt()

    async def _toggle(self, key: str) -> bool:
        change = toggled(self.learner.now(), self.learner.state, key, self.edition.id)
        return await self.app.keep(Step((change,)))

    def action_hint(self) -> None:
        """Show the next hint of a question."""
        for view in self.query(QuestionView):
            view.hint()

    def action_edit(self) -> None:
        """Edit the card."""
        prompt = self.review.prompt
        if self.app.too_soon():
            return
        if prompt is not None and prompt.asking is not None:
            self.edit("question", prompt.asking.question.id)
        elif prompt is not None:
            self.edit("card", prompt.id)
