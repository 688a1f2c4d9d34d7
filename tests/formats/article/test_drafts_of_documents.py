"""Whole documents, and the whole drafts that come of them.

`documents/` holds each document with its draft as a teacher would read it: the text of every
section, and below it what may be asked, the best first, with its score and a `+` where it is
asked. Run this file with `STUDYKIT_DRAFTS=write` to write the drafts anew, and read the
difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studykit.formats.article.importing import import_article
from studykit.formats.article.items import Drafter
from studykit.formats.base import Source
from studykit.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.formats.article.importing import Imported

FOLDER = Path(__file__).parent / "documents"
WRITING = os.environ.get("STUDYKIT_DRAFTS") == "write"
DOCUMENTS = sorted(file for file in FOLDER.iterdir() if not file.name.endswith(".draft.txt"))


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_a_document_gives_its_draft(file: Path) -> None:
    imported = import_article([Source(file.name, file.read_bytes())], "course")
    draft = "\n".join(line.rstrip() for line in _shown(imported)) + "\n"
    kept = file.with_name(f"{file.name}.draft.txt")
    if WRITING:
        kept.write_text(draft, encoding="utf-8")
    assert draft == kept.read_text(encoding="utf-8")


def test_every_draft_has_its_document() -> None:
    drafts = {file.name for file in FOLDER.glob("*.draft.txt")}
    assert drafts == {f"{file.name}.draft.txt" for file in DOCUMENTS}


def _shown(imported: Imported) -> Iterator[str]:
    head = imported.draft.head
    yield f"{head['title']} [{head['language']}]"
    yield from (" · ".join(map(str, source.values())) for source in head["sources"])
    yield f"about: {head.get('description', '')}"
    [outline] = imported.outlines
    drafter = Drafter(outline, head["language"])
    for chapter, lesson in zip(outline.chapters, imported.draft.lessons, strict=True):
        yield f"\n======== {lesson['title']} ({lesson['id']})"
        items = [*lesson.get("cards", ()), *lesson.get("questions", ())]
        ids = [each["id"] for each in lesson["sections"]]
        offered = drafter.candidates(chapter, ids, [{True: 99, False: 99}] * len(ids))
        for section in lesson["sections"]:
            own = [item for item in items if item["source"] == section["id"]]
            yield f"\n---- {section['title']} ({section['id']})\n{section['text']}\n"
            for each in offered[section["id"]]:
                sign = "+" if _in(each.tree, own) else " "
                yield from _item(f"{sign}{each.score:4.1f} ", each.tree)
            for item in own:
                if item.get("type") == "open_response":
                    yield from _item("  the author's ", item)
            checked = [q["type"] for q in own if q["id"] in section.get("check", ())]
            yield from [f"check: {', '.join(checked)}"] if checked else []
    yield "\n======== dropped"
    for each in imported.files[0].dropped:
        yield f"{each.line} {each.kind}: {each.text}"
    yield f"{imported.files[0].share_dropped:.0%} of the text\n"
    imported.files[0].notes.clear()  # what is installed makes a difference to them alone
    imported.files[0].variants.clear()
    yield from imported.report(Words("en"))
    yield from imported.warnings(Words("en"))


def _in(tree: dict[str, Any], items: list[dict[str, Any]]) -> bool:
    return any(all(item.get(key) == value for key, value in tree.items()) for item in items)


def _item(front: str, tree: dict[str, Any]) -> Iterator[str]:
    match tree:
        case {"cloze": gap}:
            yield f"{front}gap: {gap}"
        case {"front": asked, "back": answer}:
            sign = "⇄" if tree.get("reverse") else "→"
            yield f"{front}card: {asked} {sign} {' / '.join(answer.splitlines())}"
        case {"type": "single_choice"}:
            yield f"{front}choice: {tree['stem']}"
            for option in tree["options"]:
                sign = "*" if option.get("correct") else " "
                yield f"        {sign}{option['text']}  {option.get('feedback', '')}"
        case {"type": "true_false"}:
            yield f"{front}{str(tree['answer']).lower()}: {tree['stem']}"
        case {"type": "ordering", "items": items}:
            yield f"{front}order: {' < '.join(items)}"
        case {"type": "matching"}:
            yield f"{front}match: {tree['stem']}"
            yield from (f"        {p['left']} = {p['right']}" for p in tree["pairs"])
            yield f"        left over: {tree['distractors']}"
        case {"type": "open_response"}:
            yield f"{front}{tree['stem']!r} → {tree['model_answer']!r}"
            yield f"        points: {tree['key_points']}"
    if tree.get("explanation") and tree["type"] in ("ordering", "matching"):
        yield from (f"        {line}" for line in tree["explanation"].splitlines())
