"""A question with a few answers, each with its key; Enter takes the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from studykit.tui.markdown import safe
from studykit.tui.widgets.bars import key_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Key

    from studykit.tui.app import StudyApp

_Value = TypeVar("_Value")


class Answer(NamedTuple, Generic[_Value]):
    """One answer: its key, what it does, and with what the screen closes."""

    key: str
    label: str
    value: _Value


class DecisionScreen(ModalScreen[_Value | None], Generic[_Value]):
    """Closes with the value of the answer, with None where the learner goes back."""

    app: StudyApp

    def __init__(
        self, question: str, detail: str, answers: Sequence[Answer[_Value]], back: str
    ) -> None:
        super().__init__()
        self._question = question
        self._detail = detail
        self._answers = list(answers)
        self._back = back

    def compose(self) -> ComposeResult:
        """The question, what it is about, the answers, the way back."""
        lines = [
            self._line(answer.key, answer.label, f"screen.take({n})")
            for n, answer in enumerate(self._answers)
        ]
        lines.append(self._line("escape", self._back, "screen.take(-1)"))
        with Vertical(classes="dialog"):
            yield Static(Content(safe(self._question)), classes="heading")
            if self._detail:
                yield Static(Content(safe(self._detail)), classes="gap")
            yield Static(Content("\n").join(lines), classes="gap")

    def _line(self, key: str, label: str, click: str) -> Content:
        name = self.app.key_names("question.answer") if key == "enter" else key_name(key)
        line = Content.assemble((name, "$accent"), " ", safe(label))
        return line.stylize(Style.from_meta({"@click": click}))

    def on_mount(self) -> None:
        """A key that was meant for what lies beneath decides nothing."""
        self.app.question_appeared()

    def on_key(self, event: Key) -> None:
        """The keys of the answers."""
        keys = [answer.key for answer in self._answers]
        if event.key == "escape":
            self.action_take(-1)
        elif (key := self._key(event.key)) in keys and not self.app.too_soon():
            self.action_take(keys.index(key))
        else:
            return
        event.stop()

    def _key(self, pressed: str) -> str:
        """The key of an answer; the one that answers a question is as good as Enter."""
        keys = [answer.key for answer in self._answers]
        return pressed if pressed in keys else self.app.keymap.in_question(pressed)

    def action_take(self, number: int) -> None:
        """Close with the answer numbered `number`; with none below 0."""
        self.dismiss(None if number < 0 else self._answers[number].value)
