"""What was studied on each day, and the streak."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from studykit.analytics.pages.figure import DAYS, Figure
from studykit.analytics.statistics import Day
from studykit.charts.calendar import Calendar
from studykit.charts.chart import Row
from studykit.charts.columns import Columns
from studykit.language.phrases import duration, month_name, weekday_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.analytics.pages.figure import Found
    from studykit.analytics.statistics import Statistics
    from studykit.language.words import Words


def days(statistics: Statistics, words: Words) -> Found:
    """Cards, questions and minutes of each of the last days."""
    empty = words(
        "Nothing was studied yet: read a section, review a card or take a quiz, and the day"
        " shows here."
    )
    if not statistics.days:
        return [], empty
    dates = [statistics.today - timedelta(days=n) for n in reversed(range(DAYS))]
    found = [statistics.days.get(when.isoformat(), Day()) for when in dates]
    graded = [
        Row(f"{when:%m-%d}", what.graded, _done(words, what))
        for when, what in zip(dates, found, strict=True)
    ]
    active = sum(what.graded > 0 or what.sections > 0 for what in found)
    if not active:
        text = words("Nothing was studied in the last 30 days.")
        return [Figure(words("Reviews and answers a day"), Columns(graded), text)], empty
    text = words(
        "In 30 days: cards and questions {n}, sections read {read}, days with study {days}.",
        n=sum(what.graded for what in found),
        read=sum(what.sections for what in found),
        days=active,
    )
    return [
        Figure(words("Reviews and answers a day"), Columns(graded), text),
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
    text = words("{time} in 30 days, reading included.", time=_about(words, seconds))
    mean = _about(words, max(1.0, seconds / active))
    text = words.join(text, words("A day with study takes {time} on average.", time=mean))
    yield Figure(words("Minutes a day"), Columns(spent), text)


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


def calendar(statistics: Statistics, words: Words) -> Found:
    """The study days on a calendar, and the streak."""
    empty = words("The calendar fills with the first section, card or answer.")
    if not statistics.days:
        return [], empty
    counts = {
        date.fromisoformat(key): day.graded + day.sections
        for key, day in statistics.days.items()
    }
    chart = Calendar(
        counts=counts,
        today=statistics.today,
        weekdays=[weekday_name(words, number) for number in range(7)],
        months=lambda number: month_name(words, number),
        legend=(words("less"), words("more"), words("rest day")),
        rests=statistics.streak.rests,
    )
    return [Figure(words("Calendar"), chart, _streak(statistics, words))], empty


def _streak(statistics: Statistics, words: Words) -> str:
    days, rests = statistics.streak.days, statistics.rest_days
    if not days:
        return words("No streak now: a section, a card or an answer today begins one.")
    sentences = [words.many(days, "Streak: {n} day of study.", "Streak: {n} days of study.")]
    if statistics.today.isoformat() not in statistics.days:
        sentences.append(words("Today is not begun yet; that does not break it."))
    if rests:
        sentences.append(
            words.many(
                rests,
                "{n} rest day a week does not break it.",
                "{n} rest days a week do not break it.",
            )
        )
    return words.join(*sentences)
