"""Items to put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from studykit.questions.ordering import Ordering
from studykit.tui.markdown import inline, safe
from studykit.tui.questions.part import Part, mark
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult


class OrderingPart(Part[Ordering]):
    """Rows that are picked up, moved and dropped."""

    picked = False

    def compose(self) -> ComposeResult:
        """The items, and how to move them."""
        yield Rows(self._entries(), hang=5)
        yield Static(Content(self._how()), classes="muted how gap")

    def _how(self) -> str:
        key = self.app.key_word
        return self.words(
            "{pick} to pick up and drop · {move} to move · {answer} to answer",
            pick=key("question.pick"),
            move=self.app.key_names("question.up", "question.down"),
            answer=key("question.answer"),
        )

    def _entries(self) -> list[Content]:
        items = self.question.items
        order = enumerate(self.asking.response)
        return [self._entry(place, number, items[number]) for place, number in order]

    def _entry(self, place: int, number: int, text: str) -> Content:
        grip = "↕ " if self.picked and place == self._cursor() else "  "
        entry = Content.assemble((grip, "$accent"), f"{place + 1}. ", inline(text))
        grade = self.asking.grade
        if grade is None or self.asking.hides_solution:
            return entry
        part = grade.parts[number]
        verdict = mark(part.right, self.words)
        if not part.right:
            verdict += f" → {safe(part.expected)}."
        return entry + Content.styled(f"  {verdict}", "$success" if part.right else "$error")

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
