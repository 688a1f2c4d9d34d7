"""Formulas of Word (OMML) → TeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.document.word_numbering import attribute, child, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 40
_SPECIAL = re.compile(r"([#$%&_{}])")
_SIGNS = {"∑": "\\sum", "∫": "\\int", "∏": "\\prod", "√": "\\sqrt", "\\": "\\backslash "}


def tex_of(element: Element, depth: int = 0) -> str:
    """What stands in a part of a formula, in TeX."""
    if depth > _DEEPEST:
        return ""
    name = local(element.tag)

    def part(of: str) -> str:
        found = child(element, of)
        return "" if found is None else tex_of(found, depth + 1)

    match name:
        case "t":
            return _SPECIAL.sub(r"\\\1", element.text or "").replace("\\\\", "\\backslash ")
        case "f":
            return f"\\frac{{{part('num')}}}{{{part('den')}}}"
        case "sSup":
            return f"{_base(part('e'))}^{{{part('sup')}}}"
        case "sSub":
            return f"{_base(part('e'))}_{{{part('sub')}}}"
        case "sSubSup":
            return f"{_base(part('e'))}_{{{part('sub')}}}^{{{part('sup')}}}"
        case "rad":
            degree = part("deg")
            return f"\\sqrt{f'[{degree}]' if degree else ''}{{{part('e')}}}"
        case "nary":
            sign = _property(element, "naryPr", "chr", "∫")
            low, high = part("sub"), part("sup")
            return (
                _SIGNS.get(sign, sign)
                + (f"_{{{low}}}" if low else "")
                + (f"^{{{high}}}" if high else "")
                + f" {part('e')}"
            )
        case "d":
            begin = _property(element, "dPr", "begChr", "(")
            end = _property(element, "dPr", "endChr", ")")
            inner = [tex_of(e, depth + 1) for e in element if local(e.tag) == "e"]
            return f"{_bracket(begin)}{', '.join(inner)}{_bracket(end)}"
        case _ if name.endswith("Pr"):
            return ""
    return "".join(tex_of(each, depth + 1) for each in element)


def _base(tex: str) -> str:
    return tex if len(tex) <= 1 else f"{{{tex}}}"


def _bracket(sign: str) -> str:
    return f"\\{sign}" if sign in ("{", "}") else sign


def _property(element: Element, group: str, name: str, otherwise: str) -> str:
    found = child(element, group, name)
    return otherwise if found is None else attribute(found, "val")
