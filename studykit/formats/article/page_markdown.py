"""What stands within a line of an HTML page → Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from studykit.formats.article.blocks import escaped, escaped_start
from studykit.text.ruby import has_ruby, written_ruby

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SUPERSCRIPT = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True)) | {"−": "⁻"}
_SUBSCRIPT = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)) | {"−": "₋"}
_NOTE = re.compile(
    r"\s*\[?(?:\d{1,3}|[a-z]|註?\s?\d+|注\s?\d+|note \d+|citation needed|來源請求"
    r"|来源请求)\]?\s*$",
    re.IGNORECASE,
)
NOT_TEXT = {
    "script", "style", "noscript", "template", "svg", "iframe", "button", "select", "option",
    "input", "textarea", "head", "object", "embed", "canvas", "audio", "video", "dialog",
}  # fmt: skip
_DEEPEST = 60
_LONGEST_ADDRESS = 500


def inline_markdown(element: HtmlElement, address: str = "") -> str:
    """What stands in an element, on one line; `address` is where its links lead from."""
    parts: list[str] = []
    _add(element, parts, address, 0)
    return tidied("".join(parts))


_BEFORE_SIGN = re.compile(r" ([,.;:!?，。；：！？、）])")


def tidied(markdown: str) -> str:
    """Markdown of one line or of several ended by a backslash, without spare spaces."""
    text = " ".join(markdown.split())
    text = _BEFORE_SIGN.sub(r"\1", text)
    return escaped_start(text)


def inline_of(element: HtmlElement, address: str, depth: int = 0) -> str:
    """The Markdown of one element within a line, with what it is marked as."""
    tag = element.tag
    if not isinstance(tag, str) or tag in NOT_TEXT or depth > _DEEPEST:
        return ""
    if tag == "br":
        return " "
    if tag in ("math",) or "mwe-math-element" in (element.get("class") or ""):
        return _mathematics(element)
    if tag == "img":
        return _image_within(element)
    if tag == "ruby":
        return _ruby(element)
    if tag == "sup" and _is_note(element):
        return ""
    inside: list[str] = []
    _add(element, inside, address, depth + 1)
    text = "".join(inside)
    if not text.strip():
        return text
    if tag in ("b", "strong"):
        return marked(text, "**")
    if tag in ("i", "em", "cite", "dfn", "var"):
        return marked(text, "**" if tag == "dfn" else "*")
    if tag in ("code", "kbd", "samp", "tt"):
        return _code("".join(element.itertext()))
    if tag in ("sup", "sub"):
        return raised(text, tag)
    if tag == "q":
        return f"“{text}”"
    if tag == "a":
        return _link(element, text, address)
    return text


def _add(element: HtmlElement, parts: list[str], address: str, depth: int) -> None:
    if element.text:
        parts.append(escaped(element.text))
    for child in element:
        parts.append(inline_of(child, address, depth))
        if child.tail:
            parts.append(escaped(child.tail))


def marked(text: str, mark: str) -> str:
    """Text between two marks of emphasis, which stand right at its words."""
    bare = text.strip()
    if mark in bare:
        return text
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}{mark}{bare}{mark}{after}"


def _code(text: str) -> str:
    bare = " ".join(text.split())
    return f"`{bare}`" if bare and "`" not in bare else escaped(bare)


def raised(text: str, tag: str) -> str:
    """A text that is raised (`sup`) or lowered (`sub`), in characters of its own or a sign."""
    signs = _SUPERSCRIPT if tag == "sup" else _SUBSCRIPT
    bare = text.strip()
    if all(character in signs for character in bare):
        return "".join(signs[character] for character in bare)
    return f"^({bare})" if tag == "sup" else f"_({bare})"


def _is_note(element: HtmlElement) -> bool:
    """Whether a raised text only leads to a note."""
    style = element.get("class") or ""
    if "reference" in style or "noprint" in style or "footnote" in style:
        return True
    links = element.findall(".//a")
    leads = any((link.get("href") or "").lstrip("./").startswith("#") for link in links)
    return bool(_NOTE.match("".join(element.itertext()))) and (
        leads or "[" in "".join(element.itertext())
    )


def _link(element: HtmlElement, text: str, address: str) -> str:
    target = (element.get("href") or "").strip()
    bare = " ".join(text.split())
    if not bare or not target or target.startswith("#") or len(target) > _LONGEST_ADDRESS:
        return text
    try:
        target = urljoin(address, target)
    except ValueError:
        return text
    if not re.match(r"https?://\S+$", target) or "](" in bare:
        return text
    target = target.replace("(", "%28").replace(")", "%29").replace("<", "%3C")
    after = " " if text[-1:].isspace() else ""
    before = " " if text[:1].isspace() else ""
    return f"{before}[{bare}]({target}){after}"


def _ruby(element: HtmlElement) -> str:
    """`{漢字|かんじ}`; its brackets for old browsers are left out."""
    base, reading, parts = "", "", []

    def end() -> None:
        nonlocal base, reading
        if base.strip():
            written = written_ruby(base.strip(), reading.strip())
            parts.append(written if has_ruby(written) else escaped(written))
        base = reading = ""

    base = element.text or ""
    for child in element:
        if child.tag == "rt":
            reading += "".join(child.itertext())
        elif child.tag != "rp":
            if reading:
                end()
            base += "".join(child.itertext())
        if child.tail and child.tail.strip():
            if reading:
                end()
            base += child.tail
    end()
    return "".join(parts)


def _mathematics(element: HtmlElement) -> str:
    """A formula in TeX, as the page has it beside the drawn one."""
    for note in element.iter("annotation"):
        if "tex" in (note.get("encoding") or "").casefold() and note.text:
            return _tex(note.text)
    for drawn in element.iter("math", "img"):
        if source := drawn.get("alttext") or drawn.get("alt"):
            return _tex(source)
    return escaped("".join(element.itertext()))


def _tex(source: str) -> str:
    bare = " ".join(source.split())
    if bare.startswith("{\\displaystyle") and bare.endswith("}"):
        bare = bare.removeprefix("{\\displaystyle").removesuffix("}").strip()
    return f"${bare}$" if bare else ""


def _image_within(element: HtmlElement) -> str:
    """A picture within a line stands for its words: an emoji, a letter, a formula."""
    words = (element.get("alt") or "").strip()
    style = element.get("class") or ""
    if "math" in style or "tex" in style or "latex" in style:
        return _tex(words)
    return escaped(words) if 0 < len(words) <= 3 else ""
