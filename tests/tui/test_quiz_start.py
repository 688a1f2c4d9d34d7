"""Before a quiz: what it is, when its clock starts, and its past attempts."""

from __future__ import annotations

from pathlib import Path

from studykit.progress.store import Profile
from tests.tui.conftest import Open
from tests.tui.test_app import press


def attempts(profile_file: Path) -> int:
    with Profile.open(profile_file) as profile:
        return len(profile.state["courses"].get("rivers", {}).get("attempts", {}))


async def test_an_exam_says_what_it_is_and_starts_only_when_told_to(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "z", "enter")
        assert "10 questions · 10 minutes · pass 60% · best –" in shown
        assert "Leaving does not stop it" in shown
        assert "⏎ start" in shown.splitlines()[-1]
        await press(pilot, "escape")
    assert attempts(profile_file) == 0
    async with open_app() as pilot:
        assert "1 / 10" in await press(pilot, "z", "enter", "enter")
    assert attempts(profile_file) == 1


async def test_who_leaves_a_timed_exam_reads_that_the_clock_goes_on(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "z", "enter", "enter", "escape")
        said = " ".join(shown.replace("▌", " ").split())
        assert "does not stop the clock: 9:5" in said
        assert "left" in next(line for line in shown.splitlines() if "Final exam" in line)
        assert "in progress · 9:5" in await press(pilot, "z")


async def test_a_past_attempt_is_opened_and_looked_through(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", "a", "ctrl+s", "s", "escape")
        shown = await press(pilot, "z", "enter")
        assert "Look through: today · 10% · not passed" in shown
        shown = await press(pilot, "down")
        assert "⏎ open the result" in shown.splitlines()[-1]
        assert "10 questions" not in await press(pilot, "enter")
        shown = await press(pilot, "v")
        assert "Final exam · 1 / 10" in shown
        assert "✓ right" in shown


async def test_a_quiz_can_be_started_by_mouse(open_app: Open) -> None:
    async with open_app() as pilot:
        lines = (await press(pilot, "z", "enter")).splitlines()
        row = next(n for n, line in enumerate(lines) if line.strip("▸ ") == "Start")
        await pilot.click(offset=(8, row))
        assert "1 / 10" in await press(pilot)
