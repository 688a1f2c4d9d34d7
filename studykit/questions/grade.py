"""A question and a response → a grade, for every type of question.

A response is a JSON value. Indices refer to the author's order, never to the shuffled one:

    single_choice     index of the option
    multiple_choice   indices of the ticked options
    true_false        true or false
    short_answer      the text
    numerical         the text
    cloze             a text for each gap
    ordering          indices of the items in the learner's order
    matching          for each pair the index into `question.rights`, or null
    categorize        for each of `question.items` the index of a category, or null
    open_response     {"text": …, "ticked": indices of the key points the learner finds made}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.questions.assignments import (
    categorize_key,
    grade_categorize,
    grade_matching,
    matching_key,
)
from studykit.questions.choices import (
    TICK,
    grade_multiple_choice,
    grade_single_choice,
    grade_true_false,
    indices,
)
from studykit.questions.gaps import gaps_of
from studykit.questions.marks import Grade, Part, share
from studykit.questions.models import (
    Categorize,
    Cloze,
    Matching,
    MultipleChoice,
    Numerical,
    OpenResponse,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from studykit.questions.numbers import grade_numerical, number_text
from studykit.questions.sequences import grade_ordering
from studykit.questions.texts import grade_cloze, grade_short_answer, wild_pieces

if TYPE_CHECKING:
    from studykit.questions.fields import ChoiceScoring
    from studykit.questions.models import Question

JOINER = " · "


def grade(question: Question, response: Any, *, scoring: ChoiceScoring | None = None) -> Grade:
    """Grade one response. Never raises: what is no response of this type earns 0.

    `scoring` is the quiz's policy for multiple-choice questions that set none.
    """
    match question:
        case SingleChoice():
            return grade_single_choice(question, response)
        case MultipleChoice():
            return grade_multiple_choice(question, response, scoring)
        case TrueFalse():
            return grade_true_false(question, response)
        case ShortAnswer():
            return grade_short_answer(question, response)
        case Numerical():
            return grade_numerical(question, response)
        case Cloze():
            return grade_cloze(question, response)
        case Ordering():
            return grade_ordering(question, response)
        case Matching():
            return grade_matching(question, response)
        case Categorize():
            return grade_categorize(question, response)
        case OpenResponse():
            return _grade_open_response(question, response)


def _grade_open_response(question: OpenResponse, response: Any) -> Grade:
    """Key points that the learner finds made, among all."""
    ticked = indices(_entry(response, "ticked"), len(question.key_points))
    parts = tuple(
        Part(point, n in ticked, TICK if n in ticked else "", TICK)
        for n, point in enumerate(question.key_points)
    )
    return Grade(share(parts), parts)


def key_response(question: Question) -> Any:
    """The response that earns full marks."""
    match question:
        case SingleChoice():
            worth = [
                float(o.correct) if o.weight is None else o.weight for o in question.options
            ]
            return worth.index(max(worth))
        case MultipleChoice() if question.scoring == "weights":
            return [n for n, option in enumerate(question.options) if (option.weight or 0) > 0]
        case MultipleChoice():
            return [n for n, option in enumerate(question.options) if option.correct]
        case TrueFalse():
            return question.answer
        case ShortAnswer():
            return _key_text(question)
        case Numerical():
            return repr(question.answer)
        case Cloze():
            return [gap.answer for gap in gaps_of(question.text)]
        case Ordering():
            return list(range(len(question.items)))
        case Matching():
            return matching_key(question)
        case Categorize():
            return categorize_key(question)
        case OpenResponse():
            ticked = list(range(len(question.key_points)))
            return {"text": question.model_answer, "ticked": ticked}


def _key_text(question: ShortAnswer) -> str:
    """The answer shown as the solution: the best one that is its own example."""
    ranked = sorted(question.accepted, key=lambda answer: -answer.weight)
    for answer in ranked:
        text = answer.text if question.regex else "".join(wild_pieces(answer.text))
        if grade_short_answer(question, text).score >= answer.weight > 0:
            return text
    return ""


def is_answered(question: Question, response: Any) -> bool:
    """Whether the learner has given anything to grade."""
    match question:
        case SingleChoice() | TrueFalse():
            return response is not None
        case ShortAnswer() | Numerical():
            return isinstance(response, str) and bool(response.strip())
        case Cloze():
            return isinstance(response, list) and any(
                isinstance(one, str) and one.strip() for one in response
            )
        case Matching() | Categorize():
            return isinstance(response, list) and any(one is not None for one in response)
        case OpenResponse():
            text = _entry(response, "text")
            return bool((isinstance(text, str) and text.strip()) or _entry(response, "ticked"))
        case _:
            return bool(response)


def _entry(response: Any, key: str) -> Any:
    return response.get(key) if isinstance(response, dict) else None


def solution_text(question: Question) -> str:
    """The key in a line or a few, without words of any language of ours."""
    match question:
        case Numerical():
            return number_text(question)
        case OpenResponse():
            return question.model_answer
        case _:
            return response_text(question, key_response(question))


def response_text(question: Question, response: Any) -> str:
    """A response in a line or a few; "" when nothing was given."""
    if not is_answered(question, response):
        return ""
    parts = grade(question, response).parts
    match question:
        case SingleChoice() | MultipleChoice():
            return JOINER.join(part.label for part in parts if part.given)
        case TrueFalse():
            return TICK if response is True else "✗"
        case Ordering():
            placed = sorted((p for p in parts if p.given), key=lambda p: int(p.given))
            return "\n".join(f"{part.given}. {part.label}" for part in placed)
        case Matching() | Categorize():
            return "\n".join(f"{part.label} → {part.given}" for part in parts if part.given)
        case Cloze():
            return JOINER.join(part.given or "…" for part in parts)
        case OpenResponse():
            return str(_entry(response, "text") or "")
        case _:
            return str(response)
