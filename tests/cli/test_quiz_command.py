"""`studykit quiz` takes a quiz on standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from studykit.progress.store import Profile
from tests.plain.lines import write_course

if TYPE_CHECKING:
    from pathlib import Path


class Shell:
    """Runs the program in an empty folder, answers piped in."""

    def __init__(self, folder: Path) -> None:
        self.course = write_course(folder / "course")
        self.profile = folder / "profile.json"
        self.empty = folder / "empty"
        self.empty.mkdir()

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "STUDYKIT_PROFILE": str(self.profile),
            "PYTHONUTF8": "1",
            "TERM": "dumb",
            "COLUMNS": "80",
        }
        return subprocess.run(
            [sys.executable, "-m", "studykit", *words],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.empty,
            env=environment,
            check=False,
            timeout=60,
        )

    def quiz(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return self.run("quiz", str(self.course), *words, typed=typed)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_a_script_takes_a_quiz_and_reads_the_result(shell: Shell) -> None:
    done = shell.quiz("--quiz", "short", "--json", typed="a\nt\n")
    assert done.returncode == 0
    document: dict[str, Any] = json.loads(done.stdout)
    assert document["score"] == 1
    assert document["passed"] is True
    assert "Which is the capital?" in done.stderr
    assert not list(shell.empty.iterdir())


def test_answers_that_end_half_way_are_kept_for_the_next_run(shell: Shell) -> None:
    half = shell.quiz("--quiz", "short", typed="b\n")
    assert half.returncode == 4
    assert "Your answers are saved" in half.stdout
    rest = shell.quiz("--json", typed="\nt\n")  # Enter: no other try
    assert "Continuing: A short one" in rest.stderr
    document = json.loads(rest.stdout)
    assert document["submitted"]
    assert document["missed"] == ["single"]


def test_without_a_name_the_quizzes_are_offered(shell: Shell) -> None:
    done = shell.quiz(typed="2\n")
    assert "1. A short one" in done.stdout
    assert "3. How sure" in done.stdout
    assert "4." not in done.stdout  # nor those that stand in where an author writes none
    assert "Nothing is revealed until you submit" in done.stdout


def test_leaving_before_anything_is_chosen_is_fine(shell: Shell) -> None:
    done = shell.quiz("--json")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("--quiz", "none"), 2, "There is no quiz none in demo. There are: short, exam, sure"),
        (("--course", "none"), 2, "There is no course none here. There are: demo."),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_ones(
    shell: Shell, words: tuple[str, ...], status: int, sentence: str
) -> None:
    done = shell.quiz(*words)
    assert done.returncode == status
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_no_more_attempts_than_allowed(shell: Shell) -> None:
    assert shell.quiz("--quiz", "sure", typed="\nt\n3\n").returncode == 0
    again = shell.quiz("--quiz", "sure", typed="\nt\n3\n")
    assert again.returncode == 2
    assert "No attempts are left at sure." in again.stderr


def test_a_missing_path_and_an_unusable_profile_fail_outside(shell: Shell) -> None:
    missing = shell.run("quiz", str(shell.empty / "nothing"))
    assert missing.returncode == 3
    folder = shell.quiz("--quiz", "short", "--profile", str(shell.empty / "a"), typed="a\nt\n")
    assert folder.returncode == 0
    (shell.empty / "file").write_text("x", encoding="utf-8")
    barred = shell.quiz("--quiz", "short", "--profile", str(shell.empty / "file" / "p.json"))
    assert barred.returncode == 3
    assert "Traceback" not in barred.stderr


def test_a_profile_open_elsewhere_is_not_written(shell: Shell) -> None:
    with Profile.open(shell.profile):
        done = shell.quiz("--quiz", "short", typed="a\n")
    assert done.returncode == 3
    assert "open in another window" in done.stderr


def test_line_mode_needs_no_app(shell: Shell) -> None:
    code = (
        "import sys; from studykit.cli import main; "
        f"main(['quiz', {str(shell.course)!r}, '--quiz', 'short']); "
        "sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    )
    environment = os.environ | {"STUDYKIT_PROFILE": str(shell.profile), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="a\nt\n",
        capture_output=True,
        encoding="utf-8",
        cwd=shell.empty,
        env=environment,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_answers_can_come_from_a_file_and_practice_be_drawn_by_a_number(shell: Shell) -> None:
    script = shell.empty / "answers.txt"
    script.write_text("a\nt\n", encoding="utf-8")
    by_file = ("--script", str(script), "--language", "en")
    done = shell.quiz("--quiz", "short", "--json", *by_file)
    assert json.loads(done.stdout)["score"] == 1
    fresh = [("--profile", str(shell.empty / f"{n}.json"), "--seed", "7") for n in (1, 2)]
    first, second = (shell.quiz("--quiz", "lesson:one", *each).stdout for each in fresh)
    assert "1 of 11" in first
    assert first == second
    exam = shell.quiz("--quiz", "course:all", "--seed", "7", *by_file)
    assert exam.returncode == 2
    assert "An exam draws its questions itself" in exam.stderr
    missing = shell.quiz("--script", str(shell.empty / "none"), "--language", "en")
    assert missing.returncode == 3
    assert "none cannot be read: No such file or directory." in missing.stderr
