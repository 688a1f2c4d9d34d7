"""What piled up in a break is spread over days, and that is said."""

from __future__ import annotations

from studykit.language.words import Words
from studykit.learner.course_state import course_state
from studykit.planning.backlog import PutOff, put_off_line, spread
from studykit.planning.deck import deal, tally
from studykit.planning.today import today
from studykit.progress import events
from studykit.progress.state import CourseState, DayState
from studykit.scheduling.memory import Rating, recall
from studykit.study.review import Review
from tests.study.builder import COURSE, Student, small_course

COURSE_OF_200 = small_course(cards=200)


def a_day(learner: Student) -> int:
    """Review all that this day has; how many reviews that were."""
    before = reviews(learner)
    session = Review(COURSE_OF_200, learner)
    while session.prompt is not None:
        learner.keep(session.grade(Rating.Easy))
    done = reviews(learner) - before
    learner.wait(days=1)
    return done


def reviews(learner: Student) -> int:
    days = course_state(learner.state, COURSE)["days"]
    return sum(day.get("reviews", 0) for day in days.values())


def after_a_break(days: int) -> Student:
    """A learner of seven days, away for some."""
    learner = Student()
    for _ in range(7):
        a_day(learner)
    learner.wait(days=days)
    return learner


def test_a_pile_is_spread_over_days_and_gone_in_the_end() -> None:
    learner = after_a_break(60)
    dealt = tally(COURSE_OF_200, learner.state, learner.now())
    assert dealt.put_off.cards > 0
    assert dealt.put_off.days > 1
    assert dealt.new == 0
    told = put_off_line(dealt.put_off, Words("en"))
    assert f"the other {dealt.put_off.cards} are spread over about" in told
    found = today(COURSE_OF_200, learner.state, learner.now())
    assert (found.cards.due, found.cards.put_off) == (dealt.due, dealt.put_off)
    amounts = [a_day(learner) for _ in range(dealt.put_off.days + 2)]
    assert amounts[0] == dealt.due
    later = tally(COURSE_OF_200, learner.state, learner.now())
    assert later.put_off.cards == 0
    assert later.new > 0  # new cards come again


def test_what_is_most_at_stake_comes_first_after_a_break() -> None:
    learner = after_a_break(60)
    now = learner.now()
    cards = course_state(learner.state, COURSE)["cards"]
    dealt = deal(COURSE_OF_200, learner.state, now)
    kept = {recall(cards[card], now.day) for card in dealt.cards}
    waiting = {
        recall(card, now.day)
        for card_id, card in cards.items()
        if card_id not in dealt.cards and card["due_day"] <= now.day.isoformat()
    }
    assert max(kept) <= min(waiting)


def test_the_amount_of_a_day_stays_the_same_all_day_long() -> None:
    learner = after_a_break(60)
    whole = tally(COURSE_OF_200, learner.state, learner.now()).due
    session = Review(COURSE_OF_200, learner)
    for _ in range(10):
        learner.keep(session.grade(Rating.Good))
    again = tally(COURSE_OF_200, learner.state, learner.now())
    assert again.due == whole - 10


def test_a_daily_limit_below_that_is_kept_and_named() -> None:
    learner = Student()
    for _ in range(7):
        a_day(learner)
    learner.record([events.setting_changed(learner.now(), f"reviews_per_day@{COURSE}", 3)])
    learner.wait(days=29)
    put_off = tally(COURSE_OF_200, learner.state, learner.now()).put_off
    assert put_off.cards > 0
    assert put_off.days == 0  # the limit is below what a day has after a break
    assert "daily limit" in put_off_line(put_off, Words("en"))
    assert put_off_line(put_off._replace(cards=0), Words("en")) == ""


def test_a_small_pile_is_done_in_one_go() -> None:
    learner = after_a_break(1)
    dealt = tally(COURSE_OF_200, learner.state, learner.now())
    assert dealt.due > 0
    assert dealt.new > 0
    assert dealt.put_off == PutOff(0, 0)


def test_a_great_pile_is_gone_in_little_more_than_a_week() -> None:
    learner = Student()
    course = small_standing({"2026-03-01": {"reviews": 10}})
    due = 700
    for day in range(12):
        kept, put_off = spread(course, learner.now(), due, 1000)
        if day == 0:
            assert (kept, put_off.days) == (100, 7)
        course["days"][learner.now().day.isoformat()] = {"reviews": kept}
        due -= kept
        learner.wait(days=1)
    assert due == 0


def small_standing(days: dict[str, DayState]) -> CourseState:
    empty = course_state(Student().state, COURSE)
    return {**empty, "days": days}
