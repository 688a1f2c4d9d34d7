"""What is fuzzed: each target takes bytes, drives real code with them, and must return.

A target raises AssertionError, or whatever the code raises, when the code is not safe.
"""

from __future__ import annotations

import io
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.study.search import Hit

ROOT = Path(__file__).parents[2]
_WIDTHS = (4, 20, 76)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def yaml(data: bytes) -> None:
    """YAML → model → outline → the critic; every place lies in the file."""
    from studykit.authoring.critic.criticise import criticise
    from studykit.authoring.missing_ids import with_ids
    from studykit.content.lesson_file import outline_of, read_course_head, read_lesson

    file = Path("fuzzed.yaml")
    reading = read_lesson(data, file)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for diagnostic in reading.diagnostics:
        assert 1 <= diagnostic.line <= lines
        assert len(str(diagnostic)) < 2000
    if reading.usable is not None:
        outline_of(reading.usable, reading.document, file)
        for problem in criticise(reading.usable):
            reading.document.diagnostic(problem)
    read_course_head(data, file)
    filled = with_ids(data, file)
    if filled.added:
        assert not with_ids(filled.data, file).added


def markdown(data: bytes) -> None:
    """Markdown → lines no wider than their box, without anything that steers a terminal."""
    from rich.cells import cell_len

    from studykit.plain.prose import plain_text
    from studykit.tui.kinsoku import set_lines_as_chinese
    from studykit.tui.layout import set_article
    from studykit.tui.markdown import article, inline

    set_lines_as_chinese()
    text = _text(data)
    made = article(text)
    for width in _WIDTHS:
        for line in set_article(made, width):
            _assert_harmless(line.plain)
            # A few characters, such as ﷽, are wider than a box can be narrow.
            widest = max(map(cell_len, line.plain), default=1)
            most = max(4, width) + (widest if widest > 2 else 0)
            assert cell_len(line.plain) <= most, (width, line.plain)
    _assert_harmless(inline(text).plain)
    _assert_harmless(plain_text(text))


def _assert_harmless(shown: str) -> None:
    for character in shown:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Zl")


def lines(data: bytes) -> None:
    """Dividing lines: nothing is lost, nothing is wider than it must be."""
    from studykit.language.words import Words
    from studykit.plain.talk import Talk
    from studykit.text.line_breaks import divide_line
    from studykit.text.sanitize import harmless, one_line
    from studykit.text.width import cells

    text = harmless(_text(data))
    assert harmless(text) == text
    assert "\n" not in one_line(text)
    flat = text.replace("\n", " ")
    for width in _WIDTHS:
        cuts = divide_line(flat, width)
        assert cuts == sorted(set(cuts))
        assert all(0 < cut < len(flat) for cut in cuts)
    said = io.StringIO()
    Talk(io.StringIO(), said, Words("zh-Hant"), width=30).say(text, 2)
    assert all(cells(line) <= 31 for line in said.getvalue().split("\n"))


def cloze(data: bytes) -> None:
    """Gaps: the parts joined again lose nothing that is shown; cards come of them."""
    from studykit.content.card_checks import card_problems
    from studykit.content.cards import cards_of
    from studykit.content.lesson_model import CardEntry
    from studykit.questions.checks import question_problems
    from studykit.questions.cloze import Cloze
    from studykit.questions.gaps import Gap, gaps_of, split_gaps
    from studykit.questions.grade import grade, key_response

    text = _text(data)
    parts = split_gaps(text)
    assert len(gaps_of(text)) == sum(isinstance(part, Gap) for part in parts)
    card = CardEntry(id="c", cloze=text)
    list(card_problems(card))
    cards_of(card)
    question = Cloze(id="q", text=text)
    if not list(question_problems(question)):
        assert grade(question, key_response(question)).score > 0.999


def grading(data: bytes) -> None:
    """Numbers, units, texts, patterns: any response to any key has a score from 0 to 1."""
    from studykit.questions.compare_typed import compare
    from studykit.questions.grade import grade
    from studykit.questions.numbers import Tolerance, read_number
    from studykit.questions.numerical import Numerical
    from studykit.questions.short_answer import ShortAnswer

    typed, _, wanted = _text(data).partition("\x1f")
    answer = read_number(typed) or 0.0
    tolerance = Tolerance(relative=abs(answer) or None, geometric=None if answer else 0.5)
    for question in (
        Numerical(
            id="q", stem="s", answer=answer, unit=wanted[:9], units={typed[:9]: 3.5, "k": 1e300}
        ),
        Numerical(id="q", stem="s", answer=answer, tolerance=tolerance),
        ShortAnswer(id="q", stem="s", answers=(wanted, wanted + "*")),
        ShortAnswer(id="q", stem="s", answers=(wanted[:300],), regex=True),
    ):
        assert 0 <= grade(question, typed).score <= 1
    compare(typed[:500], (wanted[:500],))


def profile(data: bytes) -> None:
    """Journal lines and snapshots: what is no event changes nothing, what is one can be kept
    and written again."""
    from studykit.progress.anonymous import anonymised
    from studykit.progress.events import is_event
    from studykit.progress.history_merge import merge
    from studykit.progress.state import apply, empty_state, fold
    from studykit.progress.store.journal import line, parse_line
    from studykit.progress.store.snapshot import OlderVersionError, Position, decode, encode

    events = []
    for row in data.split(b"\n"):
        body = row.strip().removesuffix(b"}")
        # As if the checksum were right: who makes a file up makes that up too.
        event = parse_line(b'%s, "crc": "%08x"}' % (body, crc32(body)))
        if event is not None:
            events.append(event)
    state = empty_state()
    for event in events:
        if is_event(event):
            line(event)
        apply(state, event)
    fold(events)
    fold(merge([events, events[::2]]))
    fold(anonymised(events))
    position = Position("g", 0, None, len(events), "")
    written = encode(state, position)
    again = decode(written, Path("me.json"))
    assert again is not None
    assert json.loads(written)["state"]["settings"] == again.state["settings"]
    try:
        found = decode(data, Path("me.json"))
    except OlderVersionError:
        return
    if found is not None:
        encode(found.state, found.position)


def article(data: bytes) -> None:
    """An article in any form and encoding: refused in a sentence, or drafted as a course."""
    from studykit.content.lesson_file import read_lesson
    from studykit.formats.article.decoding import ArticleError
    from studykit.formats.article.importing import import_article
    from studykit.formats.base import Source

    for name in ("fuzzed.html", "fuzzed.md", "fuzzed.txt"):
        try:
            made = import_article([Source(name, data)], "fuzzed")
        except ArticleError:
            continue
        for file, text in made.texts().items():
            if file != "course.yaml":
                found = read_lesson(text.encode("utf-8", "surrogatepass"), Path(file))
                codes = {d.code for d in found.diagnostics if d.severity == "error"}
                # A part may be longer than a course takes; it is always YAML.
                assert not codes & {"SK104", "SK105", "SK106", "SK107", "SK109", "SK110"}, codes


@cache
def _searched() -> Callable[[str], list[Hit]]:
    from studykit.content.library import open_library
    from studykit.study.search import Search

    return Search(*open_library([ROOT / "lessons"]).courses[0].editions.values())


def search(data: bytes) -> None:
    """Searching the shipped course for anything."""
    for hit in _searched()(_text(data)[:200]):
        start, end = hit.found
        assert 0 <= start <= end <= len(hit.snippet)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "markdown": markdown,
    "lines": lines,
    "cloze": cloze,
    "grading": grading,
    "profile": profile,
    "article": article,
    "search": search,
}
