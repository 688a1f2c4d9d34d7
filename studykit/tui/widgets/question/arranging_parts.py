"""Items to put in order, and things to give a place: matching, sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from studykit.questions.models import Categorize, Matching, Ordering
from studykit.tui.markdown import BOLD, inline, safe
from studykit.tui.widgets.question.part import Part, mark
from studykit.tui.widgets.rows import LETTERS, Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult


class OrderingPart(Part):
    """Rows that are picked up, moved and dropped."""

    picked = False

    def compose(self) -> ComposeResult:
        """The items, and how to move them."""
        yield Rows(self._entries(), hang=5)
        yield Static(Content(self._how()), classes="muted how gap")

    def _how(self) -> str:
        return self.words("space picks up and drops · ↑ ↓ move · enter answers")

    def _entries(self) -> list[Content]:
        question = self.asking.question
        items = question.items if isinstance(question, Ordering) else ()
        return [self._entry(n, number, items[number]) for n, number in enumerate(self._order())]

    def _order(self) -> list[int]:
        return list(self.asking.response)

    def _entry(self, place: int, number: int, text: str) -> Content:
        grip = "↕ " if self.picked and place == self._cursor() else "  "
        entry = Content.assemble((grip, "$accent"), f"{place + 1}. ", inline(text))
        grade = self.asking.grade
        if grade is None or self.asking.hides_solution:
            return entry
        part = grade.parts[number]
        told = mark(part.right, self.words)
        if not part.right:
            told += f" → {safe(part.expected)}."
        return entry + Content.styled(f"  {told}", "$success" if part.right else "$error")

    def _cursor(self) -> int:
        return self.query_one(Rows).cursor if self.is_mounted else 0

    def show(self) -> None:
        """Show the order as it stands."""
        self.query_one(Rows).show(self._entries())
        self.query_one(".how", Static).display = self.asking.open

    def press(self, key: str) -> bool:
        """Arrows move the cursor, or the item that was picked up."""
        rows = self.query_one(Rows)
        if key in ("up", "k", "down", "j", "shift+up", "shift+down", "K", "J"):
            step = -1 if key in ("up", "k", "shift+up", "K") else 1
            if self.picked or key in ("shift+up", "shift+down", "K", "J"):
                self._carry(rows.cursor + step)
            else:
                rows.move(step)
        elif key == "space":
            self.picked = not self.picked and self.asking.open
            self.show()
        elif key == "enter":
            self.picked = False
            self.asking.accept_order()
            self.done()
        else:
            return False
        return True

    def _carry(self, to: int) -> None:
        rows = self.query_one(Rows)
        if self.asking.open and 0 <= to < len(rows):
            self.asking.move(rows.cursor, to)
            rows.point(to)
            self.changed()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A click picks an item up, the next one drops it where it points."""
        message.stop()
        if not self.asking.open:
            return
        if self.picked and self._from is not None:
            self.asking.move(self._from, message.number)
            self.picked = False
            self.changed()
        else:
            self._from, self.picked = message.number, True
            self.show()

    _from: int | None = None


class AssigningPart(Part):
    """Each row is given one of the places listed below by its letter."""

    def compose(self) -> ComposeResult:
        """The rows, then the places."""
        yield Rows(self._entries())
        yield Static(
            Content(self.words("a letter gives the row a place · enter answers")),
            classes="muted gap how",
        )
        yield Rows(self._place_entries(), cursor=-1, hang=2)

    @property
    def _labels(self) -> tuple[str, ...]:
        question = self.asking.question
        if isinstance(question, Matching):
            return tuple(pair.left for pair in question.pairs)
        return question.items if isinstance(question, Categorize) else ()

    @property
    def _places(self) -> tuple[str, ...]:
        question = self.asking.question
        if isinstance(question, Matching):
            return question.rights
        return tuple(question.categories) if isinstance(question, Categorize) else ()

    @property
    def _place_order(self) -> tuple[int, ...]:
        """Author's indices of the places in the order shown; categories keep theirs."""
        if isinstance(self.asking.question, Matching):
            return self.asking.order
        return tuple(range(len(self._places)))

    @property
    def _row_order(self) -> tuple[int, ...]:
        if isinstance(self.asking.question, Categorize):
            return self.asking.order
        return tuple(range(len(self._labels)))

    def _entries(self) -> list[Content]:
        return [self._entry(number) for number in self._row_order]

    def _entry(self, number: int) -> Content:
        place = self.asking.response[number]
        given = inline(self._places[place]).stylize(BOLD) if place is not None else Content("…")
        entry = inline(self._labels[number]) + Content.styled("  →  ", "$accent") + given
        grade = self.asking.grade
        if grade is None or self.asking.hides_solution:
            return entry
        part = grade.parts[number]
        told = mark(part.right, self.words)
        entry += Content.styled(f"  {told}", "$success" if part.right else "$error")
        if not part.right:
            entry += Content.styled(f"  → {safe(part.expected)}", "$success")
        return entry

    def _place_entries(self) -> list[Content]:
        return [
            Content.assemble((f"{LETTERS[n]} ", "$accent"), inline(self._places[number]))
            for n, number in enumerate(self._place_order[: len(LETTERS)])
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
        if len(key) == 1 and key in LETTERS and LETTERS.index(key) < len(self._place_order):
            self._assign(LETTERS.index(key))
        elif key in ("up", "k", "down", "j"):
            rows.move(-1 if key in ("up", "k") else 1)
        elif key in ("backspace", "delete"):
            self.asking.assign(self._row_order[rows.cursor], None)
            self.changed()
        elif key == "enter":
            self.done()
        else:
            return False
        return True

    def _assign(self, shown: int) -> None:
        rows = next(iter(self.query(Rows)))
        self.asking.assign(self._row_order[rows.cursor], self._place_order[shown])
        rows.move(1)
        self.changed()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A click on a row takes it up, a click on a place gives it that place."""
        message.stop()
        rows, places = self.query(Rows)
        if message.rows is places and self.asking.open:
            places.point(-1)
            self._assign(message.number)
        else:
            rows.point(message.number)
