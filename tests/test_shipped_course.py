"""The course that ships: whole, in step in both languages, without a flaw."""

from __future__ import annotations

import pytest

from studykit.cli import main
from studykit.content.course import Edition
from studykit.content.library import open_library, shipped_lessons
from studykit.questions.registry import QUESTION_TYPES

LANGUAGES = ("zh-Hant", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def edition(request: pytest.FixtureRequest) -> Edition:
    library = open_library([shipped_lessons()])
    assert not library.diagnostics
    return library.course("telecom-fraud-clearance").editions[request.param]


def test_check_has_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(shipped_lessons()), "--strict"]) == 0


def test_there_is_enough_to_study(edition: Edition) -> None:
    assert len(edition.lessons) == 6
    assert sum(len(lesson.sections) for lesson in edition.lessons) >= 15
    assert sum(len(lesson.questions) for lesson in edition.lessons) >= 60
    assert sum(len(lesson.cards) for lesson in edition.lessons) >= 60


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


def test_the_blueprints_are_those_of_a_course(edition: Edition) -> None:
    quizzes = {quiz.id: quiz for quiz in edition.head.quizzes}
    for lesson in edition.lessons:
        assert quizzes[f"practice-{lesson.id}"].mode == "practice"
    assert quizzes["final"].mode == "exam"
    assert quizzes["final"].time_limit
    assert quizzes["how-sure"].certainty
    assert "checkpoint" in quizzes
