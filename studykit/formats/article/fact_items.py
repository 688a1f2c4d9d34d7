"""What is asked about one fact of a sentence: a gap, a choice, a statement to judge."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from studykit.formats.article.blocks import letters
from studykit.formats.article.known_facts import value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.article.known_facts import KnownFact
    from studykit.formats.article.patterns import Fact

Tree = dict[str, Any]
_DISTRACTORS = 3
_GAP = "____"
_CONVERTED = re.compile(r"\s*[(（][^()（）]{0,30}\d[^()（）]{0,30}[)）]")


def without_other_units(fact: Fact, sentence: str) -> str:
    """The sentence without the same amount in other units right behind it, which would give the
    amount away."""
    converted = _CONVERTED.match(sentence, fact.end)
    return sentence[: fact.end] + sentence[converted.end() :] if converted else sentence


def with_gap(text: str, start: int, end: int, front: str) -> Tree:
    """A card: the sentence with one gap, behind `front`, which names the topic."""
    return {"cloze": f"{front}{text[:start]}{{{{{text[start:end]}}}}}{text[end:]}"}


def choice(fact: Fact, sentence: str, front: str, others: Sequence[KnownFact]) -> Tree:
    """Which figure belongs in the sentence, of those that belong in others."""
    options: list[tuple[float, Tree]] = [
        (value_of(fact.text, fact.kind), {"text": fact.text, "correct": True})
    ]
    for other in others[:_DISTRACTORS]:
        shown = other.sentence
        feedback = {"feedback": shown} if shown else {}
        options.append((other.value, {"text": other.text} | feedback))
    options.sort(key=itemgetter(0))
    return {
        "type": "single_choice",
        "stem": f"{front}{sentence[: fact.start]}{_GAP}{sentence[fact.end :]}",
        "options": [option for _, option in options],
        "explanation": sentence,
    }


def statement(fact: Fact, sentence: str, front: str, other: KnownFact) -> Tree:
    """The sentence to judge; about half of them with the figure of another one."""
    false = len(letters(sentence)) % 2 == 0
    shown = other.text if false else fact.text
    return {
        "type": "true_false",
        "stem": f"{front}{sentence[: fact.start]}{shown}{sentence[fact.end :]}",
        "answer": not false,
        "explanation": sentence,
    }
