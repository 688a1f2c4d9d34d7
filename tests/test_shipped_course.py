"""The course that ships: whole, in step in both languages, without a flaw."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from studykit.authoring.critic.words import Text
from studykit.cli import main
from studykit.content.course import Edition
from studykit.content.library import open_library, shipped_lessons
from studykit.questions.gaps import gaps_of
from studykit.questions.registry import QUESTION_TYPES, Question, SingleChoice, TrueFalse

LANGUAGES = ("zh-Hant", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def edition(request: pytest.FixtureRequest) -> Edition:
    library = open_library([shipped_lessons()])
    assert not library.diagnostics
    return library.course("telecom-fraud-clearance").editions[request.param]


def test_check_has_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(shipped_lessons()), "--strict"]) == 0


@pytest.mark.parametrize(
    "file", sorted(shipped_lessons().rglob("*.yaml")), ids=lambda f: f.name
)
def test_a_machine_without_libyaml_reads_the_same(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    slow = yaml.load(text, yaml.SafeLoader)
    assert slow == yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def test_there_is_enough_to_study(edition: Edition) -> None:
    assert len(edition.lessons) == 7
    assert sum(len(lesson.sections) for lesson in edition.lessons) >= 30
    assert sum(len(lesson.questions) for lesson in edition.lessons) >= 140
    assert sum(len(lesson.cards) for lesson in edition.lessons) >= 80


def test_every_question_type_occurs(edition: Edition) -> None:
    used = {question.type for lesson in edition.lessons for question in lesson.questions}
    assert used == set(QUESTION_TYPES)


def test_every_objective_has_two_questions_a_card_and_a_section(edition: Edition) -> None:
    for lesson in edition.lessons:
        for objective in lesson.objectives:
            questions = [q for q in lesson.questions if q.objective == objective]
            cards = [card for card in lesson.cards if card.objective == objective]
            sections = {item.source for item in (*questions, *cards)}
            assert len(questions) >= 2, objective
            assert cards, objective
            assert sections <= {section.id for section in lesson.sections}, objective


def test_every_question_and_option_teaches(edition: Edition) -> None:
    for outline in edition.lessons:
        for question in edition.lesson(outline.id).questions:
            assert question.explanation or question.type == "open_response", question.id
            for option in getattr(question, "options", ()):
                assert option.feedback, (question.id, option.text)


def questions_of(edition: Edition) -> list[Question]:
    return [q for outline in edition.lessons for q in edition.lesson(outline.id).questions]


def test_every_question_is_for_practice_or_for_the_exam(edition: Edition) -> None:
    roles = {"practice", "open", "exam"}
    for question in questions_of(edition):
        assert len(roles & set(question.tags)) == 1, question.id
        assert question.exam_only == ("exam" in question.tags), question.id
        assert ("open" in question.tags) == (question.type == "open_response"), question.id


def test_every_objective_has_two_questions_held_back_for_the_exam(edition: Edition) -> None:
    held_back = Counter(q.objective for q in questions_of(edition) if "exam" in q.tags)
    assert all(held_back[objective] >= 2 for objective in edition.objectives)
    checks = {
        check
        for outline in edition.lessons
        for section in outline.sections
        for check in section.check
    }
    assert not checks & {q.id for q in questions_of(edition) if "exam" in q.tags}


def test_the_exam_draws_on_each_objective_what_nothing_else_asks(edition: Edition) -> None:
    quizzes = {quiz.id: quiz for quiz in edition.head.quizzes}
    lines = quizzes["final"].draw
    assert [line.objectives[0] for line in lines] == list(edition.objectives)
    assert all(line.tags == ("exam",) and line.count == 1 for line in lines)
    assert quizzes["final"].attempts
    for quiz in quizzes.values():
        if quiz.id != "final":
            assert all(line.tags and "exam" not in line.tags for line in quiz.draw), quiz.id


def test_a_third_of_the_questions_pose_a_new_situation(edition: Edition) -> None:
    questions = questions_of(edition)
    new = [q for q in questions if {"apply", "analyse", "evaluate"} & set(q.tags)]
    assert len(new) * 3 >= len(questions)


def test_the_length_of_an_option_tells_nothing(edition: Edition) -> None:
    """Choosing the longest option, or the shortest, does little better than blind guessing."""
    choices = [q for q in questions_of(edition) if isinstance(q, SingleChoice)]
    for extreme in (max, min):
        earned = 0.0
        for question in choices:
            widths = [Text(option.text).cells for option in question.options]
            key = [option.correct for option in question.options].index(True)
            if widths[key] == extreme(widths):
                earned += 1 / widths.count(widths[key])
        assert earned / len(choices) < 0.36, extreme


def test_true_and_false_are_in_balance(edition: Edition) -> None:
    answers = Counter(q.answer for q in questions_of(edition) if isinstance(q, TrueFalse))
    assert abs(answers[True] - answers[False]) <= 1


def test_a_card_asks_one_thing(edition: Edition) -> None:
    for outline in edition.lessons:
        for card in edition.lesson(outline.id).cards:
            assert len(gaps_of(card.cloze)) <= 2, card.id
            assert card.back.count(",") + card.back.count("、") <= 2, card.id


def test_the_blueprints_are_those_of_a_course(edition: Edition) -> None:
    quizzes = {quiz.id: quiz for quiz in edition.head.quizzes}
    for lesson in edition.lessons:
        assert quizzes[f"practice-{lesson.id}"].mode == "practice"
    assert quizzes["final"].mode == "exam"
    assert quizzes["final"].time_limit
    assert quizzes["how-sure"].certainty
    assert "checkpoint" in quizzes
