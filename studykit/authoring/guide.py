"""The author's guide, as it comes with the lessons."""

from __future__ import annotations

from studykit.content.library import shipped_lessons


def guide_text(language: str) -> str:
    """The guide in the interface's `language`, in English where there is no other."""
    folder = shipped_lessons()
    file = folder / f"README.{language}.md"
    if not file.exists():
        file = folder / "README.md"
    return file.read_text(encoding="utf-8").rstrip()
