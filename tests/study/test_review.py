"""Reviewing: what comes, what a grade does, and taking it back."""

import copy
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.learner.course_state import course_state as standing_of
from studykit.learner.learner import Learner
from studykit.learner.settings import setting_event
from studykit.progress import events
from studykit.progress.store import Profile
from studykit.scheduling.memory import Rating
from studykit.study.review import Review
from tests.study.builder import COURSE, Student, small_course


def review(learner: Student) -> Review:
    return Review(small_course(), learner)


def grade(learner: Student, session: Review, rating: Rating = Rating.Good) -> str:
    assert session.prompt is not None
    card = session.prompt.id
    learner.keep(session.grade(rating))
    return card


def course_state(learner: Student) -> object:
    """All but the trail and the empty course that a first event leaves behind."""
    return copy.deepcopy([c for c in learner.state["courses"].values() if any(c.values())])


def test_every_card_comes_and_the_review_ends() -> None:
    learner = Student()
    session = review(learner)
    cards = [grade(learner, session, Rating.Easy) for _ in range(5)]
    assert sorted(cards) == ["card-0", "card-1", "card-2", "gaps/1", "gaps/2"]
    assert session.prompt is None
    assert session.summary.reviews == session.summary.new == 5


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(list(Rating)), min_size=1, max_size=8))
def test_undoing_every_grade_leaves_nothing_behind(ratings: list[Rating]) -> None:
    learner = Student()
    session = review(learner)
    before, done = course_state(learner), 0
    for rating in ratings:
        if session.prompt is not None:
            grade(learner, session, rating)
            done += 1
    for _ in range(done):
        assert learner.undo(session) is not None
    assert course_state(learner) == before
    assert session.last_undoable is None
    assert session.summary.reviews == 0


def test_a_grade_can_be_undone_after_a_restart_and_after_reading() -> None:
    learner = Student()
    card = grade(learner, review(learner))
    learner.record([events.place_kept(learner.now(), COURSE, "lesson", "first", 0)])
    record = learner.undo(review(learner))
    assert record is not None
    assert (record.card, record.rating) == (card, Rating.Good)
    assert not learner.state["courses"][COURSE]["cards"]


def test_a_missed_question_is_asked_and_its_answer_undone_with_the_grade() -> None:
    learner = Student()
    now = learner.now()
    learner.record(
        [
            events.quiz_started(
                now, COURSE, "quiz", "a", questions=["q1"], seed=1, mode="practice"
            ),
            events.quiz_answered(
                now, COURSE, "a", "q1", response=1, score=0.0, verdict="wrong"
            ),
        ]
    )
    session = review(learner)
    while session.prompt and session.prompt.asking is None:
        grade(learner, session, Rating.Easy)
    before = course_state(learner)
    assert session.prompt is not None
    assert session.prompt.asking is not None
    session.prompt.asking.choose(0)
    learner.keep(session.answer())
    assert session.suggested() is Rating.Good
    grade(learner, session, session.suggested())
    assert learner.undo(session) is not None
    assert course_state(learner) == before


def test_a_buried_card_and_its_siblings_wait_for_tomorrow() -> None:
    learner = Student()
    session = review(learner)
    while session.prompt is not None and not session.prompt.id.startswith("gaps"):
        grade(learner, session, Rating.Easy)
    learner.keep(session.bury())
    assert session.prompt is None or not session.prompt.id.startswith("gaps")
    learner.wait(days=1)
    assert session.last_undoable is not None


def test_a_card_on_a_step_comes_at_once_when_the_clock_was_set_back() -> None:
    learner = Student()
    shown = grade(learner, review(learner), Rating.Again)
    learner.wait(days=-400)
    again = review(learner)
    assert again.prompt is not None
    assert again.prompt.id == shown
    grade(learner, again, Rating.Easy)
    assert learner.state["courses"][COURSE]["cards"][shown]["due_day"] < "2026"


def test_more_steps_than_the_state_remembers_are_taken_back_after_a_restart(
    tmp_path: Path,
) -> None:
    learner, edition = Student(), small_course(cards=118)
    with Profile.open(tmp_path / "me.json") as profile:
        profile.record([setting_event(learner.now(), "new_per_day", 500)])
        stored = Learner(profile, learner.clock)
        session = Review(edition, stored)
        while session.prompt is not None:
            stored.keep(session.grade(Rating.Easy))
        assert session.summary.reviews == 120
    with Profile.open(tmp_path / "me.json") as profile:
        stored = Learner(profile, learner.clock)
        again = Review(edition, stored)
        undone = 0
        while (record := again.last_undoable) is not None:
            stored.keep(again.undo(record))
            undone += 1
        assert undone == 120
        assert not standing_of(profile.state, COURSE)["cards"]


def test_a_card_of_an_objective_whose_section_is_unread_says_so() -> None:
    learner = Student()
    session = review(learner)
    assert session.prompt is not None
    assert (session.prompt.section, session.prompt.unread) == ("first", True)
    learner.record([events.section_read(learner.now(), COURSE, "first")])
    session = review(learner)
    assert session.prompt is not None
    assert not session.prompt.unread
