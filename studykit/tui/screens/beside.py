"""What stands beside a lesson, a quiz and a card where the screen is wide."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from studykit.planning.card_history import history_lines, why_rows
from studykit.study.quiz_navigator import navigator, unanswered
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.screens.quiz_lines import cell_sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.language.words import Words
    from studykit.study.quiz import QuizAttempt
    from studykit.study.reading import Reading
    from studykit.study.review import Review

_ROW = 5
"""Questions in a row of the navigator."""
_LATEST = 5
"""Answers to a card that are listed."""
_TEXT = 34
"""Cells of a line."""


def contents_beside(reading: Reading, words: Words) -> Iterator[Content]:
    """The sections of a lesson: what is read, where the learner is, how the checks went."""
    yield Content.styled(safe(reading.lesson.title), BOLD)
    yield Content("")
    for number, row in enumerate(reading.contents):
        here = number == reading.page
        sign = "▸" if here else "✓" if row.read else " "
        check = f"{row.check.right}/{row.check.total}" if row.check.asked else ""
        click = Style.from_meta({"@click": f"screen.open_page({number})"})
        lines = Content(safe(row.title)).wrap(_TEXT - 2 - (5 if check else 0))
        for within, line in enumerate(lines):
            shown = line.rstrip().stylize(BOLD if here else "").stylize(click)
            head = Content("  ") if within else Content.styled(f"{sign} ", "$accent")
            tail = Content.styled(f"  {check}", MUTED) if check and not within else Content("")
            yield head + shown + tail
    done = sum(row.read for row in reading.contents)
    yield Content("")
    yield Content.styled(
        words("{n} of {total} read", n=done, total=len(reading.contents)), MUTED
    )


def navigator_beside(attempt: QuizAttempt, words: Words) -> Iterator[Content]:
    """All questions of an attempt with a legend."""
    cells = navigator(attempt)
    total = len(cells)
    done = words("{n} of {total} answered", n=total - len(unanswered(attempt)), total=total)
    yield Content.styled(done, BOLD)
    yield Content("")
    for row in (cells[first : first + _ROW] for first in range(0, total, _ROW)):
        line = Content("")
        for cell in row:
            click = Style.from_meta({"@click": f"screen.jump({cell.number})"})
            number = Content.styled(f"{cell.number + 1:>3} ", BOLD if cell.here else MUTED)
            line += (number + cell_sign(cell) + " ").stylize(click)
        yield line
    yield Content("")
    signs = [("◆", words("here")), ("▪", words("answered")), ("▫", words("not answered"))]
    signs.append(("⚑", words("flagged")))
    for sign, name in signs:
        yield Content.assemble((f"{sign}  ", "$accent" if sign == "◆" else ""), (name, MUTED))


def memory_beside(review: Review, words: Words) -> Iterator[Content]:
    """What is known of the memory of the card shown."""
    yield Content.styled(words("This card"), BOLD)
    yield Content("")
    known = review.memory()
    if known is None:
        yield Content.styled(words("New card: no history yet."), MUTED)
        return
    for name, value in why_rows(known, words):
        yield Content.styled(name, MUTED)
        yield from (line.rstrip() for line in Content(value).wrap(_TEXT))
        yield Content("")
    if known.history:
        yield Content.styled(words("History"), BOLD)
        yield from map(Content, islice(history_lines(known, words), _LATEST))
