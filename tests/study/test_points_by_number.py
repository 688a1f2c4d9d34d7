"""What an attempt comes to, by number: points, certainty, tries, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studykit.content.course_model import Draw, Quiz
from studykit.language.words import Words
from studykit.study.attempt_start import start_attempt
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_ending import abandon, finish, submit, to_compare
from studykit.study.quiz_navigator import following, navigator, unanswered
from studykit.study.quiz_rules import mark_earned
from studykit.study.quiz_text import (
    attempt_time_left,
    certainty_answered,
    certainty_line,
    certainty_marks,
    leaving_line,
    not_answered_text,
    points_text,
    quiz_facts,
    time_left_text,
)
from studykit.study.result import result_of
from tests.study.builder import COURSE, Student, small_course
from tests.study.test_quiz import EXAM, PRACTICE, begin, choose

EN = Words("en")
SURE = Quiz(id="sure", title="Sure", mode="exam", certainty=True, shuffle=False)


def worth(learner: Student, quiz: Quiz, points: dict[str, float]) -> QuizAttempt:
    editions = (small_course(quizzes=(quiz,), points=points),)
    started = start_attempt(editions, quiz, learner)
    learner.keep(started.step)
    return QuizAttempt(editions, started.attempt, learner)


def test_a_question_counts_with_its_points() -> None:
    learner = Student()
    attempt = worth(learner, EXAM, {"q1": 3.0, "q2": 2.0})
    choose(learner, attempt, 0)
    learner.keep(attempt.go(1))
    choose(learner, attempt, 1)
    learner.keep(finish(attempt))
    result = result_of(attempt)
    assert (result.points, result.most) == (3, 7)
    assert result.score == pytest.approx(3 / 7)
    assert result.passed is False
    assert points_text(result, EN) == "3 of 7 points"


def test_an_attempt_worth_nothing_comes_to_nothing() -> None:
    learner = Student()
    attempt = worth(learner, EXAM, dict.fromkeys(("q1", "q2", "q3", "q4"), 0.0))
    choose(learner, attempt, 0)
    learner.keep(finish(attempt))
    assert (result_of(attempt).score, result_of(attempt).most) == (0, 0)


@pytest.mark.parametrize(
    ("score", "certainty", "mark"),
    [
        (1.0, 1, 1),
        (1.0, 2, 2),
        (1.0, 3, 3),
        (0.0, 1, 0),
        (0.0, 2, -2),
        (0.0, 3, -6),
        (0.5, 3, -6),
        (1.0, None, 1),
        (0.0, None, 0),
        (1.0, 7, 1),
        (1.0, 0, 1),
    ],
)
def test_a_mark_is_earned_by_how_sure_one_was(
    score: float, certainty: int | None, mark: int
) -> None:
    assert mark_earned(score, certainty) == mark


def test_the_marks_are_said_before_and_after() -> None:
    assert certainty_marks(1) == "+1/0"
    assert certainty_marks(3) == "+3/−6"
    assert certainty_line(EN) == "1 not sure +1/0 · 2 fairly sure +2/−2 · 3 certain +3/−6"
    learner = Student()
    attempt = begin(learner, SURE)
    for place, (index, certainty) in enumerate(((0, 3), (1, 2), (0, None))):
        learner.keep(attempt.go(place))
        assert attempt.asking is not None
        attempt.asking.choose(index)
        learner.keep(attempt.answer(certainty=certainty))
    assert certainty_answered(attempt, "q4", EN) == ""
    learner.keep(finish(attempt))
    said = [certainty_answered(attempt, question, EN) for question in ("q1", "q2", "q3", "q4")]
    assert said == [
        "How sure: certain. Mark: +3",
        "How sure: fairly sure. Mark: −2",
        "How sure: not stated. Mark: +1",
        "",
    ]
    assert (result_of(attempt).points, result_of(attempt).most) == (2, 12)


def test_the_navigator_shows_what_is_answered_and_after_the_end_what_was_right() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    choose(learner, attempt, 0)
    learner.keep(attempt.go(1))
    choose(learner, attempt, 1)
    learner.keep(attempt.flag())
    cells = navigator(attempt)
    assert [cell.number for cell in cells] == [0, 1, 2, 3]
    assert [cell.answered for cell in cells] == [True, True, False, False]
    assert [cell.flagged for cell in cells] == [False, True, False, False]
    assert [cell.here for cell in cells] == [False, True, False, False]
    assert {cell.verdict for cell in cells} == {None}
    assert unanswered(attempt) == [2, 3]
    assert following(attempt) == 2
    assert not_answered_text(attempt, EN) == "2 questions are not answered."
    learner.keep(finish(attempt))
    assert [cell.verdict for cell in navigator(attempt)] == ["right", "wrong", "wrong", "wrong"]


def test_in_practice_the_navigator_shows_each_verdict_at_once() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    choose(learner, attempt, 1)
    assert [cell.verdict for cell in navigator(attempt)] == ["wrong", None, None, None]


def test_behind_the_last_answer_an_exam_goes_through_its_questions_and_practice_ends() -> None:
    for quiz, after in ((EXAM, [1, 2, 3, None]), (PRACTICE, [1, 2, 3, None])):
        learner = Student()
        attempt = begin(learner, quiz)
        found = []
        for place in range(4):
            learner.keep(attempt.go(place))
            choose(learner, attempt, 0)
            found.append(following(attempt))
        assert found == after
        assert not_answered_text(attempt, EN) == "All questions are answered."
        learner.keep(attempt.go(0))
        assert following(attempt) == (1 if quiz is EXAM else None)


def test_five_tries_are_too_many_where_no_penalty_ends_them() -> None:
    learner = Student()
    attempt = begin(learner, replace(PRACTICE, penalty=0.0))
    for _ in range(3):
        choose(learner, attempt, 1)
        assert attempt.can_retry
        attempt.retry()
    choose(learner, attempt, 1)
    assert not attempt.can_retry


def test_the_time_left_is_said_in_minutes_and_seconds() -> None:
    assert time_left_text(0, EN) == "0:00 left"
    assert time_left_text(61.9, EN) == "1:01 left"
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.wait(seconds=65)
    assert attempt_time_left(attempt.attempt, learner.now(), EN) == "8:55 left"
    assert leaving_line(attempt, EN) == "Leaving does not stop the clock: 8:55 left."
    learner.keep(abandon(attempt))
    assert leaving_line(attempt, EN) == ""
    assert leaving_line(begin(Student(), PRACTICE), EN) == ""
    assert abandon(attempt).events == ()


def test_what_is_good_to_know_of_a_quiz_is_said() -> None:
    learner = Student()

    def facts(quiz: Quiz) -> list[str]:
        return list(quiz_facts(quiz, learner.course(COURSE), EN))

    assert facts(EXAM) == ["exam", "10 minutes", "pass 60%", "2 attempts left"]
    assert facts(PRACTICE) == []
    for left in ("1 attempt left", "no attempt left"):
        attempt = begin(learner, EXAM)
        choose(learner, attempt, 0)
        learner.keep(finish(attempt))
        assert facts(EXAM)[3:] == [left, "best 25%"]


def test_what_was_written_is_compared_only_in_a_closed_exam() -> None:
    learner = Student()
    quiz = replace(EXAM, draw=(Draw(ids=("q1", "why")),))
    attempt = begin(learner, quiz, written=True)
    learner.keep(attempt.go(1))
    assert attempt.asking is not None
    attempt.asking.write("The sea.")
    learner.keep(attempt.answer())
    assert to_compare(attempt) == []
    learner.keep(finish(attempt))
    assert to_compare(attempt) == [1]
    learner.keep(submit(attempt))
    assert to_compare(attempt) == []
