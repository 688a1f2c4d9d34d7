"""A list to choose one thing from: a course, a lesson, a quiz, what to cram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from studykit.tui.actions import bindings
from studykit.tui.layout import shortened
from studykit.tui.markdown import MUTED, safe, title_text
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from studykit.tui.app import StudyApp

_Value = TypeVar("_Value")


_WIDTH, _AROUND = 72, 8
"""The widest dialog, and the cells of it that are no text of a row: as in `app.tcss`."""
_CLICKS = ("take", "dismiss(None)")
"""What the two words below the choices do."""


class Choice(NamedTuple, Generic[_Value]):
    """One thing to choose."""

    value: _Value
    title: str
    detail: str = ""


class ChooserScreen(ModalScreen[_Value | None], Generic[_Value]):
    """Closes with what was chosen, or with None."""

    app: StudyApp
    BINDINGS = bindings("chooser")

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[_Value]],
        cursor: int = 0,
        *,
        cut: bool = False,
    ) -> None:
        """`cut` is whether each choice takes one line, its title cut where it is longer."""
        super().__init__()
        self._cut = cut
        self._title = title
        self._choices = list(choices)
        self._cursor = cursor

    def compose(self) -> ComposeResult:
        """The title, then the choices."""
        words = self.app.words
        with Vertical(classes="dialog"):
            yield Static(Content(title_text(self._title)), classes="heading")
            with VerticalScroll(classes="choices gap", can_focus=False):
                yield Rows(self._entries(), cursor=self._cursor)
            take, close = (Style.from_meta({"@click": f"screen.{do}"}) for do in _CLICKS)
            keys = self.app.key_hint(words("choose"), "chooser.take").stylize(take) + "  "
            keys += self.app.key_hint(words("close"), "chooser.close").stylize(close)
            yield Static(keys, classes="gap")

    def on_resize(self) -> None:
        """Details stand behind their titles where there is room."""
        self.query_one(Rows).show(self._entries())

    def _entries(self) -> list[Content]:
        width = min(_WIDTH, int(self.app.size.width * 0.96)) - _AROUND
        return [_entry(choice, width, cut=self._cut) for choice in self._choices]

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(Rows).move(step)

    def action_take(self) -> None:
        """Close with the choice under the cursor."""
        if self._choices:
            self.dismiss(self._choices[self.query_one(Rows).cursor].value)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A choice was clicked."""
        self.dismiss(self._choices[message.number].value)


def _entry(choice: Choice[_Value], width: int, *, cut: bool) -> Content:
    """A choice with its detail behind it, or on a line of its own where both are too long."""
    title, detail = Content(title_text(choice.title)), Content(safe(choice.detail))
    room = width - detail.cell_length - 2 * bool(choice.detail)
    if cut:
        title = shortened(title, max(8, room))
    if not choice.detail:
        return title
    between = "  " if title.cell_length <= room else "\n"
    return title + between + detail.stylize(MUTED)
