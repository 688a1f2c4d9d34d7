"""Drafts are accepted, changed and dropped one by one; the file changes only there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.authoring.draft_review import DraftReview
from studykit.authoring.yaml_edit import with_value, without_entry
from studykit.content.yaml_reader import read_yaml
from studykit.language.message import Refusal

LESSON = """\
# mine, and it stays
title: Rivers   # a remark
sections:
  - id: one
    title: First
    text: |
      The Moei flows north for 327 km. The Ping flows south.

      It is wet.
    check: [flow, wet]
  - {id: two, title: Second, text: The Salween is longer., check: [long]}

cards:
  # the first card
  - id: length
    cloze: The Moei flows north for {{327 km}}.
    source: one
    draft: true
  - {id: ping, front: Which flows south?, back: The Ping, source: one, draft: true}

questions:
  - id: flow
    type: true_false
    stem: The Moei flows north for 327 km.
    answer: true
    draft: true   # please look

  - draft: true
    id: wet
    type: true_false
    stem: It is wet.
    answer: true
  - {id: long, type: true_false, draft: true, stem: The Salween is longer., answer: true}
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    file = tmp_path / "rivers.yaml"
    file.write_bytes(LESSON.encode())
    return file


def test_every_draft_comes_with_its_section_and_its_sentence(lesson: Path) -> None:
    review = DraftReview(lesson)
    assert [draft.id for draft in review.waiting] == ["length", "ping", "flow", "wet", "long"]
    assert review.current is not None
    assert (review.current.section, review.current.line) == ("First", 15)
    assert review.current.sentence == "The Moei flows north for 327 km."
    assert review.waiting[-1].sentence == "The Salween is longer."


def test_accepting_takes_the_mark_and_nothing_else(lesson: Path) -> None:
    review = DraftReview(lesson)
    while review.current is not None:
        review.accept()
    expected = (
        LESSON.replace("    source: one\n    draft: true\n", "    source: one\n")
        .replace(", source: one, draft: true}", ", source: one}")
        .replace("    draft: true   # please look\n", "")
        .replace("  - draft: true\n    id: wet", "  - id: wet")
        .replace("true_false, draft: true, stem", "true_false, stem")
    )
    assert lesson.read_bytes() == expected.encode()


def test_dropping_takes_the_item_and_the_checks_that_name_it(lesson: Path) -> None:
    review = DraftReview(lesson)
    while review.current is not None:
        review.drop()
    text = lesson.read_text(encoding="utf-8")
    assert text == LESSON[: LESSON.index("    check: [flow")] + (
        "  - {id: two, title: Second, text: The Salween is longer.}\n\n\n"
    )


def test_one_item_among_others_is_dropped_byte_for_byte(lesson: Path) -> None:
    review = DraftReview(lesson)
    review.turn(2)
    review.drop()
    start, end = LESSON.index("  - id: flow"), LESSON.index("\n  - draft: true\n    id: wet")
    expected = (LESSON[:start] + LESSON[end:]).replace("check: [flow, wet]", "check: [wet]")
    assert lesson.read_bytes() == expected.encode()


def test_what_was_done_is_undone_byte_for_byte(lesson: Path) -> None:
    review = DraftReview(lesson)
    review.accept()
    review.drop()
    review.change("stem", "Does the Moei: flow #north?\nReally?")
    for _ in range(3):
        review.undo()
    assert lesson.read_bytes() == LESSON.encode()
    assert review.current is not None
    assert review.current.id == "length"
    review.undo()


def test_a_text_is_changed_in_place_and_the_item_goes_on_waiting(lesson: Path) -> None:
    review = DraftReview(lesson)
    review.change("cloze", "The Moei: {{327 km}} to the north.")
    review.turn(1)
    review.change("back", "The “Ping”, of course")
    text = lesson.read_text(encoding="utf-8")
    assert len(review.waiting) == 5
    tree = read_yaml(text, lesson).tree
    assert tree["cards"][0]["cloze"] == "The Moei: {{327 km}} to the north."
    assert tree["cards"][1]["back"] == "The “Ping”, of course"
    assert text.startswith(LESSON[: LESSON.index("    cloze:")])
    assert text.endswith(LESSON[LESSON.index("questions:") :])


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(lesson: Path) -> None:
    review = DraftReview(lesson)
    review.accept()
    lesson.write_text(LESSON + "# more\n", encoding="utf-8")
    with pytest.raises(Refusal, match="changed since"):
        review.undo()
    lesson.write_text("title: Nothing\n", encoding="utf-8")
    with pytest.raises(Refusal, match="changed since"):
        review.accept()
    assert lesson.read_text(encoding="utf-8") == "title: Nothing\n"
    assert review.current is None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(lesson: Path, newline: str) -> None:
    data = b"\xef\xbb\xbf" + LESSON.replace("\n", newline).encode()
    lesson.write_bytes(data)
    review = DraftReview(lesson)
    review.accept()
    line = f"    source: one{newline}    draft: true{newline}".encode()
    assert lesson.read_bytes() == data.replace(line, f"    source: one{newline}".encode())


_texts = st.text(st.sampled_from("ab :#-'\"{}[]|>,&*!%@`\n水"), min_size=1, max_size=20)


@given(_texts, st.booleans())
def test_any_text_can_be_put_in_place_of_another(value: str, flow: bool) -> None:
    text = "a: x\nb: old\nc: [y]\n" if not flow else "{a: x, b: old, c: [y]}\n"
    document = read_yaml(text, Path("x.yaml"))
    changed = read_yaml(with_value(document, ("b",), value), Path("x.yaml"))
    assert changed.tree == {"a": "x", "b": value, "c": ["y"]}
    rest = read_yaml(without_entry(document, ("b",)), Path("x.yaml"))
    assert rest.tree == {"a": "x", "c": ["y"]}
