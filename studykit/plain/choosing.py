"""Choosing one of several by its number; choosing what to cram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.commands import hear
from studykit.plain.prose import plain_text
from studykit.planning.selection import WITHIN, Selection, objectives, selection_line, tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
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


def choose_selection(talk: Talk, edition: Edition) -> Selection:
    """What to cram: the whole course, what was missed lately, one lesson …

    Raises:
        Left: the learner quits.
    """
    words = talk.words
    kinds = [Selection(), Selection(missed=True), *(Selection(due_within=n) for n in WITHIN)]
    titles = [selection_line(edition, kind, words) for kind in kinds]
    groups = [
        (words("One lesson"), [Selection(lessons=(x.id,)) for x in edition.lessons if x.cards]),
        (words("One objective"), [Selection(objectives=(key,)) for key in objectives(edition)]),
        (words("One tag"), [Selection(tags=(tag,)) for tag in tags(edition)]),
    ]
    groups = [group for group in groups if group[1]]
    titles += [title for title, _ in groups]
    number = choose(
        talk, words("What do you want to cram?"), [plain_text(title) for title in titles]
    )
    if number < len(kinds):
        return kinds[number]
    title, among = groups[number - len(kinds)]
    named = [plain_text(selection_line(edition, one, words)) for one in among]
    return among[choose(talk, title, named)]
