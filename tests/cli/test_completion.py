"""Shells complete the commands as they are, and the manual page names all of them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from studykit.cli import main
from studykit.cli.commands import COMMANDS
from tests.completion import MANUAL, files


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_the_files_are_those_that_the_commands_give(file: object) -> None:
    made = files()
    assert file.read_text(encoding="utf-8") == made[file], (  # type: ignore[attr-defined, index]
        "python -m tests.completion writes it again"
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_what_is_printed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)
    if program := shutil.which(shell):
        done = subprocess.run(
            [program, "-n"], input=script, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr


def test_bash_completes_a_command_and_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    main(["completion", "bash"])
    script = capsys.readouterr().out + (
        "\ncomplete_line() { COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
        ' _shtab_studykit; echo "${COMPREPLY[@]}"; }\n'
        "complete_line 'studykit ex'; complete_line 'studykit export --all'\n"
    )
    done = subprocess.run(["bash"], input=script, text=True, capture_output=True, check=True)
    assert [line.strip() for line in done.stdout.splitlines()] == ["export", "--allow-loss"]


def test_the_manual_page_names_every_command() -> None:
    text = MANUAL.read_text(encoding="utf-8").replace("\\-", "-")
    assert not [name for name in COMMANDS if name not in text]


def test_the_guide_has_the_rules_and_on_request_the_schemas(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["guide"]) == 0
    plain = capsys.readouterr().out
    assert "single_choice" in plain
    assert '"$schema":' not in plain
    assert main(["guide", "--schemas"]) == 0
    assert '"$schema":' in capsys.readouterr().out
