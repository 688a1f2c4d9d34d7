"""From lesson to lesson, and what a session comes to."""

from __future__ import annotations

from studykit.content.library import open_library, shipped_lessons
from studykit.scheduling.memory import Rating
from studykit.study.reading import Reading
from studykit.study.review import Review
from tests.study.builder import Student, small_course

SHIPPED = open_library([shipped_lessons()]).courses[0].edition("en")


def test_each_lesson_names_the_ones_beside_it() -> None:
    lessons = SHIPPED.lessons
    for place, lesson in enumerate(lessons):
        reading = Reading(SHIPPED, lesson.id, Student())
        assert reading.next_lesson == (lessons[place + 1] if lesson != lessons[-1] else None)
        assert reading.lesson_before == (lessons[place - 1] if place else None)


def test_no_page_is_turned_beyond_a_lesson() -> None:
    reading = Reading(small_course(), "lesson", Student())
    assert not reading.turn(-1)
    assert reading.turn(1)
    assert not reading.turn(1)
    assert reading.page == 1


def test_a_review_counts_its_grades_new_cards_and_seconds() -> None:
    learner = Student()
    session = Review(small_course(), learner)
    assert (session.summary.reviews, session.summary.new, session.summary.seconds) == (0, 0, 0)
    for rating in (Rating.Again, Rating.Easy):
        learner.wait(seconds=7)
        learner.keep(session.grade(rating))
    assert (session.summary.reviews, session.summary.new) == (2, 2)
    assert session.summary.seconds == 14
    assert learner.undo(session) is not None
    assert (session.summary.reviews, session.summary.new, session.summary.seconds) == (1, 1, 7)
