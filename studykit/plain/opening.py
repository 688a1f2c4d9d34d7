"""Opening a course before it is studied line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.language.words import Words


def open_edition(edition: Edition, words: Words) -> bool:
    """Open an edition; False when it has no lesson that can be studied.

    On standard error: what is wrong in its files, and before, that reading them takes a while.
    """
    if edition.slow:
        print(words("Reading the course …"), file=sys.stderr)
    for diagnostic in edition.diagnostics:
        if diagnostic.severity == "error":
            print(words.translate(diagnostic.line_of_text), file=sys.stderr)
    return bool(edition.lessons)
