"""What is typed: a word, a number, gaps, a free text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from studykit.questions.gaps import Gap, split_gaps
from studykit.questions.grade import solution_text
from studykit.questions.models import Cloze, Numerical, OpenResponse
from studykit.tui.markdown import BOLD, inline, safe
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.question.part import Part, mark
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key
    from textual.widget import Widget

_UNIT = 24
"""Cells of a unit behind its field."""


class TypedPart(Part):
    """One line to type."""

    def compose(self) -> ComposeResult:
        """The field, its unit, and what is said of the answer."""
        question = self.asking.question
        with Horizontal(classes="field"):
            yield Input(value=self.asking.response, placeholder=self.words("your answer"))
            if isinstance(question, Numerical) and question.unit:
                unit = Content(f" {safe(question.unit)}").truncate(_UNIT, ellipsis=True)
                yield Static(unit, classes="unit")
        yield Static(classes="told")

    def show(self) -> None:
        """Once judged, say what was wanted."""
        field, told = self.query_one(Input), self.query_one(".told", Static)
        grade = self.asking.grade
        field.disabled = grade is not None
        told.display = grade is not None
        if grade is None:
            return
        right = grade.verdict == "right"
        content = Content.styled(mark(right, self.words), "$success" if right else "$error")
        if not right and not self.asking.hides_solution:
            key = safe(solution_text(self.asking.question))
            content += f"   {self.words('the key')}: {key}"
        told.update(content)

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


class GapChoice(Static, can_focus=True):
    """A gap that is chosen, not typed: left and right go through what is offered."""

    def __init__(self, choices: tuple[str, ...], gap: int, chosen: str) -> None:
        super().__init__(classes="row")
        self.choices, self.gap, self.chosen = choices, gap, chosen

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._draw()

    def _draw(self) -> None:
        shown = inline(self.chosen).stylize(BOLD) if self.chosen else Content("…")
        self.update(Content.assemble(("◂ ", "$accent"), shown, (" ▸", "$accent")))

    @property
    def _part(self) -> GapsPart:
        part = self.query_ancestor(GapsPart)
        assert isinstance(part, GapsPart)
        return part

    def cycle(self, step: int) -> None:
        """Choose the next one."""
        at = (
            self.choices.index(self.chosen)
            if self.chosen in self.choices
            else -1
            if step > 0
            else 0
        )
        self.chosen = self.choices[(at + step) % len(self.choices)]
        self._draw()
        self._part.chosen(self)

    def on_key(self, event: Key) -> None:
        """Left and right choose, Enter goes on: here only, not on the screen around too."""
        if event.key not in ("left", "right", "space", "enter"):
            return
        event.stop()
        if event.key == "enter":
            self._part.go_on()
        else:
            self.cycle(-1 if event.key == "left" else 1)

    def on_click(self) -> None:
        """Choose the one after."""
        self.focus()
        self.cycle(1)


class GapsPart(Part):
    """A text with numbered gaps, and a field for each."""

    def compose(self) -> ComposeResult:
        """The text, then the gaps."""
        yield Prose(self._text(), classes="gapped")
        for number, choices in enumerate(self.asking.choices):
            with Horizontal(classes="field"):
                yield Static(Content.styled(f"{number + 1} ", "$accent"), classes="number")
                given = self.asking.response[number]
                if choices:
                    yield GapChoice(choices, number, given)
                else:
                    yield Input(value=given, id=f"gap-{number}")
        yield Static(classes="told")

    def _text(self) -> str:
        question = self.asking.question
        shown, number = [], 0
        for part in split_gaps(question.text) if isinstance(question, Cloze) else ():
            if isinstance(part, Gap):
                number += 1
                hint = f" {part.hint}" if part.hint else ""
                shown.append(f"**［{number}{hint}］**")
            else:
                shown.append(part)
        return "".join(shown)

    def show(self) -> None:
        """Once judged, say of each gap whether it is right."""
        told, grade = self.query_one(".told", Static), self.asking.grade
        for field in (*self.query(Input), *self.query(GapChoice)):
            field.disabled = grade is not None
        told.display = grade is not None and not self.asking.hides_solution
        if grade is None:
            return
        lines = []
        for part in grade.parts:
            style = "$success" if part.right else "$error"
            line = Content.styled(f"{part.label}  {mark(part.right, self.words)}", style)
            if not part.right:
                line += f"   {self.words('the key')}: {safe(part.expected)}"
            lines.append(line)
        told.update(Content("\n").join(lines))

    def focus_target(self) -> Widget | None:
        """The first empty gap."""
        fields = self._fields()
        empty = [f for n, f in enumerate(fields) if not self.asking.response[n]]
        return next(iter(empty or fields), None)

    def _fields(self) -> list[Widget]:
        return [w for w in self.query("Input, GapChoice") if isinstance(w, Input | GapChoice)]

    def chosen(self, gap: GapChoice) -> None:
        """A gap was chosen."""
        self.asking.write(gap.chosen, gap.gap)
        self.tell(self.Changed())

    def on_input_changed(self, message: Input.Changed) -> None:
        """Keep what is typed."""
        message.stop()
        gap = int((message.input.id or "gap-0").removeprefix("gap-"))
        if message.value != self.asking.response[gap]:
            self.asking.write(message.value, gap)
            self.tell(self.Changed())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes to the next gap, behind the last one it answers."""
        message.stop()
        self.go_on()

    def go_on(self) -> None:
        """To the next gap, or answer."""
        fields = self._fields()
        at = next((n for n, field in enumerate(fields) if field.has_focus), len(fields) - 1)
        if at + 1 < len(fields):
            fields[at + 1].focus()
        else:
            self.done()


class OpenPart(Part):
    """A free text; then the model answer, and the key points to tick."""

    def compose(self) -> ComposeResult:
        """The field, the model answer, the key points."""
        question = self.asking.question
        points = question.key_points if isinstance(question, OpenResponse) else ()
        model = question.model_answer if isinstance(question, OpenResponse) else ""
        yield TextArea(self.asking.response["text"])
        yield Static(Content(self.words("esc, then enter, when done")), classes="muted how")
        yield Static(Content(self.words("A model answer")), classes="heading gap model")
        yield Prose(model, classes="model")
        yield Static(
            Content(self.words("Tick the points that your answer makes; enter when done.")),
            classes="muted gap model",
        )
        yield Rows([self._point(n, text) for n, text in enumerate(points)], hang=4)

    def _point(self, number: int, text: str) -> Content:
        ticked = number in self.asking.response["ticked"]
        box = "■ " if ticked else "□ "
        return Content.assemble((f"{number + 1} ", "$accent"), box, inline(text))

    def show(self) -> None:
        """Show the model answer once the learner has written."""
        comparing = self.asking.revealed or self.asking.grade is not None
        for widget in self.query(".model"):
            widget.display = comparing
        rows = self.query_one(Rows)
        rows.display = comparing
        self.query_one(TextArea).read_only = comparing
        self.query_one(".how", Static).display = not comparing
        question = self.asking.question
        if isinstance(question, OpenResponse):
            rows.show([self._point(n, text) for n, text in enumerate(question.key_points)])

    def focus_target(self) -> Widget | None:
        """The field until the model answer is shown."""
        comparing = self.asking.revealed or self.asking.grade is not None
        return None if comparing else self.query_one(TextArea)

    def press(self, key: str) -> bool:
        """Digits and space tick key points, Enter goes on."""
        rows = self.query_one(Rows)
        if key == "enter":
            self.done()
        elif not self.asking.revealed:
            return False
        elif key in ("up", "k", "down", "j"):
            rows.move(-1 if key in ("up", "k") else 1)
        elif key == "space":
            self._tick(rows.cursor)
        elif len(key) == 1 and key in "123456789"[: len(rows)]:
            rows.point(int(key) - 1)
            self._tick(rows.cursor)
        else:
            return False
        return True

    def _tick(self, number: int) -> None:
        self.asking.tick(number)
        self.changed()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A key point was clicked."""
        message.stop()
        if self.asking.open:
            self._tick(message.number)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Keep what is typed."""
        message.stop()
        if message.text_area.text != self.asking.response["text"]:
            self.asking.write(message.text_area.text)
            self.tell(self.Changed())
