"""Word files (.docx) → their text: headings, lists with their numbers, tables, notes, formulas.

Word keeps the numbers of lists out of the text; they are counted as it does, since an exam's
stems and options are told apart by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

from studykit.formats.archive import Archive
from studykit.formats.article.blocks import escaped
from studykit.formats.article.page_markdown import marked, raised, tidied
from studykit.formats.base import FormatError
from studykit.formats.document.opened import NOT_WHOLE, Opened
from studykit.formats.document.word_formula import tex_of
from studykit.formats.document.word_numbering import (
    Label,
    Numbering,
    attribute,
    child,
    local,
    numbering_of,
)
from studykit.formats.xml_tree import XmlError, check_prolog
from studykit.language.message import in_a_row
from studykit.text.ruby import has_ruby, written_ruby

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_DEEPEST = 60
"""Elements in one another that are looked into."""
_BLANK = "____"
_NO_TITLE = re.compile(r"Microsoft Word|Document ?\d*$|Untitled|未命名|文档\d*$|文件\d*$", re.I)
_PASSED_OVER = {
    "del", "moveFrom", "rPr", "pPr", "tblPr", "tblGrid", "sectPr", "instrText", "delText",
    "sdtPr", "sdtEndPr", "Fallback", "rubyPr",
}  # fmt: skip


class _Look(NamedTuple):
    """How a piece of a line looks."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    """`sup`, `sub` or empty."""
    ready: bool = False
    """Whether the text is Markdown already."""
    link: str = ""


@dataclass
class _Style:
    name: str = ""
    base: str = ""
    level: int | None = None
    """Of a heading, from 1."""
    list_id: str = ""
    depth: int = 0


class _Piece(NamedTuple):
    """A paragraph or a table."""

    markdown: str
    plain: str
    item: bool = False


@dataclass
class _Line:
    """What stands in a paragraph, as it is gathered."""

    pieces: list[tuple[str, _Look]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """The labels of the notes it refers to."""
    boxes: list[Element] = field(default_factory=list)
    """The text boxes anchored in it."""


def read_word(data: bytes) -> Opened:
    """The text of a Word file.

    Raises:
        FormatError: it is damaged, too large, or declares entities.
    """
    try:
        return _Word(Archive(data)).opened()
    except (ElementTree.ParseError, RecursionError, KeyError, LookupError, ValueError):
        raise FormatError(NOT_WHOLE) from None
    except XmlError as error:
        raise FormatError(in_a_row(NOT_WHOLE, error.message)) from None


class _Word:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.names = set(archive.names())
        self.main = self._main_part()
        folder = self.main.rpartition("/")[0]
        self.numbering = Numbering()
        self.styles: dict[str, _Style] = {}
        self.links = self._relations(self.main)
        self.notes: dict[str, str] = {}
        """What each note says, by `footnote 1` and the like."""
        self.labels: dict[str, int] = {}
        self.pieces: list[_Piece] = []
        self.title = ""
        self.pictures = 0
        self.list_depth = -1
        self._take_styles(self._tree(f"{folder}/styles.xml"))
        self.numbering = numbering_of(self._tree(f"{folder}/numbering.xml"))
        for kind in ("footnote", "endnote"):
            self._take_notes(kind, self._tree(f"{folder}/{kind}s.xml"))

    def opened(self) -> Opened:
        """The document, read from its first paragraph to its last."""
        for element in self._children_of_body():
            self._block(element, 0)
        return Opened(
            "docx",
            "".join(self._joined()),
            "\n".join(piece.plain for piece in self.pieces if piece.plain.strip()),
            self.title or self._declared_title(),
            pictures=self.pictures,
        )

    def _joined(self) -> Iterator[str]:
        before = None
        for piece in self.pieces:
            if not piece.markdown:
                continue
            if before is not None:
                yield "\n" if before.item and piece.item else "\n\n"
            yield piece.markdown
            before = piece

    # Parts of the archive

    def _main_part(self) -> str:
        root = self._tree("_rels/.rels")
        for each in () if root is None else root:
            if attribute(each, "Type").endswith("/officeDocument"):
                name = attribute(each, "Target").lstrip("/")
                if name in self.names:
                    return name
        if "word/document.xml" not in self.names:
            raise FormatError(NOT_WHOLE)
        return "word/document.xml"

    def _tree(self, name: str) -> Element | None:
        if name not in self.names:
            return None
        data = self.archive.read(name)
        check_prolog(data)
        return ElementTree.fromstring(data)

    def _children_of_body(self) -> Iterator[Element]:
        """One after the other, each forgotten when the next is asked for."""
        check_prolog(self.archive.begin(self.main, 65_536))
        parser: Any = ElementTree.XMLPullParser(("start", "end"))
        way: list[Element] = []
        for chunk in self.archive.chunks(self.main):
            parser.feed(chunk)
            for event, element in parser.read_events():
                if event == "start":
                    way.append(element)
                    continue
                way.pop()
                if len(way) == 2 and local(way[1].tag) == "body":
                    yield element
                    way[1].clear()
        parser.close()

    def _relations(self, part: str) -> dict[str, str]:
        folder, _, name = part.rpartition("/")
        root = self._tree(normpath(join(folder, "_rels", f"{name}.rels")))
        return {
            attribute(each, "Id"): attribute(each, "Target")
            for each in (() if root is None else root)
            if attribute(each, "TargetMode") == "External"
        }

    def _declared_title(self) -> str:
        root = self._tree("docProps/core.xml")
        found = None if root is None else child(root, "title")
        text = " ".join((found.text or "").split()) if found is not None else ""
        return "" if _NO_TITLE.match(text) else text

    def _take_styles(self, root: Element | None) -> None:
        for each in () if root is None else root:
            if local(each.tag) != "style" or attribute(each, "type") != "paragraph":
                continue
            name, base = child(each, "name"), child(each, "basedOn")
            properties = child(each, "pPr")
            style = _Style(
                "" if name is None else attribute(name, "val").casefold(),
                "" if base is None else attribute(base, "val"),
            )
            if properties is not None:
                style.level = _outline_level(properties)
                style.list_id, style.depth = _list_of(properties)
            self.styles[attribute(each, "styleId")] = style

    def _style(self, properties: Element | None) -> _Style:
        """The style of a paragraph, with what it has from those it is based on."""
        named = None if properties is None else child(properties, "pStyle")
        key = "" if named is None else attribute(named, "val")
        own = self.styles.get(key, _Style(key.casefold()))
        result = _Style(own.name, own.base, own.level, own.list_id, own.depth)
        for _ in range(10):
            if own.level is None and (found := re.match(r"heading (\d)", own.name)):
                result.level = result.level or int(found[1])
            own = self.styles.get(own.base, _Style())
            result.level = own.level if result.level is None else result.level
            if not result.list_id:
                result.list_id, result.depth = own.list_id, result.depth or own.depth
        return result

    def _take_notes(self, kind: str, root: Element | None) -> None:
        for note in () if root is None else root:
            if attribute(note, "type") in ("separator", "continuationSeparator"):
                continue
            texts = []
            for each in note.iter():
                if local(each.tag) == "p":
                    line = _Line()
                    self._gather(each, line, _Look(), 0)
                    texts.append(_markdown(line.pieces))
            self.notes[f"{kind} {attribute(note, 'id')}"] = " ".join(filter(None, texts))

    # Paragraphs and tables

    def _block(self, element: Element, depth: int) -> None:
        if depth > _DEEPEST:
            return
        match local(element.tag):
            case "p":
                self._paragraph(element)
            case "tbl":
                self._table(element)
            case "sdt" if _is_contents(element):
                pass  # a table of contents repeats the headings
            case name if name not in _PASSED_OVER:
                for each in element:
                    self._block(each, depth + 1)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self._style(properties)
        if style.name.startswith(("toc ", "table of ")):
            return
        line = _Line()
        self._gather(element, line, _Look(), 0)
        lines = _lines(line.pieces)
        level = style.level if properties is None else _outline_level(properties) or style.level
        label = self._label(properties, style) if any(map(_shows, lines)) else None
        if level and len(lines) == 1:
            label = None
        if style.name == "title" and not self.title and not self.pieces:
            self.title = " ".join(_plain(each) for each in lines)
        elif level:
            heading = " ".join(filter(None, map(_plain, lines)))
            if heading:
                self._put(f"{'#' * min(level, 6)} {escaped(heading)}", heading)
        elif label is not None:
            self._item(label, lines)
        else:
            self.list_depth = -1
            for pieces in lines:
                self._line(style, pieces)
        for note in line.notes:
            text = self.notes.get(note, "")
            if text:
                self._put(f"[^{self._note_number(note)}]: {text}", "")
        for box in line.boxes:
            for each in box:
                self._block(each, 1)

    def _line(self, style: _Style, pieces: list[tuple[str, _Look]]) -> None:
        text, plain = _markdown(pieces), _plain(pieces)
        if not text and not plain:
            return
        if text and style.name == "caption":
            self._put(f"*{escaped(plain)}*", plain)
        elif "quote" in style.name:
            self._put(f"> {text}", plain)
        elif re.search(r"\bcode\b|preformatted|listing", style.name):
            code = "".join(part for part, _ in pieces)
            last = self.pieces[-1] if self.pieces else None
            if last is not None and last.markdown.startswith("```"):
                self.pieces.pop()
                self._put(f"{last.markdown[:-3]}{code}\n```", f"{last.plain}\n{code}")
            else:
                self._put(f"```\n{code}\n```", code)
        else:
            self._put(text, plain)

    def _label(self, properties: Element | None, style: _Style) -> Label | None:
        list_id, depth = ("", 0) if properties is None else _list_of(properties)
        if not list_id:
            list_id, depth = style.list_id, depth or style.depth
        return self.numbering.next(list_id, depth) if list_id not in ("", "0") else None

    def _item(self, label: Label, lines: list[list[tuple[str, _Look]]]) -> None:
        self.list_depth = min(label.depth, self.list_depth + 1)
        text = " ".join(filter(None, map(_markdown, lines)))
        plain = "\n".join(filter(None, map(_plain, lines)))
        number = re.fullmatch(r"(\d{1,9})[.)、．]?", label.text)
        mark = (
            f"{number[1]}. " if number else f"- {escaped(label.text)} " if label.text else "- "
        )
        indent = "    " * self.list_depth
        self._put(f"{indent}{mark}{text}", f"{label.text} {plain}".strip(), item=True)

    def _table(self, table: Element) -> None:
        rows: list[list[_Piece]] = []
        for row in _children(table, "tr"):
            cells = []
            for cell in _children(row, "tc"):
                outer, self.pieces = self.pieces, []
                for each in cell:
                    self._block(each, 2)
                inner, self.pieces = self.pieces, outer
                wide = child(cell, "tcPr", "gridSpan")
                marks = [re.sub(r"\s*\n\s*", " ", p.markdown).strip() for p in inner]
                plain = " ".join(piece.plain for piece in inner if piece.plain)
                cells.append(_Piece(" ".join(filter(None, marks)).replace("|", "\\|"), plain))
                span = attribute(wide, "val") if wide is not None else "1"
                cells += [_Piece("", "")] * (min(int(span), 60) - 1 if span.isdigit() else 0)
            if any(cell.markdown for cell in cells):
                rows.append(cells)
        widest = max(map(len, rows), default=0)
        plain = "\n".join("  ".join(c.plain for c in row if c.plain) for row in rows)
        if widest == 1 or len(rows) == 1:  # a frame around a text is no table
            for piece in (piece for row in rows for piece in row):
                self._put(piece.markdown.replace("\\|", "|"), piece.plain)
            return
        lines = [
            f"| {' | '.join([c.markdown for c in row] + [''] * (widest - len(row)))} |"
            for row in rows
        ]
        if lines:
            lines.insert(1, "|" + " --- |" * widest)
            self._put("\n".join(lines), plain)

    def _put(self, markdown: str, plain: str, *, item: bool = False) -> None:
        if not item:
            self.list_depth = -1
        self.pieces.append(_Piece(markdown, plain, item))

    # Within a line

    def _gather(self, element: Element, line: _Line, look: _Look, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for each in element:
            name = local(each.tag)
            if name in _PASSED_OVER:
                continue
            match name:
                case "r" if not _is_formula(each):
                    self._run(each, line, look, depth + 1)
                case "hyperlink":
                    target = self.links.get(attribute(each, "id"), "")
                    if re.match(r"https?://[^\s()<>]+$", target):
                        look_in = look._replace(link=target)
                    else:
                        look_in = look
                    self._gather(each, line, look_in, depth + 1)
                case "oMath":
                    tex = " ".join(tex_of(each).split())
                    if tex:
                        line.pieces.append((f"${tex}$", _Look(ready=True)))
                case _:
                    self._gather(each, line, look, depth + 1)

    def _run(self, run: Element, line: _Line, look: _Look, depth: int) -> None:
        properties = child(run, "rPr")
        underlined = False
        if properties is not None:
            if _is_on(properties, "vanish"):
                return
            height = child(properties, "vertAlign")
            up = "" if height is None else attribute(height, "val")
            underlined = child(properties, "u") is not None and _is_on(properties, "u")
            look = look._replace(
                bold=_is_on(properties, "b"),
                italic=_is_on(properties, "i"),
                raised={"superscript": "sup", "subscript": "sub"}.get(up, ""),
            )
        for each in run:
            match local(each.tag):
                case "t":
                    text = each.text or ""
                    if underlined and len(text) > 1 and not text.strip():
                        text = _BLANK
                    line.pieces.append((text, look))
                case "tab" | "ptab":
                    line.pieces.append((_BLANK if underlined else "\t", look))
                case "br" if attribute(each, "type") != "page":
                    line.pieces.append(("\n", _Look(ready=True)))
                case "cr":
                    line.pieces.append(("\n", _Look(ready=True)))
                case "noBreakHyphen":
                    line.pieces.append(("-", look))
                case "footnoteReference" | "endnoteReference" as name:
                    self._note(
                        f"{name.removesuffix('Reference')} {attribute(each, 'id')}", line
                    )
                case "ruby":
                    self._ruby(each, line, look)
                case "drawing" | "pict" | "object" | "AlternateContent":
                    self._drawing(each, line)

    def _note(self, note: str, line: _Line) -> None:
        if self.notes.get(note):
            line.pieces.append((f"[^{self._note_number(note)}]", _Look(ready=True)))
            line.notes.append(note)

    def _note_number(self, note: str) -> int:
        return self.labels.setdefault(note, len(self.labels) + 1)

    def _ruby(self, element: Element, line: _Line, look: _Look) -> None:
        base, reading = _Line(), _Line()
        for name, into in (("rubyBase", base), ("rt", reading)):
            if (found := child(element, name)) is not None:
                self._gather(found, into, look, 1)
        shown, said = _plain(base.pieces), _plain(reading.pieces)
        written = written_ruby(shown, said)
        line.pieces.append((written, _Look(ready=True) if has_ruby(written) else look))

    def _drawing(self, element: Element, line: _Line) -> None:
        """Text boxes are read; of pictures is said how many there are."""
        boxes = []
        words = picture = ""
        stack = [element]
        while stack:
            each = stack.pop()
            name = local(each.tag)
            if name == "Fallback":
                continue
            if name == "txbxContent":
                boxes.append(each)
                continue
            if name in ("blip", "imagedata", "OLEObject"):
                picture = "picture"
            if name == "docPr":
                words = " ".join(attribute(each, "descr").split()) or words
            stack += reversed(list(each))
        line.boxes += boxes
        if picture:
            self.pictures += 1
            shown = f"[picture: {words}]" if words else "[picture]"
            line.pieces.append((shown, _Look(raised="picture")))


def _lines(pieces: list[tuple[str, _Look]]) -> list[list[tuple[str, _Look]]]:
    """The lines of a paragraph, which its author broke by hand."""
    lines: list[list[tuple[str, _Look]]] = [[]]
    for text, look in pieces:
        if text == "\n" and look.ready:
            lines.append([])
        else:
            lines[-1].append((text, look))
    return lines


def _shows(pieces: list[tuple[str, _Look]]) -> bool:
    return any(text.strip() for text, _ in pieces)


def _plain(pieces: list[tuple[str, _Look]]) -> str:
    """A line without marks; notes are left out, raised figures are characters of their own."""
    parts = []
    for text, look in pieces:
        if look.raised in ("sup", "sub"):
            parts.append(raised(text, look.raised))
        elif not (look.ready and text.startswith("[^")):
            parts.append(text)
    return re.sub(r"[ \u00a0]+", " ", "".join(parts).replace("\t", "  ")).strip()


def _markdown(pieces: list[tuple[str, _Look]]) -> str:
    """A line with its emphasis, links and formulas; pictures are left out."""
    runs: list[tuple[str, _Look]] = []
    for text, look in pieces:
        if look.raised == "picture":
            continue
        if runs and (runs[-1][1] == look or (not text.strip() and not look.ready)):
            runs[-1] = (runs[-1][0] + text, runs[-1][1])
        else:
            runs.append((text, look))
    weights = {look.bold for text, look in runs if text.strip() and not look.ready}
    bold = weights == {True}
    parts = []
    for text, look in runs:
        if look.ready:
            parts.append(text)
            continue
        shown = escaped(text)
        if look.raised:
            shown = raised(shown, look.raised)
        mark = ("**" if look.bold and not bold else "") + ("*" if look.italic else "")
        if mark and shown.strip():
            shown = marked(shown, mark)
        if look.link and shown.strip():
            shown = f"[{shown.strip()}]({look.link})"
        parts.append(shown)
    line = tidied("".join(parts))
    return f"**{line}**" if bold and line and "*" not in line else line


def _is_on(properties: Element, name: str) -> bool:
    found = child(properties, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "none", "off")


def _outline_level(properties: Element) -> int | None:
    found = child(properties, "outlineLvl")
    value = "" if found is None else attribute(found, "val")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else None


def _list_of(properties: Element) -> tuple[str, int]:
    """The list that a paragraph stands in, and how deep."""
    list_id = child(properties, "numPr", "numId")
    depth = child(properties, "numPr", "ilvl")
    shown = "" if depth is None else attribute(depth, "val")
    return (
        "" if list_id is None else attribute(list_id, "val"),
        int(shown) if shown.isdigit() else 0,
    )


def _is_contents(element: Element) -> bool:
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"


def _is_formula(element: Element) -> bool:
    return "/math" in str(element.tag)


def _children(element: Element, name: str) -> Iterator[Element]:
    """The rows or cells right in an element, also those in controls of a form."""
    for each in element:
        if local(each.tag) == name:
            yield each
        elif local(each.tag) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _children(each, name)
