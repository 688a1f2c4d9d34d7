"""Keys that the learner chose: clashes are named, and what names a key shows the new one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studykit.learner.config import read_config
from studykit.tui.actions import ACTIONS, BY_ID
from studykit.tui.keymap import PRESETS, Bound, Keymap, clashes, read_keys
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press


def keymap(folder: Path, lines: str) -> tuple[Keymap, list[str]]:
    """The keys by a file, and what is wrong there without its path."""
    file = folder / "config.toml"
    file.write_text("[keys]\n" + lines, encoding="utf-8")
    config = read_config(file)
    keys = read_keys(config)
    return keys, [f"{w.line}:{w.column}: {w.message}" for w in sorted(config.wrong)]


def test_every_action_has_an_id_of_its_own_and_a_preset_has_no_clash() -> None:
    actions = [each for table in ACTIONS.values() for each in table if not each.fixed]
    assert len(actions) == len(BY_ID)
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", each) for each in BY_ID)
    assert not list(clashes(Keymap()))
    for name, keys in PRESETS.items():
        assert keys.keys() <= BY_ID.keys(), name
        bound = {each: Bound(tuple(some.split(",")), "preset") for each, some in keys.items()}
        assert not list(clashes(Keymap(bound))), name


def test_a_clash_is_named_with_both_actions_and_the_rest_is_used(tmp_path: Path) -> None:
    keys, wrong = keymap(
        tmp_path,
        """\
preset = "vim"
review.bury = "s"
review.suspend = "b"
review.undo = ["z", "Ctrl+R"]
review.flag = "z"
review.edit = "ctrl+z"
quiz.flag = "?"
lesson.hnt = "h"
lesson.hint = "entre"
lesson.retry = 3
everywhere.theme = "t"
all.hint = "F2"
""",
    )
    for each, expected in (
        ("review.bury", ("s",)),
        ("review.suspend", ("b",)),
        ("review.undo", ("z", "ctrl+r")),
        ("review.flag", ("f",)),
        ("quiz.flag", ("f",)),
        ("lesson.hint", ("f2",)),
        ("lesson.next", ("l", "n", "right", "pagedown")),
        ("lesson.retry", ("r",)),
    ):
        assert keys.bound(each).keys == expected, each
    assert len(wrong) == 7
    for said, expected in zip(
        wrong,
        (
            "6:15: “z” would be both “undo” (review.undo) and “flag” (review.flag) on one",
            "7:15: “ctrl+z” would be both “edit in your editor” (review.edit) and “suspend to",
            "8:13: “question_mark” would be both “flag” (quiz.flag) and “help” (everywhere",
            "9:1: There is no action “lesson.hnt”. Did you mean “lesson.hint”?",
            "10:15: There is no key “entre”. Did you mean “enter”?",
            "11:16: Write the keys as “u” or “u, ctrl+z”.",
            "12:20: “t” writes a character, and everywhere.theme works while a text",
        ),
        strict=True,
    ):
        assert said.startswith(expected), said


async def test_whatever_names_a_key_shows_the_one_that_holds(
    open_app: Open, tmp_path: Path
) -> None:
    keys, wrong = keymap(
        tmp_path,
        """\
home.review = "v"
review.suggested = "i"
review.easy = "0"
question.answer = "v"
quiz.answer = "v"
quiz.go_on = "v"
quiz.unsure = "v"
review.answer = "v"
chooser.close = "f8"
everywhere.help = "f1"
""",
    )
    assert not wrong
    async with open_app(keymap=keys) as pilot:
        shown = screen_text(pilot)
        assert "v review" in shown.splitlines()[-1]
        row = next(line for line in shown.splitlines() if " Review " in line)
        assert row.rstrip().endswith(" v")
        assert "f1 help" in shown.splitlines()[-1]
        assert "press f1 for an explanation" in " ".join(shown.split())
        assert "Which river?" not in await press(pilot, "r")
        assert "Which river?" in await press(pilot, "v")
        shown = await press(pilot, "space")
        assert "i Good" in shown.splitlines()[-1]
        assert "0 Easy" in shown
        shown = await press(pilot, "f1")
        assert re.search(r"0 +easy", shown)
        await press(pilot, "escape", "0", "escape")
        assert "f8 close" in await press(pilot, "z")
        shown = await press(pilot, "f8", "z", "down", "enter", "enter", "a")
        assert "v answer" in shown.splitlines()[-1]
        shown = await press(pilot, "enter")
        assert "v answer" in shown.splitlines()[-1]
        assert "How sure are you?" in await press(pilot, "v")


@pytest.mark.parametrize("preset", PRESETS)
async def test_a_preset_goes_through_a_lesson(
    open_app: Open, tmp_path: Path, preset: str
) -> None:
    keys, wrong = keymap(tmp_path, f'preset = "{preset}"\n')
    assert not wrong
    on = {"vim": "enter", "one-hand": "v"}[preset]
    async with open_app(keymap=keys) as pilot:
        await press(pilot, on)
        shown = await press(pilot, "1", on)
        assert "It does." in shown
        first = re.split(r"  +", shown.splitlines()[-1].strip())[0]
        assert first == f"{'⏎' if on == 'enter' else 'v'} continue"
        assert "Salween" in await press(pilot, on)
