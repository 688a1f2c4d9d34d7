"""The line that says how many drafts wait, and how they are confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.interface import words

if TYPE_CHECKING:
    from pathlib import Path


def drafts_line(drafts: int, path: Path | str) -> str:
    """How many drafts the course or lesson at `path` holds."""
    return words().many(
        drafts,
        "{n} draft waits: studykit preview {path}",
        "{n} drafts wait: studykit preview {path}",
        path=path,
    )
