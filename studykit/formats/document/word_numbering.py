"""The numbers and letters before paragraphs of a Word file, which its text does not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_DEEPEST = 9
_HAN_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Label(NamedTuple):
    """What stands before a paragraph of a list."""

    text: str
    """Such as `1.` or `（一）`; empty for a bullet."""
    depth: int
    """How deep in lists the paragraph stands, from 0."""


class _Level(NamedTuple):
    format: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a document, which count as its paragraphs come."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By the lists' ids: depth → how it is numbered."""
    shared: dict[str, str] = field(default_factory=dict)
    """Which lists count together."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    """Where a list begins anew: depth → the first number."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def next(self, list_id: str, depth: int) -> Label | None:
        """The label of the next paragraph of a list; None where there is no such list."""
        levels = self.levels.get(list_id)
        if levels is None or not 0 <= depth < _DEEPEST:
            return None
        counts = self._counts.setdefault(self.shared[list_id], {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, first in self.restarts.get(list_id, {}).items():
                counts[at] = first - 1
        level = levels.get(depth, _Level("decimal", f"%{depth + 1}.", 1))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.format in ("bullet", "none"):
            return Label("", depth) if level.format == "bullet" else None

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            shown = levels.get(at, level)
            return written(counts.get(at, shown.start), shown.format)

        return Label(re.sub(r"%([1-9])", number, level.text).strip(), depth)


def numbering_of(root: Element | None) -> Numbering:
    """The lists that the part `numbering.xml` describes."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract: dict[str, dict[int, _Level]] = {}
    for element in _all(root, "abstractNum"):
        levels = {}
        for level in _all(element, "lvl"):
            depth = _whole(attribute(level, "ilvl"), 0)
            levels[depth] = _Level(
                _value(level, "numFmt", "decimal"),
                _value(level, "lvlText", f"%{depth + 1}."),
                _whole(_value(level, "start", "1"), 1),
            )
        abstract[attribute(element, "abstractNumId")] = levels
    for element in _all(root, "num"):
        list_id, base = attribute(element, "numId"), _value(element, "abstractNumId", "")
        if base not in abstract:
            continue
        numbering.levels[list_id] = abstract[base]
        numbering.shared[list_id] = base
        for change in _all(element, "lvlOverride"):
            if first := _value(change, "startOverride", ""):
                depth = _whole(attribute(change, "ilvl"), 0)
                numbering.restarts.setdefault(list_id, {})[depth] = _whole(first, 1)
    return numbering


def written(number: int, how: str) -> str:
    """A number as Word writes it in a format of that name."""
    if number < 1 or how == "decimal":
        return str(number)
    if how.endswith("Letter"):
        letter = chr(ord("A") + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letter if how.startswith("upper") else letter.casefold()
    if how.endswith("Roman") and number < 4000:
        return _roman(number).upper() if how.startswith("upper") else _roman(number)
    if how == "decimalZero":
        return f"{number:02}"
    if how.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(0x245F + number)
    if how.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))
    if how == "ideographTraditional":
        return _STEMS[(number - 1) % 10]
    if re.search("chinese|taiwanese|japanese|ideograph", how) and number < 100:
        return _han(number)
    return str(number)


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else f"{_HAN_DIGITS[tens]}十"
    return before + (_HAN_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    result = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        result += sign * times
    return result


# Reading elements, whose names stand without their namespaces


def local(tag: object) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, whatever namespace it is in; "" where there is none."""
    return next((v for k, v in element.attrib.items() if local(k) == name), "")


def child(element: Element, *names: str) -> Element | None:
    """The first descendant that the names lead to, one generation each."""
    found: Element | None = element
    for name in names:
        if found is None:
            return None
        found = next((each for each in found if local(each.tag) == name), None)
    return found


def _all(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element if local(each.tag) == name)


def _value(element: Element, name: str, otherwise: str) -> str:
    found = child(element, name)
    return otherwise if found is None else attribute(found, "val")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise
