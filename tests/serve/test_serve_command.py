"""`studykit serve`: the names of a class, the links, and what keeps it from beginning."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

import studykit.serve
from studykit.cli import main
from studykit.serve.class_list import ClassListError, class_list
from tests.web.courses import written


def test_a_class_is_named_in_the_usual_kinds_of_files(tmp_path: Path) -> None:
    for name, text in [
        ("a.toml", 'students = ["Lee  Ann", "林小明", "007"]'),
        ("a.yaml", "- Lee Ann\n- 林小明\n- 007\n"),
        ("b.yml", "students: [Lee Ann, 林小明, 007]"),
        ("a.csv", "\ufeffName,Mail\r\nLee Ann,a@b\r\n\r\n林小明,\r\n007,c\r\n"),
        ("a.txt", "Lee Ann\n林小明\n007"),
    ]:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        assert class_list(file) == ["Lee Ann", "林小明", "007"], name
    for name, data, says in [
        ("none", None, "No such file or directory"),
        ("a.toml", b"students = [", "cannot be read"),
        ("a.yaml", b"students: [", "cannot be read"),
        ("b.toml", b'student = "Ann"', "names no students"),
        ("b.yaml", b"students: {a: b}", "names no students"),
        ("b.csv", b"\n", "names no students"),
        ("c.csv", "林小明".encode("big5"), "save it as UTF-8"),
    ]:
        file = tmp_path / name
        if data is not None:
            file.write_bytes(data)
        with pytest.raises(ClassListError, match=says):
            class_list(file)


def test_what_keeps_it_from_beginning_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    course = str(
        written(tmp_path / "course", sections=[{"id": "a", "title": "A", "text": "b"}])
    )
    names = tmp_path / "names.csv"
    names.write_text("Lee Ann\nlee-ann\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for words, says in [
            ([course, "--port", port], f"Port {port} is in use by another program."),
            ([course, "--port", "70000"], "There is no port 70000."),
            ([course, "--host", "0.0.0.0", "--port", "0"], "Say with --url which one"),
            ([course, "--host", "x" * 70], "is no address"),
            ([course, "--host", "192.0.2.1"], "It cannot be served at 192.0.2.1, port 8765"),
            ([course, "--class", str(names)], "“Lee Ann” and “lee-ann” would share"),
            ([course, "--class", str(tmp_path / "no")], "No such file or directory"),
            ([course, "--sessions", "0"], "--sessions must be at least 1."),
            ([str(tmp_path / "nowhere")], "nowhere"),
        ]:
            assert main(["serve", *words]) in (2, 3), words
            printed, said = capsys.readouterr()
            assert (printed, said.count("\n"), says in said) == ("", 1, True), said
    monkeypatch.delattr(studykit.serve, "server", raising=False)
    monkeypatch.setitem(sys.modules, "studykit.serve.server", None)
    assert main(["serve", course]) == 2
    assert "with its extra `serve`" in capsys.readouterr().err
