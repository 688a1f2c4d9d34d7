"""A quiz whose questions or rules one language edition lacks."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.content.course_model import Quiz
from studykit.language.words import Words
from studykit.learner.attempts import again_id, open_attempts
from studykit.planning.today import today
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_ending import finish
from studykit.study.quiz_text import question_notice
from studykit.study.result import result_of
from tests.study.builder import COURSE, Student, small_course
from tests.study.test_quiz import EXAM, PRACTICE, begin, choose, resumed
from tests.study.test_quiz_rules import asking_of

ENGLISH = Words("en")


def in_chinese(learner: Student, attempt: QuizAttempt, without: str) -> QuizAttempt:
    """The attempt in a Chinese edition without its quizzes and one question."""
    chinese = small_course(without=without, language="zh-Hant")
    return QuizAttempt((chinese, *attempt.editions), attempt.id, learner)


def test_a_question_that_the_edition_lacks_is_asked_in_the_other_language() -> None:
    learner = Student()
    attempt = in_chinese(learner, begin(learner, EXAM), "q1")
    assert attempt.title == "Exam"
    assert question_notice(attempt, ENGLISH) == (
        "This question is not in this language: shown in English."
    )
    choose(learner, attempt, 0)
    learner.keep(attempt.go(1))
    assert question_notice(attempt, ENGLISH) == ""
    learner.keep(finish(attempt))
    assert result_of(attempt).points == 1
    assert result_of(attempt).most == 4


def test_changing_the_edition_keeps_what_is_chosen_and_changes_no_result() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    asking_of(attempt).choose(2)
    english = attempt.editions
    attempt.change_editions((small_course(without="q2", language="zh-Hant"), *english))
    assert asking_of(attempt).response == 2
    choose(learner, attempt, 0)
    learner.keep(finish(attempt))
    assert result_of(attempt).most == 4
    assert result_of(attempt).score == 0.25


@pytest.mark.parametrize("quiz", [EXAM, PRACTICE], ids=["exam", "practice"])
def test_a_question_that_no_edition_has_is_said_and_counts_as_it_was_answered(
    quiz: Quiz,
) -> None:
    learner = Student()
    attempt = begin(learner, quiz)
    choose(learner, attempt, 0)
    gone = resumed(learner, attempt, without="q1")
    assert gone.asking is None
    assert "no longer has this question" in question_notice(gone, ENGLISH)
    actions: list[Any] = [gone.answer, gone.save, gone.compare, gone.show_solution, gone.flag]
    for action in actions:
        learner.keep(action())
    gone.retry()
    assert not gone.reveals
    learner.keep(finish(gone))
    assert (result_of(gone).points, result_of(gone).most) == (1, 4)


def test_a_quiz_that_no_edition_has_goes_on_by_its_frozen_rules() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    lost = QuizAttempt((small_course(),), attempt.id, learner)
    assert lost.quiz is None
    assert lost.title == "exam"
    choose(learner, lost, 0)
    learner.keep(finish(lost))
    assert result_of(lost).passed is False
    assert open_attempts(learner.course(COURSE)) == {}


def test_an_attempt_at_a_quiz_that_the_edition_lacks_is_offered_on_home() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    chinese = small_course(language="zh-Hant")
    moment = learner.now()
    named = today(chinese, learner.state, moment, attempt.editions).quizzes[0]
    assert (named.quiz.title, named.attempt) == ("Exam", attempt.id)
    unnamed = today(chinese, learner.state, moment).quizzes[0]
    assert (unnamed.quiz.title, unnamed.quiz.mode) == ("exam", "exam")


def test_an_attempt_without_questions_breaks_nothing() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    attempt.attempt["questions"].clear()
    empty = resumed(learner, attempt)
    assert empty.asking is None
    for step in (empty.answer(), empty.go(0), empty.flag(), finish(empty)):
        learner.keep(step)
    assert result_of(empty).most == 0
    assert again_id("exam") == "again:exam"
