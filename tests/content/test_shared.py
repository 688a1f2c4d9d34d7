"""What lessons share: stimuli, banks that they include, questions that they reuse."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from studykit.authoring.critic.criticise import critic_diagnostics
from studykit.authoring.draft_review import DraftReview
from studykit.content.checking import read_courses
from studykit.content.course import Edition
from studykit.content.library import open_library
from studykit.study.question_selection import draw_questions
from studykit.study.search import Search

HEAD = "id: c\ntitle: C\nlanguage: en\nlessons: [a.yaml, b.yaml]\n"
FIRST = """\
id: a
title: A
include: [bank.yaml]
stimuli:
  lake: {title: The lake, text: A lake lies in the hills.}
sections:
  - {id: sa, title: S, text: T, check: [qa, shared]}
questions:
  - {id: qa, type: true_false, stem: Is it high up?, answer: true, stimulus: lake}
  - {id: alone, type: true_false, stem: Is it so?, answer: true}
  - {id: qa2, type: true_false, stem: Is it wet?, answer: true, stimulus: lake}
  - {id: own, type: true_false, stem: Who writes?, answer: true, stimulus: letter}
"""
SECOND = """\
id: b
title: B
include:
  - {file: bank.yaml, ids: [shared, card]}
reuse: [qa]
sections:
  - {id: sb, title: S, text: T, check: [qa]}
questions:
  - {id: qb, type: true_false, stem: Is b so?, answer: true}
"""
BANK = """\
title: Bank
bank: true
stimuli:
  letter: {title: A letter, text: Dear friend of mine}
cards: [{id: card, front: Front, back: Back}]
questions:
  - {id: shared, type: true_false, stem: Is it kind?, answer: true, stimulus: letter}
  - {id: other, type: true_false, stem: Is it long?, answer: false, tags: [hard]}
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDYKIT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "library" / "en"
    folder.mkdir(parents=True)
    for name, text in (("course", HEAD), ("a", FIRST), ("b", SECOND), ("bank", BANK)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def settle(folder: Path) -> None:
    past = time.time() - 60
    for file in folder.rglob("*.yaml"):
        os.utime(file, (past, past))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def opened(course: Path) -> Edition:
    return open_library([course]).course("c").edition()


def found(path: Path) -> list[tuple[str, int, int, str]]:
    return [(d.file.name, d.line, d.column, d.code) for d in read_courses([path]).diagnostics]


def ids(edition: Edition) -> list[list[str]]:
    return [[question.id for question in lesson.questions] for lesson in edition.lessons]


@pytest.mark.parametrize("again", [False, True])
def test_a_question_belongs_to_one_lesson_and_has_its_stimulus(
    course: Path, again: bool
) -> None:
    settle(course)
    if again:
        opened(course).open()
    edition = opened(course)
    assert edition.diagnostics == ()
    assert ids(edition) == [["qa", "alone", "qa2", "own", "shared", "other"], ["qb"]]
    assert [lesson.borrowed for lesson in edition.lessons] == [(), ("qa", "shared")]
    assert [[card.id for card in lesson.cards] for lesson in edition.lessons] == [["card"], []]
    assert [q.stimulus for q in edition.lesson("a").questions[::4]] == ["lake", "letter"]
    for question, text in (("qa", "A lake lies in the hills."), ("own", "Dear friend of mine")):
        stimulus = edition.question(question).shown_stimulus
        assert stimulus is not None and stimulus.text == text
    assert edition.question("alone").shown_stimulus is None
    assert edition.line_of("question", "other") == (course / "bank.yaml", 8)
    assert edition.line_of("card", "card") == (course / "bank.yaml", 5)


def test_nothing_is_wrong_with_what_is_shared_well(course: Path) -> None:
    assert found(course) == []


def test_a_changed_bank_is_noticed(course: Path) -> None:
    settle(course)
    assert opened(course).question("other").stem == "Is it long?"
    edit(course / "bank.yaml", "Is it long?", "Is it short?")
    edit(course / "bank.yaml", "Dear friend of mine", "Dear aunt")
    edition = opened(course)
    assert edition.question("other").stem == "Is it short?"
    stimulus = edition.question("own").shown_stimulus
    assert stimulus is not None and stimulus.text == "Dear aunt"
    assert [hit.id for hit in Search(edition)("aunt")] == ["own"]


def test_a_bank_that_is_edited_while_the_course_is_open_is_read_again(course: Path) -> None:
    edition = opened(course)
    assert edition.question("other").stem == "Is it long?"
    edit(course / "bank.yaml", "Is it long?", "Is it short?")
    assert edition.reread("a") == ()
    assert edition.question("other").stem == "Is it short?"
    edit(course / "bank.yaml", "answer: false", "answer: perhaps")
    assert [d.file.name for d in edition.reread("a")] == ["bank.yaml"]
    assert ids(edition)[0][-2:] == ["shared", "other"]


def test_without_its_bank_the_rest_of_a_course_is_studied(course: Path) -> None:
    (course / "bank.yaml").unlink()
    edition = opened(course)
    assert [(d.file.name, d.line, d.column, d.code) for d in edition.diagnostics] == [
        ("a.yaml", 3, 11, "SK416"),
        ("b.yaml", 4, 5, "SK416"),
    ]
    assert ids(edition) == [["qa", "alone", "qa2"], ["qb"]]
    assert edition.lessons[0].sections[0].check == ("qa",)
    assert edition.lesson("a").sections[0].check == ("qa",)


def test_a_course_that_lists_no_lessons_takes_no_bank_for_one(course: Path) -> None:
    edit(course / "course.yaml", "lessons: [a.yaml, b.yaml]\n", "")
    assert found(course) == []
    assert [lesson.id for lesson in opened(course).lessons] == ["a", "b"]


def test_a_quiz_of_a_lesson_asks_what_the_lesson_borrows_too(course: Path) -> None:
    edition = opened(course)
    asked = draw_questions(edition, edition.quiz("lesson:b"), 1)
    assert sorted(asked) == ["qa", "qb", "shared"]


@pytest.mark.parametrize("seed", range(8))
def test_questions_with_one_stimulus_are_asked_one_after_the_other(
    course: Path, seed: int
) -> None:
    edition = opened(course)
    asked = draw_questions(edition, edition.quiz("course:all"), seed)
    assert sorted(asked) == ["alone", "other", "own", "qa", "qa2", "qb", "shared"]
    assert asked[asked.index("qa") + 1] == "qa2"
    assert asked[asked.index("own") + 1] == "shared"


def test_of_a_stimulus_with_more_questions_than_are_drawn_some_come(course: Path) -> None:
    draw = "quizzes:\n  - {id: q, title: Q, draw: [{ids: [qa, qa2], count: 1}]}\n"
    (course / "course.yaml").write_text(HEAD + draw, encoding="utf-8")
    edition = opened(course)
    assert draw_questions(edition, edition.quiz("q"), 1) == ["qa"]


def test_search_finds_what_is_shared_once(course: Path) -> None:
    edition = opened(course)
    assert [(h.kind, h.id, h.lesson) for h in Search(edition)("kind?")] == [
        ("question", "shared", "a")
    ]
    assert [(h.kind, h.id, h.title) for h in Search(edition)("hills")] == [
        ("question", "qa", "The lake")
    ]
    assert Search(edition, lesson="b")("long") == []
    edit(course / "a.yaml", "include: [bank.yaml]", "include: [{file: bank.yaml, ids: [card]}]")
    edit(course / "a.yaml", ", shared]", "]")
    assert Search(opened(course))("long") == []


WRONG = [
    ("a", "[bank.yaml]", "[none.yaml]", ("a.yaml", 3, 11, "SK416")),
    ("a", "[bank.yaml]", "[../../../etc/passwd]", ("a.yaml", 3, 11, "SK416")),
    ("a", "[bank.yaml]", "[/etc/passwd]", ("a.yaml", 3, 11, "SK416")),
    ("a", "[bank.yaml]", "[bank.yaml, outside.yaml]", ("a.yaml", 3, 22, "SK416")),
    ("a", "[bank.yaml]", "[bank.yaml, circle.yaml]", ("a.yaml", 3, 22, "SK416")),
    ("a", "[bank.yaml]", "[bank.yaml, a.yaml]", ("a.yaml", 3, 22, "SK416")),
    ("a", "[bank.yaml]", "[bank.yaml, b.yaml]", ("a.yaml", 3, 22, "SK416")),
    ("a", "[bank.yaml]", "[bank.yaml, course.yaml]", ("a.yaml", 3, 22, "SK416")),
    ("a", "[bank.yaml]", '["", bank.yaml]', ("a.yaml", 3, 11, "SK416")),
    ("a", "[bank.yaml]", '["-x.yaml", bank.yaml]', ("a.yaml", 3, 11, "SK413")),
    ("a", "[bank.yaml]", "bank.yaml", ("a.yaml", 3, 10, "SK203")),
    ("a", "lake: {title", "la ke: {title", ("a.yaml", 5, 3, "SK208")),
    ("a", "text: A lake", "txt: A lake", ("a.yaml", 5, 27, "SK201")),
    ("a", "A lake lies in the hills.", "''", ("a.yaml", 5, 33, "SK207")),
    ("a", "stimulus: lake}\n  - {id: alone", "stimulus: lace}\n  - {id: alone",
     ("a.yaml", 9, 78, "SK417")),
    ("a", "[qa, shared]", "[qa, shard]", ("a.yaml", 7, 45, "SK402")),
    ("a", "lake: {title", "pond: {title: P, text: T}\n  lake: {title",
     ("a.yaml", 5, 3, "SK418")),
    ("a", "lake: {title", "letter: {title: P, text: T}\n  lake: {title",
     ("bank.yaml", 4, 3, "SK401")),
    ("b", "reuse: [qa]", "reuse: [qa, qx]", ("b.yaml", 5, 13, "SK420")),
    ("b", "[shared, card]", "[shared, card, crad]", ("b.yaml", 4, 43, "SK421")),
    ("b", "[shared, card]", "[shared], tags: [easy]", ("b.yaml", 4, 45, "SK421")),
    ("b", "id: qb", "id: shared", ("bank.yaml", 7, 10, "SK401")),
    ("bank", "bank: true", "bank: true\ninclude: [bank.yaml]", ("bank.yaml", 3, 1, "SK201")),
    ("bank", "bank: true", "bank: true\nsummary: S", ("bank.yaml", 3, 1, "SK201")),
    ("bank", "bank: true", "bank: maybe", ("bank.yaml", 2, 7, "SK203")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "place"), WRONG)
def test_what_is_wrong_is_said_at_its_place(
    course: Path, name: str, old: str, new: str, place: tuple[str, int, int, str]
) -> None:
    (course.parent.parent / "secret.yaml").write_text(BANK, encoding="utf-8")
    (course / "outside.yaml").symlink_to(course.parent.parent / "secret.yaml")
    (course / "circle.yaml").symlink_to(course / "circle.yaml")
    edit(course / f"{name}.yaml", old, new)
    assert place in found(course)


def test_a_file_outside_of_the_course_is_not_even_read(course: Path) -> None:
    outside = course.parent.parent / "secret.yaml"
    outside.write_text(BANK.replace("Is it long?", "The secret"), encoding="utf-8")
    (course / "bank.yaml").unlink()
    (course / "bank.yaml").symlink_to(outside)
    assert "other" not in {q for lesson in ids(opened(course)) for q in lesson}
    assert ("a.yaml", 3, 11, "SK416") in found(course)


def test_a_bank_that_nobody_includes_is_named(course: Path) -> None:
    edit(course / "course.yaml", "lessons: [a.yaml, b.yaml]\n", "")
    (course / "more.yaml").write_text("title: M\nbank: true\nquestions: []\n")
    assert found(course) == [("more.yaml", 2, 1, "SK419")]


def test_a_listed_course_says_of_a_bank_that_nobody_includes_it(course: Path) -> None:
    (course / "more.yaml").write_text("title: M\nbank: true\nquestions: []\n")
    assert found(course) == [("course.yaml", 4, 1, "SK415")]


def test_a_thousand_includes_are_one_problem(course: Path) -> None:
    many = ", ".join(f"bank{n}.yaml" for n in range(1000))
    edit(course / "a.yaml", "[bank.yaml]", f"[{many}]")
    assert [place for place in found(course) if place[0] == "a.yaml"] == [
        ("a.yaml", 3, 1, "SK312")
    ]
    assert [d.code for d in opened(course).diagnostics] == ["SK312"]


def test_an_edition_without_a_stimulus_is_named(course: Path) -> None:
    other = course.parent / "de"
    other.mkdir()
    for file in course.iterdir():
        (other / file.name).write_text(file.read_text().replace("language: en", "language: de"))
    assert found(course.parent) == []
    text = (other / "a.yaml").read_text().replace(", stimulus: lake", "")
    (other / "a.yaml").write_text(text.replace("stimuli:\n  lake: {", "# {"))
    assert {place[3] for place in found(course.parent)} == {"SK451", "SK452"}
    assert ("a.yaml", 5, 3, "SK451") in found(course.parent)


def test_a_lesson_that_is_checked_alone_knows_its_banks(course: Path) -> None:
    assert found(course / "a.yaml") == []
    assert found(course / "b.yaml") == []
    assert found(course / "bank.yaml") == []
    edit(course / "a.yaml", "stimulus: letter", "stimulus: lettre")
    assert found(course / "a.yaml") == [("a.yaml", 12, 76, "SK417")]


def test_a_lesson_that_is_opened_alone_has_what_it_includes(course: Path) -> None:
    edition = open_library([course / "b.yaml"]).course("c").edition()
    assert ids(edition) == [["qb", "shared"]]
    assert edition.lessons[0].sections[0].check == ()
    assert edition.question("shared").shown_stimulus


def test_drafts_of_a_bank_wait_once_and_are_looked_through(course: Path) -> None:
    edit(course / "bank.yaml", "answer: false, tags", "answer: false, draft: true, tags")
    edition = opened(course)
    assert "other" not in ids(edition)[0]
    assert edition.drafts == 1
    assert edition.banks == [course / "bank.yaml"]
    review = DraftReview(course)
    assert [draft.file.name for draft in review.waiting] == ["bank.yaml"]


def advice(course: Path, code: str) -> list[str]:
    checked = read_courses([course])
    found = critic_diagnostics(checked.courses)
    return [diagnostic.message for diagnostic in found if diagnostic.code == code]


def test_one_question_about_two_texts_is_no_question_twice(course: Path) -> None:
    stem = "What is the main idea of the text?"
    edit(course / "a.yaml", "Is it high up?", stem)
    edit(course / "a.yaml", "Who writes?", stem)
    assert advice(course, "SK621") == []
    edit(course / "a.yaml", "Is it wet?", stem)
    assert len(advice(course, "SK621")) == 1


def test_an_objective_may_be_tested_by_a_bank(course: Path) -> None:
    edit(course / "b.yaml", "title: B", "title: B\nobjectives: {kind: tell a kind letter}")
    assert len(advice(course, "SK702")) == 1
    edit(course / "bank.yaml", "stimulus: letter}", "stimulus: letter, objective: kind}")
    assert advice(course, "SK702") == []
