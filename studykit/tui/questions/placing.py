"""Things to give a place: matching, sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from studykit.questions.placing import PlacingQuestion
from studykit.tui.markdown import BOLD, inline
from studykit.tui.questions.part import Part, mark
from studykit.tui.widgets.rows import LETTERS, Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

_ALIGNED = 40
"""Cells up to which the rows of a question are padded to the same width."""


class PlacingPart(Part[PlacingQuestion]):
    """Each row is given one of the places listed below by its letter."""

    def compose(self) -> ComposeResult:
        """The rows, then the places."""
        yield Rows(self._entries())
        yield Static(
            Content(
                self.words(
                    "type a letter to match this row · {key} to answer",
                    key=self.app.key_word("question.answer"),
                )
            ),
            classes="muted gap how",
        )
        yield Rows(self._place_entries(), cursor=-1, hang=2)

    @property
    def _places(self) -> tuple[int, ...]:
        return self.question.places_shown(self.asking.order)

    @property
    def _rows(self) -> tuple[int, ...]:
        return self.question.rows_shown(self.asking.order)

    @property
    def _widest(self) -> int:
        """Cells in which the rows stand, so that their arrows are below each other; 0 where one
        is too long for that."""
        widest = max(inline(text).cell_length for text in self.question.row_texts)
        return widest if widest <= _ALIGNED else 0

    def _entries(self) -> list[Content]:
        return [self._entry(number) for number in self._rows]

    def _entry(self, number: int) -> Content:
        place = self.asking.response[number]
        given = (
            inline(self.question.places[place]).stylize(BOLD)
            if place is not None
            else Content("…")
        )
        text = inline(self.question.row_texts[number])
        gap = " " * max(0, self._widest - text.cell_length)
        entry = text + gap + Content.styled("  →  ", "$accent") + given
        grade = self.asking.grade
        if grade is None or self.asking.hides_solution:
            return entry
        part = grade.parts[number]
        verdict = mark(part.right, self.words)
        entry += Content.styled(f"  {verdict}", "$success" if part.right else "$error")
        if not part.right:
            entry += Content.styled("  → ", "$success")
            entry += inline(part.expected).stylize("$success")
        return entry

    def _place_entries(self) -> list[Content]:
        return [
            Content.assemble(
                (f"{LETTERS[n]} ", "$accent"), inline(self.question.places[number])
            )
            for n, number in enumerate(self._places[: len(LETTERS)])
        ]

    def show(self) -> None:
        """Show what was given to each row."""
        rows, places = self.query(Rows)
        rows.show(self._entries())
        places.display = self.asking.open
        self.query_one(".how", Static).display = self.asking.open

    def press(self, key: str) -> bool:
        """Letters give the row under the cursor a place and go on to the next."""
        rows = next(iter(self.query(Rows)))
        if len(key) == 1 and key in LETTERS and LETTERS.index(key) < len(self._places):
            self._assign(LETTERS.index(key))
        elif key in ("up", "k", "down", "j"):
            rows.move(-1 if key in ("up", "k") else 1)
        elif key in ("backspace", "delete"):
            self.asking.assign(self._rows[rows.cursor], None)
            self.changed()
        elif key == "enter":
            self.done()
        else:
            return False
        return True

    def _assign(self, shown: int) -> None:
        rows = next(iter(self.query(Rows)))
        self.asking.assign(self._rows[rows.cursor], self._places[shown])
        rows.point(self._next_empty(rows.cursor))
        self.changed()

    def _next_empty(self, at: int) -> int:
        """The next row without a place, behind the last one from the first on; the row below
        where all have one."""
        order: list[int] = [*range(at + 1, len(self._rows)), *range(at)]
        for row in order:
            if self.asking.response[self._rows[row]] is None:
                return row
        return at + 1

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A click on a row takes it up, a click on a place gives it that place."""
        message.stop()
        rows, places = self.query(Rows)
        if message.rows is places and self.asking.open:
            places.point(-1)
            self._assign(message.number)
        else:
            rows.point(message.number)
