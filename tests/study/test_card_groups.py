"""Several cards are put off, reset or suspended at once, and taken back at once."""

from __future__ import annotations

from studykit.language.words import Words
from studykit.planning.selection import Selection
from studykit.scheduling.memory import Rating
from studykit.study.card_groups import CardGroup, apply_to_group, card_groups, group_lines
from studykit.study.review import Review
from tests.study.builder import COURSE, Student, small_course


def everything(review: Review, what: str) -> CardGroup:
    return next(group for group in card_groups(review) if group.what == what)


def test_all_cards_left_are_put_off_until_tomorrow_and_come_back_with_one_undo() -> None:
    learner = Student()
    review = Review(small_course(cards=3), learner)
    group = [one for one in card_groups(review) if one.what == "bury"][-1]
    assert len(group.cards) == 5
    learner.keep(apply_to_group(review, group))
    assert review.prompt is None
    record = review.last_undoable
    assert record is not None
    learner.keep(review.undo(record))
    assert Review(small_course(cards=3), learner).left == 5


def test_only_cards_that_were_reviewed_are_reset() -> None:
    learner = Student()
    review = Review(small_course(cards=3), learner)
    assert all(group.what != "reset" for group in card_groups(review))
    for _ in range(3):
        learner.keep(review.grade(Rating.Easy))
    learner.wait(days=60)
    review = Review(small_course(cards=3), learner)
    learner.keep(apply_to_group(review, everything(review, "reset")))
    known = learner.course(COURSE)["cards"].values()
    assert sum(card["state"] == "review" for card in known) == 0


def test_cramming_puts_nothing_away() -> None:
    assert card_groups(Review(small_course(), Student(), Selection())) == []


def test_each_group_says_what_and_which() -> None:
    review = Review(small_course(cards=3), Student())
    lines = list(group_lines(card_groups(review), Words("en")))
    assert ("Put off until tomorrow", "section “First” · 5 cards") in lines
