"""The end of a review: what was done, or that nothing is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from studykit.language.phrases import duration, grade_name, percent
from studykit.planning.backlog import put_off_line
from studykit.scheduling.memory import Rating
from studykit.study.review_text import reviewed_line, upcoming_lines
from studykit.tui.markdown import BOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.language.words import Words
    from studykit.study.prompt import Summary
    from studykit.study.review import Review


class ReviewSummary(Static):
    """The figures of a review that has ended."""

    def __init__(self, review: Review, words: Words, key: str) -> None:
        """`key` goes home."""
        done = review.summary
        home = Style.from_meta({"@click": "screen.home"})
        close = Content.assemble((f"{key} ", "$accent"), words("home")).stylize(home)
        text = _figures(done, words) if done.reviews else _nothing(words, cram=review.cram)
        lines = [*text, *_upcoming(review, words), *_put_off(review, words), close]
        super().__init__(Content("\n").join(lines), classes="column")


def _upcoming(review: Review, words: Words) -> Iterator[Content]:
    lines = [Content(line) for line in upcoming_lines(review, words)]
    if lines:
        yield from (*lines, Content(""))


def _put_off(review: Review, words: Words) -> Iterator[Content]:
    if line := put_off_line(review.put_off, words):
        yield Content(line)
        yield Content("")


def _nothing(words: Words, *, cram: bool) -> Iterator[Content]:
    if cram:
        yield Content.styled(words("There is no such card to cram."), BOLD)
        yield Content("")
        return
    yield Content.styled(words("Nothing is due now."), BOLD)
    yield Content("")
    yield Content(
        words(
            "Read on: cards come with the sections, and what you miss in a quiz comes back"
            " here."
        )
    )
    yield Content("")


def _figures(done: Summary, words: Words) -> Iterator[Content]:
    recalled = 1 - done.ratings[Rating.Again] / done.reviews
    yield Content.styled(reviewed_line(done, words), BOLD)
    yield Content("")
    yield Content(words("recalled {share}", share=percent(recalled)))
    yield Content(words("new {n}", n=done.new))
    yield Content(words("time {time}", time=duration(words, done.seconds)))
    yield Content("")
    given = (f"{grade_name(words, rating.name)} {done.ratings[rating]}" for rating in Rating)
    yield Content(" · ".join(given))
    yield Content("")
