"""What happens while a learner studies, one JSON object an event.

Events are the truth of a profile. Each has an id of its own, the instant (`at`, UTC) and the
study day on which it happened, its `kind` and the ids it concerns. The functions here make
them, one a kind; `moment` is when it happened.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from studykit.scheduling.days import instant_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studykit.scheduling.days import Moment
    from studykit.scheduling.memory import Memory, Rating

Event: TypeAlias = dict[str, Any]
"""One event as it stands in the journal; JSON values only."""

Verdict: TypeAlias = Literal["right", "partial", "wrong"]
Context: TypeAlias = Literal["check", "quiz", "card"]


def _event(kind: str, moment: Moment, **fields: Any) -> Event:
    return {
        "id": os.urandom(8).hex(),
        "at": instant_text(moment.at),
        "day": moment.day.isoformat(),
        "kind": kind,
        **fields,
    }


def section_read(moment: Moment, course: str, section: str) -> Event:
    """The learner read a section to its end."""
    return _event("section_read", moment, course=course, section=section)


def place_kept(moment: Moment, course: str, lesson: str, section: str, scroll: float) -> Event:
    """Where the learner stopped reading; `scroll` is the line at the top of the page."""
    return _event(
        "place_kept", moment, course=course, lesson=lesson, section=section, scroll=scroll
    )


def question_answered(
    moment: Moment,
    course: str,
    question: str,
    *,
    response: Any,
    score: float,
    verdict: Verdict,
    tries: int = 1,
    hints: int = 0,
    certainty: int | None = None,
    seconds: float = 0.0,
    context: Context = "check",
    attempt: str | None = None,
) -> Event:
    """A question was answered outside a quiz: a section's check, or asked as a card.

    An answer in a quiz is `quiz_answered`, which counts for the question too.
    """
    return _event(
        "question_answered",
        moment,
        course=course,
        question=question,
        response=response,
        score=score,
        verdict=verdict,
        tries=tries,
        hints=hints,
        certainty=certainty,
        seconds=seconds,
        context=context,
        attempt=attempt,
    )


def card_reviewed(
    moment: Moment, course: str, card: str, rating: Rating, *, seconds: float, memory: Memory
) -> Event:
    """A card was graded. `memory` is what `Scheduler.review` made of it.

    The event carries the memory, so that the state needs no scheduler to be had from the
    events and is the same on every machine, with every version and every setting.
    """
    return _event(
        "card_reviewed",
        moment,
        course=course,
        card=card,
        rating=int(rating),
        seconds=seconds,
        memory=dict(memory),
    )


def card_crammed(
    moment: Moment, course: str, card: str, rating: Rating, seconds: float
) -> Event:
    """A card was graded while cramming: counted, but its schedule stays untouched."""
    return _event(
        "card_crammed", moment, course=course, card=card, rating=int(rating), seconds=seconds
    )


def card_suspended(moment: Moment, course: str, card: str, leech: bool = False) -> Event:
    """A card shall not be shown until it is taken up again; `leech`: by the leech rule."""
    return _event("card_suspended", moment, course=course, card=card, leech=leech)


def card_unsuspended(moment: Moment, course: str, card: str) -> Event:
    """A suspended card is taken up again."""
    return _event("card_unsuspended", moment, course=course, card=card)


def card_buried(moment: Moment, course: str, card: str) -> Event:
    """A card shall not be shown any more on this study day."""
    return _event("card_buried", moment, course=course, card=card)


def card_unburied(moment: Moment, course: str, card: str) -> Event:
    """A buried card may be shown again at once."""
    return _event("card_unburied", moment, course=course, card=card)


def card_flagged(moment: Moment, course: str, card: str) -> Event:
    """The learner marked a card, to find it again."""
    return _event("card_flagged", moment, course=course, card=card)


def card_unflagged(moment: Moment, course: str, card: str) -> Event:
    """The mark on a card was taken away."""
    return _event("card_unflagged", moment, course=course, card=card)


def card_reset(moment: Moment, course: str, card: str) -> Event:
    """A card starts anew, as if never reviewed."""
    return _event("card_reset", moment, course=course, card=card)


def card_due_set(moment: Moment, course: str, card: str, due_day: str) -> Event:
    """The learner set the study day (`YYYY-MM-DD`) on which a card is due."""
    return _event("card_due_set", moment, course=course, card=card, due_day=due_day)


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
) -> Event:
    """An attempt at a quiz began: `questions` in the order asked, `deadline` an instant."""
    return _event(
        "quiz_started",
        moment,
        course=course,
        quiz=quiz,
        attempt=attempt,
        questions=list(questions),
        seed=seed,
        mode=mode,
        deadline=deadline,
    )


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
) -> Event:
    """A question of an attempt was answered, or its answer changed.

    In practice mode `score` counts at once. In exam mode nothing counts before
    `quiz_submitted`, whatever `score` says here.
    """
    return _event(
        "quiz_answered",
        moment,
        course=course,
        attempt=attempt,
        question=question,
        response=response,
        certainty=certainty,
        tries=tries,
        hints=hints,
        score=score,
        verdict=verdict,
        seconds=seconds,
    )


def quiz_flagged(moment: Moment, course: str, attempt: str, question: str, on: bool) -> Event:
    """A question of an attempt was flagged to come back to, or the flag taken away."""
    return _event(
        "quiz_flagged", moment, course=course, attempt=attempt, question=question, on=on
    )


def quiz_moved(moment: Moment, course: str, attempt: str, index: int) -> Event:
    """The learner went to the question numbered `index`, from 0."""
    return _event("quiz_moved", moment, course=course, attempt=attempt, index=index)


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
) -> Event:
    """An attempt was handed in. `by_objective`: points had and to be had of each objective;
    `results`: the score of each question from 0 to 1; `unread`: those without an answer whose
    section was never read. Every question of `results` that is not fully right becomes a card
    due now, except the unread ones. Events of earlier versions have no `unread`."""
    return _event(
        "quiz_submitted",
        moment,
        course=course,
        quiz=quiz,
        attempt=attempt,
        score=score,
        points=points,
        points_max=points_max,
        passed=passed,
        by_objective={objective: list(pair) for objective, pair in by_objective.items()},
        results=dict(results),
        unread=list(unread),
    )


def setting_changed(moment: Moment, key: str, value: Any) -> Event:
    """The learner changed a setting; `value` None takes it back to its default."""
    return _event("setting_changed", moment, key=key, value=value)


def undo(moment: Moment, undoes: str) -> Event:
    """The event with the id `undoes` shall count as if it had never happened."""
    return _event("undo", moment, undoes=undoes)
