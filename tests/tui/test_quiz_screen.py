"""A quiz in the app: what each key does, what an exam hides, what is stored and when."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, TextArea

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from studykit.tui.screens import quiz as quiz_screen
from studykit.tui.screens.comparing import ComparingScreen
from studykit.tui.screens.decision import DecisionScreen
from studykit.tui.screens.home import HomeScreen, open_quiz
from studykit.tui.screens.quiz import QuizScreen
from studykit.tui.screens.result import ResultScreen
from tests.faces.course import write_library
from tests.tui.conftest import screen_text, until, until_shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

EVERY_QUESTION = 11


class Room:
    """A library, a profile, and a clock that is set."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.profile = folder / "me.json"
        self.at = datetime(2026, 5, 1, 8, tzinfo=UTC)

    def wait(self, **span: float) -> None:
        self.at += timedelta(**span)

    @asynccontextmanager
    async def app(
        self, quiz: str = "", *, language: str = "en", behind: bool = False, guard: float = 0
    ) -> AsyncIterator[Pilot[None]]:
        """The app, at `quiz` where one is named."""
        lessons = self._folder / "lessons"
        if not lessons.exists():
            write_library(lessons, behind=behind)
        clock = Clock(zone=UTC, tell=lambda: self.at)
        with Profile.open(self.profile) as profile:
            library = open_library([lessons])
            app = StudyApp(library, profile, clock, language=language, guard=guard)
            async with app.run_test(size=(80, 30), notifications=True) as pilot:
                await pilot.pause()
                if quiz:
                    home = app.screen
                    assert isinstance(home, HomeScreen)
                    open_quiz(home, app.edition.quiz(quiz), None)
                    await pilot.pause(guard and guard + 0.1)
                    await pilot.press("enter")
                    await pilot.pause()
                yield pilot

    def events(self, *kinds: str) -> list[dict[str, Any]]:
        with Profile.open(self.profile) as profile:
            return [event for event in profile.events() if event["kind"] in kinds]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


async def press(pilot: Pilot[None], *keys: str) -> str:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    return screen_text(pilot)


def footer(shown: str) -> str:
    return shown.splitlines()[-1].strip()


# Practice: one way on


async def test_a_wrong_answer_shows_neither_the_key_nor_the_explanation(room: Room) -> None:
    async with room.app("practice") as pilot:
        options = screen_text(pilot).splitlines()
        ping = next(line for line in options if "Ping" in line).strip("▸ ")[0]
        shown = await press(pilot, ping, "enter")
        assert "✗ wrong" in shown
        assert "No." in shown
        assert "the key" not in shown
        assert "The Moei flows north." not in shown
        assert footer(shown).startswith("⏎ show the answer  r try again")
        shown = await press(pilot, "space")
        assert "← correct answer" in shown
        assert "The Moei flows north." in shown
        assert footer(shown).startswith("⏎ continue")
        assert "try again" not in shown
        assert "2 / 11" in await press(pilot, "enter")


async def test_marks_on_parts_wait_for_the_solution_too(room: Room) -> None:
    async with room.app("practice") as pilot:
        await press(pilot, "n")
        shown = await press(pilot, "a", "enter", "enter")
        assert "partly right" in shown or "wrong" in shown
        assert "✓ right" not in shown
        assert "← correct answer" in await press(pilot, "enter")


async def test_another_try_has_a_key_of_its_own(room: Room) -> None:
    async with room.app("practice") as pilot:
        lines = screen_text(pilot).splitlines()
        ping = next(line for line in lines if "Ping" in line).strip("▸ ")[0]
        moei = next(line for line in lines if "Moei" in line).strip("▸ ")[0]
        shown = await press(pilot, ping, "enter", "t")
        assert footer(shown).startswith("⏎ answer")
        assert "✓ right" in await press(pilot, moei, "enter")
    assert [event["tries"] for event in room.events("quiz_answered")] == [1, 2]


async def test_the_next_key_asks_what_to_do_with_an_answer_not_submitted(room: Room) -> None:
    async with room.app("practice") as pilot:
        shown = await press(pilot, "a", "n")
        assert "Your answer is not submitted yet." in shown
        assert "1 / 11" in await press(pilot, "escape")
        assert "2 / 11" in await press(pilot, "n", "n")
        shown = await press(pilot, "p")
        assert "a ● " in shown
        assert "0 of 11 answered" in shown
        await press(pilot, "n", "enter")
        assert "1 of 11 answered" in screen_text(pilot)
    assert len(room.events("quiz_answered")) == 1


# Keys and fields


async def test_walking_through_the_questions_writes_into_no_field(room: Room) -> None:
    async with room.app("exam") as pilot:
        shown = await press(pilot, *["n"] * 3)
        assert "About short_answer" in shown
        assert footer(shown).startswith("⏎ write")
        shown = await press(pilot, *["n"] * 2)
        assert "6 / 11" in shown
        assert "0 of 11 answered" in shown
        await press(pilot, "p", "p", "enter", "n")
        assert pilot.app.screen.query_one(Input).value == "n"


async def test_the_next_field_is_ready_after_an_answer(room: Room) -> None:
    async with room.app("exam") as pilot:
        await press(pilot, *["n"] * 3)
        shown = await press(pilot, "enter", "x", "enter", "3")
        assert "5 / 11" in shown
        assert pilot.app.screen.query_one(Input).value == "3"


# Storing


async def test_a_typed_answer_is_stored_when_the_learner_pauses(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiz_screen, "PAUSE", 60)
    async with room.app("exam") as pilot:
        await press(pilot, *["n"] * 3, "enter")
        assert "0 of 11 answered" in await press(pilot, *"moe")
        monkeypatch.setattr(quiz_screen, "PAUSE", 0.1)
        await pilot.press("i")
        await until_shown(pilot, "1 of 11 answered")
    assert [event["response"] for event in room.events("quiz_answered")] == ["moei"]


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+q",), ("ctrl+s",)], ids=str)
async def test_a_typed_answer_is_stored_when_the_field_is_left(
    room: Room, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiz_screen, "PAUSE", 60)
    async with room.app("exam") as pilot:
        await press(pilot, *["n"] * 3, "enter", "x")
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.1)
    assert [event["response"] for event in room.events("quiz_answered")] == ["x"]


async def test_a_choice_of_an_exam_is_stored_at_once(room: Room) -> None:
    async with room.app("exam") as pilot:
        assert "1 of 11 answered" in await press(pilot, "a")
        assert "1 of 11 answered" in await press(pilot, "n", "p")


# What an exam hides


async def test_who_leaves_an_exam_finds_none_of_its_questions_by_searching(room: Room) -> None:
    async with room.app("exam") as pilot:
        await press(pilot, "escape", "slash")
        shown = await press(pilot, *"about")
        assert "No passage contains all these words." in shown
    room.wait(days=1)
    async with room.app() as pilot:
        await press(pilot, "enter", "ctrl+s", "s")
        await press(pilot, "enter", "escape", "slash")
        assert "? About" in await press(pilot, *"about")


async def test_an_exam_is_not_searched_edited_looked_up_or_hinted_at(room: Room) -> None:
    async with room.app("exam") as pilot:
        for key in ("slash", "e", "g", "h"):
            shown = await press(pilot, key)
            assert "About single_choice" in shown, key
            assert "It is short." not in shown
            assert isinstance(pilot.app.screen, QuizScreen)


async def test_a_closed_exam_goes_on_at_the_comparison(room: Room) -> None:
    async with room.app("exam") as pilot:
        await press(pilot, *["n"] * (EVERY_QUESTION - 1), "enter", "x")
        shown = await press(pilot, "ctrl+s", "s")
        assert "Because." in shown
        assert footer(shown).startswith("⏎ done  esc home")
    async with room.app() as pilot:
        shown = await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ComparingScreen)
        assert pilot.app.screen.query_one(TextArea).read_only
        assert "Today" in await press(pilot, "escape")
        await press(pilot, "enter", "1", "enter")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "0.5 of them marked by yourself" in screen_text(pilot)


# Time


async def test_who_comes_back_after_the_deadline_sees_the_result_and_no_question(
    room: Room,
) -> None:
    async with room.app("exam") as pilot:
        await press(pilot, "a")
    room.wait(days=8)
    before = len(room.events("quiz_answered"))
    async with room.app() as pilot:
        shown = await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ResultScreen)
        assert "About single_choice" not in shown
    assert len(room.events("quiz_answered")) == before
    assert len(room.events("quiz_submitted")) == 1


async def test_when_the_time_is_up_the_result_comes_over_whatever_is_asked(
    room: Room,
) -> None:
    async with room.app("exam") as pilot:
        await press(pilot, "a", "ctrl+s")
        assert isinstance(pilot.app.screen, DecisionScreen)
        room.wait(minutes=11)
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
        assert "Today" in await press(pilot, "escape")


# Certainty


@pytest.mark.parametrize("quiz", ["sure", "sure-exam"])
async def test_digits_say_only_how_sure(room: Room, quiz: str) -> None:
    async with room.app(quiz) as pilot:
        shown = await press(pilot, "2")
        assert "●" not in shown
        assert "1 not sure +1/0   2 fairly sure +2/−2   3 certain +3/−6" in shown
        assert "answer first" in shown
        shown = await press(pilot, "a")
        assert "1, 2 or 3 submits" in shown
        assert "a ● " in shown
        await press(pilot, "2")
    answered = room.events("quiz_answered")[-1]
    assert answered["certainty"] == 2
    assert {event["response"] for event in room.events("quiz_answered")} == {
        answered["response"]
    }


async def test_letters_change_an_answer_that_waits_for_its_certainty(room: Room) -> None:
    async with room.app("sure") as pilot:
        assert "press 1, 2 or 3" in await press(pilot, "c", "enter")
        shown = await press(pilot, "a")
        assert "press 1, 2 or 3" not in shown
        assert "a ● " in shown
        shown = await press(pilot, "enter")
        assert footer(shown).startswith("⏎ not sure")
        await press(pilot, "enter")
    assert [event["certainty"] for event in room.events("quiz_answered")] == [1]


async def test_in_a_field_the_line_says_when_the_digits_count(room: Room) -> None:
    async with room.app("sure-exam") as pilot:
        await press(pilot, "n", "n")
        assert "after your answer: enter or esc" in await press(pilot, "enter", "1")
        assert "press 1, 2 or 3" in await press(pilot, "enter")
        await press(pilot, "3")
    (answered,) = room.events("quiz_answered")[-1:]
    assert (answered["response"], answered["certainty"]) == ("1", 3)


# Submitting


@pytest.mark.parametrize("field", [False, True])
async def test_enter_does_not_submit_what_is_half_empty(room: Room, field: bool) -> None:
    async with room.app("exam") as pilot:
        await press(pilot, "a", *["n"] * 3, *(["enter"] if field else []))
        shown = await press(pilot, "ctrl+s")
        assert "10 questions are not answered." in shown
        assert "cannot be undone" in shown
        dialog = pilot.app.screen.query_one(".dialog").region
        assert dialog.x > 0
        assert dialog.y > 0
        assert "2 / 11" in await press(pilot, "enter")
        await press(pilot, "ctrl+s", "s")
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_an_attempt_can_be_given_up(room: Room) -> None:
    async with room.app("practice") as pilot:
        assert "Today" in await press(pilot, "ctrl+s", "g")
        assert "Go on with the quiz" not in screen_text(pilot)
    assert room.events("quiz_abandoned")


# Missed questions again


async def test_the_result_names_only_the_cards_there_are(room: Room) -> None:
    async with room.app("exam") as pilot:
        shown = await press(pilot, "ctrl+s", "s")
        assert "11 questions missed" in shown
        assert "among your cards" not in shown
    async with room.app("exam") as pilot:
        options = screen_text(pilot).splitlines()
        ping = next(line for line in options if "Ping" in line).strip("▸ ")[0]
        await press(pilot, ping, "enter")
        shown = await press(pilot, "ctrl+s", "s")
        assert "1 of them is now among your cards." in shown


async def test_a_repetition_is_named_everywhere_and_waits_when_left(room: Room) -> None:
    title = "Missed questions again: Exam"
    async with room.app("exam") as pilot:
        await press(pilot, "ctrl+s", "s", "a")
        assert f"{title} · 1 / 11" in screen_text(pilot)
        assert title in await press(pilot, "escape")
        assert title in await press(pilot, "z")
        await press(pilot, "enter")
        shown = await press(pilot, "ctrl+s", "s")
        assert title in shown
        assert "A repetition: it changes no score." in shown
        assert "pass" not in shown


# Looking through


async def test_what_was_not_answered_is_not_called_wrong(room: Room) -> None:
    async with room.app("exam") as pilot:
        moei = next(line for line in screen_text(pilot).splitlines() if "Moei" in line)
        await press(pilot, moei.strip("▸ ")[0], "ctrl+s", "s")
        assert "Not answered." not in await press(pilot, "v")
        shown = await press(pilot, "m")
        assert "2 / 11" in shown
        assert "Not answered." in shown
        assert "✗ wrong" not in shown


async def test_the_mark_of_a_certainty_is_shown(room: Room) -> None:
    async with room.app("sure") as pilot:
        moei = next(line for line in screen_text(pilot).splitlines() if "Moei" in line)
        await press(pilot, moei.strip("▸ ")[0], "3", "ctrl+s", "s")
        assert "How sure: certain. Mark: +3" in await press(pilot, "v")


# Editions out of step


@pytest.mark.parametrize("quiz", ["exam", "practice"])
async def test_the_language_changes_where_the_other_edition_lacks_quiz_and_question(
    room: Room, quiz: str
) -> None:
    async with room.app(quiz, behind=True) as pilot:
        await press(pilot, "a")
        shown = await press(pilot, "L")
        assert "以英文顯示" in shown
        assert "a ● " in shown
        skip = ["n"] if quiz == "practice" else []
        assert "About multiple_choice" in await press(pilot, "n", *skip)
        assert "分（滿分 11 分）" in await press(pilot, "ctrl+s", "s")
        shown = await press(pilot, "L")
        assert "of 11 points" in shown
        await press(pilot, "v", "L")
        assert "以英文顯示" in screen_text(pilot)
        await press(pilot, "escape", "a", "L", "L")
        assert isinstance(pilot.app.screen, QuizScreen)


async def test_the_language_changes_while_comparing(room: Room) -> None:
    async with room.app("exam", behind=True) as pilot:
        await press(pilot, *["n"] * (EVERY_QUESTION - 1), "enter", "x", "ctrl+s", "s")
        assert "對照參考答案" in await press(pilot, "L")
        await press(pilot, "1", "enter")
        assert isinstance(pilot.app.screen, ResultScreen)


async def test_a_question_edited_out_of_the_course_is_said(room: Room, tmp_path: Path) -> None:
    async with room.app("practice") as pilot:
        lesson = tmp_path / "lessons" / "rivers.en" / "border.yaml"
        text = lesson.read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if "id: single_choice" not in line]
        lesson.write_text("\n".join(kept), encoding="utf-8")
        (tmp_path / "lessons" / "rivers.zh-Hant" / "border.yaml").unlink()
        app = pilot.app
        assert isinstance(app, StudyApp)
        app.read_again("border")
        shown = await press(pilot, "a", "h", "t", "f")
        assert "The course no longer has this question." in shown
        assert "2 / 11" in await press(pilot, "enter")


async def test_an_attempt_goes_on_in_an_edition_without_its_quiz(room: Room) -> None:
    async with room.app("exam", behind=True) as pilot:
        await press(pilot, "a")
    async with room.app(language="zh-Hant") as pilot:
        assert "Exam" in screen_text(pilot)
        assert "已答 1／11" in await press(pilot, "enter")
    async with room.app(language="zh-Hant") as pilot:
        assert "Exam" in await press(pilot, "z")


# A second window


async def test_a_second_window_says_in_the_quiz_that_nothing_is_stored(room: Room) -> None:
    async with room.app() as _, room.app("exam") as pilot:
        for width, said in ((30, "not stored"), (80, "not stored: open in another window")):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert said in screen_text(pilot).splitlines()[0]
        assert "1 of 11 answered" in await press(pilot, "a")
