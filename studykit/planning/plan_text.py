"""A plan in words: what it comes to, the days, the recall to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.phrases import day, percent
from studykit.planning.final_days import FINAL_DAYS
from studykit.planning.goal import kept_since

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from studykit.content.course import Edition
    from studykit.language.words import Words
    from studykit.planning.exam_plan import Plan, PlanDay, Reach
    from studykit.planning.goal import Goal
    from studykit.progress.state import State
    from studykit.scheduling.days import Moment

DAYS = 21
"""Days that are shown one by one."""


def verdict_lines(plan: Plan, words: Words) -> Iterator[str]:
    """What the plan comes to: the recall on the day, and honestly when it falls short."""
    goal = plan.goal
    if plan.recall:
        yield words(
            "Exam on {day}: with {minutes} min a day you can expect to recall {recall} (wanted"
            " {wanted}).",
            day=day(words, goal.exam),
            minutes=goal.minutes,
            recall=percent(plan.mean),
            wanted=percent(goal.recall),
        )
        if (by_schedule := percent(plan.by_schedule)) != percent(plan.mean):
            yield words(
                "In the last {days} days, the cards you are least likely to recall on the exam"
                " day come first. If cards came only when they are due, you could expect"
                " {recall}.",
                days=FINAL_DAYS,
                recall=by_schedule,
            )
    else:
        yield words(
            "Exam on {day}: no card has an objective, so the recall to expect is not known.",
            day=day(words, goal.exam),
        )
    if plan.reached:
        yield words("The goal is within reach.")
    else:
        yield from _short_lines(plan, words)
    if plan.suspended:
        yield words.many(
            plan.suspended,
            "{n} suspended card is left out.",
            "{n} suspended cards are left out.",
        )
    if plan.recall and plan.without_cards:
        yield words.many(
            len(plan.without_cards),
            "{n} objective has no cards: only its questions tell how well you know it.",
            "{n} objectives have no cards: only their questions tell how well you know them.",
        )


def trial_line(goal: Goal, words: Words) -> str:
    """That the plan is a trial, and what the learner's own goal still is."""
    return words(
        "This is a trial: your goal is still the exam on {day} with {minutes} min a day.",
        day=day(words, goal.exam),
        minutes=goal.minutes,
    )


def _short_lines(plan: Plan, words: Words) -> Iterator[str]:
    if plan.unread or plan.unlearnt:
        yield words(
            "There is no time for {sections} sections and {cards} cards.",
            sections=plan.unread,
            cards=plan.unlearnt,
        )
    reach = plan.reach
    if reach is None:
        yield words(
            "The goal cannot be reached by then; choose a much later date or a lower goal."
        )
    elif reach.exam != plan.goal.exam:
        later = day(words, reach.exam)
        yield words("With the same daily time you could reach it by {day}.", day=later)
    else:
        if reach.minutes > plan.goal.minutes:
            yield words("About {n} min a day would reach it.", n=reach.minutes)
        yield from _lever_lines(reach, words)


def _lever_lines(reach: Reach, words: Words) -> Iterator[str]:
    if reach.new_per_day is not None:
        yield words(
            "It takes {n} new cards a day: your limit (new_per_day) is lower.",
            n=reach.new_per_day,
        )
    if reach.reviews_per_day is not None:
        yield words(
            "It takes {n} reviews a day: your limit (reviews_per_day) is lower.",
            n=reach.reviews_per_day,
        )


def anew_line(state: State, course: str, moment: Moment, words: Words) -> str:
    """That the plan starts from today, and which days were missed since the goal was set."""
    kept = kept_since(state, course, moment)
    if kept is None:
        return ""
    if not kept.missed:
        return words("Recalculated from your progress today; you missed no day.")
    return words(
        "Recalculated from your progress today: you studied on {studied} of the "
        "{days} days since the exam was set.",
        studied=kept.studied,
        days=kept.days,
    )


def asked_line(entry: PlanDay, words: Words) -> str:
    """What is to be done on a day: `12 reviews · read 2 sections`; "" when nothing is. Where
    more is due than the day has room for, that is said too."""
    parts = []
    if 0 < entry.reviews < entry.due:
        parts.append(words("{n} of {due} reviews due", n=entry.reviews, due=entry.due))
    elif entry.reviews:
        parts.append(words.many(entry.reviews, "{n} review", "{n} reviews"))
    if entry.sections:
        count = len(entry.sections)
        parts.append(words.many(count, "read {n} section", "read {n} sections"))
    if entry.new:
        parts.append(words.many(entry.new, "{n} new card", "{n} new cards"))
    if entry.mock:
        parts.append(words("mock exam"))
    return " · ".join(parts)


def day_line(entry: PlanDay, words: Words, today: date) -> str:
    """One day: what to do on it, and how long it takes."""
    return "  ".join(day_parts(entry, words, today)).rstrip()


def day_parts(entry: PlanDay, words: Words, today: date) -> tuple[str, str, str]:
    """The day, what to do on it, how long it takes: "" where nothing is to be done."""
    asked = asked_line(entry, words)
    minutes = words("{n} min", n=max(1, round(entry.minutes))) if asked else ""
    return day(words, entry.day, today), asked or words("free"), minutes


def exam_line(exam: date, today: date, words: Words) -> str:
    """How far the exam is: `exam in 23 days`."""
    ahead = (exam - today).days
    if ahead == 0:
        return words("the exam is today")
    if ahead < 0:
        return words("the exam is over")
    return words.many(ahead, "exam tomorrow", "exam in {n} days")


def objective_rows(plan: Plan, edition: Edition) -> list[tuple[str, float]]:
    """Every objective that has cards, the weakest first: its text, the recall to expect."""
    rows = [(edition.objectives.get(key, key), recall) for key, recall in plan.recall.items()]
    return sorted(rows, key=lambda row: row[1])
