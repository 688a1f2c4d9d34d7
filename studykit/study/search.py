"""Searching everything in an edition: sections, cards, questions."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from studykit.content.cards import cards_of
from studykit.grading.grade import solution_text

if TYPE_CHECKING:
    from studykit.content.course import Edition

_BEFORE = 16
_SNIPPET = 72


class Hit(NamedTuple):
    """One place that has all the words."""

    kind: Literal["section", "card", "question"]
    id: str
    lesson: str
    title: str
    """The section's title, the card's front, the question's stem."""
    snippet: str
    """The text around the first word found."""
    found: tuple[int, int]
    """Where in the snippet the first word stands: start and end."""


class _Entry(NamedTuple):
    kind: Literal["section", "card", "question"]
    id: str
    lesson: str
    title: str
    text: str
    folded: str


class Search:
    """The searchable text of an edition, read when first searched."""

    def __init__(self, edition: Edition, lesson: str | None = None) -> None:
        self._edition = edition
        self._lesson = lesson

    def __call__(self, query: str, limit: int = 50) -> list[Hit]:
        """The places that have every word of `query`, in the course's order, titles first.

        A word is found anywhere in the text, also inside a run of Chinese; case and width
        do not count.
        """
        words = _fold(query).split()
        if not words:
            return []
        hits = []
        for entry in self._entries:
            if all(word in entry.folded for word in words):
                in_title = words[0] in _fold(entry.title)
                hits.append((not in_title, _hit(entry, words[0])))
                if len(hits) >= 4 * limit:
                    break
        hits.sort(key=lambda ranked: ranked[0])
        return [hit for _, hit in hits[:limit]]

    @cached_property
    def _entries(self) -> list[_Entry]:
        entries = []
        for outline in self._edition.lessons:
            if self._lesson is not None and outline.id != self._lesson:
                continue
            lesson = self._edition.lesson(outline.id)
            for section in lesson.sections:
                entries.append(
                    _entry("section", section.id, outline.id, section.title, section.text)
                )
            for written in lesson.cards:
                for card in cards_of(written):
                    entries.append(_entry("card", card.id, outline.id, card.front, card.back))
            for question in lesson.questions:
                told = " ".join((solution_text(question), question.explanation))
                title = question.stem or getattr(question, "text", "")
                entries.append(_entry("question", question.id, outline.id, title, told))
        return entries


def _entry(
    kind: Literal["section", "card", "question"], item: str, lesson: str, title: str, text: str
) -> _Entry:
    flat = " ".join(text.split())
    title = " ".join(title.split())
    return _Entry(kind, item, lesson, title, flat, _fold(f"{title}\n{flat}"))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _hit(entry: _Entry, word: str) -> Hit:
    at = _fold(entry.text).find(word)
    if at < 0:
        return Hit(*entry[:4], entry.text[:_SNIPPET], (0, 0))
    start = max(0, at - _BEFORE)
    snippet = ("…" if start else "") + entry.text[start : start + _SNIPPET]
    shift = at - start + (1 if start else 0)
    return Hit(*entry[:4], snippet, (shift, min(len(snippet), shift + len(word))))
