"""Cards in files of Org mode: those of org-drill, org-fc and anki-editor.

A heading is a card by its tag (`:drill:`, `:fc:`) or by the property `ANKI_NOTE_TYPE`. Its
sides are its own text and the first heading below it, its gaps `[text||hint]` in org-drill and
`{{text}{hint}@n}` in org-fc.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, bank_text, one_paragraph
from studykit.formats.exchange import Bank, Item, Loss
from studykit.language.message import Message
from studykit.questions.gaps import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source

_HEADING = re.compile(r"(\*+)\s+(.*?)(?:\s+:([\w@#%:]+):)?\s*$")
_LONGEST = 2000
"""Characters of a heading."""
_KEYWORD = re.compile(r"#\+(\w+):\s*(.*)", re.I)
_DRAWER = re.compile(r"\s*:(\w[\w-]*):\s*$")
_PROPERTY = re.compile(r"\s*:([\w-]+)\+?:\s*(.*)")
_PLANNED = re.compile(r"\s*(?:SCHEDULED|DEADLINE|CLOSED):")
_STATE = re.compile(r"(?:TODO|DONE|NEXT|WAITING)\s+|\[#[A-Z]\]\s*")
_BLOCK = re.compile(r"\s*#\+(BEGIN|END)_(\w+)\s*(\S*)", re.I)
_CARD = re.compile(rb"^\*+ .*:(?:drill|fc):|^\s*:ANKI_NOTE_TYPE:", re.M)
_LINK = re.compile(r"\[\[([^\]]{1,2000})\](?:\[([^\]]{1,2000})\])?\]")
_DRILL_GAP = re.compile(
    r"(?<![\[\\])\[(?![\[\]\s])((?:[^\[\]|]|\|(?!\|))+)(?:\|\|([^\[\]]*))?\](?!\()"
)
_FC_GAP = re.compile(r"\{\{((?:[^{}])+)\}(?:\{([^{}]*)\})?(?:@\d+)?\}")
_CODE = re.compile(r"(?<![\w])([=~])(\S|\S.{0,500}?\S)\1(?![\w])")
_MARKS = (
    (re.compile(r"(?<![\w*])\*(\S|\S[^*\n]*?\S)\*(?![\w*])"), r"**\1**"),
    (re.compile(r"(?<![\w/:])/(\S|\S[^/\n]*?\S)/(?![\w/])"), r"*\1*"),
    (re.compile(r"(?<![\w+])\+(\S|\S[^+\n]*?\S)\+(?![\w+])"), r"~~\1~~"),
)
_FORMULA = re.compile(r"\\\((.{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]", re.DOTALL)
_TWO_WAYS = {"twosided", "double", "basic (and reversed card)"}
_OUR_TAGS = {"drill", "fc", "leech", "suspended"}


@dataclass
class _Heading:
    """A heading, its text, and the headings below it."""

    level: int
    title: str
    tags: list[str]
    line: int
    lines: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    children: list[_Heading] = field(default_factory=list)
    reviewed: bool = False

    @property
    def text(self) -> str:
        """Its own text, in Markdown."""
        return _markdown(self.lines)

    @property
    def whole(self) -> str:
        """Its text, and that of all below it."""
        return "\n\n".join(filter(None, (self.text, *(each.whole for each in self.children))))

    @property
    def is_card(self) -> bool:
        """Whether its tag or its properties say so."""
        return bool({"drill", "fc"} & set(self.tags)) or "anki_note_type" in self.properties


class OrgFormat:
    """Cards in Org mode, in."""

    name = "org"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether a heading of the text is a card."""
        return bool(_CARD.search(source.data[:1_000_000].replace(b"\r\n", b"\n")))

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the cards, a lesson for each heading that they stand below.

        Raises:
            FormatError: a file cannot be read, or holds no card.
        """
        bank = Bank()
        for source in sources:
            text = bank_text(source, options.encoding)
            root = _tree(text)
            bank.title = bank.title or root.title
            for heading, above in _walk(root, ()):
                if heading.is_card:
                    _read(bank, source.name, heading, " / ".join(above) or root.title)
        return draft_of(bank, options)


def _tree(text: str) -> _Heading:
    root = _Heading(0, "", [], 1)
    open_headings = [root]
    drawer, block = "", False
    for number, line in enumerate(text.split("\n"), start=1):
        last = open_headings[-1]
        heading = None if block or len(line) > _LONGEST else _HEADING.fullmatch(line)
        if heading:
            drawer = ""
            level = len(heading[1])
            tags = (heading[3] or "").split(":")
            title = _STATE.sub("", heading[2], count=2) if heading[2] else ""
            new = _Heading(level, _line(title), [tag for tag in tags if tag], number)
            while open_headings[-1].level >= level:
                open_headings.pop()
            open_headings[-1].children.append(new)
            open_headings.append(new)
        elif drawer:
            found = _PROPERTY.fullmatch(line)
            if line.strip().upper() == ":END:":
                drawer = ""
            elif drawer == "PROPERTIES" and found:
                last.properties[found[1].lower()] = found[2].strip()
            last.reviewed |= drawer in {"REVIEW_DATA", "LOGBOOK"}
        elif not block and (opened := _DRAWER.fullmatch(line)):
            drawer = opened[1].upper()
        elif (keyword := _KEYWORD.fullmatch(line)) and not block:
            if keyword[1].lower() == "title" and not root.title:
                root.title = keyword[2].strip()
        elif not _PLANNED.match(line) or block:
            if edge := _BLOCK.match(line):
                block = edge[1].upper() == "BEGIN"
            last.lines.append(line)
    return root


def _walk(
    heading: _Heading, above: tuple[str, ...]
) -> Iterator[tuple[_Heading, tuple[str, ...]]]:
    """The headings below one, each with the titles above it."""
    for child in heading.children:
        yield child, above
        yield from _walk(child, (*above, child.title))


def _read(bank: Bank, file: str, heading: _Heading, lesson: str) -> None:
    label = heading.title[:48]
    properties = heading.properties
    kind = next(
        (
            properties[key].lower()
            for key in ("fc_type", "drill_card_type", "anki_note_type")
            if properties.get(key)
        ),
        "",
    )
    fields = _sides(heading, kind)
    if isinstance(fields, Message):
        bank.losses.append(Loss(label, fields, True, file, heading.line))
        return
    fields["id"] = properties.get("id", "")
    fields["tags"] = [tag for tag in heading.tags if tag not in _OUR_TAGS]
    bank.items.append(Item("card", fields, lesson, heading.line, file, heading.title))
    reasons = [
        Message("The file {name} is not carried over.", name=match[1])
        for match in _LINK.finditer("\n".join(_all_lines(heading)))
        if match[1].startswith(("file:", "attachment:", "./", "../"))
    ]
    if heading.reviewed or "drill_last_reviewed" in properties:
        reasons.append(Message("The history of its reviews is not carried over."))
    bank.losses += [Loss(label, reason, False, file, heading.line) for reason in reasons]


def _all_lines(heading: _Heading) -> Iterator[str]:
    yield from heading.lines
    for child in heading.children:
        yield from _all_lines(child)


def _sides(heading: _Heading, kind: str) -> dict[str, Any] | Message:
    """The sides of a card, or its text with gaps; else why it is left out."""
    text = heading.text
    gaps = _FC_GAP if "fc" in heading.tags else _DRILL_GAP
    named = {child.title.lower(): child.whole for child in heading.children}
    raw = "\n".join(heading.lines)
    may_have_gaps = kind == "cloze" or "fc" not in heading.tags
    if kind == "cloze" and "anki_note_type" in heading.properties:
        return {"cloze": _anki_gaps(named.get("text") or text)}
    if may_have_gaps and "anki_note_type" not in heading.properties:
        hidden = _hide_links(raw)
        if gaps.search(hidden):
            return {"cloze": _with_gaps(heading, gaps)}
        if gaps.search(heading.title):
            cloze = gaps.sub(_gap, heading.title)
            return {"cloze": "\n\n".join(filter(None, (cloze, text)))}
    if "front" in named and "back" in named:
        front, back = named["front"], named["back"]
    elif kind in _TWO_WAYS and "fc" not in heading.tags and len(heading.children) > 1:
        front, back = (child.whole for child in heading.children[:2])
        front = "\n\n".join(filter(None, (text, front)))
    elif heading.children:
        back = named.get("back") or heading.children[0].whole
        own = heading.title if "fc" in heading.tags or not text else ""
        front = "\n\n".join(filter(None, (own, text)))
    else:
        front, back = heading.title, text
    if not back.strip():
        return Message("It has no answer.")
    return {"front": front, "back": back, "reverse": kind in _TWO_WAYS or None}


def _hide_links(text: str) -> str:
    return _LINK.sub("", text)


def _with_gaps(heading: _Heading, gaps: re.Pattern[str]) -> str:
    """The text of a card with our gaps; links are no gaps."""
    hidden: list[str] = []

    def hide(text: str) -> str:
        hidden.append(text)
        return f"\ue100{len(hidden) - 1}\ue101"

    text = _LINK.sub(lambda link: hide(link[0]), "\n".join(heading.lines))
    text = gaps.sub(lambda match: hide(_gap(match)), text)
    # Links are put back before the text becomes Markdown, gaps after it.
    text = re.sub(
        "\ue100(\\d+)\ue101",
        lambda m: hidden[int(m[1])] if hidden[int(m[1])].startswith("[[") else m[0],
        text,
    )
    shown = _markdown(text.split("\n"))
    return re.sub("\ue100(\\d+)\ue101", lambda m: hidden[int(m[1])], shown)


def _gap(match: re.Match[str]) -> str:
    hint = f"::{escaped(_line(match[2]))}" if match[2] else ""
    return "{{" + escaped(_line(match[1])) + hint + "}}"


def _anki_gaps(text: str) -> str:
    return re.sub(r"\{\{c\d+::(.*?)\}\}", r"{{\1}}", text)


def _line(text: str) -> str:
    return one_paragraph(_inline(text))


def _markdown(lines: list[str]) -> str:
    out: list[str] = []
    quote = fence = False
    for line in lines:
        edge = _BLOCK.match(line)
        if edge and edge[2].upper() in {"SRC", "EXAMPLE"}:
            fence = edge[1].upper() == "BEGIN"
            out.append(f"```{edge[3] if fence else ''}".rstrip())
        elif edge:
            quote = edge[1].upper() == "BEGIN" and edge[2].upper() == "QUOTE"
        elif fence:
            out.append(line)
        elif not re.match(r"\s*#(?:\s|$|\+)", line):
            out.append(("> " if quote else "") + _inline(line.strip() if quote else line))
    return dedent("\n".join(out)).strip()


def _inline(text: str) -> str:
    """Emphasis, code, links and formulas of Org mode as those of Markdown."""
    hidden: list[str] = []

    def hide(shown: str) -> str:
        hidden.append(shown)
        return f"\ue200{len(hidden) - 1}\ue201"

    text = _FORMULA.sub(lambda m: hide(f"${m[1]}$" if m[1] else f"$${m[2]}$$"), text)
    text = _CODE.sub(lambda match: hide(f"`{match[2]}`"), text)
    text = _LINK.sub(lambda match: hide(_link(match[1], match[2])), text)
    for pattern, shown in _MARKS:
        text = pattern.sub(shown, text)
    while "\ue200" in text:
        text = re.sub("\ue200(\\d+)\ue201", lambda match: hidden[int(match[1])], text)
    return text


def _link(target: str, shown: str | None) -> str:
    if target.startswith(("http://", "https://")):
        return f"[{shown or target}]({target})"
    return shown or target.removeprefix("file:")
