"""Opening the pictures and the sound of what is shown, in the system's viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.content.pictures import picture_file
from studykit.text.markdown import pictures, sounds
from studykit.tui.markdown import safe
from studykit.tui.screens.chooser import Choice, ChooserScreen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from studykit.tui.screens.base import StudyScreen


def files_shown(texts: Iterable[str], folder: Path) -> list[tuple[str, Path]]:
    """The pictures and sounds of texts that lie in the course's `folder`, each once, with the
    words that stand for it."""
    named = [each for text in texts for each in (*pictures(text), *sounds(text))]
    found = {picture_file(address, folder): words for words, address in reversed(named)}
    return [
        (words, file)
        for file, words in reversed(found.items())
        if file is not None and file.is_file()
    ]


def open_one(screen: StudyScreen, found: list[tuple[str, Path]]) -> None:
    """Open the only one of these files, or the one that is chosen."""

    def chosen(index: int | None) -> None:
        if index is not None:
            screen.app.open_url(found[index][1].resolve().as_uri())

    if len(found) == 1:
        chosen(0)
    elif found:
        choices = [Choice(n, safe(words) or file.name) for n, (words, file) in enumerate(found)]
        screen.app.push_screen(ChooserScreen(screen.words("Which picture?"), choices), chosen)
