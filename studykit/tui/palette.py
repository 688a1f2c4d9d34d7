"""The command palette in the learner's language: textual's own commands are in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SystemCommand

from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studykit.language.words import Words

_TEXTS: dict[str, Message] = {
    text: text
    for text in (
        Message("Theme"),
        Message("Change the current theme"),
        Message("Quit"),
        Message("Quit the application as soon as possible"),
        Message("Keys"),
        Message("Hide the keys and widget help panel"),
        Message("Show help for the focused widget and a summary of available keys"),
        Message("Minimize"),
        Message("Minimize the widget and restore to normal size"),
        Message("Maximize"),
        Message("Maximize the focused widget"),
        Message("Screenshot"),
        Message("Save an SVG 'screenshot' of the current screen"),
    )
}
"""What textual says of its commands, by its English text."""


def translated(commands: Iterable[SystemCommand], words: Words) -> Iterator[SystemCommand]:
    """Textual's commands in the interface's language; one that it adds later is in English."""
    for command in commands:
        yield command._replace(
            title=words.translate(_TEXTS.get(command.title, command.title)),
            help=words.translate(_TEXTS.get(command.help, command.help)),
        )
