"""What commands print is in the learner's language."""

from __future__ import annotations

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


@pytest.mark.usefixtures("chinese")
def test_the_help_is_translated(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "列出課程" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    assert "把警告也當成錯誤" in capsys.readouterr().out


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
