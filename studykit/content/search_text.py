"""The text of lessons as search reads it: all that an author wrote, a line an item.

Of each lesson there are its lines as they are compared (case and width folded) and the same
lines as they are shown, packed, since only those of a few are ever asked for. They are made
when the lesson is read, and kept in the cache.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple
from zlib import compress, decompress

from studykit.text.ruby import without_ruby

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.lesson_model import Lesson

FoundKind = Literal["section", "card", "question"]
LineKind = Literal["section", "card", "question", "stimulus"]
BANK = "/"
"""Stands for the lesson where the lines are those of a bank; no id of a lesson has a slash."""


class Lines(NamedTuple):
    """The lines of one lesson, each ended by a line feed; both have the same number."""

    folded: bytes
    """The title, a tab, the text."""
    packed: bytes
    """The kind, the id, the title, the text, with tabs between: see `unpacked`."""


class Block(NamedTuple):
    """Where in a `SearchText` the lines of a lesson or of a bank are."""

    lesson: str
    """The lesson's id; `BANK` for a bank."""
    start: int
    middle: int
    """Where the folded lines end and the packed ones begin."""
    end: int


class SearchText(NamedTuple):
    """The lines of all lessons of an edition, in order."""

    data: bytes
    blocks: tuple[Block, ...]


def fold(text: str) -> str:
    """`text` as it is compared: case and width do not count."""
    return unicodedata.normalize("NFKC", text).casefold()


def encoded(text: str) -> bytes:
    """`text` as it stands in the lines."""
    return text.encode("utf-8", "surrogatepass")


def lines_of(lesson: Lesson) -> Lines:
    """The lines of a lesson's own file: sections, cards, questions, stimuli."""
    folded, shown = [], []
    for kind, item_id, *texts in _items(lesson):
        title, text = (" ".join(without_ruby(each).split()) for each in texts)
        folded.append(f"{fold(title)}\t{fold(text)}\n")
        shown.append(f"{kind}\t{item_id}\t{title}\t{text}\n")
    return Lines(encoded("".join(folded)), compress(encoded("".join(shown)), level=1))


def unpacked(packed: bytes) -> list[str]:
    """The lines as they are shown."""
    return decompress(packed).decode("utf-8", "surrogatepass").split("\n")


def _items(lesson: Lesson) -> Iterator[tuple[LineKind, str, str, str]]:
    from studykit.content.cards import cards_of  # who only searches needs no models
    from studykit.questions.drawing import example
    from studykit.text.markdown import without_strong

    for section in lesson.sections:
        yield "section", section.id, section.title, section.text
    for entry in lesson.cards:
        for card in cards_of(entry):
            yield "card", card.id, card.front, without_strong(card.back)
    for question in map(example, lesson.questions):
        texts = filter(None, (*question.texts, question.explanation))
        yield "question", question.id, question.title, " · ".join(texts)
    for name, stimulus in (lesson.stimuli or {}).items():
        yield "stimulus", name, stimulus.title, stimulus.text
