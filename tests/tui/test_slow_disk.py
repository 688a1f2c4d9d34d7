"""A disk that takes its time: said, nothing acknowledged before, no key carried out after."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from threading import Event

import pytest
from textual.events import Key
from textual.pilot import Pilot

from studykit.progress.store import Profile
from studykit.progress.store.files import ProfileError
from studykit.tui import saving
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press

SLOW = "Saving … the disk is slow."


class Disk:
    """Stores nothing before it is let; then stores it, or refuses."""

    def __init__(self) -> None:
        self.full = False
        self._ready = Event()

    def let(self, *, full: bool = False) -> None:
        self.full = full
        self._ready.set()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk, record = Disk(), Profile.record

    def slowly(profile: Profile, happened: list[dict[str, object]]) -> None:
        if happened:
            assert disk._ready.wait(60)
        if disk.full:
            raise ProfileError("The disk is full: your answer is not kept.")
        record(profile, happened)

    monkeypatch.setattr(saving, "_PATIENCE", 0.05)
    monkeypatch.setattr(Profile, "record", slowly)
    return disk


def hit(pilot: Pilot[None], *keys: str) -> None:
    """Press keys without waiting for what comes of them."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))


async def until(pilot: Pilot[None], text: str) -> str:
    """The screens once they show `text`. A pilot's own pause would wait for the disk."""
    for _ in range(1500):
        await asyncio.sleep(0.02)
        if text in (shown := screens_text(pilot)):
            return shown
    raise AssertionError(f"{text!r} did not appear:\n{screens_text(pilot)}")


async def until_stored(pilot: Pilot[None]) -> None:
    """Wait until nothing says any more that the disk is slow."""
    for _ in range(1500):
        await asyncio.sleep(0.02)
        if SLOW not in screens_text(pilot):
            return
    raise AssertionError(f"still there:\n{screens_text(pilot)}")


async def until_left(pilot: Pilot[None]) -> None:
    """Wait until the program has ended."""
    for _ in range(1500):
        await asyncio.sleep(0.02)
        if not pilot.app.is_running:
            return
    raise AssertionError(f"still there:\n{screens_text(pilot)}")


def screens_text(pilot: Pilot[None]) -> str:
    """What stands on the screen and on the one that shines through it."""
    strips = [
        strip
        for screen in pilot.app.screen_stack[-2:]
        for strip in screen._compositor.render_strips()
    ]
    return "\n".join(strip.text.rstrip() for strip in strips)


def kept(profile_file: Path) -> Counter[str]:
    with Profile.open(profile_file) as profile:
        return Counter(event["kind"] for event in profile.events())


async def test_a_grade_waits_for_the_disk_and_keys_hit_meanwhile_mean_nothing(
    open_app: Open, profile_file: Path, disk: Disk
) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "space")
        hit(pilot, "4", "space", "3", "4")
        shown = await until(pilot, SLOW)
        assert "The Moei" in shown
        assert "3 new" in shown
        hit(pilot, "space", "3")
        disk.let()
        shown = await until(pilot, "2 new")
        assert SLOW not in shown
        assert "1 Again" not in await press(pilot)  # the back of the next card is not shown
        assert "1 Again" in await press(pilot, "space")
    assert kept(profile_file) == {"card_reviewed": 1}


async def test_an_answer_of_a_lesson_shows_no_verdict_before_it_is_kept(
    open_app: Open, profile_file: Path, disk: Disk
) -> None:
    async with open_app(language="zh-Hant") as pilot:
        disk.let()
        await press(pilot, "enter")
        disk._ready.clear()
        hit(pilot, "a", "enter", "enter", "n")
        shown = await until(pilot, "儲存中……磁碟很慢。")
        assert "正確" not in shown
        hit(pilot, "n")
        disk.let()
        await until(pilot, "✓ 正確")
        assert "它向北流" in await press(pilot)
    assert kept(profile_file)["question_answered"] == 1


async def test_a_response_of_a_quiz_is_taken_once(
    open_app: Open, profile_file: Path, disk: Disk
) -> None:
    async with open_app() as pilot:
        disk.let()
        await press(pilot, "z", "enter", "enter", "a")
        disk._ready.clear()
        hit(pilot, "n", "n")
        assert "1 / 10" in await until(pilot, SLOW)
        hit(pilot, "n", "ctrl+s")
        disk.let()
        await until(pilot, "1 of 10 answered")
        assert "2 / 10" in await press(pilot)


async def test_what_a_slow_disk_refuses_is_said_and_not_shown(
    open_app: Open, profile_file: Path, disk: Disk
) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "space")
        hit(pilot, "4")
        await until(pilot, SLOW)
        disk.let(full=True)
        shown = await until(pilot, "The disk is full")
        assert SLOW not in shown
        assert "3 new" in shown
        disk.full = False
        assert "2 new" in await press(pilot, "4")
    assert kept(profile_file) == {"card_reviewed": 1}


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_the_program_can_be_left_once_the_answer_is_kept(
    open_app: Open, profile_file: Path, disk: Disk, key: str
) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "space")
        hit(pilot, "4")
        await until(pilot, SLOW)
        hit(pilot, "space", key)
        assert SLOW in screen_text(pilot)
        disk.let()
        await until_left(pilot)
    assert kept(profile_file) == {"card_reviewed": 1}


async def test_a_letter_meant_for_a_field_does_not_quit(
    open_app: Open, profile_file: Path, disk: Disk
) -> None:
    async with open_app() as pilot:
        disk.let()
        await press(pilot, "z", "enter", "enter", *["n"] * 3, "enter")
        assert "Which river?" in screen_text(pilot)
        disk._ready.clear()
        hit(pilot, "M")
        await until(pilot, SLOW)
        hit(pilot, "q")
        disk.let()
        await until_stored(pilot)
        assert "M" in await press(pilot)
        assert pilot.app.is_running


async def test_a_setting_and_the_looks_wait_for_the_disk_as_well(
    open_app: Open, profile_file: Path, disk: Disk
) -> None:
    async with open_app() as pilot:
        hit(pilot, "ctrl+t")
        await until(pilot, SLOW)
        disk.let()
        await until_stored(pilot)
        await press(pilot, "s")
        disk._ready.clear()
        for _ in range(20):
            hit(pilot, "down")
            await pilot.pause()
        hit(pilot, "d")
        await until(pilot, SLOW)
        disk.let()
        await until_stored(pilot)
    assert kept(profile_file) == {"setting_changed": 2}
