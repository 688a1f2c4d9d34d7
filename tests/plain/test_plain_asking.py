"""Every type of question can be answered by typing lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studykit.plain.questions.asking import ask, compare_with_model, show_question
from studykit.questions.grade import key_response
from studykit.study.answering import Asking

if TYPE_CHECKING:
    from tests.plain.lines import Desk


def answered(desk: Desk, question: str, *lines: str, shuffle: bool = False) -> tuple[Any, str]:
    asking = Asking(desk.edition.question(question), shuffle=shuffle)

    def run(talk: Any) -> None:
        show_question(talk, asking)
        ask(talk, asking)

    said = desk.hold(run, *lines)
    return asking, said


@pytest.mark.parametrize(
    ("question", "lines", "response"),
    [
        ("single", ["b"], 1),
        ("single", ["2"], 1),
        ("single", ["B"], 1),
        ("multi", ["a c"], [0, 2]),
        ("multi", ["ca"], [0, 2]),
        ("multi", ["3, 1"], [0, 2]),
        ("tf", ["t"], True),
        ("tf", ["False"], False),
        ("tf", ["錯"], False),
        ("word", ["Moei river"], "Moei river"),
        ("word", ["=h"], "h"),
        ("num", ["327 km"], "327 km"),
        ("num", ["-3"], "-3"),
        ("scale", ["15"], 15),
        ("scale", ["15 m"], 15),
        ("gaps", ["Yangon", "2005"], ["Yangon", "2005"]),
        ("gaps", ["naypyidaw", ""], ["Naypyidaw", ""]),
        ("order", ["2 1 3"], [1, 0, 2]),
        ("order", ["321"], [2, 1, 0]),
        ("match", ["a b"], [0, 1]),
        ("match", ["c -"], [2, None]),
        ("cats", ["aab"], [0, 0, 1]),
        (
            "open",
            ["The sea.", "And defence.", ""],
            {"text": "The sea.\nAnd defence.", "ticked": []},
        ),
    ],
)
def test_a_typed_line_is_the_answer(
    desk: Desk, question: str, lines: list[str], response: object
) -> None:
    asking, _ = answered(desk, question, *lines)
    assert asking.answered
    assert asking.response == response


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("single", "c"),
        ("single", "ab"),
        ("single", ""),
        ("multi", "a d"),
        ("tf", "perhaps"),
        ("word", ""),
        ("scale", "17"),
        ("scale", "60"),
        ("scale", "steep"),
        ("order", "1 1 2"),
        ("order", "1 2"),
        ("match", "a"),
        ("match", "- -"),
        ("cats", "abc"),
    ],
)
def test_what_is_no_answer_is_explained_and_asked_again(
    desk: Desk, question: str, line: str
) -> None:
    asking, said = answered(desk, question, line)
    assert not asking.answered
    assert "Type" in said
    assert said.count("(? helps)") == 2


def test_the_letters_follow_the_order_shown(desk: Desk) -> None:
    """Whatever the shuffle, naming the places of the right things earns all points."""
    for question in ("order", "match", "cats"):
        plain = Asking(desk.edition.question(question), seed=3)
        key = key_response(plain.question)
        if question == "order":
            line = " ".join(str(plain.order.index(n) + 1) for n in key)
        elif question == "match":
            line = " ".join("abc"[plain.order.index(n)] for n in key)
        else:
            line = " ".join("ab"[key[n]] for n in plain.order)
        asking = Asking(desk.edition.question(question), seed=3)
        desk.hold(lambda talk, asking=asking: ask(talk, asking), line)
        assert asking.judge().verdict == "right"


def test_h_gives_hints_until_there_are_none(desk: Desk) -> None:
    asking, said = answered(desk, "word", "h", "hint", "Moei")
    assert "Hint: Not the Nile." in said
    assert "There are no more hints." in said
    assert asking.hints == 1


def test_help_names_how_to_answer_and_the_commands(desk: Desk) -> None:
    _, said = answered(desk, "word", "?")
    assert "Type a word or phrase" in said
    assert "h, hint:" in said
    assert "q, quit:" in said


def test_quitting_leaves_at_once(desk: Desk) -> None:
    asking, said = answered(desk, "single", "q", "a")
    assert said.endswith("(left)")
    assert not asking.answered


def test_an_open_response_is_compared_point_by_point(desk: Desk) -> None:
    asking = Asking(desk.edition.question("open"))

    def run(talk: Any) -> None:
        ask(talk, asking)
        compare_with_model(talk, asking)

    said = desk.hold(run, "The sea.", "", "7", "1, 2")
    assert "Because of the sea." in said
    assert asking.judge().score == 1


def test_what_is_no_number_is_told_and_asked_for_again(desk: Desk) -> None:
    asking, said = answered(desk, "num", "327 miles", "1,5", "327 km")
    assert asking.response == "327 km"
    assert "“miles” is no unit of this answer. It has: km" in said
    assert "This cannot be read as a number." in said
