"""A quiz whose time runs out: it is handed in, and its result is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from studykit.learner.clock import Clock
from studykit.progress.events import Event
from studykit.progress.store import Profile
from studykit.progress.store.files import ProfileError
from studykit.tui.app import StudyApp
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import ANSWERS, press, typed

BEGIN = datetime(2026, 5, 1, 8, tzinfo=UTC)
LIMIT = timedelta(minutes=10)


def set_clock(pilot: Pilot[None], at: datetime) -> None:
    assert isinstance(pilot.app, StudyApp)
    pilot.app.learner.clock = Clock(zone=UTC, tell=lambda: at)


async def wait_for(pilot: Pilot[None], text: str) -> str:
    """What stands on the screen once `text` does: the clock of the quiz ticks each second."""
    for _ in range(100):
        shown = screen_text(pilot)
        if text in shown:
            return shown
        await pilot.pause(0.1)
    raise AssertionError(f"“{text}” does not appear in:\n{shown}")


def recorded(file: Path) -> list[Event]:
    with Profile.open(file) as profile:
        return list(profile.events())


def kinds(file: Path) -> list[str]:
    return [event["kind"] for event in recorded(file) if event["kind"].startswith("quiz")]


def answered(file: Path) -> set[str]:
    return {event["question"] for event in recorded(file) if event["kind"] == "quiz_answered"}


async def begin(pilot: Pilot[None], *keys: str) -> None:
    set_clock(pilot, BEGIN)
    assert "1 / 10" in await press(pilot, "z", "enter", "enter")
    await press(pilot, *keys)


async def test_the_result_appears_when_the_time_runs_out(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await begin(pilot, "a", "enter")
        set_clock(pilot, BEGIN + LIMIT)
        shown = await wait_for(pilot, "By objective")
        assert "9 questions missed" in shown
        assert "By objective" in await press(pilot, "b")
        assert "Continue the quiz" not in await press(pilot, "escape")
    assert answered(profile_file) == {"flow"}
    assert kinds(profile_file)[-1] == "quiz_submitted"


@pytest.mark.parametrize("key", ["ctrl+s", "o", "question_mark"])
async def test_what_lies_over_the_quiz_gives_way_to_the_result(
    open_app: Open, key: str
) -> None:
    async with open_app() as pilot:
        await begin(pilot, "a", "enter", key)
        set_clock(pilot, BEGIN + LIMIT)
        await wait_for(pilot, "By objective")
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) <= 2
        assert "of 10 answered" not in screen_text(pilot)


async def test_an_answer_that_comes_too_late_is_not_accepted(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await begin(pilot)
        set_clock(pilot, BEGIN + LIMIT)
        await press(pilot, "a")
        await wait_for(pilot, "By objective")
    assert kinds(profile_file) == ["quiz_started", "quiz_submitted"]


async def test_who_comes_back_too_late_sees_the_result_at_once(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await begin(pilot, "a", "enter")
    async with open_app() as pilot:
        set_clock(pilot, BEGIN + timedelta(days=8))
        pilot.app.refresh_screens()  # Home is of that day, as at a start
        shown = await press(pilot, "enter", "b")
        assert "By objective" in shown
        assert "Time is up" in shown
    assert answered(profile_file) == {"flow"}
    assert kinds(profile_file)[-1] == "quiz_submitted"


async def test_who_comes_back_too_late_still_compares_what_was_written(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await begin(pilot, *(key for keys in ANSWERS for key in keys))
    async with open_app() as pilot:
        set_clock(pilot, BEGIN + timedelta(days=8))
        pilot.app.refresh_screens()
        assert "Compare with the model answer" in await press(pilot, "enter")
        assert "Continue the quiz" in await press(pilot, "escape")
        assert "Compare with the model answer" in await press(pilot, "enter")
        assert "By objective" in await press(pilot, *typed("1"), "enter")
    results = [event for event in recorded(profile_file) if event["kind"] == "quiz_submitted"]
    assert [result["results"]["why"] for result in results] == [0.5]


async def test_an_exam_whose_model_answer_was_seen_is_not_edited_any_more(
    open_app: Open,
) -> None:
    async with open_app() as pilot:
        await begin(pilot, *(key for keys in ANSWERS for key in keys), "enter", "s")
        assert "Compare with the model answer" in screen_text(pilot)
        await press(pilot, "escape")
        assert "Compare with the model answer" in await press(pilot, "enter")


@pytest.mark.parametrize("comes_back", [False, True])
async def test_a_full_disk_delays_the_result_until_the_quiz_can_be_handed_in(
    open_app: Open, profile_file: Path, monkeypatch: pytest.MonkeyPatch, comes_back: bool
) -> None:
    def refuse(*_: object) -> None:
        raise ProfileError("The disk is full: your answer is not kept.")

    async with open_app() as pilot:
        await begin(pilot, "a", "enter")
        if comes_back:
            await press(pilot, "escape")
        with monkeypatch.context() as patch:
            patch.setattr(Profile, "record", refuse)
            set_clock(pilot, BEGIN + LIMIT)
            if comes_back:
                await press(pilot, "enter")
            assert "By objective" not in await wait_for(pilot, "The disk is full")
        await press(pilot, "ctrl+s")
        await wait_for(pilot, "By objective")
    assert kinds(profile_file).count("quiz_submitted") == 1
