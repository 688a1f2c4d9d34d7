"""Behind a closed exam: each open response beside its model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll

from studykit.study.quiz_ending import self_mark, submit, to_compare
from studykit.tui.actions import bindings
from studykit.tui.questions.part import Part
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.base import StudyScreen, one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.study.quiz import QuizAttempt


class ComparingScreen(StudyScreen):
    """One open response after the other; the learner ticks the key points made. Who leaves
    goes on here the next time."""

    BINDINGS = bindings("comparing")

    def __init__(self, attempt: QuizAttempt) -> None:
        super().__init__()
        self._attempt = attempt
        self._numbers = to_compare(attempt)
        self._at = 0

    def body(self) -> Iterator[Widget]:
        page = VerticalScroll(classes="page", can_focus=False)
        with page, Vertical(classes="column"):
            yield Vertical(id="asked")

    async def on_mount(self) -> None:
        """Show the first one."""
        await self._show()

    def refresh_words(self) -> None:
        if self.is_mounted and self._attempt.edition is not self.edition:
            self._attempt.change_editions(self.app.course.from_edition(self.edition))
            self.show_texts_again()

    def show_texts_again(self) -> None:
        self.run_worker(self._show())

    @one_at_a_time
    async def _show(self) -> None:
        place = f"{self._at + 1} / {len(self._numbers)}"
        self.top(self.words("Compare with the model answer"), place)
        asking = self._attempt.asking_of(self._attempt.questions[self._numbers[self._at]])
        box = self.query_one("#asked", Vertical)
        await box.remove_children()
        self.make_room_for(asking)
        if asking is not None:
            asking.reveal()
            await box.mount(QuestionView(asking, judged=False))
        self.show_keys()

    async def on_part_done(self, message: Part.Done) -> None:
        """Store the ticks, go on."""
        message.stop()
        await self.action_done()

    async def action_done(self) -> None:
        """Store the ticks and show the next one; behind the last, the result."""
        if self.app.too_soon():
            return
        if not await self.app.keep(self_mark(self._attempt, self._numbers[self._at])):
            return
        if self._at + 1 < len(self._numbers):
            self._at += 1
            await self._show()
        elif await self.app.keep(submit(self._attempt)):
            from studykit.tui.screens.result import ResultScreen

            self.app.replace(ResultScreen(self._attempt.id))
