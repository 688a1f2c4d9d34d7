"""`check` names pictures that are missing, dumb, too large or no pictures."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from studykit.content.checking import read_courses
from studykit.content.pictures import Facts, picture_facts, picture_file

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
HUGE = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 20_000, 10_000)
LESSON = """\
title: T
sections:
  - id: s
    title: S
    text: |
      Look: {picture}
"""


def found(folder: Path, picture: str) -> list[tuple[str, str, int]]:
    """Codes, severities and lines of what `check` says of a lesson with the picture."""
    file = folder / "l.yaml"
    file.write_text(LESSON.format(picture=picture), encoding="utf-8")
    return [(d.code, d.severity, d.line) for d in read_courses([file]).diagnostics]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    media = tmp_path / "course" / "media"
    media.mkdir(parents=True)
    (media / "map.png").write_bytes(PNG)
    (media / "huge.png").write_bytes(HUGE)
    (media / "fat.gif").write_bytes(b"GIF89a" + b"\0" * 6_000_000)
    (media / "text.png").write_bytes(b"hello")
    (media / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "outside.png").write_bytes(PNG)
    (media / "link.png").symlink_to(tmp_path / "outside.png")
    return tmp_path / "course"


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ('![A map](media/map.png "The border")', []),
        ("![A drawing](media/a.svg)", []),
        ("![](media/map.png)", [("SK318", "warning", 5)]),
        ("![A map](media/none.png)", [("SK317", "error", 5)]),
        ("![A map](../outside.png)", [("SK317", "error", 5)]),
        ("![A map](/etc/passwd)", [("SK317", "error", 5)]),
        ("![A map](media/link.png)", [("SK317", "error", 5)]),
        ("![A map](https://example.org/x.png)", [("SK317", "error", 5)]),
        ("![A map](media/text.png)", [("SK319", "warning", 5)]),
        ("![A map](media/fat.gif)", [("SK319", "warning", 5)]),
        ("![A map](media/huge.png)", [("SK319", "warning", 5)]),
        ("`![A map](none.png)`", []),
    ],
)
def test_a_picture_of_a_section(
    folder: Path, picture: str, expected: list[tuple[str, str, int]]
) -> None:
    assert found(folder, picture) == expected


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        (PNG, Facts("PNG", 640, 480)),
        (b"GIF89a" + struct.pack("<HH", 3, 4), Facts("GIF", 3, 4)),
        (
            b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 7, 9),
            Facts("JPEG", 9, 7),
        ),
        (b"\xff\xd8\xff", Facts("JPEG")),
        (b"RIFF\0\0\0\0WAVE", None),
        (b"", None),
    ],
)
def test_the_first_bytes_say_what_it_is(head: bytes, facts: Facts | None) -> None:
    assert picture_facts(head) == facts


def test_no_address_leads_out_of_the_course(folder: Path) -> None:
    assert picture_file("media/map.png", folder) == folder / "media" / "map.png"
    for address in (
        "../outside.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "media/link.png",
        "..\\x",
    ):
        assert picture_file(address, folder) is None
