"""When cards come back, and how firmly they are known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from studykit.analytics.pages.figure import DAYS, LEAST, Figure
from studykit.analytics.statistics import STABILITY_BOUNDS
from studykit.charts.bars import Bars
from studykit.charts.chart import Row
from studykit.charts.columns import Columns
from studykit.language.phrases import day as day_words
from studykit.language.phrases import percent

if TYPE_CHECKING:
    from studykit.analytics.pages.figure import Found
    from studykit.analytics.statistics import Statistics
    from studykit.language.words import Words


def due(statistics: Statistics, words: Words) -> Found:
    """When cards fall due, by day and by week."""
    empty = words("No cards scheduled yet. Review one and its due date appears here.")
    if not any(statistics.forecast):
        return [], empty
    dates = [statistics.today + timedelta(days=n) for n in range(len(statistics.forecast))]
    days = [
        Row(f"{when:%m-%d}", count, str(count or ""))
        for when, count in zip(dates[:DAYS], statistics.forecast, strict=False)
    ]
    weeks = [
        Row(f"{dates[n]:%m-%d}", count, str(count or ""))
        for n in range(0, len(dates), 7)
        for count in [sum(statistics.forecast[n : n + 7])]
    ]
    soon = statistics.forecast[:DAYS]
    text = words(
        "Due today, including overdue: {n}. Within 30 days: {all}.",
        n=soon[0],
        all=sum(soon),
    )
    fullest = max(range(1, DAYS), key=soon.__getitem__)
    if soon[fullest] > soon[0]:
        when = day_words(words, dates[fullest], statistics.today)
        text = words.join(
            text, words("The fullest day is {day}: {n}.", day=when, n=soon[fullest])
        )
    later = words(
        "By weeks, from the day named. Due within 90 days: {n}; new cards and forgotten ones"
        " come on top.",
        n=sum(statistics.forecast[:90]),
    )
    return [
        Figure(words("Cards due in 30 days"), Columns(days, ahead=True, counted=True), text),
        Figure(words("Cards due in 90 days"), Columns(weeks, ahead=True, counted=True), later),
    ], empty


def memory(statistics: Statistics, words: Words) -> Found:
    """How stable and how difficult the cards are."""
    empty = words(
        "Review a card: how long you will remember it, and how hard it is, shows here."
    )
    total = sum(statistics.stability)
    if not total:
        return [], empty
    names = [f"<{bound}" for bound in STABILITY_BOUNDS] + [f"≥{STABILITY_BOUNDS[-1]}"]
    stability = [
        Row(name, count, str(count or ""))
        for name, count in zip(names, statistics.stability, strict=True)
    ]
    difficulty = [
        Row(str(number), count, str(count or ""))
        for number, count in enumerate(statistics.difficulty, start=1)
    ]
    firm = sum(statistics.stability[5:])
    lasting = words(
        "Days until a card's recall falls to 90%; they grow as you learn: {n} of {total} last a"
        " month.",
        n=firm,
        total=total,
    )
    hard = words("From easy (1) to hard (10).")
    if total >= LEAST and sum(statistics.difficulty[7:]) > total / 3:
        hard = words.join(hard, words("Many cards are hard: reword them, or split them."))
    else:
        hard = words.join(hard, words("Hard cards come back more often; reword or split them."))
    return [
        Figure(words("Stability"), Columns(stability, counted=True), lasting),
        Figure(words("Difficulty"), Columns(difficulty, counted=True), hard),
    ], empty


def workload(statistics: Statistics, words: Words) -> Found:
    """Minutes a day against what is remembered, for each recall that could be wanted."""
    empty = words("Once some cards are learnt, what the recall you want costs shows here.")
    if not statistics.workload:
        return [], empty
    rows = [
        Row(
            percent(load.wanted),
            load.minutes,
            words(
                "{minutes} min a day · {share} remembered",
                minutes=f"{load.minutes:.1f}" if load.minutes >= 0.05 else "<0.1",
                share=percent(load.remembered),
            ),
        )
        for load in statistics.workload
    ]
    meaning = words(
        "For each recall that you could want on the day a card is due: tried out with your"
        " cards over a year, at {seconds} s a card and without new ones, and how much you would"
        " recall at its end. You want {wanted}; the settings change it.",
        seconds=round(statistics.seconds_a_card),
        wanted=percent(statistics.wanted),
    )
    return [Figure(words("Minutes a day"), Bars(rows), meaning)], empty
