"""Events of quizzes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired

from studykit.progress.course_state import (
    AttemptItem,
    AttemptRules,
    AttemptState,
    Mode,
    ResponseState,
    Verdict,
)
from studykit.progress.events.answers import Answer, count_answer
from studykit.progress.events.base import EventBase, fold_of, stamp
from studykit.progress.events.cards import make_due
from studykit.progress.fields import (
    AuthorId,
    Count,
    EventId,
    Flag,
    Form,
    Instant,
    Number,
    PointsPair,
)
from studykit.progress.folding import RIGHT, spent
from studykit.scheduling.days import parse_instant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studykit.progress.folding import Edit
    from studykit.scheduling.days import Moment

GRACE = timedelta(seconds=2)
"""What was typed before the deadline of an exam may take so long to be stored."""


class AttemptEvent(EventBase):
    """What every event of an attempt has."""

    course: AuthorId
    attempt: EventId


class QuizStarted(AttemptEvent):
    """An attempt at a quiz began. What counts for its result is frozen here."""

    kind: Literal["quiz_started"]
    quiz: AuthorId
    questions: list[AuthorId]
    """In the order asked."""
    seed: Annotated[int, Form(anonymous="zero")]
    mode: Mode
    deadline: Instant | None
    items: NotRequired[list[AttemptItem] | None]
    """Parallel to `questions`; not known before version 3."""
    rules: NotRequired[AttemptRules | None]
    """Not known before version 3."""


def quiz_started(
    moment: Moment,
    course: str,
    quiz: str,
    attempt: str,
    *,
    questions: Sequence[str],
    seed: int,
    mode: str,
    deadline: str | None = None,
    items: Sequence[AttemptItem] | None = None,
    rules: AttemptRules | None = None,
) -> QuizStarted:
    """An attempt at a quiz began: `questions` in the order asked, `items` parallel to them,
    `deadline` an instant."""
    return QuizStarted(
        **stamp(moment),
        kind="quiz_started",
        course=course,
        quiz=quiz,
        attempt=attempt,
        questions=[*questions],
        seed=seed,
        mode=mode,
        deadline=deadline,
        items=None if items is None else [*items],
        rules=rules,
    )


@fold_of(QuizStarted)
def _fold_quiz_started(edit: Edit, event: QuizStarted) -> None:
    attempt: AttemptState = {
        "quiz": event["quiz"],
        "started": event["at"],
        "day": event["day"],
        "questions": event["questions"],
        "items": event.get("items"),
        "rules": event.get("rules"),
        "seed": event["seed"],
        "mode": event["mode"],
        "deadline": event["deadline"],
        "index": 0,
        "responses": {},
        "flags": [],
        "drafts": {},
        "closed": None,
        "abandoned": None,
        "submitted": None,
        "score": None,
        "points": None,
        "points_max": None,
        "passed": None,
        "by_objective": None,
        "results": None,
    }
    edit.put("attempts", event["attempt"], value=attempt)


def open_attempt(edit: Edit, attempt_id: str) -> AttemptState | None:
    """The attempt, if it goes on: one that has ended does not change."""
    attempt = edit.course["attempts"].get(attempt_id)
    ended = attempt and (attempt["submitted"] or attempt["abandoned"])
    return None if ended else attempt


class QuizAnswered(Answer):
    """A question of an attempt was answered, or its answer changed.

    In practice mode the score counts at once. In exam mode nothing counts before
    `quiz_submitted`, whatever the score says.
    """

    kind: Literal["quiz_answered"]
    attempt: EventId
    score: Number | None
    verdict: Verdict | None


def quiz_answered(
    moment: Moment,
    course: str,
    attempt: str,
    question: str,
    *,
    response: Any,
    certainty: int | None = None,
    tries: int = 1,
    hints: int = 0,
    score: float | None = None,
    verdict: Verdict | None = None,
    seconds: float = 0.0,
    parts: Any = None,
) -> QuizAnswered:
    """A question of an attempt was answered, or its answer changed.

    In practice mode `score` counts at once. In exam mode nothing counts before
    `quiz_submitted`, whatever `score` says here.
    """
    return QuizAnswered(
        **stamp(moment),
        kind="quiz_answered",
        course=course,
        attempt=attempt,
        question=question,
        response=response,
        parts=parts,
        certainty=certainty,
        tries=tries,
        hints=hints,
        score=score,
        verdict=verdict,
        seconds=seconds,
    )


@fold_of(QuizAnswered)
def _fold_quiz_answered(edit: Edit, event: QuizAnswered) -> None:
    attempt = open_attempt(edit, event["attempt"])
    if attempt is None or attempt["closed"] or _is_late(event, attempt):
        return
    question, score = event["question"], event["score"]
    edit.drop("attempts", event["attempt"], "drafts", question)
    if event["response"] is None:  # an answer was emptied
        edit.drop("attempts", event["attempt"], "responses", question)
        edit.count(**spent("question", event["seconds"]))
        return
    earlier = attempt["responses"].get(question)
    before = earlier["seconds"] if earlier else 0.0
    seconds = event["seconds"]
    if attempt["mode"] == "exam" and attempt["items"] is None:
        # Before version 3 an exam's answers counted from when the question was shown.
        seconds = max(0.0, seconds - before)
    response: ResponseState = {
        "response": event["response"],
        "parts": event.get("parts"),
        "certainty": event["certainty"],
        "tries": event["tries"],
        "hints": event["hints"],
        "score": score,
        "verdict": event["verdict"],
        "seconds": before + seconds,
        "at": event["at"],
    }
    edit.put("attempts", event["attempt"], "responses", question, value=response)
    edit.count(**spent("question", seconds))
    if attempt["mode"] != "exam" and score is not None:
        count_answer(edit, event, question, score)
        if score < RIGHT:
            make_due(edit, event, question)


def _is_late(event: EventBase, attempt: AttemptState) -> bool:
    """Whether an exam's time had run out."""
    deadline = attempt["deadline"]
    return (
        attempt["mode"] == "exam"
        and deadline is not None
        and parse_instant(event["at"]) - parse_instant(deadline) > GRACE
    )


class QuizFlagged(AttemptEvent):
    """A question of an attempt was flagged to come back to, or the flag taken away."""

    kind: Literal["quiz_flagged"]
    question: AuthorId
    on: Flag


def quiz_flagged(
    moment: Moment, course: str, attempt: str, question: str, on: bool
) -> QuizFlagged:
    """A question of an attempt was flagged to come back to, or the flag taken away."""
    return QuizFlagged(
        **stamp(moment),
        kind="quiz_flagged",
        course=course,
        attempt=attempt,
        question=question,
        on=on,
    )


@fold_of(QuizFlagged)
def _fold_quiz_flagged(edit: Edit, event: QuizFlagged) -> None:
    attempt = open_attempt(edit, event["attempt"])
    if attempt is None:
        return
    flags = [question for question in attempt["flags"] if question != event["question"]]
    if event["on"]:
        flags.append(event["question"])
    edit.put("attempts", event["attempt"], "flags", value=flags)


class QuizMoved(AttemptEvent):
    """The learner went to the question numbered `index`, from 0."""

    kind: Literal["quiz_moved"]
    index: Count


def quiz_moved(moment: Moment, course: str, attempt: str, index: int) -> QuizMoved:
    """The learner went to the question numbered `index`, from 0."""
    return QuizMoved(
        **stamp(moment), kind="quiz_moved", course=course, attempt=attempt, index=index
    )


@fold_of(QuizMoved)
def _fold_quiz_moved(edit: Edit, event: QuizMoved) -> None:
    if open_attempt(edit, event["attempt"]) is not None:
        edit.put("attempts", event["attempt"], "index", value=event["index"])


class QuizSubmitted(AttemptEvent):
    """An attempt was submitted. Every question of `results` that is not fully right becomes
    a card due now, but for those of `unread`: nobody has forgotten what they never learnt."""

    kind: Literal["quiz_submitted"]
    quiz: AuthorId
    score: Number
    points: Number
    points_max: Number
    passed: Flag | None
    by_objective: dict[AuthorId, PointsPair]
    results: dict[AuthorId, Number]
    """The score of each question from 0 to 1, but for those that could not be judged."""
    unread: NotRequired[list[AuthorId]]
    """Questions without an answer whose section was never read; not known before version 3."""


def quiz_submitted(
    moment: Moment,
    course: str,
    quiz: str,
    attempt: str,
    *,
    score: float,
    points: float,
    points_max: float,
    passed: bool | None,
    by_objective: Mapping[str, Sequence[float]],
    results: Mapping[str, float],
    unread: Sequence[str] = (),
) -> QuizSubmitted:
    """An attempt was submitted. `by_objective`: points scored and points there were of each
    objective; `results`: the score of each question from 0 to 1, but for those that could not
    be judged; `unread`: those without an answer whose section was never read."""
    return QuizSubmitted(
        **stamp(moment),
        kind="quiz_submitted",
        course=course,
        quiz=quiz,
        attempt=attempt,
        score=score,
        points=points,
        points_max=points_max,
        passed=passed,
        by_objective={objective: [*pair] for objective, pair in by_objective.items()},
        results=dict(results),
        unread=[*unread],
    )


@fold_of(QuizSubmitted)
def _fold_quiz_submitted(edit: Edit, event: QuizSubmitted) -> None:
    attempt = open_attempt(edit, event["attempt"])
    if attempt is None:
        return
    submitted: AttemptState = {
        **attempt,
        "submitted": event["at"],
        "score": event["score"],
        "points": event["points"],
        "points_max": event["points_max"],
        "passed": event["passed"],
        "by_objective": event["by_objective"],
        "results": event["results"],
    }
    edit.put("attempts", event["attempt"], value=submitted)
    for question, score in event["results"].items():
        answer = attempt["responses"].get(question)
        if attempt["mode"] != "exam" and answer is not None and answer["score"] is not None:
            continue  # Counted when it was answered.
        if answer is not None:
            count_answer(edit, event, question, score)
        if score < RIGHT and not (answer is None and question in event.get("unread", ())):
            make_due(edit, event, question)
