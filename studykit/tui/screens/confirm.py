"""A question with yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from studykit.tui.actions import bindings
from studykit.tui.markdown import safe

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from studykit.tui.app import StudyApp


class ConfirmScreen(ModalScreen[bool]):
    """Asks before something that leaves the app or cannot be taken back."""

    app: StudyApp
    BINDINGS = bindings("confirm")

    def __init__(self, question: str, detail: str = "") -> None:
        super().__init__()
        self._question = question
        self._detail = detail

    def compose(self) -> ComposeResult:
        """The question, what it is about, the two answers."""
        words = self.app.words
        yes = Style.from_meta({"@click": "screen.answer(True)"})
        no = Style.from_meta({"@click": "screen.answer(False)"})
        answers = self.app.key_hint(words("yes"), "confirm.yes").stylize(yes) + "    "
        answers += self.app.key_hint(words("no"), "confirm.no").stylize(no)
        with Vertical(classes="dialog"):
            yield Static(Content(safe(self._question)), classes="heading")
            if self._detail:
                yield Static(Content(safe(self._detail)), classes="gap")
            yield Static(answers, classes="gap")

    def action_answer(self, agreed: bool) -> None:
        """Close with the answer."""
        self.dismiss(agreed)
