"""What one undo takes back: a grade with what it brought about, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.state import empty_state, fold
from studykit.scheduling.days import Moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.study.undo import UndoRecord, last_undoable, undo_events
from tests.study.builder import COURSE, Student

NOW = Student().now()


def at(seconds: int) -> Moment:
    return Moment(NOW.at + timedelta(seconds=seconds), NOW.day)


def reviewed(card: str, rating: Rating, seconds: int) -> Event:
    memory = Scheduler().review(card, None, rating, at(seconds))
    return events.card_reviewed(at(seconds), COURSE, card, rating, seconds=5, memory=memory)


def suspended(card: str, seconds: int, *, leech: bool) -> Event:
    return events.card_suspended(at(seconds), COURSE, card, leech=leech)


def answered(question: str, seconds: int, context: str = "card") -> Event:
    return events.question_answered(
        at(seconds),
        COURSE,
        question,
        response=1,
        score=0.0,
        verdict="wrong",
        context=context,  # type: ignore[arg-type]
    )


def undoable(*history: Event, course: str = COURSE) -> UndoRecord | None:
    record = last_undoable(fold(list(history)), course, lambda: history)
    lost = last_undoable(empty_state(), course, lambda: history)
    assert lost == record  # from the history alone, as after a restart long since
    return record


def ids(*taken: Event) -> tuple[str, ...]:
    return tuple(event["id"] for event in taken)


def test_nothing_is_undone_where_nothing_was_done() -> None:
    assert undoable() is None
    assert undoable(events.section_read(NOW, COURSE, "first")) is None
    assert undoable(reviewed("a", Rating.Good, 0), course="other") is None
    assert undoable(answered("q1", 0, "check")) is None


def test_the_last_grade_alone_is_taken_back() -> None:
    first, second = reviewed("a", Rating.Good, 0), reviewed("a", Rating.Again, 60)
    record = undoable(first, second)
    assert record == ("a", ids(second), "card_reviewed", Rating.Again)
    assert [event["undoes"] for event in undo_events(at(90), record)] == list(ids(second))
    other = reviewed("b", Rating.Easy, 120)
    assert undoable(first, second, other) == ("b", ids(other), "card_reviewed", Rating.Easy)


def test_a_leech_is_suspended_and_taken_up_again_with_its_grade() -> None:
    grade, leech = reviewed("a", Rating.Again, 0), suspended("a", 0, leech=True)
    assert undoable(grade, leech) == ("a", ids(leech, grade), "card_reviewed", Rating.Again)


def test_a_card_suspended_by_hand_is_taken_up_again_alone() -> None:
    grade = reviewed("a", Rating.Again, 0)
    for later in (suspended("a", 0, leech=False), suspended("a", 60, leech=True)):
        assert undoable(grade, later) == ("a", ids(later), "card_suspended", None)


def test_an_answer_is_taken_back_with_the_grade_behind_it() -> None:
    answer, grade = answered("q1", 0), reviewed("question:q1", Rating.Again, 5)
    record = undoable(answer, grade)
    assert record == ("question:q1", ids(grade, answer), "card_reviewed", Rating.Again)
    before = reviewed("question:q1", Rating.Good, -60)
    again = undoable(before, answer, grade)
    assert again is not None
    assert again.ids == ids(grade, answer)
    other = undoable(answered("q2", 0), grade)
    assert other is not None
    assert other.ids == ids(grade)


def test_a_crammed_card_is_taken_back_with_its_grade() -> None:
    crammed = events.card_crammed(at(0), COURSE, "a", Rating.Hard, 4)
    assert undoable(crammed) == ("a", ids(crammed), "card_crammed", Rating.Hard)


def test_what_was_undone_is_not_undone_again() -> None:
    first, second = reviewed("a", Rating.Good, 0), reviewed("b", Rating.Again, 60)
    history = (first, second, events.undo(at(90), second["id"]))
    assert undoable(*history) == ("a", ids(first), "card_reviewed", Rating.Good)
