"""What came of playing a script: the events and the score, comparable between faces."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from tests.faces.course import write_library

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.content.course import Library
    from studykit.progress.events import Event
    from tests.faces.scripts import Script

COURSE = "rivers"
_NOT_COMPARED = frozenset(("id", "at", "day", "attempt", "seconds"))


class Played(NamedTuple):
    """What is stored once a script is played."""

    events: list[Event]
    """Without ids and instants."""
    seconds: dict[str, float]
    """How long each question took, over all its answers."""
    attempts: list[dict[str, Any]]


class Desk:
    """A library, a profile, and a clock that only `wait` moves."""

    def __init__(self, folder: Path, script: Script) -> None:
        self.script = script
        self.library: Library = open_library(
            [write_library(folder / "lessons", behind=script.behind)]
        )
        self._profile = folder / "me.json"
        self._at = datetime(2026, 5, 1, 8, tzinfo=UTC)
        self.clock = Clock(zone=UTC, tell=lambda: self._at)

    def open_profile(self) -> Profile:
        return Profile.open(self._profile)

    def wait(self, seconds: float) -> None:
        self._at += timedelta(seconds=seconds)

    def played(self) -> Played:
        with self.open_profile() as profile:
            events = [e for e in profile.events() if e["kind"].startswith("quiz_")]
            attempts = profile.state["courses"][COURSE]["attempts"].values()
            seconds: dict[str, float] = {}
            for event in events:
                if "seconds" in event:
                    question = event["question"]
                    seconds[question] = seconds.get(question, 0.0) + event["seconds"]
            return Played(
                without_steps(events),
                {question: round(took, 3) for question, took in seconds.items()},
                [result_of_attempt(dict(attempt)) for attempt in attempts],
            )


def without_steps(events: list[Event]) -> list[Event]:
    """The events without the steps to one answer: an exam stores each choice at once, so that
    two ticks are two events in a face where they are two keys."""
    shown: list[Event] = []
    exams = {e["attempt"] for e in events if e.get("mode") == "exam"}
    for event in events:
        plain = {k: v for k, v in event.items() if k not in _NOT_COMPARED}
        before = shown[-1] if shown else {}
        same = ("kind", "question")
        if (
            event["kind"] == "quiz_answered"
            and event["attempt"] in exams
            and all(before.get(key) == plain[key] for key in same)
        ):
            shown[-1] = plain
        else:
            shown.append(plain)
    return shown


def result_of_attempt(attempt: dict[str, Any]) -> dict[str, Any]:
    names = (
        "quiz",
        "mode",
        "index",
        "flags",
        "score",
        "points",
        "points_max",
        "passed",
        "results",
    )
    responses = {
        question: {
            name: response[name]
            for name in ("response", "certainty", "tries", "hints", "score", "verdict")
        }
        for question, response in attempt["responses"].items()
    }
    ended = {name: attempt[name] is not None for name in ("submitted", "closed", "abandoned")}
    return {name: attempt[name] for name in names} | ended | {"responses": responses}
