"""The texts of a question: what search shows, what a learner reads, what gives the key away."""

from __future__ import annotations

import pytest

from studykit.questions.categorize import Categorize
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.grade import grade, solution_text
from studykit.questions.matching import Matching, Pair
from studykit.questions.numerical import NumberAnswer, Numerical
from studykit.questions.short_answer import Answer, ShortAnswer
from studykit.questions.single_choice import SingleChoice

GAPS = Cloze(id="q", stem="Fill in.", text="They met in {{May}}, in {{Naypyidaw|~Yangon}}.")


def test_the_text_of_gaps_is_shown_open_before_and_filled_behind() -> None:
    opened = "They met in …, in …."
    assert GAPS.shown_texts == (f"Fill in.\n{opened}", "Naypyidaw", "Yangon")
    assert GAPS.texts == ("They met in May, in Naypyidaw.",)
    assert GAPS.title == "Fill in."
    assert Cloze(id="q", text=GAPS.text).title == opened
    assert GAPS.key_texts == ("May", "Naypyidaw")
    assert "Fill in." in GAPS.wording
    assert "{{May}}" in GAPS.wording


def test_gaps_in_code_are_gaps_where_the_author_says_so() -> None:
    code = Cloze(id="q", text="`print({{name}})`", gaps_in_code=True)
    assert grade(code, ["name"]).score == 1
    assert code.texts == ("`print(name)`",)
    assert code.title == "`print(…)`"
    assert Cloze(id="q", text=code.text).gaps == ()


def test_numbers_that_earn_something_are_found_and_the_best_one_gives_the_key_away() -> None:
    question = Numerical(
        id="q",
        answers=(
            NumberAnswer(answer=50, weight=0),
            NumberAnswer(answer=6, weight=0.5),
            NumberAnswer(answer=5.25),
        ),
        unit="m",
    )
    assert question.texts == ("6", "5.25", "m")
    assert question.key_texts == ("5.25",)
    assert solution_text(question) == "5.25 m"


@pytest.mark.parametrize(
    ("answers", "regex", "key", "key_texts", "texts"),
    [
        (("Moei", "Thaungyin"), False, "Moei", ("Moei",), ("Moei", "Thaungyin")),
        ((Answer(text="a", weight=0.5), "b"), False, "b", ("a",), ("a", "b")),
        (("My*", "Myanmar"), False, "My", ("My*",), ("Myanmar",)),
        (("a\\*b",), False, "a*b", ("a\\*b",), ()),
        (("colou?r", "color"), True, "color", (), ()),
        (("[", "color"), True, "", (), ()),
        (("a+b+",), True, "", (), ()),
        ((Answer(text="a", weight=0),), False, "", ("a",), ("a",)),
    ],
)
def test_the_answer_that_is_shown_is_one_that_counts(
    answers: tuple[str | Answer, ...],
    regex: bool,
    key: str,
    key_texts: tuple[str, ...],
    texts: tuple[str, ...],
) -> None:
    question = ShortAnswer(id="q", answers=answers, regex=regex)
    assert question.key == key
    assert question.key_texts == key_texts
    assert question.texts == texts


def test_what_was_wanted_stands_beside_what_was_typed() -> None:
    question = ShortAnswer(id="q", answers=("Moei", Answer(text="M*", weight=0.5)))
    (part,) = grade(question, "Mekong").parts
    assert (part.given, part.expected, part.right) == ("Mekong", "Moei", False)
    assert grade(question, "moei").parts[0].right
    assert grade(ShortAnswer(id="q", answers=()), "x").parts[0].expected == ""


def test_of_weighted_options_the_one_that_earns_most_is_the_key() -> None:
    options = (Option(text="a", weight=0.5), Option(text="b", weight=1), Option(text="c"))
    weighted = SingleChoice(id="q", options=options)
    assert (weighted.key, weighted.best, weighted.key_texts) == (1, [1], ())
    marked = SingleChoice(id="q", options=(options[2], Option(text="d", correct=True)))
    assert (marked.key, marked.best, marked.key_texts) == (1, [1], ("d",))


def test_pairs_and_categories_are_read_side_by_side() -> None:
    pairs = (Pair(left="1", right="a"), Pair(left="2", right="b"))
    matching = Matching(id="q", stem="Match.", pairs=pairs, distractors=("c",))
    assert matching.texts == ("1", "a", "2", "b", "c")
    assert matching.shown_texts == ("Match.", "1", "2", "a", "b", "c")
    sorting = Categorize(id="q", stem="Sort.", categories={"A": ("x", "y"), "B": ("z",)})
    assert sorting.texts == ("A", "x", "y", "B", "z")
    assert sorting.shown_texts == ("Sort.", "x", "y", "z", "A", "B")
