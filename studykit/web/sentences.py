"""The player's sentences in a language of the interface."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studykit.language.words import Words

SENTENCES = Path(__file__).with_name("built") / "sentences.json"
"""What the player says, found in its sources when it is built: `[text]`, `[one, more]` of what
is counted, and `[context, text, 0]` of a word with several meanings."""


def player_sentences(words: Words) -> dict[str, str | list[str]]:
    """Each sentence by its English text; of what is counted, the form for one and for more.

    A sentence that is the same in this language is left out.
    """
    said: dict[str, str | list[str]] = {}
    for entry in _sentences():
        if len(entry) == 1:
            (pattern,) = entry
            said[pattern] = words(pattern)
        elif len(entry) == 3:
            context, pattern, _ = entry
            said[f"{context}\x04{pattern}"] = words.in_context(context, pattern)
        else:
            one, more = entry
            said[more] = [
                words.many(_Number(n), one, more, **_placeholders(one, more)) for n in (1, 2)
            ]
    return {english: text for english, text in said.items() if text != english}


@cache
def _sentences() -> list[list[Any]]:
    found: list[list[Any]] = json.loads(SENTENCES.read_text(encoding="utf-8"))
    return found


class _Number(int):
    """A number that chooses the form of a sentence and leaves its own place open."""

    def __format__(self, spec: str) -> str:
        return "{n}"


def _placeholders(*patterns: str) -> dict[str, str]:
    """The places of a sentence, each filled with itself."""
    from string import Formatter

    names = {name for text in patterns for _, name, _, _ in Formatter().parse(text) if name}
    return {name: f"{{{name}}}" for name in names - {"n"}}
