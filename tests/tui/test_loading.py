"""A course that takes a while to read: the app is there at once and fills in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from studykit.content import course_folder, lesson_file
from studykit.content.library import open_library
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press


class Gate:
    """Lets one lesson after the other be read."""

    def __init__(self) -> None:
        self.shut = Event()
        self.asked: list[str] = []
        self._open = Event()

    def wait(self, file: Path) -> None:
        self.asked.append(file.parent.name)
        assert self._open.wait(60)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def gate(library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Gate:
    """Nothing is compiled yet, everything is slow, and a lesson is read when the gate opens."""
    monkeypatch.setenv("STUDYKIT_CACHE", str(tmp_path / "cold"))
    monkeypatch.setattr(course_folder, "YAML_SPEED", 1)
    other = library / "hills"
    other.mkdir()
    (other / "course.yaml").write_text("id: hills\ntitle: Hills\n", encoding="utf-8")
    lesson = "title: Alps\nsections: [{title: High, text: A tall Alp and a river.}]\n"
    (other / "alps.yaml").write_text(lesson, encoding="utf-8")
    gate, read = Gate(), lesson_file.read_lesson

    def waiting(data: bytes, file: Path) -> object:
        gate.wait(file)
        return read(data, file)

    monkeypatch.setattr(lesson_file, "read_lesson", waiting)
    return gate


async def until(pilot: Pilot[None], text: str) -> str:
    """What stands on the screen once `text` does."""
    for _ in range(1500):
        await pilot.pause(0.02)
        if text in screen_text(pilot):
            return screen_text(pilot)
    raise AssertionError(f"{text!r} did not appear:\n{screen_text(pilot)}")


async def test_home_is_there_before_the_course_is_read(open_app: Open, gate: Gate) -> None:
    async with open_app() as pilot:
        shown = await until(pilot, "Reading the course …")
        assert "Hills" in shown  # the first course of the library
        assert "r review" not in shown
        assert "? help" in shown
        gate.open()
        shown = await until(pilot, "r review")  # the keys come a frame later
        assert "Start reading" in shown
        assert "Alps" in shown
        assert "Reading the course" not in shown


async def test_no_key_does_harm_while_a_course_is_read(open_app: Open, gate: Gate) -> None:
    async with open_app() as pilot:
        await until(pilot, "Reading the course …")
        for key in ("enter", "space", "down", "l", "r", "z", "p", "x", "slash"):
            assert "Reading the course …" in await press(pilot, key)
        assert "Everywhere" in await press(pilot, "?")
        assert "Reading the course …" in await press(pilot, "escape")
        gate.open()
        await until(pilot, "Start reading")


async def test_another_course_can_be_chosen_while_one_is_read(
    open_app: Open, gate: Gate
) -> None:
    async with open_app() as pilot:
        await until(pilot, "Reading the course …")
        await press(pilot, "c", "down", "enter")
        shown = await until(pilot, "Reading the course …")
        assert "Rivers" in shown
        gate.open()
        shown = await until(pilot, "Start reading")
        assert "The border" in shown


async def test_the_program_can_be_left_while_a_course_is_read(
    open_app: Open, gate: Gate
) -> None:
    async with open_app() as pilot:
        await until(pilot, "Reading the course …")
        asyncio.get_running_loop().call_later(0.2, gate.open)
        await pilot.press("q")
        for _ in range(1500):
            if not pilot.app.is_running:
                break
            await asyncio.sleep(0.02)
        assert not pilot.app.is_running


async def test_a_language_that_is_not_read_yet_shows_when_it_is(
    open_app: Open, gate: Gate, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "hills" / "course.yaml").unlink()
    (library / "hills" / "alps.yaml").unlink()
    with monkeypatch.context() as open_gate:
        open_gate.setattr(Gate, "wait", lambda gate, file: None)
        open_library([library]).course("rivers").edition("en").open()
    async with open_app() as pilot:
        await press(pilot, "enter")
        shown = await press(pilot, "L")
        assert "It flows north." in shown  # still the old one, and it can be used
        assert "It passes Mae Sot." in await press(pilot, "h")
        gate.open()
        assert "它向北流" in await until(pilot, "湄伊河")
        await pilot.app.workers.wait_for_complete()


async def test_all_courses_are_searched_and_a_place_in_another_opens(
    open_app: Open, gate: Gate
) -> None:
    gate.open()
    async with open_app() as pilot:
        await until(pilot, "Start reading")
        await press(pilot, "slash", *"moei")
        assert "No passage contains all these words." in await until(pilot, "No passage")
        await press(pilot, "tab")
        assert "Rivers" in await until(pilot, "flows north")
        await press(pilot, "tab")
        await until(pilot, "No passage")
        await press(pilot, "tab")
        await until(pilot, "flows north")
        assert "It flows north." in await press(pilot, "enter")
        assert "Rivers" in await press(pilot, "escape")


async def test_enter_opens_what_was_typed_even_if_it_is_still_looked_for(
    open_app: Open, gate: Gate
) -> None:
    gate.open()
    async with open_app() as pilot:
        await until(pilot, "Start reading")
        await press(pilot, "slash")
        await pilot.press(*"tall", "enter")
        assert "A tall Alp" in await until(pilot, "1/1")


async def test_a_course_of_which_no_lesson_opens_says_so(
    open_app: Open, library: Path, gate: Gate
) -> None:
    gate.open()
    (library / "hills" / "alps.yaml").write_text("title: [", encoding="utf-8")
    async with open_app((120, 40)) as pilot:
        shown = await until(pilot, "no lesson that can be opened")
        assert "alps.yaml:1:8" in shown
        for key in ("enter", "l", "enter", "escape", "r", "escape", "z", "escape", "p"):
            assert (await press(pilot, key)).strip()
