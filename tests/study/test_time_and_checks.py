"""How much time counts, and how a check stands."""

from __future__ import annotations

import pytest

from studykit.planning.pace import SECONDS_A_CARD
from studykit.study.reading import check_standing
from studykit.study.stopwatch import LONGEST_ANSWER, LONGEST_READING, Stopwatch
from tests.study.builder import COURSE, Student
from tests.study.test_quiz import PRACTICE, begin, choose


def test_who_takes_long_was_away() -> None:
    learner = Student()
    watch = Stopwatch(learner.clock)
    assert (watch.answering, watch.reading) == (0, 0)
    learner.wait(seconds=0.5)
    assert watch.answering == pytest.approx(0.5)
    learner.wait(seconds=200)
    assert watch.answering == LONGEST_ANSWER == 120
    assert watch.reading == pytest.approx(200.5)
    learner.wait(seconds=2000)
    assert watch.reading == LONGEST_READING == 900
    watch.restart()
    assert watch.answering == 0
    assert SECONDS_A_CARD < LONGEST_ANSWER


def test_a_check_stands_as_it_was_answered_last() -> None:
    learner = Student()
    attempt = begin(learner, PRACTICE)
    choose(learner, attempt, 0)
    learner.keep(attempt.go(1))
    choose(learner, attempt, 1)
    standing = check_standing(("q1", "q2", "q3"), learner.course(COURSE))
    assert tuple(standing) == (1, 2, 3)
