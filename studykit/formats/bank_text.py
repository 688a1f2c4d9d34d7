"""What banks of several formats have in common: bytes → text, HTML in it → Markdown, several
numbers → the answers of a question."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from studykit.formats.article.decoding import EMPTY, NO_TEXT, decoded
from studykit.formats.base import FormatError, MissingExtraError, naming
from studykit.language.message import Message
from studykit.text.ruby import written_ruby

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studykit.formats.base import Source

LARGEST = 50_000_000
"""Bytes; a bank of 50,000 questions has some 20 MB."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_RAISED = re.compile(r"<(su[bp])>([^<>]*)</\1>", re.I)
_SUBSCRIPTS = str.maketrans("0123456789+-=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
_SUPERSCRIPTS = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_ANY_TAG = re.compile(r"<[^>]*>")
_SIMPLE_TAG = re.compile(r"</?(?:b|strong|i|em)>|<br\s*/?>", re.I)
_LOOSE = re.compile(
    r"<(?:b|strong|i|em)>(?:\s|[^<]*<br)|\s</|></|>\s*<br|^<br|\s<br|<br\s*/?>(?:\s|<|$)", re.I
)
"""Emphasis that begins or ends with a space, holds nothing, or breaks its line."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_HIGH = re.compile(rb"[\x80-\xff]")


def check_size(source: Source, largest: int = LARGEST) -> None:
    """Refuse a file that is empty or has more than `largest` bytes.

    Raises:
        FormatError: it is so.
    """
    if not source.data.strip():
        raise FormatError(EMPTY)
    if len(source.data) > largest:
        raise FormatError(
            Message(
                "A file of this kind has at most {n} MB; this one has more.",
                n=largest // 1_000_000,
            )
        )


def bank_text(source: Source, encoding: str | None = None) -> str:
    """The text of a file, with one kind of line end.

    Without `encoding` it is UTF-8, UTF-16 by its mark, Windows-1252 where bytes beyond ASCII
    stand alone as letters with accents do, else Chinese by what is in daily use.

    Raises:
        FormatError: it is empty, too long, or no text.
    """
    with naming(source):
        check_size(source)
        return _text(source.data, encoding)


def _text(data: bytes, encoding: str | None) -> str:
    if encoding is None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            high = len(_HIGH.findall(data[:1_000_000]))
            if len(_ALONE.findall(data[:1_000_000])) >= 0.9 * high:
                encoding = "windows-1252"
        else:
            if not text.strip():
                raise FormatError(EMPTY)
            if len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 100:
                raise FormatError(NO_TEXT)
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return decoded(data, encoding)[0]


def csv_rows(
    text: str, separator: str = ",", *, strict: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table in a text, each with the line where it ends.

    Raises:
        FormatError: a cell is broken, as far as `strict` looks at it, or too long.
    """
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:
        reason = Message("The table breaks here: a cell is too long, or a quote is open.")
        raise FormatError(reason, reader.line_num) from None


def is_html(text: str) -> bool:
    """Whether a text has tags or entities."""
    return bool(_TAG.search(text))


def markdown_of(html: str) -> str:
    """HTML as Markdown; a text without tags and entities stays as it is.

    Raises:
        MissingExtraError: the package that reads HTML is not installed.
    """
    formulas: list[str] = []

    def hidden(match: re.Match[str]) -> str:
        display = match[1] is not None or match[2] is not None
        latex = unescape(next(filter(None, match.groups()), "")).strip()
        formulas.append(f"$${latex}$$" if display else f"${latex}$")
        return f"\ue100{len(formulas) - 1}\ue101"

    text = _markdown(_FORMULA.sub(hidden, with_ruby_marked(html)))
    return re.sub("\ue100(\\d+)\ue101", lambda match: formulas[int(match[1])], text)


def with_ruby_marked(text: str) -> str:
    """A text with `{漢字|かんじ}` for what HTML shows above characters."""
    return _RUBY.sub(lambda ruby: written_ruby(unescape(ruby[1]), unescape(ruby[2])), text)


_RUBY = re.compile(
    r"<ruby>(?:<rb>)?([^<]+)(?:</rb>)?(?:<rp>[^<]*</rp>)?<rt>([^<]*)</rt>(?:<rp>[^<]*</rp>)?</ruby>",
    re.I,
)
_FORMULA = re.compile(
    r"\\\[(.+?)\\\]|\[\$\$\](.+?)\[/\$\$\]|\\\((.+?)\\\)|\[\$\](.+?)\[/\$\]", re.DOTALL
)
"""How Moodle, Anki and most pages mark formulas: `\\[…\\]`, `\\(…\\)`, `[$]…[/$]`."""


def _markdown(html: str) -> str:
    if not is_html(html):
        return html.strip()
    body = html.strip()
    if body.startswith("<p>") and body.endswith("</p>"):
        body = body[3:-4]
    paragraphs = [_simple_markdown(each) for each in re.split(r"</p>\s*<p>", body)]
    if all(paragraphs):
        return "\n\n".join(filter(None, paragraphs))
    try:
        from markdownify import MarkdownConverter
    except ImportError:
        raise MissingExtraError(
            Message(
                "The texts are HTML. Install studykit with its extra `exchange` to read them."
            )
        ) from None
    converter = MarkdownConverter(heading_style="ATX", bullets="-", newline_style="backslash")
    text: str = converter.convert(_RAISED.sub(_in_unicode, html))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _simple_markdown(html: str) -> str | None:
    """What the package makes of a text with nothing but plain emphasis and line breaks, in a
    twentieth of its time; None for any other text."""
    tags = _ANY_TAG.findall(html)
    if not all(map(_SIMPLE_TAG.fullmatch, tags)) or _LOOSE.search(html) or "`" in html:
        return None
    names = [tag.lower() for tag in tags if not tag.lower().startswith("<br")]
    pairs = zip(names[::2], names[1::2], strict=False)
    if len(names) % 2 or any(end != start.replace("<", "</") for start, end in pairs):
        return None
    text = re.sub(r"([*_])", r"\\\1", re.sub(r"\s+", " ", html.strip()))
    text = re.sub(r"\s?<br\s*/?>\s?", "\\\\\n", text, flags=re.I)
    text = re.sub(r"</?(?:b|strong)>", "**", text, flags=re.I)
    return unescape(re.sub(r"</?(?:i|em)>", "*", text, flags=re.I))


def _in_unicode(match: re.Match[str]) -> str:
    """A text that is raised or lowered, in characters of its own where there are such."""
    below = match[1].lower() == "sub"
    table, sign = (_SUBSCRIPTS, "_") if below else (_SUPERSCRIPTS, "^")
    text = match[2].strip()
    return text.translate(table) if all(ord(c) in table for c in text) else f"{sign}({text})"


def one_paragraph(text: str) -> str:
    """A text for a field of one line."""
    return " ".join(text.split())


def split_points(text: str) -> tuple[str, list[str]]:
    """A model answer, and the list of key points at its end."""
    lines = text.rstrip().split("\n")
    points: list[str] = []
    while lines and (match := re.match(r"\s*[-*•]\s+(.*)", lines[-1])):
        points.insert(0, one_paragraph(match[1]))
        lines.pop()
    return "\n".join(lines).strip(), points


def number_fields(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The fields of a `numerical` question whose answers were `found`, each with `answer`,
    `tolerance`, `weight` and `feedback`: the only one in short, several as a list. Of two that
    are the same the first counts; where none earns all points, the best one does."""
    first: dict[str, dict[str, Any]] = {}
    for entry in found:
        first.setdefault(f"{entry['answer']} {entry['tolerance']}", entry)
    found = list(first.values())
    only = found[0]
    if len(found) == 1 and only["weight"] == 1 and not only["feedback"]:
        return {"answer": only["answer"], "tolerance": only["tolerance"]}
    if all(entry["weight"] < 1 for entry in found):
        best = max(entry["weight"] for entry in found)
        found = [entry | {"weight": entry["weight"] / best} for entry in found]
    for entry in found:
        if entry["weight"] == 1:
            del entry["weight"]
    return {"answers": found}


def with_gap(text: str, name: str, answers: Iterable[str]) -> str:
    """`text` with a gap of ours, which takes `answers`, wherever it has `[name]`; what the name
    is made of may have been escaped in Markdown."""
    mark = "".join(rf"\\?{re.escape(character)}" for character in f"[{name}]")
    gap = "{{" + "|".join(answers) + "}}"
    return re.sub(mark, lambda _: gap, text)
