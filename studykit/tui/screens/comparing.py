"""Before an exam is handed in: each open response beside its model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll

from studykit.progress import events
from studykit.tui.questions.part import Part
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.base import StudyScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.study.quiz import QuizAttempt


class ComparingScreen(StudyScreen):
    """One open response after the other; the learner ticks the key points made."""

    def __init__(self, attempt: QuizAttempt) -> None:
        super().__init__()
        self._attempt = attempt
        self._open = attempt.to_compare

    def body(self) -> Iterator[Widget]:
        page = VerticalScroll(classes="page", can_focus=False)
        with page, Vertical(classes="column"):
            yield Vertical(id="asked")

    async def on_mount(self) -> None:
        """Show the first one."""
        await self._show()

    async def _show(self) -> None:
        box = self.query_one("#asked", Vertical)
        await box.remove_children()
        if not self._open:
            self.dismiss()
            return
        self.top(self.words("Compare with the model answer"), f"{len(self._open)}")
        asking = self._attempt.asking_of(self._attempt.questions[self._open[0]])
        asking.revealed = True
        await box.mount(QuestionView(asking, judged=False))

    async def on_part_done(self, message: Part.Done) -> None:
        """Keep the ticks, go on."""
        message.stop()
        attempt, number = self._attempt, self._open.pop(0)
        question = attempt.questions[number]
        kept = events.quiz_answered(
            self.app.now(),
            attempt.edition.id,
            attempt.id,
            question,
            response=attempt.asking_of(question).response,
            certainty=attempt.certainty_of(question),
        )
        if await self.app.record([kept]):
            await self._show()
        else:
            self._open.insert(0, number)
