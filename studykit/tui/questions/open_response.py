"""A free text, and its comparison with the model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widgets import Static, TextArea

from studykit.questions.open_response import OpenResponse
from studykit.tui.markdown import inline
from studykit.tui.questions.part import Part
from studykit.tui.widgets.fields import TextField
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget


class OpenPart(Part[OpenResponse]):
    """A free text; then the model answer, and the key points to tick."""

    def compose(self) -> ComposeResult:
        """The field, the model answer, the key points."""
        yield TextField(self.asking.response["text"])
        click = Style.from_meta({"@click": "screen.answer"})
        key = self.app.key_word("question.answer")
        how = Content(self.words("esc, then {key}, when done", key=key)).stylize(click)
        yield Static(how, classes="muted how")
        yield Static(Content(self.words("A model answer")), classes="heading gap model")
        yield Prose(self.question.model_answer, classes="model")
        yield Static(
            Content(
                self.words("Tick each point your answer covers, then press {key}.", key=key)
            ),
            classes="muted gap model",
        )
        yield Rows(self._points(), hang=4)

    def _points(self) -> list[Content]:
        return [self._point(n, text) for n, text in enumerate(self.question.key_points)]

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
        rows.show(self._points())

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
