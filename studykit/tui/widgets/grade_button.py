"""One of the four grades, with when the card comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

if TYPE_CHECKING:
    from textual.content import Content
    from textual.events import Click

    from studykit.scheduling.memory import Rating


class GradeButton(Static):
    """A grade that can be clicked; its keys are the screen's."""

    def __init__(self, rating: Rating) -> None:
        super().__init__(classes="grade")
        self.rating = rating

    def show(self, content: Content) -> None:
        """Show this; the place is always kept, so that nothing is laid out anew."""
        self.update(content, layout=False)

    async def on_click(self, event: Click) -> None:
        """Grade."""
        event.stop()
        await self.screen.run_action(f"grade({int(self.rating)})")
