"""Events of an attempt that are no answers: drafts, solutions shown, closing, abandoning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NotRequired

from studykit.progress.course_state import DraftState, Verdict
from studykit.progress.events.base import fold_of, stamp
from studykit.progress.events.quizzes import AttemptEvent, open_attempt
from studykit.progress.fields import AuthorId, Number, Parts, Response
from studykit.progress.folding import spent

if TYPE_CHECKING:
    from studykit.progress.folding import Edit
    from studykit.scheduling.days import Moment


class QuizDrafted(AttemptEvent):
    """A response of a practice quiz was chosen or typed and not submitted yet."""

    kind: Literal["quiz_drafted"]
    question: AuthorId
    response: Response
    parts: NotRequired[Parts]
    seconds: Number
    """Since the question was shown or last answered."""


def quiz_drafted(
    moment: Moment,
    course: str,
    attempt: str,
    question: str,
    *,
    response: Any,
    parts: Any = None,
    seconds: float = 0.0,
) -> QuizDrafted:
    """A response of a practice quiz was chosen or typed and not submitted yet."""
    return {
        **stamp(moment),
        "kind": "quiz_drafted",
        "course": course,
        "attempt": attempt,
        "question": question,
        "response": response,
        "parts": parts,
        "seconds": seconds,
    }


@fold_of(QuizDrafted)
def _fold_quiz_drafted(edit: Edit, event: QuizDrafted) -> None:
    attempt = open_attempt(edit, event["attempt"])
    if attempt is None or attempt["closed"]:
        return
    draft: DraftState = {
        "response": event["response"],
        "parts": event.get("parts"),
        "at": event["at"],
    }
    before = attempt["drafts"].get(event["question"])
    if before and before.get("solution_shown"):
        draft["solution_shown"] = True
    edit.put("attempts", event["attempt"], "drafts", event["question"], value=draft)
    edit.count(**spent("question", event["seconds"]))


class QuizSolutionShown(AttemptEvent):
    """The learner saw the solution of a practice question, or its model answer."""

    kind: Literal["quiz_solution_shown"]
    question: AuthorId


def quiz_solution_shown(
    moment: Moment, course: str, attempt: str, question: str
) -> QuizSolutionShown:
    """The learner saw the solution of a practice question instead of trying again, or the model
    answer to compare the own one with."""
    return {
        **stamp(moment),
        "kind": "quiz_solution_shown",
        "course": course,
        "attempt": attempt,
        "question": question,
    }


@fold_of(QuizSolutionShown)
def _fold_quiz_solution_shown(edit: Edit, event: QuizSolutionShown) -> None:
    attempt, question = open_attempt(edit, event["attempt"]), event["question"]
    if attempt is None:
        return
    kind: Literal["drafts", "responses"] = (
        "drafts" if question in attempt["drafts"] else "responses"
    )
    if question in attempt[kind]:
        shown = {**attempt[kind][question], "solution_shown": True}
        edit.put("attempts", event["attempt"], kind, question, value=shown)


class QuizClosed(AttemptEvent):
    """The answers of an exam became final; its open responses are still to be compared."""

    kind: Literal["quiz_closed"]


def quiz_closed(moment: Moment, course: str, attempt: str) -> QuizClosed:
    """The answers of an exam became final; its open responses are still to be compared."""
    return {**stamp(moment), "kind": "quiz_closed", "course": course, "attempt": attempt}


@fold_of(QuizClosed)
def _fold_quiz_closed(edit: Edit, event: QuizClosed) -> None:
    if open_attempt(edit, event["attempt"]) is not None:
        edit.put("attempts", event["attempt"], "closed", value=event["at"])


class QuizSelfMarked(AttemptEvent):
    """The learner compared an open response of a closed exam with its model answer."""

    kind: Literal["quiz_self_marked"]
    question: AuthorId
    response: Response
    score: Number
    verdict: Verdict


def quiz_self_marked(
    moment: Moment,
    course: str,
    attempt: str,
    question: str,
    *,
    response: Any,
    score: float,
    verdict: Verdict,
) -> QuizSelfMarked:
    """The learner compared an open response of a closed exam with its model answer."""
    return {
        **stamp(moment),
        "kind": "quiz_self_marked",
        "course": course,
        "attempt": attempt,
        "question": question,
        "response": response,
        "score": score,
        "verdict": verdict,
    }


@fold_of(QuizSelfMarked)
def _fold_quiz_self_marked(edit: Edit, event: QuizSelfMarked) -> None:
    attempt, question = open_attempt(edit, event["attempt"]), event["question"]
    if attempt is not None and question in attempt["responses"]:
        marked = {
            **attempt["responses"][question],
            "response": event["response"],
            "score": event["score"],
            "verdict": event["verdict"],
            "self_marked": True,
        }
        edit.put("attempts", event["attempt"], "responses", question, value=marked)


class QuizAbandoned(AttemptEvent):
    """An attempt ended without a result. It counts among the attempts begun."""

    kind: Literal["quiz_abandoned"]


def quiz_abandoned(moment: Moment, course: str, attempt: str) -> QuizAbandoned:
    """An attempt ended without a result. It counts among the attempts begun."""
    return {**stamp(moment), "kind": "quiz_abandoned", "course": course, "attempt": attempt}


@fold_of(QuizAbandoned)
def _fold_quiz_abandoned(edit: Edit, event: QuizAbandoned) -> None:
    if open_attempt(edit, event["attempt"]) is not None:
        edit.put("attempts", event["attempt"], "abandoned", value=event["at"])
