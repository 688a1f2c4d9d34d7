"""How an attempt ends: it is closed, its open responses are compared, it is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from studykit.learner.step import Step
from studykit.planning.source_sections import section_of_question
from studykit.progress import events
from studykit.study.answering import Asking
from studykit.study.quiz_questions import edition_of
from studykit.study.quiz_rules import totals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studykit.progress.events import Event
    from studykit.progress.state import ResponseState
    from studykit.study.quiz import QuizAttempt


def finish(attempt: QuizAttempt) -> Step:
    """End the attempt. What is not answered earns nothing; what cannot be judged is left out.

    An exam with open responses is only closed: its answers are final before a model answer is
    seen, and `submit` follows when they are compared. When the time is up, what was not stored
    before does not count.
    """
    if attempt.over:
        return Step()
    stored = attempt.save().events
    if attempt.exam and not attempt.closed and _to_compare(attempt, _after(attempt, stored)):
        closed = events.quiz_closed(attempt.learner.now(), attempt.edition.id, attempt.id)
        return Step((*stored, closed), attempt.forget_unsaved)
    return submit(attempt, stored)


def to_compare(attempt: QuizAttempt) -> list[int]:
    """The numbers of the written open responses of a closed exam that were not compared with
    the model answers yet."""
    if not attempt.exam or not attempt.closed or attempt.over:
        return []
    return _to_compare(attempt, attempt.attempt["responses"])


def _to_compare(attempt: QuizAttempt, responses: Mapping[str, ResponseState]) -> list[int]:
    return [
        number
        for number, question_id in enumerate(attempt.questions)
        if question_id in responses and _unticked(attempt, question_id, responses[question_id])
    ]


def _unticked(attempt: QuizAttempt, question_id: str, response: ResponseState) -> bool:
    question = attempt.question(question_id)
    if question is None or response.get("self_marked"):
        return False
    asking = Asking(question, response=response["response"])
    return asking.answered and asking.unticked


def self_mark(attempt: QuizAttempt, number: int) -> Step:
    """Store which key points an open response of a closed exam makes, as ticked."""
    asking = attempt.asking_of(attempt.questions[number])
    if asking is None or not attempt.closed or attempt.over:
        return Step()
    judged = asking.judgement()
    marked = events.quiz_self_marked(
        attempt.learner.now(),
        attempt.edition.id,
        attempt.id,
        asking.question.id,
        response=asking.response,
        score=judged.score,
        verdict=judged.verdict,
    )
    return Step((marked,))


def submit(attempt: QuizAttempt, before: Sequence[Event] = ()) -> Step:
    """Submit the attempt for its result; `before` is stored with it."""
    if attempt.over:
        return Step()
    responses = _after(attempt, before)
    result = totals(attempt, responses)
    submitted = events.quiz_submitted(
        attempt.learner.now(),
        attempt.edition.id,
        attempt.attempt["quiz"],
        attempt.id,
        score=result.score,
        points=result.points,
        points_max=result.most,
        passed=result.passed,
        by_objective=result.by_objective,
        results=result.scores,
        unread=[
            question
            for question in attempt.questions
            if question not in responses and not _was_read(attempt, question)
        ],
    )
    return Step((*before, submitted), attempt.forget_unsaved)


def _was_read(attempt: QuizAttempt, question_id: str) -> bool:
    """Whether the section that teaches a question was read, or, where none is known, any
    section of its lesson."""
    edition = edition_of(attempt.editions, question_id)
    lesson = edition.lesson_of_question(question_id) if edition else None
    if edition is None or lesson is None:
        return False
    read = attempt.learner.course(edition.id)["sections"]
    section = section_of_question(edition, question_id)
    if section is not None:
        return section in read
    return any(one.id in read for one in lesson.sections)


def _after(attempt: QuizAttempt, before: Sequence[Event]) -> dict[str, ResponseState]:
    """The responses of the attempt once the events `before` are stored."""
    responses = dict(attempt.attempt["responses"])
    for event in before:
        if event["kind"] != "quiz_answered":
            continue
        if event["response"] is None:
            responses.pop(event["question"], None)
        else:
            responses[event["question"]] = cast("ResponseState", event)
    return responses


def abandon(attempt: QuizAttempt) -> Step:
    """End the attempt without a result; it counts among the attempts begun."""
    if attempt.over:
        return Step()
    ended = events.quiz_abandoned(attempt.learner.now(), attempt.edition.id, attempt.id)
    return Step((ended,), attempt.forget_unsaved)
