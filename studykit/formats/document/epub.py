"""E-books (EPUB) → their text, chapter by chapter in the order in which they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from studykit.formats.archive import Archive
from studykit.formats.article.blocks import escaped, letters, unmarked
from studykit.formats.article.decoding import decoded
from studykit.formats.article.page_blocks import blocks_of
from studykit.formats.base import FormatError, MissingExtraError
from studykit.formats.document.opened import LONGEST, Opened
from studykit.formats.xml_tree import XmlError, parse_xml
from studykit.language.message import NOTHING, Message, in_a_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from studykit.formats.article.page_blocks import Found
    from studykit.formats.xml_tree import Element

_NOT_WHOLE = Message(
    "This e-book is damaged or not whole: download it once more, and import it again."
)
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""What hides a font and no text."""
_NOTE_TYPES = re.compile(r"\b(?:foot|end|rear)notes?\b|\bdoc-(?:foot|end)notes?\b")
_MARK = re.compile("\ue200(\\d+)\ue201")
_MOST_LINKED = 0.6
"""Share of a file's letters that stand in links, above which it is a table of contents."""


@dataclass
class _Notes:
    """What notes say, by their numbers, and where each stands: file and id."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)


def read_epub(data: bytes) -> Opened:
    """The text of an e-book.

    Raises:
        FormatError: it is damaged, locked or too large.
        MissingExtraError: lxml is not installed.
    """
    try:
        from lxml import etree
        from lxml.html import HTMLParser, document_fromstring
    except ImportError:
        raise MissingExtraError(
            Message(
                "This is an e-book. Install studykit with its extra `documents` to read it."
            )
        ) from None
    archive = Archive(data)
    names = set(archive.names())
    _check_locks(archive, names)
    package, folder = _package(archive)
    pages: dict[str, HtmlElement] = {}
    size = 0
    for name in _reading_order(package, folder):
        if name not in names:
            raise FormatError(_NOT_WHOLE)
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(archive.read(name))[0])
        size += len(text)
        if size > 4 * LONGEST:
            raise FormatError(Message("This e-book is longer than a course can be."))
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            pages[name] = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (etree.LxmlError, ValueError):
            continue  # a file without an element has no text
    notes = _taken_notes(pages)
    shown: list[str] = []
    plain: list[str] = []
    book = _metadata(package, "title")
    for page in pages.values():
        blocks = blocks_of(page, "")
        linked = sum(each.linked * len(each.letters) for each in blocks)
        if linked > _MOST_LINKED * sum(len(each.letters) for each in blocks):
            continue
        for markdown, line in _written(page, blocks, book, notes):
            shown.append(markdown)
            plain.append(line)
    language, date = _metadata(package, "language"), _metadata(package, "date")
    return Opened(
        "epub",
        "\n\n".join(shown),
        "\n".join(filter(None, plain)),
        book,
        language,
        date[:10] if re.match(r"\d{4}-\d{2}-\d{2}", date) else "",
        sum(1 for page in pages.values() for _ in page.iter("img", "image")),
    )


def _check_locks(archive: Archive, names: set[str]) -> None:
    locked = "META-INF/rights.xml" in names
    if "META-INF/encryption.xml" in names:
        methods = re.findall(
            r'EncryptionMethod\s+Algorithm="([^"]*)"',
            archive.read("META-INF/encryption.xml").decode("utf-8", "replace"),
        )
        locked |= any(method not in _FONTS for method in methods)
    if locked:
        raise FormatError(
            Message(
                "This e-book is locked (DRM), so that only its shop's programs can read it:"
                " import a copy that is not."
            )
        )


def _package(archive: Archive) -> tuple[Element, str]:
    """The description of the book, and the folder that its names start from."""
    try:
        container, _ = parse_xml(archive.read("META-INF/container.xml"))
        roots = container.first("rootfiles")
        root = None if roots is None else roots.first("rootfile")
        name = "" if root is None else root.attributes.get("full-path", "")
        package, error = parse_xml(archive.read(name))
    except (XmlError, KeyError) as problem:
        detail = problem.message if isinstance(problem, XmlError) else NOTHING
        raise FormatError(in_a_row(_NOT_WHOLE, detail)) from None
    if error is not None:
        raise FormatError(_NOT_WHOLE)
    return package, name.rpartition("/")[0]


def _reading_order(package: Element, folder: str) -> Iterator[str]:
    """The names of the book's pages, without its table of contents."""
    manifest, spine = package.first("manifest"), package.first("spine")
    if manifest is None or spine is None:
        raise FormatError(_NOT_WHOLE)
    items = {item.attributes.get("id", ""): item.attributes for item in manifest.all("item")}
    for reference in spine.all("itemref"):
        item = items.get(reference.attributes.get("idref", ""), {})
        is_page = "html" in item.get("media-type", "")
        if is_page and "nav" not in item.get("properties", "").split():
            yield normpath(join(folder, unquote(item.get("href", ""))))


def _metadata(package: Element, name: str) -> str:
    metadata = package.first("metadata")
    found = None if metadata is None else metadata.first(name)
    return "" if found is None else " ".join(found.whole_text.split())


def _taken_notes(pages: dict[str, HtmlElement]) -> _Notes:
    """The notes, taken out of the pages; a mark stands where each is referred to."""
    notes = _Notes()
    elements: dict[tuple[str, str], HtmlElement] = {}
    for name, page in pages.items():
        for each in page.iter():
            if isinstance(each.tag, str) and each.get("id") and _is_note(each):
                elements[name, each.get("id")] = each
    for name, page in pages.items():
        for link in list(page.iter("a")):
            file, _, target = (link.get("href") or "").partition("#")
            where = normpath(join(name.rpartition("/")[0], unquote(file))) if file else name
            note = elements.get((where, target))
            if note is None or any(each is note for each in link.iterancestors()):
                continue
            number = notes.numbers.setdefault((where, target), len(notes.numbers) + 1)
            link.tag = "span"
            for inner in list(link):
                link.remove(inner)
            link.text = f"\ue200{number}\ue201"
            above = link.getparent()
            if above is not None and above.tag == "sup":
                above.tag = "span"
    for key, number in notes.numbers.items():
        note = elements[key]
        for back in list(note.iter("a")):
            if (back.get("href") or "").partition("#")[2] and len(
                letters(back.text_content())
            ) < 4:
                back.drop_tree()
        text = " ".join(note.text_content().split())
        notes.texts[number] = escaped(re.sub(r"^(?:\d+[.:]?|\*)\s+", "", text))
    for key in notes.numbers:
        note = elements[key]
        if note.getparent() is not None:
            note.drop_tree()
    return notes


def _is_note(element: HtmlElement) -> bool:
    """Whether an element is one note, by what it or the list around it is called."""
    words = f"{element.get('epub:type') or ''} {element.get('role') or ''}"
    if re.search(r"\b(?:foot|end|rear)note\b|\bdoc-(?:foot|end)note\b", words):
        return True
    if element.tag not in ("li", "p", "div", "dd"):
        return False
    above = [element, *element.iterancestors()][:4]
    return any(
        _NOTE_TYPES.search(
            f"{e.get('epub:type') or ''} {e.get('role') or ''} {e.get('class') or ''}"
        )
        for e in above
    )


def _written(
    page: HtmlElement, blocks: list[Found], book: str, notes: _Notes
) -> Iterator[tuple[str, str]]:
    """A page's blocks as Markdown and as plain text; the highest of its headings is of the
    first level, whatever the book's other pages have."""
    levels = [found.block.level for found in blocks if found.block.level]
    above = min(levels, default=1) - 1
    named = page.find(".//title")
    title = "" if named is None else " ".join((named.text or "").split())
    if not levels and blocks and title and letters(title) not in ("", letters(book)):
        yield f"# {escaped(title)}", title
    for found in blocks:
        block = found.block
        text = _MARK.sub(r"[^\1]", block.text)
        plain = unmarked(text)
        if block.level:
            text = f"{'#' * (block.level - above)} {_MARK.sub('', block.text)}"
        yield text, plain
        for number in map(int, _MARK.findall(block.text)):
            if notes.texts.get(number):
                yield f"[^{number}]: {notes.texts[number]}", ""
