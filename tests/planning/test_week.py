"""The week at a glance: the days that were studied, and what falls due on the next ones."""

from __future__ import annotations

from datetime import timedelta

from studykit.planning.week import Week, week
from studykit.progress import events
from studykit.scheduling.days import later_day
from tests.planning.standing import learnt
from tests.study.builder import COURSE, Student, small_course


def seen(learner: Student) -> Week:
    return week(small_course(cards=9), learner.state, learner.now())


def test_nothing_has_begun_before_the_first_day() -> None:
    found = seen(Student())
    assert not found.begun
    assert not any(done for _, done in found.studied)
    assert not any(day.cards for day in found.ahead)


def test_today_is_the_last_of_seven_days_and_tomorrow_the_first_of_the_next_seven() -> None:
    learner = Student()
    learnt(learner, "card-0")
    learner.wait(days=2)
    today = learner.now().day
    found = seen(learner)
    assert [day for day, _ in found.studied] == [
        today - timedelta(days=n) for n in range(6, -1, -1)
    ]
    assert [done for _, done in found.studied] == [False] * 4 + [True, False, False]
    assert [day.day for day in found.ahead] == [today + timedelta(days=n) for n in range(1, 8)]
    assert found.begun


def test_cards_are_counted_on_the_day_they_fall_due_unless_they_are_hidden_or_gone() -> None:
    learner = Student()
    today = learner.now().day

    def due(card: str, days: int) -> None:
        day = later_day(today, days).isoformat()
        learner.record([events.card_due_set(learner.now(), COURSE, card, day)])

    for card, days in (("card-0", 1), ("card-1", 1), ("card-2", 7), ("card-3", 8), ("gone", 1)):
        due(card, days)
    due("card-4", 2)
    learner.record([events.card_suspended(learner.now(), COURSE, "card-4")])
    found = seen(learner)
    assert [day.cards for day in found.ahead] == [2, 0, 0, 0, 0, 0, 1]
    assert found.begun
