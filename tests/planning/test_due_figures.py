"""One figure for what is due: Home, the plan and the statistics count the same cards."""

from __future__ import annotations

import random

import pytest

from studykit.analytics.statistics import statistics_of
from studykit.learner.course_state import course_state
from studykit.planning.backlog import PutOff
from studykit.planning.deck import deal, steps_due, tally
from studykit.planning.exam_plan import asked_today
from studykit.planning.goal import Goal
from studykit.planning.today import DueCards, today
from studykit.planning.today_text import cards_line
from studykit.progress import events
from studykit.scheduling.days import later_day
from studykit.scheduling.memory import Rating
from tests.planning.standing import EN, learnt
from tests.study.builder import COURSE, Student, small_course


def _goal(learner: Student, minutes: int = 240) -> Goal:
    return Goal(later_day(learner.now().day, 40), minutes, 0.9)


@pytest.mark.parametrize("seed", range(12))
def test_home_the_plan_and_the_statistics_count_the_same_cards_as_due(seed: int) -> None:
    chance, edition, learner = random.Random(seed), small_course(cards=12), Student()
    for number in range(12):
        card = f"card-{number}"
        for _ in range(chance.randrange(3)):
            learnt(learner, card, Rating(chance.randrange(1, 5)))
        now = learner.now()
        match chance.randrange(6):
            case 0:
                learner.record([events.card_buried(now, COURSE, card)])
            case 1:
                learner.record([events.card_suspended(now, COURSE, card)])
            case 2:
                day = later_day(now.day, chance.randrange(3)).isoformat()
                learner.record([events.card_due_set(now, COURSE, card, day)])
            case 3:
                learner.wait(hours=chance.randrange(1, 30))
    seen = today(edition, learner.state, learner.now()).cards
    asked = asked_today(edition, learner.state, learner.now(), _goal(learner))
    counted = statistics_of(edition, learner.state, learner.now())
    assert seen.all_due == asked.due == counted.forecast[0]
    dealt = deal(edition, learner.state, learner.now()).cards
    steps = steps_due(edition, course_state(learner.state, COURSE), learner.now())
    assert len(dealt) == len(set(dealt)), "a card comes once"
    assert not set(dealt) & set(steps)
    if not seen.put_off.cards:
        assert asked.reviews == seen.due == seen.all_due


def test_a_new_card_whose_due_day_is_set_waits_for_it_and_is_new_no_more() -> None:
    edition, learner = small_course(), Student()
    now = learner.now()
    day = later_day(now.day, 2).isoformat()
    learner.record([events.card_due_set(now, COURSE, "card-0", day)])
    assert "card-0" not in deal(edition, learner.state, learner.now()).cards
    learner.wait(days=2)
    assert deal(edition, learner.state, learner.now()).cards.count("card-0") == 1
    assert tally(edition, learner.state, learner.now()).due == 1


def test_what_a_limit_leaves_for_later_is_told_beside_what_is_due() -> None:
    edition, learner = small_course(), Student()
    for number in range(4):
        learnt(learner, f"card-{number}", Rating.Easy)
    learner.record([events.setting_changed(learner.now(), f"reviews_per_day@{COURSE}", 3)])
    learner.record([events.setting_changed(learner.now(), f"new_per_day@{COURSE}", 0)])
    for _ in range(12):
        learner.wait(days=3)
        learnt(learner, "card-0", Rating.Easy)
    learner.wait(days=1)
    seen = today(edition, learner.state, learner.now()).cards
    assert (seen.due, seen.all_due) == (2, 2)
    assert cards_line(seen, EN) == "2 due"
    learner.record([events.setting_changed(learner.now(), f"reviews_per_day@{COURSE}", 1)])
    seen = today(edition, learner.state, learner.now()).cards
    assert cards_line(seen, EN) == "1 of 2 due"


@pytest.mark.parametrize(
    ("due", "all_due", "new", "exam", "line"),
    [
        (3, 3, 2, False, "3 due · 2 new"),
        (3, 8, 0, False, "3 of 8 due"),
        (3, 8, 2, True, "3 reviews · 2 new"),  # in the last days, due or not
        (0, 0, 2, True, "2 new"),
        (0, 0, 0, False, ""),
    ],
)
def test_home_says_how_many_cards_wait(
    due: int, all_due: int, new: int, exam: bool, line: str
) -> None:
    cards = DueCards(due, all_due, new, 0, 5, PutOff(0, 0, exam))
    assert cards_line(cards, EN) == line
