"""One line to type: a word, a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from studykit.questions.numerical import Numerical
from studykit.questions.short_answer import ShortAnswer
from studykit.tui.layout import shortened
from studykit.tui.markdown import safe
from studykit.tui.questions.part import Part
from studykit.tui.widgets.fields import LineField

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

_UNIT = 24
"""Cells of a unit behind its field."""


class TypedPart(Part[ShortAnswer | Numerical]):
    """One line to type."""

    def compose(self) -> ComposeResult:
        """The field, its unit, and the correct answer."""
        with Horizontal(classes="field"):
            yield LineField(value=self.asking.response, placeholder=self.words("your answer"))
            if isinstance(self.question, Numerical) and self.question.unit:
                unit = shortened(Content(f" {safe(self.question.unit)}"), _UNIT)
                yield Static(unit, classes="unit")
        yield Static(classes="key")

    def show(self) -> None:
        """Once judged, colour the answer and show what was wanted."""
        field, key = self.query_one(Input), self.query_one(".key", Static)
        grade = self.asking.grade
        field.disabled = grade is not None
        wrong = grade is not None and grade.verdict != "right"
        field.set_class(grade is not None and grade.judged and not wrong, "-right")
        field.set_class(grade is not None and grade.judged and wrong, "-wrong")
        key.display = wrong and not self.asking.hides_solution
        if key.display:
            solution = safe(self.question.solution)
            key.update(Content(f"{self.words('correct answer')}: {solution}"))

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
