"""A number to choose on a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from studykit.questions.numbers import number_text
from studykit.questions.slider import Slider
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.questions.part import Part, mark

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click
    from textual.geometry import Size

_STEPS = {
    "left": -1,
    "right": 1,
    "shift+left": -10,
    "shift+right": 10,
    "pagedown": -10,
    "pageup": 10,
}
"""By how many steps of the scale each key moves."""
_WIDEST = 60
"""Cells of the scale."""
_KNOB, _NO_KNOB, _ANSWER = "●", "○", "◆"


class Scale(Widget):
    """A line of cells with the knob on it and, once judged, the answer."""

    DEFAULT_CSS = """
    Scale { height: 1; width: 1fr; }
    """

    class Chosen(Message):
        """The scale was clicked at `share` of its length, 0 to 1."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self) -> None:
        super().__init__()
        self._knob, self._chosen = 0.0, False
        self._answer: float | None = None

    def show(self, knob: float, answer: float | None, *, chosen: bool) -> None:
        """Draw the knob and the answer, each at its share of the length."""
        self._knob, self._answer, self._chosen = knob, answer, chosen
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return min(_WIDEST, container.width)

    @property
    def _cells(self) -> int:
        return max(2, min(_WIDEST, self.content_size.width))

    def _cell(self, share: float) -> int:
        return round(share * (self._cells - 1))

    def render(self) -> Content:
        knob = self._cell(self._knob)
        cells = [Content.styled("━" if n < knob else "─", MUTED) for n in range(self._cells)]
        if self._answer is not None:
            cells[self._cell(self._answer)] = Content.styled(_ANSWER, "$success")
        cells[knob] = Content.styled(_KNOB if self._chosen else _NO_KNOB, "$accent")
        return Content("").join(cells)

    def on_click(self, event: Click) -> None:
        """Choose where the pointer is."""
        event.stop()
        self.post_message(self.Chosen(min(1.0, event.x / (self._cells - 1))))


class SliderPart(Part[Slider]):
    """The scale, and the number that is chosen."""

    def compose(self) -> ComposeResult:
        """The ends, the scale, the number, and how to move."""
        question = self.question
        low, high = (number_text(end, question.unit) for end in (question.low, question.high))
        yield Static(Content.styled(safe(f"{low} … {high}"), MUTED))
        yield Scale()
        yield Static(classes="number")
        answer = self.app.key_word("question.answer")
        how = self.words("← → one step · with shift ten · {key} answers", key=answer)
        yield Static(Content(how), classes="muted how gap")

    @property
    def _index(self) -> int | None:
        """Where the knob is, in steps; None before it was moved."""
        response = self.asking.response
        return None if response is None else self.question.index(response)

    def _share(self, index: int | None) -> float:
        return (index or 0) / self.question.steps

    def show(self) -> None:
        """Show the number and, once judged, the answer."""
        question, grade, index = self.question, self.asking.grade, self._index
        number = Content("…")
        if index is not None:
            text = number_text(question.number(index), question.unit)
            number = Content(safe(text)).stylize(BOLD)
        answer = None
        if grade is not None:
            right = grade.verdict == "right"
            style = "$success" if right else "$error"
            number += Content.styled(f"   {mark(right, self.words)}", style)
            if not right:
                answer = self._share(question.index(question.answer))
                number += (
                    f"   {self.words('correct answer')}: {_ANSWER} {safe(question.solution)}"
                )
        self.query_one(".number", Static).update(number)
        self.query_one(".how", Static).display = self.asking.open
        self.query_one(Scale).show(self._share(index), answer, chosen=index is not None)

    def press(self, key: str) -> bool:
        """Arrows and page keys move the knob, Home and End take it to the ends."""
        if key in _STEPS:
            self._move((self._index or 0) + _STEPS[key])
        elif key in ("home", "end"):
            self._move(0 if key == "home" else self.question.steps)
        elif key == "enter":
            self.done()
        else:
            return False
        return True

    def _move(self, index: int) -> None:
        self.asking.choose(max(0, min(index, self.question.steps)))
        self.changed()

    def on_scale_chosen(self, message: Scale.Chosen) -> None:
        """The number nearest to a click is chosen."""
        message.stop()
        if self.asking.open:
            self._move(round(message.share * self.question.steps))
