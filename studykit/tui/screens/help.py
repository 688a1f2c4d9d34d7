"""What every key does, and how studying here works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.study.mastery import meaning_line
from studykit.tui.actions import EVERYWHERE, SCREENS, Action, bindings
from studykit.tui.markdown import BOLD
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import key_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

_TITLES = {
    "home": "Home",
    "lesson": "Lesson",
    "question": "Answering a question",
    "review": "Flashcards",
    "quiz": "Quiz",
    "result": "Result of a quiz",
    "progress": "Progress",
    "settings": "Settings",
}
_COLUMN = 18


class HelpScreen(StudyScreen):
    """All keys, by screen."""

    BINDINGS = bindings("help")

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page"):
            yield Static(classes="column")

    def on_mount(self) -> None:
        """Show the keys."""
        self.refresh_words()

    def refresh_words(self) -> None:
        words = self.words
        self.top(words("Help"))
        lines = [
            Content(
                words(
                    "Read a section, answer its checks, and go on. Cards come back just"
                    " before you would forget them: grade honestly how well you knew the"
                    " back. What you miss in a quiz becomes a card."
                )
            ),
            Content(""),
            Content(meaning_line(words)),
            Content(""),
            *self._keys(words("Everywhere"), EVERYWHERE),
        ]
        for screen, title in _TITLES.items():
            lines += self._keys(words(title), SCREENS[screen])
        lines.append(Content(words("Every word at the bottom and every row can be clicked.")))
        self.query_one(".column", Static).update(Content("\n").join(lines))

    def _keys(self, title: str, actions: tuple[Action, ...]) -> list[Content]:
        lines = [Content.styled(title, BOLD)]
        for action in actions:
            keys = ", ".join(key_name(key.strip()) for key in action.keys.split(","))
            padding = " " * max(1, _COLUMN - Content(keys).cell_length)
            label = self.words(action.label)
            lines.append(Content.assemble("  ", (keys, "$accent"), padding, label))
        return [*lines, Content("")]
