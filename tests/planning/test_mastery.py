"""How well an objective is mastered, by number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studykit.language.words import Words
from studykit.planning.mastery import Mastery, masteries, standing
from studykit.progress import events
from studykit.progress.state import fold
from studykit.scheduling.days import Moment
from tests.planning.standing import NOW, learnt
from tests.study.builder import COURSE, Student, small_course


def test_mastery_is_weak_below_60_and_mastered_from_85_percent_on() -> None:
    assert Mastery(0.85, 0.85, 1, 1).mastered
    assert not Mastery(0.8499, 0.85, 1, 1).mastered
    assert not Mastery(1.0, 0.0, 0, 0).mastered
    assert Mastery(0.1, 0.5999, 1, 9).weak
    assert not Mastery(0.1, 0.6, 1, 9).weak
    assert not Mastery(0.0, 0.0, 0, 9).weak


def answered(question: str, score: float, *, days: int = 0) -> events.Event:
    at = Moment(NOW.at - timedelta(days=days), NOW.day - timedelta(days=days))
    verdict = "right" if score == 1 else "wrong"
    return events.question_answered(
        at, COURSE, question, response=0, score=score, verdict=verdict
    )


def known_after(*history: events.Event) -> dict[str, Mastery]:
    found = masteries(small_course(), fold(list(history)), NOW.day)
    return {**found.objectives, **found.lessons}


def test_a_question_counts_with_its_last_score_among_all_of_its_objective() -> None:
    # `know` has three cards and q1, q2, q4; `see` has q3 alone; the lesson two gaps more.
    assert known_after()["know"] == Mastery(0.0, 0.0, 0, 6)
    assert known_after(answered("q1", 1.0))["know"] == Mastery(1 / 6, 1.0, 1, 6)
    both = known_after(answered("q1", 1.0), answered("q2", 0.0), answered("q3", 0.5))
    assert both["know"] == Mastery(1 / 6, 0.5, 2, 6)
    assert both["see"] == Mastery(0.5, 0.5, 1, 1)
    assert both["lesson"].total == 9
    assert both["lesson"].value == pytest.approx(1.5 / 9)


def test_a_question_fades_to_90_percent_in_fourteen_days_for_each_time_it_was_right() -> None:
    once = known_after(answered("q3", 1.0, days=14))["see"]
    assert once.value == pytest.approx(0.9)
    twice = known_after(answered("q3", 1.0, days=28), answered("q3", 1.0, days=28))["see"]
    assert twice.value == pytest.approx(0.9)
    never = known_after(answered("q3", 0.5, days=14))["see"]
    assert never.value == pytest.approx(0.45)


def test_a_card_counts_with_the_chance_that_it_is_recalled_today() -> None:
    learner = Student()
    learnt(learner, "card-0")
    state, today = learner.state, learner.now().day
    card = state["courses"][COURSE]["cards"]["card-0"]

    def value(days: int) -> float:
        found = masteries(small_course(), state, today + timedelta(days=days))
        assert found.objectives["know"].seen == 1
        return found.objectives["know"].known

    assert value(0) == 1
    assert value(round(card["stability"])) == pytest.approx(0.9, abs=0.01)
    assert value(400) < value(40) < 0.9


def test_a_score_below_nothing_counts_nothing() -> None:
    assert known_after(answered("q3", -0.5))["see"].value == 0


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Mastery(0.9, 0.9, 3, 3), "mastered"),
        (Mastery(0.3, 0.5, 2, 3), "weak"),
        (Mastery(0.5, 0.75, 2, 3), "1 still to learn"),
        (Mastery(0.7, 0.7, 3, 3), ""),
        (Mastery(0.0, 0.0, 0, 3), ""),
    ],
)
def test_a_figure_says_what_is_left_to_do(figure: Mastery, said: str) -> None:
    assert standing(figure, Words("en")) == said
