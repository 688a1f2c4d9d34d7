"""An author's Markdown → blocks of marked text, as every face shows it.

What a text can hold: Markdown of CommonMark with tables, footnotes and strikethrough. A few
rules beside it keep what was written on the screen:

- A text of one line takes inline marks only: `+`, `1945.`, `# 1` and `> 90` are themselves.
- `$…$` and `$$…$$` are mathematics, which no other mark touches.
- `{漢字|かんじ}` is a reading over characters, see `studykit.text.ruby`.
- A mark is one only where it cannot be a sign: `2*3*4`, `x**2 + y**2`, `__init__`, `(*)`,
  `vector<std::string>` and `f[0](x)` are as they were typed.

HTML is text. Nothing here is ever markup of a screen, and control characters are marks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from studykit.text.line_breaks import has_wide
from studykit.text.mathematics_signs import FORMULA
from studykit.text.ruby import (
    RUBY,
    cells_of_row,
    in_brackets,
    readings_shown,
    ruby_plugin,
    table,
    without_ruby,
)
from studykit.text.sanitize import harmless
from studykit.text.sounds import is_sound
from studykit.text.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

Mark = Literal["strong", "emphasis", "strike", "code", "image", "note"]
"""What a run of text is, beside text."""
Alignment = Literal["left", "center", "right"]

# An address that names its place plainly: no user before the host, which could be taken for it.
_FOLLOWABLE = re.compile(
    r"(?i)https?://[^\s/?#@\\%]+(?:[/?#]\S*)?|mailto:[^\s?]+@[^\s?@]+(?:\?\S*)?"
)
_WIDEST_FORMULA = 64
"""Cells of a formula in rows: it fits beside the margins of a usual screen."""
_LONGEST_ADDRESS = 400
"""Characters of an address; the reader must be able to see it whole."""
_STRONG_ON, _STRONG_OFF = "\uf5d0", "\uf5d1"
"""Private characters round what is strong wherever it stands, see `strong`."""
_STRONG_PARTS = re.compile(f"{_STRONG_ON}([^{_STRONG_ON}{_STRONG_OFF}]*){_STRONG_OFF}")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that is marked alike throughout."""

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str = ""
    """The address that may be opened when the reader agrees."""
    reading: str = ""
    """How the text is read, of which it says nothing itself."""
    formula: str = ""
    """The LaTeX of the formula that the text is."""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text, in reading order; what it is nested in is told by numbers."""

    kind: Literal["paragraph", "heading", "code", "mathematics", "rule", "table"]
    runs: Runs = ()
    """The text; a line break in it is one that the author wants."""
    quotes: int = 0
    """How many quotations it is in."""
    labels: tuple[str, ...] = ()
    """What stands before each of the items it is in, the outermost first: `•`, `3.`, `[1]`."""
    begun: int = 0
    """How many of these items have blocks above; their labels stand before those."""
    rows: tuple[tuple[Runs, ...], ...] = ()
    """The rows of a table, the header first; all have the same number of cells."""
    alignments: tuple[Alignment, ...] = ()
    """How each column of a table is aligned."""
    language: str = ""
    """The language of code, as its author names it."""


def blocks(text: str) -> list[Block]:
    """`text` as it is shown. A text of one line is one paragraph with inline marks."""
    text = harmless(text)
    if is_one_line(text):
        runs = _one_line(text.strip())
        return [Block("paragraph", runs)] if runs else []
    return _Reading(text).blocks


def continues_list(block: Block, above: Block) -> bool:
    """Whether `block` begins an item right below another of its list, or below a quotation:
    then no empty line parts them. Footnotes are a list of their own."""
    if block.begun == len(block.labels):
        return False
    notes = {bool(each.labels) and each.labels[0].startswith("[") for each in (block, above)}
    return len(notes) == 1 and bool(above.quotes or above.labels)


def is_one_line(text: str) -> bool:
    """Whether `text` has one line, so that it takes inline marks only."""
    return "\n" not in text.strip()


def shown_text(text: str) -> str:
    """What a text of one line shows, without its marks and readings."""
    return plain(_one_line(harmless(text).strip()))


def shown_title(text: str) -> str:
    """What a text of one line shows, with its readings where these are shown."""
    return with_readings(_one_line(harmless(text).strip()))


def shows_nothing(text: str) -> bool:
    """Whether nothing can be seen of a text of one line, such as `&nbsp;`."""
    return all(
        character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Mn", "Me")
        for character in shown_text(text)
    )


def shows_less(text: str) -> bool:
    """Whether a text of one line loses characters that were hardly meant as marks: `&lt;`, or
    the backslash of `\\server`, `C:\new\\[x]` and `\\{1, 2\\}`."""
    env: EnvType = {}
    _parser().parseInline(harmless(text).strip(), env)
    replaced: list[Token] = env[_SPECIALS]
    escapes = [token.markup for token in replaced if token.info == "escape"]
    return (
        len(escapes) < len(replaced)
        or not _PLAIN_ESCAPES.issuperset(escapes)
        or (bool(escapes) and "\\" in shown_text(text))
    )


_SPECIALS = "specials"
_PLAIN_ESCAPES = frozenset(f"\\{sign}" for sign in "*_~`[]<>!#+-.)|$&")
"""The signs that mean something in Markdown, which an author may want to take from them."""


def _collect_specials(state: StateCore) -> None:
    """Keep the escapes and entities that were read, before they become text."""
    found = state.env.setdefault(_SPECIALS, [])
    waiting = list(state.tokens)
    while waiting:
        token = waiting.pop()
        waiting += token.children or ()
        if token.type == "text_special" and token.content != token.markup:
            found.append(token)


def formulas(text: str) -> list[str]:
    """The LaTeX of every formula in `text`."""
    if "$" not in text:
        return []
    tokens = _parser().parseInline(text, {}) if is_one_line(text) else _parser().parse(text)
    inside = (child for token in tokens for child in token.children or ())
    return [
        token.content
        for token in (*tokens, *inside)
        if token.type in ("math_inline", "math_block")
    ]


def pictures(text: str) -> list[tuple[str, str]]:
    """The alternative text and the address of every picture in `text`."""
    if "![" not in text:
        return []
    return [
        (without_ruby(each.content), str(each.attrGet("src") or ""))
        for each in _inside(text)
        if each.type == "image"
    ]


def sounds(text: str) -> list[tuple[str, str]]:
    """The words and the address of every link in `text` to a sound of the course."""
    if "](" not in text:
        return []
    tokens = _inside(text)
    return [
        (without_ruby(tokens[n + 1].content), str(each.attrGet("href") or ""))
        for n, each in enumerate(tokens)
        if each.type == "link_open" and is_sound(str(each.attrGet("href") or ""))
    ]


def _inside(text: str) -> list[Token]:
    tokens = _parser().parseInline(text, {}) if is_one_line(text) else _parser().parse(text)
    return [child for token in tokens for child in token.children or ()]


def _rows(latex: str) -> tuple[str, ...]:
    """A formula that stands alone; in one row that wraps where it would be too wide."""
    from studykit.text.mathematics import displayed

    rows = displayed(latex)
    return rows if max(map(cells, rows)) <= _WIDEST_FORMULA else (_formula(latex),)


def _formula(latex: str) -> str:
    """A formula in a line; most texts have none, and start the faster."""
    from studykit.text.mathematics import in_line

    return in_line(latex)


def strong(text: str) -> str:
    """`text` to be put into Markdown and to be strong there whatever it stands in, such as
    code."""
    # The marks stand round pieces of text and must not hold a reading.
    inside = RUBY.sub(rf"{_STRONG_OFF}{{{_STRONG_ON}\1{_STRONG_OFF}|\2}}{_STRONG_ON}", text)
    return f"{_STRONG_ON}{inside}{_STRONG_OFF}"


def without_strong(text: str) -> str:
    """Markdown that was composed with `strong`, without that mark."""
    return _STRONG_PARTS.sub(r"\1", text)


def plain(runs: Sequence[Run]) -> str:
    """The text of `runs`."""
    return "".join(run.text for run in runs)


def with_readings(runs: Sequence[Run]) -> str:
    """The text of `runs`, with their readings where these are shown."""
    return "".join(run.text + shown_reading(run) for run in runs)


def shown_reading(run: Run) -> str:
    """The reading of a run in brackets; "" where it has none, or readings are hidden."""
    return in_brackets("", run.reading) if run.reading and readings_shown() else ""


def _one_line(text: str) -> Runs:
    if _PLAIN.fullmatch(text):
        return (Run(text),) if text else ()
    [token] = _parser().parseInline(text, {})
    return _runs(token.children or [])


# A text without any of these has no mark in it; most options and answers are such.
_PLAIN = re.compile(rf"[^*_~`\[\]!<&$\\{{{_STRONG_ON}]*")
_ONE_WORD_STRONG = re.compile(r"\*\*[^\W\d_]{2,}\*\*")
_IDENTIFIER = re.compile(r"(?a:__[a-z]\w*__(?!\w))", re.I)
_OPENING, _CLOSING = (
    frozenset("([{（「『《〈【〔〖"),
    frozenset(")]},.;:!?）」』》〉】〕〗，。、；：？！"),
)
_OF_PATHS = frozenset("/\\")


def marks_as_meant(parser: MarkdownIt) -> None:
    """Let a parser take for marks only what was meant as such, beside Han characters too, and
    know readings."""
    from markdown_it.parser_inline import ParserInline
    from markdown_it.rules_inline.state_inline import Scanned, StateInline

    class State(StateInline):
        """Knows where a mark is one, and where a sign that was meant to be seen."""

        def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
            found = super().scanDelims(start, canSplitWord)
            source, end = self.src, start + found.length
            before, after = _beside(source, start, end, self.posMax)
            if source[max(0, start - 1) : start] == "}" or source[end : end + 1] == "{":
                ahead = source[: start - 1] + before if start else ""
                self.src = f"{ahead}{source[start:end]}{after}{source[end + 1 :]}"
                found = super().scanDelims(start, canSplitWord)
                self.src = source
            may_open, may_close = _may_be_mark(source, start, end, before, after)
            can_open, can_close = found.can_open, found.can_close
            if self.src[start] != "_" and has_wide(before + after):
                # Lets `**注意：**請` be bold: beside a Han character or its punctuation, a
                # mark opens before anything and closes behind anything that is no space.
                can_open, can_close = not after.isspace(), not before.isspace()
            return Scanned(can_open and may_open, can_close and may_close, found.length)

    class Inline(ParserInline):
        """The inline parser over `State`."""

        def parse(
            self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
        ) -> list[Token]:
            state = State(src, md, env, tokens)
            self.tokenize(state)
            for rule in self.ruler2.getRules(""):
                rule(state)
            return state.tokens

    own = Inline()
    own.ruler, own.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = own
    own.ruler.before("emphasis", "identifier", _identifier)
    own.ruler.before("backticks", "lone_backticks", _lone_backticks)
    parser.use(ruby_plugin)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": False, "inline_definitions": True})
    parser.options["store_labels"] = True
    parser.enable(["table", "strikethrough"])
    parser.use(marks_as_meant)
    parser.block.ruler.at("table", _whole_table, {"alt": ["paragraph", "reference"]})
    footnote_plugin(parser, inline=False, move_to_end=False)
    dollarmath_plugin(parser, allow_labels=False)
    parser.inline.ruler.at("math_inline", _mathematics)
    parser.core.ruler.before("text_join", _SPECIALS, _collect_specials)
    # Addresses are kept as written, so that what is no link is shown as it was.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table in which a row loses nothing: cells beyond the columns of the table, which GFM
    drops, stand in the last one with their bars."""
    from markdown_it.rules_block.table import getLine

    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    count = 0
    for token in state.tokens[before:]:
        if token.type == "tr_open":
            count = 0
        elif token.type == "inline":
            count, last = count + 1, token
        elif token.type == "tr_close" and last.map is not None:
            line = getLine(state, last.map[0]).strip()
            more = cells_of_row(line.removeprefix("|"))[count:]
            if any(more):
                last.content = " | ".join([last.content, *more]).removesuffix(" | ")
    return True


def _beside(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """The signs before and behind a mark; of a reading, those that are read."""
    before = text[start - 1] if start else " "
    after = text[end] if end < most else " "
    if after == "{" and (behind := RUBY.match(text, end)):
        after = behind[1][0]
    if before == "}" and (begun := text.rfind("{", 0, start)) >= 0:
        ahead = RUBY.fullmatch(text, begun, start)
        before = ahead[1][-1] if ahead else before
    return before, after


def _may_be_mark(text: str, start: int, end: int, before: str, after: str) -> tuple[bool, bool]:
    """Whether the run of signs at `start` may open, and may close, what it marks."""
    sign = text[start]
    if sign == "_" and end - start > 2:
        return False, False  # a gap to be filled in
    if before == after and not before.isspace() and not before.isalnum():
        return False, False  # a sign in quotation marks
    if before in _OF_PATHS or after in _OF_PATHS:
        return False, False
    may_open = after not in _CLOSING or (after == "." and before.isspace())
    may_close = before not in _OPENING
    if sign == "_":
        return may_open, may_close
    in_word = before.isalnum() and after.isalnum()
    if in_word and not has_wide(before + after):
        # Part of a word, as in walk**ed**; all else between letters or digits is a sum.
        if text[start:end] != "**":
            return False, False
        return _ONE_WORD_STRONG.match(text, start) is not None, _ends_word(text, end)
    if before in ")]}" and after in "([{":
        return False, False
    if end - start == 1:  # 2*乙*3
        may_open = may_open and not (before.isalnum() and before.isascii())
        may_close = may_close and not (after.isalnum() and after.isascii())
    return may_open, may_close


def _ends_word(text: str, end: int) -> bool:
    """Whether the mark that ends at `end` closes one strong word."""
    begin = text.rfind("**", 0, end - 2)
    return begin >= 0 and _ONE_WORD_STRONG.fullmatch(text, begin, end) is not None


def _identifier(state: StateInline, silent: bool) -> bool:
    """`__init__` is a name."""
    found = _IDENTIFIER.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


def _mathematics(state: StateInline, silent: bool) -> bool:
    """`$x^2$` is a formula."""
    before = state.src[max(0, state.pos - 1) : state.pos]
    if state.src[state.pos] != "$" or (before.isalnum() and before.isascii()):
        return False
    found = FORMULA.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        state.push("math_inline", "math", 0).content = found[2]
    state.pos = found.end()
    return True


def _lone_backticks(state: StateInline, silent: bool) -> bool:
    """A backtick before a space that is no code: “the signs ` and `”."""
    found = _BACKTICKS.match(state.src, state.pos)
    if found is None:
        return False
    ticks = found[1]
    closing = re.compile(rf"(?<!`){ticks}(?!`)").search(state.src, found.end())
    inner = state.src[found.end() : closing.start()] if closing else ""
    if closing and ("`" in inner or not inner[-1:].isspace()):
        return False
    if not silent:
        state.pending += ticks
    state.pos += len(ticks)
    return True


_BACKTICKS = re.compile(r"(`+)(?=\s)")


def _runs(tokens: Sequence[Token], notes: dict[str, int] | None = None) -> Runs:
    """What the tokens of a paragraph show; `notes` numbers the footnotes by their labels."""
    runs: list[Run] = []
    marks: list[Mark] = []
    link = ""
    unfollowed: list[str] = []
    """For each link around: what closes it as written, "" where it can be followed."""

    def add(text: str, *more: Mark, reading: str = "", formula: str = "") -> None:
        pieces = list(_marked(text, (*marks, *more), link))
        if pieces and (reading or formula):
            pieces[-1] = replace(pieces[-1], reading=harmless(reading), formula=formula)
        runs.extend(pieces)

    for place, token in enumerate(tokens):
        match token.type:
            case "code_inline":
                add(token.content, "code")
            case "math_inline":
                add(_formula(token.content), formula=token.content)
            case "ruby":
                add(token.content, reading=token.info)
            case "softbreak":
                add("" if _joined(runs, tokens[place + 1 :]) else " ")
            case "hardbreak":
                add("\n")
            case "strong_open":
                marks.append("strong")
            case "em_open":
                marks.append("emphasis")
            case "s_open":
                marks.append("strike")
            case "strong_close" | "em_close" | "s_close":
                marks.pop()
            case "link_open":
                address = str(token.attrGet("href") or "")
                link = _followed(address)
                shows = tokens[place + 1].type != "link_close"
                if not shows and link:
                    add(link)
                opening, closing = ("", "") if link else _as_written(token)
                if is_sound(address):  # it is opened as a picture is
                    opening, closing = "[", "]"
                add(opening)
                unfollowed.append(closing)
            case "link_close":
                add(unfollowed.pop())
                link = ""
            case "image":
                alternative = without_ruby(token.content)
                add(alternative or str(token.attrGet("src") or ""), "image")
                if caption := str(token.attrGet("title") or ""):
                    add("\n" if len(tokens) == 1 else " ")
                    add(caption, "emphasis")
            case "footnote_ref":
                add(f"[{_note_number(notes or {}, token.meta['label'])}]", "note")
            case _:
                add(token.content)
    return tuple(runs)


def _marked(text: str, marks: Sequence[Mark], link: str = "") -> Iterator[Run]:
    """`text` with these marks, and what is strong wherever it stands."""
    # Once more: an entity such as `&#x202e;` only now is the character it stands for.
    for n, piece in enumerate(_STRONG_PARTS.split(harmless(text))):
        if piece:
            yield Run(piece, frozenset((*marks, "strong") if n % 2 else marks), link)


def _followed(address: str) -> str:
    """The address as it may be opened, else ""."""
    from markdown_it.common.normalize_url import normalizeLink

    normal = normalizeLink(address)
    fits = len(normal) <= _LONGEST_ADDRESS and _FOLLOWABLE.fullmatch(normal)
    return normal if fits else ""


def _as_written(link: Token) -> tuple[str, str]:
    """What stood round the text of a link that cannot be followed."""
    if link.markup == "autolink":
        return "<", ">"
    title = f' "{link.attrGet("title")}"' if link.attrGet("title") else ""
    return "[", f"]({link.attrGet('href') or ''}{title})"


def _joined(runs: Sequence[Run], after: Sequence[Token]) -> bool:
    """Whether lines are joined without a space: in Chinese the end of a line is none."""
    before = runs[-1].text[-1:] if runs else ""
    following = next((token.content[:1] for token in after if token.content), "")
    return has_wide(before) and has_wide(following)


def _note_number(notes: dict[str, int], label: str) -> int:
    return notes.setdefault(label, len(notes) + 1)


@dataclass
class _Item:
    """An item of a list, or a footnote, that is being read."""

    label: str
    begun: bool = False


@dataclass
class _List:
    """A list that is being read."""

    sign: str = ""
    """What stands behind its numbers, `.` or `)`; "" for bullets."""
    number: int = 0
    """The number of its last item."""
    written: int = -1
    """What the author wrote for it."""


_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)


class _Reading:
    """The blocks of a text of several lines."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self._source = text.split("\n")
        self._quotes = 0
        self._lists: list[_List] = []
        self._items: list[_Item] = []
        self._rows: list[tuple[Runs, ...]] = []
        self._row: list[Runs] = []
        self._alignments: list[Alignment] = []
        self._in_cell = False
        self._heading = ""
        """The signs of the heading that is being read."""
        env: EnvType = {}
        tokens = _parser().parse(text, env)
        self._notes: dict[str, int] = {}
        for token in tokens:
            for child in token.children or ():
                if child.type == "footnote_ref":
                    _note_number(self._notes, child.meta["label"])
        used = {
            child.meta["label"]
            for token in tokens
            for child in token.children or ()
            if child.type in ("link_open", "image") and "label" in child.meta
        }
        for place, token in enumerate(tokens):
            if token.type == "definition":
                if token.meta["id"] not in used:
                    self._add_source(token)
            else:
                self._read(token, tokens[place - 1] if place else None)

    def _read(self, token: Token, before: Token | None) -> None:
        match token.type:
            case "heading_open":
                self._heading = token.markup
            case "heading_close":
                self._heading = ""
            case "bullet_list_open":
                self._lists.append(_List())
            case "ordered_list_open":
                self._lists.append(_List(token.markup))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._items.append(_Item(self._next_label(token)))
            case "footnote_reference_open":
                number = _note_number(self._notes, token.meta["label"])
                self._items.append(_Item(f"[{number}]"))
            case "list_item_close" | "footnote_reference_close":
                item = self._items.pop()
                if not item.begun:
                    # An item without a text is the sign alone: +, 1945.
                    sign = token.markup if item.label == "•" else item.label
                    self._add(Block("paragraph", (Run(sign),)))
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
                if before is not None and before.type == "blockquote_open":
                    self._add(Block("paragraph", (Run(">"),)))
            case "table_open":
                self._rows, self._alignments = [], []
            case "tr_open":
                self._row = []
            case "tr_close":
                self._rows.append(tuple(self._row))
            case "table_close":
                rows, alignments = tuple(self._rows), tuple(self._alignments)
                self._add(Block("table", rows=rows, alignments=alignments))
            case "th_open":
                self._in_cell = True
                self._alignments.append(_alignment(token))
            case "td_open":
                self._in_cell = True
            case "th_close" | "td_close":
                self._in_cell = False
            case "inline" if self._in_cell:
                self._row.append(_cell(_runs(token.children or (), self._notes)))
            case "inline":
                runs = _runs(token.children or (), self._notes)
                if self._heading:
                    self._add(Block("heading", runs or (Run(self._heading),)))
                else:
                    self._add(Block("paragraph", runs))
            case "fence" | "code_block":
                runs = tuple(_marked(token.content.rstrip("\n"), ("code",)))
                language = next(iter(token.info.split()), "")
                self._add(Block("code", runs, language=language))
            case "math_block":
                shown = Run("\n".join(_rows(token.content)), formula=token.content)
                self._add(Block("mathematics", (shown,)))
            case "hr":
                self._add(Block("rule"))

    def _next_label(self, token: Token) -> str:
        """`•`, or the number as written, as a list of years needs; 1. again and again counts
        on."""
        inside = self._lists[-1]
        if not inside.sign:
            return "•"
        written = int(token.info or 0)
        counts_on = written == inside.written and written <= 1
        inside.number = inside.number + 1 if counts_on else written
        inside.written = written
        return f"{inside.number}{inside.sign}"

    def _add_source(self, token: Token) -> None:
        """What no link refers to is no address but a text in brackets."""
        first, end = token.map or (0, 0)
        lines = [line.strip().lstrip("> ") for line in self._source[first:end]]
        self._add(Block("paragraph", (Run(" ".join(lines)),)))

    def _add(self, block: Block) -> None:
        labels = tuple(item.label for item in self._items)
        begun = sum(item.begun for item in self._items)
        for item in self._items:
            item.begun = True
        self.blocks.append(replace(block, quotes=self._quotes, labels=labels, begun=begun))


def _alignment(token: Token) -> Alignment:
    style = str(token.attrGet("style") or "")
    return "right" if "right" in style else "center" if "center" in style else "left"


def _cell(runs: Runs) -> Runs:
    """A cell, where `<br>` is the only way to write a line break."""
    return tuple(replace(run, text=_LINE_BREAK.sub("\n", run.text)) for run in runs)
