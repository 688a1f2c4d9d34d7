"""Readings over characters, such as furigana, bopomofo and pinyin: `{漢字|かんじ}`.

The characters, one of them at least of East Asian width, stand before the bar, their reading
behind it; neither has spaces at its ends, braces, bars, or marks of Markdown. So `{x|x > 0}`,
`{ 甲 | 乙 }` and `{{gap|other}}` are what they were, and `{漢字\\|かんじ}` is no reading.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Literal, NamedTuple

from studykit.text.gap_places import places
from studykit.text.mathematics_signs import FORMULA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LONGEST = 200
"""Characters of what is read, and of its reading."""
_SIGN = r"[^{}|\n*_~`\\\[\]<>&$]"
_TEXT = rf"(?!\s){_SIGN}{{1,{_LONGEST}}}(?<!\s)"
_WIDE = rf"(?=[^{{}}|\n]{{0,{_LONGEST}}}?[\u2e80-\ud7ff\uf900-\U000effff])"
# The characters for private use between them are marks of our own.
RUBY = re.compile(rf"(?<![{{\\])\{{{_WIDE}({_TEXT})\|({_TEXT})\}}")
"""A base and its reading."""
_MEANT = re.compile(
    rf"(?<![{{\\])\{{(?!\s)(?P<base>{_WIDE}[^{{}}|\n]{{1,{_LONGEST}}}(?<![\s\\])|(?=\|{_WIDE}))\|"
    rf"(?P<reading>[^{{}}\n]{{0,{_LONGEST}}})(?P<end>\}}?)"
)
"""What may have been meant as a reading, whole or not."""
_MATHEMATICS = re.compile(rf"{FORMULA.pattern}|\$\$[^$]+\$\$", re.DOTALL)
_MATHEMATICS_OR_RUBY = re.compile(rf"{_MATHEMATICS.pattern}|{RUBY.pattern}", re.DOTALL)
_shown = True


def show_readings(shown: bool) -> None:
    """Show readings in brackets from now on, or hide them: in a terminal, which has no room
    for them above the characters."""
    global _shown  # noqa: PLW0603 - a program has one terminal
    _shown = shown


def readings_shown() -> bool:
    """Whether readings are shown."""
    return _shown


def in_brackets(base: str, reading: str) -> str:
    """A base with its reading behind it."""
    return f"{base}（{reading}）"


def written_ruby(base: str, reading: str) -> str:
    """A base and its reading in Markdown; where they cannot be marked, the reading stands in
    brackets, or is left out where there is none."""
    written = f"{{{base}|{reading}}}"
    return (
        written if RUBY.fullmatch(written) else in_brackets(base, reading) if reading else base
    )


def ruby_html(base: str, reading: str) -> str:
    """A base and its reading, both HTML, in HTML: above it, or in brackets where that cannot
    be shown."""
    return f"<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


def has_ruby(text: str) -> bool:
    """Whether a text seems to have a reading in it; it may stand in code."""
    return "{" in text and RUBY.search(text) is not None


def without_ruby(text: str) -> str:
    """Markdown without its readings; code, formulas and the signs of gaps stay as they are."""
    return _replaced(text, lambda base, reading: base)


def with_brackets(text: str) -> str:
    """Markdown with its readings in brackets, for what cannot hold them in another way."""
    return _replaced(text, in_brackets)


def with_html(text: str) -> str:
    """Markdown with its readings in HTML, for programs that read HTML in it."""
    return _replaced(text, lambda base, reading: ruby_html(escape(base), escape(reading)))


def as_shown(text: str) -> str:
    """Markdown with its readings in brackets, or without them where they are hidden."""
    return with_brackets(text) if _shown else without_ruby(text)


def without_ruby_in_gaps(text: str) -> str:
    """Markdown without the readings that stand in gaps."""
    parts = ((kind, text[start:end]) for kind, start, end in places(text))
    return "".join(without_ruby(part) if kind == "gap" else part for kind, part in parts)


def without_needless_ruby(texts: Sequence[str]) -> list[str]:
    """Texts without readings, unless only these tell two of them apart."""
    bare = [without_ruby(text) for text in texts]
    return bare if len(set(bare)) == len(set(texts)) else list(texts)


def _replaced(text: str, shown: Callable[[str, str], str]) -> str:
    if "{" not in text or "|" not in text:
        return text

    def of_match(match: re.Match[str]) -> str:
        return match[0] if match[0][0] == "$" else shown(*match.groups()[-2:])

    def of_place(kind: Literal["gap", "code", "text"], part: str) -> str:
        if kind == "code":
            return part
        if kind == "gap":
            return f"{{{{{_replaced(part[2:-2], shown)}}}}}"
        return _MATHEMATICS_OR_RUBY.sub(of_match, part)

    return "".join(of_place(kind, text[start:end]) for kind, start, end in places(text))


Flaw = Literal["open", "no base", "no reading", "signs"]


class BrokenRuby(NamedTuple):
    """Something that was probably meant as a reading, and is shown as it was written."""

    written: str
    flaw: Flaw
    """Whether it does not end, has nothing to read, no reading, or what neither may have."""


def broken_ruby(text: str) -> Iterator[BrokenRuby]:
    """The readings in Markdown that cannot be read as such."""
    if "{" not in text or not _MEANT.search(text):
        return
    for kind, start, end in places(text):
        if kind != "text":
            continue
        part = _MATHEMATICS.sub(lambda formula: " " * len(formula[0]), text[start:end])
        for meant in _MEANT.finditer(part):
            if RUBY.fullmatch(meant[0]) is None:
                yield BrokenRuby(meant[0], _flaw(meant))


def _flaw(meant: re.Match[str]) -> Flaw:
    if not meant["end"]:
        return "open"
    if not meant["base"]:
        return "no base"
    return "signs" if meant["reading"].strip() else "no reading"


def ruby_plugin(parser: MarkdownIt) -> None:
    """Let a parser of Markdown read readings: tokens `ruby`, the base their content and the
    reading their `info`."""
    parser.inline.ruler.before("link", "ruby", _ruby)
    parser.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    parser.add_render_rule("ruby", lambda _, tokens, n, *__: _html(tokens[n]))


_BAR = "\uf5d8"
"""A private character for the bar of a reading while cells are parted."""


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, where the bar of a reading parts no cells."""
    from markdown_it.rules_block.table import table as usual

    before, source = len(state.tokens), state.src
    if _BAR not in state.env:  # once a text, not at each of its lines
        state.env[_BAR] = RUBY.sub(rf"{{\1{_BAR}\2}}", source)
    state.src = state.env[_BAR]
    found = usual(state, start, end, silent)
    state.src = source
    for token in state.tokens[before:]:
        token.content = token.content.replace(_BAR, "|")
    return found


def cells_of_row(line: str) -> list[str]:
    """The cells of a row of a table, as `table` parts them."""
    from markdown_it.rules_block.table import escapedSplit

    parted = escapedSplit(RUBY.sub(rf"{{\1{_BAR}\2}}", line))
    return [cell.strip().replace(_BAR, "|") for cell in parted]


def _html(token: Token) -> str:
    return ruby_html(escape(token.content, quote=False), escape(token.info, quote=False))


def _ruby(state: StateInline, silent: bool) -> bool:
    found = RUBY.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content, token.info = found[1], found[2]
    state.pos = found.end()
    return True
