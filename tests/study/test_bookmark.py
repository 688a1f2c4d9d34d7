"""The bookmark of a lesson is stored once for each place."""

from __future__ import annotations

from studykit.study.reading import Reading
from tests.study.builder import COURSE, Student, small_course


def test_a_place_that_was_kept_is_not_stored_again() -> None:
    learner = Student()
    reading = Reading(small_course(), "lesson", learner)
    step = reading.keep_place()
    assert [event["scroll"] for event in step.events] == [0]
    learner.keep(step)
    assert reading.keep_place().events == ()
    assert len(reading.keep_place(3.0).events) == 1
    assert learner.course(COURSE)["place"] is not None
