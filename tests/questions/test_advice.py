"""What an author is advised of a question that works, yet likely not as it was meant."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching, Pair
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numbers import Tolerance
from studykit.questions.numerical import NumberAnswer, Numerical
from studykit.questions.registry import Question
from studykit.questions.short_answer import Answer, ShortAnswer
from studykit.questions.single_choice import SingleChoice


def advice(question: Question) -> list[tuple[str, Any, str]]:
    assert all(flaw.severity == "warning" for flaw in question.flaws())
    return [(flaw.code, flaw.way, flaw.message) for flaw in question.flaws()]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("{{one}} {{two}} {{three}}", 3),
        ("{{one}} and {{two}} then {{three}}", 3),
        ("{{one}} and {{two}} then {{three}} here", None),
        ("{{one}} {{two}}", None),
        ("{{one}} {{two}} {{three}} {{four|~five}}", 3),
        ("{{one}} {{two}} {{three|~four}}", None),
        ("{{一}} 是 {{二}} 和 {{三}}", 3),
        ("這是{{一}}那是{{二}}又是{{三}}", None),
    ],
)
def test_gaps_that_leave_too_little_of_the_text(text: str, gaps: int | None) -> None:
    message = f"{gaps} gaps leave too little of the text to tell what belongs in them."
    expected = [("SK627", ("text",), message)] if gaps else []
    assert advice(Cloze(id="q", text=text)) == expected


@pytest.mark.parametrize(
    ("rights", "distractors", "falls_out"),
    [
        (("a", "b"), (), True),
        (("a", "b", "c"), (), True),
        (("a", "b"), ("c",), False),
        (("a", "a", "b"), (), False),
        (("a", "a", "b"), ("c",), False),
    ],
)
def test_pairs_of_which_the_last_falls_out_by_itself(
    rights: tuple[str, ...], distractors: tuple[str, ...], falls_out: bool
) -> None:
    pairs = tuple(Pair(left=str(n), right=right) for n, right in enumerate(rights))
    question = Matching(id="q", stem="?", pairs=pairs, distractors=distractors)
    assert [code for code, *_ in advice(question)] == ["SK624"] * falls_out


@pytest.mark.parametrize(
    ("weights", "sum_said"),
    [
        ((0.5, 0.5, None), None),
        ((0.333, 0.333, 0.333), None),
        ((0.667, 0.333, -0.5), None),
        ((0.5, 0.48, -0.5), "0.98"),
        ((0.5, 0.25, None), "0.75"),
        ((1.0, 1.0, -1.0), "2"),
        ((None, None, None), "0"),
    ],
)
def test_weights_that_do_not_add_up(weights: tuple[Any, ...], sum_said: str | None) -> None:
    options = tuple(
        Option(text=str(n), correct=n < 2, weight=weight) for n, weight in enumerate(weights)
    )
    message = f"The positive weights add up to {sum_said}, not to 1."
    expected = [("SK626", ("options",), message)] if sum_said else []
    weighted = MultipleChoice(id="q", stem="?", options=options, scoring="weights")
    assert advice(weighted) == expected
    assert advice(MultipleChoice(id="q", stem="?", options=options)) == []


DECIMAL = "A decimal with zero tolerance: rounding makes a right answer wrong."
UNITLESS = "It asks for a measurement and has no `unit`: none can be typed."
EXACTLY = "A measurement with zero tolerance: who knows it nearly is marked wrong."
NEARLY = Tolerance(relative=0.01)


@pytest.mark.parametrize(
    ("stem", "fields", "message"),
    [
        ("What is pi?", {"answer": 3.14}, DECIMAL),
        ("What is pi?", {"answer": 3.14, "tolerance": 0.01}, None),
        ("What is pi?", {"answer": 3.14, "tolerance": NEARLY}, None),
        ("What is pi?", {"answer": 3.0}, None),
        ("How long is the bridge?", {"answer": 420}, UNITLESS),
        ("How long is the bridge?", {"answer": 420, "tolerance": NEARLY}, UNITLESS),
        ("How long is the bridge?", {"answer": 421, "unit": "m"}, EXACTLY),
        ("How long is the bridge?", {"answer": 421.5, "unit": "m"}, DECIMAL),
        ("How long is the bridge?", {"answer": 421, "unit": "m", "tolerance": NEARLY}, None),
        ("How long is the bridge?", {"answer": 421, "unit": "m", "tolerance": 1.0}, None),
        ("How long is the bridge?", {"answer": 420, "unit": "m"}, None),
        ("How long is the bridge?", {"answer": -327, "unit": "m"}, EXACTLY),
        ("How long are 3 bridges of 107 m?", {"answer": 321, "unit": "m"}, None),
        ("這座橋有多長？", {"answer": 421, "unit": "公尺"}, EXACTLY),
        ("How many came?", {"answer": 421}, None),
    ],
)
def test_a_number_that_is_asked_for_too_exactly(
    stem: str, fields: dict[str, Any], message: str | None
) -> None:
    question = Numerical(id="q", stem=stem, **fields)
    assert [(way, said) for _, way, said in advice(question)] == (
        [(("answer",), message)] if message else []
    )


def test_of_several_numbers_the_advice_is_on_the_best_one() -> None:
    answers = (NumberAnswer(answer=3.0, weight=0.5), NumberAnswer(answer=3.14))
    assert advice(Numerical(id="q", stem="What is pi?", answers=answers)) == [
        ("SK626", ("answers", 1, "answer"), DECIMAL)
    ]


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({}, "Set the `unit`, and a `tolerance` for what is measured or rounded."),
        ({"tolerance": NEARLY}, "Set the `unit`."),
    ],
)
def test_an_author_is_asked_for_a_tolerance_only_where_there_is_none(
    fields: dict[str, Any], hint: str
) -> None:
    question = Numerical(id="q", stem="How long is the bridge?", answer=420, **fields)
    assert [flaw.hint for flaw in question.flaws()] == [hint]


@pytest.mark.parametrize(
    ("answers", "unreached"),
    [
        (("My*", "Myanmar"), [1]),
        (("Myanmar", "My*"), []),
        (("My*", "Thailand"), []),
        (("My\\*", "My*"), []),
        (("my*", "MYANMAR"), [1]),
        (("a*", "*a", "abc", "xa"), [2, 3]),
        (("*", "a*", "ab"), [1, 2]),
        ((Answer(text="My*", weight=0.5), "Myanmar"), []),
        (("My*", Answer(text="Myanmar", weight=0.5)), [1]),
        (("Myanmar", "Myanmar"), []),
    ],
)
def test_an_answer_that_a_wild_card_before_it_leaves_nothing(
    answers: tuple[str | Answer, ...], unreached: list[int]
) -> None:
    question = ShortAnswer(id="q", stem="?", answers=answers)
    assert [way for _, way, _ in advice(question)] == [("answers", n) for n in unreached]
    assert advice(ShortAnswer(id="q", stem="?", answers=answers, regex=True)) == []


@pytest.mark.parametrize(
    ("answers", "regex", "sentence"),
    [
        (("Moei",), False, "Look at the weights of the answers."),
        (("Ｍoei",), True, "Responses are compared in half width: write “M” for “Ｍ”."),
        (("Moei", "（a）"), True, "Responses are compared in half width: write “(” for “（”."),
        (("Mae  Sot",), True, "White space of responses is folded: write one space, or “\\s”."),
        (
            ("Mae Sot+",),
            True,
            "Look at whether the expression matches the answer it stands for.",
        ),
    ],
)
def test_where_to_look_when_the_key_does_not_earn_all(
    answers: tuple[str, ...], regex: bool, sentence: str
) -> None:
    assert ShortAnswer(id="q", stem="?", answers=answers, regex=regex).key_advice == sentence


def test_a_question_that_is_as_it_should_be_gets_no_advice() -> None:
    options = (Option(text="a", correct=True), Option(text="b"))
    question = SingleChoice(id="q", stem="?", options=options)
    assert advice(question) == []
    assert question.key_advice == "Look at the weights, and at the scoring."
