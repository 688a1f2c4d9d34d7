"""Importing a text as its file would be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from studykit.formats.article.importing import Imported, import_article
from studykit.formats.base import Source

Read = Callable[..., Imported]


@pytest.fixture
def read() -> Read:
    """Import texts by their file names: `read(**{"a.md": "…"})`."""

    def importing(_options: dict[str, Any] | None = None, **texts: str) -> Imported:
        sources = [Source(name, text.encode()) for name, text in texts.items()]
        return import_article(sources, "course", **(_options or {}))

    return importing


def section_texts(imported: Imported) -> dict[str, str]:
    """Title → text of all sections."""
    lessons = imported.draft.lessons
    return {s["title"]: s["text"] for lesson in lessons for s in lesson["sections"]}


def all_items(imported: Imported, kind: str) -> list[dict[str, Any]]:
    """The cards or the questions of all lessons."""
    return [item for lesson in imported.draft.lessons for item in lesson.get(kind, ())]
