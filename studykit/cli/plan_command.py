"""`studykit plan`: what to do each day until the exam."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.cli.interface import words
from studykit.cli.line_mode import Session, add_session_arguments, session
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_report
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse

    from studykit.language.message import Refusal
    from studykit.planning.exam_plan import Plan
    from studykit.planning.goal import Goal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit plan`; what is given becomes the goal where none is
    set, else it is only tried out, unless `--set` is there."""
    add_session_arguments(parser)
    parser.add_argument(
        "--exam",
        metavar="DATE",
        help=words()("the day of the exam, such as 2026-06-30 (default: as set)"),
    )
    parser.add_argument(
        "--minutes", metavar="N", help=words()("minutes a day (default: as set, at first 20)")
    )
    parser.add_argument(
        "--recall",
        metavar="SHARE",
        help=words()("recall wanted on the day, such as 0.9 (default: as set, at first 0.9)"),
    )
    parser.add_argument(
        "--set",
        action="store_true",
        help=words()(
            "make this your goal; without it, a goal whose exam is still to come stays as it is"
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the plan from where the learner stands today, and print it."""
    from studykit.language.message import Refusal
    from studykit.plain.plan import tell_plan
    from studykit.planning.exam_plan import plan
    from studykit.planning.goal import goal_ahead, goal_set

    given = (arguments.exam, arguments.minutes, arguments.recall)
    changes = any(value is not None for value in given)
    with session(arguments, reading=not changes) as opened:
        now = opened.learner.now()
        try:
            goal = _goal(arguments, opened)
            planned = plan(opened.edition, opened.learner.state, now, goal)
        except Refusal as refusal:
            if changes:
                raise Failure(refusal.message, EXIT_USAGE) from None
            _tell_over(opened, refusal, as_json=arguments.json)
            return EXIT_FINE
        own = goal_ahead(opened.learner.state, opened.edition.id, now)
        trial = own if changes and not arguments.set and own != goal else None
        if changes and trial is None:
            opened.learner.record(goal_set(now, opened.edition.id, goal))
        if arguments.json:
            print_report("plan", _document(planned, opened) | {"trial": trial is not None})
        else:
            tell_plan(opened.talk, planned, opened.edition, opened.learner, trial)
    return EXIT_FINE


def _goal(arguments: argparse.Namespace, opened: Session) -> Goal:
    """The goal kept, with what is given in its place.

    Raises:
        Refusal: what is given is no date or no number.
        Failure: no exam was ever set.
    """
    from studykit.learner.settings import value_of
    from studykit.planning.goal import Goal, goal_of, read_date, read_minutes, read_recall

    state, course = opened.learner.state, opened.edition.id
    before = goal_of(state, course)
    if arguments.exam is not None:
        exam = read_date(arguments.exam)
    elif before is not None:
        exam = before.exam
    else:
        raise Failure(Message("When is the exam? Say --exam 2026-06-30."), EXIT_USAGE)

    minutes, recall = arguments.minutes, arguments.recall
    return Goal(
        exam,
        value_of(state, "plan_minutes", course) if minutes is None else read_minutes(minutes),
        value_of(state, "plan_recall", course) if recall is None else read_recall(recall),
    )


def _tell_over(opened: Session, over: Refusal, *, as_json: bool) -> None:
    """Say calmly that there is nothing left to plan for the exam that was set."""
    from studykit.planning.goal import goal_of

    goal = goal_of(opened.learner.state, opened.edition.id)
    message = opened.talk.words.translate(over.message)
    if as_json:
        exam = goal.exam.isoformat() if goal else None
        print_report(
            "plan", {"course": opened.edition.id, "exam": exam, "days": [], "says": message}
        )
    else:
        opened.talk.say(message)


def _document(planned: Plan, opened: Session) -> dict[str, Any]:
    from studykit.planning.goal import kept_since

    now, course = opened.learner.now(), opened.edition.id
    kept, reach = kept_since(opened.learner.state, course, now), planned.reach
    return {
        "course": course,
        "day": now.day.isoformat(),
        "exam": planned.goal.exam.isoformat(),
        "days_left": len(planned.days),
        "minutes": planned.goal.minutes,
        "recall_wanted": planned.goal.recall,
        "recall": planned.mean if planned.recall else None,
        "recall_by_schedule": planned.by_schedule if planned.recall else None,
        "reached": planned.reached,
        "reach": None
        if reach is None
        else {
            "minutes": reach.minutes,
            "exam": reach.exam.isoformat(),
            "new_per_day": reach.new_per_day,
            "reviews_per_day": reach.reviews_per_day,
        },
        "unread": planned.unread,
        "unlearnt": planned.unlearnt,
        "suspended": planned.suspended,
        "studied_since": None
        if kept is None
        else {"days": kept.days, "studied": kept.studied, "missed": kept.missed},
        "objectives": [
            {
                "objective": name,
                "text": opened.edition.objectives.get(name, ""),
                "recall": expected,
            }
            for name, expected in planned.recall.items()
        ],
        "objectives_without_cards": list(planned.without_cards),
        "days": [
            {
                "day": entry.day.isoformat(),
                "sections": entry.sections,
                "new": entry.new,
                "reviews": entry.reviews,
                "due": entry.due,
                "mock": entry.mock,
                "minutes": round(entry.minutes, 1),
            }
            for entry in planned.days
        ],
    }
