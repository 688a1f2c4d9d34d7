"""How many cards a review has left, of which kind each is, and how long it is sent away."""

from __future__ import annotations

from datetime import timedelta

from studykit.planning.selection import Selection
from studykit.progress import events
from studykit.scheduling.memory import Rating
from studykit.study.review import LEARN_AHEAD, Review
from tests.study.builder import Student, small_course


def test_a_step_within_twenty_minutes_is_among_the_cards_left() -> None:
    learner = Student()
    learner.record([events.setting_changed(learner.now(), "learning_steps", [21.0])])
    session = Review(small_course(), learner)
    assert (session.left, LEARN_AHEAD) == (5, timedelta(minutes=20))
    learner.keep(session.grade(Rating.Again))
    assert session.left == 4
    learner.wait(minutes=1)
    assert session.left == 5
    learner.keep(session.grade(Rating.Easy))
    assert session.left == 4


def test_a_card_is_new_then_learning_then_in_review() -> None:
    learner = Student()
    kinds = []
    for rating, minutes in ((Rating.Good, 10), (Rating.Good, 5 * 1440), (Rating.Good, 0)):
        session = Review(small_course(), learner)
        while session.prompt is not None and session.prompt.id != "card-0":
            learner.keep(session.bury())
        assert session.prompt is not None
        kinds.append(session.prompt.kind)
        learner.keep(session.grade(rating))
        learner.wait(minutes=minutes)
    assert kinds == ["new", "learning", "review"]


def test_each_grade_shows_how_long_the_card_is_sent_away() -> None:
    learner = Student()
    learner.record([events.setting_changed(learner.now(), "fuzz", False)])
    shown = Review(small_course(), learner).preview()
    assert [shown[rating] for rating in Rating] == [
        timedelta(minutes=1),
        timedelta(minutes=5.5),
        timedelta(minutes=10),
        timedelta(days=8),
    ]
    assert Review(small_course(), learner, Selection()).preview() == {}
