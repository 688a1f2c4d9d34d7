"""A flashcard: the front, a rule, the back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from studykit.tui.markdown import MUTED, inline, safe
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.question.part import mark
from studykit.tui.widgets.still import Covered, CoveredProse, CoveredStatic

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from studykit.content.cards import Card
    from studykit.study.typed import Comparison
    from studykit.tui.app import StudyApp


class CardView(Vertical):
    """One card. Front and back that are longer than the screen scroll with it."""

    app: StudyApp

    DEFAULT_CSS = """
    CardView { height: auto; padding: 1 2; }
    CardView .face { width: 1fr; height: auto; text-align: center; }
    CardView .rule { width: 1fr; text-align: center; color: $text-muted; margin: 1 0; }
    CardView .compared { text-align: center; margin-bottom: 1; display: none; }
    """

    def __init__(self, card: Card, origin: str, *, typed: bool) -> None:
        super().__init__()
        self.card = card
        self._origin = origin
        self._typed = typed

    def compose(self) -> ComposeResult:
        """The front; the rest is covered."""
        yield _face(self.card.front, Static, Prose)
        if self._typed:
            yield Input(placeholder=self.app.words("type the back, then enter"))
        yield CoveredStatic("─" * 36, classes="rule")
        yield Static(classes="compared")
        yield _face(self.card.back, CoveredStatic, CoveredProse)
        if self._origin:
            origin = Content(f"→ {safe(self._origin)}")
            yield CoveredStatic(origin, classes="muted from gap face")

    def on_mount(self) -> None:
        """Wait for a typed answer, if one is wanted."""
        if self._typed:
            self.query_one(Input).focus()

    def show_back(self, compared: Comparison | None) -> None:
        """Show the back, where it is taught, and how a typed answer compares."""
        for part in self.children:
            if isinstance(part, Covered):
                part.uncover()
        for field in self.query(Input):
            field.disabled = True
        if compared is not None:
            told = self.query_one(".compared", Static)
            told.display = True
            told.update(self._compared(compared))

    def _compared(self, compared: Comparison) -> Content:
        style = "$success" if compared.right else "$error"
        told = Content.styled(mark(compared.right, self.app.words) + "  ", style)
        for piece in compared.pieces:
            shown = Content(safe(piece.text))
            told += shown if piece.right else shown.stylize("$error underline")
        return told if compared.pieces else told + Content.styled("…", MUTED)


def _face(text: str, short: type[Static], long: type[Prose]) -> Static | Prose:
    """A short face is centred; one with blocks or of some length is set as prose."""
    if "\n" in text.strip() or len(text) > 160:
        return long(text)
    return short(inline(text), classes="face")
