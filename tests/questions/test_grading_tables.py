"""Scores worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.questions.categorize import Categorize
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.grade import grade, response_text, solution_text
from studykit.questions.matching import Matching, Pair
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numbers import Tolerance, read_number
from studykit.questions.numerical import Numerical
from studykit.questions.ordering import Ordering, adjacent, longest_ordered
from studykit.questions.short_answer import Answer, ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse

OPTIONS = (
    Option(text="a", correct=True, weight=0.5),
    Option(text="b", correct=True, weight=0.5),
    Option(text="c", weight=-0.5),
    Option(text="d"),
)


@pytest.mark.parametrize(
    ("ticked", "scores"),
    [
        ([0, 1], (1, 1, 1, 1)),
        ([0], (0, 1 / 2, 3 / 4, 1 / 2)),
        ([0, 2], (0, 0, 1 / 2, 0)),
        ([0, 1, 2], (0, 1 / 2, 3 / 4, 1 / 2)),
        ([2, 3], (0, 0, 0, 0)),
        ([0, 1, 2, 3], (0, 0, 1 / 2, 1 / 2)),
        ([], (0, 0, 0, 0)),
    ],
)
def test_multiple_choice_policies(ticked: list[int], scores: tuple[float, ...]) -> None:
    policies = ("all_or_nothing", "net_correct", "each_option", "weights")
    for scoring, score in zip(policies, scores, strict=True):
        # Its type is the literals, which a loop over them forgets.
        question = MultipleChoice(id="q", stem="?", options=OPTIONS, scoring=scoring)  # type: ignore[arg-type]
        assert grade(question, ticked).score == pytest.approx(score), scoring


def test_the_quiz_policy_counts_where_the_question_sets_none() -> None:
    question = MultipleChoice(id="q", stem="?", options=OPTIONS)
    assert grade(question, [0]).score == 0
    assert grade(question, [0], scoring="each_option").score == 3 / 4


def test_a_single_choice_is_negative_only_by_the_author_s_weight() -> None:
    options = (Option(text="a", correct=True), Option(text="b", weight=-0.25), Option(text="c"))
    question = SingleChoice(id="q", stem="?", options=options)
    assert [grade(question, n).score for n in range(3)] == [1, -0.25, 0]


def test_feedback_is_that_of_what_was_chosen_and_of_the_key() -> None:
    options = (
        Option(text="a", correct=True, feedback="yes"),
        Option(text="b", feedback="no"),
        Option(text="c", feedback="other"),
    )
    parts = grade(SingleChoice(id="q", stem="?", options=options), 1).parts
    assert [part.feedback for part in parts] == ["yes", "no", ""]
    assert [part.right for part in parts] == [False, False, True]


@pytest.mark.parametrize(
    ("order", "scores"),
    [
        ([0, 1, 2, 3], (1, 1, 1, 1)),
        ([1, 0, 2, 3], (0, 2 / 4, 1 / 3, 3 / 4)),
        ([3, 0, 1, 2], (0, 0, 2 / 3, 3 / 4)),
        ([3, 2, 1, 0], (0, 0, 0, 0)),
        ([0, 2, 1, 3], (0, 2 / 4, 0, 3 / 4)),
    ],
)
def test_ordering_policies(order: list[int], scores: tuple[float, ...]) -> None:
    policies = ("all_or_nothing", "position", "adjacent", "longest_ordered")
    for scoring, score in zip(policies, scores, strict=True):
        # Its type is the literals, which a loop over them forgets.
        question = Ordering(id="q", stem="?", items=("w", "x", "y", "z"), scoring=scoring)  # type: ignore[arg-type]
        assert grade(question, order).score == pytest.approx(score), scoring


def test_matching_sorting_and_gaps_earn_their_right_parts() -> None:
    pairs = (Pair(left="1", right="a"), Pair(left="2", right="b"), Pair(left="3", right="a"))
    matching = Matching(id="q", stem="?", pairs=pairs, distractors=("c",))
    assert matching.rights == ("a", "b", "c")
    assert grade(matching, [0, 1, 0]).score == 1
    assert grade(matching, [0, 2, None]).score == pytest.approx(1 / 3)
    sorting = Categorize(id="q", stem="?", categories={"A": ("x", "y"), "B": ("z",)})
    assert grade(sorting, [0, 1, 1]).score == pytest.approx(2 / 3)
    cloze = Cloze(id="q", stem="?", text="{{Naypyidaw|Nay Pyi Taw}}, {{2025}}")
    assert grade(cloze, ["nay pyi  taw", "２０２５"]).score == 1
    assert grade(cloze, ["Yangon", "2025"]).score == 1 / 2


@pytest.mark.parametrize(
    ("answers", "typed", "score"),
    [
        (("Myawaddy",), "  MYAWADDY ", 1),
        (("Mae Sot",), "Mae　Sot", 1),
        (("Mae Sot",), "Maesot", 0),
        (("妙瓦底",), "妙瓦底", 1),
        (("Myan*",), "Myanmar", 1),
        (("*mar*",), "Myanmar", 1),
        (("a\\*b",), "a*b", 1),
        (("a\\*b",), "axb", 0),
        (("a*b*c",), "a1b2c", 1),
        (("ab*ba",), "aba", 0),
        (("ab*ba",), "abba", 1),
        (("a*b*c",), "abc", 1),
        (("a*b*c",), "acb", 0),
        (("*a*",), "a", 1),
        (("*a*b*",), "ba", 0),
        ((Answer(text="x", weight=2),), "x", 1),
        ((Answer(text="x", weight=-1),), "x", 0),
        ((Answer(text="x", weight=0.5), Answer(text="*", weight=0.25)), "y", 0.25),
        (("Thailand", Answer(text="Siam", weight=0.5)), "siam", 0.5),
        ((Answer(text="S*", weight=0.5), Answer(text="Siam", weight=1)), "Siam", 1),
        (("x",), "", 0),
    ],
)
def test_short_answers(answers: tuple[Any, ...], typed: str, score: float) -> None:
    assert grade(ShortAnswer(id="q", stem="?", answers=answers), typed).score == score


def test_case_counts_only_where_the_author_says_so() -> None:
    strict = ShortAnswer(id="q", stem="?", answers=("FBI",), case_sensitive=True)
    assert grade(strict, "fbi").score == 0
    assert grade(strict, "FBI").score == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("１２００", 1200),
        ("1.2e3", 1200),
        ("1 200", 1200),
        ("-3.5", -3.5),
        ("−3.5", -3.5),
        (".5", 0.5),
        ("五千四百", 5400),
        ("一千零三十", 1030),
        ("一萬二千", 12000),
        ("兩百", 200),
        ("兩百五", 250),
        ("兩百零五", 205),
        ("十五", 15),
        ("二十", 20),
        ("二〇二五", 2025),
        ("三億五千萬", 350_000_000),
        ("一萬二千億", 1_200_000_000_000),
        ("三點一四", 3.14),
        ("零點五", 0.5),
        ("負五", -5),
        ("54萬", 540_000),
        ("5千4百", 5400),
        ("貳拾", 20),
        ("", None),
        ("abc", None),
        ("1,20", None),
        ("點", None),
        ("三點", None),
        ("三點5", 3.5),
        ("三點十", None),
        ("一千零十", 1010),
        ("一萬零十", 10_010),
        ("一萬零五", 10_005),
        ("一萬五", 15_000),
        ("三千五", 3500),
        ("三千零五十", 3050),
        ("二百五十", 250),
        ("十萬", 100_000),
        ("兩萬零三百", 20_300),
        ("一兆", 10**12),
        ("三万", 30_000),
        ("二亿", 200_000_000),
        ("贰仟叁佰", 2300),
        ("陆拾", 60),
        ("两千", 2000),
        ("三億零五", 300_000_005),
        ("1.5萬", 15_000),
        ("1,200萬", 12_000_000),
        ("三十 5", None),
        ("負三分之一", -1 / 3),
        ("零分之一", None),
        ("一百二十分之一", 1 / 120),
        ("-五", -5),
        ("卅", 30),
        ("5百5", 550),
        ("5百23", 523),
        ("5 5百", None),
        ("12 and 3", None),
        ("1e999", None),
        ("nan", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float | None) -> None:
    assert read_number(text) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("tolerance", "typed", "right"),
    [
        (0.0, "5400", True),
        (0.0, "5,400 人", True),
        (0.0, "五千四百人", True),
        (0.0, "5401", False),
        (100.0, "5300", True),
        (100.0, "5500", True),
        (100.0, "5500.1", False),
        (Tolerance(relative=0.05), "5130", True),
        (Tolerance(relative=0.05), "5670", True),
        (Tolerance(relative=0.05), "5671", False),
        (Tolerance(geometric=1.0), "2700", True),
        (Tolerance(geometric=1.0), "10800", True),
        (Tolerance(geometric=1.0), "2699", False),
        (0.0, "5.4 千人", True),
        (0.0, "5400 kg", False),
    ],
)
def test_numerical_tolerances_and_units(
    tolerance: float | Tolerance, typed: str, right: bool
) -> None:
    question = Numerical(
        id="q", stem="?", answer=5400, tolerance=tolerance, unit="人", units={"千人": 1000}
    )
    assert (grade(question, typed).verdict == "right") is right


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        (TrueFalse(id="q", answer=True, feedback="No."), False),
        (Numerical(id="q", answer=5.0, feedback="No."), "6"),
        (Slider(id="q", low=0.0, high=9.0, answer=5.0, feedback="No."), 6.0),
        (Cloze(id="q", text="{{a}} {{b}}", feedback="No."), ["a", "c"]),
        (Ordering(id="q", items=("a", "b"), feedback="No."), [1, 0]),
        (Ordering(id="q", items=("a", "b"), feedback="No."), "nonsense"),
        (
            Matching(
                id="q", pairs=(Pair(left="a", right="b"), Pair(left="c", right="d")),
                feedback="No.",
            ),
            [0, 0],
        ),
        (Categorize(id="q", categories={"A": ("a",), "B": ("b",)}, feedback="No."), [0, 0]),
    ],
    ids=lambda each: getattr(each, "type", ""),
)  # fmt: skip
def test_the_author_s_words_follow_what_is_not_all_right(question: Any, wrong: Any) -> None:
    assert grade(question, wrong).feedback == ("No.",)
    assert grade(question, question.key).feedback == ()


def test_a_question_without_parts_earns_nothing() -> None:
    assert grade(Cloze(id="q", text="no gap"), []).score == 0


def test_by_weights_the_key_is_all_that_earns_something() -> None:
    options = (
        Option(text="a", weight=0.5),
        Option(text="b", correct=True, weight=0.0),
        Option(text="c", weight=0.5),
        Option(text="d", weight=-0.5),
        Option(text="e"),
    )
    weighted = MultipleChoice(id="q", options=options, scoring="weights")
    assert weighted.key == [0, 2]
    assert grade(weighted, [0, 2]).score == 1
    assert MultipleChoice(id="q", options=options).key == [1]


def test_three_times_a_third_in_three_decimals_is_all() -> None:
    options = tuple(Option(text=text, weight=0.333) for text in "abc")
    question = MultipleChoice(id="q", options=options, scoring="weights")
    assert grade(question, [0, 1, 2]).score == 1
    assert grade(question, [0, 1]).score == pytest.approx(0.666)


def test_orders_of_one_and_of_two_items() -> None:
    assert [adjacent([0]), adjacent([0, 1]), adjacent([1, 0])] == [1, 1, 0]
    assert [longest_ordered([0]), longest_ordered([0, 1]), longest_ordered([1, 0])] == [1, 1, 0]
    assert longest_ordered([2, 3, 0, 1, 4]) == 3 / 5


def test_the_solution_is_readable() -> None:
    question = Numerical(id="q", stem="?", answer=5400, unit="人")
    assert solution_text(question) == "5,400 人"
    assert response_text(TrueFalse(id="q", stem="?", answer=True), False) == "✗"
    order = Ordering(id="q", stem="?", items=("x", "y"))
    assert response_text(order, [1, 0]) == "1. y\n2. x"


@pytest.mark.parametrize(
    ("number", "score"),
    [(0.5, 1), (0.4, 1), (0.6, 1), (0.3, 0), (0.7, 0), (None, 0), ("0.5", 0), (True, 0)],
)
def test_a_number_on_a_scale_is_right_within_the_tolerance(number: Any, score: float) -> None:
    question = Slider(
        id="q", stem="?", low=0.0, high=1.0, step=0.1, answer=0.5, tolerance=0.1, unit="m"
    )
    assert grade(question, number).score == score
    assert solution_text(question) == "0.5 m"
    assert question.guess_score == pytest.approx(3 / 11)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0.3", 0.3), ("0.3 m", 0.3), ("0.35", None), ("2", None), ("x", None)],
)
def test_only_a_number_of_the_scale_can_be_chosen(typed: str, number: float | None) -> None:
    question = Slider(id="q", stem="?", low=0.0, high=1.0, step=0.1, answer=0.5, unit="m")
    assert question.write(None, typed, 0) == number
    assert question.accepts(number) == (number is not None)


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        (["5.5", "Naypyidaw"], 1),
        (["5.6", "naypyidaw"], 1),
        (["5.61", "Naypyidaw"], 1 / 2),
        (["五點五", "Rangoon"], 3 / 4),
        (["5.5 cm", "Rangoon"], 1 / 4),
        (["", ""], 0),
    ],
)
def test_a_gap_may_be_a_number_and_an_answer_earn_a_part(
    typed: list[str], score: float
) -> None:
    cloze = Cloze(id="q", text="{{=5.5±0.1}} cm, in {{Naypyidaw|50%:Rangoon}}")
    assert grade(cloze, typed).score == score


def test_a_gap_that_is_a_number_says_what_it_cannot_read_before_it_counts() -> None:
    cloze = Cloze(id="q", text="{{=5.5±0.1}} cm, in {{Naypyidaw}}")
    assert cloze.objection(["about five", "x"]) is not None
    assert cloze.objection(["5,6", "x"]) is not None
    assert cloze.objection(["5.6", "x"]) is None
    assert cloze.objection(["", "x"]) is None
    german = cloze.in_language("de")
    assert german.objection(["5,6", "x"]) is None
    assert grade(german, ["5,6", "Naypyidaw"]).score == 1


def test_a_gap_that_earned_a_part_says_so() -> None:
    parts = grade(Cloze(id="q", text="{{Naypyidaw|50%:Rangoon}}"), ["rangoon"]).parts
    assert [(part.verdict, part.expected) for part in parts] == [("partial", "Naypyidaw")]
