"""The statistics as figures to be read: a title, lines of text with bars, and what it means."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.analytics.statistics import STABILITY_BOUNDS, Day, Share, Statistics
from studykit.study.line_breaks import cells
from studykit.study.phrases import duration, percent, weekday_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studykit.study.wording import Words

_LEAST = 10
"""Below this many reviews a share says little, and the sentence says so."""
_SHADES = "·░▒▓█"
_WEEKS = 16
_DAYS = 14
_WIDTH = 30


class Figure(NamedTuple):
    """One figure in text."""

    title: str
    lines: list[str]
    meaning: str


def figures(made: Statistics, words: Words, today: date) -> list[Figure]:
    """All figures that have something to show."""
    made_by: tuple[Callable[[Statistics, Words, date], Figure | None], ...] = (
        _studied,
        _calendar,
        _forecast,
        _retention,
        _buttons,
        _hours,
        _stability,
        _difficulty,
        _scores,
        _certainty,
    )
    return [figure for make in made_by if (figure := make(made, words, today)) is not None]


def bars(rows: Sequence[tuple[str, float, str]], most: float | None = None) -> list[str]:
    """Rows of a label, a value and what is told of it, as bars of one scale."""
    top = most or max((value for _, value, _ in rows), default=0)
    room = max((cells(label) for label, _, _ in rows), default=0)
    lines = []
    for label, value, told in rows:
        filled = round(_WIDTH * value / top) if top else 0
        filled = max(filled, 1) if value > 0 else 0
        indent = " " * (room - cells(label))
        lines.append(f"{indent}{label} {'█' * filled}{' ' if filled else ''}{told}")
    return lines


def _studied(made: Statistics, words: Words, today: date) -> Figure | None:
    if not made.days:
        return None
    days = [today - timedelta(days=n) for n in reversed(range(_DAYS))]
    found = [made.days.get(day.isoformat(), Day()) for day in days]
    rows = [
        (f"{day:%m-%d}", float(what.reviews + what.answers), _done(words, what))
        for day, what in zip(days, found, strict=True)
    ]
    seconds = sum(day.seconds for day in found)
    told = words("In two weeks: {time}.", time=duration(words, seconds))
    if made.streak > 1:
        told += " " + words("{n} days in a row.", n=made.streak)
    return Figure(words("Reviews and answers a day"), bars(rows), told)


def _done(words: Words, day: Day) -> str:
    parts = []
    if day.reviews:
        parts.append(words.many(day.reviews, "{n} review", "{n} reviews"))
    if day.answers:
        parts.append(words.many(day.answers, "{n} answer", "{n} answers"))
    if day.seconds >= 1:
        parts.append(duration(words, day.seconds))
    return ", ".join(parts)


def _calendar(made: Statistics, words: Words, today: date) -> Figure | None:
    if not made.days:
        return None
    most = max(day.reviews + day.answers + day.sections for day in made.days.values())
    start = today - timedelta(days=today.weekday(), weeks=_WEEKS - 1)
    lines = []
    for weekday in range(7):
        row = []
        for week in range(_WEEKS):
            when = start + timedelta(weeks=week, days=weekday)
            day = made.days.get(when.isoformat(), Day())
            done = day.reviews + day.answers + day.sections
            shade = 0 if not done else 1 + min(3, 4 * done // (most + 1))
            row.append(" " if when > today else _SHADES[shade])
        name = weekday_name(words, weekday)
        lines.append(f"{name}  {' '.join(row)}")
    told = words(
        "A column is a week, a row a weekday: {n} of the last {total} days had study in them.",
        n=sum((today - date.fromisoformat(key)).days < 7 * _WEEKS for key in made.days),
        total=7 * _WEEKS,
    )
    return Figure(words("Calendar"), lines, told)


def _forecast(made: Statistics, words: Words, today: date) -> Figure | None:
    if not any(made.forecast):
        return None
    rows = [
        (f"{today + timedelta(days=n):%m-%d}", float(count), str(count or ""))
        for n, count in enumerate(made.forecast[:_DAYS])
    ]
    told = words(
        "Due within 30 days: {month} cards, within 90: {quarter}. New cards and forgotten ones"
        " come on top.",
        month=sum(made.forecast[:30]),
        quarter=sum(made.forecast),
    )
    return Figure(words("Cards that fall due"), bars(rows), told)


def _retention(made: Statistics, words: Words, _: date) -> Figure | None:
    if not made.retention:
        return None
    weeks = list(made.retention.items())[-12:]
    right = sum(share.right for _, share in weeks)
    total = sum(share.total for _, share in weeks)
    told = words(
        "Of {n} reviews {share} were recalled; you asked for {wanted}.",
        n=total,
        share=percent(right / total),
        wanted=percent(made.wanted),
    )
    if total < _LEAST:
        told += " " + words("So few say little yet.")
    elif right / total < made.wanted - 0.05:
        told += " " + words("That is less: review more often, or reword what you miss.")
    return Figure(words("Recalled, by week"), bars(_shares(weeks), 1.0), told)


def _shares(entries: Sequence[tuple[object, Share]]) -> list[tuple[str, float, str]]:
    return [
        (str(key), share.value or 0.0, f"{percent(share.value or 0.0)} ({share.total})")
        for key, share in entries
    ]


def _buttons(made: Statistics, words: Words, _: date) -> Figure | None:
    total = sum(made.buttons.values())
    if not total:
        return None
    rows = [
        (words(name), float(count), f"{count} ({percent(count / total)})")
        for name, count in made.buttons.items()
    ]
    told = words("How you graded {n} reviews.", n=total)
    if total >= _LEAST and made.buttons["Hard"] > 0.4 * total:
        told += " " + words("Hard means recalled with effort; for forgotten there is Again.")
    return Figure(words("Grades"), bars(rows), told)


def _hours(made: Statistics, words: Words, _: date) -> Figure | None:
    if sum(share.total for share in made.hours.values()) < _LEAST:
        return None
    best = max(
        (item for item in made.hours.items() if item[1].total >= 5),
        key=lambda item: item[1].value or 0.0,
        default=None,
    )
    rows = _shares([(f"{hour:02}", share) for hour, share in made.hours.items()])
    told = words("What was recalled, by the hour of the day.")
    if best is not None:
        told += " " + words("Best at {hour}:00.", hour=best[0])
    return Figure(words("Hours"), bars(rows, 1.0), told)


def _stability(made: Statistics, words: Words, _: date) -> Figure | None:
    if not any(made.stability):
        return None
    names = [f"< {bound}" for bound in STABILITY_BOUNDS] + [f"≥ {STABILITY_BOUNDS[-1]}"]
    rows = [
        (f"{name} d", float(count), str(count or ""))
        for name, count in zip(names, made.stability, strict=True)
    ]
    told = words("Days until a card's recall falls to 90 %. Learning moves cards downwards.")
    return Figure(words("Stability"), bars(rows), told)


def _difficulty(made: Statistics, words: Words, _: date) -> Figure | None:
    if not any(made.difficulty):
        return None
    rows = [(str(n), float(c), str(c or "")) for n, c in enumerate(made.difficulty, start=1)]
    told = words("From easy (1) to hard (10). Many hard cards ask to be reworded or split.")
    return Figure(words("Difficulty"), bars(rows), told)


def _scores(made: Statistics, words: Words, _: date) -> Figure | None:
    if not made.scores:
        return None
    last = made.scores[-12:]
    rows = [(f"{s.day[5:]} {s.quiz[:24]}", s.score, percent(s.score)) for s in last]
    told = words("The quizzes you handed in, the latest last.")
    return Figure(words("Scores"), bars(rows, 1.0), told)


def _certainty(made: Statistics, words: Words, _: date) -> Figure | None:
    if not made.certainty:
        return None
    names = {1: words("not sure"), 2: words("fairly"), 3: words("certain")}
    rows = _shares([(names[level], share) for level, share in made.certainty.items()])
    told = words("How often you were right when you said how sure you were.")
    sure = made.certainty.get(3)
    if sure is not None and sure.total >= 5 and (sure.value or 0) < 0.85:
        told += " " + words("You say certain more often than you are right.")
    return Figure(words("Certainty"), bars(rows, 1.0), told)


def as_text(found: Sequence[Figure]) -> Iterator[str]:
    """The figures as lines to print."""
    for figure in found:
        yield figure.title
        yield from (f"  {line}" for line in figure.lines)
        yield f"  {figure.meaning}"
        yield ""
