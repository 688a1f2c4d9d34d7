"""What only the single reviews tell: recall by week and by hour, the grades given."""

from __future__ import annotations

from datetime import timedelta
from math import sqrt
from typing import TYPE_CHECKING

from studykit.analytics.pages.figure import LEAST, Figure, date_labels
from studykit.charts.bars import Bars
from studykit.charts.chart import Row
from studykit.charts.columns import Columns
from studykit.charts.curve import Curve
from studykit.language.phrases import grade_name, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studykit.analytics.history import History
    from studykit.analytics.pages.figure import Found
    from studykit.analytics.statistics import Share, Statistics
    from studykit.language.words import Words

_Z = 3.08
"""Standard deviations on each side of an interval of 99.8%."""
_WEEKS = 26


def recall(statistics: Statistics, history: History, words: Words) -> Found:
    """How many of the reviews of cards that were due recalled them, by week."""
    empty = words(
        "Review cards on the days on which they fall due: how many you recall shows here, by"
        " week."
    )
    if not history.retention:
        return [], empty
    this = statistics.today - timedelta(days=statistics.today.weekday())
    weeks = [this - timedelta(weeks=n) for n in reversed(range(_WEEKS))]
    shares = [(week, history.retention.get(week.isoformat())) for week in weeks]
    while shares and shares[0][1] is None:
        shares.pop(0)
    if not shares:
        return [], empty
    labels = date_labels([week for week, _ in shares])
    rows = [
        Row(label, share.value if share else None, _of(share), weak=_few(share))
        for label, (_, share) in zip(labels, shares, strict=True)
    ]
    right = sum(share.right for _, share in shares if share)
    total = sum(share.total for _, share in shares if share)
    meaning = words(
        "Of {n} reviews in {weeks} weeks {share} were recalled; you asked for {wanted}.",
        n=total,
        weeks=len(shares),
        share=percent(right / total),
        wanted=percent(statistics.wanted),
    )
    if total < LEAST:
        meaning = words.join(meaning, words("Too few reviews to tell yet."))
    elif right / total < statistics.wanted - 0.05:
        meaning = words.join(
            meaning, words("That is less: review more often, or reword what you miss.")
        )
    chart = Curve(rows, statistics.wanted, percent)
    return [Figure(words("Recalled, by week"), chart, meaning)], empty


def _of(share: Share | None) -> str:
    return f"{percent(share.value or 0.0)} ({share.total})" if share else ""


def _few(share: Share | None) -> bool:
    return share is not None and share.total < LEAST


def grades(_: Statistics, history: History, words: Words) -> Found:
    """How often each grade was given."""
    empty = words("Review a card: how you grade shows here.")
    total = sum(history.buttons.values())
    if not total:
        return [], empty
    rows = [
        Row(grade_name(words, name), count, f"{count} ({percent(count / total)})")
        for name, count in history.buttons.items()
    ]
    meaning = words.many(
        total, "How you graded your one review.", "How you graded all {n} reviews so far."
    )
    if total >= LEAST and history.buttons["Hard"] > 0.4 * total:
        meaning = words.join(
            meaning, words("Hard means recalled with effort; if you forgot, choose Again.")
        )
    elif total >= LEAST and not history.buttons["Again"]:
        meaning = words.join(
            meaning,
            words(
                "You never chose Again: you may be reviewing too often or grading too "
                "generously."
            ),
        )
    return [Figure(words("Grades"), Bars(rows), meaning)], empty


def hours(statistics: Statistics, history: History, words: Words) -> Found:
    """At which hours cards are recalled best, and when they are reviewed."""
    empty = words(
        "After {n} reviews of cards that were due, your best hours appear here.", n=LEAST
    )
    if sum(share.total for share in history.hours.values()) < LEAST:
        return [], empty
    shares = [(hour, history.hours.get(hour)) for hour in _clock(history.hours)]
    recalled = [
        Row(f"{hour:02}", share.value if share else None, _of(share), weak=_few(share))
        for hour, share in shares
    ]
    done = [
        Row(f"{hour:02}", share.total if share else 0, str(share.total) if share else "")
        for hour, share in shares
    ]
    meaning = words("What was recalled, by the hour of the day; ▒ where reviews are few.")
    best = clear_best(history.hours)
    if best is not None:
        meaning = words.join(
            meaning,
            words(
                "Best at {hour}:00, {share}.",
                hour=best,
                share=percent(history.hours[best].value or 0.0),
            ),
        )
    chart = Columns(recalled, 1.0, statistics.wanted, percent)
    count = words("When you review.")
    return [
        Figure(words("Recalled, by hour"), chart, meaning, weight=2),
        Figure(words("Reviews, by hour"), Columns(done, counted=True), count),
    ], empty


def clear_best(hours: Mapping[int, Share]) -> int | None:
    """The hour at which more is recalled than at any other, beyond what chance explains; None
    where none stands clear.

    Its Wilson interval lies above those of all others. The intervals are wide enough for the
    comparison of 24 hours (Bonferroni: 99.8% each, so that one in twenty learners at most is
    told of an hour that is none).
    """
    counted = {hour: share for hour, share in hours.items() if share.total}
    if len(counted) < 2:
        return None
    best = max(counted, key=lambda hour: _interval(counted[hour])[0])
    low = _interval(counted[best])[0]
    others = (share for hour, share in counted.items() if hour != best)
    return best if all(low > _interval(share)[1] for share in others) else None


def _interval(share: Share) -> tuple[float, float]:
    """Wilson's interval of a share."""
    n, p = share.total, share.right / share.total
    centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
    return centre - half, centre + half


def _clock(hours: Mapping[int, object]) -> range:
    """All hours, from the first to the last with reviews."""
    return range(min(hours), max(hours) + 1)
