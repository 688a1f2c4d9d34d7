"""A question for exams alone is asked in exams, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.content.checking import read_courses
from studykit.content.course_model import Draw, Quiz
from studykit.content.implicit_quizzes import ALL_QUESTIONS, practice_quiz_id
from studykit.planning.deck import deal, tally
from studykit.planning.selection import Selection, select
from studykit.study.attempt_start import start_attempt
from studykit.study.question_selection import draw_questions
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_ending import finish
from studykit.study.reading import Reading
from studykit.study.result import result_of
from tests.study.builder import Student, small_course

HIDDEN = ("q1", "q4")
EXAM = Quiz(id="exam", title="Exam", mode="exam")
LESSON = """\
title: Lesson
sections: [{id: s, title: S, text: T, check: [a, b]}]
questions:
  - {id: a, type: true_false, stem: It is., answer: true, exam_only: true}
  - {id: b, type: true_false, stem: It is so., answer: true}
"""


@pytest.mark.parametrize("draw", [(), (Draw(ids=("q1", "q2")),), (Draw(count=4),)])
def test_practice_never_draws_it_and_an_exam_does(draw: tuple[Draw, ...]) -> None:
    course = small_course(exam_only=HIDDEN)
    for seed in range(20):
        practice = Quiz(id="p", title="P", draw=draw)
        assert not set(HIDDEN) & set(draw_questions(course, practice, seed))
        exam = Quiz(id="e", title="E", draw=draw, mode="exam")
        assert "q1" in draw_questions(course, exam, seed)


def test_the_implicit_quizzes_keep_to_it() -> None:
    every = ("q1", "q2", "q3", "q4")
    course = small_course(exam_only=every)
    assert [quiz.id for quiz in course.quizzes] == [ALL_QUESTIONS]
    assert practice_quiz_id("lesson") in {quiz.id for quiz in small_course().quizzes}


def test_the_check_of_a_section_passes_it_over() -> None:
    learner = Student()
    course = small_course(exam_only=("q2",))
    reading = Reading(course, "lesson", learner, "second")
    assert [asking.question.id for asking in reading.checks] == ["q3"]


def test_what_was_missed_in_the_exam_is_no_card_and_not_asked_again() -> None:
    learner = Student()
    course = small_course(cards=0, exam_only=HIDDEN, quizzes=(EXAM,))
    started = start_attempt((course,), EXAM, learner)
    learner.keep(started.step)
    attempt = QuizAttempt((course,), started.attempt, learner)
    for _ in attempt.questions:
        assert attempt.asking is not None
        attempt.asking.choose(1)
        learner.keep(attempt.answer())
        learner.keep(attempt.go(attempt.index + 1))
    learner.keep(finish(attempt))
    result = result_of(attempt)
    assert set(HIDDEN) < set(result.missed)
    assert set(result.again) == {"q2", "q3"}
    assert set(result.cards) == {"q2", "q3"}
    learner.wait(days=30)
    state, now = learner.state, learner.now()
    hidden = {f"question:{question}" for question in HIDDEN}
    assert not hidden & set(deal(course, state, now).cards)
    assert not hidden & set(select(course, state, now, Selection(missed=True)))
    assert tally(course, state, now).due == 2


def test_an_author_is_warned_of_a_check_that_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text(
        "id: c\ntitle: C\nquizzes: [{id: q, title: Q, draw: [{count: 2}]}]\n", encoding="utf-8"
    )
    (tmp_path / "one.yaml").write_text(LESSON, encoding="utf-8")
    found = {(d.code, d.line, d.severity) for d in read_courses([tmp_path]).diagnostics}
    assert ("SK412", 2, "warning") in found
    assert ("SK405", 3, "error") in found, "two are drawn where practice has one"
