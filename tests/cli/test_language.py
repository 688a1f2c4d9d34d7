"""What commands print is in the learner's language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from studykit.cli import main


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("LANGUAGE", raising=False)
    return str(tmp_path / "me.json")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("line", "status", "printed"),
    [
        (["settings", "nosuch"], 2, "沒有「nosuch」這項設定。現有："),
        (["settings", "new_per_da"], 2, "是不是「new_per_day」？"),
        (["settings", "new_per_day", "x"], 2, "整數"),
        (["list", "/nowhere"], 3, "沒有 /nowhere 這個檔案或資料夾。"),
        (["quiz", "--quiz", "nosuch"], 2, "沒有測驗 nosuch"),
        (["profile", "show"], 0, "還沒有學習紀錄。"),
    ],
)
def test_reports_and_errors_follow_the_system(
    line: list[str],
    status: int,
    printed: str,
    profile: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mine = [] if line[0] == "list" else ["--profile", profile]
    assert main([*line, *mine]) == status
    shown = capsys.readouterr()
    assert printed in shown.out + shown.err


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "zh_TW.UTF-8",
            ["b.xml:2: 結束標籤與起始標籤不符。", "a.docx: 這份文件已損壞或不完整"],
        ),
        (
            "zh_CN.UTF-8",
            ["b.xml:2: 结束标签与开始标签不匹配。", "a.docx: 这份文档已损坏或不完整"],
        ),
        ("C.UTF-8", ["b.xml:2: An end tag does not match", "a.docx: This document is damaged"]),
    ],
)
def test_what_is_wrong_in_a_file_to_import_follows_the_system(
    language: str,
    sentences: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LANG", language)
    (tmp_path / "b.xml").write_text("<assessmentItem>\n</itemBody>")
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    for name, sentence in zip(("b.xml", "a.docx"), sentences, strict=True):
        file, folder = tmp_path / name, tmp_path / "course"
        assert main(["import", str(file), "--to", str(folder)]) == 1
        assert sentence in capsys.readouterr().err


def test_the_setting_comes_before_the_system(
    profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "language", "zh-CN", "--profile", profile]) == 0
    assert main(["settings", "new_per_day", "--profile", profile]) == 0
    assert "每天的新卡" in capsys.readouterr().out
    assert main(["settings", "language", "klingon", "--profile", profile]) == 2
    assert "klingon" in capsys.readouterr().err


def test_errors_follow_the_edition_asked_for(
    profile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["quiz", "--quiz", "nosuch", "--language", "zh-Hant", "--profile", profile]
    assert main(line) == 2
    assert "沒有測驗 nosuch" in capsys.readouterr().err


BROKEN = """\
title: Rivers
questions:
  - id: one
    type: single_choice
    stem: Which river is the border?
    options: [{text: Moei, correct: yes}, {text: Moei}]
    opinions: 3
  - {id: two, type: numerical, stem: How long?, answer: 5 km}
  - {id: three, type: single_choise, stem: What?}
sections: [{titel: Start}]
"""
THREE_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.usefixtures("chinese")
def test_check_has_no_english_sentence(
    form: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "rivers.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    assert main(["check", str(file), "--format", form]) == 1
    shown = capsys.readouterr().out.replace("Which river is the border", "")
    assert THREE_WORDS.findall(re.sub(r'"shortDescription": .*?}', "", shown, flags=re.S)) == []
    assert "是不是「single_choice」？" in shown


def test_a_problem_from_the_cache_speaks_the_language_of_the_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rivers.yaml").write_text(BROKEN, encoding="utf-8")
    said = []
    for language in ("en", "zh_TW", "zh_CN", "en"):
        monkeypatch.setenv("LANG", language)
        assert main(["list", str(tmp_path)]) == 1
        said.append(capsys.readouterr().err)
    assert "has no key “titel”. Did you mean “title”?" in said[0]
    assert "沒有「titel」這個欄位。是不是「title」？" in said[1]
    assert "没有“titel”这个字段。是不是“title”？" in said[2]
    assert said[3] == said[0]


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["check"], "用法：studykit check"),
        (["check"], "studykit check: 錯誤：缺少這些引數：PATH"),
        (["check", "--format", "x", "y"], "不能是 'x'"),
        (["check", "--profile"], "引數 --profile：後面要有一個值"),
        (["list", "--nosuch"], "不認得的引數：--nosuch"),
    ],
)
def test_argparse_speaks_the_language(
    line: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(line)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("chinese")
def test_the_help_is_translated(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "列出課程" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    shown = capsys.readouterr().out
    assert "把警告也當成錯誤" in shown
    assert "顯示這段說明後結束" in shown


@pytest.mark.parametrize("line", [["--version"], ["--help"], ["check", "--help"]])
def test_help_needs_neither_textual_nor_pydantic(line: list[str]) -> None:
    code = f"""
import sys
from studykit.cli import main
try:
    main({line!r})
except SystemExit:
    pass
print(sorted({{"textual", "pydantic", "yaml", "fsrs"}} & sys.modules.keys()))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
