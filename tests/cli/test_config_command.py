"""`studykit config` shows what is in force, names what is wrong, and takes a class's file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.language.words import Words
from studykit.learner.config import read_config
from studykit.learner.settings import SETTINGS
from studykit.learner.themes import COLOURS
from studykit.tui.keymap import PRESETS, read_keys

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "here" / "config.toml"
    monkeypatch.setenv("STUDYKIT_CONFIG", str(file))
    monkeypatch.setenv("STUDYKIT_PROFILE", str(tmp_path / "me.json"))
    return file


@pytest.fixture
def studykit(own: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        status = main([*words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_what_is_shown_can_be_written_into_the_file(studykit: Run, own: Path) -> None:
    assert studykit("config", "path") == (0, f"{own}\n", "")
    assert "There is no file" in studykit("config", "check")[1]
    status, out, _ = studykit("config")
    assert status == 0
    assert tomllib.loads(out)["settings"]["new_per_day"] == 20
    own.parent.mkdir()
    own.write_text(out, encoding="utf-8")
    assert not read_config(own).wrong
    assert "every line can be used" in studykit("config", "check")[1]
    assert "config.toml  new cards a day" in studykit("config")[1]


def test_a_file_of_the_class_is_put_beneath_the_own_one(
    studykit: Run, own: Path, tmp_path: Path
) -> None:
    handed_out = tmp_path / "from teacher.toml"
    handed_out.write_text("[settings]\nnew_per_day = 5\nfuzz = 3\n", encoding="utf-8")
    status, out, err = studykit("config", "add", str(handed_out))
    assert status == 1
    assert f"delete {own.with_name('class.toml')}" in out
    assert "from teacher.toml:3:8: fuzz takes yes or no, not “3”." in err
    document = json.loads(studykit("config", "--json")[1])
    entry = document["settings"][0]
    assert (entry["key"], entry["value"], entry["source"]) == ("new_per_day", 5, "class")
    assert document["wrong"][0]["line"] == 3
    assert ", from class.toml" in studykit("settings", "new_per_day")[1]
    studykit("settings", "new_per_day", "9")
    assert "new_per_day = 9" in studykit("config")[1]
    # Whoever studies is told, too.
    assert "class.toml:3:8: fuzz takes yes or no" in studykit("stats")[2]


def test_what_is_no_configuration_is_not_taken(
    studykit: Run, own: Path, tmp_path: Path
) -> None:
    lesson = tmp_path / "lesson.yaml"
    lesson.write_text("title: Rivers\n", encoding="utf-8")
    status, _, err = studykit("config", "add", str(lesson))
    assert status == 1
    assert "lesson.yaml holds nothing that can be used." in err
    assert not own.parent.exists()
    for words, said in (
        (("add",), "Name the file to add"),
        (("add", "nowhere.toml"), "There is no file nowhere.toml."),
        (("path", "x"), "Only “check” and “add” take a file."),
    ):
        assert said in studykit("config", *words)[2]


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_page_on_settings_names_what_there_is(tmp_path: Path, language: str) -> None:
    words = Words(language)
    name, colon = ("settings.md", ": ") if language == "en" else ("settings.zh-Hant.md", "：")
    page = (Path(__file__).parents[2] / "docs" / name).read_text("utf-8")
    for key, setting in SETTINGS.items():
        says = words.translate(setting.says)
        assert f"| `{key}` | `{json.dumps(setting.default)}` | {says}" in page, key
    for preset in PRESETS:
        assert f"- `{preset}`{colon}" in page
    for colour in COLOURS:
        assert f"`{colour}`" in page
    for number, lines in enumerate(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)):
        file = tmp_path / f"{number}.toml"
        file.write_text(lines, encoding="utf-8")
        config = read_config(file)
        assert config.entries
        read_keys(config)
        assert not config.wrong
