"""A plan in words: what it comes to, the days, the recall to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.study.phrases import day, percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from studykit.content.course import Edition
    from studykit.study.plan import Plan, PlanDay
    from studykit.study.wording import Words

DAYS = 21
"""Days that are shown one by one."""


def verdict_lines(plan: Plan, words: Words) -> Iterator[str]:
    """What the plan comes to: the recall on the day, and honestly when it falls short."""
    goal = plan.goal
    yield words(
        "Exam on {day}: with {minutes} min a day you can expect to recall {recall} (wanted"
        " {wanted}).",
        day=day(words, goal.exam),
        minutes=goal.minutes,
        recall=percent(plan.mean),
        wanted=percent(goal.recall),
    )
    if plan.reached:
        yield words("The goal is within reach.")
        return
    if plan.unread or plan.unlearnt:
        yield words(
            "There is no time for {sections} sections and {cards} cards.",
            sections=plan.unread,
            cards=plan.unlearnt,
        )
    if plan.minutes_needed is not None:
        yield words("About {n} min a day would reach it.", n=plan.minutes_needed)
    else:
        yield words(
            "No number of minutes reaches it by then: a later day or a lower goal would."
        )


def day_line(entry: PlanDay, words: Words, today: date) -> str:
    """One day: what to do on it, and how long it takes."""
    parts = []
    if entry.reviews:
        parts.append(words.many(entry.reviews, "{n} review", "{n} reviews"))
    if entry.sections:
        count = len(entry.sections)
        parts.append(words.many(count, "read {n} section", "read {n} sections"))
    if entry.new:
        parts.append(words.many(entry.new, "{n} new card", "{n} new cards"))
    if entry.mock:
        parts.append(words("mock exam"))
    told = " · ".join(parts) or words("free")
    minutes = words("{n} min", n=round(entry.minutes)) if parts else ""
    return f"{day(words, entry.day, today)}  {told}  {minutes}".rstrip()


def objective_rows(plan: Plan, edition: Edition) -> list[tuple[str, float]]:
    """Every objective that has cards, the weakest first: its text, the recall to expect."""
    texts = {key: text for lesson in edition.lessons for key, text in lesson.objectives.items()}
    rows = [(texts[key], recall) for key, recall in plan.recall.items() if key in texts]
    return sorted(rows, key=lambda row: row[1])
