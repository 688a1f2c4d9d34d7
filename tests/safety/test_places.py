"""Nothing outside its place is read or written, and nothing that is no file is waited for."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studykit.authoring.rendering import SCHEMA_FOLDER
from studykit.cli import main
from studykit.content.finding import lesson_path
from studykit.content.library import open_library

SECRET = "title: The secret\nsections: [{title: T, text: nobody may read this}]\n"
OWN = "id: own\ntitle: Own\nsections: [{id: s, title: T, text: X}]\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX's")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "outside" / "secret.yaml"
    file.parent.mkdir()
    file.write_text(SECRET, encoding="utf-8")
    return file


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "library" / "course"
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text("id: c\ntitle: C\nlanguage: en\n", encoding="utf-8")
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    return folder


NAMES = {
    "up and down": "../../outside/secret.yaml",
    "absolute": "/etc/passwd",
    "up behind a folder": "sub/../../../outside/secret.yaml",
    "backslashes": "..\\..\\outside\\secret.yaml",
    "a drive": "C:\\secret.yaml",
    "a share": "\\\\server\\share\\secret.yaml",
    "a NUL": "own.yaml\0.txt",
    "a device": "/dev/zero",
    "the folder": ".",
    "nothing": "",
    "very long": "x" * 5000,
    "half a surrogate pair": "\ud800.yaml",
    "home": "~/secret.yaml",
}


def lessons_read(course: Path) -> list[str]:
    courses = open_library([course]).courses
    return [lesson.id for each in courses for lesson in each.edition().lessons]


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_named_out_of_its_course_is_not_read(
    course: Path, secret: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert lesson_path(course, NAMES[name])[0] is None
    head = json.dumps({"id": "c", "title": "C", "lessons": [NAMES[name]]})
    (course / "course.yaml").write_text(head, encoding="utf-8")
    assert not lessons_read(course)
    assert main(["check", str(course)]) == 1
    assert "nobody may read this" not in capsys.readouterr().out


def test_a_link_out_of_the_course_is_not_followed(
    course: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "stolen.yaml").symlink_to(secret)
    (course / "sub").symlink_to(secret.parent, target_is_directory=True)
    (course / "round.yaml").symlink_to(course / "round.yaml")
    edition = open_library([course.parent]).courses[0].edition()
    assert [o.id for o in edition.lessons] == ["own"]
    assert "SK407" in {d.code for d in edition.diagnostics}
    assert main(["check", str(course)]) == 1
    assert "The secret" not in capsys.readouterr().out
    (course / "course.yaml").write_text(
        "id: c\ntitle: C\nlessons: [sub/secret.yaml]\n", encoding="utf-8"
    )
    assert not lessons_read(course)


def test_a_course_file_that_is_a_link_out_of_its_folder_is_none(
    course: Path, secret: Path
) -> None:
    secret.write_text("id: stolen\ntitle: The secret\n", encoding="utf-8")
    (course / "course.yaml").unlink()
    (course / "course.yaml").symlink_to(secret)
    titles = [c.edition().title for c in open_library([course]).courses]
    assert titles == ["course"]


def test_a_folder_that_is_a_link_is_no_course_of_a_library(
    course: Path, tmp_path: Path
) -> None:
    library = tmp_path / "other"
    library.mkdir()
    (library / "linked").symlink_to(course, target_is_directory=True)
    (library / "round").symlink_to(library, target_is_directory=True)
    assert not open_library([library]).courses
    assert open_library([library / "linked"]).courses, "a path that is named is followed"


def test_a_link_within_the_course_is_followed(course: Path) -> None:
    (course / "own.yaml").rename(course / "real.txt")
    (course / "own.yaml").symlink_to("real.txt")
    assert [o.id for o in open_library([course]).courses[0].edition().lessons] == ["own"]


def test_what_is_no_file_is_neither_read_nor_waited_for(course: Path) -> None:
    os.mkfifo(course / "pipe.yaml")
    (course / "folder.yaml").mkdir()
    (course / "zero.yaml").symlink_to("/dev/zero")
    with (course / "sparse.yaml").open("wb") as stream:
        stream.truncate(1 << 40)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(course / "s.yaml"))
        head = (
            "id: c\ntitle: C\nlessons: [own.yaml, pipe.yaml, s.yaml, zero.yaml, sparse.yaml]\n"
        )
        (course / "course.yaml").write_text(head, encoding="utf-8")
        for words in (["check"], ["list"], ["ids", "--dry-run"]):
            done = subprocess.run(
                [sys.executable, "-m", "studykit", *words, str(course)],
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            assert done.returncode == 1, done.stderr
            assert "inside the program" not in done.stderr
        assert [o.id for o in open_library([course]).courses[0].edition().lessons] == ["own"]


def test_ids_are_never_written_through_a_link(
    course: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "stolen.yaml").symlink_to(secret)
    (course / "sub").symlink_to(secret.parent, target_is_directory=True)
    assert main(["ids", str(course)]) == 0
    assert (course / "stolen.yaml").is_symlink()
    assert main(["ids", str(course / "stolen.yaml")]) == 3
    assert "is a link" in capsys.readouterr().err
    assert secret.read_text(encoding="utf-8") == SECRET


def test_import_and_new_never_write_through_a_link(
    course: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text("One\n\nSome text of it.\n\nTwo\n\nMore text.\n", encoding="utf-8")
    before = sorted(path.name for path in secret.parent.iterdir())

    (course / SCHEMA_FOLDER).symlink_to(secret.parent, target_is_directory=True)
    assert main(["import", str(article), "--to", str(course), "--force"]) == 3
    assert main(["new", "lesson", str(course / "next.yaml"), "--title", "N"]) == 3
    (course / SCHEMA_FOLDER).unlink()
    (course / "course.yaml").unlink()
    (course / "course.yaml").symlink_to(secret)
    assert main(["import", str(article), "--to", str(course), "--force"]) == 3
    (course / "next.yaml").symlink_to(secret.parent / "made.yaml")
    assert main(["new", "lesson", str(course / "next.yaml"), "--title", "N"]) == 2
    (tmp_path / "nowhere").symlink_to(secret.parent / "made")
    assert main(["import", str(article), "--to", str(tmp_path / "nowhere")]) == 2

    assert "is a link" in capsys.readouterr().err
    assert sorted(path.name for path in secret.parent.iterdir()) == before
    assert secret.read_text(encoding="utf-8") == SECRET


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["list"],
        ["preview"],
        ["quiz"],
        ["export", "--to", "gift", "--output", "o.gift"],
        ["import", "--to", "course"],
        ["profile", "restore"],
        ["profile", "merge"],
        ["class", "report"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_pipe_named_as_the_file_is_refused_by_what_it_is(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert main([*words, str(pipe)]) in (1, 3)
    printed = capsys.readouterr()
    assert "not a regular file" in printed.out + printed.err
    assert list(tmp_path.iterdir()) == [pipe], "nothing is written"
