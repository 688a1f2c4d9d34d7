"""A search opens at the place that it found, and marks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from studykit.tui.markdown import article
from studykit.tui.marking import MARK, first_marked, marked
from tests.tui.conftest import Open
from tests.tui.test_app import press

pytestmark = pytest.mark.usefixtures("every_frame_is_drawn")


def marks(pilot: Pilot[None]) -> list[str]:
    """The texts on the screen that stand out as marked."""
    strips = pilot.app.screen._compositor.render_strips()
    return [
        segment.text
        for strip in strips
        for segment in strip
        if segment.style and segment.style.underline and segment.style.bold
    ]


def test_every_place_is_marked_whatever_its_case() -> None:
    text = marked(article("The *Moei* flows.\n\nmoei again"), ["MOEI"])
    found = [
        block.content.plain[span.start : span.end]
        for block in text.blocks
        for span in block.content.spans
        if span.style == MARK
    ]
    assert found == ["Moei", "moei"]
    assert first_marked([block.content for block in text.blocks]) == 0
    assert first_marked([]) is None


async def test_what_was_found_is_marked_until_the_page_is_turned(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "slash", *"flows", "enter")
        assert "flows" in marks(pilot)
        await press(pilot, "n", "p")
        assert "flows" not in marks(pilot)


async def test_a_place_far_down_a_long_section_is_scrolled_to(tmp_path: Path) -> None:
    lesson = tmp_path / "long.yaml"
    text = "\n\n".join(f"      Line {n}." for n in range(80))
    lesson.write_text(
        f"title: Long\nsections:\n  - id: one\n    title: One\n    text: |\n{text}\n",
        encoding="utf-8",
    )
    with Profile.open(tmp_path / "me.json") as profile:
        app = StudyApp(open_library([lesson]), profile, Clock(), language="en", guard=0)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            shown = await press(pilot, "slash", "6", "6", "enter")
            assert "Line 66." in shown
            assert "66" in marks(pilot)
