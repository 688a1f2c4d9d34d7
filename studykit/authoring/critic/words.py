"""Looking at words: what a text is made of, in English and in Chinese alike.

A *term* is what carries meaning: an English word of four letters or more that is no function
word, or a run of two Han characters free of function characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from studykit.authoring.critic.lexicon import word_set
from studykit.authoring.critic.negation import (
    NEGATIVE_CHARACTERS,
    NEGATIVE_WORDS,
    negative_choice,
)
from studykit.text.ruby import without_ruby

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Value = TypeVar("_Value")


def _without(block: tuple[str, str], characters: str) -> Iterator[tuple[str, str]]:
    """The ranges that are left of a block when `characters` are taken out."""
    start, end = map(ord, block)
    for point in sorted(ord(c) for c in set(characters)):
        if start <= point <= end:
            if start < point:
                yield chr(start), chr(point - 1)
            start = point + 1
    if start <= end:
        yield chr(start), chr(end)


_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_FUNCTION_CHARACTERS = (
    "的了是在和與与及或而也都就把被對对從从向以於于之其這这那哪何為为有個个些一到由因所吗嗎呢"
    "下列什麼么誰谁"
)
_CONTENT = "".join(
    f"{first}-{last}"
    for block in re.findall("(.)-(.)", _HAN)
    for first, last in _without(block, _FUNCTION_CHARACTERS)
)
_CONTENT_RUN = re.compile(f"[{_CONTENT}]{{2,}}")
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_OTHER_SCRIPT = re.compile(
    "[\u3040-\u30ff\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0900-\u0e7f\uac00-\ud7af]{2}"
)
_LATIN_WORD = re.compile("[a-z\u00df-\u024f]+(?:['-][a-z\u00df-\u024f]+)*")
_MARKUP = re.compile(r"[*_`]+|\[([^\[\]]*)\]\([^()]*\)")
_MARKED = re.compile(r"[*_`\[]")
_NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LINKING = word_set("a an and at by de for from in la of on or the to van von with")
_NO_WORD = re.compile(r"[\W_]+")
_BETWEEN_WORDS = re.compile(r"(?:[^\w.]|_|(?<!\d)\.|\.(?!\d))+")
_CODE = re.compile(
    r"\w\(|\w_\w|\b[a-z]+[A-Z]|\b[A-Z]{2,}\b.*\b[A-Z]{2,}\b|\w\.[a-z]{2,}\b"
    r"|(?:^|\s)--?\w|^[-+*/&%#]",
    re.MULTILINE,
)
_CODE_SIGNS = frozenset("`$\\{}<>=;|^")
_CAPITALS = re.compile(r"[a-z][A-Z]|[A-Z]{2}|_|\s-|^[-+*/&%#]", re.MULTILINE)
_ASCII_WORDS = str.maketrans({chr(n): " " for n in range(128) if not chr(n).isalnum()})
_FENCE = re.compile(r"(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|^ {0,3}>.*?$|\$\$.*?\$\$")
_ASIDE = re.compile(
    r"`[^`]*`|\$[^$]+\$|“[^”]*”|‘[^’]*’|「[^」]{5,}」|『[^』]*』|《[^》]*》|\"[^\"]*\""
    r"|(?<!\w)'[^']*'(?!\w)|«[^»]*»|„[^“”]*[“”]"
)
_INLINE_CODE = re.compile("`[^`]*`")
_QUOTING = frozenset("`$\"'>~“‘「『《«„")
_EMPHASIS = re.compile(r"\*\*.+?\*\*|__(?=\w).+?\w__|\*[^*\s][^*]*\*|<u>.*?</u>|「[^」]{1,4}」")
_EMPHATIC = frozenset("*_<「")
_SENTENCE = re.compile(r"(?:[^.!?؟。！？\n]|[.!?](?!\s|$))+[.!?؟。！？…]*")

_ENGLISH_FUNCTION = word_set(
    """
    about above after again against also among another because been before being below
    between both could does doing down during each either from further have having here
    into itself just more most much neither only other over same should some such than
    that their them then there these they this those through under until very were what
    when where which while whom whose will with within without would your following
    correct true false article according case study many best likely describe describes
    statement statements called name names mean means used uses using choose select
    answer example might better make makes take takes need needs work works allow allows
    """
)


class once(Generic[_Value]):
    """A property that is worked out when it is first asked for.

    `functools.cached_property` takes a lock on Python 3.11, which costs as much as most of what
    is worked out here.
    """

    def __init__(self, work: Callable[[Any], _Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, owner: Any, kind: type) -> _Value:
        value = owner.__dict__[self._name] = self._work(owner)
        return value


class Text:
    """One text of a question. Each way of looking at it is worked out once, when it is asked
    for: a critic that folds the same text for every rule spends most of its time on that."""

    def __init__(self, source: str) -> None:
        self.source = without_ruby(source)

    @once
    def plain(self) -> str:
        """The text without Markdown marks, its white space folded."""
        text = self.source
        if _MARKED.search(text):
            text = _MARKUP.sub(lambda m: m.group(1) or "", text)
        return " ".join(text.split())

    @once
    def words(self) -> frozenset[str]:
        """Its words of letters, in lower case, with a straight apostrophe."""
        lower = self.plain.lower().replace("’", "'")
        return frozenset(_LATIN_WORD.findall(lower))

    @once
    def is_chinese(self) -> bool:
        """Whether it has Han characters."""
        return not self.source.isascii() and _HAN_CHARACTER.search(self.source) is not None

    @once
    def is_code(self) -> bool:
        """Whether it is code or a formula, at least in part."""
        source = self.source
        if not _CODE_SIGNS.isdisjoint(source):
            return True
        # Most texts are plain words, and known for it without a longer look.
        if "(" not in source and "." not in source[:-1] and not _CAPITALS.search(source):
            return False
        return _CODE.search(source) is not None

    @once
    def is_name(self) -> bool:
        """Whether it is a name or a title: its words begin with capitals."""
        words = [word for word in self.plain.split() if word not in _LINKING]
        return len(words) > 1 and all(
            word[0].isupper() or not word[0].isalpha() for word in words
        )

    @once
    def has_code_block(self) -> bool:
        """Whether it shows a block of code."""
        return "```" in self.source or "~~~" in self.source

    @once
    def without_code(self) -> Text:
        """The text less its code, whose words are no words about anything."""
        if "`" not in self.source and "~~~" not in self.source:
            return self
        return Text(_INLINE_CODE.sub(" … ", _FENCE.sub(" ", self.source)))

    @once
    def normal(self) -> str:
        """The text for comparing: one width, one case, no punctuation, no thousands commas."""
        text = self.plain
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text)
        if "," in text:
            text = _THOUSANDS.sub("", text)
        text = text.casefold()
        if "." in text and _DIGIT.search(text):
            return _BETWEEN_WORDS.sub(" ", text).strip()
        if text.isascii():
            return " ".join(text.translate(_ASCII_WORDS).split())
        return _NO_WORD.sub(" ", text).strip()

    @once
    def padded(self) -> str:
        """`normal` between spaces, to find whole words in it."""
        return f" {self.normal} "

    @once
    def cells(self) -> int:
        """The width on a terminal: a Han character counts two."""
        text = self.plain
        if text.isascii():
            return len(text)
        return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

    @once
    def has_digits(self) -> bool:
        """Whether any digit stands in it."""
        return _DIGIT.search(self.source) is not None

    @once
    def numbers(self) -> tuple[float, ...]:
        """The numbers written in digits."""
        return numbers(self.plain)

    @once
    def runs(self) -> list[str]:
        """The runs of Han characters that carry meaning."""
        return _CONTENT_RUN.findall(self.plain)

    @once
    def terms(self) -> frozenset[str]:
        """The terms of the text."""
        found = {
            stemmed(word)
            for word in self.words
            if len(word) >= 4 and word not in _ENGLISH_FUNCTION
        }
        if self.is_chinese:
            for run in self.runs:
                found.update(map(add, run, run[1:]))
        return frozenset(found)

    @once
    def striking(self) -> frozenset[str]:
        """Terms that strike the eye: words of five letters, runs of three Han characters."""
        found = {term for term in self.terms if len(term) >= 5}
        if self.is_chinese:
            for run in self.runs:
                found.update(run[at : at + 3] for at in range(len(run) - 2))
        return frozenset(found)

    @once
    def pieces(self) -> frozenset[str]:
        """All words and all pairs of Han characters, for telling how alike two texts are."""
        words = self.normal.split()
        if not self.is_chinese:
            return frozenset(words)
        found: set[str] = set()
        for word in words:
            found.update(map(add, word, word[1:]) if _HAN_CHARACTER.search(word) else (word,))
        return frozenset(found)


class Stem(Text):
    """A stem: what of it is prose, and which sentence asks."""

    @once
    def prose(self) -> str:
        """The stem without blocks of code, quotations and formulas: the author's own words."""
        text = self.source
        if _QUOTING.isdisjoint(text):
            return text
        return _ASIDE.sub(" … ", _FENCE.sub(" ", text))

    @once
    def bare(self) -> str:
        """The prose without what the author emphasised."""
        text = self.prose
        return text if _EMPHATIC.isdisjoint(text) else _EMPHASIS.sub(" ", text)

    @once
    def question(self) -> str:
        """The sentences that ask."""
        return " ".join(asking(self.prose))

    @once
    def has_negation(self) -> bool:
        """Whether it has any negative word: most have none, and nothing need be weighed."""
        if not NEGATIVE_WORDS.isdisjoint(self.words):
            return True
        if self.is_chinese:
            return not NEGATIVE_CHARACTERS.isdisjoint(self.source)
        return "n't" in self.source or "n’t" in self.source

    @once
    def overlooked_negation(self) -> str:
        """The word that turns the question round and is not emphasised, or ""."""
        return negative_choice(asking(self.bare)) if self.has_negation else ""

    @once
    def is_negative(self) -> bool:
        """Whether it asks for what does not apply, emphasised or not."""
        return self.has_negation and bool(negative_choice(asking(self.prose), shouted=True))

    @once
    def is_foreign(self) -> bool:
        """Whether it is written in another script than English and Chinese are."""
        return not self.source.isascii() and _OTHER_SCRIPT.search(self.source) is not None


def asking(text: str) -> list[str]:
    """The sentences of `text` that ask: those with a question mark, else the last one."""
    sentences = [s.strip() for s in _SENTENCE.findall(text.replace("’", "'"))]
    ask = [s for s in sentences if s and s[-1] in "?？؟"]
    return ask or [s for s in sentences if s][-1:]


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index of two sets: 1 equal, 0 nothing in common."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def numbers(text: str) -> tuple[float, ...]:
    """The numbers written in digits in `text`."""
    if _DIGIT.search(text) is None:
        return ()
    return tuple(float(found.replace(",", "")) for found in _NUMBER.findall(text))


@lru_cache(maxsize=8192)
def stemmed(word: str) -> str:
    """A word without the commonest English endings, so that `compound` meets `compounds`."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "'s", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
