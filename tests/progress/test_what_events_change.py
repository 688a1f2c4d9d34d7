"""What each event changes in the state, by number: cards, answers, attempts, the day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from studykit.progress import events as make
from studykit.progress.course_state import new_course_state
from studykit.progress.events import Event
from studykit.progress.events.base import stamp
from studykit.progress.events.profile import Baseline
from studykit.progress.folding import LEARNT_DAYS, RIGHT, unseen_card
from studykit.progress.state import TRAIL, apply, empty_state, fold
from studykit.scheduling.days import instant_text
from studykit.scheduling.memory import Memory, Rating
from tests.progress.learning import answered, at, reviewed, started, submitted

DAY = "2026-01-01"


def course(*history: Event) -> Any:
    """Where the learner stands in the course; asked of both ways to fold."""
    state = empty_state()
    assert all(apply(state, event) for event in history)
    assert state["courses"] == fold(history)["courses"]
    return state["courses"].get("course", new_course_state())


def in_review(days: int, lapses: int = 0) -> Memory:
    day = (at().day + timedelta(days=days)).isoformat()
    return {
        "state": "review",
        "step": None,
        "stability": 9.0,
        "difficulty": 5.0,
        "due": f"{day}T08:00:00.000Z",
        "due_day": day,
        "last": instant_text(at().at),
        "last_day": DAY,
        "reps": 7,
        "lapses": lapses,
    }


def graded(card: str, rating: Rating, memory: Memory, minutes: float = 0) -> Event:
    return make.card_reviewed(at(minutes), "course", card, rating, seconds=4, memory=memory)


# Cards


def test_reviews_and_lapses_are_counted_not_copied() -> None:
    card = course(graded("a", Rating.Again, in_review(5, lapses=3)))["cards"]["a"]
    assert (card["reps"], card["lapses"], card["missed_day"]) == (1, 0, DAY)
    again = [graded("a", Rating.Good, in_review(5)), graded("a", Rating.Again, in_review(5), 1)]
    card = course(*again)["cards"]["a"]
    assert (card["reps"], card["lapses"]) == (2, 1)
    assert "missed_day" not in course(again[0])["cards"]["a"]
    hard = [again[0], graded("a", Rating.Hard, in_review(5), 1)]
    assert course(*hard)["cards"]["a"]["lapses"] == 0


def test_a_day_counts_new_cards_reviews_steps_and_misses() -> None:
    first = reviewed(at(), rating=1)
    step = reviewed(at(5), rating=4, memory=first["memory"])
    review = reviewed(at(8), rating=1, memory=step["memory"])
    assert course(first)["days"][DAY] == {
        "new": 1,
        "again": 1,
        "seconds": 2.5,
        "card_seconds": 2.5,
    }
    assert course(first, step, review)["days"][DAY] == {
        "new": 1,
        "steps": 1,
        "reviews": 1,
        "again": 2,
        "seconds": 7.5,
        "card_seconds": 7.5,
    }


def test_a_missed_question_is_no_new_card_and_leaves_when_it_is_learnt() -> None:
    missed = [started(at()), answered(at(1), "q", 0.0)]
    card = course(*missed)["cards"]["question:q"]
    assert (card["due_day"], card["due"], card["reps"]) == (DAY, "2026-01-01T08:01:00.000Z", 0)
    first = graded("question:q", Rating.Good, in_review(LEARNT_DAYS - 1), 2)
    known = course(*missed, first)
    assert known["cards"]["question:q"]["reps"] == 1
    assert "new" not in known["days"][DAY]
    assert known["days"][DAY]["steps"] == 1
    learnt = graded("question:q", Rating.Good, in_review(LEARNT_DAYS), 3)
    assert "question:q" not in course(*missed, first, learnt)["cards"]
    assert LEARNT_DAYS == 21
    long = graded("a", Rating.Good, in_review(LEARNT_DAYS), 3)
    assert "a" in course(long)["cards"]


def test_cramming_marks_a_missed_card_and_no_question() -> None:
    def crammed(card: str, rating: Rating) -> Any:
        return course(make.card_crammed(at(), "course", card, rating, 4))

    assert crammed("a", Rating.Again)["cards"]["a"] == {**unseen_card(), "missed_day": DAY}
    assert crammed("a", Rating.Hard)["cards"] == {}
    assert crammed("question:q", Rating.Again)["cards"] == {}
    assert crammed("a", Rating.Hard)["days"][DAY] == {
        "crammed": 1,
        "seconds": 4,
        "card_seconds": 4,
    }


def test_a_card_that_starts_anew_keeps_its_flag_and_a_question_stays_due() -> None:
    def anew(card: str, *before: Event) -> Any:
        return course(*before, make.card_reset(at(9), "course", card))["cards"]

    flagged = make.card_flagged(at(1), "course", "a")
    assert anew("a") == {}
    assert anew("a", reviewed(at())) == {}
    assert anew("a", reviewed(at()), flagged) == {"a": {**unseen_card(), "flagged": True}}
    question = anew("question:q", started(at()), answered(at(1), "q", 0.0))["question:q"]
    assert question == {**unseen_card(), "due": "2026-01-01T08:09:00.000Z", "due_day": DAY}


def test_an_unseen_card_is_never_due() -> None:
    card = unseen_card()
    assert (card["state"], card["due_day"], card["last"], card["last_day"]) == (
        "new",
        "9999-12-31",
        None,
        None,
    )
    assert (card["step"], card["stability"], card["difficulty"]) == (None, 0, 0)
    assert (card["reps"], card["lapses"]) == (0, 0)


def test_a_leech_is_marked_as_one() -> None:
    by_hand = course(make.card_suspended(at(), "course", "a"))["cards"]["a"]
    leech = course(make.card_suspended(at(), "course", "a", leech=True))["cards"]["a"]
    assert by_hand == {**unseen_card(), "suspended": True}
    assert leech == {**unseen_card(), "suspended": True, "leech": True}


# Answers


def test_an_answer_counts_as_right_from_999999_millionths_on() -> None:
    def counted(*scores: float) -> Any:
        return course(
            *(
                make.question_answered(
                    at(n), "course", "q", response=1, score=score, verdict="right", seconds=3
                )
                for n, score in enumerate(scores)
            )
        )

    once = counted(RIGHT)["questions"]["q"]
    assert (once["answers"], once["right"], once["last_score"]) == (1, 1, RIGHT)
    assert RIGHT == 0.999999
    twice = counted(1.0, 0.9999989)
    assert (twice["questions"]["q"]["answers"], twice["questions"]["q"]["right"]) == (2, 1)
    assert twice["days"][DAY] == {
        "answers": 2,
        "right": 1,
        "seconds": 6,
        "question_seconds": 6,
    }


def test_the_time_of_a_question_asked_as_a_card_is_the_cards() -> None:
    asked = make.question_answered(
        at(), "course", "q", response=1, score=1.0, verdict="right", seconds=3, context="card"
    )
    assert course(asked)["days"][DAY] == {
        "answers": 1,
        "right": 1,
        "seconds": 3,
        "card_seconds": 3,
    }


# Attempts


def test_practice_counts_each_answer_at_once_and_an_exam_at_its_end() -> None:
    for mode, before in (("practice", {"q", "r"}), ("exam", set())):
        begun = [started(at(), mode=mode), answered(at(1), "q", 0.5), answered(at(2), "r", 1.0)]
        known = course(*begun)
        assert set(known["questions"]) == before
        assert set(known["cards"]) == ({"question:q"} if before else set())
        end = submitted(at(3), {"q": 0.5, "r": 1.0, "s": 0.0}, unread=[])
        ended = course(*begun, end)
        assert {name: q["answers"] for name, q in ended["questions"].items()} == {
            "q": 1,
            "r": 1,
        }
        assert set(ended["cards"]) == {"question:q", "question:s"}
        assert ended["days"][DAY]["answers"] == 2


def test_what_was_never_read_and_not_answered_becomes_no_card() -> None:
    begun = [started(at(), mode="exam"), answered(at(1), "q", None)]
    results = {"q": 0.0, "r": 0.0, "s": 0.0}
    ended = course(*begun, submitted(at(3), results, unread=["q", "r"]))
    assert set(ended["cards"]) == {"question:q", "question:s"}


def test_the_time_of_two_answers_adds_up_and_an_emptied_answer_is_none() -> None:
    begun = [started(at()), answered(at(1), "q", None), answered(at(2), "q", None)]
    known = course(*begun)
    assert known["attempts"]["try"]["responses"]["q"]["seconds"] == 6
    assert known["days"][DAY] == {"seconds": 6, "question_seconds": 6}
    emptied = make.quiz_answered(at(3), "course", "try", "q", response=None, seconds=2)
    known = course(*begun, emptied)
    assert known["attempts"]["try"]["responses"] == {}
    assert known["days"][DAY]["seconds"] == 8


@pytest.mark.parametrize(("seconds", "counts"), [(600, True), (602, True), (602.001, False)])
def test_an_exam_takes_answers_up_to_two_seconds_after_its_deadline(
    seconds: float, counts: bool
) -> None:
    for mode in ("exam", "practice"):
        begun = make.quiz_started(
            at(),
            "course",
            "quiz",
            "try",
            questions=["q"],
            seed=1,
            mode=mode,
            deadline=instant_text(at(10).at),
        )
        answer = answered(at(seconds / 60), "q", None)
        responses = course(begun, answer)["attempts"]["try"]["responses"]
        assert bool(responses) is (counts or mode == "practice")


def test_an_attempt_that_ended_changes_no_more() -> None:
    begun = [started(at()), answered(at(1), "q", 1.0)]
    for end in (
        submitted(at(2), {"q": 1.0}),
        make.quiz_abandoned(at(2), "course", "try"),
    ):
        ended = course(*begun, end)
        later = (
            answered(at(3), "r", 0.0),
            make.quiz_flagged(at(3), "course", "try", "q", True),
            make.quiz_moved(at(3), "course", "try", 2),
        )
        assert course(*begun, end, *later)["attempts"] == ended["attempts"]


def test_flags_and_the_place_of_an_attempt_are_stored() -> None:
    flags = [
        make.quiz_flagged(at(n), "course", "try", question, on)
        for n, (question, on) in enumerate(
            (("q", True), ("r", True), ("q", True), ("r", False))
        )
    ]
    known = course(started(at()), *flags, make.quiz_moved(at(9), "course", "try", 2))
    assert known["attempts"]["try"]["flags"] == ["q"]
    assert known["attempts"]["try"]["index"] == 2
    assert course(started(at()))["attempts"]["try"]["index"] == 0


# The trail


def test_the_trail_is_bounded_and_an_undo_beyond_it_asks_for_the_history() -> None:
    state = empty_state()
    history = [make.section_read(at(n), "course", f"s{n}") for n in range(TRAIL + 1)]
    assert all(apply(state, event) for event in history)
    assert len(state["undoable"]) == TRAIL
    assert not apply(state, make.undo(at(999), history[0]["id"]))
    assert apply(state, make.undo(at(999), history[1]["id"]))
    assert "s1" not in state["courses"]["course"]["sections"]
    assert apply(state, history[-1])  # once is enough
    assert len(state["undoable"]) == TRAIL - 1


# What stands for a lost history


def lost(settings: dict[str, Any] | None = None, **parts: Any) -> Event:
    standing = {**new_course_state(), **parts}
    return Baseline(
        **stamp(at(99)), kind="baseline", settings=settings or {}, courses={"course": standing}
    )


def test_settings_of_a_lost_history_are_set() -> None:
    state = empty_state()
    assert apply(state, lost({"theme": "dark"}))
    assert state["settings"] == {"theme": "dark"}


def test_of_what_was_lost_and_what_is_there_the_later_counts() -> None:
    review = reviewed(at(5))
    there = course(review)["cards"]["a"]
    for minutes, counts in ((1, False), (9, True)):
        card = {**there, "last": instant_text(at(minutes).at), "reps": 40}
        assert course(review, lost(cards={"a": card}))["cards"]["a"] == (
            card if counts else there
        )
    same = {**there, "reps": 40}
    assert course(review, lost(cards={"a": same}))["cards"]["a"]["reps"] == 40
    assert course(lost(cards={"a": same}))["cards"]["a"]["reps"] == 40
    never = {**there, "last": None}
    assert course(review, lost(cards={"a": never}))["cards"]["a"] == there


def test_a_section_that_was_lost_is_read_again() -> None:
    read = course(make.section_read(at(3), "course", "s"))["sections"]
    assert course(lost(sections=read))["sections"] == read


def test_of_an_attempt_the_one_that_was_handed_in_counts() -> None:
    known = course(started(at()), answered(at(1), "q", 1.0), submitted(at(2), {"q": 1.0}))[
        "attempts"
    ]
    assert course(started(at()), lost(attempts=known))["attempts"] == known
    begun = course(started(at()))["attempts"]
    whole = [started(at()), answered(at(1), "q", 1.0), submitted(at(2), {"q": 1.0})]
    assert course(*whole, lost(attempts=begun))["attempts"] == known


def test_of_the_counts_of_a_day_the_larger_ones_count() -> None:
    known = course(reviewed(at()), lost(days={DAY: {"new": 3, "answers": 2, "seconds": 1.0}}))
    assert known["days"][DAY] == {
        "new": 3,
        "answers": 2,
        "seconds": 2.5,
        "card_seconds": 2.5,
    }
    assert course(lost(days={DAY: {"right": 0}}))["days"][DAY] == {"right": 0}


def test_the_later_of_two_places_is_where_the_learner_stopped() -> None:
    def place(minutes: float, section: str = "lost") -> Any:
        when = instant_text(at(minutes).at)
        return {"lesson": "l", "section": section, "scroll": 0, "at": when}

    before = lost(place=place(5, "first"))
    assert course(before)["place"] == place(5, "first")
    for minutes, section in ((1, "first"), (5, "lost"), (9, "lost")):
        assert course(before, lost(place=place(minutes)))["place"]["section"] == section
    assert course(before, lost())["place"] == place(5, "first")
