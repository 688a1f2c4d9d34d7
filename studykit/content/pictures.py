"""Pictures that texts refer to: `![alternative text](media/map.png "caption")`."""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.texts_within import texts_within
from studykit.language.message import Message
from studykit.questions.problem import Problem
from studykit.text.markdown import pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.lesson_model import Lesson
    from studykit.questions.problem import Way

LARGEST = 5 * 1024 * 1024
"""Bytes of a picture that a course should carry."""
MOST_PIXELS = 50_000_000
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"RIFF", "WebP"),
)
_HEAD = 65_536
_MEDIA = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WebP": "image/webp",
    "SVG": "image/svg+xml",
}
_PICTURE = re.compile(r"!\[")


class Facts(NamedTuple):
    """What the first bytes of a picture say; a size that is not known is 0."""

    kind: str
    width: int = 0
    height: int = 0


def picture_problems(lesson: Lesson, folder: Path) -> Iterator[Problem]:
    """Pictures that are missing, outside the course, of no known kind, or too large, and those
    that say nothing to a reader who cannot see them."""
    for way, text in texts_within(lesson, _PICTURE):
        for alternative, address in pictures(text):
            if not alternative.strip():
                hint = Message("Write what it shows between the brackets: ![…](…).")
                message = Message(
                    "The picture “{address}” has no alternative text.", address=address
                )
                yield Problem(way, "SK318", message, hint, "warning")
            yield from _file_problems(way, address, folder)


def address_of_content(address: str, folder: Path) -> str:
    """A picture of a course's `folder` as an address that holds all of it, for a page that
    asks nobody for anything; "" for one that is missing, of no known kind, or too large."""
    file = picture_file(address, folder)
    try:
        if file is None or not file.is_file() or file.stat().st_size > LARGEST:
            return ""
        data = file.read_bytes()
    except OSError:
        return ""
    facts = picture_facts(data[:_HEAD])
    if facts is None or facts.kind not in _MEDIA:
        return ""
    return f"data:{_MEDIA[facts.kind]};base64,{base64.b64encode(data).decode()}"


def picture_file(address: str, folder: Path) -> Path | None:
    """The file of a picture in a course's `folder`; None where the address leads elsewhere."""
    path = PurePosixPath(address)
    if "://" in address or path.is_absolute() or ".." in path.parts or "\\" in address:
        return None
    file = folder / path
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return None
    return file if inside else None


def _file_problems(way: Way, address: str, folder: Path) -> Iterator[Problem]:
    file = picture_file(address, folder)
    if file is None:
        message = Message(
            "The picture “{address}” is not in the folder of the course.", address=address
        )
        yield Problem(way, "SK317", message, Message("Put it there, such as into “media”."))
        return
    try:
        if not file.is_file():
            message = Message("There is no picture “{address}”.", address=address)
            yield Problem(way, "SK317", message, Message("Put it there, or mend the name."))
            return
        size = file.stat().st_size
        with file.open("rb") as opened:
            facts = picture_facts(opened.read(_HEAD))
    except OSError:
        yield Problem(
            way,
            "SK317",
            Message("The picture “{address}” cannot be read.", address=address),
        )
        return
    if facts is None:
        message = Message("“{address}” is no picture of a known kind.", address=address)
        yield Problem(
            way, "SK319", message, Message("Use PNG, JPEG, GIF, WebP or SVG."), "warning"
        )
    elif size > LARGEST:
        message = Message(
            "The picture “{address}” has {size:.1f} MB.",
            address=address,
            size=size / 1024 / 1024,
        )
        yield Problem(
            way, "SK319", message, Message("Make it smaller: at most 5 MB."), "warning"
        )
    elif facts.width * facts.height > MOST_PIXELS:
        millions = facts.width * facts.height // 1_000_000
        message = Message(
            "The picture “{address}” has {millions} million pixels.",
            address=address,
            millions=millions,
        )
        yield Problem(
            way, "SK319", message, Message("Make it smaller: at most 50 million."), "warning"
        )


def picture_facts(head: bytes) -> Facts | None:
    """The kind and the size of a picture by its first bytes; None for anything else."""
    kind = next((name for mark, name in _KINDS if head.startswith(mark)), "")
    if kind == "WebP" and head[8:12] != b"WEBP":
        return None
    if not kind:
        start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
        is_svg = start.startswith(b"<") and b"<svg" in start
        return Facts("SVG") if is_svg else None
    try:
        return Facts(kind, *_SIZES[kind](head))
    except (struct.error, IndexError):
        return Facts(kind)


def _png_size(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _gif_size(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", head[6:10])
    return width, height


def _jpeg_size(head: bytes) -> tuple[int, int]:
    at = 2
    while head[at] == 0xFF:
        marker = head[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", head[at + 2 : at + 4])[0]
    return 0, 0


def _webp_size(head: bytes) -> tuple[int, int]:
    if head[12:16] != b"VP8X":
        return 0, 0
    width = int.from_bytes(head[24:27], "little") + 1
    return width, int.from_bytes(head[27:30], "little") + 1


_SIZES = {"PNG": _png_size, "GIF": _gif_size, "JPEG": _jpeg_size, "WebP": _webp_size}
