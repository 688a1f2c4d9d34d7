"""`check` says where a text of one line would not be seen as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.content.diagnostics import Diagnostic
from studykit.content.lesson_file import read_lesson


def found(text: str) -> list[Diagnostic]:
    quoted = text.replace("'", "''")
    lesson = f"""title: T
questions:
  - id: q
    type: single_choice
    stem: Which?
    options:
      - {{text: right, correct: true}}
      - {{text: '{quoted}'}}
"""
    return list(read_lesson(lesson.encode(), Path("t.yaml")).diagnostics)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("&lt;", "<"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        (r"\\server\share", r"\server\share"),
        (r"C:\new\[x]", r"C:\new[x]"),
        (r"\d+\.\d+", r"\d+.\d+"),
        (r"\{1, 2\}", "{1, 2}"),
        (r"\(x\)", "(x)"),
    ],
)
def test_what_loses_characters_is_a_warning_that_shows_it(text: str, shown: str) -> None:
    [problem] = found(text)
    assert (problem.severity, problem.code, problem.line) == ("warning", "SK313", 8)
    assert problem.message == f"This text shows as “{shown}”."
    assert "backticks" in problem.hint


@pytest.mark.parametrize("text", ["&nbsp;", "\u200d", "&#xAD;"])
def test_what_shows_as_nothing_is_an_error(text: str) -> None:
    [problem] = found(text)
    assert (problem.severity, problem.code, problem.line) == ("error", "SK314", 8)


AS_WRITTEN = r"""
+ - * # 1945. 2*3*4 __init__ x**2 + y**2 [a]: b > 90 **bold** AT&T a & b ⚠️ 。 …… «» ~ _ \
`&lt;` `\d+\.\d+` 5 \* 3 \+ 1945\. C:\Users\me \d+
"""


@pytest.mark.parametrize("text", AS_WRITTEN.split())
def test_what_is_seen_as_written_is_no_problem(text: str) -> None:
    assert found(text) == []
