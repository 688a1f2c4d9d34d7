"""A flashcard: the front, a rule, the back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from studykit.questions.compare_typed import MISSING
from studykit.tui.markdown import MUTED, article, directed, inline, safe
from studykit.tui.questions.part import mark
from studykit.tui.widgets.fields import LineField
from studykit.tui.widgets.still import Covered, CoveredProse, CoveredStatic, say

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size

    from studykit.content.cards import Card
    from studykit.questions.compare_typed import Compared
    from studykit.tui.app import StudyApp

_SHORT = 160
"""Characters up to which a side is centred."""


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
        self.typed = typed

    def compose(self) -> ComposeResult:
        """The front; the rest is covered."""
        front = Face(self.card.front)
        front.uncover()
        yield front
        if self.typed:
            yield LineField(placeholder=self.app.words("type the back, then enter"))
        yield CoveredStatic("─" * 36, classes="rule")
        yield Static(classes="compared")
        yield Face(self.card.back, classes="back")
        yield CoveredStatic(_taught(self._origin), classes="muted from gap face")

    def on_mount(self) -> None:
        """Wait for a typed answer, if one is wanted."""
        if self.typed:
            self.query_one(Input).focus()

    def show(self, card: Card, origin: str) -> None:
        """Show the front of another card in the same place."""
        self.card, self._origin = card, origin
        front, back = self.query(Face)
        front.update(card.front)
        back.update(card.back)
        back.cover()
        for part in self.query(CoveredStatic):
            part.cover()
        say(self.query_one(".from", CoveredStatic), _taught(origin))

    def read_to(self, back: bool) -> Face:
        """What is being read: the back where it is shown, else the front."""
        return list(self.query(Face))[int(back)]

    def show_back(self, compared: Compared | None) -> None:
        """Show the back, where it is taught, and how a typed answer compares."""
        for part in self.children:
            if isinstance(part, Covered):
                part.uncover()
        for field in self.query(Input):
            field.disabled = True
        if compared is not None:
            line = self.query_one(".compared", Static)
            line.display = True
            line.update(self._compared(compared))

    def _compared(self, compared: Compared) -> Content:
        style = "$success" if compared.right else "$error"
        line = Content.styled(mark(compared.right, self.app.words) + "  ", style)
        for piece in compared.pieces:
            if piece.missing:
                line += Content.styled(MISSING * len(piece.text), "$warning")
                continue
            shown = Content(safe(piece.text))
            line += shown if piece.right else shown.stylize("$error underline")
        return line if compared.pieces else line + Content.styled("…", MUTED)


class Face(CoveredProse):
    """One side of a card. A short one is centred; one of some length is set as prose."""

    def __init__(self, text: str, *, classes: str = "") -> None:
        super().__init__(text, classes=classes)
        self._text = text

    def update(self, text: str) -> None:
        """Show another text; all else stays where it is unless the number of lines differs."""
        width = self.content_size.width
        before = len(self.lines(width))
        self._text = text
        self._article = article(text)
        self._lines.clear()
        self.refresh(layout=not width or len(self.lines(width)) != before)

    def lines(self, width: int) -> list[Content]:
        if "\n" in self._text.strip() or len(self._text) > _SHORT:
            return super().lines(width)
        if width not in self._lines:
            lines = directed(inline(self._text)).wrap(max(4, width))
            self._lines = {
                width: [Content(" " * ((width - n.cell_length) // 2)) + n for n in lines]
            }
        return self._lines[width]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width


def _taught(origin: str) -> Content:
    return Content(f"→ {safe(origin)}" if origin else "")
