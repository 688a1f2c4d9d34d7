"""How the author's editor is called."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from studykit.language.message import Refusal
from studykit.tui.editor import command_words, editor_command, place_arguments


@pytest.fixture
def vim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The only program that is installed."""
    folder = tmp_path / "programs"
    folder.mkdir()
    program = folder / ("vim.exe" if sys.platform == "win32" else "vim")
    program.touch(mode=0o700)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("EDITOR", "vim -n")
    monkeypatch.delenv("VISUAL", raising=False)
    return str(program)


def test_a_file_name_cannot_be_a_command_of_the_editor(
    vim: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = str(Path.cwd() / "+!cmd.yaml")
    assert editor_command(Path("+!cmd.yaml"), 4) == [vim, "-n", "+4", file]


def test_without_a_choice_a_usual_editor_is_taken(
    vim: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR")
    with pytest.raises(Refusal, match=r"Set EDITOR to open .*x\.yaml:4"):
        editor_command(tmp_path / "x.yaml", 4)
    nano = shutil.move(vim, vim.replace("vim", "nano"))
    assert editor_command(tmp_path / "x.yaml", 4) == [nano, "+4", str(tmp_path / "x.yaml")]


@pytest.mark.parametrize(
    ("value", "windows", "words"),
    [
        ("", False, []),
        ("code --wait", False, ["code", "--wait"]),
        ("'/opt/my editor/ed' -x", False, ["/opt/my editor/ed", "-x"]),
        ("  ", True, []),
        (
            r'"C:\Program Files\VS Code\code.exe" --wait',
            True,
            [r"C:\Program Files\VS Code\code.exe", "--wait"],
        ),
        (r"C:\Users\O'Neill\vim.exe -n", True, [r"C:\Users\O'Neill\vim.exe", "-n"]),
        (r'code --profile="my own"', True, ["code", "--profile=my own"]),
    ],
)
def test_the_words_of_the_variable(value: str, windows: bool, words: list[str]) -> None:
    assert command_words("EDITOR", value, windows=windows) == words


@pytest.mark.parametrize("windows", [True, False])
def test_a_quote_that_is_not_closed_is_refused(windows: bool) -> None:
    with pytest.raises(Refusal, match='VISUAL cannot be understood: close the quote in vim "x'):
        command_words("VISUAL", 'vim "x', windows=windows)


@pytest.mark.parametrize(
    ("program", "windows", "arguments"),
    [
        ("/usr/bin/vim", False, ["+4", "x.yaml"]),
        ("/usr/bin/code", False, ["--goto", "x.yaml:4", "--wait"]),
        (r"C:\VS Code\bin\code.CMD", True, ["--goto", "x.yaml:4", "--wait"]),
        (r"C:\VS Code\Code.exe", True, ["--goto", "x.yaml:4", "--wait"]),
        (r"C:\Windows\System32\notepad.EXE", True, ["x.yaml"]),
    ],
)
def test_each_editor_is_given_the_line_in_its_own_way(
    program: str, windows: bool, arguments: list[str]
) -> None:
    assert place_arguments(program, "x.yaml", 4, windows=windows) == arguments


@pytest.mark.parametrize("name", ["a&calc", "a|b", "a^b", "%PATH%", "a!b", "a<b", "a>b"])
def test_a_batch_file_is_given_no_name_that_could_be_a_command(name: str) -> None:
    file = rf"C:\course\{name}.yaml"
    with pytest.raises(Refusal, match=r"code\.cmd cannot open .* rename"):
        place_arguments(r"C:\bin\code.cmd", file, 4, windows=True)
    assert place_arguments(r"C:\bin\code.exe", file, 4, windows=True)[1] == f"{file}:4"
