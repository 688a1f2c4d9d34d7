"""Questions whose numbers vary: the player has some draws, and stores which it asked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from studykit.content.course import Edition
from studykit.questions.digest import question_digest
from studykit.questions.drawing import filled
from studykit.questions.grade import grade
from studykit.questions.marks import with_penalty
from studykit.study.attempt_start import start_attempt
from studykit.study.quiz import QuizAttempt
from studykit.web.course_data import course_data
from studykit.web.questions.data import question_data
from studykit.web.questions.draws import MOST_DRAWS
from tests.study.builder import Student
from tests.web.courses import editions, written
from tests.web.journey import Step, journey, state_of, written_page
from tests.web.node import needs_browser, needs_node

FEW = {"n": {"from": 2, "to": 9}}
MANY = {"n": {"from": 1, "to": 1_000_000}}


def course(folder: Path, variables: dict[str, Any], count: int = 1) -> Edition:
    question = {
        "type": "numerical",
        "stem": "Twice [= n]?",
        "variables": variables,
        "answers": [
            {"answer": "= n * 2"},
            {"answer": "= n", "weight": 0.5, "feedback": "It is [= n] itself."},
        ],
    }
    questions = [{"id": f"twice-{n}", **question} for n in range(count)]
    quizzes = [{"id": "all", "title": "All", "shuffle": False}]
    [edition] = editions(written(folder, questions=questions, quizzes=quizzes))
    return edition


@pytest.mark.parametrize(("variables", "number"), [(FEW, 8), (MANY, MOST_DRAWS)])
def test_each_draw_is_the_question_as_python_asks_it(
    tmp_path: Path, variables: dict[str, Any], number: int
) -> None:
    edition = course(tmp_path / "c", variables)
    found = course_data([edition])
    [question] = found.data["editions"][0]["lessons"][0]["questions"]
    template = edition.template("twice-0")
    assert question["digest"] == question_digest(template)
    draws = question.pop("draws")
    assert len({json.dumps(draw["values"]) for draw in draws}) == len(draws) == number
    for draw in draws:
        asked = question_data(filled(template, draw["values"]))
        assert {**question, **draw["changed"]} == {**asked, "digest": question["digest"]}
    # That there are more is reported, and that there are none is not.
    assert [loss.left_out for loss in found.losses] == [False] * (number == MOST_DRAWS)


@pytest.mark.long
@needs_node
@needs_browser
def test_an_attempt_stays_on_its_numbers_in_the_player_and_in_the_terminal(
    tmp_path: Path,
) -> None:
    edition = course(tmp_path / "c", FEW, 6)
    steps: list[Step] = [["go", "/quiz/all"], ["click", "Start"]]
    for _ in range(6):
        steps += [["text", ".stem"], ["respond", "type", "1"], ["click", "Answer"], ["reload"]]
        steps += [["text", ".stem"], ["click", "try again"], ["respond", "type", "8"]]
        steps += [["click", "Answer"], ["press", "ArrowRight"]]
    seen = journey(
        written_page(tmp_path, tmp_path / "c"), *steps, ["go", "/progress"], ["save"]
    )
    stems = [text for text in seen.steps if re.fullmatch(r"Twice \d\?", str(text))]
    assert stems[::2] == stems[1::2]
    assert len(set(stems)) > 1

    learner = Student()
    learner.memory.state = state_of(seen.last, tmp_path)
    [attempt_id] = learner.course("rivers")["attempts"]
    attempt = QuizAttempt((edition,), attempt_id, learner)
    for number, stem in enumerate(stems[::2]):
        question = attempt.question(f"twice-{number}")
        assert question is not None
        assert question.stem == stem
        response = attempt.attempt["responses"][question.id]
        right = with_penalty(grade(question, "8").score, 1)
        assert response["score"] == pytest.approx(right)
        assert attempt.items[number]["digest"] == question_digest(edition.template(question.id))


@pytest.mark.long
@needs_node
@needs_browser
def test_numbers_of_the_terminal_that_are_not_in_the_file_are_not_taken_for_others(
    tmp_path: Path,
) -> None:
    edition, learner = course(tmp_path / "c", MANY), Student()
    started = start_attempt((edition,), edition.quizzes[0], learner)
    learner.keep(started.step)
    document = {
        "format": "studykit profile",
        "version": 3,
        "state": {},
        "events": learner.memory.stored,
    }
    seen = journey(
        written_page(tmp_path, tmp_path / "c"),
        *(["go", "/progress"], ["load"], ["go", f"/attempt/{started.attempt}"], ["text"]),
        profile=json.dumps(document),
    )
    assert "numbers that are not in this file" in seen.last
