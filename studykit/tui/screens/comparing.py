"""Before an exam is handed in: each open response beside its model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll

from studykit.progress import events
from studykit.tui.actions import bindings
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.question.part import Part
from studykit.tui.widgets.question.view import QuestionView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.study.quiz import QuizAttempt


class ComparingScreen(StudyScreen):
    """One open response after the other; the learner ticks the key points made."""

    BINDINGS = bindings("comparing")

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaving is for after the deadline: before it, the exam could be gone on with once
        the model answer was seen."""
        return action != "home" or self._attempt.seconds_left(self.app.now()) == 0

    async def action_home(self) -> None:
        """Leave the rest of the comparing for later."""
        await self.app.close_above(self.app.screen_stack[0])
        self.app.refresh_screens()

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
