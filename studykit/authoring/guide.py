"""The author's guide, as it comes with the lessons."""

from __future__ import annotations

from studykit.content.library import shipped_lessons

_NAMES = {"zh_Hant": "README.zh-Hant.md"}


def guide_text(language: str) -> str:
    """The guide in the interface's `language`, in English where there is no other."""
    folder = shipped_lessons()
    file = folder / _NAMES.get(language, "README.md")
    return (
        (file if file.exists() else folder / "README.md").read_text(encoding="utf-8").rstrip()
    )
