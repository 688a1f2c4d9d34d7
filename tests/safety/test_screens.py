"""A strange course in the app: every screen keeps its frame, its width, and its keys."""

from __future__ import annotations

import unicodedata
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.widgets import Input, TextArea

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from studykit.tui.last_guard import LastGuard
from studykit.tui.preview import PreviewApp, Trouble
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.answers import AnswersScreen
from studykit.tui.screens.confirm import ConfirmScreen
from studykit.tui.screens.decision import DecisionScreen
from studykit.tui.screens.lesson import LessonScreen
from studykit.tui.screens.result import ResultScreen
from studykit.tui.widgets.prose import Prose
from tests.safety.corpus import CHARACTERS, CONTROLS, DIRECTION, FLOODS, MARKUP
from tests.safety.driving import NOON, WAYS, assert_drawn_in_its_box, home, press
from tests.safety.hostile import as_yaml, lesson, write_course
from tests.tui.conftest import screen_text, until

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("every_frame_is_drawn")]

if TYPE_CHECKING:
    from pathlib import Path


STRANGE = " ".join(
    text[:80]
    for group in (MARKUP, CONTROLS, DIRECTION, FLOODS, CHARACTERS)
    for name, text in group.items()
    if name != "half a surrogate pair"  # YAML does not let it in
)
LONG = "x" * 2000 + "漢" * 2000 + "。" * 500


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the last guard: each text has to be harmless by itself."""
    monkeypatch.setattr(LastGuard, "apply", lambda self, segments, background: segments)


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(("text", "size"), [(STRANGE, (50, 20)), (LONG, (80, 24))])
async def test_every_screen_keeps_its_frame(
    tmp_path: Path, text: str, size: tuple[int, int]
) -> None:
    library = open_library([write_course(tmp_path / "course", text)])
    with Profile.open(tmp_path / "me.json") as profile:
        app = StudyApp(library, profile, Clock(zone=UTC, tell=lambda: NOON), guard=0)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            assert_drawn_in_its_box(pilot)
            for way in WAYS:
                await press(pilot, *way)
                await home(pilot)


@pytest.mark.usefixtures("unguarded")
async def test_every_question_keeps_its_frame_before_and_behind_its_verdict(
    tmp_path: Path,
) -> None:
    library = open_library([write_course(tmp_path / "course", STRANGE)])
    with Profile.open(tmp_path / "me.json") as profile:
        app = StudyApp(library, profile, Clock(zone=UTC, tell=lambda: NOON), guard=0)
        async with app.run_test(size=(50, 20)) as pilot:
            await pilot.pause()
            await press(pilot, "z", "down", "enter", "enter")
            seen = set()
            for _ in range(10):
                if isinstance(app.screen, DecisionScreen):
                    break  # behind the last question
                view = app.screen.query_one(QuestionView)
                seen.add(view.asking.question.type)
                await press(pilot, "h")
                for field in app.screen.query(Input):
                    # A number is refused until it can be read as one.
                    numeric = view.asking.question.type == "numerical"
                    field.value = "7" if numeric else STRANGE
                if app.screen.query(TextArea):
                    await press(pilot, "escape", "enter", "1")
                for key in ("a", "enter", "enter", "enter"):
                    if view.asking.open:
                        await press(pilot, key)
                await press(pilot, "n")
                if isinstance(app.screen, DecisionScreen):
                    await press(pilot, "n")  # what is not submitted is skipped
            assert len(seen) >= 9
            await press(pilot, "ctrl+s")
            if not isinstance(app.screen, ResultScreen):
                await press(pilot, "s")
            assert isinstance(app.screen, ResultScreen)
            await press(pilot, "v")
            assert isinstance(app.screen, AnswersScreen)
            await press(pilot, "n", "n")
            app.notify(STRANGE, severity="error")
            app.notify(LONG)
            await press(pilot, "n")
            await home(pilot)


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(("text", "size"), [(STRANGE, (50, 20)), (LONG, (80, 24))])
async def test_the_preview_keeps_its_frame_over_what_is_wrong(
    tmp_path: Path, text: str, size: tuple[int, int]
) -> None:
    file = write_course(tmp_path / "course", text) / "strange.yaml"
    with Profile.open(tmp_path / "me.json") as profile:
        clock = Clock(zone=UTC, tell=lambda: NOON)
        app = PreviewApp(file, open_library([file]), profile, clock)
        async with app.run_test(size=size, notifications=True) as pilot:
            await press(pilot, "n")
            wrong = {**lesson(text), text[:300]: text, "cards": [{text[:300]: text}]}
            file.write_text(as_yaml(wrong), encoding="utf-8")
            await until(pilot, lambda: app.screen.query(Trouble))
            assert_drawn_in_its_box(pilot)


async def test_a_link_is_shown_whole_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"https://evil.org/{'bank.org/' * 40}"
    folder = write_course(tmp_path / "course", f"[https://bank.org]({address})")
    opened: list[str] = []
    monkeypatch.setattr(StudyApp, "open_url", lambda self, url, **_: opened.append(url))
    with Profile.open(tmp_path / "me.json") as profile:
        clock = Clock(zone=UTC, tell=lambda: NOON)
        app = StudyApp(open_library([folder]), profile, clock, guard=0)
        async with app.run_test(size=(50, 20)) as pilot:
            await pilot.pause()
            app.push_screen(LessonScreen("strange", "second"))
            await pilot.pause()
            prose = app.screen.query_one("#section", Prose)
            line = next(n for n, line in enumerate(prose.lines(46)) if "bank" in line.plain)
            await pilot.click("#section", offset=(4, line))
            await pilot.pause()
            assert isinstance(app.screen, ConfirmScreen)
            shown = "".join(screen_text(pilot).split())
            assert address in shown
            assert opened == []
            await pilot.press("escape")
            assert opened == []


def test_the_last_guard_keeps_the_width_of_a_line() -> None:
    segments = [Segment("a\x1b[2Jb\x9bc\u202e漢", Style(bold=True)), Segment("plain 漢字")]
    before = sum(cell_len(segment.text) for segment in segments)
    guarded = LastGuard().apply(segments, Color(0, 0, 0))
    assert sum(cell_len(segment.text) for segment in guarded) == before
    assert guarded[0].style == segments[0].style
    assert guarded[1] is segments[1] or guarded[1].text == "plain 漢字"
    assert not any(unicodedata.category(c) == "Cc" for s in guarded for c in s.text)
