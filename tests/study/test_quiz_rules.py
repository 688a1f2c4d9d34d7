"""What a quiz allows: tries, solutions, hints, time and certainty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.content.course import Edition
from studykit.content.course_model import CourseHead, Draw, Quiz
from studykit.content.lesson_model import Lesson
from studykit.language.message import Refusal
from studykit.language.words import Words
from studykit.learner.attempts import open_attempts
from studykit.learner.clock import Clock
from studykit.planning.today import today
from studykit.questions.cloze import Cloze
from studykit.questions.numerical import Numerical
from studykit.study.attempt_start import start_again, start_attempt
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_ending import abandon, finish, self_mark, submit, to_compare
from studykit.study.quiz_navigator import following, unanswered
from studykit.study.quiz_start_text import past_lines, start_facts, start_rules, starting_costs
from studykit.study.quiz_text import (
    attempt_title,
    certainty_answered,
    certainty_line,
    points_text,
    question_notice,
    quiz_facts,
)
from studykit.study.result import result_of
from tests.study.builder import COURSE, OneLesson, Student, choice, small_course
from tests.study.test_quiz import EXAM, PRACTICE, begin, choose, resumed

if TYPE_CHECKING:
    from studykit.questions.registry import Question
    from studykit.study.answering import Asking

SURE = Quiz(id="sure", title="Sure", certainty=True, shuffle=False)
SURE_EXAM = replace(SURE, id="sure-exam", mode="exam")
OPEN_EXAM = replace(EXAM, draw=(Draw(ids=("q1",)), Draw(ids=("why",))))
ENGLISH = Words("en")


def asking_of(attempt: QuizAttempt) -> Asking:
    assert attempt.asking is not None
    return attempt.asking


def kinds(learner: Student) -> list[str]:
    return [event["kind"] for event in learner.memory.stored]


# Tries and solutions


def test_a_second_try_in_practice_costs_a_third() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    choose(learner, attempt, 1)
    attempt.retry()
    choose(learner, attempt, 0)
    assert asking_of(attempt).score == pytest.approx(2 / 3)


def test_the_solution_waits_while_another_try_earns_something() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    for _ in range(2):
        choose(learner, attempt, 1)
        assert attempt.can_retry
        assert not attempt.reveals
        assert asking_of(attempt).hides_solution
        attempt.retry()
    choose(learner, attempt, 1)
    assert not attempt.can_retry  # three thirds are gone
    assert attempt.reveals
    assert not asking_of(attempt).hides_solution


def test_who_saw_the_solution_cannot_try_again_not_even_in_the_next_sitting() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    choose(learner, attempt, 1)
    learner.keep(attempt.show_solution())
    assert attempt.reveals
    assert not attempt.can_retry
    again = resumed(learner, attempt)
    assert again.reveals
    assert not again.can_retry
    again.retry()
    assert not asking_of(again).open


def test_a_try_that_waits_waits_in_the_next_sitting_too() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    choose(learner, attempt, 1)
    again = resumed(learner, attempt)
    assert again.can_retry
    assert asking_of(again).hides_solution
    again.retry()
    choose(learner, again, 0)
    assert asking_of(again).score == pytest.approx(2 / 3)


def test_true_or_false_is_final() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    learner.keep(attempt.go(2))
    choose(learner, attempt, 1)
    assert not attempt.can_retry
    assert attempt.reveals


def test_no_try_is_offered_that_could_only_lose_points() -> None:
    learner = Student()
    attempt = begin(learner, replace(PRACTICE, penalty=1.0))
    choose(learner, attempt, 1)
    assert not attempt.can_retry


# What an exam hides


def test_an_exam_hides_the_course_and_offers_no_hint_until_it_is_closed() -> None:
    learner = Student()
    attempt = begin(learner, OPEN_EXAM, written=True)
    assert attempt.hides_course
    assert not attempt.hints_allowed
    assert not begin(learner, PRACTICE).hides_course
    learner.keep(finish(attempt))
    assert not attempt.hides_course


def write(learner: Student, attempt: QuizAttempt, text: str) -> None:
    asking_of(attempt).write(text)
    learner.keep(attempt.answer())


def test_the_answers_are_final_before_a_model_answer_is_shown() -> None:
    learner = Student()
    attempt = begin(learner, OPEN_EXAM, written=True)
    choose(learner, attempt, 1)
    learner.keep(attempt.go(1))
    write(learner, attempt, "The sea.")
    learner.keep(finish(attempt))
    assert attempt.closed
    assert not attempt.submitted
    again = resumed(learner, attempt, written=True)
    again.index = 0
    choose(learner, again, 0)  # too late
    assert to_compare(again) == [1]
    comparing = again.asking_of("why")
    assert comparing is not None
    comparing.tick(0)
    learner.keep(self_mark(again, 1))
    learner.keep(submit(again))
    result = result_of(again)
    assert (result.points, result.most, result.self_marked) == (0.5, 2, 0.5)
    assert points_text(result, ENGLISH) == "0.5 of 2 points · 0.5 of them marked by yourself"


def test_an_exam_without_written_texts_is_submitted_at_once() -> None:
    learner = Student()
    attempt = begin(learner, OPEN_EXAM, written=True)
    choose(learner, attempt, 0)
    learner.keep(finish(attempt))
    assert attempt.submitted
    assert "quiz_closed" not in kinds(learner)


# Time


def test_nothing_is_answered_after_the_deadline() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.wait(days=8)
    again = resumed(learner, attempt)
    assert again.expired
    before = len(learner.memory.stored)
    asking_of(again).choose(0)
    for step in (again.answer(), again.save(), again.go(1), again.flag()):
        learner.keep(step)
    assert len(learner.memory.stored) == before
    learner.keep(finish(again))
    assert result_of(again).points == 0


def test_time_is_measured_by_the_session_and_counts_once() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    for index, seconds in ((0, 10), (1, 5), (0, 300)):
        learner.wait(seconds=seconds)
        choose(learner, attempt, index)
    spent = [event["seconds"] for event in learner.memory.stored if "seconds" in event]
    assert spent == [10, 5, 120]  # who takes longer was away


# Keeping what is chosen


def test_what_is_chosen_stays_when_one_moves_in_both_modes() -> None:
    for quiz in (EXAM, PRACTICE):
        learner = Student()
        attempt = begin(learner, quiz)
        asking_of(attempt).choose(2)
        learner.keep(attempt.go(1))
        again = resumed(learner, attempt)
        learner.keep(again.go(0))
        assert asking_of(again).response == 2
        assert asking_of(again).open
        assert unanswered(again)[0] == (1 if quiz is EXAM else 0)


def test_an_answer_of_practice_that_is_not_submitted_waits() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    assert not attempt.waiting
    asking_of(attempt).choose(0)
    assert attempt.waiting
    learner.keep(attempt.answer())
    assert not attempt.waiting


def test_an_answer_of_an_exam_that_did_not_change_is_not_stored_again() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    choose(learner, attempt, 0)
    before = len(learner.memory.stored)
    learner.keep(attempt.answer())
    learner.keep(attempt.save())
    assert len(learner.memory.stored) == before


def test_an_emptied_answer_of_an_exam_is_taken_back() -> None:
    learner = Student()
    attempt = begin(learner, OPEN_EXAM, written=True)
    learner.keep(attempt.go(1))
    write(learner, attempt, "The sea.")
    asking_of(attempt).write("")
    learner.keep(attempt.save())
    assert 1 in unanswered(attempt)


def test_going_on_leads_to_what_is_not_answered_and_then_to_the_end() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    learner.keep(attempt.go(1))
    choose(learner, attempt, 0)
    learner.keep(attempt.go(0))
    choose(learner, attempt, 0)
    assert following(attempt) == 2
    for number in (2, 3):
        learner.keep(attempt.go(number))
        choose(learner, attempt, 0)
    assert following(attempt) is None


# Certainty


def test_a_certainty_that_is_not_stated_counts_as_not_sure() -> None:
    marks = {None: 1, 1: 1, 2: 2, 3: 3}
    for certainty, mark in marks.items():
        learner = Student()
        attempt = begin(learner, SURE_EXAM)
        asking_of(attempt).choose(0)
        learner.keep(attempt.answer(certainty=certainty))
        learner.keep(finish(attempt))
        assert result_of(attempt).points == mark


def test_what_is_chosen_and_how_sure_are_both_stored_in_an_exam() -> None:
    learner = Student()
    attempt = begin(learner, SURE_EXAM)
    asking_of(attempt).choose(1)
    learner.keep(attempt.save())
    learner.keep(attempt.save(certainty=3))
    asking_of(attempt).choose(0)
    learner.keep(attempt.save())
    again = resumed(learner, attempt)
    assert asking_of(again).response == 0
    assert again.certainty_of("q1") == 3


def test_what_a_mark_earns_and_costs_is_stated() -> None:
    assert certainty_line(ENGLISH) == (
        "1 not sure +1/0 · 2 fairly sure +2/−2 · 3 certain +3/−6"
    )
    learner = Student()
    attempt = begin(learner, SURE)
    asking_of(attempt).choose(1)
    learner.keep(attempt.answer(certainty=2))
    learner.keep(finish(attempt))
    assert certainty_answered(attempt, "q1", ENGLISH) == "How sure: fairly sure. Mark: −2"
    assert certainty_answered(attempt, "q2", ENGLISH) == ""


# Missed questions again


def test_a_repetition_is_titled_has_no_pass_mark_and_waits_when_left() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.keep(finish(attempt))
    started = start_again(attempt)
    learner.keep(started.step)
    again = QuizAttempt(attempt.editions, started.attempt, learner)
    assert attempt_title(again, ENGLISH) == "Missed questions again: Exam"
    assert not again.exam
    waiting = today(attempt.edition, learner.state, learner.now()).quizzes[0]
    assert (waiting.attempt, waiting.again) == (started.attempt, True)
    for number in range(4):
        learner.keep(again.go(number))
        choose(learner, again, 0)
    learner.keep(finish(again))
    assert result_of(again).score == 1
    assert result_of(again).passed is None


def test_an_older_repetition_passes_nothing_either() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.keep(finish(attempt))
    started = start_again(attempt).step
    for name in ("items", "rules"):
        started.events[0][name] = None
    learner.keep(started)
    again = QuizAttempt(attempt.editions, started.events[0]["attempt"], learner)
    assert again.rules["pass_mark"] is None


def test_nothing_to_ask_is_refused() -> None:
    learner = Student()
    nothing = Quiz(id="nothing", title="Nothing", draw=(Draw(ids=("none",)),))
    with pytest.raises(Refusal):
        start_attempt((small_course(quizzes=(nothing,)),), nothing, learner)
    attempt = begin(learner, EXAM)
    learner.keep(finish(attempt))
    emptied = resumed(learner, attempt, without=("q1", "q2", "q3", "q4"))
    with pytest.raises(Refusal):
        start_again(emptied)


def test_an_attempt_that_is_given_up_has_no_result_and_is_counted() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.keep(abandon(attempt))
    assert attempt.over
    assert not open_attempts(learner.course(COURSE))
    assert "1 attempt left" in quiz_facts(EXAM, learner.course(COURSE), ENGLISH)
    assert finish(attempt).events == ()


# Before it starts


def facts(learner: Student, quiz: Quiz) -> list[str]:
    return list(start_facts(small_course(), quiz, learner.course(COURSE), ENGLISH))


def test_before_it_starts_a_quiz_says_how_much_how_long_and_what_passes() -> None:
    quiz = replace(EXAM, time_limit=30, pass_mark=0.7, attempts=2)
    learner = Student()
    assert facts(learner, quiz) == [
        "4 questions",
        "30 minutes",
        "pass 70%",
        "attempt 1 of 2",
        "best –",
    ]
    for _ in range(2):
        attempt = begin(learner, quiz)
        learner.keep(submit(attempt))
    assert facts(learner, quiz)[3:] == ["no attempt left", "best 0%"]


def test_who_starts_a_timed_exam_reads_first_that_leaving_does_not_stop_the_clock() -> None:
    rules = " ".join(start_rules(replace(EXAM, time_limit=30), ENGLISH))
    assert "Nothing is revealed until you submit." in rules
    assert "Leaving does not stop it" in rules
    assert "Leaving does not stop it" not in " ".join(start_rules(PRACTICE, ENGLISH))


def test_what_a_wrong_try_costs_is_said_as_a_fraction() -> None:
    assert "costs 1/3 of" in " ".join(start_rules(PRACTICE, ENGLISH))
    assert "without losing" in " ".join(start_rules(replace(PRACTICE, penalty=0), ENGLISH))
    assert "earns nothing" in " ".join(start_rules(replace(PRACTICE, penalty=1), ENGLISH))
    assert "costs 15% of" in " ".join(start_rules(replace(PRACTICE, penalty=0.15), ENGLISH))


@pytest.mark.parametrize(
    ("limit", "attempts", "costs"),
    [(None, None, False), (10, None, True), (None, 2, True), (10, 2, True)],
)
def test_starting_uses_up_time_or_one_of_few_attempts(
    limit: int | None, attempts: int | None, costs: bool
) -> None:
    assert starting_costs(replace(EXAM, time_limit=limit, attempts=attempts)) is costs


def test_answers_of_an_exam_are_one_try_and_those_of_practice_are_counted() -> None:
    for quiz, tries in ((EXAM, [1, 1]), (PRACTICE, [1, 2])):
        learner = Student()
        attempt = begin(learner, quiz)
        for option in (1, 0):
            choose(learner, attempt, option)
            if attempt.can_retry:
                attempt.retry()
        answers = [e for e in learner.history() if e["kind"] == "quiz_answered"]
        assert [event["tries"] for event in answers] == tries
        assert [event["verdict"] for event in answers] == ["wrong", "right"]


def test_the_example_of_certainty_adds_up() -> None:
    rules = " ".join(start_rules(SURE, ENGLISH))
    assert "certain 3 · fairly sure 8 · not sure 7" in rules  # 7×3−3×6, 7×2−3×2, 7×1


def test_past_attempts_are_listed_with_the_last_one_first() -> None:
    learner = Student()
    for answer in (1, 0):
        attempt = begin(learner, replace(EXAM, pass_mark=0.2))
        choose(learner, attempt, answer)
        learner.keep(submit(attempt))
        learner.wait(days=1)
    quiz = replace(EXAM, pass_mark=0.2)
    today = learner.now().day
    lines = [past.line for past in past_lines(learner.course(COURSE), quiz, ENGLISH, today)]
    assert lines[0].endswith("25% · passed")
    assert lines[0].startswith("yesterday")
    assert lines[1].endswith("0% · not passed")


# Model answers


def test_whoever_saw_the_model_answer_in_practice_can_only_compare_from_then_on() -> None:
    learner = Student()
    quiz = replace(PRACTICE, draw=(Draw(ids=("why",)),))
    attempt = begin(learner, quiz, written=True)
    asking_of(attempt).write("My own words.")
    learner.keep(attempt.compare())
    asking_of(attempt).write("The model answer, copied.")
    again = resumed(learner, attempt, written=True)
    asking = asking_of(again)
    assert asking.revealed
    asking.write("The model answer, copied.")
    asking.tick(0)
    learner.keep(again.save())
    again = resumed(learner, again, written=True)
    assert asking_of(again).response == {"text": "My own words.", "ticked": [0]}
    assert asking_of(again).revealed
    learner.keep(again.answer())
    assert asking_of(again).score == 0.5


def test_a_comparison_that_ticks_nothing_is_not_asked_for_again() -> None:
    learner = Student()
    attempt = begin(learner, OPEN_EXAM, written=True)
    learner.keep(attempt.go(1))
    asking_of(attempt).write("Something else.")
    learner.keep(finish(attempt))
    assert to_compare(attempt) == [1]
    learner.keep(self_mark(attempt, 1))
    again = resumed(learner, attempt, written=True)
    assert to_compare(again) == []
    learner.keep(submit(again))
    assert result_of(again).points == 0


# What cannot be submitted


def test_a_number_that_cannot_be_read_is_not_submitted_in_practice_nor_in_an_exam() -> None:
    for quiz in (PRACTICE, EXAM):
        learner = Student()
        edition = with_question(quiz, Numerical(id="q1", stem="?", answer=5, unit="km"))
        started = start_attempt((edition,), quiz, learner)
        learner.keep(started.step)
        attempt = QuizAttempt((edition,), started.attempt, learner)
        learner.forget()
        asking_of(attempt).write("5 miles")
        assert asking_of(attempt).objection is not None
        learner.keep(attempt.answer())
        assert kinds(learner) == []
        assert asking_of(attempt).open
        asking_of(attempt).write("5 km")
        assert asking_of(attempt).objection is None
        learner.keep(attempt.answer())
        assert kinds(learner) == ["quiz_answered"]


# Pass marks


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12), st.integers(1, 5)), min_size=1)
)
def test_a_paper_that_comes_to_exactly_the_pass_mark_is_passed(
    parts: list[tuple[int, int, int]],
) -> None:
    """`parts`: of each question the parts that are right, those it has, and its points."""
    papers = [(min(right, of), of, points) for right, of, points in parts]
    earned = sum(Fraction(right * points, of) for right, of, points in papers)
    mark = earned / sum(points for *_, points in papers)
    learner = Student()
    quiz = replace(EXAM, pass_mark=float(mark), draw=())
    edition = with_question(
        quiz, *(gaps(n, of, worth) for n, (_, of, worth) in enumerate(papers))
    )
    started = start_attempt((edition,), quiz, learner)
    learner.keep(started.step)
    attempt = QuizAttempt((edition,), started.attempt, learner)
    for number, (right, of, _) in enumerate(papers):
        asking = attempt.asking_of(f"q{number}")
        assert asking is not None
        for gap in range(of):
            asking.write("a" if gap < right else "b", gap)
        learner.keep(attempt.go(number))
        learner.keep(attempt.answer())
    learner.keep(finish(attempt))
    assert attempt.attempt["passed"] is True


def gaps(number: int, count: int, points: float) -> Cloze:
    return Cloze(id=f"q{number}", text=" ".join(["{{a}}"] * count), points=float(points))


def with_question(quiz: Quiz, *questions: Question) -> Edition:
    lesson = Lesson(id="lesson", title="The lesson", questions=questions)
    head = CourseHead(id=COURSE, title="Course", language="en", quizzes=(quiz,))
    return Edition(head, Path("nowhere"), OneLesson(lesson))


# Time


class Tampered(Student):
    """A learner who sets the machine's clock; `wait` is real time."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0
        self.clock = Clock(zone=UTC, tell=lambda: self.at, seconds=lambda: self.passed)

    def wait(self, **span: float) -> None:
        super().wait(**span)
        self.passed += timedelta(**span).total_seconds()

    def set_clock(self, **by: float) -> None:
        self.at += timedelta(**by)


TIMED = replace(EXAM, time_limit=20)


def test_a_clock_set_back_during_an_exam_gains_no_time() -> None:
    learner = Tampered()
    attempt = begin(learner, TIMED)
    learner.wait(minutes=5)
    learner.set_clock(hours=-3)
    assert attempt.seconds_left == 15 * 60
    learner.wait(minutes=15)
    assert attempt.expired


def test_an_exam_begun_under_a_clock_years_ahead_ends_all_the_same() -> None:
    learner = Tampered()
    learner.set_clock(days=1000)
    attempt = begin(learner, TIMED)
    learner.set_clock(days=-1000)
    learner.wait(minutes=1)
    choose(learner, attempt, 0)
    assert attempt.seconds_left == 19 * 60
    again = resumed(learner, attempt)
    assert again.seconds_left == 19 * 60  # the minute that the answer took
    learner.wait(minutes=19)
    assert again.expired


def test_the_exam_whose_time_is_up_soonest_is_named_first() -> None:
    learner = Student()
    long = replace(TIMED, id="long", time_limit=60)
    free = replace(EXAM, id="free", time_limit=None)
    edition = small_course(quizzes=(TIMED, long, free))
    for quiz in (TIMED, long, free):
        learner.keep(start_attempt((edition,), quiz, learner).step)
    waiting = [q.quiz.id for q in today(edition, learner.state, learner.now()).quizzes]
    assert waiting == ["exam", "long", "free"]


# A course that changes


def test_a_question_that_was_changed_meanwhile_says_so() -> None:
    learner = Student()
    before = choice("q1")
    moved = replace(before, options=before.options[::-1])
    edition = with_question(EXAM, before)
    learner.keep((started := start_attempt((edition,), EXAM, learner)).step)
    attempt = QuizAttempt((edition,), started.attempt, learner)
    choose(learner, attempt, 0)
    assert question_notice(attempt, ENGLISH) == ""
    again = QuizAttempt((with_question(EXAM, moved),), attempt.id, learner)
    assert question_notice(again, ENGLISH) == "This question was changed since you began."
    assert asking_of(again).response == 2  # the same option, where it is now
    both = QuizAttempt((with_question(EXAM, moved), edition), attempt.id, learner)
    assert question_notice(both, ENGLISH) == ""  # it is asked in another language
