"""The profile in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.progress.folding import QUESTION_CARD
from studykit.progress.store.files import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.progress.state import CourseState, State


def summary_lines(state: State, events: int) -> Iterator[str]:
    """Give the lines that sum up a learner's standing, course by course."""
    yield counted(events, "event")
    for key, value in sorted(state["settings"].items()):
        yield f"Setting {key}: {value}"
    for course_id, course in sorted(state["courses"].items()):
        yield ""
        yield f"Course {course_id}"
        yield from (f"  {line}" for line in _course_lines(course))


def _course_lines(course: CourseState) -> Iterator[str]:
    yield f"{counted(len(course['sections']), 'section')} read"
    place = course["place"]
    if place:
        yield f"stopped in lesson {place['lesson']}, section {place['section']}"
    cards = course["cards"]
    seen = [card for card in cards.values() if card["reps"]]
    missed = sum(name.startswith(QUESTION_CARD) for name in cards)
    yield f"{counted(len(seen), 'card')} reviewed, {missed} of the cards are missed questions"
    waiting = [card for card in cards.values() if not card.get("suspended")]
    next_day = min((card["due_day"] for card in waiting), default="9999")
    if next_day < "9999":
        yield f"next card due on {next_day}"
    answers = sum(question["answers"] for question in course["questions"].values())
    right = sum(question["right"] for question in course["questions"].values())
    yield f"{counted(answers, 'answer')}, {right} right"
    attempts = course["attempts"].values()
    done = [attempt for attempt in attempts if attempt["submitted"]]
    still_open = sum(
        not attempt["submitted"] and not attempt["abandoned"] for attempt in attempts
    )
    yield f"{counted(len(done), 'quiz', 'quizzes')} submitted, {still_open} open"
    for attempt in sorted(done, key=lambda attempt: attempt["submitted"] or "")[-5:]:
        share = round(100 * (attempt["score"] or 0))
        yield f"  {attempt['day']} {attempt['quiz']}: {share} %"
    if course["days"]:
        seconds = sum(day.get("seconds", 0) for day in course["days"].values())
        yield (
            f"{counted(len(course['days']), 'day')} of study, {round(seconds / 60)} minutes, "
            f"last on {max(course['days'])}"
        )
