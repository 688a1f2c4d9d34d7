"""Looking at words: what a text is made of, in English and in Chinese alike.

A *term* is what carries meaning: an English word of four letters or more that is no function
word, or a run of two Han characters free of function characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_LATIN_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")
_MARKUP = re.compile(r"[*_`]+|\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(r"\*\*.+?\*\*|__.+?__|\*[^*]+\*|`[^`]+`")
_NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")

_ENGLISH_FUNCTION = frozenset(
    re.findall(
        r"\w+",
        """
        about above after again against also among another because been before being below
        between both could does doing down during each either from further have having here
        into itself just more most much neither only other over same should some such than
        that their them then there these they this those through under until very were what
        when where which while whom whose will with within without would your following
        correct true false article according case study
        """,
    )
)
_CHINESE_FUNCTION = frozenset(
    "的了是在和與及或而也都就把被對從向以於之其這那哪何為有個些一到由因所"
)


def plain(text: str) -> str:
    """`text` without Markdown marks, its white space folded."""
    return " ".join(_MARKUP.sub(lambda m: m.group(1) or "", text).split())


def without_emphasis(text: str) -> str:
    """`text` without the words that are set in bold, italics or code."""
    return _EMPHASIS.sub(" ", text)


def normal(text: str) -> str:
    """`text` for comparing: plain, one width, one case, no punctuation."""
    folded = unicodedata.normalize("NFKC", plain(text)).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def cells(text: str) -> int:
    """The width of `text` on a terminal: a Han character counts two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in plain(text))


def is_chinese(text: str) -> bool:
    """Whether `text` has Han characters."""
    return _HAN_RUN.search(text) is not None


@lru_cache(maxsize=4096)
def terms(text: str) -> frozenset[str]:
    """The terms of `text`."""
    folded = plain(text).casefold()
    found = {
        _stem(word)
        for word in _LATIN_WORD.findall(folded)
        if len(word) >= 4 and word not in _ENGLISH_FUNCTION and not is_chinese(word)
    }
    for run in _HAN_RUN.findall(folded):
        found.update(
            run[at : at + 2]
            for at in range(len(run) - 1)
            if not _CHINESE_FUNCTION.intersection(run[at : at + 2])
        )
    return frozenset(found)


def long_terms(text: str) -> frozenset[str]:
    """Terms that strike the eye: words of five letters, runs of three Han characters."""
    folded = plain(text).casefold()
    found = {term for term in terms(text) if len(term) >= 5}
    for run in _HAN_RUN.findall(folded):
        found.update(
            run[at : at + 3]
            for at in range(len(run) - 2)
            if not _CHINESE_FUNCTION.intersection(run[at : at + 3])
        )
    return frozenset(found)


def shingles(text: str) -> frozenset[str]:
    """Overlapping pieces of `text`, for telling how alike two texts are.

    Words for English, pairs of characters for Chinese.
    """
    folded = normal(text)
    pieces = {word for word in folded.split() if not is_chinese(word)}
    for run in _HAN_RUN.findall(folded):
        pieces.update(run[at : at + 2] for at in range(max(1, len(run) - 1)))
    return frozenset(pieces)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index of two sets: 1 equal, 0 nothing in common."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def numbers(text: str) -> tuple[float, ...]:
    """The numbers written in digits in `text`."""
    folded = unicodedata.normalize("NFKC", text)
    return tuple(float(found.replace(",", "")) for found in _NUMBER.findall(folded))


def _stem(word: str) -> str:
    """A word without the commonest English endings, so that `compound` meets `compounds`."""
    for ending in ("ations", "ation", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
