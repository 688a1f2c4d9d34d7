"""Questions whose numbers vary: in every session an attempt has its own, and keeps them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from studykit.content.course import Edition
from studykit.content.course_model import CourseHead, Quiz
from studykit.content.lesson_model import Lesson, Section
from studykit.progress.anonymous import anonymised
from studykit.progress.events import is_event
from studykit.questions.fields import Formula
from studykit.questions.grade import key_response
from studykit.questions.numerical import Numerical
from studykit.scheduling.memory import Rating
from studykit.study.attempt_start import start_again, start_attempt
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_ending import finish
from studykit.study.reading import Reading
from studykit.study.result import result_of
from studykit.study.review import Review
from tests.study.builder import COURSE, OneLesson, Student

LIMITS = {"from": 1.0, "to": 1_000_000.0}
PRACTICE = Quiz(id="practice", title="Practice", shuffle=False)
EXAM = Quiz(id="exam", title="Exam", mode="exam", shuffle=False)


def course(expression: str = "n * 2", language: str = "en", **variables: Any) -> Edition:
    question = Numerical(
        id="double",
        stem="What is twice [= n]?",
        answer=Formula(expression),
        variables=variables or {"n": LIMITS},
    )
    section = Section(id="first", title="First", text="Text.", check=("double",))
    lesson = Lesson(id="lesson", title="Lesson", sections=(section,), questions=(question,))
    head = CourseHead(id=COURSE, title="C", language=language, quizzes=(PRACTICE, EXAM))
    return Edition(head, Path("nowhere"), OneLesson(lesson))


def begin(learner: Student, edition: Edition, quiz: Quiz = PRACTICE) -> QuizAttempt:
    started = start_attempt((edition,), quiz, learner)
    learner.keep(started.step)
    return QuizAttempt((edition,), started.attempt, learner)


def stem(attempt: QuizAttempt) -> str:
    assert attempt.asking is not None
    return attempt.asking.question.stem


def test_each_attempt_has_its_own_numbers_and_grades_by_them() -> None:
    learner, edition = Student(), course()
    stems = set()
    for _ in range(5):
        attempt = begin(learner, edition)
        stems.add(stem(attempt))
        assert attempt.asking is not None
        number = int(stem(attempt).removeprefix("What is twice ").rstrip("?"))
        attempt.asking.write(str(number * 2))
        learner.keep(attempt.answer())
        assert attempt.asking.grade is not None
        assert attempt.asking.grade.verdict == "right"
    assert len(stems) == 5


def test_an_attempt_that_is_resumed_shows_the_numbers_it_began_with() -> None:
    learner, edition = Student(), course()
    attempt = begin(learner, edition)
    resumed = QuizAttempt((edition,), attempt.id, learner)
    assert stem(resumed) == stem(attempt)
    # The author draws from elsewhere now, and an edition in another language lacks nothing.
    edited = course(n=(5.0,))
    resumed = QuizAttempt((edited, course(language="zh-Hant")), attempt.id, learner)
    assert stem(resumed) == stem(attempt)
    assert not resumed.changed
    assert QuizAttempt((edited,), attempt.id, learner).changed


def test_what_was_answered_in_an_exam_is_judged_by_its_numbers() -> None:
    learner, edition = Student(), course()
    attempt = begin(learner, edition, EXAM)
    assert attempt.asking is not None
    attempt.asking.write(key_response(attempt.asking.question))
    learner.keep(attempt.answer())
    learner.keep(finish(attempt))
    shown = QuizAttempt((edition,), attempt.id, learner)
    assert result_of(shown).score == 1
    assert stem(shown) == stem(attempt)
    assert shown.asking is not None
    assert shown.asking.grade is not None
    assert shown.asking.grade.verdict == "right"


def test_what_was_missed_is_asked_again_with_new_numbers() -> None:
    learner, edition = Student(), course()
    attempt = begin(learner, edition)
    learner.keep(finish(attempt))
    started = start_again(attempt)
    learner.keep(started.step)
    again = QuizAttempt((edition,), started.attempt, learner)
    assert stem(again) != stem(attempt)


def test_an_attempt_of_before_there_were_variables_draws_by_its_seed() -> None:
    learner, edition = Student(), course()
    attempt = begin(learner, edition)
    before = stem(attempt)
    del learner.course(COURSE)["attempts"][attempt.id]["items"][0]["values"]
    assert stem(QuizAttempt((edition,), attempt.id, learner)) == before


def test_the_numbers_of_an_attempt_pass_into_an_anonymous_export() -> None:
    learner, edition = Student(), course()
    (event,) = start_attempt((edition,), PRACTICE, learner).step.events
    assert is_event(json.loads(json.dumps(event)))
    (passed,) = anonymised([event])
    assert passed["items"][0]["values"] == event["items"][0]["values"]


def test_a_check_is_drawn_anew_once_it_was_answered() -> None:
    learner, edition = Student(), course()
    lesson = Reading(edition, "lesson", learner)
    assert lesson.asking is not None
    first = lesson.asking.question.stem
    lesson.asking.write("0")
    learner.keep(lesson.answer())
    lesson.retry()
    assert lesson.asking.question.stem == first
    lesson.change_edition(course(language="zh-Hant"))
    assert lesson.asking is not None
    assert lesson.asking.question.stem == first
    lesson.open_at("first")
    assert lesson.asking is not None
    assert lesson.asking.question.stem != first


def test_a_missed_question_comes_back_as_a_card_with_other_numbers_each_time() -> None:
    learner, edition = Student(), course()
    attempt = begin(learner, edition)
    assert attempt.asking is not None
    attempt.asking.write("0")
    learner.keep(attempt.answer())
    learner.keep(finish(attempt))
    review = Review(edition, learner)
    shown = []
    for _ in range(2):
        assert review.prompt is not None
        assert review.prompt.asking is not None
        shown.append(review.prompt.asking.question.stem)
        learner.keep(review.grade(Rating.Again))
    assert len(set(shown)) == 2
    undo = review.last_undoable
    assert undo is not None
    learner.keep(review.undo(undo))
    assert review.prompt is not None
    assert review.prompt.asking is not None
    assert review.prompt.asking.question.stem == shown[-1]


def test_whoever_only_looks_at_a_question_sees_an_example() -> None:
    edition = course()
    shown = edition.question("double")
    assert "[=" not in shown.stem
    assert isinstance(shown, Numerical)
    assert type(shown.answer) is float
    assert edition.lesson("lesson").questions == (shown,)
    assert edition.template("double").variables


def test_an_author_sees_one_draw_after_the_other() -> None:
    learner = Student()
    lesson = Reading(course(), "lesson", learner)
    stems = set()
    for _ in range(5):
        numbers = lesson.draw_again()
        assert lesson.asking is not None
        stems.add(lesson.asking.question.stem)
        assert numbers.removeprefix("n = ") in lesson.asking.question.stem
    assert len(stems) == 5
