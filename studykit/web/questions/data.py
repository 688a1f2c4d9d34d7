"""A question → the plain JSON that the player asks and grades it by.

Texts that are shown are HTML; texts that a response is compared with are as written, without
readings.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from studykit.questions.digest import question_digest, text_digests
from studykit.questions.gaps import Gap
from studykit.questions.numbers import Tolerance
from studykit.text.ruby import with_brackets, without_needless_ruby, without_ruby
from studykit.web.expressions import steps_of
from studykit.web.rich_text import gap, html, without_gap_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.questions.categorize import Categorize
    from studykit.questions.choices import ChoiceQuestion
    from studykit.questions.cloze import Cloze
    from studykit.questions.matching import Matching
    from studykit.questions.numerical import Numerical
    from studykit.questions.open_response import OpenResponse
    from studykit.questions.ordering import Ordering
    from studykit.questions.registry import Question
    from studykit.questions.short_answer import ShortAnswer
    from studykit.questions.slider import Slider
    from studykit.questions.true_false import TrueFalse

Data = dict[str, Any]


def question_data(question: Question) -> Data:
    """The question as the player needs it; what is empty is left out.

    Raises:
        NoAutomatonError: the player cannot grade its regular expression.
    """
    data = {
        "type": question.type,
        "id": question.id,
        "stimulus": str(question.shown_stimulus or ""),
        "stem": html(question.stem),
        "hints": [html(hint) for hint in question.hints],
        "explanation": html(question.explanation),
        "objective": question.objective,
        "tags": list(question.tags),
        "points": question.points,
        "source": question.source,
        "exam_only": question.exam_only,
        "digest": question_digest(question),
        "names": text_digests(question.indexed_texts),
        "rows": text_digests(question.row_texts),
        "feedback": html(getattr(question, "feedback", "")),
        **_OF_TYPE[question.type](question),
    }
    return _filled(data)


def _filled(data: Data) -> Data:
    """What is not empty; a 0 is a number."""
    return {
        name: value
        for name, value in data.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


def _choices(question: ChoiceQuestion) -> Data:
    return {
        "options": [
            _filled(
                {
                    "html": html(option.text),
                    "correct": option.correct,
                    "feedback": html(option.feedback),
                    "weight": option.weight,
                    "fixed": option.fixed,
                }
            )
            for option in question.options
        ],
        "still": not question.shuffle,
        "scoring": getattr(question, "scoring", None),
    }


def _true_false(question: TrueFalse) -> Data:
    return {"answer": int(question.answer)}


def _short_answer(question: ShortAnswer) -> Data:
    answers = []
    for answer in question.accepted:
        data: Data = {"text": answer.text if question.regex else without_ruby(answer.text)}
        if answer.weight != 1:
            data["weight"] = answer.weight
        if answer.feedback:
            data["feedback"] = html(answer.feedback)
        if question.regex:
            data["steps"] = steps_of(answer.text)
        answers.append(data)
    return {
        "answers": answers,
        "regex": question.regex,
        "case_sensitive": question.case_sensitive,
        "exact": question.exact,
        "variants": question.variants,
        "solution": without_ruby(question.solution),
    }


def _numerical(question: Numerical) -> Data:
    return {
        "numbers": [
            _filled(
                {
                    "number": each.answer,
                    "tolerance": _tolerance(each.tolerance),
                    "weight": each.weight,
                    "feedback": html(each.feedback),
                }
            )
            for each in question.accepted
        ],
        "unit_penalty": question.unit_penalty,
        "unit": question.unit,
        "units": dict(question.units or {}),
        "decimal_comma": bool(question.decimal_comma),
        "solution": question.solution,
    }


def _tolerance(tolerance: float | Tolerance) -> Any:
    if isinstance(tolerance, Tolerance):
        return {k: v for k, v in asdict(tolerance).items() if v is not None}
    return tolerance


def _slider(question: Slider) -> Data:
    return {
        "number": [question.answer, question.tolerance],
        "scale": [question.low, question.high, question.step],
        "unit": question.unit,
        "solution": question.solution,
    }


def _cloze(question: Cloze) -> Data:
    shown: list[str] = []
    gaps: list[Data] = []
    for part in question.parts:
        if isinstance(part, Gap):
            shown.append(gap(len(gaps)))
            data = {
                "answers": _compared(part.answers, part.choices),
                "choices": _compared(part.choices, part.choices),
                "hint": with_brackets(part.hint),
                "accepted": _accepted(part),
            }
            gaps.append(_filled(data))
        else:
            shown.append(without_gap_signs(part))
    return {
        "text": html("".join(shown)),
        "gaps": gaps,
        "exact": question.exact,
        "variants": question.variants,
        "decimal_comma": bool(question.decimal_comma),
    }


def _compared(texts: Sequence[str], choices: Sequence[str]) -> list[str]:
    """Texts without readings, or with them in brackets where only these tell choices apart."""
    needless = without_needless_ruby(choices) == [*map(without_ruby, choices)]
    return [without_ruby(text) if needless else with_brackets(text) for text in texts]


def _accepted(part: Gap) -> list[Data]:
    """What a gap takes, where that is more than the texts of its `answers`."""
    if not part.partial and all(each.number is None for each in part.accepted):
        return []
    return [
        {
            "text": _compared((each.text,), part.choices)[0],
            "weight": each.weight,
            "number": each.number,
            "tolerance": _tolerance(each.tolerance),
        }
        for each in part.accepted
    ]


def _ordering(question: Ordering) -> Data:
    return {
        "items": [html(item) for item in question.items],
        "scoring": question.scoring,
        "any_order": [sorted(n - 1 for n in group) for group in question.any_order],
    }


def _placing(question: Matching | Categorize) -> Data:
    return {
        "parts": [html(text) for text in question.row_texts],
        "places": [html(text) for text in question.places],
        "key": question.key,
    }


def _open_response(question: OpenResponse) -> Data:
    return {
        "model_answer": html(question.model_answer),
        "key_points": [html(point) for point in question.key_points],
    }


_OF_TYPE: dict[str, Callable[[Any], Data]] = {
    "single_choice": _choices,
    "multiple_choice": _choices,
    "true_false": _true_false,
    "short_answer": _short_answer,
    "numerical": _numerical,
    "slider": _slider,
    "cloze": _cloze,
    "ordering": _ordering,
    "matching": _placing,
    "categorize": _placing,
    "open_response": _open_response,
}
