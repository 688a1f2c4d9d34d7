"""Every type of question, answered by keys: the verdict is shown, and waits to be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studykit.learner.clock import Clock
from studykit.progress.events import section_read
from studykit.progress.store import Profile
from studykit.questions.grade import grade
from studykit.questions.marks import Grade, Part
from studykit.study import answering, quiz_rules
from studykit.tui.app import StudyApp
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press

WRONG = {
    "flow": ("b", "enter"),
    "several": ("c", "enter", "enter"),
    "truth": ("b", "enter"),
    "name": ("x", "enter"),
    "length": ("1", "enter"),
    "scale": ("right", "enter"),
    "fill": ("x", "enter", "right", "left", "right", "enter"),
    "typed": ("x", "enter", "y", "enter", "z", "enter"),
    "match": ("c", "c", "enter"),
    "sort": ("a", "a", "enter"),
    "order": ("enter",),
    "why": ("x", "escape", "enter", "enter"),
}
"""The keys of a response that is not right, or need not be."""
TYPED = """\
  - {id: typed, type: cloze, stem: Type., text: "{{Moei}}, {{Ping}} and {{Nan}}."}
  - {id: scale, type: slider, stem: How steep?, low: 0, high: 50, answer: 20, unit: "%"}
"""


@pytest.fixture
def all_types(library: Path) -> None:
    """A quiz with a question of every type."""
    drawn = ", ".join(f"{{ids: [{question}]}}" for question in WRONG)
    quiz = f"  - {{id: all, title: All, mode: practice, shuffle: false, draw: [{drawn}]}}\n"
    for edition in ("rivers.en", "rivers.zh-Hant"):
        course = library / edition / "course.yaml"
        course.write_text(
            course.read_text(encoding="utf-8").replace("quizzes:\n", f"quizzes:\n{quiz}"),
            encoding="utf-8",
        )
        lesson = library / edition / "border.yaml"
        lesson.write_text(lesson.read_text(encoding="utf-8") + TYPED, encoding="utf-8")


@pytest.fixture
def all_read(profile_file: Path) -> None:
    """A profile in which every section was read, so that what is left unanswered is missed."""
    now = Clock().now()
    with Profile.open(profile_file) as profile:
        profile.record([section_read(now, "rivers", name) for name in ("moei", "salween")])


@pytest.mark.usefixtures("all_types")
async def test_in_a_quiz_the_verdict_waits_to_be_read(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter")
        for number, (question, keys) in enumerate(WRONG.items(), start=1):
            shown = await press(pilot, *keys)
            assert f"All · {number} / {len(WRONG)}" in shown, question
            assert any(mark in shown for mark in ("✓ right", "✗ wrong", "partly right")), (
                question
            )
            if number < len(WRONG):
                while f"All · {number} /" in shown:
                    shown = await press(pilot, "enter")


@pytest.mark.usefixtures("all_types", "all_read")
async def test_among_the_cards_the_verdict_waits_to_be_graded(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", "ctrl+s", "s", "enter")  # all are missed
        shown = await press(pilot, "r")
        asked = set()
        for _ in range(20):
            if "You missed this question" in shown:
                stems = {question: stem for question, stem in STEMS.items() if stem in shown}
                (question,) = stems
                asked.add(question)
                shown = await press(pilot, *WRONG[question])
                assert any(mark in shown for mark in ("✓ right", "✗ wrong", "partly right")), (
                    question
                )
                assert "1 Again" in shown, question
                shown = await press(pilot, "4")
            elif "Review" in shown and "show the back" in shown:
                shown = await press(pilot, "space", "4")
        assert asked == set(WRONG), screen_text(pilot)


STEMS = {
    "flow": "Which river flows north?",
    "several": "Which are rivers?",
    "truth": "The Moei flows north.",
    "name": "Which river?",
    "length": "How long is it?",
    "scale": "How steep?",
    "fill": "Fill in.",
    "typed": "Type.",
    "order": "Order them.",
    "match": "Match.",
    "sort": "Sort.",
    "why": "Why?",
}


@pytest.mark.usefixtures("all_types")
async def test_in_a_lesson_the_verdict_waits_to_be_read(open_app: Open, library: Path) -> None:
    lesson = library / "rivers.en" / "border.yaml"
    text = lesson.read_text(encoding="utf-8")
    text = text.replace("check: [flow]", f"check: [{', '.join(WRONG)}]")
    lesson.write_text(text, encoding="utf-8")
    async with open_app((80, 40)) as pilot:
        shown = await press(pilot, "enter", "enter")
        for question, keys in WRONG.items():
            assert STEMS[question] in shown
            shown = await press(pilot, *keys)
            assert "The Moei" in shown.splitlines()[0], question
            assert any(mark in shown for mark in ("✓ right", "✗ wrong", "partly right")), (
                question
            )
            shown = await press(pilot, "space")
            if STEMS[question] in shown:  # it could be tried again: first its answer is shown
                shown = await press(pilot, "space")


@pytest.mark.usefixtures("all_types")
@pytest.mark.parametrize("question", ["name", "typed", "why"])
async def test_escape_leaves_the_field_first(open_app: Open, question: str) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "z", "enter", "enter")
        while STEMS[question] not in shown:
            shown = await press(pilot, "n")
        shown = await press(pilot, "enter", "x")
        assert STEMS[question] in shown
        assert "esc leave the field" in shown.splitlines()[-1]
        assert "flag" not in shown.splitlines()[-1]
        shown = await press(pilot, "escape")
        assert STEMS[question] in shown
        assert "esc home" in shown.splitlines()[-1]
        assert "f flag" in shown.splitlines()[-1]
        assert "Today" in await press(pilot, "escape")


@pytest.mark.usefixtures("all_types", "all_read")
async def test_a_letter_that_names_no_option_does_nothing_to_the_card(open_app: Open) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", "ctrl+s", "s", "enter")  # all are missed
        shown = await press(pilot, "r")
        while STEMS["flow"] not in shown or "You missed" not in shown:
            if "You missed" not in shown:
                shown = await press(pilot, "space", "4")
                continue
            (question,) = [name for name, stem in STEMS.items() if stem in shown]
            shown = await press(pilot, *WRONG[question], "4")
        assert await press(pilot, "d", "e", "f") == shown


@pytest.mark.usefixtures("all_types", "all_read")
async def test_keys_that_come_with_the_answer_do_nothing_to_its_verdict(
    open_app: Open, profile_file: Path
) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", "ctrl+s", "s", "enter")  # all are missed
        shown = await press(pilot, "r")
        while STEMS["order"] not in shown:
            if "You missed" in shown:
                (question,) = [name for name, stem in STEMS.items() if stem in shown]
                shown = await press(pilot, *WRONG[question], "4")
            else:
                shown = await press(pilot, "space", "4")
        app = pilot.app
        assert isinstance(app, StudyApp)
        app.guard = 3600  # the question is known for long, its verdict is not
        app._appeared_at -= 2 * app.guard
        shown = await press(pilot, "enter", *"bdef", "enter", "1")
        assert STEMS["order"] in shown
        assert "1 Again" in shown
        assert "Due again in" not in shown
    with Profile.open(profile_file) as profile:
        assert not {"card_buried", "card_flagged"} & {e["kind"] for e in profile.events()}


@pytest.mark.usefixtures("all_types")
async def test_a_number_is_chosen_on_a_scale_by_keys_and_by_a_click(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "z", "enter", "enter")
        while STEMS["scale"] not in shown:
            shown = await press(pilot, "escape" if "leave the field" in shown else "n")
        assert "0 % … 50 %" in shown
        number = pilot.app.screen.query_one("SliderPart .number")

        def chosen() -> str:
            return str(number.render()).split("   ")[0]

        assert chosen() == "…"
        for key, expected in (
            ("right", "1 %"),
            ("pageup", "11 %"),
            ("shift+right", "21 %"),
            ("left", "20 %"),
            ("pagedown", "10 %"),
            ("end", "50 %"),
            ("right", "50 %"),
            ("home", "0 %"),
        ):
            await press(pilot, key)
            assert chosen() == expected, key
        scale = pilot.app.screen.query_one("Scale")
        await pilot.click(scale, offset=(round(59 * 20 / 50), 0))
        assert chosen() == "20 %"
        await press(pilot, "right")
        shown = await press(pilot, "enter")
        assert "21 %   ✗ wrong   correct answer: ◆ 20 %" in shown
        assert "━◆●─" in shown


@pytest.fixture
def grading(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Says whether grading runs out of time from now on."""

    def in_time(enough: bool) -> None:
        out_of_time = Grade(0.0, judged=False)
        monkeypatch.setattr(
            answering, "grade", grade if enough else lambda *_, **__: out_of_time
        )

    return in_time


NOT_JUDGED = "took too long to judge"


@pytest.mark.usefixtures("all_types")
async def test_in_a_quiz_what_cannot_be_judged_stays_open(
    open_app: Open, grading: Callable[[bool], None]
) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter")
        grading(False)
        shown = await press(pilot, *WRONG["flow"])
        assert NOT_JUDGED in " ".join(shown.split())
        assert "wrong" not in shown
        assert "0 of 12 answered" in shown
        grading(True)
        assert "✗ wrong" in await press(pilot, "enter")


async def test_what_cannot_be_judged_asks_for_certainty_again(
    open_app: Open, grading: Callable[[bool], None]
) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "down", "enter", "enter", "b", "enter")
        grading(False)
        shown = await press(pilot, "3")
        assert NOT_JUDGED in " ".join(shown.split())
        grading(True)
        assert "✗ wrong" in await press(pilot, "enter", "3")


async def test_in_a_lesson_what_cannot_be_judged_stays_open(
    open_app: Open, grading: Callable[[bool], None]
) -> None:
    async with open_app() as pilot:
        await press(pilot, "enter")
        grading(False)
        shown = await press(pilot, *WRONG["flow"])
        assert NOT_JUDGED in " ".join(shown.split())
        assert "wrong" not in shown
        grading(True)
        assert "✗ wrong" in await press(pilot, "enter")


@pytest.mark.usefixtures("all_types", "all_read")
async def test_a_card_that_cannot_be_judged_stays_open(
    open_app: Open, grading: Callable[[bool], None]
) -> None:
    async with open_app() as pilot:
        await press(pilot, "z", "enter", "enter", "ctrl+s", "s", "enter")  # all are missed
        shown = await press(pilot, "r")
        while STEMS["flow"] not in shown or "You missed" not in shown:
            if "You missed" not in shown:
                shown = await press(pilot, "space", "4")
                continue
            (question,) = [name for name, stem in STEMS.items() if stem in shown]
            shown = await press(pilot, *WRONG[question], "4")
        grading(False)
        shown = await press(pilot, *WRONG["flow"])
        assert NOT_JUDGED in " ".join(shown.split())
        assert "1 Again" not in shown
        grading(True)
        assert "✗ wrong" in await press(pilot, "enter")


async def test_an_exam_says_what_was_not_judged(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app() as pilot:
        out_of_time = Grade(0.0, (Part("", False, "x", "Moei"),), judged=False)
        monkeypatch.setattr(quiz_rules, "grade", lambda *_, **__: out_of_time)
        await press(pilot, "z", "enter", "enter", "n", "n", "n")
        monkeypatch.setattr(answering, "grade", lambda *_, **__: out_of_time)
        await press(pilot, "enter", *WRONG["name"])
        shown = await press(pilot, "ctrl+s", "s")
        assert "Question 4 took too long to judge and does not count." in shown
        assert "9 questions missed" in shown
        monkeypatch.setattr(answering, "grade", grade)
        await press(pilot, "v", "n", "n")
        monkeypatch.setattr(answering, "grade", lambda *_, **__: out_of_time)
        shown = await press(pilot, "n")
        assert STEMS["name"] in shown
        assert "not judged" in shown
        assert "wrong" not in shown
