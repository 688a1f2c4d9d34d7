"""All that the program makes for a learner is for the learner alone, whatever the umask."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plain.lines import write_course

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="files have no such modes there"
)

FAILING = (
    "import sys, studykit.cli.review_command as command\n"
    "def fail(_): raise ValueError('unforeseen')\n"
    "command.run = fail\n"
    "from studykit.cli import main\n"
    "sys.exit(main(['review']))"
)


def test_every_file_and_folder_is_its_owners_alone(tmp_path: Path) -> None:
    course, home = write_course(tmp_path / "course"), tmp_path / "home"
    home.mkdir(0o700)
    dropped = ("STUDYKIT_CACHE", "STUDYKIT_PROFILE")
    env = {name: value for name, value in os.environ.items() if name not in dropped}
    env |= {"HOME": str(home), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for name in [name for name in env if name.startswith("XDG_")]:
        del env[name]

    def run(*words: str, typed: str = "", status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            input=typed,
            capture_output=True,
            encoding="utf-8",
            env=env,
            umask=0,
            check=False,
        )
        assert done.returncode == status, done
        return done.stdout

    def studykit(*words: str, typed: str = "") -> str:
        return run("-m", "studykit", *words, typed=typed)

    studykit("review", str(course), typed="\n3\n" * 3)
    studykit("quiz", str(course), "--quiz", "short", typed="a\nt\n")
    export = tmp_path / "export.json"
    export.write_text(studykit("profile", "export"), encoding="utf-8")
    studykit("profile", "restore", str(export))
    studykit("profile", "merge", str(export))
    studykit("profile", "backup")
    profile = Path(studykit("profile", "path").strip())
    profile.write_text("{", encoding="utf-8")
    journal = profile.with_name("profile.journal.jsonl")
    journal.write_bytes(journal.read_bytes().replace(b'"card_reviewed"', b'"card_rev1ewed"', 1))
    studykit("profile", "backup")
    run("-c", FAILING, status=3)
    made = list(home.rglob("*"))
    names = " ".join(path.name for path in made)
    for part in ("before-replacing-", ".damaged-", "error-", "-head.json", "profile.lock"):
        assert part in names, part
    open_to_others = {str(path): oct(path.stat().st_mode) for path in made}
    assert not [at for at in made if at.stat().st_mode & 0o077], open_to_others
