"""A student who studies in a tab of a browser."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studykit.progress.state import fold
from studykit.progress.transfer import history_at
from tests.web.courses import written
from tests.web.node import needs_browser, needs_node, node

pytestmark = [pytest.mark.long, needs_node, needs_browser]

Step = list[Any]


@pytest.fixture
def links(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The links that the teacher sees, by student."""
    course = written(
        tmp_path / "course",
        sections=[{"id": "first", "title": "First", "text": "The Moei."}],
        questions=[
            {
                "id": "border",
                "type": "single_choice",
                "stem": "Which river is the border?",
                "options": [{"text": "The Salween"}, {"text": "The Moei", "correct": True}],
            },
            {
                "id": "capital",
                "type": "short_answer",
                "stem": "The capital, in Chinese?",
                "answers": ["奈比多"],
            },
        ],
        quizzes=[{"id": "all", "title": "All", "shuffle": False}],
    )
    names = tmp_path / "room.toml"
    names.write_text('students = ["Lee Ann", "林小明"]', encoding="utf-8")
    command = ("serve", str(course), "--class", str(names), "--port", "0", "--language", "en")
    with subprocess.Popen(
        [sys.executable, "-m", "studykit", *command],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as teacher:
        assert teacher.stdout is not None
        yield dict(teacher.stdout.readline().strip().split("\t") for _ in "12")
        teacher.send_signal(signal.SIGINT)
        assert teacher.wait(40) == 0


def in_a_tab(folder: Path, link: str, *steps: Step) -> list[Any]:
    """What is seen in a browser that takes the steps."""
    script, answers = folder / "steps.json", folder / "answers.json"
    script.write_text(json.dumps(steps), encoding="utf-8")
    node(str(Path(__file__).with_name("tab.mjs")), link, str(script), str(answers))
    found = json.loads(answers.read_text(encoding="utf-8"))
    assert found["troubles"] == []
    assert found["elsewhere"] == []
    seen: list[Any] = found["seen"]
    return seen


def test_what_is_answered_in_a_tab_is_in_the_students_profile(
    links: dict[str, str], tmp_path: Path
) -> None:
    seen = in_a_tab(
        tmp_path,
        links["Lee Ann"],
        ["see", "Start reading"],
        ["click", "Quiz "],
        ["see", "No clock"],
        ["until", "Which river", "Enter"],
        ["click", "The Moei"],
        ["see", "● The Moei"],
        ["resize", 1400, 900],
        ["see", " " * 130],
        ["until", "1 of 2 answered", "Enter"],
        ["reload"],
        ["see", "Continue the quiz"],
        ["until", "in Chinese", "Enter"],
        ["commit", "奈比多"],
        ["see", "奈比多"],
        ["until", "2 of 2 answered", "Enter"],
        ["another"],
        ["see", "nothing you do is kept"],
        ["press", "q"],
        ["notice"],
        ["first"],
        ["close"],
    )
    assert seen[-3].startswith("The program has ended.")
    in_a_tab(
        tmp_path, links["Lee Ann"], ["see", "Continue the quiz"], ["press", "q"], ["notice"]
    )
    state = fold(history_at(tmp_path / "room-profiles" / "Lee-Ann.json"))
    [attempt] = state["courses"]["rivers"]["attempts"].values()
    assert {key: each["verdict"] for key, each in attempt["responses"].items()} == {
        "border": "right",
        "capital": "right",
    }
    assert not (tmp_path / "room-profiles" / "林小明.json").exists()
