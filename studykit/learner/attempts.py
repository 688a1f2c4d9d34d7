"""The attempts at a quiz so far: what waits, what was reached, how many are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.progress.state import AttemptState, CourseState

AGAIN = "again:"


def again_id(quiz_id: str) -> str:
    """The id under which only what was missed in a quiz is asked again."""
    return quiz_id if quiz_id.startswith(AGAIN) else AGAIN + quiz_id


def quiz_of(editions: Sequence[Edition], quiz_id: str) -> Quiz | None:
    """The quiz of an attempt, a repetition or not, from the first edition that has it; None
    where none has it (any more)."""
    for edition in editions:
        try:
            return edition.quiz(quiz_id.removeprefix(AGAIN))
        except KeyError:
            continue
    return None


def is_repetition(attempt: AttemptState) -> bool:
    """Whether an attempt asked only what was missed in another one: it counts for nothing."""
    return attempt["quiz"].startswith(AGAIN)


def is_open(attempt: AttemptState) -> bool:
    """Whether an attempt waits to be continued."""
    return attempt["submitted"] is None and attempt.get("abandoned") is None


def open_attempts(course: CourseState) -> dict[str, str]:
    """The quizzes with an attempt that waits to be continued, the one begun last first, each
    with its last such attempt; `again:` and a quiz's id for a repetition."""
    waiting: dict[str, str] = {}
    for attempt_id, attempt in reversed(course["attempts"].items()):
        if is_open(attempt):
            waiting.setdefault(attempt["quiz"], attempt_id)
    return waiting


def asked_in_exams(course: CourseState) -> frozenset[str]:
    """The questions of the exams that are open."""
    attempts = (course["attempts"][attempt] for attempt in open_attempts(course).values())
    exams = (attempt for attempt in attempts if attempt["mode"] == "exam")
    return frozenset(question for exam in exams for question in exam["questions"])


def open_attempt(course: CourseState, quiz_id: str) -> str | None:
    """The attempt at a quiz that was begun last and has not ended."""
    return open_attempts(course).get(quiz_id)


def submitted_attempts(course: CourseState, quiz_id: str) -> list[AttemptState]:
    """The submitted attempts, oldest first, without those at only what was missed."""
    return [attempt for _, attempt in reversed(past_attempts(course, quiz_id))]


def past_attempts(course: CourseState, quiz_id: str) -> list[tuple[str, AttemptState]]:
    """The submitted attempts with their ids, the last one first, without those at only what
    was missed."""
    done = [pair for pair in course["attempts"].items() if pair[1]["submitted"]]
    done = [(name, attempt) for name, attempt in done if attempt["quiz"] == quiz_id]
    return sorted(done, key=lambda pair: pair[1]["submitted"] or "", reverse=True)


def best_score(course: CourseState, quiz_id: str) -> float | None:
    """The best score, 0 to 1, of the submitted attempts."""
    scores = [a["score"] for a in submitted_attempts(course, quiz_id) if a["score"] is not None]
    return max(scores, default=None)


def attempts_left(course: CourseState, quiz: Quiz) -> int | None:
    """How often the quiz may still be begun; None without a limit."""
    if quiz.attempts is None:
        return None
    begun = sum(attempt["quiz"] == quiz.id for attempt in course["attempts"].values())
    return max(0, quiz.attempts - begun)
