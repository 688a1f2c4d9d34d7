"""The number of options that a stem asks for."""

from __future__ import annotations

import pytest

from studykit.questions.asked_count import asked_count


@pytest.mark.parametrize(
    ("stem", "count"),
    [
        ("Which two examples does the case study give?", 2),
        ("Choose three.", 3),
        ("Select any 4 that apply.", 4),
        ("Pick the five largest rivers.", 5),
        ("案例舉了哪兩種機制為例？", 2),
        ("請選出三項。", 3),
        ("请勾选4个。", 4),
        ("Which of the two rivers is longer?", None),
        ("Which are true?", None),
        ("Which twofold aim does it have?", None),
        ("Choose two or choose three.", None),
        ("哪一項正確？", None),
        ("兩國會議談了什麼？", None),
    ],
)
def test_the_number_is_read_from_the_stem(stem: str, count: int | None) -> None:
    assert asked_count(stem) == count
