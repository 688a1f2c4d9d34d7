"""The statistics as pages of figures to be read: charts, each with what it means.

Three of the ten pages need the single reviews (`HISTORY`), which take a while to go through;
the others are there at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.analytics.pages import cards, quizzes, reviews, studying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.analytics.history import History
    from studykit.analytics.pages.figure import Figure, Found
    from studykit.analytics.statistics import Statistics
    from studykit.language.words import Words


class Page(NamedTuple):
    """What is looked at together."""

    name: str
    figures: list[Figure]
    empty: str
    """What to do for there to be something, where there is nothing."""


def page_name(name: str, words: Words) -> str:
    """What a page is called."""
    return {
        "days": words("Days"),
        "calendar": words("Calendar"),
        "due": words("Due"),
        "memory": words("Memory"),
        "workload": words("Load"),
        "scores": words("Scores"),
        "certainty": words("Certainty"),
        "recall": words("Recall"),
        "grades": words("Grades"),
        "hours": words("Hours"),
    }[name]


def page(name: str, statistics: Statistics, history: History, words: Words) -> Page:
    """One of `PAGES`; `history` counts for those of `HISTORY` only."""
    if name in HISTORY:
        found, empty = _OF_HISTORY[name](statistics, history, words)
    else:
        found, empty = _OF_STATE[name](statistics, words)
    return Page(page_name(name, words), found, empty)


def as_text(shown: Page) -> Iterator[str]:
    """A page as lines to print or to read aloud."""
    for figure in shown.figures:
        yield figure.title
        if not figure.told_by_next:
            yield from (f"  {sentence}" for sentence in figure.chart.sentences)
        yield f"  {figure.meaning}"
        yield ""
    if not shown.figures:
        yield from (shown.name, f"  {shown.empty}", "")


_OF_STATE: dict[str, Callable[[Statistics, Words], Found]] = {
    "days": studying.days,
    "calendar": studying.calendar,
    "due": cards.due,
    "memory": cards.memory,
    "workload": cards.workload,
    "scores": quizzes.scores,
    "certainty": quizzes.certainty,
}
_OF_HISTORY: dict[str, Callable[[Statistics, History, Words], Found]] = {
    "recall": reviews.recall,
    "grades": reviews.grades,
    "hours": reviews.hours,
}
PAGES = (*_OF_STATE, *_OF_HISTORY)
"""The names of the pages, in order."""
HISTORY = frozenset(_OF_HISTORY)
"""Those that need the single reviews."""
