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

    from studykit.authoring.course_extension import Existing
    from studykit.formats.article.outline import Outline

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
    outlines: Sequence[Outline],
    course_id: str,
    title: str,
    language: str,
    existing: Existing | None = None,
) -> Draft:
    """The draft of a course; lessons and sections that it has already keep their names."""
    first = outlines[0]
    head: Tree = {"id": course_id, "title": title, "language": language}
    if first.abstract and len(outlines) == 1:
        head["description"] = first.abstract
    head["sources"] = [_source(outline) for outline in outlines]
    lessons: list[Tree] = []
    names = Names({"course"} | (existing.lesson_names if existing else set()))
    sections = Names(existing.section_names if existing else set())
    words = words_in(language) or {}
    for outline in outlines:
        drafter = Drafter(outline, language)
        for chapter in outline.chapters:
            known = existing.lesson_id(chapter.title) if existing else None
            if known in [lesson["id"] for lesson in lessons]:
                known = None
            lesson: Tree = {"id": known or names.new(chapter.title), "title": chapter.title}
            lesson["sections"] = []
            for section in chapter.sections:
                shown = section.title or words.get("introduction", outline.title)
                same = existing.section_id(known, shown) if existing and known else None
                if same and same in [each["id"] for each in lesson["sections"]]:
                    same = None
                tree = {"id": same or sections.new(shown), "title": shown}
                lesson["sections"].append(tree | {"text": section.text})
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


def _add_checks(lesson: Tree) -> None:
    """Ask the questions of a section right after it."""
    asked: dict[str, list[str]] = {}
    for question in lesson["questions"]:
        asked.setdefault(question["source"], []).append(question["id"])
    for tree in lesson["sections"]:
        if tree["id"] in asked:
            tree["check"] = asked[tree["id"]][:2]
    for kind in ("cards", "questions"):
        if not lesson[kind]:
            del lesson[kind]
