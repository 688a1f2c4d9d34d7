"""`check` names formulas that cannot be read, with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.content.lesson_file import read_lesson


@pytest.mark.parametrize(
    ("stem", "code", "message"),
    [
        ("What is $x^{2$?", "SK315", "The formula “x^{2” cannot be read: unexpected end of"),
        ("What is $\\frac{1}{2?", "SK315", "A formula begins with “$” and does not end."),
        ("What is $\\foo{x}$?", "SK316", "“\\foo” is no command that is known"),
        ("What is $x^2$ for $5?", None, ""),
        ("What costs $5 or US$7?", None, ""),
    ],
)
def test_a_formula_in_a_stem(stem: str, code: str | None, message: str) -> None:
    question = f"  - id: q\n    type: true_false\n    stem: '{stem}'\n    answer: true\n"
    reading = read_lesson(f"title: T\nquestions:\n{question}".encode(), Path("t.yaml"))
    found = [diagnostic for diagnostic in reading.diagnostics if diagnostic.code != "SK622"]
    if code is None:
        assert not found
    else:
        [only] = found
        assert (only.code, only.line, only.column) == (code, 5, 11)
        assert only.message.startswith(message)
