"""What a learner reads after answering, and where there is nothing to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Message
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.problem import Problem, Way
    from studykit.questions.registry import Question


def feedback_flaws(question: Question, path: Way) -> Iterator[Problem]:
    """No explanation, or with one a distractor that is passed over.

    A question without an explanation is not also blamed for each of its distractors.
    """
    if question.needs_model_comparison:
        return
    if not question.explanation:
        yield flaw(
            "SK622",
            path,
            Message("The question “{id}” has no explanation.", id=question.id),
            Message("Say why the key is right; learners read it after answering."),
        )
    elif isinstance(question, ChoiceQuestion):
        for n, option in enumerate(question.options):
            if not option.feedback and not option.correct:
                yield flaw(
                    "SK623",
                    (*path, "options", n),
                    Message("A distractor has no feedback."),
                    Message("Say why one could think so, and what is right."),
                )
