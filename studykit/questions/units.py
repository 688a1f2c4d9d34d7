"""Numbers with their units: which unit was written, and what the number is in another."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from studykit.language.message import Message
from studykit.questions.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD = re.compile(r"[^\W\d_]+")
_PREFIXES = frozenset("QRYZEPTGMkhdcmunpfazyrq")
_SYMBOLS = """
m g s A K mol cd Hz N Pa J W C V F Ω S Wb T H lm lx Bq Gy Sv kat L l b B bit eV Wh bar t cal VA
M
"""
"""Symbols of units that take a prefix of the SI."""
_OF_BOTH_CASES = frozenset("sSbBhHtTgGaAmM")
"""Symbols that are another unit in the other case: seconds and siemens, bits and bytes …"""
_BEHIND_PREFIX = frozenset("sSbB")
"""Those of them that are still read for the other behind a prefix; everybody knows what a KG
or a KM is."""
_BEGINS_A_UNIT = re.compile(r"[^\W\d_]|[%‰°$€£¥₩₹]")
_PERCENT = re.compile("百分之(.+)")


class Quantity(NamedTuple):
    """What a text says as a number with its unit."""

    value: float | None
    """In the question's unit; None where it cannot be read."""
    number: str = ""
    """The number as it is written, before it is turned into the question's unit."""
    rest: str = ""
    """What cannot be read as a unit."""
    unit: str = ""
    """The unit that is written, where it is one of the question's."""


class Units(NamedTuple):
    """The units that an answer may be given in."""

    unit: str = ""
    """The unit of the answer, which may be left out; "" of a bare number."""
    others: Mapping[str, float] | None = None
    """Other units, and the factor that turns a value in them into `unit`."""

    @property
    def names(self) -> tuple[str, ...]:
        """All the units, that of the answer first."""
        return tuple(filter(None, dict.fromkeys((self.unit, *(self.others or {})))))

    def factor(self, name: str) -> float:
        """What turns a value in the unit `name` into one in the answer's."""
        return 1.0 if name == self.unit else (self.others or {})[name]

    def read(self, text: str, *, decimal_comma: bool = False) -> Quantity:
        """The number in `text`, in the answer's unit.

        A unit is read as it is written; in another case only where that is no other unit:
        `KM` is km, `MW` is not mW.
        """
        value = read_number(text, decimal_comma=decimal_comma)
        if value is not None and not ("%" in self.names and _PERCENT.search(text)):
            return Quantity(value, text)
        for number, written in _splits(text):
            name = self._named(written)
            value = read_number(number, decimal_comma=decimal_comma) if name else None
            if name and value is not None:
                return Quantity(value * self.factor(name), number, unit=name)
        for number, written in sorted(_splits(text), key=lambda split: -len(split[0])):
            begins = _BEGINS_A_UNIT.match(written)
            if begins and read_number(number, decimal_comma=decimal_comma) is not None:
                return Quantity(None, number, written)
        return Quantity(None)

    def _named(self, written: str) -> str:
        """The unit that is written; "" for none."""
        for same in (_spelling, _case_folded):
            for name in self.names:
                if same(name) == same(written) and _is_same_unit(name, written):
                    return name
        return ""

    def same_names(self) -> Iterator[tuple[str, str]]:
        """Units that are written alike, but for width and spaces."""
        spelt: dict[str, str] = {}
        for name in self.names:
            first = spelt.setdefault(_spelling(name), name)
            if first != name:
                yield first, name

    def objection(self, text: str, *, decimal_comma: bool = False) -> Message | None:
        """Why `text` cannot be read as a number with its unit; None where it can."""
        value, number, rest, _ = self.read(text, decimal_comma=decimal_comma)
        if value is not None:
            return None
        if number and self.names:
            return Message(
                "“{rest}” is no unit of this answer. It has: {units}",
                rest=rest,
                units=" · ".join(self.names),
            )
        if number:
            return Message("Write the number alone, without “{rest}”.", rest=rest)
        return Message(
            "This cannot be read as a number. Write it in digits, such as {example}",
            example="1200,5" if decimal_comma else "1200.5",
        )


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """A text cut into a number and what may be its unit: behind it, or a sign of money before
    it."""
    text = text.strip()[:200]
    percent = _PERCENT.fullmatch(unicodedata.normalize("NFKC", text))
    if percent:
        yield percent[1], "%"
    for at in range(1, len(text)):
        number, written = text[:at].strip(), text[at:].strip()
        if written:
            yield number, written
            if any(unicodedata.category(sign) == "Sc" for sign in number):
                yield written, number


def _spelling(unit: str) -> str:
    """A unit without what does not count: width, spaces, how a power and µ are written."""
    spelt = re.sub(r"[\s^]", "", unicodedata.normalize("NFKC", unit))
    return spelt.replace("·", "⋅").replace("μ", "u")


def _case_folded(unit: str) -> str:
    return _spelling(unit).casefold()


def _is_same_unit(name: str, written: str) -> bool:
    """Whether two units that are alike but for the case are the same one."""
    words = (_WORD.findall(_spelling(unit)) for unit in (name, written))
    return all(map(_is_same_word, *words))


def _is_same_word(name: str, written: str) -> bool:
    if name == written:
        return True
    if len(name) == 1:
        return name not in _OF_BOTH_CASES
    if len(name) != len(written):
        return True  # ß is folded to two letters; no unit of the SI has one
    if name[0] in _PREFIXES and name[1:] in _SYMBOLS.split():
        prefix = name[0] == written[0] or written[0] not in _PREFIXES
        return prefix and (name[1:] == written[1:] or name[1:] not in _BEHIND_PREFIX)
    return True
