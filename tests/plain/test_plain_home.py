"""The menu of line mode, and reading in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from studykit.learner.course_state import course_state
from studykit.learner.settings import value_of
from studykit.plain import home
from studykit.questions.marks import Grade
from studykit.study import answering
from studykit.study.attempt_start import start_attempt
from tests.plain.lines import Desk

if TYPE_CHECKING:
    from pathlib import Path


def stay(desk: Desk, *lines: str) -> str:
    return desk.hold(
        lambda talk: home.run(desk.library, desk.profile, desk.clock, None, talk=talk), *lines
    )


def test_the_menu_says_what_waits_today(desk: Desk) -> None:
    said = stay(desk)
    assert "To read: Where it is" in said
    assert "Review: 2 new" in said
    assert "4. take: take a quiz" in said


def test_enter_does_what_is_next_and_reading_is_kept(desk: Desk) -> None:
    said = stay(desk, "", "", "a", "", "")
    assert "The capital is Naypyidaw." in said
    assert "Right." in said
    assert "That was the last section of this lesson." in said
    assert set(course_state(desk.profile.state, "demo")["sections"]) == {"s1", "s2"}
    assert course_state(desk.profile.state, "demo")["questions"]["single"]["right"] == 1


def test_a_check_can_be_tried_again_or_skipped(desk: Desk) -> None:
    said = stay(desk, "r", "", "b", "t", "a", "b")
    assert "earns" not in said  # nothing is earned in a check
    said = stay(desk, "l", "p", "", "n", "b")
    assert "Solution" not in said


def test_a_check_that_cannot_be_judged_is_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "grade", lambda *_, **__: Grade(0.0, judged=False))
    said = stay(desk, "r", "", "b")
    assert "This answer took too long to judge" in said
    assert "Not right" not in said
    assert "single" not in course_state(desk.profile.state, "demo")["questions"]


def test_a_ticking_exam_is_named_first_with_its_time_left(desk: Desk) -> None:
    started = start_attempt(desk.editions, desk.edition.quiz("exam"), desk.learner)
    desk.learner.keep(started.step)
    desk.wait(minutes=2)
    said = stay(desk, "take")
    assert "Demo course\n  Quiz, begun: The exam · 8:00 left\n" in said
    assert "1. The exam (8:00 left · exam" in said


def test_leaving_in_the_middle_keeps_the_place(desk: Desk) -> None:
    stay(desk, "r", "", "a", "", "q")
    place = course_state(desk.profile.state, "demo")["place"]
    assert place and place["section"] == "s2"


def test_a_quiz_from_the_menu_can_ask_again_what_was_missed(desk: Desk) -> None:
    said = stay(desk, "t", "1", "b", "", "t", "m", "a")
    assert "Score: 50%" in said
    assert "Score: 100% (1 of 1 points)" in said


def test_a_number_chooses_from_the_menu(desk: Desk) -> None:
    assert "Capital?" in stay(desk, "3")


@pytest.mark.parametrize("lines", [(), ("q",), ("?", "quit")])
def test_leaving_is_fine(desk: Desk, lines: tuple[str, ...]) -> None:
    assert "(left)" not in stay(desk, *lines)


def test_beside_a_chinese_edition_the_menu_speaks_chinese(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "zh-Hant")
    said = stay(desk, "?", "t", "2", "", "?")
    desk.profile.close()
    assert "接著讀：Where it is" in said
    assert "交卷之前不會顯示對錯。" in said
    assert "q, quit: 離開；已作答的都會保留" in said


def test_the_statistics_can_be_told(desk: Desk) -> None:
    assert "Nothing was studied yet" in stay(desk, "s")
    stay(desk, "r", "", "a", "", "q")
    said = stay(desk, "stats")
    assert "cards and questions 1, sections read" in " ".join(said.split())
    assert "days with study 1." in " ".join(said.split())
    assert "Streak: 1 day of study." in said
    assert "Review a card: how you grade shows here." in said


def test_what_is_not_understood_is_said_and_does_nothing(desk: Desk) -> None:
    said = stay(desk, "zzz", "99")
    assert "“zzz” is not understood here; ? lists what is." in said
    assert said.count("1. read: read the next section") == 1
    said = stay(desk, "r", "what?", "b")
    assert "“what?” is not understood here" in said
    assert not course_state(desk.profile.state, "demo")["sections"]


def test_an_exam_is_set_and_its_plan_and_the_progress_are_read(desk: Desk) -> None:
    day = desk.clock.now().day + timedelta(days=20)
    said = stay(desk, "plan", "tomorrow", f"{day}", "progress", "plan")
    assert "“tomorrow” is not a date" in said
    assert said.count("Recall to expect on the day, by objective") == 2
    assert "0 of 2 objectives mastered" in said
    assert "Know the capital: nothing answered yet" in said


def test_a_search_opens_what_it_finds(desk: Desk) -> None:
    assert "Nothing has these words." in stay(desk, "find", "Atlantis", "")
    said = stay(desk, "find", "Naypyidaw", "nine", "1", "b")
    assert "“nine” is not understood here" in said
    assert "The capital is Naypyidaw." in said


def test_a_setting_is_changed_by_its_number(desk: Desk) -> None:
    said = stay(desk, "settings", "1", "many", "15", "")
    assert "new cards a day: 20" in said
    assert "new cards a day: 15" in said
    assert value_of(desk.profile.state, "new_per_day") == 15
