"""What a question is about, on the screen: above it, where the screen is wide beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.style import Style

from studykit.tui.layout import set_article
from studykit.tui.markdown import MUTED, article
from studykit.tui.screens.panel import PanelScreen
from studykit.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.geometry import Size

    from studykit.questions.stimulus import Stimulus
    from studykit.tui.app import StudyApp

ABOUT = "-about"
"""The class of a screen whose question has a stimulus."""
_LEAST = 5
"""Lines that are shown however low the screen is."""
_AROUND = 8
"""Lines that a wide screen needs for all else."""


class StimulusText(Prose):
    """A stimulus. One that is long is cut, so that the question is in sight with it; a key
    shows it whole in a panel of its own."""

    app: StudyApp
    DEFAULT_CSS = """
    StimulusText { border-left: outer $panel; padding: 0 0 0 1; margin: 0 0 1 0; }
    """

    class Placed(Message):
        """Its width is known, and so whether it is long."""

    def __init__(self, stimulus: Stimulus) -> None:
        super().__init__(stimulus.markdown, classes="stimulus")
        self.stimulus = stimulus

    @property
    def is_long(self) -> bool:
        """Whether there is more of it than is shown with the question."""
        width = self.content_size.width
        return width > 0 and len(self.lines(width)) > self._room

    @property
    def _room(self) -> int:
        """The lines that are shown beside the question."""
        height = self.app.size.height
        beside = self.screen.has_class("-wide")
        return max(_LEAST, height - _AROUND if beside else height // 3)

    def on_resize(self) -> None:
        """Let the screen show the keys that work now."""
        self.post_message(self.Placed())

    def open_whole(self) -> None:
        """Show all of it over the question."""
        text = article(self.stimulus.text)
        panel = PanelScreen(self.stimulus.heading, lambda width: set_article(text, width))
        self.app.push_screen(panel)

    def _shown(self, width: int) -> list[Content]:
        lines, room = self.lines(width), self._room
        if len(lines) <= room:
            return lines
        left = len(lines) - room + 1
        more = self.app.words.many(left, "… {n} more line", "… {n} more lines")
        click = Style.from_meta({"@click": "screen.stimulus"})
        return [*lines[: room - 1], Content.styled(more, MUTED).stylize(click)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._shown(width))

    def render(self) -> Content:
        return Content("\n").join(self._shown(self.content_size.width))
