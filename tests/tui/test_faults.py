"""What a learner sees when the disk, the profile or another window gets in the way."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.progress.store.files import ProfileError
from studykit.progress.store.journal import Writer
from studykit.tui.app import StudyApp
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press

Full = Callable[[], AbstractContextManager[None]]


async def test_a_full_disk_is_said_and_nothing_counts_that_is_not_kept(
    open_app: Open, profile_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "space")

        def full(*_: object) -> None:
            raise ProfileError("The disk is full: your answer is not kept.")

        with monkeypatch.context() as patch:
            patch.setattr(Profile, "record", full)
            shown = await press(pilot, "3")
        assert "The disk is full" in shown
        assert "The Moei" in shown
        await press(pilot, "3", "q")
    with Profile.open(profile_file) as profile:
        graded = [event for event in profile.events() if event["kind"] == "card_reviewed"]
    assert len(graded) == 1


async def test_in_chinese_too_it_is_said_what_is_wrong_with_the_profile(
    open_app: Open, profile_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(language="zh-Hant") as pilot:
        await press(pilot, "r", "space")

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr(Writer, "append", refuse)
            shown = await press(pilot, "3")
        assert "無法寫入進度檔" in shown
        assert "磁碟已滿" in shown.replace("\n", "").replace(" ", "")
        await press(pilot, "3", "q")
    with profile_file.with_name("me.journal.jsonl").open("ab") as journal:
        journal.write(b'{"half')
    async with open_app(language="zh-Hant") as pilot:
        assert "最後一筆紀錄只寫了一半" in screen_text(pilot)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Full:
    """Within it the disk is full."""

    @contextmanager
    def filled() -> Iterator[None]:
        def refuse(*_: object) -> None:
            raise ProfileError("The disk is full: your answer is not kept.")

        with monkeypatch.context() as patch:
            patch.setattr(Profile, "record", refuse)
            yield

    return filled


async def test_a_question_among_the_cards_shows_no_verdict_that_is_not_kept(
    open_app: Open, full: Full
) -> None:
    async with open_app() as pilot:
        await press(
            pilot, "z", "down", "enter", "enter", "b", "enter", "3"
        )  # missed: alone in its quiz
        await press(pilot, "ctrl+s", "enter", "enter", "r", *["space", "4"] * 3)
        with full():
            for _ in range(2):
                shown = await press(pilot, "a", "enter")
                assert "You missed this question" in shown
                assert "✓ right" not in shown
        assert "✓ right" in await press(pilot, "enter")


async def test_a_grade_that_is_not_kept_is_not_counted(open_app: Open, full: Full) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "space")
        with full():
            await press(pilot, "4")
        assert "3 cards reviewed" in await press(pilot, "4", *["space", "4"] * 2)


async def test_a_quiz_that_cannot_go_on_asks_the_same_question(
    open_app: Open, profile_file: Path, full: Full
) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter")
        with full():
            assert "Which river flows north?" in await press(pilot, "n")
        await press(pilot, "a", "enter")
    with Profile.open(profile_file) as profile:
        answers = [e["question"] for e in profile.events() if e["kind"] == "quiz_answered"]
    assert set(answers) == {"flow"}


async def test_a_second_window_can_try_everything_and_keeps_nothing(
    library: Path, profile_file: Path
) -> None:
    with Profile.open(profile_file), Profile.open(profile_file) as second:
        app = StudyApp(open_library([library]), second, Clock(), language="en", guard=0)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "nothing you do is kept" in screen_text(pilot)
            shown = await press(pilot, "r", "space", "3")
            assert "show the back" in shown  # the next card
            assert "● 0  ◐ 1" in shown.partition("\n")[0]
    with Profile.open(profile_file) as profile:
        assert not list(profile.events())


async def test_a_course_that_another_one_hides_is_named_on_home(
    library: Path, profile_file: Path
) -> None:
    shutil.copytree(library / "rivers.en", library / "zz-copy")
    with Profile.open(profile_file) as profile:
        app = StudyApp(open_library([library]), profile, Clock(), language="en", guard=0)
        async with app.run_test(size=(80, 40)) as pilot:
            await pilot.pause()
            shown = " ".join(screen_text(pilot).split())
            assert "SK409" in shown
            assert "is not shown" in shown


@pytest.mark.parametrize("width", [50, 80])
async def test_a_second_window_says_on_every_screen_that_nothing_is_stored(
    library: Path, profile_file: Path, width: int
) -> None:
    with Profile.open(profile_file), Profile.open(profile_file) as second:
        app = StudyApp(open_library([library]), second, Clock(), language="en", guard=0)
        async with app.run_test(size=(width, 24)) as pilot:
            await pilot.pause()
            for keys in ("", "enter", "r", "p", "s", "z enter", "question_mark", "slash"):
                shown = await press(pilot, *keys.split())
                assert "not stored" in shown.partition("\n")[0], (keys, shown)
                while len(app.screen_stack) > 1:
                    await press(pilot, "escape")


async def test_a_broken_lesson_is_named_and_the_rest_opens(
    library: Path, profile_file: Path
) -> None:
    (library / "rivers.en" / "broken.yaml").write_text("title: x\n\tsections: []\n", "utf-8")
    with Profile.open(profile_file) as profile:
        app = StudyApp(open_library([library]), profile, Clock(), language="en", guard=0)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            shown = screen_text(pilot)
            assert "broken.yaml:2:1" in shown
            assert "Start reading" in shown


async def test_a_terminal_made_smaller_keeps_question_and_answer(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", "a")
        await pilot.resize_terminal(50, 20)
        shown = await press(pilot)
        assert "Which river flows north?" in shown
        assert "● The Moei" in shown
