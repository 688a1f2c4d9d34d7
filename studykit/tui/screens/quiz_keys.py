"""Which keys of a quiz hold now, and what Enter does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.study.quiz import QuizAttempt
    from studykit.tui.questions.view import QuestionView

_ENTER = ("answer", "write", "unsure", "solution", "go_on")
"""What Enter may do; one of them holds at a time."""


def holds(
    action: str, attempt: QuizAttempt, view: QuestionView | None, *, asks_certainty: bool
) -> bool:
    """Whether an action means anything now; `view` is the question on the screen."""
    if action in _ENTER:
        return action == _enter(attempt, view, asks_certainty=asks_certainty)
    asking = attempt.asking
    match action:
        case "try_again":
            return attempt.can_retry
        case "certain":
            chosen = asking is not None and asking.answered
            return attempt.certainty and attempt.open_now and chosen
        case "hint":
            return view is not None and attempt.hints_allowed and view.has_hint
        case "section":
            judged = asking is not None and not asking.open
            return judged and not attempt.hides_course
        case "stimulus":
            return view is not None and view.has_long_stimulus
        case "edit":
            return not attempt.hides_course
        case _:
            return True


def _enter(attempt: QuizAttempt, view: QuestionView | None, *, asks_certainty: bool) -> str:
    if attempt.can_retry:
        return "solution"
    if view is None or not attempt.open_now:
        return "go_on"
    if asks_certainty:
        return "unsure"
    return "write" if view.waits_for_field else "answer"
