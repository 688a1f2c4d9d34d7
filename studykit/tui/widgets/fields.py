"""Fields to type in: all that a keyboard can type, and nothing pasted is lost unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input, TextArea

from studykit.text.sanitize import without_controls

if TYPE_CHECKING:
    from textual.events import Key, Paste

    from studykit.tui.app import StudyApp


class LineField(Input):
    """One line."""

    app: StudyApp

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return _can_be_typed(character)

    async def _on_key(self, event: Key) -> None:
        if not event.is_printable and _can_be_typed(event.character):
            event.stop()
            event.prevent_default()
            self.replace(event.character or "", *self.selection)

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            lines = [line.strip() for line in lines]
            self.app.notify(self.app.words("The line breaks of the pasted text became spaces."))
        self.replace(" ".join(lines), *self.selection)


class TextField(TextArea):
    """A text of several lines."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        return super().check_consume_key(key, character) or (
            not self.read_only and _can_be_typed(character)
        )

    async def _on_key(self, event: Key) -> None:
        if not (self.read_only or event.is_printable) and _can_be_typed(event.character):
            event.stop()
            event.prevent_default()
            self.replace(event.character or "", *self.selection)


def _can_be_typed(character: str | None) -> bool:
    """Whether a key writes a character: joiners, which Persian and emoji need, and the wide
    space of Chinese, which Textual does not count as printable, do too."""
    return (
        character is not None
        and (character.isprintable() or not character.isascii())
        and without_controls(character) == character
    )
