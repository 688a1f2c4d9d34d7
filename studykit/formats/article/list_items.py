"""What is asked about lists: glossaries, and lists that the line above them announces."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from studykit.formats.article.blocks import letters, unmarked
from studykit.formats.article.candidates import Candidate, Tree, definition_card
from studykit.formats.article.patterns import announced, item_definition
from studykit.formats.article.sentences import (
    is_wide,
    names_its_subject,
    stands_alone,
    with_topic,
    without_marker,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.formats.article.blocks import Block
    from studykit.formats.article.patterns import Definition

_LEAST_ENTRIES = 2
"""Items with a term and its meaning that make a list a glossary."""
_LEAST_MATCHED, _MOST_MATCHED = 4, 5
_DISTRACTORS = 2
_LONGEST_MEANING = 120
"""Characters of a meaning that is matched."""
_LONGEST_ITEM = 160
"""Characters of an item that is asked for with the rest of its list."""
_SCORE = 7.0


def glossary(blocks: Sequence[Block], words: dict[str, str] | None) -> Iterator[Candidate]:
    """Cards, and a question of matching, from the items of lists that say what a term is."""
    entries: list[Definition] = []
    for block in blocks:
        if block.kind != "item":
            continue
        found = item_definition(without_marker(block.text))
        if found and letters(found.term) not in letters(found.meaning):
            entries.append(found)
    if len(entries) < _LEAST_ENTRIES:
        return
    for entry in entries:
        yield definition_card(entry, f"{entry.term}: {entry.meaning}", entry.score)
    short = [e for e in entries if len(unmarked(e.meaning)) <= _LONGEST_MEANING]
    if words is not None and len(short) >= _LEAST_MATCHED:
        pairs = short[: min(_MOST_MATCHED, len(short) - 1)]
        spare = short[len(pairs) : len(pairs) + _DISTRACTORS]
        tree: Tree = {
            "type": "matching",
            "stem": words["match"],
            "pairs": [{"left": unmarked(e.term), "right": unmarked(e.meaning)} for e in pairs],
            "distractors": [unmarked(e.meaning) for e in spare],
            "explanation": "\n".join(f"- **{e.term}**: {e.meaning}" for e in pairs),
        }
        yield Candidate(_SCORE, "", "match " + pairs[0].term, tree.copy, "matching")


def announced_lists(
    blocks: Sequence[Block], topic: set[str], title: str, words: dict[str, str]
) -> Iterator[Candidate]:
    """Cards that ask for the items of a list that the line above it announces by its number."""
    for at, block in enumerate(blocks):
        if block.kind != "text":
            continue
        items = [
            unmarked(without_marker(each.text))
            for each in takewhile(
                lambda each: each.kind == "item", islice(blocks, at + 1, None)
            )
        ]
        if not items:
            continue
        last = re.split(r"(?<=[.!?])\s+|(?<=[。！？])", unmarked(block.text))[-1].strip()
        found = announced(last)
        if not found or len(items) != found[0]:
            continue
        line = found[1]
        ended = f"{line}。" if is_wide(line) else f"{line}."
        if not stands_alone(ended) or max(map(len, items)) > _LONGEST_ITEM:
            continue
        front = "" if names_its_subject(line, topic) else with_topic(title, line)
        tree = {
            "front": front + words["name_them"].format(line=line),
            "back": "\n".join(f"- {item}" for item in items),
        }
        yield Candidate(_SCORE, line, last, tree.copy)
