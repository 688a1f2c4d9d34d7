"""`studykit settings` shows and changes what can be set."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.learner.clock import Clock
from studykit.progress.events import setting_changed
from studykit.progress.store import Profile

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        status = main(["settings", *words, "--profile", str(tmp_path / "me.json")])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_all_settings_are_shown_with_what_they_mean(settings: Run) -> None:
    status, out, _ = settings()
    assert status == 0
    assert "new_per_day       20        new cards a day\n" in out


def test_a_setting_is_kept_for_all_courses_or_for_one(settings: Run) -> None:
    shipped = "telecom-fraud-clearance"
    assert settings("new_per_day", "9")[0] == 0
    status, out, _ = settings("new_per_day", "5", "--course", shipped)
    assert status == 0
    assert "5         new cards a day, for this course" in out
    assert json.loads(settings("new_per_day", "--json")[1])["settings"][0]["value"] == 9
    document = json.loads(settings("--course", shipped, "--json")[1])
    entry = document["settings"][0]
    assert (entry["key"], entry["value"], entry["source"]) == ("new_per_day", 5, "course")
    settings("new_per_day", "--course", shipped, "--reset")
    assert "9 " in settings("new_per_day", "--course", shipped)[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new_per_dya",), "There is no setting “new_per_dya”. Did you mean “new_per_day”?"),
        (("new_per_day", "5000"), "new_per_day must be from 0 to 1000, not 5000."),
        (("--reset",), "Say which setting to reset"),
        (("new_per_day", "5", "--reset"), "Give either a value or --reset"),
        (("new_per_day", "5", "--course", "nowhere"), "There is no course “nowhere”."),
        (("zone", "UTC", "--course", "telecom-fraud-clearance"), "applies to all courses"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    settings: Run, words: tuple[str, ...], said: str
) -> None:
    status, _, err = settings(*words)
    assert status == 2
    assert said in err
    assert "set" not in settings()[1].split("spread")[0]


def test_a_value_out_of_bounds_in_the_profile_is_named(settings: Run, tmp_path: Path) -> None:
    settings("new_per_day", "9")
    with Profile.open(tmp_path / "me.json") as profile:
        profile.record([setting_changed(Clock().now(), "new_per_day", -3)])
    status, out, _ = settings("new_per_day")
    assert status == 0
    assert out.startswith("new_per_day  20 ")
    assert "not used: new_per_day must be from 0 to 1000, not -3." in out
