"""What every kind of chart offers, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.charts.canvas import Line


class Row(NamedTuple):
    """One value of a chart."""

    label: str
    value: float | None
    """None where there is nothing to show."""
    text: str
    """The value, and what else is to be said of it, in words."""
    weak: bool = False
    """Whether it rests on too little to be trusted."""
    mark: float | None = None
    """A value to be compared with."""


def row_sentences(rows: Iterable[Row]) -> list[str]:
    """The rows of which there is something to say."""
    return [f"{row.label}: {row.text}" for row in rows if row.text]


class Chart(Protocol):
    """Draws itself to be looked at, and tells itself to be read line by line."""

    @property
    def rows_taken(self) -> int | None:
        """The rows it takes whatever room there is; None when it takes what it is given."""

    def draw(self, width: int, height: int) -> list[Line]:
        """At most `width` cells wide; `height` is the number of rows there is room for."""

    @property
    def sentences(self) -> list[str]:
        """What is drawn, in words alone: a label and its value a line."""
