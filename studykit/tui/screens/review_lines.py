"""What a review says above a card and below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from studykit.language.phrases import grade_name, interval
from studykit.learner.clock_check import clock_line
from studykit.planning.backlog import put_off_line
from studykit.study.review_text import standing_parts
from studykit.tui.markdown import MUTED
from studykit.tui.widgets.grades import Grade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.language.words import Words
    from studykit.scheduling.days import Moment
    from studykit.study.review import Review


def note_lines(review: Review, now: Moment, words: Words, key: str) -> Iterator[str]:
    """What to know of the review, with its first card, and of the card shown; a line each.
    `key` opens the section."""
    first = not review.summary.reviews
    if first and (line := clock_line(review.course, now, words)):
        yield line
    if review.cram:
        yield words("Cramming does not change your review schedule.")
    elif first and (line := put_off_line(review.put_off, words)):
        yield line
    prompt = review.prompt
    if prompt is None:
        return
    parts = []
    if prompt.asking is not None and not review.cram:
        parts.append(words("You missed this question in a quiz."))
    elif prompt.kind == "new":
        parts.append(words("new"))
    if prompt.unread:
        parts.append(
            words("You have not read its section yet: press {key} to open it.", key=key)
        )
    if parts:
        yield " · ".join(parts)


def standing_line(review: Review, words: Words, *, short: bool) -> Content:
    """How far the review is; `short` leaves the words out where the screen is narrow."""
    styles = {"●": "$success", "◐": "$warning", "○": "$accent"}
    parts = []
    for sign, number, text in standing_parts(review, words):
        label = Content.styled(str(number) if short and sign else text, MUTED)
        parts.append(Content.styled(f"{sign} ", styles[sign]) + label if sign else label)
    return Content("  ").join(parts)


def grades(review: Review, words: Words, key_names: Callable[[str], str]) -> list[Grade]:
    """The grades a card can be given, with when it comes back then, and their keys."""
    waits = review.preview()
    return [
        Grade(
            rating,
            grade_name(words, rating.name),
            interval(words, waits[rating]) if rating in waits else "",
            key_names(f"review.{rating.name.casefold()}"),
            key_names("review.suggested") if rating is review.suggested() else "",
        )
        for rating in review.grades
    ]
