"""`python -m tests.rehearsal.exam`: what the plan's last days gain, over simulated learners.

Each learner begins the shipped course and remembers as FSRS-6 says people do: a card is
recalled by chance, as likely as its forgetting curve says, and then graded Hard, Good or Easy
(1 : 8 : 1). The days go by the program's own plan, in three ways from the same seed:

- *schedule*: reviews when FSRS has them due, to the last day;
- *equal minutes*: the same with the wanted recall of reviews raised until it takes as many
  minutes as the third way; of all tried on the way there, the one that serves best;
- *plan*: the last days by the recall expected on the day of the exam.

The table gives the mean recall on the day of the exam and the minutes spent, what the plan
gains over the second way, and what it predicted on the first day.
"""

from __future__ import annotations

import argparse
import random
from datetime import UTC, datetime, timedelta
from statistics import fmean, stdev
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.library import open_library, shipped_lessons
from studykit.planning.exam_plan import Play, start_of
from studykit.planning.goal import Goal
from studykit.progress.state import empty_state
from studykit.scheduling.days import moment
from studykit.scheduling.memory import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.planning.exam_plan import Plan, PlanDay, Start

NOW = moment(datetime(2026, 5, 4, 8, tzinfo=UTC), UTC)
SCENARIOS = ((7, 20), (14, 20), (30, 10), (30, 20), (60, 10), (60, 30))
"""Days to the exam, minutes a day."""
LEARNERS = 300
RETENTIONS = (0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)
GRADES = (Rating.Hard, Rating.Good, Rating.Easy)


class Lived(Play):
    """Days as somebody lives them who forgets by chance."""

    def __init__(self, start: Start, goal: Goal, seed: int, *, acts: bool = True) -> None:
        super().__init__(start, goal, acts=acts)
        self.chance = random.Random(seed)

    def _grade(self, card: str, day: PlanDay) -> Rating:
        memory = self.memories.get(card)
        seen = memory is not None and memory["last_day"] is not None
        if seen and self.chance.random() >= self.scheduler.recall(memory, day.day):
            return Rating.Again
        return self.chance.choices(GRADES, weights=(1, 8, 1))[0]


class Outcome(NamedTuple):
    """What a way of studying came to, over all learners."""

    recall: float
    minutes: float
    error: float
    """Standard error of the recall."""


def outcome(plans: Sequence[Plan]) -> Outcome:
    """The means over the learners."""
    recalls = [each.mean for each in plans]
    minutes = fmean(sum(day.minutes for day in each.days) for each in plans)
    error = stdev(recalls) / len(recalls) ** 0.5 if len(recalls) > 1 else 0.0
    return Outcome(fmean(recalls), minutes, error)


def compare(days: int, minutes: int, learners: int) -> tuple[Outcome, Outcome, Outcome, float]:
    """By the schedule, by it in equal minutes, by the plan; and what the plan predicted."""
    goal = Goal(NOW.day + timedelta(days=days), minutes, 0.9)
    start = _start(0.9)
    acting = outcome([Lived(start, goal, seed).plan() for seed in range(learners)])
    schedules = []
    for retention in RETENTIONS:
        raised = _start(retention)
        schedules.append(
            outcome([Lived(raised, goal, seed, acts=False).plan() for seed in range(learners)])
        )
        if schedules[-1].minutes >= acting.minutes:
            break
    equal = max(schedules, key=lambda each: each.recall)
    return schedules[0], equal, acting, Play(start, goal).plan().mean


def _start(retention: float) -> Start:
    state = empty_state()
    state["settings"]["retention"] = retention
    edition = open_library([shipped_lessons()]).courses[0].edition("en")
    return start_of(edition, state, NOW)


def main() -> int:
    """Print the table; return 1 where the plan gains nothing or predicts badly."""
    parser = argparse.ArgumentParser(prog="python -m tests.rehearsal.exam")
    parser.add_argument("--learners", type=int, default=LEARNERS)
    learners = parser.parse_args().learners
    print(f"{learners} learners each; recall on the day of the exam, minutes spent in all")
    print("days min/day   schedule    equal minutes      plan      gain  predicted")
    fine = True
    for days, minutes in SCENARIOS:
        schedule, equal, acting, predicted = compare(days, minutes, learners)
        cells = "  ".join(
            f"{100 * each.recall:5.1f} % {each.minutes:4.0f}"
            for each in (schedule, equal, acting)
        )
        gain, off = acting.recall - equal.recall, predicted - acting.recall
        fine = fine and gain > 0 and abs(off) <= 0.02
        print(
            f"{days:4} {minutes:7}  {cells}  {100 * gain:+5.1f}  {100 * predicted:5.1f} %"
            f" ({100 * off:+.1f})",
            flush=True,
        )
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
