"""The plan until the exam, in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Refusal
from studykit.language.phrases import percent
from studykit.learner.settings import value_of
from studykit.plain.commands import hear
from studykit.plain.prose import plain_text
from studykit.planning.exam_plan import plan
from studykit.planning.goal import Goal, goal_ahead, goal_set, read_date
from studykit.planning.plan_text import (
    DAYS,
    anew_line,
    day_line,
    objective_rows,
    trial_line,
    verdict_lines,
)

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.learner.learner import Learner
    from studykit.plain.talk import Talk
    from studykit.planning.exam_plan import Plan


def show_plan(talk: Talk, edition: Edition, learner: Learner) -> None:
    """Tell the plan for the learner's goal; without one, ask for the day of the exam first.

    Raises:
        Left: the learner quits.
        ProfileError: the goal could not be stored.
    """
    goal = goal_ahead(learner.state, edition.id, learner.now())
    if goal is None:
        goal = _ask_goal(talk, edition, learner)
    if goal is not None:
        planned = plan(edition, learner.state, learner.now(), goal)
        tell_plan(talk, planned, edition, learner)


def _ask_goal(talk: Talk, edition: Edition, learner: Learner) -> Goal | None:
    words = talk.words
    prompt = words("The day of the exam, such as 2026-06-30; Enter goes back")
    minutes = value_of(learner.state, "plan_minutes", edition.id)
    recall = value_of(learner.state, "plan_recall", edition.id)
    while text := hear(talk, prompt).text:
        try:
            goal = Goal(read_date(text), minutes, recall)
            plan(edition, learner.state, learner.now(), goal)  # refused where it is too far
        except Refusal as refusal:
            talk.say(words.translate(refusal.message))
            continue
        learner.record(goal_set(learner.now(), edition.id, goal))
        return goal
    return None


def tell_plan(
    talk: Talk, planned: Plan, edition: Edition, learner: Learner, trial: Goal | None = None
) -> None:
    """Tell what to do each day. `trial` is the learner's own goal where the plan is for
    another one."""
    words, now = talk.words, learner.now()
    for line in verdict_lines(planned, words):
        talk.say(line)
    if trial is not None:
        talk.say(trial_line(trial, words))
        talk.say(words("Add --set to make this one your goal."))
    elif line := anew_line(learner.state, edition.id, now, words):
        talk.say(line)
    talk.say("")
    for entry in planned.days[:DAYS]:
        talk.say(day_line(entry, words, now.day), 2)
    if len(planned.days) > DAYS:
        talk.say(words("then {n} days more", n=len(planned.days) - DAYS), 2)
    if planned.recall:
        talk.say("")
        talk.say(words("Recall to expect on the day, by objective"))
        for text, share in objective_rows(planned, edition):
            talk.say(f"{percent(share):>5}  {plain_text(text)}", 2)
