"""A saved page → the blocks of its article.

Which parts of a page are the article is a library's judgement (trafilatura). How they are
written is ours: blocks are taken from the page itself, so that headings, lists with their
numbers, tables, listings, quotations, figures and links stay what they are.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from studykit.formats.article.blocks import Article, Block, Dropped, letters, unmarked
from studykit.formats.article.decoding import ArticleError
from studykit.formats.article.page_markdown import (
    NOT_TEXT,
    escaped,
    inline_markdown,
    inline_of,
    tidied,
)
from studykit.formats.article.page_regions import region_of
from studykit.formats.article.sentences import is_wide
from studykit.formats.base import MissingExtraError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from studykit.formats.article.blocks import Kind

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_DEEPEST = 150
"""Elements in one another; what lies deeper is read as plain text."""
_TELLING = 12
"""Letters from which on a text is surely found again, or surely not."""
_PIECE = 20
"""Letters of a long text that are looked for at a time."""
_MOST_PIECES = 12
_LEAST = 80
"""Letters of an article; a page with fewer has none."""
_LEAST_WIDE = 30
"""The same in Chinese, Japanese and Korean."""
_MOST_LINKED = 0.6
"""Share of a block's letters that stand in links, above which it is navigation."""
_LEAST_TITLE = 8
"""Letters of a title that may be a link."""
_LONGEST_HEADING = 120
"""Characters; what is longer is a text in large letters."""
_NEAR_HEADING = 2
"""Blocks before the first sure one within which a heading belongs to it."""
_STRUCTURES = ("code", "table", "quote", "figure")
"""What the library may pass over where it ends an article."""
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:?)[-_ ]([A-Za-z0-9+#]+)")
_SITE = re.compile(
    r"\s+[|–—·»]\s+|\s+-\s+|(?<=\S)[_｜|](?=\S)|-(?=[^-]*(?:網|网|新聞|新闻|百科)$)"
)
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BAR = re.compile(r"\s+[|»｜]\s+")
_PUBLISHED = ("article:published_time", "date", "dc.date", "pubdate", "publishdate")


@dataclass
class Found:
    """A block with what decides whether it belongs to the article."""

    block: Block
    way: tuple[int, ...]
    """The elements that it stands in, outermost first."""
    region: str
    """What kind of part of the page it stands in; empty where nothing speaks against it."""
    linked: float
    """The share of its letters that stand in links."""
    letters: str = ""
    inside: bool | None = None
    """Whether it is in the library's text; None for a text too short to tell."""
    taken: bool = field(default=False)


def page_article(text: str) -> Article:
    """The article of a page.

    Raises:
        ArticleError: the page has no article.
        MissingExtraError: trafilatura is not installed.
    """
    try:
        from lxml import etree
        from lxml.html import HTMLParser, document_fromstring
        from trafilatura import bare_extraction
    except ImportError:
        raise MissingExtraError(
            "This is a web page. Install studykit with its extra `article` to read it."
        ) from None
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise ArticleError("This page has no article.") from None
    article = Article()
    _take_head(page, article)
    blocks = Walk(page, article.address).blocks()
    extraction: Any = None
    # Where it fails, nothing is known of the page but what it says of itself.
    with suppress(etree.LxmlError, ValueError, RecursionError):
        extraction = bare_extraction(
            text,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            include_images=False,
            include_links=False,
            deduplicate=False,
        )
    body = "" if extraction is None else letters("".join(extraction.body.itertext()))
    _judge(blocks, body)
    if sum(len(each.letters) for each in blocks if each.inside) < _LEAST:
        # Too little for the library to judge by: paragraphs speak for themselves.
        for each in blocks:
            each.inside = len(each.letters) >= _TELLING and each.linked < 0.3
    article.title = _title(page, blocks, article, extraction)
    article.date = article.date or str(getattr(extraction, "date", None) or "")
    _divide(blocks, article)
    return article


def _take_head(page: HtmlElement, article: Article) -> None:
    article.language = (
        page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()
    for meta in page.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").casefold()
        content = (meta.get("content") or "").strip()
        if key in _PUBLISHED and not article.date:
            found = re.match(r"\d{4}-\d{2}-\d{2}", content)
            article.date = found[0] if found else ""
        elif key == "og:url":
            article.address = content
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or ""):
            article.address = link.get("href") or article.address
    for base in page.iter("base"):
        article.address = urljoin(article.address, base.get("href") or "")
        break
    if not article.address.startswith(("http://", "https://")):
        article.address = ""


class Walk:
    """From the page's elements to its blocks, in order."""

    def __init__(self, page: HtmlElement, address: str) -> None:
        self.page = page
        self.address = address
        self.found: list[Found] = []
        self.way: list[int] = []
        self.paragraphs = sum(len(p.text_content()) for p in page.iter("p"))
        self.regions: list[str] = [""]

    def blocks(self) -> list[Found]:
        body = self.page.find("body")
        self._element(self.page if body is None else body)
        return self.found

    def _element(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in NOT_TEXT or _is_hidden(element):
            return
        self.way.append(id(element))
        self.regions.append(self.regions[-1] or region_of(element, self.paragraphs))
        self._inside(element, tag)
        self.way.pop()
        self.regions.pop()

    def _inside(self, element: HtmlElement, tag: str) -> None:
        if len(self.way) > _DEEPEST:
            self._put(element, escaped(" ".join(element.text_content().split())), "text")
        elif re.fullmatch("h[1-6]", tag):
            heading = re.sub(
                r"\s*\\?\[[^\[\]]{1,6}\\?\]\s*$|\s*[¶#]\s*$", "", _heading(element)
            )
            long = len(heading) > _LONGEST_HEADING
            self._put(element, heading, "text", 0 if long else int(tag[1]))
        elif tag == "pre":
            self._put(element, _listing(element), "code")
        elif tag == "table":
            self._table(element)
        elif tag in ("ul", "ol", "menu"):
            self._list(element)
        elif tag == "dl":
            self._definitions(element)
        elif tag == "blockquote":
            self._quotation(element)
        elif tag == "figure":
            self._figure(element)
        elif tag == "img":
            self._picture(element, "")
        elif (
            tag == "figcaption" or "caption" in (element.get("class") or "").casefold().split()
        ):
            self._put(element, inline_markdown(element, self.address), "figure")
        else:
            self._mixed(element)

    def _mixed(self, element: HtmlElement) -> None:
        """An element of blocks, or of a line, or of both."""
        run: list[str] = [escaped(element.text or "")]
        linked = [0]
        line = element

        def end() -> None:
            text = tidied("".join(run))
            if text:
                self._put(line, text, "text", linked=linked[0])
            run.clear()
            linked[0] = 0

        breaks = 0
        for child in element:
            tag = child.tag
            if isinstance(tag, str):
                if tag == "br":
                    breaks += 1
                    run.append(" ")
                    if breaks == 2 or _is_wide("".join(run)):
                        end()
                elif tag in _BLOCKS or (tag not in ("a", "b", "i") and _has_blocks(child)):
                    end()
                    self._element(child)
                elif tag == "img" and not "".join(run).strip():
                    self._element(child)
                elif tag not in NOT_TEXT and not _is_hidden(child):
                    breaks = 0
                    if tag == "a" or child.find(".//a") is not None:
                        linked[0] += len(letters(child.text_content()))
                    if _has_picture(child):
                        end()
                        self._element(child)
                    else:
                        run.append(inline_of(child, self.address))
            if child.tail and child.tail.strip():
                breaks = 0
            run.append(escaped(child.tail or ""))
        end()

    def _put(
        self,
        element: HtmlElement,
        text: str,
        kind: Kind,
        level: int = 0,
        linked: int | None = None,
    ) -> None:
        if not text.strip():
            return
        bare = letters(unmarked(text))
        if linked is None:
            linked = sum(len(letters(a.text_content())) for a in element.iter("a"))
        share = min(1.0, linked / len(bare)) if bare else 0.0
        line = element.sourceline or 1
        block = Block(text, line, level, kind, alone=kind == "text" and not level)
        region = next(filter(None, self.regions), "")
        self.found.append(Found(block, tuple(self.way), region, share, bare))

    def _table(self, table: HtmlElement) -> None:
        rows = [row for row in table.iter("tr") if _nearest(row, "table") is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        widest = max(map(len, cells), default=0)
        laid_out = table.find(".//th") is None and any(
            table.find(f".//{tag}") is not None for tag in ("table", "pre", "h2", "h3", "form")
        )
        laid_out |= any(len(cell.findall(".//p")) > 2 for row in cells for cell in row)
        if laid_out or widest < 2:
            for cell in (cell for row in cells for cell in row):
                self._element(cell)
            return
        if (caption := table.find("caption")) is not None:
            self._put(caption, f"**{inline_markdown(caption, self.address)}**", "table")
        lines = []
        for row in cells:
            texts = [inline_markdown(c, self.address).replace("|", "\\|") for c in row]
            if any(texts):
                lines.append(f"| {' | '.join(texts + [''] * (widest - len(texts)))} |")
        if lines:
            lines.insert(1, "|" + " --- |" * widest)
            self._put(table, "\n".join(lines), "table")

    def _list(self, element: HtmlElement) -> None:
        number = int(start) if (start := element.get("start") or "1").isdigit() else 1
        for item in element:
            if item.tag in ("ul", "ol"):
                self._element(item)
            if item.tag != "li" or _is_hidden(item):
                continue
            mark = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            self.way.append(id(item))
            self.regions.append(self.regions[-1] or region_of(item, self.paragraphs))
            if any(item.find(f".//{tag}") is not None for tag in ("pre", "table", "h2", "h3")):
                self._mixed(item)
            else:
                self._put(item, _item(item, mark, self.address, 0), "item")
            self.way.pop()
            self.regions.pop()

    def _definitions(self, element: HtmlElement) -> None:
        term = ""
        for child in element.iter("dt", "dd"):
            if _nearest(child, "dl") is not element:
                continue
            text = inline_markdown(child, self.address)
            if child.tag == "dt":
                term = text.strip("*")
            elif text:
                self._put(child, f"- **{term}**: {text}" if term else f"- {text}", "item")
                term = ""

    def _quotation(self, element: HtmlElement) -> None:
        inside = Walk(self.page, self.address)
        inside._mixed(element)
        texts = [found.block.text for found in inside.found]
        if texts:
            text = "\n\n".join(texts)
            self._put(
                element, "\n".join(f"> {line}".rstrip() for line in text.split("\n")), "quote"
            )

    def _figure(self, element: HtmlElement) -> None:
        if element.find(".//pre") is not None or element.find(".//table") is not None:
            self._mixed(element)
            return
        caption = element.find(".//figcaption")
        words = "" if caption is None else inline_markdown(caption)
        picture = element.find(".//img")
        if picture is not None:
            self._picture(picture, unmarked(words))
        elif words:
            self._put(element, words, "figure")

    def _picture(self, element: HtmlElement, caption: str) -> None:
        words = " ".join((element.get("alt") or caption).split())
        source = element.get("data-src") or element.get("src") or ""
        try:
            source = urljoin(self.address, source.strip())
        except ValueError:
            source = ""
        if not words or not re.match(r"https?://[^\s()<>]+$", source):
            if caption:
                self._put(element, f"*{escaped(caption)}*", "figure")
            return
        quoted = caption.replace('"', "”").replace("\\", "")
        title = f' "{quoted}"' if caption else ""
        self._put(element, f"![{escaped(words)}]({source}{title})", "figure")


def _heading(element: HtmlElement) -> str:
    for spare in list(element.iter("span", "a", "button")):
        style = spare.get("class") or ""
        if re.search(r"editsection|headerlink|anchor|permalink", style) and not re.search(
            r"headline", style
        ):
            text = letters(spare.text_content())
            if len(text) < len(letters(element.text_content())):
                spare.drop_tree()
    return unmarked(inline_markdown(element))


def _item(item: HtmlElement, mark: str, address: str, depth: int) -> str:
    """An item of a list with the lists within it, further in."""
    parts, lists = [escaped(item.text or "")], []
    for child in item:
        if child.tag in ("ul", "ol") and depth < 4:
            lists.append(child)
        elif (
            isinstance(child.tag, str)
            and child.tag in _BLOCKS
            and child.tag not in ("ul", "ol")
        ):
            nested = list(child.iter("ul", "ol")) if depth < 4 else []
            lists += [each for each in nested if _nearest(each, "li") is item]
            if not nested:
                parts.append(f" {inline_of(child, address)} ")
        elif child.tag not in ("ul", "ol"):
            parts.append(inline_of(child, address))
        parts.append(escaped(child.tail or ""))
    lines = [f"{mark}{tidied(''.join(parts))}".rstrip()]
    for each in lists:
        number = 1
        for inner in each.findall("li"):
            sign = f"{number}. " if each.tag == "ol" else "- "
            number += 1
            text = _item(inner, sign, address, depth + 1)
            lines += [" " * len(mark) + line for line in text.split("\n")]
    return "\n".join(line for line in lines if line.strip() not in ("-", mark.strip()))


def _listing(element: HtmlElement) -> str:
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


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").casefold()
    return ("display:none" in style and element.tag != "math") or element.get(
        "hidden"
    ) is not None


def _has_blocks(element: HtmlElement) -> bool:
    return any(child.tag in _BLOCKS for child in element.iter() if child is not element)


def _has_picture(element: HtmlElement) -> bool:
    return element.find(".//img") is not None and not element.text_content().strip()


def _is_wide(text: str) -> bool:
    """Whether a line that ends here is a paragraph of Chinese or Japanese."""
    return bool(re.search(r"[。！？」』”…]\s*$", text)) or "\u3000" in text


def _nearest(element: HtmlElement, tag: str) -> HtmlElement | None:
    return next(element.iterancestors(tag), None)


# What belongs to the article


def _judge(found: list[Found], body: str) -> None:
    """Which blocks are in the library's text."""
    for each in found:
        text = each.letters
        if len(text) < _TELLING:
            each.inside = None
        elif len(text) <= 2 * _PIECE:
            each.inside = text in body
        else:
            pieces = [text[at : at + _PIECE] for at in range(0, len(text) - _PIECE + 1, _PIECE)]
            pieces = pieces[:_MOST_PIECES]
            each.inside = sum(piece in body for piece in pieces) >= 0.5 * len(pieces)


def _divide(found: list[Found], article: Article) -> None:
    """The article's blocks in order, and the rest with what it is."""
    sure = [n for n, each in enumerate(found) if each.inside and not each.region]
    near: dict[int, set[int]] = {}
    for number in sure:
        if found[number].linked <= _MOST_LINKED:
            for depth, element in enumerate(reversed(found[number].way[-3:])):
                near.setdefault(element, set()).add(depth)
    for number, each in enumerate(found):
        if each.region:
            continue
        between = bool(sure) and sure[0] < number < sure[-1]
        beside = any(element in near for element in each.way[-3:])
        if each.inside:
            each.taken = each.linked <= _MOST_LINKED or (between and each.block.kind != "item")
            # A list of links amid the text may be one that the author made.
            each.taken |= between and each.linked <= 0.95 and len(each.letters) > 30
        elif each.block.level:
            # What the library begins with may lack its heading.
            each.taken = between or (bool(sure) and 0 < sure[0] - number <= _NEAR_HEADING)
        elif each.inside is None and sure and number == sure[-1] + 1:
            each.taken = each.way[:-1] == found[sure[-1]].way[:-1] and not each.linked
        else:
            within = between or each.block.kind in _STRUCTURES
            each.taken = within and beside and each.linked <= _MOST_LINKED
    _drop_empty_headings(found)
    for each in found:
        if each.taken:
            article.blocks.append(each.block)
        elif each.region != "title":
            kind = each.region or (
                "navigation" if each.linked > _MOST_LINKED else "other parts"
            )
            article.dropped.append(Dropped(each.block.line, kind, unmarked(each.block.text)))
    whole = sum(len(each.letters) for each in found if each.taken and not each.block.level)
    wide = sum(c > "\u2e7f" for each in found if each.taken for c in each.letters)
    if whole < (_LEAST_WIDE if wide > whole / 2 else _LEAST):
        raise ArticleError(
            "This page has no article: a menu, a form or a player alone cannot be studied."
        )


def _drop_empty_headings(found: list[Found]) -> None:
    """A heading that nothing of the article follows is none of it."""
    following = 0  # the level of the next heading; 7 where a text comes before it
    for each in reversed(found):
        if not each.taken:
            continue
        if not each.block.level:
            following = 7
        elif following <= each.block.level:
            each.taken = False
        else:
            following = each.block.level


def _title(page: HtmlElement, found: list[Found], article: Article, extraction: Any) -> str:
    """The title: the heading that the page's own title repeats; never a link's text."""
    declared = ""
    for key in ("og:title", "twitter:title", "headline", "dc.title"):
        for meta in page.iter("meta"):
            if (meta.get("property") or meta.get("name") or "").casefold() == key:
                declared = declared or " ".join((meta.get("content") or "").split())
    named = page.find(".//title")
    page_title = "" if named is None else " ".join((named.text or "").split())
    heads = [e for e in found if e.block.level and e.region in ("", "masthead")]
    known = letters(f"{declared} {page_title}")
    first = next(
        (n for n, e in enumerate(found) if e.inside and not (e.region or e.block.level)), 0
    )
    own = [e for e in heads if e.linked < 0.5 and e in found[:first]]
    site = {letters(_SITE.split(each)[-1]) for each in (declared, page_title) if each}
    site -= {letters(each) for each in (declared, page_title)}
    named_so = [
        e
        for e in heads
        if e.block.level <= 3 and len(e.letters) >= 2 and e.letters in known
        # A logo is a link, and short.
        if e.linked < 0.5 or len(e.letters) >= _LEAST_TITLE
    ]
    if named_so:
        titles = [letters(each) for each in (declared, page_title) if each]

        def doubt(e: Found) -> tuple[bool, bool, int, int]:
            """The more doubtful of two headings is the greater: most titles end in the site."""
            begins = any(each.startswith(e.letters) for each in titles)
            return e.letters in site, not begins, e.block.level, -len(e.letters)

        best = min(named_so, key=doubt)
        best.region = "title"
        return unmarked(best.block.text)
    bare = _BAR.split(declared)[0].strip() or _SITE.split(page_title)[0].strip()
    if own and not declared and len(bare.split()) == 1 and not is_wide(bare):
        # One word alone is rather the site's name than an article's.
        title = min(own, key=lambda e: e.block.level)
        title.region = "title"
        return unmarked(title.block.text)
    ones = [e for e in heads if e.block.level == 1 and e.linked < 0.5]
    if not bare and len(ones) == 1:
        ones[0].region = "title"
        return unmarked(ones[0].block.text)
    return bare or str(getattr(extraction, "title", None) or "")
