"""In which order the cards of a session come."""

from __future__ import annotations

from studykit.planning.deck import deal
from studykit.planning.selection import Selection, select
from studykit.scheduling.memory import Rating
from studykit.study.review import Review
from tests.study.builder import Student, small_course


def shown(session: Review) -> str:
    assert session.prompt is not None
    return session.prompt.id


def test_a_review_comes_in_the_order_in_which_it_was_dealt() -> None:
    learner, edition = Student(), small_course()
    dealt = deal(edition, learner.state, learner.now()).cards
    session, found = Review(edition, learner), []
    while session.prompt is not None:
        found.append(shown(session))
        learner.keep(session.grade(Rating.Easy))
    assert found == dealt


def test_cramming_comes_in_the_order_in_which_it_was_chosen() -> None:
    learner, edition = Student(), small_course()
    chosen = select(edition, learner.state, learner.now(), Selection())
    session, found = Review(edition, learner, Selection()), []
    while session.prompt is not None:
        found.append(shown(session))
        learner.keep(session.grade(Rating.Good))
    assert found == chosen


def test_of_two_steps_the_one_that_is_due_first_comes_first() -> None:
    learner = Student()
    session = Review(small_course(), learner)
    ten_minutes = shown(session)
    learner.keep(session.grade(Rating.Good))
    one_minute = shown(session)
    learner.keep(session.grade(Rating.Again))
    learner.wait(minutes=15)
    session.advance()
    assert shown(session) == one_minute
    learner.keep(session.grade(Rating.Easy))
    assert shown(session) == ten_minutes


def test_what_was_shown_at_an_undo_comes_right_after_the_card_taken_back() -> None:
    learner = Student()
    session = Review(small_course(), learner)
    first = shown(session)
    learner.keep(session.grade(Rating.Easy))
    second = shown(session)
    assert learner.undo(session) is not None
    assert shown(session) == first
    learner.keep(session.grade(Rating.Easy))
    assert shown(session) == second
