"""Grading questions that offer options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.questions.marks import Grade, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from studykit.questions.fields import ChoiceScoring
    from studykit.questions.models import (
        MultipleChoice,
        Option,
        SingleChoice,
        TrueFalse,
    )

TICK = "✓"


def grade_single_choice(question: SingleChoice, response: Any) -> Grade:
    """1 for the key; with weights, the weight of the chosen option, which may be negative."""
    chosen = index(response, len(question.options))
    ticked = () if chosen is None else (chosen,)
    score = 0.0
    if chosen is not None:
        option = question.options[chosen]
        score = float(option.correct) if option.weight is None else option.weight
    return Grade(score, _parts(question.options, ticked))


def grade_multiple_choice(
    question: MultipleChoice, response: Any, scoring: ChoiceScoring | None
) -> Grade:
    """By the question's own policy, else `scoring`, else all or nothing."""
    ticked = indices(response, len(question.options))
    policy = question.scoring or scoring or "all_or_nothing"
    score = _POLICIES[policy](question.options, ticked) if ticked else 0.0
    return Grade(score, _parts(question.options, ticked))


def grade_true_false(question: TrueFalse, response: Any) -> Grade:
    """1 when the statement is judged as it is."""
    right = isinstance(response, bool) and response == question.answer
    said = (question.feedback,) if question.feedback and not right else ()
    return Grade(float(right), feedback=said)


def all_or_nothing(options: tuple[Option, ...], ticked: Collection[int]) -> float:
    """1 when every key is ticked and nothing else."""
    return float(set(ticked) == {n for n, option in enumerate(options) if option.correct})


def net_correct(options: tuple[Option, ...], ticked: Collection[int]) -> float:
    """max(0, (right ticked − wrong ticked) ÷ keys)."""
    right = sum(options[n].correct for n in ticked)
    keys = sum(option.correct for option in options)
    return max(0.0, (2 * right - len(ticked)) / keys) if keys else 0.0


def each_option(options: tuple[Option, ...], ticked: Collection[int]) -> float:
    """Options judged right, ticked or left, among all."""
    judged = sum(option.correct == (n in ticked) for n, option in enumerate(options))
    return judged / len(options)


def weights(options: tuple[Option, ...], ticked: Collection[int]) -> float:
    """The sum of the ticked weights, clamped to 0…1 (Moodle)."""
    return min(1.0, max(0.0, sum(options[n].weight or 0.0 for n in ticked)))


_POLICIES: dict[ChoiceScoring, Callable[[tuple[Option, ...], Collection[int]], float]] = {
    "all_or_nothing": all_or_nothing,
    "net_correct": net_correct,
    "each_option": each_option,
    "weights": weights,
}


def _parts(options: tuple[Option, ...], ticked: Collection[int]) -> tuple[Part, ...]:
    return tuple(
        Part(
            label=option.text,
            right=option.correct == (n in ticked),
            given=TICK if n in ticked else "",
            expected=TICK if option.correct else "",
            feedback=option.feedback if n in ticked or option.correct else "",
        )
        for n, option in enumerate(options)
    )


def index(value: Any, count: int) -> int | None:
    """`value` as an index below `count`, or None for anything else."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value < count else None


def indices(value: Any, count: int) -> tuple[int, ...]:
    """The different indices below `count` in `value`, which may be anything."""
    if not isinstance(value, list | tuple):
        return ()
    good = (index(one, count) for one in value)
    return tuple(sorted({one for one in good if one is not None}))
