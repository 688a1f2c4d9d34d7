"""Options to choose from, and a statement to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from studykit.questions.models import MultipleChoice, SingleChoice
from studykit.tui.markdown import BOLD, MUTED, inline
from studykit.tui.widgets.question.part import RIGHT_MARK, WRONG_MARK, Part
from studykit.tui.widgets.rows import LETTERS, Rows
from studykit.tui.widgets.still import FRAME

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ChoicePart(Part):
    """One row an option, lettered as shown."""

    _pointed = False
    """Whether the learner pointed at an option: only then Space or Enter chooses it, so that
    one Space too many while reading answers nothing."""

    def compose(self) -> ComposeResult:
        """The options."""
        yield Rows(self._entries(), hang=4)

    def _numbers(self) -> tuple[int, ...]:
        """Author's indices in the order shown."""
        question = self.asking.question
        return (
            self.asking.order if isinstance(question, SingleChoice | MultipleChoice) else (0, 1)
        )

    def _entries(self, *, feedback: bool = True) -> list[Content]:
        entries = []
        for shown, number in enumerate(self._numbers()):
            entry = self._entry(shown, number)
            entries.append(entry + self._feedback(number) if feedback else entry)
        return entries

    def _entry(self, shown: int, number: int) -> Content:
        ticked = self._ticked(number)
        question = self.asking.question
        several = isinstance(question, MultipleChoice)
        box = ("■ " if ticked else "□ ") if several else ("● " if ticked else "○ ")
        letter = LETTERS[shown] if shown < len(LETTERS) else " "
        entry = Content.assemble((f"{letter} ", "$accent"), box, self._text(number))
        grade = self.asking.grade
        if grade is None:
            return entry.stylize(BOLD) if ticked else entry
        if not isinstance(question, SingleChoice | MultipleChoice):
            return self._judged_statement(entry, number, ticked)
        part = grade.parts[number]
        if several and self.asking.hides_solution:
            return entry  # which of the ticked ones are right is half the answer
        if ticked and part.expected:
            entry += Content.styled(f"  {RIGHT_MARK} {self.words('right')}", "$success")
        elif ticked:
            entry += Content.styled(f"  {WRONG_MARK} {self.words('wrong')}", "$error")
        elif part.expected and not self.asking.hides_solution:
            entry += Content.styled(f"  ← {self.words('the key')}", "$success")
        return entry

    def _feedback(self, number: int) -> Content:
        """What is said under an option once the response is judged."""
        question, grade = self.asking.question, self.asking.grade
        if grade is None or not isinstance(question, SingleChoice | MultipleChoice):
            return Content("")
        if not self.asking.answered:
            return Content("")
        part = grade.parts[number]
        shown = self._ticked(number) or (part.expected and not self.asking.hides_solution)
        if not part.feedback or not shown:
            return Content("")
        return Content("\n") + inline(part.feedback).stylize(MUTED)

    def _judged_statement(self, entry: Content, number: int, ticked: bool) -> Content:
        right = (number == 0) == getattr(self.asking.question, "answer", None)
        if ticked and right:
            return entry + Content.styled(f"  {RIGHT_MARK} {self.words('right')}", "$success")
        if ticked:
            return entry + Content.styled(f"  {WRONG_MARK} {self.words('wrong')}", "$error")
        return entry

    def _ticked(self, number: int) -> bool:
        response = self.asking.response
        if isinstance(self.asking.question, MultipleChoice):
            return number in response
        if isinstance(self.asking.question, SingleChoice):
            return bool(response == number and response is not None)
        return response is (number == 0) if isinstance(response, bool) else False

    def _text(self, number: int) -> Content:
        question = self.asking.question
        if isinstance(question, SingleChoice | MultipleChoice):
            return inline(question.options[number].text)
        return Content(self.words("true") if number == 0 else self.words("false"))

    def show(self) -> None:
        """Show what is ticked and, once judged, what is right."""
        rows = self.query_one(Rows)
        if self.asking.grade is not None:
            # The marks at once; the feedback moves what is below, and comes right after.
            rows.show(self._entries(feedback=False))
            self.set_timer(FRAME, lambda: rows.show(self._entries()))
        else:
            rows.show(self._entries())

    def press(self, key: str) -> bool:
        """Letters and digits choose, arrows move, space ticks, Enter answers."""
        rows = self.query_one(Rows)
        shown = _index(key)
        if shown is not None and shown < len(self._numbers()):
            rows.point(shown)
            self._choose(shown)
        elif key in ("up", "k", "down", "j"):
            rows.move(-1 if key in ("up", "k") else 1)
            self._pointed = True
        elif key == "space":
            if self._pointed:
                self._choose(rows.cursor)
        elif key == "enter":
            several = isinstance(self.asking.question, MultipleChoice)
            if self._pointed and not self.asking.answered and not several:
                self._choose(rows.cursor)
            self.done()
        else:
            return False
        return True

    def _choose(self, shown: int) -> None:
        self._pointed = True
        self.asking.choose(self._numbers()[shown])
        self.changed()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """An option was clicked."""
        message.stop()
        if self.asking.open:
            self._choose(message.number)


def _index(key: str) -> int | None:
    if len(key) == 1 and key in LETTERS:
        return LETTERS.index(key)
    return int(key) - 1 if len(key) == 1 and key in "123456789" else None
