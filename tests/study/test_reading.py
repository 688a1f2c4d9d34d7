"""Reading: the bookmark, checks that are tried again, and what time counts for."""

from __future__ import annotations

import pytest

from studykit.progress.store.files import ProfileError
from studykit.scheduling.memory import Rating
from studykit.study.reading import Reading
from studykit.study.review import Review
from tests.study.builder import COURSE, Student, small_course


def reading(learner: Student, section: str | None = None, *, look: bool = False) -> Reading:
    return Reading(small_course(), "lesson", learner, section, look=look)


def answer(learner: Student, lesson: Reading, option: int) -> None:
    assert lesson.asking is not None
    lesson.asking.choose(option)
    learner.keep(lesson.answer())


def test_a_look_at_a_section_leaves_the_bookmark_until_the_learner_reads_on() -> None:
    learner = Student()
    learner.keep(reading(learner, "first").keep_place(4.0))
    look = reading(learner, "second", look=True)
    learner.keep(look.keep_place(7.0))
    assert learner.course(COURSE)["place"]["section"] == "first"
    look.turn(-1)
    look.turn(1)
    learner.keep(look.keep_place(7.0))
    assert learner.course(COURSE)["place"]["section"] == "second"


def test_a_wrong_check_hides_its_solution_while_it_can_be_tried_again() -> None:
    learner = Student()
    lesson = reading(learner)
    answer(learner, lesson, 1)
    assert lesson.can_retry
    assert lesson.asking is not None
    assert lesson.asking.hides_solution
    lesson.retry()
    answer(learner, lesson, 2)
    lesson.show_solution()
    assert not lesson.asking.hides_solution
    assert not lesson.can_retry


def test_a_true_or_false_check_is_not_tried_again() -> None:
    learner = Student()
    lesson = reading(learner, "second")
    lesson.next_check()
    answer(learner, lesson, 1)
    assert not lesson.can_retry


def test_another_edition_keeps_what_was_chosen_in_a_check() -> None:
    learner = Student()
    lesson = reading(learner)
    assert lesson.asking is not None
    lesson.asking.choose(2)
    lesson.change_edition(small_course())
    assert lesson.asking.response == 2


def test_another_edition_is_shown_at_the_same_section_and_check() -> None:
    lesson = reading(Student(), "second")
    assert lesson.next_check()
    lesson.change_edition(small_course(language="zh-Hant"))
    assert lesson.section is not None
    assert (lesson.section.id, lesson.check) == ("second", 1)
    lesson.change_edition(small_course(without="q3"))
    assert (lesson.section.id, lesson.check) == ("second", 0)
    lesson.change_edition(small_course(without=("q2", "q3")))
    assert (lesson.check, lesson.asking) == (0, None)


def test_a_check_that_was_right_is_not_tried_again() -> None:
    learner = Student()
    lesson = reading(learner)
    answer(learner, lesson, 0)
    assert not lesson.can_retry
    lesson.retry()
    assert lesson.asking is not None
    assert lesson.asking.grade is not None
    assert not lesson.asking.open


def test_time_counts_once_for_reading_or_for_answering() -> None:
    learner = Student()
    lesson = reading(learner)
    learner.wait(seconds=40)
    lesson.check_appeared()
    learner.wait(seconds=10)
    answer(learner, lesson, 1)
    lesson.retry()
    learner.wait(seconds=5)
    answer(learner, lesson, 0)
    learner.keep(lesson.read())
    seconds = {event["kind"]: event["seconds"] for event in learner.history()}
    assert seconds == {"question_answered": 5.0, "section_read": 40.0}
    assert learner.course(COURSE)["days"]["2026-05-01"]["seconds"] == pytest.approx(55)


def test_an_answer_after_an_hour_counts_two_minutes() -> None:
    learner = Student()
    session = Review(small_course(), learner)
    learner.wait(hours=1)
    learner.keep(session.grade(Rating.Good))
    assert session.summary.seconds == 120


def test_what_cannot_be_stored_changes_neither_the_session_nor_the_state() -> None:
    learner = Student()
    session, lesson = Review(small_course(), learner), reading(learner)
    learner.keep(session.grade(Rating.Easy))
    record, shown = session.last_undoable, session.prompt
    assert record is not None
    assert lesson.asking is not None
    lesson.asking.choose(0)
    learner.memory.refuses = True
    for step in (
        session.grade(Rating.Good),
        session.bury(),
        session.suspend(),
        session.undo(record),
        lesson.answer(),
        lesson.read(),
    ):
        assert step
        with pytest.raises(ProfileError):
            learner.keep(step)
    assert session.prompt is shown
    assert session.summary.reviews == 1
    assert lesson.asking.open
    assert lesson.asking.tries == 0


def test_a_read_only_window_lets_everything_be_tried_and_stores_nothing() -> None:
    learner = Student()
    learner.memory.read_only = True
    session = Review(small_course(), learner)
    learner.keep(session.grade(Rating.Good))
    assert len(learner.course(COURSE)["cards"]) == 1
    assert not list(learner.history())


def test_a_section_whose_checks_are_answered_counts_as_read_also_when_one_leaves() -> None:
    learner = Student()
    reading = Reading(small_course(), "lesson", learner)
    learner.keep(reading.leave())
    assert learner.course(COURSE)["sections"] == {}
    while reading.asking is not None:
        reading.asking.choose(0)
        learner.keep(reading.answer())
        if not reading.next_check():
            break
    learner.keep(reading.leave())
    assert list(learner.course(COURSE)["sections"]) == ["first"]


def test_a_page_counts_as_read_once_its_end_was_seen_and_there_was_time_to_read_it() -> None:
    learner = Student()
    reading = Reading(small_course(), "lesson", learner)
    reading.end_appeared()
    learner.keep(reading.leave())
    assert learner.course(COURSE)["sections"] == {}
    learner.wait(seconds=30)
    learner.keep(reading.leave())
    assert list(learner.course(COURSE)["sections"]) == ["first"]


def test_a_mere_look_reads_nothing() -> None:
    learner = Student()
    reading = Reading(small_course(), "lesson", learner, "first", look=True)
    reading.end_appeared()
    learner.wait(seconds=30)
    learner.keep(reading.leave())
    assert learner.course(COURSE)["sections"] == {}


@pytest.mark.parametrize(
    ("seconds", "end", "look", "read"),
    [
        (10, True, False, True),
        (9, True, False, False),
        (60, False, False, False),
        (60, True, True, False),
    ],
)
def test_a_section_whose_end_was_in_sight_for_ten_seconds_counts_as_read(
    seconds: int, end: bool, look: bool, read: bool
) -> None:
    learner = Student()
    lesson = reading(learner, "second", look=look)
    if end:
        lesson.end_appeared()
    learner.wait(seconds=seconds)
    learner.keep(lesson.leave())
    assert ("second" in learner.course(COURSE)["sections"]) is read
