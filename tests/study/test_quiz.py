"""Taking a quiz: drawing, leaving and going on, the clock, the result."""

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.course_model import Draw, Quiz
from studykit.content.questions import Question
from studykit.grading.grade import grade, key_response
from studykit.study.asking import Asking
from studykit.study.attempts import attempts_left, open_attempt
from studykit.study.drawing import draw_questions
from studykit.study.quiz import QuizAttempt, start_attempt
from studykit.study.result import result_of
from studykit.study.standing import standing
from tests.strategies import questions
from tests.study.builder import COURSE, Learner, small_course

EXAM = Quiz(id="exam", title="Exam", mode="exam", time_limit=10, pass_mark=0.6, attempts=2)
PRACTICE = Quiz(id="practice", title="Practice", shuffle=False)


def begin(learner: Learner, quiz: Quiz) -> QuizAttempt:
    edition = small_course(quizzes=(quiz,))
    attempt, started = start_attempt(edition, quiz, learner.now())
    learner.record(started)
    return QuizAttempt(edition, quiz, attempt, learner.state)


def resumed(learner: Learner, attempt: QuizAttempt, without: str = "") -> QuizAttempt:
    edition = small_course(quizzes=(attempt.quiz,), without=without)
    return QuizAttempt(edition, attempt.quiz, attempt.id, learner.state)


def choose(learner: Learner, attempt: QuizAttempt, index: int) -> None:
    attempt.asking.choose(index)
    learner.record(attempt.answer(learner.now()))


@settings(deadline=None)
@given(questions, st.integers())
def test_shuffling_never_changes_the_grade(question: Question, seed: int) -> None:
    key = key_response(question)
    shuffled = Asking(question, seed, response=key)
    assert shuffled.judge() == grade(question, key)
    assert sorted(shuffled.order) == list(range(len(shuffled.order)))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1), st.booleans()), max_size=8))
def test_going_on_after_every_answer_ends_as_without_a_break(
    steps: list[tuple[int, int, bool]],
) -> None:
    scores = []
    for interrupted in (False, True):
        learner = Learner()
        edition = small_course(quizzes=(EXAM,))
        _, started = start_attempt(edition, EXAM, learner.now())
        started[0] |= {"attempt": "a", "seed": 7, "questions": ["q1", "q2", "q3", "q4"]}
        learner.record(started)
        attempt = QuizAttempt(edition, EXAM, "a", learner.state)
        for to, option, flag in steps:
            learner.record(attempt.go(learner.now(), to))
            choose(learner, attempt, option)
            if flag:
                learner.record(attempt.flag(learner.now()))
            if interrupted:
                attempt = resumed(learner, attempt)
        cells = attempt.navigator()
        learner.record(attempt.submit(learner.now()))
        scores.append((cells, result_of(attempt)))
    assert scores[0] == scores[1]


def test_an_exam_reveals_nothing_until_it_is_handed_in() -> None:
    learner = Learner()
    attempt = begin(learner, EXAM)
    choose(learner, attempt, 1)
    assert attempt.asking.grade is None
    assert {cell.verdict for cell in attempt.navigator()} == {None}
    learner.record(attempt.submit(learner.now()))
    assert None not in {cell.verdict for cell in attempt.navigator()}


def test_the_clock_runs_on_while_the_program_is_closed() -> None:
    learner = Learner()
    attempt = begin(learner, EXAM)
    learner.wait(minutes=11)
    attempt = resumed(learner, attempt)
    assert attempt.seconds_left(learner.now()) == 0


@pytest.mark.parametrize("mode", ["exam", "practice"])
def test_no_answer_is_taken_after_the_deadline(mode: Literal["exam", "practice"]) -> None:
    learner = Learner()
    attempt = begin(learner, Quiz(id="short", title="Short", mode=mode, time_limit=10))
    attempt.asking.choose(1)
    learner.wait(minutes=10)
    assert not attempt.answer(learner.now())
    assert attempt.asking.open
    assert len(attempt.unanswered) == 4


def test_a_question_taken_out_of_the_course_does_not_break_the_attempt() -> None:
    learner = Learner()
    attempt = begin(learner, EXAM)
    choose(learner, attempt, 0)
    gone = resumed(learner, attempt, without="q4")
    assert len(gone.navigator()) == 3
    learner.record(gone.submit(learner.now()))
    assert result_of(gone).most == 3


def test_a_second_try_in_practice_costs_a_third() -> None:
    learner = Learner()
    attempt = begin(learner, PRACTICE)
    choose(learner, attempt, 1)
    attempt.asking.retry()
    choose(learner, attempt, 0)
    assert attempt.asking.score == pytest.approx(2 / 3)


def test_what_was_missed_is_asked_again_and_leaves_the_attempts_alone() -> None:
    learner = Learner()
    attempt = begin(learner, EXAM)
    learner.record(attempt.submit(learner.now()))
    result = result_of(attempt)
    assert len(result.missed) == 4
    assert result.passed is False
    _, again = start_attempt(attempt.edition, EXAM, learner.now(), only=result.missed)
    learner.record(again)
    course = standing(learner.state(), COURSE)
    assert attempts_left(course, EXAM) == 1
    assert open_attempt(course, "exam") is None


@given(st.integers(0, 1000))
def test_linked_questions_are_drawn_together(seed: int) -> None:
    quiz = Quiz(id="q", title="Q", draw=(Draw(count=3),), linked=(("q1", "q2"),))
    drawn = draw_questions(small_course(), quiz, seed)
    assert ("q1" in drawn) is ("q2" in drawn)
    assert len(drawn) == len(set(drawn)) <= 3
    assert drawn == draw_questions(small_course(), quiz, seed)
