"""What single elements of a page hold, as Markdown: headings, items of lists, listings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.article.blocks import escaped, letters, unmarked
from studykit.formats.article.page_markdown import inline_markdown, inline_of, tidied

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_DEEPEST_LIST = 4
"""Lists in one another; the items of deeper ones stand on one line."""
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:?)[-_ ]([A-Za-z0-9+#]+)")


def heading_of(element: HtmlElement) -> str:
    for spare in list(element.iter("span", "a", "button")):
        style = spare.get("class") or ""
        if re.search(r"editsection|headerlink|anchor|permalink", style) and not re.search(
            r"headline", style
        ):
            text = letters(spare.text_content())
            if len(text) < len(letters(element.text_content())):
                spare.drop_tree()
    return unmarked(inline_markdown(element))


def item_of(item: HtmlElement, mark: str, address: str, depth: int) -> str:
    """An item of a list with the lists within it, further in."""
    parts: list[str] = []
    lists: list[HtmlElement] = []
    _take(item, parts, lists if depth < _DEEPEST_LIST else None, address)
    lines = [f"{mark}{tidied(''.join(parts))}".rstrip()]
    for each in lists:
        number = 1
        for inner in each.findall("li"):
            sign = f"{number}. " if each.tag == "ol" else "- "
            number += 1
            text = item_of(inner, sign, address, depth + 1)
            lines += [" " * len(mark) + line for line in text.split("\n")]
    return "\n".join(line for line in lines if line.strip() not in ("-", mark.strip()))


def _take(
    element: HtmlElement, parts: list[str], lists: list[HtmlElement] | None, address: str
) -> None:
    """Add what stands in an element to the parts of a line, and the lists in it to `lists`;
    without `lists` they are part of the line."""
    parts.append(escaped(element.text or ""))
    for child in element:
        if child.tag in ("ul", "ol") and lists is not None:
            lists.append(child)
            parts.append(" ")
        elif child.tag in BLOCKS:
            parts.append(" ")
            _take(child, parts, lists, address)
            parts.append(" ")
        else:
            parts.append(inline_of(child, address))
        parts.append(escaped(child.tail or ""))


def listing_of(element: HtmlElement) -> str:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    text = "".join(element.itertext()).strip("\n").rstrip()
    if not text.strip():
        return ""
    language = ""
    parent = element.getparent()
    near = [element, *element.iter("code"), *([] if parent is None else [parent])]
    for each in near:
        found = _LANGUAGE.search(each.get("class") or "")
        language = language or (found[1] if found else each.get("data-lang") or "")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return f"{fence}{language.casefold()}\n{text}\n{fence}"


def is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").casefold()
    return ("display:none" in style and element.tag != "math") or element.get(
        "hidden"
    ) is not None


def linked_letters(element: HtmlElement) -> int:
    """How many letters and digits of an element stand in links."""
    links = (each for each in element.iter("a") if each.get("href"))
    return sum(len(letters(link.text_content())) for link in links)


def has_blocks(element: HtmlElement) -> bool:
    return any(child.tag in BLOCKS for child in element.iter() if child is not element)


def has_picture(element: HtmlElement) -> bool:
    return element.find(".//img") is not None and not element.text_content().strip()


def ends_a_paragraph(text: str) -> bool:
    """Whether a line that ends here is a paragraph of Chinese or Japanese."""
    return bool(re.search(r"[。！？」』”…]\s*$", text)) or "\u3000" in text


def nearest(element: HtmlElement, tag: str) -> HtmlElement | None:
    return next(element.iterancestors(tag), None)
