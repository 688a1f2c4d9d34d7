"""Choosing one of several by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.commands import hear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.plain.talk import Talk


def choose(talk: Talk, prompt: str, titles: Sequence[str]) -> int:
    """The number, from 0, of the one chosen; a single one is taken without asking.

    Raises:
        Left: the learner quits.
    """
    if len(titles) == 1:
        return 0
    for number, title in enumerate(titles, start=1):
        talk.say(f"{number}. {title}", 2)
    how = talk.words("Type the number in front of it.")
    while True:
        _, text = hear(talk, prompt, how=how)
        if text.isdecimal() and 1 <= int(text) <= len(titles):
            return int(text) - 1
        talk.say(how)
