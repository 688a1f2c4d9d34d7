"""What a teacher sees of a class at work."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from studykit.cli import main
from studykit.progress.store import Profile
from tests.web.courses import all_types


def test_the_teacher_sees_how_far_each_student_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    course = str(all_types(tmp_path / "course"))
    room = tmp_path / "room"
    room.mkdir()
    watch = ["class", "watch", str(room)]
    assert main(watch) == 0
    assert capsys.readouterr().out == "Nobody has begun yet.\n"

    def studies(name: str, answers: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        main(["quiz", course, "--quiz", "all", "--profile", str(room / f"{name}.json")])

    studies("Lee-Ann", "1\n")
    studies("林小明", "1\n" + "next\n" * 10 + "submit\ns\n")
    (room / "broken.json").write_text("{", encoding="utf-8")
    capsys.readouterr()
    # A student's window is open: the teacher reads beside it.
    with Profile.open(room / "Lee-Ann.json") as open_elsewhere:
        assert main(watch) == 0
        assert not open_elsewhere.read_only
    head, ann, ming, broken = capsys.readouterr().out.splitlines()
    assert head.split() == ["student", "idle", "today", "sections", "cards", "right", "quiz"]
    assert re.fullmatch(r" +Lee-Ann +\S.* 0 +0 +[01]/1 +all 1/11", ann)
    assert re.fullmatch(r" +林小明 +\S.* 0 +0 +[01]/1 +all \d+ %", ming)
    assert "broken.json" in broken
