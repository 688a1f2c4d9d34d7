"""The app on a profile that somebody made up: every screen opens, none breaks or overflows."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.learner.settings import SETTINGS
from studykit.progress.events import setting_changed
from studykit.progress.state import empty_state
from studykit.progress.store import Profile
from studykit.progress.store.snapshot import decode, encode
from studykit.scheduling.days import moment
from studykit.tui.actions import BY_ID, SCREENS
from studykit.tui.app import StudyApp
from studykit.tui.last_guard import LastGuard
from tests.safety.corpus import CONTROLS, MARKUP
from tests.safety.driving import NOON, WAYS, assert_drawn_in_its_box, home, press
from tests.safety.hostile import lesson, write_course

pytestmark = pytest.mark.long

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COURSE = "strange-course"
ODD_KEYS = ["x" * 5000, "", ",", "a,,b", "ctrl+", "[,]", "\ud800"]
TEXTS = [*MARKUP.values(), *CONTROLS.values(), *ODD_KEYS]
VALUES: list[Any] = [
    *TEXTS,
    None,
    True,
    1e20,
    -1e20,
    10**20,
    [],
    {},
    [[]] * 2000,
    {"\x1b[2J": "[@click=app.leave]x[/]"},
    "../../etc/passwd",
    "Asia",
]
KEYS = [*BY_ID]


def _settings(state: dict[str, Any]) -> None:
    """Every setting there is, and 100,000 there are not."""
    known = [*SETTINGS, "theme", "course", f"language@{COURSE}", "language", "goal", "streak"]
    known += [f"{key}@{COURSE}" for key in SETTINGS]
    settings = {f"{n}[bold]": n for n in range(100_000)}
    settings |= {name: VALUES[n % len(VALUES)] for n, name in enumerate(known)}
    # Keys that the walk needs stay; the others are strange, in all ways.
    kept = {key for row in WAYS for key in row}
    remapped = [key for key in KEYS if key.split(".")[1] not in _needed(kept)]
    settings |= {f"keys.{key}": VALUES[n % len(VALUES)] for n, key in enumerate(remapped)}
    settings |= {f"keys.{text}": text for text in TEXTS}
    state["settings"] = settings


def _needed(keys: set[str]) -> set[str]:
    return {
        action.id
        for actions in SCREENS.values()
        for action in actions
        if "escape" in action.keys or keys.intersection(action.keys.split(","))
    }


def _dates(day: str, number: float) -> Callable[[dict[str, Any]], None]:
    """All that a learner can have done, on one strange day and with one strange number."""
    at, count = f"{day}T23:59:59.999Z", int(number)

    def change(state: dict[str, Any]) -> None:
        made = lesson("x")
        questions = [question["id"] for question in made["questions"]]
        card = {
            "state": "review",
            "step": count,
            "stability": number,
            "difficulty": number,
            "due": at,
            "due_day": day,
            "last": at,
            "last_day": day,
            "reps": count,
            "lapses": count,
            "missed_day": day,
            "buried_day": day,
        }
        states = ("new", "learning", "review", "relearning")
        cards = [c["id"] for c in made["cards"]] + [f"question:{q}" for q in questions]
        response = {
            "response": {"\x1b": [number]},
            "certainty": count,
            "tries": count,
            "hints": count,
            "score": number,
            "verdict": "[red]",
            "seconds": number,
            "at": at,
        }
        attempt = {
            "quiz": "exam",
            "started": at,
            "day": day,
            "questions": [*questions, "none"],
            "seed": count,
            "mode": "exam",
            "deadline": at,
            "items": None,
            "rules": None,
            "abandoned": None,
            "index": count,
            "responses": dict.fromkeys([*questions, "none"], response),
            "flags": ["none"],
            "submitted": None,
            "score": None,
            "points": None,
            "points_max": None,
            "passed": None,
            "by_objective": None,
            "results": None,
        }
        done = {
            **attempt,
            "submitted": at,
            "score": number,
            "points": number,
            "points_max": number,
            "by_objective": {"know": [number, number], "none": [number, number]},
            "results": dict.fromkeys(questions, number),
        }
        answered = {
            "answers": count,
            "right": count,
            "last_score": number,
            "last": at,
            "last_day": day,
        }
        names = ("new", "reviews", "steps", "again", "answers", "right", "sections")
        counts = {**dict.fromkeys(names, count), "seconds": number}
        state["courses"][COURSE] = {
            "sections": {"first": {"read": at, "day": day}},
            "cards": {c: {**card, "state": states[n % 4]} for n, c in enumerate(cards)},
            "questions": dict.fromkeys(questions, answered),
            "attempts": {
                "a": attempt,
                "b": done,
                "c": {**done, "quiz": "practice", "mode": "x"},
                "d": {**attempt, "quiz": "practice", "mode": "practice"},
            },
            "place": {"lesson": "strange", "section": "second", "scroll": number, "at": at},
            "days": dict.fromkeys((day, "2026-05-04"), counts),
        }

    return change


PROFILES: dict[str, tuple[Callable[[dict[str, Any]], None], tuple[int, int]]] = {
    "settings": (_settings, (50, 20)),
    "the first day, and a number beyond all": (_dates("1900-01-01", 1e20), (80, 24)),
    "the last day, and a number below all": (_dates("9999-12-31", -1e20), (50, 20)),
    "today, and nothing": (_dates("2026-05-04", 0), (50, 20)),
}


@pytest.mark.parametrize("name", PROFILES)
async def test_every_screen_opens_on_a_made_up_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(LastGuard, "apply", lambda self, segments, background: segments)
    change, size = PROFILES[name]
    file = tmp_path / "me.json"
    state: Any = empty_state()
    change(state)
    with Profile.open(file) as profile:
        profile.record([setting_changed(moment(NOON, UTC), "theme", "dark")])
    snapshot = decode(file.read_bytes(), file)
    assert snapshot is not None
    file.write_bytes(encode(state, snapshot.position))
    library = open_library([write_course(tmp_path / "course", "x")])
    with Profile.open(file) as profile:
        assert profile.state["settings"] == state["settings"]
        assert dict(profile.state["courses"]) == state["courses"]
        app = StudyApp(library, profile, Clock(zone=UTC, tell=lambda: NOON), guard=0)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            assert_drawn_in_its_box(pilot)
            for way in WAYS:
                await press(pilot, *way)
                await home(pilot)
