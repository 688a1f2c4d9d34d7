"""Taking a quiz: drawing, leaving and going on, the clock, the result."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.course_model import Draw, Quiz
from studykit.learner.attempts import attempts_left, open_attempt
from studykit.learner.course_state import course_state
from studykit.progress.events import section_read
from studykit.questions.grade import grade, key_response
from studykit.questions.marks import Grade
from studykit.questions.registry import Question
from studykit.study.answering import Asking
from studykit.study.attempt_start import start_again, start_attempt
from studykit.study.question_selection import draw_questions, point_values
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_ending import finish
from studykit.study.quiz_navigator import navigator, unanswered
from studykit.study.result import result_of
from tests.strategies import questions
from tests.study.builder import COURSE, Student, small_course

EXAM = Quiz(
    id="exam",
    title="Exam",
    mode="exam",
    time_limit=10,
    pass_mark=0.6,
    attempts=2,
    shuffle=False,
)
PRACTICE = Quiz(id="practice", title="Practice", shuffle=False)


def begin(learner: Student, quiz: Quiz, *, written: bool = False) -> QuizAttempt:
    editions = (small_course(quizzes=(quiz,), written=written),)
    started = start_attempt(editions, quiz, learner)
    learner.keep(started.step)
    return QuizAttempt(editions, started.attempt, learner)


def resumed(
    learner: Student,
    attempt: QuizAttempt,
    without: str | tuple[str, ...] = (),
    *,
    written: bool = False,
) -> QuizAttempt:
    quizzes = () if attempt.quiz is None else (attempt.quiz,)
    edition = small_course(quizzes=quizzes, without=without, written=written)
    return QuizAttempt((edition,), attempt.id, learner)


def choose(learner: Student, attempt: QuizAttempt, index: int) -> None:
    assert attempt.asking is not None
    attempt.asking.choose(index)
    learner.keep(attempt.answer())


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
        learner = Student()
        editions = (small_course(quizzes=(EXAM,)),)
        started = start_attempt(editions, EXAM, learner).step
        started.events[0]["attempt"] = "a"
        started.events[0]["seed"] = 7
        learner.keep(started)
        attempt = QuizAttempt(editions, "a", learner)
        for to, option, flag in steps:
            learner.keep(attempt.go(to))
            choose(learner, attempt, option)
            if flag:
                learner.keep(attempt.flag())
            if interrupted:
                attempt = resumed(learner, attempt)
        cells = navigator(attempt)
        learner.keep(finish(attempt))
        scores.append((cells, result_of(attempt)))
    assert scores[0] == scores[1]


def test_an_exam_reveals_nothing_until_it_is_submitted() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    choose(learner, attempt, 1)
    assert attempt.asking is not None
    assert attempt.asking.grade is None
    assert not attempt.reveals
    assert {cell.verdict for cell in navigator(attempt)} == {None}
    learner.keep(finish(attempt))
    assert None not in {cell.verdict for cell in navigator(attempt)}


def test_the_clock_runs_on_while_the_program_is_closed() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.wait(minutes=11)
    attempt = resumed(learner, attempt)
    assert attempt.seconds_left == 0


def test_what_was_missed_is_asked_again_and_leaves_the_attempts_alone() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.keep(finish(attempt))
    result = result_of(attempt)
    assert len(result.missed) == 4
    assert result.passed is False
    learner.keep(start_again(attempt).step)
    course = course_state(learner.state, COURSE)
    assert attempts_left(course, EXAM) == 1
    assert open_attempt(course, "exam") is None


@given(st.integers(0, 1000))
def test_linked_questions_are_drawn_together(seed: int) -> None:
    quiz = Quiz(id="q", title="Q", draw=(Draw(count=3),), linked=(("q1", "q2"),))
    drawn = draw_questions(small_course(), quiz, seed)
    assert ("q1" in drawn) is ("q2" in drawn)
    assert len(drawn) == len(set(drawn)) <= 3
    assert drawn == draw_questions(small_course(), quiz, seed)


@given(st.integers(0, 1000))
def test_papers_of_one_exam_have_one_size(seed: int) -> None:
    quiz = Quiz(id="q", title="Q", draw=(Draw(count=2),))
    edition = small_course(points={"q1": 3, "q2": 2})
    drawn = draw_questions(edition, quiz, seed)
    assert sum(point_values(edition, quiz, drawn).values()) == 2


def test_questions_that_are_all_drawn_keep_their_own_worth() -> None:
    edition = small_course(points={"q1": 3})
    worth = point_values(edition, Quiz(id="q", title="Q"), ["q1", "q2"])
    assert worth == {"q1": 3, "q2": 1}


@pytest.mark.parametrize(
    ("read", "cards"),
    [
        (None, {"question:q1"}),
        ("first", {"question:q1", "question:q4"}),
        ("second", {"question:q1", "question:q2", "question:q3"}),
    ],
)
def test_what_was_not_answered_becomes_a_card_only_where_its_section_was_read(
    read: str | None, cards: set[str]
) -> None:
    learner = Student()
    if read is not None:
        learner.record([section_read(learner.now(), COURSE, read)])
    attempt = begin(learner, EXAM)
    learner.keep(attempt.go(attempt.questions.index("q1")))
    choose(learner, attempt, 1)
    learner.keep(finish(attempt))
    course = learner.course(COURSE)
    assert set(course["cards"]) == cards
    assert set(course["questions"]) == {"q1"}
    result = result_of(attempt)
    assert result.score == 0.0
    assert {f"question:{question}" for question in result.cards} == cards


@pytest.fixture
def never_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grading runs out of time for every response."""
    out_of_time = Grade(0.0, judged=False)
    monkeypatch.setattr("studykit.study.answering.grade", lambda *_, **__: out_of_time)
    monkeypatch.setattr("studykit.study.quiz_rules.grade", lambda *_, **__: out_of_time)


@pytest.mark.usefixtures("never_judged")
def test_what_cannot_be_judged_in_practice_stays_open() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    assert attempt.asking is not None
    attempt.asking.choose(1)
    assert not attempt.answer()
    learner.keep(attempt.answer())
    assert (attempt.asking.open, attempt.asking.tries) == (True, 0)
    assert len(unanswered(attempt)) == 4


@pytest.mark.usefixtures("never_judged")
@pytest.mark.parametrize("certainty", [False, True])
def test_what_cannot_be_judged_in_an_exam_is_not_counted(certainty: bool) -> None:
    learner = Student()
    attempt = begin(learner, replace(EXAM, certainty=certainty))
    answered = attempt.question_id
    choose(learner, attempt, 1)
    assert attempt.attempt["responses"][answered]["score"] is None
    learner.keep(finish(attempt))
    result = result_of(attempt)
    assert result.not_judged == [answered]
    assert answered not in result.missed
    assert result.most == (9 if certainty else 3)
    assert sum(row.most for row in result.objectives) == 3
    assert sum(row.answers for row in result.certainty) == 0
    assert navigator(attempt)[0].verdict is None
    assert f"question:{answered}" not in learner.course(COURSE)["cards"]
    assert answered not in learner.course(COURSE)["questions"]


@pytest.mark.usefixtures("never_judged")
def test_an_exam_of_which_nothing_can_be_judged_is_neither_passed_nor_failed() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    for number in range(len(attempt.questions)):
        learner.keep(attempt.go(number))
        choose(learner, attempt, 1)
    learner.keep(finish(attempt))
    assert result_of(attempt).passed is None


def test_what_took_too_long_at_first_is_judged_when_the_exam_is_submitted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    with monkeypatch.context() as busy:
        out_of_time = Grade(0.0, judged=False)
        busy.setattr("studykit.study.answering.grade", lambda *_, **__: out_of_time)
        choose(learner, attempt, 0)
    learner.keep(finish(attempt))
    result = result_of(attempt)
    assert (result.points, result.most, result.not_judged) == (1, 4, [])


def test_grading_that_takes_long_makes_no_answer_late(monkeypatch: pytest.MonkeyPatch) -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.wait(minutes=9, seconds=59)

    def slow(*given: Any, **more: Any) -> Grade:
        learner.wait(seconds=5)
        return grade(*given, **more)

    monkeypatch.setattr("studykit.study.answering.grade", slow)
    choose(learner, attempt, 0)
    learner.keep(finish(attempt))
    assert result_of(attempt).points == 1


def test_what_is_tried_again_stays_open_in_another_language() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    choose(learner, attempt, 1)
    attempt.retry()
    assert attempt.asking is not None
    attempt.asking.choose(2)
    attempt.change_editions(attempt.editions)
    assert attempt.asking.open
    assert attempt.asking.response == 2
