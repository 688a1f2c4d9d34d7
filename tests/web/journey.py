"""A learner who opens the player's file in a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from studykit.progress.state import State, fold
from studykit.progress.transfer import history_at, merge_into
from studykit.web.page import PlayerFormat
from tests.web.courses import editions
from tests.web.node import node

Step = list[Any]
PHONE = {"viewport": {"width": 360, "height": 740}, "hasTouch": True, "isMobile": True}
TABLET = {"viewport": {"width": 768, "height": 1024}, "hasTouch": True}
LAPTOP = {"viewport": {"width": 1440, "height": 900}}


class Seen(NamedTuple):
    """What the learner saw, step by step."""

    steps: list[Any]
    requests: list[str]

    @property
    def last(self) -> Any:
        """What the last step showed."""
        return self.steps[-1]


def written_page(folder: Path, *courses: Path) -> Path:
    """The player's file of a course."""
    place = folder / "course.html"
    place.write_bytes(PlayerFormat().write(editions(*courses)).data)
    return place


def journey(page: Path, *steps: Step, **more: Any) -> Seen:
    """Take the steps in a browser; an error in the page is one here."""
    script, answers = page.with_name("steps.json"), page.with_name("answers.json")
    script.write_text(json.dumps({"steps": steps, **more}), encoding="utf-8")
    node("test/journey.mjs", str(page), str(script), str(answers))
    found = json.loads(answers.read_text(encoding="utf-8"))
    assert found["troubles"] == []
    assert found["requests"] == []
    return Seen(found["seen"], found["requests"])


def state_of(saved: str, folder: Path) -> State:
    """Where the learner stands in the terminal once the saved file was merged."""
    folder.mkdir(exist_ok=True)
    file, profile = folder / "saved.json", folder / "profile" / "me.json"
    file.write_text(saved, encoding="utf-8")
    merge_into(profile, [file])
    return fold(history_at(profile))
