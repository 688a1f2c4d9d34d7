"""The profile in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.phrases import duration, percent
from studykit.progress.folding import QUESTION_CARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.language.words import Words
    from studykit.progress.state import CourseState, State


def summary_lines(state: State, events: int, words: Words) -> Iterator[str]:
    """Give the lines that sum up a learner's standing, course by course."""
    yield words.many(events, "{n} event", "{n} events")
    for key, value in sorted(state["settings"].items()):
        yield words("Setting {key}: {value}", key=key, value=value)
    for course_id, course in sorted(state["courses"].items()):
        yield ""
        yield words("Course {id}", id=course_id)
        yield from (f"  {line}" for line in _course_lines(course, words))


def _course_lines(course: CourseState, words: Words) -> Iterator[str]:
    yield words.many(len(course["sections"]), "{n} section read", "{n} sections read")
    if place := course["place"]:
        yield words("stopped in lesson {lesson}, section {section}", **place)
    cards = course["cards"]
    seen = sum(card["reps"] > 0 for card in cards.values())
    missed = sum(name.startswith(QUESTION_CARD) for name in cards)
    yield words.many(seen, "{n} card reviewed", "{n} cards reviewed")
    yield words.many(missed, "{n} question missed", "{n} questions missed")
    waiting = [card for card in cards.values() if not card.get("suspended")]
    next_day = min((card["due_day"] for card in waiting), default="9999")
    if next_day < "9999":
        yield words("next card due on {day}", day=next_day)
    answers = sum(question["answers"] for question in course["questions"].values())
    right = sum(question["right"] for question in course["questions"].values())
    yield words.many(
        answers, "{n} answer, {right} right", "{n} answers, {right} right", right=right
    )
    attempts = course["attempts"].values()
    done = [attempt for attempt in attempts if attempt["submitted"]]
    begun = sum(not a["submitted"] and not a["abandoned"] for a in attempts)
    yield words.many(
        len(done),
        "{n} quiz submitted, {open} open",
        "{n} quizzes submitted, {open} open",
        open=begun,
    )
    for attempt in sorted(done, key=lambda attempt: attempt["submitted"] or "")[-5:]:
        yield f"  {attempt['day']} {attempt['quiz']}: {percent(attempt['score'] or 0)}"
    if course["days"]:
        seconds = sum(day.get("seconds", 0) for day in course["days"].values())
        yield words.many(
            len(course["days"]),
            "{n} day of study, {time}, last on {day}",
            "{n} days of study, {time}, last on {day}",
            time=duration(words, 60 * round(seconds / 60)),
            day=max(course["days"]),
        )
