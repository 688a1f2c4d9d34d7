"""One line to type: a word, a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from studykit.questions.numerical import Numerical
from studykit.questions.short_answer import ShortAnswer
from studykit.tui.markdown import safe
from studykit.tui.questions.part import Part, mark

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

_UNIT = 24
"""Cells of a unit behind its field."""


class TypedPart(Part[ShortAnswer | Numerical]):
    """One line to type."""

    def compose(self) -> ComposeResult:
        """The field, its unit, and what is said of the answer."""
        with Horizontal(classes="field"):
            yield Input(value=self.asking.response, placeholder=self.words("your answer"))
            if isinstance(self.question, Numerical) and self.question.unit:
                unit = Content(f" {safe(self.question.unit)}").truncate(_UNIT, ellipsis=True)
                yield Static(unit, classes="unit")
        yield Static(classes="marks")

    def show(self) -> None:
        """Once judged, say what was wanted."""
        field, marks = self.query_one(Input), self.query_one(".marks", Static)
        grade = self.asking.grade
        field.disabled = grade is not None
        marks.display = grade is not None
        if grade is None:
            return
        right = grade.verdict == "right"
        content = Content("")
        if grade.judged:
            content = Content.styled(mark(right, self.words), "$success" if right else "$error")
        if not right and not self.asking.hides_solution:
            key = safe(self.question.solution)
            content += f"   {self.words('correct answer')}: {key}"
        marks.update(content)

    def focus_target(self) -> Widget:
        """The field."""
        return self.query_one(Input)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Keep what is typed."""
        message.stop()
        if message.value != self.asking.response:
            self.asking.write(message.value)
            self.tell(self.Changed())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter answers."""
        message.stop()
        self.done()
