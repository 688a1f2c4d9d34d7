"""Warnings an author has looked at and does not want to see again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from studykit.content.diagnostics import Diagnostic

_COMMENT = re.compile(r"#\s*studykit:\s*ignore\s+(SK\d{3}(?:[\s,]+SK\d{3})*)")
_CODE = re.compile(r"SK\d{3}")


def silenced_lines(text: str) -> dict[int, frozenset[str]]:
    """Line, from 1, → the codes that a comment `# studykit: ignore SK123` silences there.

    A comment behind something speaks of its own line, one that stands alone of the next.
    """
    if "studykit:" not in text:
        return {}
    lines: dict[int, frozenset[str]] = {}
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        comment = _COMMENT.search(line)
        if comment:
            alone = not line[: comment.start()].strip()
            codes = frozenset(_CODE.findall(comment[1]))
            about = number + 1 if alone else number
            lines[about] = lines.get(about, frozenset()) | codes
    return lines


def without_silenced(
    diagnostics: Iterable[Diagnostic],
    by_line: Mapping[int, Collection[str]],
    everywhere: Collection[str] = (),
) -> list[Diagnostic]:
    """`diagnostics` of one file, less the warnings that its author silenced.

    An error cannot be silenced.
    """
    return [
        d
        for d in diagnostics
        if d.severity == "error"
        or (d.code not in everywhere and d.code not in by_line.get(d.line, ()))
    ]
