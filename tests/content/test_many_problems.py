"""However much is wrong in a file, no warning hides an error, and warnings close no lesson."""

from __future__ import annotations

from pathlib import Path

from studykit.content.lesson_file import read_lesson

WARNED = "  - {{id: q{n}, type: true_false, stem: 'a &lt; {n}', answer: true}}\n"


def lesson(count: int, *more: str) -> bytes:
    """A lesson with `count` stems that show less than was written."""
    warned = "".join(WARNED.format(n=n) for n in range(count))
    return f"title: T\nquestions:\n{warned}{''.join(more)}".encode()


def test_a_lesson_with_hundreds_of_warnings_is_studied() -> None:
    reading = read_lesson(lesson(150), Path("l.yaml"))
    assert reading.usable is not None
    last = [d for d in reading.diagnostics if d.code == "SK115"]
    assert [d.severity for d in last] == ["warning"]
    assert len(reading.diagnostics) == 101


def test_an_error_behind_hundreds_of_warnings_is_named() -> None:
    same = "  - {id: q0, type: true_false, stem: Twice?, answer: true}\n"
    reading = read_lesson(lesson(150, same), Path("l.yaml"))
    assert reading.usable is None
    assert [d.code for d in reading.diagnostics if d.severity == "error"] == ["SK401"]
