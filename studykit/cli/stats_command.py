"""`studykit stats`: what the learner's events tell, of all courses or of one.

With `--json`, one document: `day` (the study day today) and `courses`, in the order of the
library, each with

- `course`, `title`
- `streak` (days of study), `rest_days` (days a week without study that do not break it)
- `desired_retention`: the recall at which a card is due, 0 to 1
- `days`: study day → `reviews`, `crammed`, `answers`, `sections`, `seconds`
- `forecast`: cards due today, tomorrow … for 91 days
- `stability_bounds` in days, and `stability`: cards below each bound and above the last
- `difficulty`: cards of difficulty 1 to 10
- `scores`: each `day`, `quiz`, `title`, `score` (0 to 1), `passed` (null without a pass mark)
- `certainty`: 1 (not sure) to 3 (certain) → `right` of `total`
- `workload`: for each `wanted` recall, `minutes` a day and the share `remembered` in a year
- `retention`: Monday of a week → `right` of `total` reviews of cards that were due
- `ratings`: `again`, `hard`, `good`, `easy` → how often
- `hours`: hour of the day → `right` of `total`
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.cli.interface import spoken
from studykit.cli.line_mode import add_session_arguments, opened
from studykit.cli.outcome import EXIT_FINE, print_report

if TYPE_CHECKING:
    import argparse

    from studykit.analytics.history import History
    from studykit.content.course import Edition
    from studykit.progress.state import State
    from studykit.scheduling.days import Moment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit stats`."""
    add_session_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the figures of each course."""
    from studykit.analytics.history import history
    from studykit.learner.editions import preferred_edition
    from studykit.plain.opening import open_edition
    from studykit.plain.prose import plain_text
    from studykit.plain.statistics import Reader, tell_statistics

    with opened(arguments, reading=True) as (talk, courses, learner):
        state, now = learner.state, learner.now()
        editions = [preferred_edition(course, state, arguments.language) for course in courses]
        for edition in editions:
            open_edition(edition, talk.speaking(spoken(edition.language)).words)
        if arguments.json:
            histories = history(learner.history(), learner.clock.zone())
            print_report("stats", _document(editions, state, now, histories))
            return EXIT_FINE
        reader = Reader(learner)
        for edition in editions:
            if len(editions) > 1:
                talk.say(f"# {plain_text(edition.title)}\n")
            tell_statistics(talk.speaking(spoken(edition.language)), edition, reader)
    return EXIT_FINE


def _document(
    editions: list[Edition], state: State, now: Moment, histories: dict[str, History]
) -> dict[str, Any]:
    from studykit.analytics.history import History
    from studykit.analytics.statistics import statistics_of

    return {
        "day": now.day.isoformat(),
        "courses": [
            {
                "course": edition.id,
                "title": edition.title,
                **statistics_of(edition, state, now).to_json(),
                **histories.get(edition.id, History()).to_json(),
            }
            for edition in editions
        ],
    }
