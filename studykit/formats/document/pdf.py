"""PDFs with text → headings and paragraphs, told apart by size, weight and place.

A PDF holds pieces of text and where each is drawn. What is larger than the body is a heading;
what comes at the same place on most pages is none of the text; lines go together where the
distance, the indent and the length of the line before say so.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from studykit.formats.article.blocks import escaped
from studykit.formats.article.page_markdown import raised, tidied
from studykit.formats.base import FormatError, MissingExtraError
from studykit.formats.document.opened import LONGEST, Opened
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_WHOLE = Message(
    "This PDF is damaged or not whole: download it once more, and import it again; or save it"
    " anew from a program that shows it."
)
_NO_TEXT = Message(
    "This PDF has pictures of pages and no text: have its text recognised (OCR) first, and"
    " import what comes of it."
)
_LOCKED = Message(
    "This PDF is locked (encrypted): save it without protection where you may, and import that."
)
_LARGER = 1.12
"""How many times the body's size a heading is at least."""
_SMALLER = 0.9
"""How many times the body's size a note is at most."""
_LONGEST_HEADING = 120
_MOST_LEVELS = 4
_NEAR = 2.0
"""Points within which two lines of different pages stand at the same height."""
_BULLET = re.compile(r"[•●▪■◦‣∙⁃◆\uf0b7\uf0a7\uf0d8]\s*|[–-]\s+")
_NUMBER = re.compile(r"(\d{1,3})[.)、．]\s*(?=\D)")
_LETTER = re.compile(r"[(（]?[A-Ha-h][.)）．、]\s*\S")
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|table|abb(?:ildung|\.)|tabelle|tab\.)\s?\d+|[图圖表]\s?\d+", re.I
)
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page |p\. ?|第\s?)?\d{1,4}(?:\s?(?:/|of|von)\s?\d{1,4}|\s?[页頁])?[-–—\s]*$",
    re.I,
)
_ENDS = tuple(".!?。！？:：;；」』”")
_RADICALS = str.maketrans(
    "⻑⺠⻄⻅⻆⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻰⻨⻉⻁⻙⻟⻒⺟⻌⻳",
    "長民西见角车长门青页风飞食马骨鬼鱼鸟黄齐龙麦贝虎韦饣長母辶龟",
)
"""Signs that some fonts give instead of the characters they look like."""
_NO_TITLE = re.compile(
    r"microsoft word|untitled|無標題|无标题|document ?\d*$|.*\.\w{2,4}$", re.I
)


class _Chunk(NamedTuple):
    x: float
    y: float
    size: float
    bold: bool
    text: str


@dataclass
class _Line:
    """A line of a page."""

    x: float
    y: float
    size: float
    bold: bool
    text: str
    page: int

    @property
    def end(self) -> float:
        """About where it ends, in points."""
        wide = sum(character > "\u2e7f" for character in self.text)
        return self.x + self.size * (wide + 0.5 * (len(self.text) - wide))


def read_pdf(data: bytes) -> Opened:
    """The text of a PDF.

    Raises:
        FormatError: it is damaged, locked, or has no text.
        MissingExtraError: pypdf is not installed.
    """
    try:
        import pypdf
    except ImportError:
        raise MissingExtraError(
            Message("This is a PDF. Install studykit with its extra `documents` to read it.")
        ) from None
    if b"%%EOF" not in data[-4096:]:
        raise FormatError(_NOT_WHOLE)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters of it is said below
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        _unlock(reader)
        pages = _pages(reader)
        title = str((reader.metadata and reader.metadata.title) or "")
        language = str(reader.root_object.get("/Lang") or "")
    except FormatError:
        raise
    except pypdf.errors.DependencyError:
        raise FormatError(_LOCKED) from None
    except Exception:  # a damaged PDF ends in whatever its reader trips over
        raise FormatError(_NOT_WHOLE) from None
    if sum(len(line.text) for lines in pages for line in lines) < 10 * len(pages) + 10:
        raise FormatError(_NO_TEXT)
    pieces = list(_Layout(pages).pieces())
    return Opened(
        "pdf",
        _joined([markdown for markdown, _ in pieces]),
        "\n".join(plain for _, plain in pieces),
        "" if _NO_TITLE.match(title.strip()) else " ".join(title.split()),
        language if re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", language) else "",
    )


def _unlock(reader: Any) -> None:
    """Open what takes no password: such a PDF only may not be printed or changed."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise FormatError(_LOCKED)


def _joined(texts: list[str]) -> str:
    parts: list[str] = []
    for before, text in zip([None, *texts], texts, strict=False):
        if before is not None:
            tight = before.startswith("- ") and text.startswith("- ")
            parts.append("\n" if tight else "\n\n")
        parts.append(text)
    return "".join(parts)


def _pages(reader: Any) -> list[list[_Line]]:
    pages: list[list[_Line]] = []
    size = 0
    for number, page in enumerate(reader.pages):
        chunks: list[_Chunk] = []

        def visit(text: str, cm: Any, tm: Any, *font: Any, into: Any = chunks) -> None:
            if not text.strip("\n"):
                return
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = hypot(tm[2], tm[3]) * hypot(cm[2], cm[3])
            name = str((font[0] or {}).get("/BaseFont") or "")
            bold = bool(re.search(r"bold|black|heavy|demi|[-,]bd|heiti|simhei", name, re.I))
            into.append(_Chunk(x, y, abs(font[1] * scale), bold, _normal(text.strip("\n"))))

        page.extract_text(visitor_text=visit)
        pages.append(list(_lines(chunks, number)))
        size += sum(len(line.text) for line in pages[-1])
        if size > LONGEST:
            raise FormatError(Message("This PDF is longer than a course can be."))
    return _without_margins(pages)


def _normal(text: str) -> str:
    """Ligatures and radicals as the letters and characters that they stand for."""
    text = re.sub(
        "[\ufb00-\ufb06\u2f00-\u2fdf\uf900-\ufaff]", lambda m: normalize("NFKC", m[0]), text
    )
    return text.translate(_RADICALS).replace("\u00ad", "").replace("\x00", "")


def _lines(chunks: list[_Chunk], page: int) -> Iterator[_Line]:
    run: list[_Chunk] = []
    for chunk in chunks:
        if run and abs(chunk.y - run[0].y) > 0.6 * max(chunk.size, run[0].size, 1):
            yield from _line(run, page)
            run = []
        run.append(chunk)
    yield from _line(run, page)


def _line(run: list[_Chunk], page: int) -> Iterator[_Line]:
    sizes: Counter[float] = Counter()
    for chunk in run:
        sizes[round(chunk.size, 1)] += len(chunk.text.strip())
    if not sizes or not max(sizes.values()):
        return
    size = sizes.most_common(1)[0][0]
    main = next(chunk for chunk in run if round(chunk.size, 1) == size)
    parts = []
    for number, chunk in enumerate(run):
        text = chunk.text
        away = chunk.y - main.y
        bare = text.strip()
        if (
            bare
            and chunk.size < 0.85 * size
            and abs(away) > 0.1 * size
            and len(bare) <= 6
            and number
        ):
            text = raised(bare, "sup" if away > 0 else "sub")
        parts.append(text)
    text = " ".join("".join(parts).split())
    if text:
        bold = all(chunk.bold for chunk in run if chunk.text.strip())
        yield _Line(run[0].x, main.y, size, bold, text, page)


def _without_margins(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without running titles and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({_margin(line) for line in _outer(lines)})
    often = max(3, 0.3 * len(pages))
    result = []
    for lines in pages:
        outer = _outer(lines)
        gone = {
            id(line)
            for line in outer
            if seen[_margin(line)] >= often or _PAGE_NUMBER.match(line.text)
        }
        result.append([line for line in lines if id(line) not in gone])
    return result


def _margin(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.y / _NEAR)


def _outer(lines: list[_Line]) -> list[_Line]:
    """The two highest and the two lowest lines of a page."""
    heights = sorted({round(line.y, 1) for line in lines})
    outer = {*heights[:2], *heights[-2:]}
    return [line for line in lines if round(line.y, 1) in outer]


class _Layout:
    """Which lines of a document are headings, and which go together."""

    def __init__(self, pages: list[list[_Line]]) -> None:
        self.pages = pages
        sizes: Counter[float] = Counter()
        for line in (line for lines in pages for line in lines):
            sizes[line.size] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else 1.0
        larger = sorted({s for s in sizes if s >= _LARGER * self.body}, reverse=True)
        self.levels = {size: min(n, _MOST_LEVELS) for n, size in enumerate(larger, start=1)}
        gaps = Counter(
            round(a.y - b.y)
            for lines in pages
            for a, b in pairwise(lines)
            if a.size == b.size == self.body and 0 < a.y - b.y < 4 * self.body
        )
        self.gap = gaps.most_common(1)[0][0] if gaps else 1.3 * self.body
        body = [line for lines in pages for line in lines if line.size == self.body]
        ends = sorted(line.end for line in body)
        self.right = ends[int(0.9 * len(ends))] if ends else 0.0
        self.plain_weight = sum(not line.bold for line in body) > len(body) / 2

    def pieces(self) -> Iterator[tuple[str, str]]:
        """Paragraphs and headings, in Markdown and plain."""
        run: list[_Line] = []
        notes: list[list[_Line]] = []
        for lines in self.pages:
            last = max(
                (n for n, ln in enumerate(lines) if ln.size > _SMALLER * self.body), default=-1
            )
            for number, line in enumerate(lines):
                if number > last >= 0:
                    if (
                        notes
                        and notes[-1][-1].page == line.page
                        and not _NUMBER.match(line.text)
                    ):
                        notes[-1].append(line)
                    else:
                        notes.append([line])
                    continue
                if run and self._begins(run, line):
                    yield from self._piece(run)
                    run = []
                    if self._level(line):
                        yield from self._notes(notes)
                run.append(line)
        if run:
            yield from self._piece(run)
        yield from self._notes(notes)

    def _notes(self, notes: list[list[_Line]]) -> Iterator[tuple[str, str]]:
        for note in notes:
            text = _text(note)
            yield f"*{escaped(text)}*", text
        notes.clear()

    def _level(self, line: _Line) -> int:
        return self.levels.get(line.size, 0) if len(line.text) <= _LONGEST_HEADING else 0

    def _begins(self, run: list[_Line], line: _Line) -> bool:
        """Whether a line begins something new."""
        last = run[-1]
        if self._level(line) or self._level(last):
            far = abs(last.y - line.y) > 2.2 * line.size and last.page == line.page
            return line.size != last.size or far or last.page != line.page
        if line.bold != last.bold and self.plain_weight:
            return True
        if _BULLET.match(line.text) or _LETTER.match(line.text):
            return True
        if _NUMBER.match(line.text) and (last.text.endswith(_ENDS) or _is_item(run)):
            return True
        if abs(line.size - last.size) > 0.15 * self.body or _CAPTION.match(line.text):
            return True
        short = last.end < self.right - 6 * self.body
        moved = line.page != last.page or line.y > last.y + self.body
        if moved:  # the next page or column
            return last.text.endswith(_ENDS) and short
        if last.y - line.y > 1.35 * self.gap:
            return True
        indent = line.x - last.x
        if len(run) == 1 and _is_item(run):
            indent = min(indent, 0.0)
        if indent > 0.9 * self.body and last.text.endswith(_ENDS):
            return True
        return short and last.text.endswith(_ENDS)

    def _piece(self, run: list[_Line]) -> Iterator[tuple[str, str]]:
        text = _text(run)
        if level := self._level(run[0]):
            yield f"{'#' * level} {escaped(text)}", text
        elif bullet := _BULLET.match(text):
            yield f"- {escaped(text[bullet.end() :])}", text[bullet.end() :]
        elif (number := _NUMBER.match(text)) and not (len(run) == 1 and run[0].bold):
            yield f"{number[1]}. {escaped(text[number.end() :])}", text
        elif _CAPTION.match(text) and len(text) < 300:
            yield f"*{escaped(text)}*", text
        elif (
            all(line.bold for line in run)
            and self.plain_weight
            and len(text) <= _LONGEST_HEADING
        ):
            yield f"**{escaped(text)}**", text
        else:
            yield tidied(escaped(text)), text


def _is_item(run: list[_Line]) -> bool:
    return bool(_BULLET.match(run[0].text) or _NUMBER.match(run[0].text))


def _text(run: list[_Line]) -> str:
    """Lines as one."""
    text = run[0].text
    for line in run[1:]:
        if re.search(r"[^\W\d_]-$", text) and line.text[:1].islower():
            text = text[:-1] + line.text
        elif text[-1:] > "\u2e7f" or line.text[:1] > "\u2e7f":
            text += line.text
        else:
            text += f" {line.text}"
    return text
