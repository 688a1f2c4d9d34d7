"""The scripts that every face plays give the same events and scores in the player."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from studykit.progress.state import fold
from studykit.study import attempt_start
from studykit.web.course_data import course_data
from tests.faces.line_driver import LineDriver
from tests.faces.played import COURSE, Desk, result_of_attempt, without_steps
from tests.faces.scripts import SCRIPTS
from tests.web.node import needs_browser, needs_node, rules

pytestmark = pytest.mark.long

_OWN_CHANCE = "seed"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, Any]]]:
    """The events of each script, in the player."""
    scripts = []
    for script in SCRIPTS:
        desk = Desk(tmp_path_factory.mktemp("player"), script)
        course = desk.library.course(COURSE)
        editions = course.from_edition(course.edition(script.language))
        verbs = [verb._asdict() for verb in script.verbs]
        data = course_data(editions).data
        scripts.append(
            {"course": data, "quiz": script.quiz, "language": script.language, "verbs": verbs}
        )
    found: list[list[dict[str, Any]]] = rules(
        tmp_path_factory.mktemp("rules"), {"scripts": scripts}
    )["played"]
    return found


@needs_node
@needs_browser
@pytest.mark.parametrize("number", range(len(SCRIPTS)), ids=[s.name for s in SCRIPTS])
def test_the_player_stores_what_line_mode_does(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    played: list[list[dict[str, Any]]],
    number: int,
) -> None:
    monkeypatch.setattr(attempt_start, "_seed", lambda: 7)
    desk = Desk(tmp_path, SCRIPTS[number])
    LineDriver(desk).play()
    wanted = desk.played()
    events: list[Any] = played[number]
    assert _without_chance(without_steps(events)) == _without_chance(wanted.events)
    attempts = fold(events)["courses"][COURSE]["attempts"].values()
    assert [result_of_attempt(dict(attempt)) for attempt in attempts] == wanted.attempts


def _without_chance(events: list[Any]) -> list[dict[str, Any]]:
    """The events without what is drawn by each program's own chance."""
    return [{k: v for k, v in event.items() if k != _OWN_CHANCE} for event in events]
