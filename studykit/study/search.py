"""Searching everything in courses: sections, cards, questions.

The text of a course is kept as lines that are compared byte by byte (`content.search_text`), so
that a hundred thousand questions are looked through in tens of milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from studykit.content.course import Edition
from studykit.content.search_text import BANK, encoded, fold, unpacked
from studykit.learner.attempts import asked_in_exams

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.course import Progress
    from studykit.content.search_text import Block, FoundKind, SearchText
    from studykit.learner.learner import Learner

_HOLDER = {"card": Edition.lesson_of_card, "question": Edition.lesson_of_question}
_BEFORE = 16
_SNIPPET = 72


class Hit(NamedTuple):
    """One place that has all the words."""

    edition: Edition
    kind: FoundKind
    id: str
    lesson: str
    title: str
    """The section's title, the card's front, the question's stem."""
    snippet: str
    """The text around the first word found."""
    found: tuple[int, int]
    """Where in the snippet the first word stands: start and end."""


class Search:
    """The searchable text of editions, or of one lesson; read when first searched."""

    def __init__(
        self, *editions: Edition, lesson: str | None = None, learner: Learner | None = None
    ) -> None:
        """What the exams that `learner` has open ask is not found: its explanation would be
        shown."""
        self._editions = editions
        self._lesson = lesson
        self._hidden = {
            edition.id: asked_in_exams(learner.course(edition.id))
            for edition in editions
            if learner is not None
        }
        self._texts: dict[int, SearchText] = {}

    def prepare(self, progress: Progress | None = None) -> None:
        """Read the text now; `progress` hears how many editions are read, of how many, and may
        raise to stop."""
        for number, edition in enumerate(self._editions):
            self._text(
                edition,
                progress and partial(_report_edition, progress, number, len(self._editions)),
            )

    def _text(self, edition: Edition, progress: Progress | None = None) -> SearchText:
        number = id(edition)
        if number not in self._texts:
            self._texts[number] = edition.search_text(progress)
        return self._texts[number]

    def __call__(self, query: str, limit: int = 50) -> list[Hit]:
        """The places that have every word of `query`, in the courses' order, titles first.

        A word is found anywhere in the text, also inside a run of Chinese; case and width
        do not count.
        """
        words = fold(query).split()
        if not words:
            return []
        hits = []
        for edition in self._editions:
            for in_title, hit in self._hits(edition, words):
                hits.append((not in_title, hit))
                if len(hits) >= 4 * limit:
                    return _ranked(hits, limit)
        return _ranked(hits, limit)

    def _hits(self, edition: Edition, words: list[str]) -> Iterator[tuple[bool, Hit]]:
        """The places in one edition, each with whether the first word is in its title."""
        data, blocks = self._text(edition)
        hidden = self._hidden.get(edition.id, frozenset())
        wanted = [encoded(word) for word in words]
        for block in blocks:
            if self._lesson in (None, block.lesson) or block.lesson == BANK:
                for line, in_title in _lines(data, block, wanted):
                    hit = _hit(edition, block, line, words[0])
                    if (
                        hit is not None
                        and self._lesson in (None, hit.lesson)
                        and (hit.kind != "question" or hit.id not in hidden)
                    ):
                        yield in_title, hit


def _report_edition(
    progress: Progress, number: int, of: int, _lesson: int, _lessons: int
) -> None:
    progress(number, of)


def _ranked(hits: list[tuple[bool, Hit]], limit: int) -> list[Hit]:
    hits.sort(key=lambda ranked: ranked[0])
    return [hit for _, hit in hits[:limit]]


def _lines(data: bytes, block: Block, words: list[bytes]) -> Iterator[tuple[str, bool]]:
    """The shown lines of a lesson that have all the words, and whether the first is in the
    title."""
    rarest = max(words, key=len)
    at = data.find(rarest, block.start, block.middle)
    shown: list[str] = []
    while at >= 0:
        end = data.index(b"\n", at, block.middle)
        line = data[max(block.start, data.rfind(b"\n", block.start, at) + 1) : end]
        if all(word in line for word in words):
            shown = shown or unpacked(data[block.middle : block.end])
            number = data.count(b"\n", block.start, at)
            title = line.partition(b"\t")[0]
            yield shown[number], words[0] in title
        at = data.find(rarest, end, block.middle)


def _hit(edition: Edition, block: Block, line: str, word: str) -> Hit | None:
    """What a line shows; None for one of a bank that no lesson includes, and for a stimulus
    that no question has. A stimulus is found by its first question."""
    kind, item, title, text = line.split("\t")
    if kind == "stimulus":
        kind, item = "question", edition.first_question_about(item)
    lesson = block.lesson
    if lesson == BANK or not item:
        holder = _HOLDER[kind](edition, item)
        if holder is None:
            return None
        lesson = holder.id
    place = (edition, cast("FoundKind", kind), item, lesson, title)
    at = fold(text).find(word)
    if at < 0:
        return Hit(*place, _cut(text, 0), (0, 0))
    first, last = _unfolded(text, at), _unfolded(text, at + len(word))
    start = _word_start(text, max(0, first - _BEFORE), first)
    snippet = ("…" if start else "") + _cut(text, start)
    shift = 1 - start if start else 0
    return Hit(*place, snippet, (first + shift, min(len(snippet), last + shift)))


def _word_start(text: str, start: int, found: int) -> int:
    """`start`, or where the next word begins: a snippet begins with a whole word. Chinese
    begins anywhere."""
    if start == 0 or not (_is_letter(text[start - 1]) and _is_letter(text[start])):
        return start
    space = text.find(" ", start, found)
    return start if space < 0 else space + 1


def _cut(text: str, start: int) -> str:
    """The text from `start`, cut behind a whole word, with a mark where more follows."""
    end = start + _SNIPPET
    if end >= len(text):
        return text[start:]
    if _is_letter(text[end - 1]) and _is_letter(text[end]):
        space = text.rfind(" ", start + _SNIPPET // 2, end)
        end = end if space < 0 else space
    return text[start:end].rstrip() + "…"


def _is_letter(character: str) -> bool:
    """Whether a word goes on here; every Han character is a word of its own."""
    return character.isalnum() and character < "\u2e80"


def _unfolded(text: str, at: int) -> int:
    """Where in `text` the place `at` of its folded form is: ß is folded to two letters."""
    return bisect_left(range(len(text)), at, key=lambda n: len(fold(text[:n])))
