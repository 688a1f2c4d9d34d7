"""Text as it is compared: what was typed, and what was wanted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from studykit.questions.chinese_forms import one_form
from studykit.questions.numbers import digits_of
from studykit.text.ruby import with_brackets, without_ruby

Variants = Literal["chinese"]

LONGEST_RESPONSE = 10_000
"""Characters of a typed response that are looked at."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e0fff]"
)
"""What no font draws: Default_Ignorable_Code_Point of Unicode, but for the tag characters, by
which the flags of England and of Scotland differ."""
_SIGNS = {
    "'": "‘’‚‛ʼʻˈ´`′‵‹›＇",
    '"': "“”„‟″‶〃«»「」『』﹁﹂﹃﹄〝〞〟｢｣＂",
    "-": "‐‑‒–—―−⁃⸺⸻─﹘﹣－",
    "·": "‧•・･∙⋅●⸱⸳ꞏ᛫",
    "~": "〜～∼",
    "/": "⁄∕",
}
_SIGN_OF = str.maketrans({sign: one for one, signs in _SIGNS.items() for sign in signs})
_LONG_DASH = re.compile("[—―─⸺⸻]+")
_HAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_LOOSE_SPACE = re.compile(
    rf"(?<={_HAN})\s+|\s+(?={_HAN})|(?<=\d)\s+(?=\D)|(?<=[^\d\s])\s+(?=\d)"
)
_HAS_DIGIT = re.compile(r"\d")
_DIGIT_GROUPS = re.compile(r"\d+(?:\s+\d+)+")
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_CHINESE_NUMBER = re.compile(
    r"(?:\d+(?:\.\d+)?)?[零〇一二兩两三四五六七八九十百千萬万億亿]+[\d零〇一二兩两三四五六七八九十百千萬万億亿]*"
)
_ZERO = re.compile(r"(?<!\d)0+(?=\d[月日號号時时分秒])")
_FULL_STOP = re.compile(r"(?<=[^.。\s])\s*[.。]$")
_EMPHASIS = tuple(
    re.compile(rf"(?<![A-Za-z0-9\\]){mark}(?=\S)(.+?)(?<=[^\s\\]){mark}(?![A-Za-z0-9])")
    for mark in (r"\*\*", "__", "~~", "`", r"\*", "_")
)
_STAR = 4
"""Which of them is a single star."""
_MARKED = re.compile(r"[*_~`\\\[$]")
"""What begins or escapes any mark of Markdown."""
_LINK = re.compile(r"!?\[([^\]]+)\]\([^)]*\)|^\$([^$]+)\$$")
"""A link or an image, mathematics: what is read of it."""
_ESCAPED = re.compile(r"\\([*_`~\\])")


def normalised(text: str, *, case_sensitive: bool = False) -> str:
    """Unicode NFKC, trimmed, inner white space folded, case folded unless it counts."""
    folded = " ".join(unicodedata.normalize("NFKC", text[:LONGEST_RESPONSE]).split())
    if case_sensitive:
        return folded
    return unicodedata.normalize("NFKC", folded.casefold())


def is_written(response: Any) -> bool:
    """Whether a response is a text with something in it."""
    return isinstance(response, str) and bool(response.strip())


class Comparison(NamedTuple):
    """What counts when a typed text is compared with an answer: one rule for cards, gaps and
    short answers.

    White space around, its amount inside, width and Unicode's other ways to write the same
    never count.
    """

    case_sensitive: bool = False
    """Whether capitals count."""
    exact: bool = False
    """Whether everything else counts too: what cannot be seen, the kind of quotation mark,
    dash and middle dot, spaces beside Han characters and digits, how a number is written, a
    full stop at the end."""
    variants: Variants | None = None
    """`chinese` takes Simplified and Traditional forms as equal."""

    def same(self, typed: str, answer: str) -> bool:
        """Whether `typed` is `answer`; nothing is no answer. The answer's Markdown emphasis
        need not be typed."""
        folded = self.fold(typed)
        return bool(folded) and folded in self.forms(answer)

    def forms(self, answer: str, *, wild: bool = False) -> tuple[str, ...]:
        """What a folded text may be to be `answer`: as it is written, and as it is read."""
        ways = (answer, with_brackets(answer), self.plain(answer, wild=wild))
        return tuple(map(self.fold, dict.fromkeys(ways)))

    def plain(self, answer: str, *, wild: bool = False) -> str:
        """An answer without its readings and, unless it is exact, without its Markdown; where
        stars are `wild`, single ones stay."""
        answer = without_ruby(answer)
        if self.exact or not _MARKED.search(answer):
            return answer
        answer = _LINK.sub(lambda link: next(filter(None, link.groups())), answer)
        for number, emphasis in enumerate(_EMPHASIS):
            if not (wild and number == _STAR):
                answer = emphasis.sub(r"\1", answer)
        return answer if wild else _ESCAPED.sub(r"\1", answer)

    def fold(self, text: str) -> str:
        """`text` without what does not count: texts are the same where this is equal."""
        return _folded(text[:LONGEST_RESPONSE], self)


LENIENT = Comparison()
"""The rule where an author sets nothing."""


CHOSEN = Comparison(case_sensitive=True, exact=True)
"""The rule where the learner chooses among texts, which may differ in a sign only."""


@lru_cache(maxsize=1024)
def _folded(text: str, rule: Comparison) -> str:
    """The answers of a question are folded for each response."""
    if not rule.exact:
        text = _visible(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    text = normalised(text, case_sensitive=rule.case_sensitive)
    if not rule.exact:
        text = _tight(_visible(_INVISIBLE.sub("", text)))
    return one_form(text) if rule.variants == "chinese" else text


def _visible(text: str) -> str:
    """`text` with one sign for each kind of quotation mark, dash and dot."""
    if text.isascii():
        return text.replace("`", "'")
    return _LONG_DASH.sub("-", text).translate(_SIGN_OF)


def _tight(text: str) -> str:
    """`text` with one way to write each number, without loose spaces and a last full stop."""
    if text.isascii() and not _HAS_DIGIT.search(text):
        return _FULL_STOP.sub("", text) if text.endswith(".") else text
    text = re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), text)
    text = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), text)
    text = _DIGIT_GROUPS.sub(_joined_groups, _LOOSE_SPACE.sub("", text))
    text = _FULL_STOP.sub("", text)
    # Numerals inside words (統一) change alike on both sides, so nothing is lost by it.
    text = _CHINESE_NUMBER.sub(lambda number: digits_of(number[0]), text)
    return _ZERO.sub("", text)


def _joined_groups(groups: re.Match[str]) -> str:
    """`5 400` and `0912 345 678` are one number; `2 3` and `1 1/2` are two."""
    parts = groups[0].split()
    return "".join(parts) if any(len(part) >= 3 for part in parts) else " ".join(parts)
