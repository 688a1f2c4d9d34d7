"""Lengths of time, dates and shares in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from studykit.language.message import Message

if TYPE_CHECKING:
    from studykit.language.words import Words

_WEEKDAYS = (
    Message.in_context("weekday", "Mon"),
    Message.in_context("weekday", "Tue"),
    Message.in_context("weekday", "Wed"),
    Message.in_context("weekday", "Thu"),
    Message.in_context("weekday", "Fri"),
    Message.in_context("weekday", "Sat"),
    Message.in_context("weekday", "Sun"),
)
_MONTHS = (
    Message.in_context("month", "Jan"),
    Message.in_context("month", "Feb"),
    Message.in_context("month", "Mar"),
    Message.in_context("month", "Apr"),
    Message.in_context("month", "May"),
    Message.in_context("month", "Jun"),
    Message.in_context("month", "Jul"),
    Message.in_context("month", "Aug"),
    Message.in_context("month", "Sep"),
    Message.in_context("month", "Oct"),
    Message.in_context("month", "Nov"),
    Message.in_context("month", "Dec"),
)
_GRADES = {
    "Again": Message("Again"),
    "Hard": Message("Hard"),
    "Good": Message("Good"),
    "Easy": Message("Easy"),
}
_MONTH_DAYS, _YEAR_DAYS = 30.4375, 365.25


def percent(share: float) -> str:
    """A share as whole percent: `0.705` is `70%`. Rounded down, so that 100% means all."""
    return f"{int(share * 100 + 1e-9)}%"


def language_name(words: Words, tag: str) -> str:
    """A language by its name; its tag where the name is not known."""
    names = {
        "en": words("English"),
        "zh-hant": words("Traditional Chinese"),
        "zh-hans": words("Simplified Chinese"),
    }
    folded = tag.casefold()
    return names.get(folded) or names.get(folded.partition("-")[0]) or tag


def interval(words: Words, span: timedelta) -> str:
    """A span in one short unit: `10 min`, `5 d`, `1.2 mo`; `10 分鐘`, `5 天`."""
    seconds = span.total_seconds()
    days = seconds / 86400
    if seconds < 1:
        return words("now")
    if round(seconds) < 60:
        return words("{n} s", n=round(seconds))
    if round(seconds / 60) < 60:
        return words("{n} min", n=round(seconds / 60))
    if round(seconds / 3600) < 24:
        return words("{n} h", n=round(seconds / 3600))
    if round(days) < 31:
        return words("{n} d", n=round(days))
    if days < _YEAR_DAYS:
        return words("{n} mo", n=_short(days / _MONTH_DAYS))
    return words("{n} y", n=_short(days / _YEAR_DAYS))


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def duration(words: Words, seconds: float) -> str:
    """How long something took: `40 s`, `4 min 5 s`, `1 h 20 min`."""
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        return words("{h} h {m} min", h=hours, m=minutes_left)
    if minutes and rest:
        return words("{m} min {s} s", m=minutes, s=rest)
    return words("{n} min", n=minutes) if minutes else words("{n} s", n=rest)


def weekday_name(words: Words, number: int) -> str:
    """A day of the week, 0 for Monday: `Mon`, `一`."""
    return words.translate(_WEEKDAYS[number])


def month_name(words: Words, number: int) -> str:
    """A month, 1 for January: `Jan`, `1月`."""
    return words.translate(_MONTHS[number - 1])


def grade_name(words: Words, grade: str) -> str:
    """A grade of a card, by its English name: `Good`, `良好`."""
    return words.translate(_GRADES[grade])


def day(words: Words, when: date, today: date | None = None) -> str:
    """A date: `Mon 23 Nov`, `11月23日（一）`; near `today` a word such as `tomorrow`."""
    if today is not None:
        near = {-1: words("yesterday"), 0: words("today"), 1: words("tomorrow")}
        away = (when - today).days
        if away in near:
            return near[away]
    return words.in_context(
        "a date",
        "{weekday} {day} {month}",
        weekday=weekday_name(words, when.weekday()),
        day=when.day,
        month=month_name(words, when.month),
    )
