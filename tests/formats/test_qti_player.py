"""A program that plays QTI scores every question as studykit does."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

import pytest

from studykit.content.library import open_library, shipped_lessons
from studykit.formats.qti.format import QtiFormat
from studykit.questions.categorize import Categorize
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numerical import Numerical
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse
from tests.formats.course_samples import EXAMPLES, questions_of, written_course
from tests.formats.qti_player import missing, played

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.content.course import Edition

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


def tries(question: Any) -> list[Any]:
    """Right, wrong and partial responses to a question, as studykit writes them."""
    chance = random.Random(1)
    if isinstance(question, SingleChoice):
        return list(range(len(question.options)))
    if isinstance(question, MultipleChoice):
        places = range(len(question.options))
        sets = (itertools.combinations(places, n) for n in range(1, len(places) + 1))
        return [list(each) for group in sets for each in group]
    if isinstance(question, TrueFalse):
        return [True, False]
    if isinstance(question, ShortAnswer):
        texts = [answer.text.replace("*", "") for answer in question.accepted]
        return [question.key, *texts, *(text.upper() for text in texts), "no such thing"]
    if isinstance(question, Numerical):
        middle = question.best.answer
        found = [f"{middle + n / 100:.12g}" for n in range(-50, 51)]
        return [*found, f"{middle * 2:.12g}", "-1"]
    if isinstance(question, Slider):
        return [question.number(n) for n in range(question.steps + 1)]
    if isinstance(question, Cloze):
        wrong = [gap.distractors[0] if gap.distractors else "no" for gap in question.gaps]
        mixed = [
            [chance.choice(each) for each in zip(question.key, wrong, strict=True)]
            for _ in range(8)
        ]
        return [question.key, wrong, *mixed]
    if isinstance(question, Ordering):
        orders = [list(each) for each in itertools.permutations(question.key)][:5000]
        return [question.key, *chance.sample(orders, min(24, len(orders)))]
    if isinstance(question, Matching | Categorize):
        places = [None, *range(len(question.places))]
        mixed = [[chance.choice(places) for _ in question.row_texts] for _ in range(12)]
        return [question.key, *mixed]
    return []


def in_qti(question: Any, response: Any) -> dict[str, Any]:
    """A response as the value of each of QTI's response variables."""
    if isinstance(question, SingleChoice):
        return {"RESPONSE": f"C{response + 1}"}
    if isinstance(question, MultipleChoice | Ordering):
        return {"RESPONSE": [f"C{n + 1}" for n in response]}
    if isinstance(question, TrueFalse):
        return {"RESPONSE": str(response).lower()}
    if isinstance(question, Cloze):
        return {
            f"RESPONSE_{n}": f"C{gap.choices.index(text) + 1}" if gap.choices else text
            for n, (gap, text) in enumerate(zip(question.gaps, response, strict=True), start=1)
        }
    if isinstance(question, Matching | Categorize):
        placed = ((n, place) for n, place in enumerate(response) if place is not None)
        return {"RESPONSE": [f"L{n + 1} R{place + 1}" for n, place in placed] or None}
    return {"RESPONSE": str(response)}


_ROUNDED = 0.0005 + 1e-9
"""The player rounds a score to three decimals."""


def differences(edition: Edition, folder: Path) -> tuple[int, list[Any]]:
    """How many responses were scored, and those that the player scores otherwise."""
    questions = {question.id: question for question in questions_of(edition)}
    responses = {item: tries(question) for item, question in questions.items()}
    scored = played(
        QtiFormat().write(edition).data,
        {
            item: [in_qti(questions[item], each) for each in found]
            for item, found in responses.items()
        },
        folder,
    )
    assert scored.keys() == {item for item, found in responses.items() if found}
    count, wrong = 0, []
    for item, results in scored.items():
        question = questions[item]
        for response, result in zip(responses[item], results, strict=True):
            count += 1
            ours = question.judge(response).score * question.points
            if abs(ours - result["score"]) > _ROUNDED:
                wrong.append((item, response, ours, result["score"]))
    return count, wrong


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_shipped_question_is_scored_alike(tmp_path: Path, language: str) -> None:
    course = open_library([shipped_lessons()]).courses[0]
    count, wrong = differences(course.edition(language), tmp_path)
    assert count > 1000
    assert wrong == []


def _ticks(scoring: str, **weights: Any) -> dict[str, Any]:
    return {
        "id": scoring,
        "type": "multiple_choice",
        "stem": "Which?",
        "options": [
            {"text": name, "correct": name in "abc", "weight": weights.get(name)}
            if weights
            else {"text": name, "correct": name in "abc"}
            for name in "abcde"
        ],
        "scoring": scoring,
        "points": 3,
    }


def _order(scoring: str) -> dict[str, Any]:
    items = ["one", "two", "three", "four"]
    return {"id": f"by-{scoring}", "type": "ordering", "stem": "Order.", "items": items} | {
        "scoring": scoring,
        "points": 2,
    }


def _number(name: str, answer: float, tolerance: Any) -> dict[str, Any]:
    fields = {"id": name, "type": "numerical", "stem": "How much?"}
    return fields | {"answer": answer, "tolerance": tolerance}


def test_every_type_and_policy_is_scored_alike(tmp_path: Path) -> None:
    questions = [
        *EXAMPLES,
        _ticks("all_or_nothing"),
        _ticks("net_correct"),
        _ticks("each_option"),
        _ticks("weights", a=0.333, b=0.333, c=0.333, d=-0.5, e=-1.0),
        *map(_order, ("all_or_nothing", "position", "adjacent", "longest_ordered")),
        _number("near", 0.3, 0.1),
        _number("bounds", 5.1, 0.01),
        _number("relative", 3, {"relative": 0.1}),
        _number("geometric", 4, {"geometric": 0.05}),
        _number("below", -2.5, 0.25),
        {
            "id": "several",
            "type": "numerical",
            "stem": "How much?",
            "answers": [
                {"answer": 0.2, "tolerance": 0.1, "weight": 0.5, "feedback": "Nearly."},
                {"answer": 0.1, "tolerance": 0.05},
                {"answer": -0.2, "weight": 0, "feedback": "Mind the sign."},
            ],
            "points": 2,
            "feedback": "Measure again.",
        },
        {
            "id": "weighed",
            "type": "single_choice",
            "stem": "Which?",
            "options": [
                {"text": "a", "correct": True},
                {"text": "b", "weight": 0.5},
                {"text": "c", "weight": -0.25},
            ],
            "points": 2,
        },
        {
            "id": "typed",
            "type": "short_answer",
            "stem": "Which?",
            "answers": ["Moei", {"text": "**Mui**", "weight": 0.5, "feedback": "An old name."}],
        },
        {
            "id": "capitals",
            "type": "short_answer",
            "stem": "Which?",
            "answers": ["pH", {"text": "PH", "weight": 0.25}],
            "case_sensitive": True,
        },
        {
            "id": "wild",
            "type": "short_answer",
            "stem": "Which?",
            "answers": ["Moei", {"text": "*river* (north)*", "weight": 0.5}],
        },
    ]
    _, wrong = differences(written_course(tmp_path / "course", questions), tmp_path)
    assert wrong == []
