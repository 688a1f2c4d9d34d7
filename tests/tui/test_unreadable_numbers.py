"""What cannot be read as a number is said in the field, before it counts."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Open
from tests.tui.test_app import press, typed
from tests.tui.test_time_limit import begin, recorded

UNIT = "“miles” is no unit of this answer. It has: km"


async def test_an_exam_takes_no_number_that_cannot_be_read(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await begin(pilot, "n", "n", "n", "n", "i")
        shown = await press(pilot, *typed("327 miles"))
        assert UNIT not in shown
        shown = await press(pilot, "enter")
        assert "5 / 10" in shown and UNIT in shown
        shown = await press(pilot, *["backspace"] * 5, "k")
        assert "“k” is no unit" in shown
        shown = await press(pilot, "m")
        assert "no unit" not in shown
        assert "6 / 10" in await press(pilot, "enter")
    assert [e["response"] for e in recorded(profile_file) if e["kind"] == "quiz_answered"] == [
        "327 km"
    ]


async def test_who_leaves_the_field_hears_of_it_too(open_app: Open) -> None:
    async with open_app() as pilot:
        await begin(pilot, "n", "n", "n", "n", "i")
        await press(pilot, *typed("about 300"))
        assert "This cannot be read as a number." in await press(pilot, "escape")
        await press(pilot, "n")
        assert "This cannot be read as a number." in await press(pilot, "p")


async def test_in_a_lesson_it_counts_as_no_answer(
    open_app: Open, profile_file: Path, library: Path
) -> None:
    lesson = library / "rivers.en" / "border.yaml"
    text = lesson.read_text(encoding="utf-8").replace("check: [flow]", "check: [length]")
    lesson.write_text(text, encoding="utf-8")
    async with open_app() as pilot:
        shown = await press(pilot, "enter", "enter", *typed("1,5"), "enter")
        assert "This cannot be read as a number." in shown
        assert "wrong" not in shown
        shown = await press(pilot, *["backspace"] * 3, *typed("327"), "enter")
        assert "✓ right" in shown
    (event,) = [e for e in recorded(profile_file) if e["kind"] == "question_answered"]
    assert (event["tries"], event["score"]) == (1, 1.0)
