"""The app as a learner uses it, by keys."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from studykit.learner.clock import Clock
from studykit.learner.step import Step
from studykit.progress.events import setting_changed
from studykit.progress.store import Profile
from studykit.text.width import cells
from tests.tui.conftest import Open, screen_text


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys one after the other; what stands on the screen then."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()
    return screen_text(pilot)


def typed(text: str) -> list[str]:
    return ["space" if c == " " else c for c in text]


async def test_a_first_visit_explains_itself(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = screen_text(pilot)
        assert "Welcome" in shown
        assert "Start reading" in shown
        assert "? help" in shown


async def test_the_line_of_keys_is_painted_to_the_edge(open_app: Open) -> None:
    async with open_app((80, 24)) as pilot:
        last = pilot.app.screen._compositor.render_strips()[-1]
        assert sum(cells(segment.text) for segment in last) == 80


@pytest.mark.parametrize(("size", "language"), [((50, 20), "en"), ((160, 50), "zh-Hant")])
async def test_every_screen_opens_at_every_size(
    open_app: Open, size: tuple[int, int], language: str
) -> None:
    async with open_app(size, language) as pilot:
        for key in ("enter", "r", "z", "p", "l", "c", "x", "?", "/"):
            assert (await press(pilot, key)).strip()
            await press(pilot, "escape")
            assert "studykit" in screen_text(pilot)


async def test_reading_a_section_with_its_check(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "enter")
        assert "It flows north." in shown
        assert "Which river flows north?" in shown
        shown = await press(pilot, "h")
        assert "It passes Mae Sot." in shown
        shown = await press(pilot, "b", "enter")
        assert "✗ wrong" in shown
        assert "It flows south." in shown
        assert "The Moei flows north into the Salween." not in shown
        assert "r try again" in shown.splitlines()[-1]
        shown = await press(pilot, "r", "c", "enter")
        assert "It flows south too." in shown
        shown = await press(pilot, "enter")
        assert "← correct answer" in shown
        assert "The Moei flows north into the Salween." in shown
        shown = await press(pilot, "enter")
        assert "It is longer." in shown


async def test_the_next_start_goes_on_at_the_same_section(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter", "n", "q")
    async with open_app() as pilot:
        assert "Salween" in screen_text(pilot)
        assert "It is longer." in await press(pilot, "enter")


async def test_the_language_changes_in_place(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter")
        shown = await press(pilot, "L")
        assert "湄伊河" in shown
        assert "它向北流" in shown
        assert "The Moei" in await press(pilot, "L")


async def test_reviewing_grading_and_undo(open_app: Open, profile_file: Path) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "r")
        assert "Which river?" in shown
        assert "The Moei" not in shown
        shown = await press(pilot, "space")
        assert "The Moei" in shown
        assert "10 min" in shown
        await press(pilot, "4")
        assert "Which river?" in await press(pilot, "u")
        await press(pilot, "space", "3", "q")
    with Profile.open(profile_file) as profile:
        cards = profile.state["courses"]["rivers"]["cards"]
        assert list(cards) == ["which"]
        assert cards["which"]["reps"] == 1


async def test_a_review_ends_with_a_summary(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "r", *["space", "4"] * 3)
        assert "3 cards reviewed" in shown
        assert "Which river?" not in shown


async def test_a_typed_answer_is_compared(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "t")
        shown = await press(pilot, *typed("the moei"), "enter")
        assert "✓ right" in shown


ANSWERS = [
    ["a", "enter"],
    ["a", "b", "enter"],
    ["a", "enter"],
    [*typed("Moei"), "enter"],
    [*typed("327"), "enter"],
    [*typed("Moei"), "enter", "space", "enter"],
    ["enter"],
    ["a", "b", "enter"],
    ["a", "b", "enter"],
    [*typed("because"), "escape", "enter"],
]


async def test_an_exam_is_taken_by_keyboard_alone_to_its_result(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter")
        for keys in ANSWERS:
            shown = await press(pilot, *keys)
            assert "✓" not in shown
            assert "✗" not in shown
        assert "All questions are answered." in shown
        shown = await press(pilot, "enter")
        assert "Compare with the model answer" in shown
        shown = await press(pilot, "1", "2", "enter")
        assert "By objective" in shown
        assert "passed" in shown
        assert "The Moei flows north into the Salween." in await press(pilot, "v")


async def test_a_killed_quiz_goes_on_where_it_was(open_app: Open, profile_file: Path) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", *ANSWERS[0], *ANSWERS[1], "f")
    with Profile.open(profile_file) as profile:
        kinds = [event["kind"] for event in profile.events()]
    assert "quiz_answered" in kinds
    assert "quiz_submitted" not in kinds
    async with open_app() as pilot:
        assert "Continue the quiz" in screen_text(pilot)
        shown = await press(pilot, "enter")
        assert "3 / 10" in shown
        assert "2 of 10 answered" in shown
        assert "The Moei flows north." in shown


async def test_practice_gives_feedback_at_once_and_another_try(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "l", "enter", "n", "n")
        assert "Practise this lesson" in screen_text(pilot)
        assert "0 of 10 answered" in await press(pilot, "enter", "enter")


async def test_certainty_is_asked_after_the_answer(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "z", "down", "enter", "enter", "a", "enter")
        assert "press 1, 2 or 3" in shown
        assert "✓ right" in await press(pilot, "3")


async def test_search_finds_text_and_opens_its_section(open_app: Open) -> None:
    async with open_app(language="zh-Hant") as pilot:
        shown = await press(pilot, "/", *"longer")
        assert "薩爾溫江" in shown
        shown = await press(pilot, "enter")
        assert "It is longer." in shown
        assert "2/2" in shown


async def test_missed_questions_become_cards(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", "b", "enter", "ctrl+s", "s")
        await press(pilot, "enter")
        shown = await press(pilot, "r", "space", "4")  # a new card comes first
        assert "You missed this question in a quiz." in shown


async def test_home_knows_what_a_quiz_came_to(open_app: Open) -> None:
    async with open_app() as pilot:
        assert " due" not in screen_text(pilot)
        await press(pilot, "z", "enter", "enter", "b", "enter", "ctrl+s", "s")
        shown = await press(pilot, "enter")
        assert "Today" in shown
        assert " due" in shown
        assert "Weak: name the rivers" in shown
        await press(
            pilot, "z", "enter", "enter", "ctrl+s", "s", "a", "a", "enter", "ctrl+s", "s"
        )
        assert "Weak" not in await press(pilot, "enter")


async def test_help_names_every_screen(open_app: Open) -> None:
    async with open_app((80, 130)) as pilot:
        shown = await press(pilot, "?")
        for title in ("Everywhere", "Lesson", "Flashcards", "Quiz", "Result of a quiz"):
            assert title in shown


async def test_an_option_is_chosen_by_mouse(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter")
        lines = screen_text(pilot).splitlines()
        row = next(n for n, line in enumerate(lines) if "The Ping" in line)
        await pilot.click(offset=(8, row))
        assert "● The Ping" in await press(pilot)


async def test_a_card_is_graded_by_mouse(open_app: Open) -> None:
    async with open_app() as pilot:
        lines = (await press(pilot, "r", "space")).splitlines()
        row = next(n for n, line in enumerate(lines) if "3 Good" in line)
        await pilot.click(offset=(lines[row].index("Good"), row))
        assert "Which river?" not in await press(pilot)


async def test_a_key_can_be_put_elsewhere(open_app: Open, profile_file: Path) -> None:
    with Profile.open(profile_file) as profile:
        moment = Clock().now()
        profile.record([setting_changed(moment, "keys.home.review", "v")])
    async with open_app() as pilot:
        assert "Which river?" in await press(pilot, "v")


async def test_the_plan_asks_for_the_exam_and_shows_each_day(open_app: Open) -> None:
    async with open_app() as pilot:
        assert "No exam is set" in await press(pilot, "a")
        exam = Clock().now().day + timedelta(days=20)
        shown = await press(pilot, *exam.isoformat(), "tab", *"999", "enter")
        assert "Minutes a day must be from 5 to 240, not 999." in shown
        shown = await press(pilot, *["backspace"] * 3, *"30", "enter")
        assert "with 30 min a day" in shown
        assert "within reach" in shown
        assert re.search(r"today +\d+ min +read", shown)
        await press(pilot, "c", *"yesterday", "enter")
        assert "“yesterday” is not a date" in screen_text(pilot)
        shown = await press(pilot, "escape", "escape")
        assert re.search("Plan +exam in 20 days +read 1 section", shown)


async def test_another_exam_is_tried_out_and_becomes_the_goal_by_a_key(open_app: Open) -> None:
    async with open_app() as pilot:
        exam = Clock().now().day + timedelta(days=20)
        shown = await press(pilot, "a", *exam.isoformat(), "enter")
        assert "set as goal" not in shown
        later = ["backspace"] * 10 + list((exam + timedelta(days=20)).isoformat())
        shown = await press(pilot, "c", "end", *later, "enter")
        assert "This is a trial: your goal is still the exam on" in shown
        assert "s set as goal" in shown
        shown = await press(pilot, "escape")
        assert "exam in 20 days" in shown
        shown = await press(pilot, "a", "c", "end", *later, "enter", "s")
        assert "This is a trial" not in shown
        assert "exam in 40 days" in await press(pilot, "escape")


async def test_what_mastery_means_can_be_read(open_app: Open) -> None:
    async with open_app() as pilot:
        assert "Mastery averages how likely you are to recall" in await press(pilot, "p")
        shown = await press(pilot, "escape", "L", "?", "pagedown")
        assert "掌握度是該目標所有卡片" in shown


async def test_what_is_weak_is_worked_on_by_a_key(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "enter", "b", "enter", "escape")
        assert "Weak: name the rivers\n    w read 1.1 The Moei again · 3 cards" in shown
        shown = await press(pilot, "w")
        assert "Read 1.1 The Moei again" in shown
        shown = await press(pilot, "down", "enter")
        assert "Cram · name the rivers" in shown
        assert "Cramming does not change your review schedule." in shown
        assert "It flows north." in await press(pilot, "escape", "w", "enter")


async def test_cramming_offers_what_there_is(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "x")
        for kind in ("The whole course", "Recently missed", "Due soon", "One objective"):
            assert kind in shown
        assert "3 cards" in shown
        assert "Due within 30 days" in await press(pilot, "down", "down", "enter")
        shown = await press(pilot, "enter")
        assert "There is no such card to cram." in shown


async def test_a_card_starts_anew_comes_back_when_set_and_is_taken_up_again(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "space", "4", "u")  # known and graded, then undone: new again
        await press(pilot, "space", "1")
        shown = await press(pilot, *["space", "4"] * 2)
        assert "Which river?" in shown  # on its learning step
        assert "Due again in" in await press(pilot, "d")
        await press(pilot, "down", "enter")
        await press(pilot, "u")
        assert "Which river?" in await press(pilot)
        await press(pilot, "s", "S")
        assert "Which river?" in screen_text(pilot)
        shown = await press(pilot, "enter")
        assert "Unsuspended." in shown
    with Profile.open(profile_file) as profile:
        kinds = [event["kind"] for event in profile.events()]
    assert {"card_due_set", "card_suspended", "card_unsuspended", "undo"} <= set(kinds)


async def test_two_grades_are_enough_for_who_wants_so(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "r", "space")
        shown = await press(pilot, "B")
        assert "1 Again" in shown
        assert "3 Good" in shown
        assert "Hard" not in shown
        assert "The Moei" in await press(pilot, "4")  # no grade any more
        assert "Which river?" not in await press(pilot, "3")


async def test_undo_goes_back_beyond_what_the_state_remembers(open_app: Open) -> None:
    async with open_app() as pilot:
        app = pilot.app
        await press(pilot, "r", "space", "4", "escape")
        moment = Clock().now()
        flood = [setting_changed(moment, "theme", name) for name in ("a", "b") * 60]
        assert await app.keep(Step(tuple(flood)))
        assert "Which river?" in await press(pilot, "r", "u")


@pytest.mark.parametrize("opens", ["enter", "r", "z", "P", "S", "slash", "question_mark"])
@pytest.mark.parametrize("closes", ["escape", "q"])
async def test_a_screen_that_is_closed_at_once_is_simply_closed(
    open_app: Open, opens: str, closes: str
) -> None:
    async with open_app() as pilot:
        for key in (opens, closes):
            # A burst, as from a terminal over a slow line: nothing is drawn in between.
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(0.15)


async def test_a_quiz_that_is_closed_at_once_is_simply_closed(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z")
        for key in ("enter", "q"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await asyncio.sleep(0.15)
