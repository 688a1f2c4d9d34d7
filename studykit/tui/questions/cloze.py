"""A text with gaps to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from studykit.questions.cloze import Cloze
from studykit.questions.gaps import Gap
from studykit.text.markdown import strong
from studykit.tui.markdown import BOLD, inline
from studykit.tui.questions.part import Part, verdict_mark
from studykit.tui.widgets.fields import LineField
from studykit.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key
    from textual.widget import Widget


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
        before = -1 if step > 0 else 0
        at = self.choices.index(self.chosen) if self.chosen in self.choices else before
        self.chosen = self.choices[(at + step) % len(self.choices)]
        self._draw()
        self._part.chosen(self)

    def on_key(self, event: Key) -> None:
        """Left and right choose, Enter goes on: here only, not on the screen around too."""
        key = self._part.app.keymap.in_question(event.key)
        if key not in ("left", "right", "space", "enter"):
            return
        event.stop()
        if key == "enter":
            self._part.go_on()
        else:
            self.cycle(-1 if key == "left" else 1)

    def on_click(self) -> None:
        """Choose the one after."""
        self.focus()
        self.cycle(1)


class GapsPart(Part[Cloze]):
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
                    yield LineField(value=given, id=f"gap-{number}")
        yield Static(classes="marks")

    def _text(self) -> str:
        shown, number = [], 0
        for part in self.question.parts:
            if isinstance(part, Gap):
                number += 1
                hint = f" {part.hint}" if part.hint else ""
                shown.append(strong(f"［{number}{hint}］"))
            else:
                shown.append(part)
        return "".join(shown)

    def show(self) -> None:
        """Once judged, say of each gap whether it is right."""
        marks, grade = self.query_one(".marks", Static), self.asking.grade
        for field in (*self.query(Input), *self.query(GapChoice)):
            field.disabled = grade is not None
        marks.display = grade is not None and not self.asking.hides_solution
        if grade is None:
            return
        lines = []
        for part in grade.parts:
            line = Content(f"{part.label}  ") + verdict_mark(part.verdict, self.words)
            if not part.right:
                line += Content(f"   {self.words('correct answer')}: ") + inline(part.expected)
            lines.append(line)
        marks.update(Content("\n").join(lines))

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
