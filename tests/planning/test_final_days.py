"""The last days before an exam: which cards come; the review deals what the plan asks for."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.content.course import Edition
from studykit.language.words import Words
from studykit.learner.settings import setting_event
from studykit.planning.backlog import PutOff, put_off_line
from studykit.planning.deck import deal, tally
from studykit.planning.exam_plan import asked_today, plan
from studykit.planning.final_days import FINAL_DAYS, final_reviews, is_final
from studykit.planning.goal import Goal, goal_set
from studykit.planning.today import today
from studykit.progress import events
from studykit.scheduling.memory import FSRS_DECAY, Memory, Rating, new_memory, recall
from studykit.study.review import Review
from tests.planning.standing import EN, NOW, learnt
from tests.study.builder import COURSE, Student, small_course

GOAL = Goal(NOW.day + timedelta(days=3), 20, 0.9)
SEEN_BEFORE = FINAL_DAYS - 3 + 1
"""Days before now that are not among the last ones before the exam."""


def memory(stability: float, before: int) -> Memory:
    """A card reviewed so many days before now."""
    return {
        **new_memory(NOW),
        "state": "review",
        "stability": stability,
        "difficulty": 5.0,
        "last_day": (NOW.day - timedelta(days=before)).isoformat(),
    }


def cards(memories: dict[str, Memory], goal: Goal = GOAL, later: float = 0) -> list[str]:
    return final_reviews(memories, NOW.day, goal, FSRS_DECAY, later)


def test_the_last_days_are_the_seven_before_the_exam() -> None:
    ahead = [n for n in range(-2, 12) if is_final(NOW.day, NOW.day + timedelta(days=n))]
    assert ahead == [1, 2, 3, 4, 5, 6, 7]


def test_the_card_final_reviews_on_the_exam_day_comes_first() -> None:
    known = {name: memory(s, 20) for name, s in (("b", 9), ("a", 300), ("c", 2), ("d", 40))}
    assert cards(known) == ["c", "b", "d", "a"]
    assert cards({"b": memory(5, 9), "a": memory(5, 9)}) == ["a", "b"]


def test_a_question_never_answered_as_a_card_comes_before_all() -> None:
    assert cards({"a": memory(1, 20), "question:q": new_memory(NOW)}) == ["question:q", "a"]


def test_each_card_comes_once_more_and_again_only_while_it_is_weak() -> None:
    assert cards({"strong": memory(300, SEEN_BEFORE)}) == ["strong"]
    assert cards({"strong": memory(300, SEEN_BEFORE - 1)}) == []
    assert cards({"weak": memory(2, SEEN_BEFORE - 1)}) == ["weak"]
    weak = memory(4, 1)
    assert recall(weak, GOAL.exam) == 0.9
    assert cards({"as wanted": weak}) == []
    assert cards({"as wanted": weak}, GOAL._replace(recall=0.91)) == ["as wanted"]


def test_cards_rest_while_a_third_of_the_later_days_would_do_the_least_recalled_do_not() -> (
    None
):
    known = {name: memory(s, 20) for name, s in (("b", 9), ("a", 300), ("c", 2), ("d", 40))}
    assert cards(known, later=2) == ["c", "b", "d", "a"]
    assert cards(known, later=3) == ["c", "b", "d"]
    assert cards(known, later=9) == ["c"]
    assert cards(known, later=12) == cards(known, later=100) == []


def test_a_card_on_a_learning_step_never_rests() -> None:
    step: Memory = {**memory(300, 20), "state": "relearning", "step": 0}
    assert cards({"weak": memory(2, 20), "step": step}) == ["step", "weak"]
    assert cards({"weak": memory(2, 20), "step": step}, later=100) == ["step"]
    assert cards({"step": {**step, "last_day": memory(1, 1)["last_day"]}}) == ["step"]


def test_what_was_reviewed_today_waits_until_the_next_day() -> None:
    assert cards({"forgotten": memory(0.1, 0)}) == []
    assert cards({"of a wrong clock": memory(0.1, -1)}) == []


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.text(min_size=1, max_size=3),
        st.tuples(st.floats(0.1, 1000), st.integers(0, 400)),
        max_size=20,
    )
)
def test_nothing_comes_twice_and_whatever_is_left_out_was_seen_and_is_strong(
    memories: dict[str, tuple[float, int]],
) -> None:
    known = {card: memory(*figures) for card, figures in memories.items()}
    dealt = cards(known)
    assert len(set(dealt)) == len(dealt)
    expected = [recall(known[card], GOAL.exam) for card in dealt]
    assert expected == sorted(expected)
    for card in set(known) - set(dealt):
        before = memories[card][1]
        assert before < SEEN_BEFORE
        assert before == 0 or recall(known[card], GOAL.exam) >= GOAL.recall


def near_the_exam(minutes: int = 20, ahead: int = 5, learnt_cards: int = 100) -> Student:
    """A learner of a course of 110 cards, all read, half of those learnt due; the exam near."""
    learner = Student()
    for section in ("first", "second"):
        learner.record([events.section_read(learner.now(), COURSE, section)])
    for odd, days in ((0, 7), (1, 7)):
        for n in range(odd, learnt_cards, 2):
            learnt(learner, f"card-{n}")
        learner.wait(days=days)
    now = learner.now()
    learner.record(goal_set(now, COURSE, Goal(now.day + timedelta(days=ahead), minutes, 0.9)))
    learner.record([setting_event(now, "new_per_day", 4)])
    return learner


LARGE = small_course(cards=110)


def asked(learner: Student, edition: Edition = LARGE) -> tuple[int, int]:
    """The reviews and new cards that Home's line of the plan names."""
    seen = today(edition, learner.state, learner.now()).plan
    assert seen is not None
    assert seen.asked is not None
    return seen.asked.reviews, seen.asked.new


def test_the_review_deals_what_the_plan_asks_for() -> None:
    waits = set()
    for minutes in (5, 8, 20, 120):
        for ahead in (1, 2, 7):
            learner = near_the_exam(minutes, ahead)
            counted = tally(LARGE, learner.state, learner.now())
            assert (counted.due + counted.steps, counted.new) == asked(learner)
            dealt = deal(LARGE, learner.state, learner.now())
            assert len(dealt.cards) == counted.due + counted.new
            assert counted.put_off == dealt.put_off
            waits.add(counted.put_off.cards > 0)
    assert waits == {True, False}


def test_the_review_stops_when_the_minutes_of_the_day_are_spent_and_not_before() -> None:
    learner = near_the_exam(minutes=5, ahead=1)
    promised = asked(learner)
    review, done = Review(LARGE, learner), 0
    while review.prompt is not None and done < 100:
        learner.wait(seconds=5)
        learner.keep(review.grade(Rating.Easy))
        done += 1
    assert done == sum(promised)
    assert sum(asked(learner)) <= 6  # the new ones took less time than planned
    assert tally(LARGE, learner.state, learner.now()).put_off.cards > 0


def not_due(learner: Student) -> set[str]:
    """Cards that are due after today."""
    today = learner.now().day.isoformat()
    known = learner.course(COURSE)["cards"]
    return {card for card, state in known.items() if state["due_day"] > today}


def test_cards_come_whether_they_are_due_or_not_on_the_last_day() -> None:
    learner = near_the_exam(ahead=1)
    dealt = deal(LARGE, learner.state, learner.now()).cards
    assert not_due(learner) & set(dealt)


def test_due_cards_rest_when_there_is_time_enough_nearer_to_the_exam() -> None:
    learner = near_the_exam(ahead=FINAL_DAYS)
    known = learner.course(COURSE)["cards"]
    assert not set(known) & set(deal(LARGE, learner.state, learner.now()).cards)
    early = near_the_exam(ahead=FINAL_DAYS + 1)
    dealt = set(deal(LARGE, early.state, early.now()).cards)
    assert dealt & set(known)
    assert not not_due(early) & dealt


def test_hidden_cards_stay_hidden_in_the_last_days() -> None:
    learner = near_the_exam(ahead=1)
    now = learner.now()
    learner.record([events.card_suspended(now, COURSE, "card-0")])
    learner.record([events.card_buried(now, COURSE, "card-1")])
    dealt = deal(LARGE, learner.state, now).cards
    assert not {"card-0", "card-1"} & set(dealt)
    counted = tally(LARGE, learner.state, now)
    assert (counted.due + counted.steps, counted.new) == asked(learner)


def test_the_plan_with_its_last_days_expects_more_than_the_schedule_alone() -> None:
    learner = near_the_exam(minutes=10, ahead=20)
    goal = Goal(learner.now().day + timedelta(days=20), 10, 0.9)
    made = plan(LARGE, learner.state, learner.now(), goal)
    assert made.mean > made.by_schedule + 0.01


def test_what_does_not_fit_in_the_day_is_said() -> None:
    line = put_off_line(PutOff(12, 0, exam=True), EN)
    assert line.endswith("12 more do not fit in today's minutes.")
    assert put_off_line(PutOff(0, 0, exam=True), EN) == ""
    assert put_off_line(PutOff(12, 0, exam=True), Words("zh-Hant")) != line


def test_asking_for_today_is_the_first_day_of_the_whole_plan() -> None:
    learner = near_the_exam(minutes=8)
    goal = Goal(learner.now().day + timedelta(days=5), 8, 0.9)
    whole = plan(LARGE, learner.state, learner.now(), goal).days[0]
    assert asked_today(LARGE, learner.state, learner.now(), goal) == whole
