"""What a strange course makes the commands print steers no terminal, and all of them end."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest

from studykit.cli import main
from tests.safety.corpus import CHARACTERS, CONTROLS, DIRECTION, FLOODS, MARKUP
from tests.safety.hostile import write_course

pytestmark = pytest.mark.long

if TYPE_CHECKING:
    from pathlib import Path

STEERING = CONTROLS | DIRECTION
GROUPS = {
    "markup": MARKUP,
    "controls": CONTROLS,
    "direction": DIRECTION,
    "floods": {name: text[:600] for name, text in FLOODS.items()},
    "characters": CHARACTERS,
}
ANSWERS = "".join(f"{line}\n" for line in ["", "1", "a", "h", "?", "1 2", "b", "x", "=a"] * 60)
COMMANDS = (
    ["check"],
    ["check", "--json"],
    ["check", "--format", "github"],
    ["check", "--format", "sarif"],
    ["list"],
    ["list", "--json"],
    ["ids", "--dry-run"],
    ["quiz", "--quiz", "exam"],
    ["quiz", "--quiz", "practice"],
    ["review"],
    ["stats"],
    ["plan", "--exam", "2099-01-01"],
)
WITH_PATH_AS_OPTION = {"stats", "plan"}


def assert_prints_safely(printed: str) -> None:
    for character in printed.replace("\n", "").replace("\t", ""):
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cs", "Zl", "Zp"), hex(ord(character))
        assert character not in "\u202e\u2066\u061c\u200b"


def run(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    try:
        status = main(words)
    except SystemExit as left:  # argparse
        status = int(str(left.code))
    captured = capsys.readouterr()
    assert "inside the program" not in captured.err, captured.err[-500:]
    assert_prints_safely(captured.out + captured.err)
    return status, captured.out


def commands_on(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profile = ["--profile", str(tmp_path / "me.json")]
    for words in COMMANDS:
        monkeypatch.setattr(sys, "stdin", io.StringIO(ANSWERS))
        with_profile = profile if words[0] in ("quiz", "review", "stats", "plan") else []
        status, out = run([*words, *with_profile, str(folder)], capsys)
        assert status in ((0, 1, 2, 4, 5) if words[0] == "quiz" else (0, 1, 2)), words
        if "--json" in words:
            json.loads(out)
    for deed in (["show"], ["show", "--json"], ["export"], ["backup"]):
        assert run(["profile", deed[0], *profile, *deed[1:]], capsys)[0] in (0, 3)


@pytest.mark.parametrize("name", GROUPS)
def test_the_commands_on_a_strange_course(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    # One course for a group of texts; half a surrogate pair YAML does not let in.
    text = " ".join(GROUPS[name].values()).replace("\ud800", "").replace("\udfff", "")
    folder = write_course(tmp_path / "course", text)
    commands_on(folder, tmp_path, capsys, monkeypatch)


@pytest.mark.parametrize("name", STEERING)
def test_what_is_wrong_in_a_strange_course_is_told_safely(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = json.dumps(STEERING[name])
    for n, line in enumerate(
        (
            f"id: {text}\ntitle: {text}\n",
            f"{text}: 1\n{text}: 2\n",
            f"title: x\nquestions: [{{type: {text}}}]\n",
            f"title: x\nsections: [{{title: a, text: b, check: [{text}]}}]\n",
            f"title: *a\nx: {STEERING[name]}\n",
            f"title: x\nquestions: [{{type: short_answer, stem: a, regex: true, "
            f"answers: [{json.dumps('(' + STEERING[name])}]}}]\n",
        )
    ):
        (tmp_path / f"{n}.yaml").write_bytes(line.encode("utf-8", "replace"))
    for form in ("text", "json", "github", "sarif"):
        assert run(["check", "--format", form, str(tmp_path)], capsys)[0] == 1
    run(["list", str(tmp_path)], capsys)


@pytest.mark.parametrize("name", MARKUP | FLOODS)
def test_new_courses_take_any_title(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    title = (MARKUP | FLOODS)[name][:200]
    for n, (kind, place) in enumerate((("course", "c"), ("lesson", "l/x.yaml"))):
        target = tmp_path / f"{n}{place}"
        assert run(["new", kind, str(target), "--title", title], capsys)[0] == 0
        assert run(["check", str(target)], capsys)[0] == 0
