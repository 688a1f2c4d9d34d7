"""Anki's pictures with hidden parts → pictures, as SVG, that hide them.

The parts are gaps of a text, such as
`{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.25:oi=1}}`, in fractions of the
picture's width and height (Anki's `ts/routes/image-occlusion`).
"""

from __future__ import annotations

import math
import re
from base64 import b64encode
from html import escape
from typing import NamedTuple

from studykit.content.pictures import picture_facts

_PART = re.compile(r"\{\{c(\d+)::image-occlusion:(\w+)((?::(?:\\.|[^:{}\\])*)*)\}\}")
_VALUE = re.compile(r":(\w+)=((?:\\.|[^:{}\\])*)")
_ASKED, _OTHER, _LINE = "#ff8e8e", "#ffeba2", "#212121"
_HEAD = 65_536


class HiddenPart(NamedTuple):
    """A part of a picture, hidden or, of the kind `text`, written on it."""

    number: int
    """The card that asks for it, from 1; 0 where none does."""
    kind: str
    values: dict[str, str]


def hidden_parts(text: str) -> list[HiddenPart]:
    """The parts that a note hides."""
    return [
        HiddenPart(int(number), kind, dict(_VALUE.findall(values)))
        for number, kind, values in _PART.findall(text)
    ]


def with_hidden_parts(data: bytes, parts: list[HiddenPart], asked: int) -> bytes | None:
    """A picture as the card `asked` shows it first; None where its size is not known."""
    facts = picture_facts(data[:_HEAD])
    if facts is None or not (facts.width and facts.height):
        return None
    width, height = facts.width, facts.height
    shapes = "".join(
        _shape(part, width, height, _ASKED if part.number == asked else _OTHER)
        for part in parts
        if part.number in {asked, 0} or part.values.get("oi") == "1"
    )
    size = f'width="{width}" height="{height}"'
    address = f"data:image/{facts.kind.lower()};base64,{b64encode(data).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
        f'<image {size} href="{address}"/>{shapes}</svg>\n'
    ).encode()


def _shape(part: HiddenPart, width: int, height: int, colour: str) -> str:
    left, x_radius, across = (_number(part, k) * width for k in ("left", "rx", "width"))
    top, y_radius, down = (_number(part, k) * height for k in ("top", "ry", "height"))
    look = f'fill="{colour}" stroke="{_LINE}"'
    if angle := _number(part, "angle"):
        look += f' transform="rotate({angle:g} {left:g} {top:g})"'
    match part.kind:
        case "rect":
            place = f'x="{left:g}" y="{top:g}" width="{across:g}" height="{down:g}"'
            return f"<rect {place} {look}/>"
        case "ellipse":
            place = f'cx="{left + x_radius:g}" cy="{top + y_radius:g}"'
            return f'<ellipse {place} rx="{x_radius:g}" ry="{y_radius:g}" {look}/>'
        case "polygon":
            pairs = re.findall(r"(-?[\d.]+),(-?[\d.]+)", part.values.get("points", ""))
            points = " ".join(f"{_float(x) * width:g},{_float(y) * height:g}" for x, y in pairs)
            return f'<polygon points="{points}" {look}/>'
        case "text":
            words = escape(re.sub(r"\\(.)", r"\1", part.values.get("text", "")))
            size = (_number(part, "fs") or 0.05) * height * (_number(part, "scale") or 1)
            place = f'x="{left:g}" y="{top + size:g}" font-size="{size:g}"'
            return f"<text {place}>{words}</text>"
    return ""


def _number(part: HiddenPart, key: str) -> float:
    return _float(part.values.get(key, ""))


def _float(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0
