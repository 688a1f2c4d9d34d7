"""What every key does, and how studying here works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from studykit.language.message import Message
from studykit.planning.mastery import meaning_line
from studykit.tui.actions import ACTIONS, SCREENS, bindings
from studykit.tui.markdown import BOLD
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import key_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

_TITLES = {
    "home": Message("Home"),
    "lesson": Message("Lesson"),
    "question": Message("Answering a question"),
    "review": Message("Flashcards"),
    "quiz_start": Message("Before a quiz"),
    "quiz": Message("Quiz"),
    "result": Message("Result of a quiz"),
    "answers": Message("Looking through a quiz"),
    "progress": Message("Progress"),
    "statistics": Message("Statistics"),
    "plan": Message("Plan"),
    "settings": Message("Settings"),
    "search": Message("Search"),
    "drafts": Message("Drafts"),
}
_ASKING = ("lesson", "review", "quiz")
"""Screens on which questions are asked."""
_COLUMN = 18
"""Cells for the keys of an action."""


class HelpScreen(StudyScreen):
    """All keys, by screen, first those of the screen one came from; a click on one of these
    does what the key does."""

    BINDINGS = bindings("help")

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page"):
            yield Static(classes="column")

    def on_mount(self) -> None:
        """Show the keys; arrows scroll."""
        self.refresh_words()
        self.query_one(VerticalScroll).focus()

    def refresh_words(self) -> None:
        words = self.words
        self.top(words("Help"), f"↑ ↓ {words('scroll')}")
        here = self._beneath()
        lines = [
            *(
                self._keys(words.translate(_TITLES[here]), here, clicked=True)
                if here in _TITLES
                else ()
            ),
            *(self._keys(words("Answering a question"), "question") if here in _ASKING else ()),
            *self._keys(words("Everywhere"), "everywhere"),
            Content(
                words(
                    "Read a section, answer its checks, and continue. Cards come back just "
                    "before you would forget them: grade honestly how well you knew the "
                    "back. What you miss in a quiz becomes a card."
                )
            ),
            Content(""),
            Content(meaning_line(words)),
            Content(""),
            Content(
                words(
                    "You can click any row and any key hint. The keys of the previous screen "
                    "are listed first below."
                )
            ),
            Content(""),
        ]
        covered = {here, "question"} if here in _ASKING else {here}
        for screen, title in _TITLES.items():
            if screen not in covered:
                lines += self._keys(words.translate(title), screen)
        self.query_one(".column", Static).update(Content("\n").join(lines))

    def _beneath(self) -> str:
        """The name of the screen that the help lies upon."""
        screens = self.app.screen_stack[-2:-1]
        names = [one.name_in_actions for one in screens if isinstance(one, StudyScreen)]
        return next((name for name in names if name in SCREENS), "")

    async def action_do(self, name: str) -> None:
        """Close, then do what a key of the screen beneath does."""
        beneath = self.app.screen_stack[-2]
        self.dismiss()
        self.app.call_later(self.app.run_action, name, beneath)

    def _keys(self, title: str, table: str, *, clicked: bool = False) -> list[Content]:
        lines = [Content.styled(title, BOLD)]
        for action in ACTIONS[table]:
            keys = ", ".join(map(key_name, self.app.keymap.of(table, action)))
            padding = " " * max(1, _COLUMN - Content(keys).cell_length)
            label = Content(self.words.translate(action.message))
            if clicked:
                call = f"screen.do({action.name!r})"
                label = label.stylize(Style.from_meta({"@click": call}))
            lines.append(Content.assemble("  ", (keys, "$accent"), padding, label))
        return [*lines, Content("")]
