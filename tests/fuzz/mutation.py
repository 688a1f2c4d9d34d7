"""Making strange inputs of good ones: bytes, lines, words, and the values of a YAML tree."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.fuzz.targets import ROOT
from tests.safety.corpus import BOMBS, CHARACTERS, CONTROLS, DIRECTION, FLOODS, MARKUP
from tests.safety.hostile import as_yaml, lesson

if TYPE_CHECKING:
    from random import Random

LONGEST = 20_000
"""Bytes of an input; more is slow, not stranger."""
_TEXTS = [
    text[:300]
    for group in (MARKUP, CONTROLS, DIRECTION, FLOODS, CHARACTERS)
    for text in group.values()
]
_VALUES: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1,
    0.5,
    1e308,
    10**40,
    "",
    "x",
    [],
    {},
    [[]],
    ["a"],
    {"a": 1},
    "2026-01-01",
    "9999-12-31T23:59:59.999Z",
    "0001-01-01T00:00:00Z",
    "{{a}}",
    "{{|~}}",
    "*",
]
_TOKENS = [
    "{{",
    "}}",
    "|",
    "~",
    "::",
    "**",
    "_",
    "`",
    "```",
    "[",
    "](",
    ")",
    "![",
    "<",
    ">",
    "&",
    "&#x41;",
    "#",
    "-",
    "+",
    "1.",
    ">",
    "|",
    "---",
    "===",
    "\\",
    "~~",
    ":",
    "?",
    "&",
    "*",
    "!",
    "%",
    "@",
    "!!python/name:os.system",
    "&a",
    "*a",
    "<<",
    ".inf",
    ".nan",
    "1e999",
    "0x1F",
    "七千",
    "萬",
    "兆",
    "負",
    ",",
    ".",
    "：",
    "。",
    "「",
    "」",
    "\t",
    "\r",
    "\n",
    "\x00",
    "\x1b",
    "\x85",
    "\u2028",
    "\u202e",
    "\u200d",
    "́",
    "\ufeff",
    "漢字",
    "👨\u200d👩\u200d👧",
    '"id":',
    '"at"',
    '"kind"',
    '"undo"',
    "NaN",
    "1e400",
    "<p>",
    "</p>",
    "<h1>",
    "<!--",
    "-->",
    "<table>",
    "<li>",
    "Q:",
    "A:",
    "問：",
    "答：",
    "GB18030",
    "charset=big5",
]


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """Good inputs for a target."""
    lessons = [file.read_bytes() for file in sorted((ROOT / "lessons").rglob("*.yaml"))]
    strange = [
        as_yaml(lesson(text[:60])).encode("utf-8", "replace") for text in _TEXTS if text.strip()
    ]
    prose = [text[:2000].encode("utf-8", "replace") for text in (*BOMBS.values(), *_TEXTS)]
    match target:
        case "yaml":
            return (*lessons, *strange)
        case "profile":
            return tuple(_history())
        case "article":
            page = "<html><title>T</title><h1>A</h1><p>Q: What? A: 2025年7月4日。</p><ul><li>x"
            text = (
                "一、背景\n\n2025年7月4日，會議召開。\n\n問：為何？答：因為。\n\n"
                "二、措施\n\n逮捕5,400人。\n"
            )
            return (page.encode(), text.encode(), text.encode("gb18030"), *lessons, *prose)
        case "grading":
            return (b"5,400 km\x1fkm", "五千四百\x1f萬".encode(), b"aaaa\x1f(a+)+$", *prose)
        case _:
            return (*prose, *lessons)


def _history() -> list[bytes]:
    from tests.progress.learning import answered, at, reviewed, started, submitted

    events = [
        started(at(0)),
        answered(at(1), "q", 1.0),
        submitted(at(2), {"q": 1.0, "r": 0.0}),
        reviewed(at(3)),
        {**reviewed(at(4)), "kind": "card_due_set", "due_day": "2026-02-01"},
        {**reviewed(at(5)), "kind": "setting_changed", "key": "theme", "value": "dark"},
        {**reviewed(at(6)), "kind": "undo", "undoes": "x"},
    ]
    lines = [json.dumps(event).encode() for event in events]
    return [b"\n".join(lines), *lines]


def mutated(target: str, random: Random) -> bytes:
    """An input that is mostly good."""
    known = seeds(target)
    data = random.choice(known)
    if target in ("yaml", "profile") and random.random() < 0.6:
        data = _with_strange_values(target, data, random)
    for _ in range(random.choice((0, 1, 1, 2, 4, 16))):
        data = _changed(data, random.choice(known), random)
    return data[:LONGEST]


def _changed(data: bytes, other: bytes, random: Random) -> bytes:
    at, to = sorted(random.randrange(len(data) + 1) for _ in range(2))
    to = min(to, at + random.choice((1, 4, 64, LONGEST)))
    token = random.choice((random.choice(_TOKENS), random.choice(_TEXTS)))
    piece = token.encode("utf-8", "surrogatepass" if random.random() < 0.1 else "replace")
    match random.randrange(7):
        case 0:
            return data[:at] + data[to:]
        case 1:
            return data[:at] + piece + data[at:]
        case 2:
            return data[:at] + piece * random.choice((2, 9, 100, 1000)) + data[to:]
        case 3:
            return data[:at] + data[at:to] * random.choice((2, 3, 30)) + data[to:]
        case 4:
            start = random.randrange(len(other) + 1)
            return data[:at] + other[start : start + random.choice((8, 200))] + data[to:]
        case 5:
            return data[:at] + random.randbytes(random.choice((1, 2, 8))) + data[to:]
        case _:
            rows = data.split(b"\n")
            random.shuffle(rows)
            return b"\n".join(rows)


def _with_strange_values(target: str, data: bytes, random: Random) -> bytes:
    if target == "profile":
        rows = [json.loads(row) for row in data.split(b"\n")]
        return b"\n".join(json.dumps(_strange(row, random)).encode() for row in rows)
    from studykit.content.yaml_reader import read_yaml

    tree = read_yaml(data, Path("seed.yaml")).tree
    return as_yaml(_strange(tree, random)).encode("utf-8", "replace")


def _strange(value: Any, random: Random) -> Any:
    """The tree with a few of its values and keys exchanged."""
    if random.random() < 0.02:
        return random.choice((random.choice(_VALUES), random.choice(_TEXTS)))
    if isinstance(value, dict):
        return {
            (random.choice(_TEXTS)[:40] if random.random() < 0.005 else key): _strange(
                part, random
            )
            for key, part in value.items()
            if random.random() > 0.005
        }
    if isinstance(value, list):
        parts = [_strange(part, random) for part in value]
        return parts * 2 if random.random() < 0.01 else parts
    return value
