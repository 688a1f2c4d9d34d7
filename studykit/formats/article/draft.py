"""The structure of an article → the draft of a course, as trees to be written as YAML.

All that is drafted follows from the text by rules, so the same article gives the same draft.
What the author has to confirm is marked `draft: true`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studykit.formats.article.items import Drafter
from studykit.formats.article.names import Names
from studykit.formats.article.wording import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.article.outline import Chapter, Outline

Tree = dict[str, Any]


@dataclass
class Draft:
    """A course to be written: its head, and its lessons in order."""

    head: Tree
    lessons: list[Tree] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many sections, cards or questions there are."""
        return sum(len(lesson.get(kind, ())) for lesson in self.lessons)


def draft(
    outlines: Sequence[Outline], course_id: str, title: str, language: str, names: Names
) -> Draft:
    """The draft of a course; `names` gives no lesson a name that is taken."""
    first = outlines[0]
    head: Tree = {"id": course_id, "title": title, "language": language}
    if first.abstract and len(outlines) == 1:
        head["description"] = first.abstract
    head["sources"] = [_source(outline) for outline in outlines]
    lessons = []
    sections = Names()
    words = words_in(language) or {}
    for outline in outlines:
        drafter = Drafter(outline, language)
        for chapter in outline.chapters:
            lesson: Tree = {"id": names.new(chapter.title), "title": chapter.title}
            lesson["sections"] = _sections(chapter, outline.title, sections, words)
            lesson |= drafter.items(chapter, [tree["id"] for tree in lesson["sections"]])
            _add_checks(lesson)
            lessons.append(lesson)
    head["lessons"] = [f"{lesson['id']}.yaml" for lesson in lessons]
    return Draft(head, lessons)


def _source(outline: Outline) -> Tree:
    source: Tree = {"title": outline.title}
    if outline.address:
        source["url"] = outline.address
    if outline.date:
        source["date"] = outline.date
    return source


def _sections(chapter: Chapter, title: str, names: Names, words: dict[str, str]) -> list[Tree]:
    trees = []
    for section in chapter.sections:
        shown = section.title or words.get("introduction", title)
        trees.append({"id": names.new(shown), "title": shown, "text": section.text})
    return trees


def _add_checks(lesson: Tree) -> None:
    """Ask the questions of a section right after it."""
    for tree in lesson["sections"]:
        asked = [q["id"] for q in lesson["questions"] if q["source"] == tree["id"]]
        if asked:
            tree["check"] = asked[:2]
    for kind in ("cards", "questions"):
        if not lesson[kind]:
            del lesson[kind]
