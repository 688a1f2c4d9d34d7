"""Undoing what a page converter did to Chinese text.

The converter worked on the bytes of the GBK text and put a reading in round brackets behind
every byte pair of its table. Three kinds of damage follow:

- behind a character: `聯(lián)合`;
- into a character, where the pair straddles two: in 當地 (AE 94 B5 D8) the bytes 94 B5 are 數,
  so `(shù)` stands inside 地. The orphaned byte and the bracket were then decoded as one `?`,
  and all bytes behind are read one off: `當?shù)貏萘…`;
- behind a Latin letter that was the second byte of a character in such a shifted run.

What is undone is proven: the repaired text, damaged again by the pairs that the document itself
shows, must give the damaged text, byte by byte. No list of words or readings is used.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PLAIN = str.maketrans(TONED, "aaaaeeeeiiiioooouuuuüüüü")
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|er|i|ia|ie|iao|iu|ian|in|iang|ing|iong"
    r"|u|ua|uo|uai|ui|uan|un|uang|ueng|ue|ü|üe|üan|ün)"
)
_READING = f"[a-zü]{{0,5}}[{TONED}][a-z]{{0,4}}"
_BEHIND = re.compile(rf"\(({_READING})\)")
_INSIDE = re.compile(rf"\?({_READING})\)")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LEAST_MARKS = 3
"""Fewer readings than this could be an author's own."""
_MOST_SHARE = 0.5
"""Where more of the characters than this have readings, the text is for learners to read."""
_MOST_WAYS = 64


class Place(NamedTuple):
    """A place in the damaged text, line and column from 1."""

    line: int
    column: int
    text: str
    """What stands there, with a little around it."""


@dataclass(frozen=True)
class Repair:
    """A text, and what was done to it."""

    text: str
    behind: int = 0
    """Readings behind a character or a letter that were taken out."""
    inside: int = 0
    """Readings inside a character that were taken out, and what they had shifted."""
    left: tuple[Place, ...] = ()
    """What looks damaged and could not be repaired for certain."""


Table = dict[bytes, str]
"""Two bytes of a character → the reading that the converter puts behind them."""


def repair(text: str) -> Repair:
    """Undo the converter's damage in `text`, a document; text without damage stays as it is."""
    lines = text.split("\n")
    table: Table = {}
    shown = _table(text)
    repaired = lines
    # A character that was regained may itself have a reading behind it: that is a pair more.
    while len(shown) > len(table):
        table = shown
        repaired = [_undo(line, table) or _undo_front(line, table) or line for line in lines]
        shown = _pairs("\n".join((text, *repaired))) | table
    behind = inside = 0
    left: list[Place] = []
    for number, (line, whole) in enumerate(zip(lines, repaired, strict=True), start=1):
        inside += len(_marks(_INSIDE, line)) - len(_marks(_INSIDE, whole))
        behind += len(_marks(_BEHIND, line)) - len(_marks(_BEHIND, whole))
        left += _suspicious(whole, number)
    return Repair("\n".join(repaired), behind, inside, tuple(left))


def damage(text: str, table: Table) -> str:
    """`text` as the converter would give it, had it the readings of `table`."""
    return "\n".join(_decoded(_annotated(_bytes(line), table)) for line in text.split("\n"))


def is_syllable(reading: str) -> bool:
    """Whether `reading` is one syllable of Hanyu Pinyin with its tone."""
    return _SYLLABLE.fullmatch(reading.translate(_PLAIN)) is not None


def _marks(pattern: re.Pattern[str], line: str) -> list[re.Match[str]]:
    return [match for match in pattern.finditer(line) if is_syllable(match[1])]


def _table(text: str) -> Table:
    """The pairs that the document shows; empty where its readings may be an author's."""
    found = _behind_characters(text)
    marks = sum(found.values())
    inside = len(_marks(_INSIDE, text))
    if marks + inside < _LEAST_MARKS or (marks == len(found) and not inside and marks < 6):
        return {}
    if marks > _MOST_SHARE * len(_HAN.findall(text)):
        return {}
    return _pairs(text)


def _pairs(text: str) -> Table:
    """The characters that have a reading behind them, each with its reading."""
    readings: dict[str, set[str]] = {}
    for character, reading in _behind_characters(text):
        readings.setdefault(character, set()).add(reading)
    # The converter knew one reading a character; an author may give a word another one.
    return {_bytes(c): next(iter(r)) for c, r in readings.items() if len(r) == 1}


def _behind_characters(text: str) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for match in _marks(_BEHIND, text):
        before = text[match.start() - 1 : match.start()]
        if _HAN.fullmatch(before) and len(_bytes(before)) == 2:
            found[before, match[1]] += 1
    return found


def _undo(line: str, table: Table) -> str | None:
    """The line before it was damaged; None where that cannot be proven."""
    if not table or not (_marks(_INSIDE, line) or _marks(_BEHIND, line)):
        return None
    by_reading: dict[str, list[bytes]] = {}
    for pair, reading in table.items():
        by_reading.setdefault(reading, []).append(pair)
    pieces, choices, start = [], [], 0
    for match in _marks(_INSIDE, line):
        front = _bytes(line[start : match.start()])
        lost = [p[1:] for p in by_reading.get(match[1], ()) if front[-1:] == p[:1]]
        if not lost:
            return None
        pieces.append(front)
        choices.append(lost)
        start = match.end()
    pieces.append(_bytes(line[start:]))
    proven = set()
    ways = 1
    for choice in choices:
        ways *= len(choice)
    if ways > _MOST_WAYS:
        return None
    for way in product(*choices):
        joined = b"".join(a + b for a, b in zip(pieces, (*way, b""), strict=True))
        whole = _without_readings(joined, table)
        try:
            candidate = whole.decode("gb18030")
        except UnicodeDecodeError:
            continue
        if _decoded(_annotated(whole, table)) == line:
            proven.add(candidate)
    return proven.pop() if len(proven) == 1 else None


def _undo_front(line: str, table: Table) -> str | None:
    """The line with what stands before the first shifted run repaired, and the rest left."""
    marks = _marks(_INSIDE, line)
    front = _undo(line[: marks[0].start()], table) if marks else None
    return None if front is None else front + line[marks[0].start() :]


def _without_readings(line: bytes, table: Table) -> bytes:
    """The bytes of a line without what the table's pairs would have had put behind them."""
    for pair, reading in table.items():
        line = line.replace(pair + _insertion(reading), pair)
    return line


def _annotated(line: bytes, table: Table) -> bytes:
    """The converter: a reading behind every pair of the table, wherever its bytes stand."""
    done, at = bytearray(), 0
    while at < len(line):
        pair = line[at : at + 2]
        reading = table.get(pair)
        if reading is None:
            done += line[at : at + 1]
            at += 1
        else:
            done += pair + _insertion(reading)
            at += 2
    return bytes(done)


def _insertion(reading: str) -> bytes:
    return f"({reading})".encode("gb18030")


def _bytes(text: str) -> bytes:
    return text.encode("gb18030")


def _decoded(line: bytes) -> str:
    """How the converted page was read: pairs as GBK, a broken one as a question mark."""
    done, at = [], 0
    while at < len(line):
        lead = line[at]
        if lead < 0x80:
            done.append(chr(lead))
            at += 1
            continue
        for size in (2, 4):
            try:
                done.append(line[at : at + size].decode("gb18030"))
            except UnicodeDecodeError:
                continue
            at += size
            break
        else:
            done.append("?")
            at += 2
    return "".join(done)


def _suspicious(line: str, number: int) -> list[Place]:
    found = []
    for match in (*_marks(_INSIDE, line), *_marks(_BEHIND, line)):
        before = line[match.start() - 1 : match.start()]
        if match.re is _INSIDE or _HAN.fullmatch(before):
            around = line[max(0, match.start() - 6) : match.end() + 6]
            found.append(Place(number, match.start() + 1, around))
    return sorted(found)
