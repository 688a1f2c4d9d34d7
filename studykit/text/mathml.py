"""LaTeX mathematics → MathML, which browsers set and screen readers read aloud."""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

from studykit.text.mathematics import LONGEST, in_line
from studykit.text.sanitize import harmless

_ATTRIBUTES = {"accent", "accentunder", "columnalign", "display", "displaystyle", "fence"} | {
    *("form", "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits"),
    *("rowspacing", "columnspacing", "rspace", "scriptlevel", "separator", "stretchy", "width"),
    *("columnlines", "rowlines", "notation"),
}
"""What an author's formula may set; links, colours and styles of the page are not among it."""


@lru_cache(maxsize=512)
def mathml(latex: str, *, display: bool) -> str | None:
    """The formula as an element of HTML, `display` on lines of its own; None where only the
    text of `studykit.text.mathematics` can show it, as with chemistry."""
    from latex2mathml.converter import convert_to_element

    if len(latex) > LONGEST or "\\ce" in latex:
        return None
    try:
        root = convert_to_element(latex, display="block" if display else "inline")
    except Exception:  # the library names a dozen errors of its own, and meets others
        return None
    root.set("alttext", in_line(latex))
    for element in root.iter():
        # The library writes signs as entities and would have them unescaped in the whole.
        element.text = harmless(unescape(element.text or "")) or None
        if (element.text or "").startswith("\\"):
            return None  # a command that it does not know
        for name in set(element.attrib) - _ATTRIBUTES - {"alttext"}:
            del element.attrib[name]
    return ElementTree.tostring(root, encoding="unicode")
