"""How far a review is, which siblings wait, what is suggested, and what comes next."""

from __future__ import annotations

from datetime import timedelta

from studykit.language.words import Words
from studykit.planning.deck import entry_of, siblings_last
from studykit.planning.selection import Selection
from studykit.scheduling.memory import Rating
from studykit.study.quiz_ending import finish
from studykit.study.review import Review
from studykit.study.review_text import reviewed_line, standing_parts, upcoming_lines
from tests.study.builder import Student, small_course
from tests.study.test_quiz import PRACTICE, begin, choose

ENGLISH = Words("en")


def said(review: Review) -> str:
    return "  ".join(
        f"{sign} {text}".strip() for sign, _, text in standing_parts(review, ENGLISH)
    )


def grade(learner: Student, review: Review, rating: Rating) -> str:
    card = review.prompt.id if review.prompt else ""
    learner.keep(review.grade(rating))
    return card


def test_a_review_counts_what_is_done_learning_due_and_new() -> None:
    learner = Student()
    review = Review(small_course(cards=3), learner)
    assert said(review).startswith("● 0 done  ○ 0 due  ○ 5 new  about ")
    grade(learner, review, Rating.Good)
    assert said(review).startswith("● 0 done  ◐ 1 learning  ○ 0 due  ○ 4 new")
    grade(learner, review, Rating.Easy)
    assert said(review).startswith("● 1 done  ◐ 1 learning  ○ 0 due  ○ 3 new")


def test_what_is_known_of_the_memory_of_the_card_shown() -> None:
    learner = Student()
    review = Review(small_course(cards=1), learner)
    assert review.memory() is None
    card = grade(learner, review, Rating.Again)
    while review.prompt is not None and review.prompt.id != card:
        grade(learner, review, Rating.Easy)
    known = review.memory()
    assert known is not None
    assert (known.reviews, known.lapses, known.history) == (1, 0, ())
    while review.prompt is not None:
        grade(learner, review, Rating.Easy)
    assert review.memory() is None


def test_only_a_card_that_is_known_comes_back_on_the_day_that_was_said() -> None:
    learner = Student()
    review = Review(small_course(cards=1), learner)
    assert not review.set_due(5)
    card = grade(learner, review, Rating.Again)
    while review.prompt is not None and review.prompt.id != card:
        grade(learner, review, Rating.Easy)
    learner.keep(review.set_due(5))
    assert learner.course("course")["cards"][card]["due_day"] == "2026-05-06"
    assert not Review(small_course(cards=1), learner, Selection()).set_due(5)


def test_a_missed_question_that_comes_as_a_card_is_due_and_not_new() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    choose(learner, attempt, 1)
    learner.keep(finish(attempt))
    before = said(Review(small_course(cards=1), Student()))
    assert before.startswith("● 0 done  ○ 0 due  ○ 3 new")
    assert said(Review(small_course(cards=1), learner)).startswith("● 0 done  ○ 1 due  ○ 3 new")


def test_cramming_counts_what_is_to_come() -> None:
    learner = Student()
    review = Review(small_course(cards=3), learner, Selection())
    grade(learner, review, Rating.Good)
    assert said(review).startswith("● 1 done  ○ 4 to come")


def test_siblings_come_only_once_nothing_else_is_left() -> None:
    learner = Student()
    review = Review(small_course(cards=3), learner)
    order = []
    while review.prompt is not None:
        order.append(entry_of(grade(learner, review, Rating.Easy)))
    assert order.count("gaps") == 2
    assert order[-1] == "gaps"
    assert order.index("gaps") < 4


def test_a_sibling_of_a_card_that_is_being_learnt_waits_too() -> None:
    assert siblings_last(["a/1", "b", "c"], seen=["a/2"]) == ["b", "c", "a/1"]
    assert siblings_last(["a/1", "a/2", "a/3", "b/1", "b/2"]) == [
        "a/1",
        "b/1",
        "a/2",
        "b/2",
        "a/3",
    ]


def test_a_wrong_typed_back_suggests_again_and_a_right_one_good() -> None:
    learner = Student()
    review = Review(small_course(cards=3), learner)
    assert review.prompt is not None
    assert review.prompt.card is not None
    right = review.prompt.card.answers[0]
    compared = review.compare_typed("quite another thing")
    assert compared is not None
    assert not compared.right
    assert review.suggested() is Rating.Again
    review.compare_typed(right)
    assert review.suggested() is Rating.Good
    review.compare_typed("quite another thing")
    grade(learner, review, Rating.Again)
    assert review.suggested() is Rating.Good  # the next card was not typed yet


def test_the_end_says_what_comes_next_and_when() -> None:
    learner = Student()
    review = Review(small_course(cards=1), learner)
    while review.prompt is not None:
        grade(learner, review, Rating.Easy)
    lines = list(upcoming_lines(review, ENGLISH))
    assert len(lines) == 1
    assert "fall" in lines[0]
    learner.wait(days=400)
    review = Review(small_course(cards=1), learner)
    grade(learner, review, Rating.Again)
    assert next(upcoming_lines(review, ENGLISH)).startswith("Next: 1 card you are learning, in")


def test_the_next_step_is_told_by_how_long_it_takes() -> None:
    learner = Student()
    review = Review(small_course(cards=0, without=("q1",)), learner)
    grade(learner, review, Rating.Again)
    assert review.upcoming().steps == 1
    assert timedelta(0) <= review.upcoming().wait <= timedelta(minutes=20)


def test_answers_are_counted_apart_from_cards() -> None:
    learner = Student()
    review = Review(small_course(cards=1), learner)
    first = grade(learner, review, Rating.Again)
    assert reviewed_line(review.summary, ENGLISH) == "1 card reviewed"
    while review.prompt is not None:
        grade(learner, review, Rating.Easy)
    assert first
    assert reviewed_line(review.summary, ENGLISH) == "3 cards reviewed · 4 answers"
