"""The attempts at a quiz so far: what waits, what was reached, how many are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.content.course_model import Quiz
    from studykit.progress.state import AttemptState, CourseState

AGAIN = "again:"


def again_id(quiz_id: str) -> str:
    """The id under which only what was missed in a quiz is asked again."""
    return quiz_id if quiz_id.startswith(AGAIN) else AGAIN + quiz_id


def is_open(attempt: AttemptState) -> bool:
    """Whether an attempt waits to be continued."""
    return attempt["submitted"] is None and attempt["abandoned"] is None


def open_attempt(course: CourseState, quiz_id: str) -> str | None:
    """The attempt at a quiz that was begun last and has not ended."""
    found = None
    for attempt_id, attempt in course["attempts"].items():
        if attempt["quiz"] == quiz_id and is_open(attempt):
            found = attempt_id
    return found


def submitted_attempts(course: CourseState, quiz_id: str) -> list[AttemptState]:
    """The attempts handed in, oldest first, without those at only what was missed."""
    done = [a for a in course["attempts"].values() if a["quiz"] == quiz_id and a["submitted"]]
    return sorted(done, key=lambda a: a["submitted"] or "")


def best_score(course: CourseState, quiz_id: str) -> float | None:
    """The best score, 0 to 1, of the attempts handed in."""
    scores = [a["score"] for a in submitted_attempts(course, quiz_id) if a["score"] is not None]
    return max(scores, default=None)


def attempts_left(course: CourseState, quiz: Quiz) -> int | None:
    """How often the quiz may still be begun; None without a limit."""
    if quiz.attempts is None:
        return None
    begun = sum(attempt["quiz"] == quiz.id for attempt in course["attempts"].values())
    return max(0, quiz.attempts - begun)
