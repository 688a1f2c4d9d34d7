"""`studykit plan`: what to do each day until the exam."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from studykit.cli.line_mode import add_session_arguments, session
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_json

if TYPE_CHECKING:
    import argparse

    from studykit.study.plan import Plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit plan`; what is given is kept for the next time."""
    add_session_arguments(parser)
    parser.add_argument("--exam", metavar="DATE", help="the day of the exam, as 2026-06-30")
    parser.add_argument("--minutes", type=int, metavar="N", help="minutes a day (default: 20)")
    parser.add_argument(
        "--recall", type=float, metavar="R", help="wanted recall (default: 0.9)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the plan from where the learner stands today, and print it."""
    from studykit.plain.talk import Left
    from studykit.study.plan import MINUTES, RECALL, Goal, goal_of, goal_set, plan
    from studykit.study.plan_words import DAYS, day_line, objective_rows, verdict_lines

    given = (arguments.exam, arguments.minutes, arguments.recall)
    changes = any(value is not None for value in given)
    try:
        with session(arguments, reading=not changes) as opened:
            talk, edition, profile, clock = opened
            now, words = clock.now(), talk.words
            goal = goal_of(profile.state, edition.id)
            if arguments.exam is not None:
                minutes, recall = (goal.minutes, goal.recall) if goal else (MINUTES, RECALL)
                goal = Goal(_date(arguments.exam), minutes, recall)
            if goal is None:
                raise Failure("When is the exam? Say --exam 2026-06-30.", EXIT_USAGE)
            if arguments.minutes is not None:
                goal = goal._replace(minutes=arguments.minutes)
            if arguments.recall is not None:
                goal = goal._replace(recall=arguments.recall)
            try:
                made = plan(edition, profile.state, now, goal)
            except ValueError as error:
                raise Failure(str(error), EXIT_USAGE) from None
            if changes:
                profile.record(goal_set(now, edition.id, goal))
            if arguments.json:
                print_json(_document(made))
                return EXIT_FINE
            for line in verdict_lines(made, words):
                talk.say(line)
            talk.say("")
            for entry in made.days[:DAYS]:
                talk.say(f"  {day_line(entry, words, now.day)}")
            if len(made.days) > DAYS:
                talk.say(f"  {words('then {n} days more', n=len(made.days) - DAYS)}")
            talk.say("")
            talk.say(words("Recall to expect on the day, by objective"))
            for text, share in objective_rows(made, edition):
                talk.say(f"  {share:>4.0%}  {text}")
    except Left:
        return EXIT_FINE
    return EXIT_FINE


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"“{text}” is no date; write it as 2026-06-30."
        raise Failure(message, EXIT_USAGE) from None


def _document(made: Plan) -> dict[str, Any]:
    return {
        "exam": made.goal.exam.isoformat(),
        "minutes": made.goal.minutes,
        "wanted": made.goal.recall,
        "recall": made.mean,
        "reached": made.reached,
        "minutes_needed": made.minutes_needed,
        "unread": made.unread,
        "unlearnt": made.unlearnt,
        "objectives": made.recall,
        "days": [
            {
                "day": entry.day.isoformat(),
                "sections": entry.sections,
                "new": entry.new,
                "reviews": entry.reviews,
                "mock": entry.mock,
                "minutes": round(entry.minutes, 1),
            }
            for entry in made.days
        ],
    }
