"""The statistics as pages of figures to be read: charts, each with what it means.

Three of the nine pages need the single reviews (`HISTORY`), which take a while to go through;
the others are there at once.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.analytics.charts.bars import Bars
from studykit.analytics.charts.calendar import Calendar
from studykit.analytics.charts.canvas import plain
from studykit.analytics.charts.chart import Row
from studykit.analytics.charts.columns import Columns
from studykit.analytics.charts.curve import Curve
from studykit.analytics.history import History
from studykit.analytics.statistics import STABILITY_BOUNDS, Day
from studykit.study.harmless import one_line
from studykit.study.phrases import day as day_words
from studykit.study.phrases import duration, month_name, percent, weekday_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from studykit.analytics.charts.chart import Chart
    from studykit.analytics.statistics import Share, Statistics
    from studykit.study.wording import Words

PAGES = (
    "days",
    "calendar",
    "due",
    "memory",
    "scores",
    "certainty",
    "recall",
    "grades",
    "hours",
)
HISTORY = frozenset(("recall", "grades", "hours"))

_LEAST = 10
"""Below this many a share says little, and the figure says so."""
_SURE = 25
"""From here on one hour may be called better than another."""
_DAYS = 30
_WEEKS = 26
_SCORES = 12
_PAYS = {1: 0.0, 2: 2 / 3, 3: 0.8}
"""From which share of right answers on a certainty brings more than the one below it, by the
marks 1/2/3 for right and 0/−2/−6 for wrong."""


class Figure(NamedTuple):
    """One chart and its sentence."""

    title: str
    chart: Chart
    meaning: str
    weight: int = 1
    """Its part of the height, beside the other figures of the page."""
    told_by_next: bool = False
    """Whether the next figure tells the same in words, and more."""


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
        "scores": words("Scores"),
        "certainty": words("Certainty"),
        "recall": words("Recall"),
        "grades": words("Grades"),
        "hours": words("Hours"),
    }[name]


def page(name: str, made: Statistics, told: History, words: Words) -> Page:
    """One of `PAGES`; `told` counts for those of `HISTORY` only."""
    if name in HISTORY:
        found, empty = _OF_HISTORY[name](made, told, words)
    else:
        found, empty = _OF_STATE[name](made, words)
    return Page(page_name(name, words), found, empty)


def as_text(shown: Page, width: int) -> Iterator[str]:
    """A page as lines to print, none wider than `width` but for the sentences."""
    for figure in shown.figures:
        yield figure.title
        if not figure.told_by_next:
            yield from (f"  {plain(line)}" for line in figure.chart.told(width - 2))
        yield f"  {figure.meaning}"
        yield ""
    if not shown.figures:
        yield from (shown.name, f"  {shown.empty}", "")


_Found = tuple[list[Figure], str]


def _days(made: Statistics, words: Words) -> _Found:
    empty = words(
        "Nothing was studied yet: read a section, review a card or take a quiz, and the day"
        " shows here."
    )
    if not made.days:
        return [], empty
    dates = [made.today - timedelta(days=n) for n in reversed(range(_DAYS))]
    found = [made.days.get(when.isoformat(), Day()) for when in dates]
    graded = [
        Row(f"{when:%m-%d}", what.graded, _done(words, what))
        for when, what in zip(dates, found, strict=True)
    ]
    active = sum(what.graded > 0 for what in found)
    if not active:
        told = words("Nothing was reviewed or answered in the last 30 days.")
        return [Figure(words("Reviews and answers a day"), Columns(graded), told)], empty
    told = words(
        "Each column is a day. Cards and questions in 30 days: {n}; days with study: {days}.",
        n=sum(what.graded for what in found),
        days=active,
    )
    return [
        Figure(words("Reviews and answers a day"), Columns(graded), told),
        *_minutes(dates, found, active, words),
    ], empty


def _minutes(
    dates: Sequence[date], found: Sequence[Day], active: int, words: Words
) -> Iterator[Figure]:
    seconds = sum(what.seconds for what in found)
    if seconds < 1:
        return
    spent = [
        Row(f"{when:%m-%d}", what.seconds / 60, _about(words, what.seconds))
        for when, what in zip(dates, found, strict=True)
    ]
    told = words("{time} in 30 days.", time=_about(words, seconds))
    mean = _about(words, max(1.0, seconds / active))
    told += words.gap + words("A day with study takes {time} on average.", time=mean)
    yield Figure(words("Minutes a day"), Columns(spent), told)


def _done(words: Words, day: Day) -> str:
    parts = []
    if day.reviews:
        parts.append(words.many(day.reviews, "{n} review", "{n} reviews"))
    if day.crammed:
        parts.append(words("{n} crammed", n=day.crammed))
    if day.answers:
        parts.append(words.many(day.answers, "{n} answer", "{n} answers"))
    return ", ".join(parts)


def _about(words: Words, seconds: float) -> str:
    """A length of time, from five minutes on without seconds; nothing of nothing."""
    if seconds < 0.5:
        return ""
    return duration(words, seconds if seconds < 300 else 60 * round(seconds / 60))


def _calendar(made: Statistics, words: Words) -> _Found:
    empty = words("The calendar fills with the first section, card or answer.")
    if not made.days:
        return [], empty
    counts = {
        date.fromisoformat(key): day.graded + day.sections for key, day in made.days.items()
    }
    chart = Calendar(
        counts=counts,
        today=made.today,
        weekdays=[weekday_name(words, number) for number in range(7)],
        months=lambda number: month_name(words, number),
        legend=(words("less"), words("more"), words("rest day")),
        rests=made.streak.rests,
    )
    return [Figure(words("Calendar"), chart, _streak(made, words))], empty


def _streak(made: Statistics, words: Words) -> str:
    days, rests = made.streak.days, made.rest_days
    if not days:
        return words("No streak now: a section, a card or an answer today begins one.")
    told = [words.many(days, "Streak: {n} day of study.", "Streak: {n} days of study.")]
    if made.today.isoformat() not in made.days:
        told.append(words("Today is not begun yet; that does not break it."))
    if rests:
        told.append(
            words.many(
                rests,
                "{n} rest day a week does not break it.",
                "{n} rest days a week do not break it.",
            )
        )
    return words.gap.join(told)


def _due(made: Statistics, words: Words) -> _Found:
    empty = words("No card waits: review a card, and the day on which it returns shows here.")
    if not any(made.forecast):
        return [], empty
    dates = [made.today + timedelta(days=n) for n in range(len(made.forecast))]
    days = [
        Row(f"{when:%m-%d}", count, str(count or ""))
        for when, count in zip(dates[:_DAYS], made.forecast, strict=False)
    ]
    weeks = [
        Row(f"{dates[n]:%m-%d}", count, str(count or ""))
        for n in range(0, len(dates), 7)
        for count in [sum(made.forecast[n : n + 7])]
    ]
    soon = made.forecast[:_DAYS]
    told = words(
        "Due today, with all overdue ones: {n}. Within 30 days: {all}.",
        n=soon[0],
        all=sum(soon),
    )
    fullest = max(range(1, _DAYS), key=soon.__getitem__)
    if soon[fullest] > soon[0]:
        when = day_words(words, dates[fullest], made.today)
        told += words.gap + words("The fullest day is {day}: {n}.", day=when, n=soon[fullest])
    later = words(
        "Each column is seven days. Due within 90 days: {n}; new cards and forgotten ones come"
        " on top.",
        n=sum(made.forecast[:90]),
    )
    return [
        Figure(words("Cards due in 30 days"), Columns(days, ahead=True, counted=True), told),
        Figure(words("Cards due in 90 days"), Columns(weeks, ahead=True, counted=True), later),
    ], empty


def _memory(made: Statistics, words: Words) -> _Found:
    empty = words(
        "Review a card: how long you will remember it, and how hard it is, shows here."
    )
    total = sum(made.stability)
    if not total:
        return [], empty
    names = [f"<{bound}" for bound in STABILITY_BOUNDS] + [f"≥{STABILITY_BOUNDS[-1]}"]
    stability = [
        Row(name, count, str(count or ""))
        for name, count in zip(names, made.stability, strict=True)
    ]
    difficulty = [
        Row(str(number), count, str(count or ""))
        for number, count in enumerate(made.difficulty, start=1)
    ]
    firm = sum(made.stability[5:])
    lasting = words(
        "Days until a card's recall falls to 90 %. Learning moves cards to the right: {n} of"
        " {total} last a month.",
        n=firm,
        total=total,
    )
    hard = words("From easy (1) to hard (10).")
    if total >= _LEAST and sum(made.difficulty[7:]) > total / 3:
        hard += words.gap + words("Many are hard: reword them, or split them.")
    else:
        hard += words.gap + words("Hard cards come back more often; reword or split them.")
    return [
        Figure(words("Stability"), Columns(stability, counted=True), lasting),
        Figure(words("Difficulty"), Columns(difficulty, counted=True), hard),
    ], empty


def _scores(made: Statistics, words: Words) -> _Found:
    empty = words("Hand in a quiz: its score shows here, and with the second the way it goes.")
    if not made.scores:
        return [], empty
    rows = [
        Row(f"{score.day[5:]}", score.score, _score(words, score.score, score.passed))
        for score in made.scores
    ]
    named = [
        row._replace(label=f"{row.label} {one_line(score.title)}")
        for row, score in zip(rows, made.scores, strict=True)
    ]
    found = []
    if len(rows) > 1:
        change = made.scores[-1].score - made.scores[0].score
        told = words("All quizzes handed in, one after the other.")
        if change > 0.005:
            points = round(100 * change)
            told += words.gap + words("The last is {n} points above the first.", n=points)
        curve = Curve(rows, None, percent)
        title = words("Quiz scores over time")
        found.append(Figure(title, curve, told, told_by_next=True))
    passed = [score.passed for score in made.scores if score.passed is not None]
    told = words("The latest stand last.")
    if passed:
        told += words.gap + words(
            "Of {n} with a pass mark {passed} were passed.", n=len(passed), passed=sum(passed)
        )
    found.append(Figure(words("The last quizzes"), Bars(named[-_SCORES:], 1.0), told))
    return found, empty


def _score(words: Words, score: float, passed: bool | None) -> str:
    told = percent(score)
    return f"{told} ✓" if passed else told


def _certainty(made: Statistics, words: Words) -> _Found:
    empty = words(
        "Some quizzes ask how sure you are: what you said and what was right meet here."
    )
    if not made.certainty:
        return [], empty
    names = {1: words("not sure"), 2: words("fairly"), 3: words("certain")}
    rows = [
        Row(
            names[level],
            share.value,
            words(
                "{share} right ({n} of {total})",
                share=percent(share.value or 0.0),
                n=share.right,
                total=share.total,
            ),
            weak=share.total < _LEAST,
            mark=_PAYS[level] or None,
        )
        for level, share in made.certainty.items()
        if level in names
    ]
    told = words(
        "What was right when you said how sure you were; ┃ is where saying it begins to pay."
    )
    sure = made.certainty.get(3)
    doubted = made.certainty.get(1)
    if sure is not None and sure.total >= 5 and (sure.value or 0.0) < _PAYS[3]:
        told += words.gap + words("You say certain more often than you are right.")
    elif doubted is not None and doubted.total >= 5 and (doubted.value or 0.0) > _PAYS[3]:
        told += words.gap + words("You know more than you think: say certain more often.")
    return [Figure(words("Certainty"), Bars(rows, 1.0), told)], empty


def _recall(made: Statistics, told: History, words: Words) -> _Found:
    empty = words(
        "Review cards on the days on which they fall due: how many you recall shows here, by"
        " week."
    )
    if not told.retention:
        return [], empty
    this = made.today - timedelta(days=made.today.weekday())
    weeks = [this - timedelta(weeks=n) for n in reversed(range(_WEEKS))]
    shares = [(week, told.retention.get(week.isoformat())) for week in weeks]
    while shares and shares[0][1] is None:
        shares.pop(0)
    if not shares:
        return [], empty
    rows = [
        Row(f"{week:%m-%d}", share.value if share else None, _of(share), weak=_few(share))
        for week, share in shares
    ]
    right = sum(share.right for _, share in shares if share)
    total = sum(share.total for _, share in shares if share)
    meaning = words(
        "Of {n} reviews {share} were recalled; the line is what you asked for, {wanted}.",
        n=total,
        share=percent(right / total),
        wanted=percent(made.wanted),
    )
    if total < _LEAST:
        meaning += words.gap + words("So few say little yet.")
    elif right / total < made.wanted - 0.05:
        meaning += words.gap + words(
            "That is less: review more often, or reword what you miss."
        )
    chart = Curve(rows, made.wanted, percent)
    return [Figure(words("Recalled, by week"), chart, meaning)], empty


def _of(share: Share | None) -> str:
    return f"{percent(share.value or 0.0)} ({share.total})" if share else ""


def _few(share: Share | None) -> bool:
    return share is not None and share.total < _LEAST


def _grades(_: Statistics, told: History, words: Words) -> _Found:
    empty = words("Review a card: how you grade shows here.")
    total = sum(told.buttons.values())
    if not total:
        return [], empty
    rows = [
        Row(words(name), count, f"{count} ({round(100 * count / total)} %)")
        for name, count in told.buttons.items()
    ]
    meaning = words.many(total, "How you graded {n} review.", "How you graded {n} reviews.")
    if total >= _LEAST and told.buttons["Hard"] > 0.4 * total:
        meaning += words.gap + words(
            "Hard means recalled with effort; for forgotten there is Again."
        )
    elif total >= _LEAST and not told.buttons["Again"]:
        meaning += words.gap + words(
            "Never Again: who forgets nothing reviews too often, or grades too kindly."
        )
    return [Figure(words("Grades"), Bars(rows), meaning)], empty


def _hours(made: Statistics, told: History, words: Words) -> _Found:
    empty = words(
        "With {n} reviews of cards that were due, the best hours show here.", n=_LEAST
    )
    if sum(share.total for share in told.hours.values()) < _LEAST:
        return [], empty
    shares = [(hour, told.hours.get(hour)) for hour in _clock(told.hours)]
    recalled = [
        Row(f"{hour:02}", share.value if share else None, _of(share), weak=_few(share))
        for hour, share in shares
    ]
    done = [
        Row(f"{hour:02}", share.total if share else 0, str(share.total) if share else "")
        for hour, share in shares
    ]
    sure = {hour: share for hour, share in told.hours.items() if share.total >= _SURE}
    meaning = words("What was recalled, by the hour of the day; pale where reviews are few.")
    if len(sure) > 1:
        best = max(sure, key=lambda hour: sure[hour].value or 0.0)
        meaning += words.gap + words(
            "Best at {hour}:00, {share}.", hour=best, share=percent(sure[best].value or 0.0)
        )
    chart = Columns(recalled, 1.0, made.wanted, percent)
    count = words("When you review.")
    return [
        Figure(words("Recalled, by hour"), chart, meaning, weight=2),
        Figure(words("Reviews, by hour"), Columns(done, counted=True), count),
    ], empty


def _clock(hours: Mapping[int, object]) -> range:
    """All hours, from the first to the last with reviews."""
    return range(min(hours), max(hours) + 1)


_OF_STATE: dict[str, Callable[[Statistics, Words], _Found]] = {
    "days": _days,
    "calendar": _calendar,
    "due": _due,
    "memory": _memory,
    "scores": _scores,
    "certainty": _certainty,
}
_OF_HISTORY: dict[str, Callable[[Statistics, History, Words], _Found]] = {
    "recall": _recall,
    "grades": _grades,
    "hours": _hours,
}
