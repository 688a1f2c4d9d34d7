"""Flaws of the options of a choice question: how they are worded and how they compare.

The sources that messages name are spelled out in `codes.py`. Options that are code or formulas
are what they are: of them only order, likeness and letters are looked at.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING

from studykit.authoring.critic.cues import cues
from studykit.authoring.critic.lexicon import Lexicon, word_set
from studykit.authoring.critic.stems import ABSOLUTE_TERMS, VAGUE_TERMS
from studykit.authoring.critic.words import Text
from studykit.language.message import Message
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.authoring.critic.item import Item
    from studykit.authoring.critic.words import Stem
    from studykit.questions.choices import ChoiceQuestion
    from studykit.questions.problem import Problem, Way

_OF_THEM = (
    r" (?:of (?:the above|these|the options|them|the others)|(?:are|is) (?:correct|right|true))"
)
_ALL_OR_NONE = Lexicon(
    "all none both neither any",
    "^(?:以上|上述|以下)?(?:皆是|皆非|都[對对是]|都不[對对]|都不是|全部正[確确]|全部都是|全都是|皆正[確确]|皆不是"
    "|均正[確确]|均[錯错][誤误])[。.]?$|(?:以上|上述)(?:皆|都|全|全部|各[項项]|均).{0,4}$|^以上(?:全部|全都)",
    {word: word + _OF_THEM for word in ("all", "none", "both", "neither", "any")},
)
_LABEL = r"(?:[a-i]|[ivx]{1,4}|[1-9]|[甲乙丙丁戊]|[①-⑨]|[ⅠⅡⅢⅣⅤ])"
_COMBINED = re.compile(
    rf"^(?:both|only|仅|僅|只有|選?項?|选?项?)?\s*[(（]?{_LABEL}[)）]?"
    rf"(?:\s*(?:,|，|;|and|&|\+|和|與|与|及|、)\s*[(（]?{_LABEL}[)）]?"
    rf"|\s*[(（]{_LABEL}[)）]|\s*[①-⑨ⅠⅡⅢⅣⅤ甲乙丙丁戊])*"
    r"(?:\s*(?:only|正[確确]|都[對对]|皆[對对是]))?\.?$",
    re.IGNORECASE,
)
_LABELS_ONLY = 24
"""Characters of an option that can be nothing but labels."""
_LABELS = re.compile(_LABEL, re.IGNORECASE)
_PAIR = re.compile(r"[A-Z]{1,2}\d? *(?:,|and|&|/|和|與|与) *[A-Z]{1,2}\d?$")
_LETTERS_ASKED = re.compile(r"\b[B-I]\b|[甲乙丙丁]")
_LISTED = (
    re.compile(r"(?:^|[\s(（:：])(?:II|ii)[.)、）:：\s]"),
    re.compile(r"(?:^|[\s(（:：])2\s*[.)、）:：]"),
    re.compile(r"②|Ⅱ|乙[.、：:]|[(（]二[)）]"),
)
_NEGATIVE_OPTION = re.compile(
    r"\b(not(?! only\b)|never|cannot|\w+n['’]t)\b"
    r"|^(?:it|they|there|he|she)\b.*\bno\b|^(?-i:[Nn]o [a-z])"
    r"|^(?:它|他|她|其)?(?:不[會会能可是應应需必得再屬属具含受]|[沒没]有|[無无]法|[並并]未|未曾|[並并]非|[從从]未)",
    re.IGNORECASE,
)
_LANGUAGE_WORDS = Lexicon(
    """
    sentence sentences word words spell spelled spelt spelling punctuation punctuated capital
    capitals capitalised capitalized apostrophe apostrophes grammar grammatical grammatically
    translate translates translation tense tenses verb verbs noun nouns adverb adverbs
    adjective adjectives preposition prepositions plural pronounced synonym synonyms antonym
    antonyms idiom idioms phrase phrases written rewrite reply say
    """,
    "句|[詞词]|字|[標标][點点]|大[寫写]|拼[寫写]|[譯译]|文法|[語语]法|[讀读]音|成[語语]",
    {"capital": r"capital (?:letters?|I\b)", "say": "(?:you|to|would|should) say"},
)
_MEANS = frozenset(("mean", "means", "meaning"))
"""With something quoted they ask for the meaning of a word."""
_OPTION_TRIMMINGS = re.compile(r"\b(?:an?|the)\b(?= )", re.IGNORECASE)
_RANGE = re.compile(
    r"([\d,.]+)\s*(?:[°%]?\s*[a-zA-Z]{0,3}\s*)?(?:–|—|-|~|～|to|and|至|到)\s*([\d,.]+)"
)
_DATES = frozenset(("when", "year", "years", "century", "dates"))
_SMALL = word_set(
    """
    a an the in on at of to by from with for into as during after before and or its
    their his her he she it they we you i who there this that these those is are was
    were be been has have had can will would may do does did
    """
)
_CHINESE_CLAUSE = re.compile("[是為为因的在會会可以由能有使讓让把被從从]")
_REST = re.compile(r"[-−+]?\d[\d,.]*")

_CLEARLY = 14
"""Columns by which a key that is half as long again catches the eye."""
_SENTENCE_WORDS = 5
"""An option of fewer words is a name or a term: nobody can make it longer or shorter."""
_LONG_LATIN = 32
"""Unless it has as many columns: a name is shorter."""
_MEANINGFUL_CASE = 3
"""Letters of a word in which capitals may mean something: Gg and gg, mW and MW."""
_SAYS_HOW_OFTEN = 48
"""Columns of an option whose point may be how often; in a long one it is something else."""
_LONG_HAN = 20
"""The same for Chinese: ten characters."""


def option_flaws(question: ChoiceQuestion, item: Item, path: Way) -> Iterator[Problem]:
    """Every flaw of the options of `item`, the choice question at `path`."""
    stem, texts, keys = item.stem, item.offered, question.best
    at = (*path, "options")
    everything = Text("\n".join(text.source for text in texts))
    about_language = is_about_language(stem)
    combining: list[Problem] = []
    if _ALL_OR_NONE.may_find(everything):
        combining += _all_or_none(question, texts, at)
    combining += _combinations(texts, stem, at)
    yield from combining
    if not everything.is_code:
        if not about_language:
            yield from _lengths(texts, keys, at)
            yield from _doubles(texts, at)
            yield from _repeated_start(texts, at)
        if item.known:
            # An option that speaks of the others has no words of its own to look at.
            passed = {problem.way[-2] for problem in combining}
            if not about_language:
                yield from _tone(stem, texts, keys, at, passed=passed, everything=everything)
            yield from _double_negative(stem, texts, at)
            yield from cues(stem, texts, keys, at, about_language=about_language)
    if everything.has_digits:
        yield from _ranges(stem, texts, at)
        yield from _order(texts, at)
    if len(texts) < 3:
        yield flaw(
            "SK616",
            at,
            Message("There are only {count} options.", count=len(texts)),
            Message("Offer three or more, or make it a true_false question (HDR 18)."),
        )


def is_about_language(stem: Stem) -> bool:
    """Whether the options are examples of language, whose words are what is asked about."""
    if "__" in stem.source or _LANGUAGE_WORDS.find(stem):
        return True
    return not _MEANS.isdisjoint(stem.words) and stem.prose != stem.source


def _is_sentence(text: Text) -> bool:
    if text.is_chinese:
        return text.cells >= _LONG_HAN
    if text.is_name:
        return False
    return len(text.plain.split()) >= _SENTENCE_WORDS or text.cells >= _LONG_LATIN


def _lengths(texts: Sequence[Text], keys: list[int], at: Way) -> Iterator[Problem]:
    widths = [text.cells for text in texts]
    others = [width for n, width in enumerate(widths) if n not in keys]
    longest = max(range(len(widths)), key=widths.__getitem__)
    if not others or widths[longest] < _CLEARLY:
        return
    if len(keys) == 1 and longest == keys[0]:
        key, next_one = widths[longest], max(others)
        clearly = key >= 1.5 * next_one and key - next_one >= _CLEARLY
        if clearly and _is_sentence(texts[longest]):
            yield flaw(
                "SK601",
                (*at, longest, "text"),
                Message(
                    "The key is clearly the longest option ({key} columns, the next "
                    "{next_one}).",
                    key=key,
                    next_one=next_one,
                ),
                Message("Shorten it, or make the distractors as full (HDR 24)."),
            )
        return
    second = max(width for n, width in enumerate(widths) if n != longest)
    far_longer = len(widths) > 2 and widths[longest] >= 30 and widths[longest] > 2.5 * second
    if far_longer and _is_sentence(texts[longest]):
        yield flaw(
            "SK602",
            (*at, longest, "text"),
            Message("This option is far longer than all the others."),
            Message("Make them about equal, so that length tells nothing (HDR 24)."),
        )


def _all_or_none(question: ChoiceQuestion, texts: Sequence[Text], at: Way) -> Iterator[Problem]:
    for n, text in enumerate(texts):
        if _ALL_OR_NONE.find(text):
            loose = question.shuffle and not question.options[n].fixed
            yield flaw(
                "SK603",
                (*at, n, "text"),
                Message(
                    "The option speaks of all or none of the others, and shuffling may move it "
                    "away from the end."
                )
                if loose
                else Message("The option speaks of all or none of the others."),
                Message("Write a real option instead (HDR 26), or at least add `fixed: true`.")
                if loose
                else Message("Write a real option instead (HDR 26)."),
            )


def _combinations(texts: Sequence[Text], stem: Stem, at: Way) -> Iterator[Problem]:
    """Options that combine others, or what the stem lists, by letters or numbers."""
    combined = [n for n, text in enumerate(texts) if _are_labels(text.plain)]
    several = [n for n in combined if len(_LABELS.findall(_bare_labels(texts[n].plain))) > 1]
    if not several:
        return
    # All options alike combine what the stem lists; else some combine the other options.
    listed = len(combined) > 1 and any(mark.search(stem.source) for mark in _LISTED)
    # Where others pair letters that are no options, the letters stand for themselves.
    pairs = sum(_PAIR.match(text.plain) is not None for text in texts)
    lettered = (
        not _LETTERS_ASKED.search(stem.source)
        and pairs <= len(several) < len(texts)
        and all(_within(texts[n].plain, len(texts)) for n in several)
    )
    if listed or lettered:
        yield flaw(
            "SK604",
            (*at, several[0], "text"),
            Message("The option combines others by their letters or numbers."),
            Message(
                "Letters move when options are shuffled, and combinations can be guessed: say"
                " what is meant, or use multiple_choice (HDR 9; NBME)."
            ),
        )


def _are_labels(text: str) -> bool:
    if len(text) > _LABELS_ONLY:
        return False
    first = text.partition(" ")[0]
    if first.isascii() and first.isalpha() and len(first) > (3 if first == text else 4):
        return False  # a word, and no label is one; known without a longer look
    return _COMBINED.match(text) is not None


def _bare_labels(text: str) -> str:
    return re.sub(r"both|only|and|[僅仅只有選选項项]", " ", text, flags=re.IGNORECASE)


def _within(text: str, options: int) -> bool:
    """Whether the letters in `text` can be those of as many options."""
    letters = re.findall(r"\b[A-Ia-i]\b|[甲乙丙丁戊]|[①-⑨]", _bare_labels(text))
    order = {
        **{c: n for n, c in enumerate("abcdefghi")},
        **{c: n for n, c in enumerate("甲乙丙丁戊")},
    }
    order |= {c: n for n, c in enumerate("①②③④⑤⑥⑦⑧⑨")}
    return len(letters) > 1 and all(order[letter.lower()] < options for letter in letters)


def _tone(
    stem: Stem,
    texts: Sequence[Text],
    keys: list[int],
    at: Way,
    *,
    passed: set[str | int],
    everything: Text,
) -> Iterator[Problem]:
    """Absolute terms, and terms of frequency."""
    if ABSOLUTE_TERMS.may_find(everything):
        absolute = _terms(ABSOLUTE_TERMS, texts, passed)
        # Distractors are what an absolute term gives away; in a negative question the key.
        negative = stem.is_negative
        betrayed = all((n in keys) == negative for n in absolute)
        if absolute and betrayed and len(absolute) < len(texts):
            n, term = next(iter(absolute.items()))
            if texts[n].words != {term.lower()}:
                yield flaw(
                    "SK607",
                    (*at, n, "text"),
                    Message("“{term}” is an absolute term.", term=term),
                    Message("It gives the key away: soften it (HDR 28a).")
                    if negative
                    else Message("It gives a distractor away: soften it (HDR 28a)."),
                )
    if VAGUE_TERMS.may_find(everything):
        vague = _terms(VAGUE_TERMS, texts, passed)
        short = [n for n in vague if texts[n].cells <= _SAYS_HOW_OFTEN]
        if short:
            yield flaw(
                "SK608",
                (*at, short[0], "text"),
                Message("“{term}” is a vague term.", term=vague[short[0]]),
                Message("Readers take it to mean anything: say how often or how much (NBME)."),
            )


def _terms(lexicon: Lexicon, texts: Sequence[Text], passed: set[str | int]) -> dict[int, str]:
    """Option → its term of `lexicon`; names and titles are what they are."""
    return {
        n: term
        for n, text in enumerate(texts)
        if (term := lexicon.find(text))
        and n not in passed
        and not text.is_name
        and not _are_labels(text.plain)
    }


def _double_negative(stem: Stem, texts: Sequence[Text], at: Way) -> Iterator[Problem]:
    if stem.is_negative:
        for n, text in enumerate(texts):
            if _NEGATIVE_OPTION.search(text.plain) and not text.is_name:
                yield flaw(
                    "SK606",
                    (*at, n, "text"),
                    Message("A negative option under a negative stem is a double negative."),
                    Message("State the option positively (HDR 17)."),
                )
                return


def _doubles(texts: Sequence[Text], at: Way) -> Iterator[Problem]:
    """Options that are the same but for case and articles."""
    ends = {text.plain.rstrip(" .。")[-3:].casefold() for text in texts}
    if len(ends) == len(texts):
        return  # no two can be the same
    seen: dict[str, int] = {}
    for n, text in enumerate(texts):
        shape = _shape(text)
        if shape and seen.setdefault(shape, n) != n:
            yield flaw(
                "SK609",
                (*at, n, "text"),
                Message("It is nearly the same as option {n}.", n=seen[shape] + 1),
                Message("A learner can rule both out: give them different ideas (HDR 22)."),
            )


def _ranges(stem: Stem, texts: Sequence[Text], at: Way) -> Iterator[Problem]:
    """Ranges of numbers that overlap; spans of years are told apart by both ends."""
    if sum(len(text.numbers) > 1 for text in texts) < 2 or not _DATES.isdisjoint(stem.words):
        return
    ranges = [_RANGE.search(text.plain) for text in texts]
    for one, other in combinations(range(len(texts)), 2):
        a, b = ranges[one], ranges[other]
        if a and b and _overlap(texts[one].plain, a, texts[other].plain, b):
            yield flaw(
                "SK609",
                (*at, other, "text"),
                Message("Its range overlaps that of option {n}.", n=one + 1),
                Message("Make the ranges exclude each other (HDR 22)."),
            )
            return


def _shape(text: Text) -> str:
    """What stays of an option when its articles, its case and its last full stop go.

    Short words keep their case, and signs between letters stay: Co is not CO, its not it’s.
    """
    plain = " ".join(text.plain.rstrip(" .。").split())
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    words = _OPTION_TRIMMINGS.sub(" ", plain).split()
    return " ".join(
        word.lower() if len(word) > _MEANINGFUL_CASE and word.isascii() else word
        for word in words
    )


def _overlap(one: str, a: re.Match[str], other: str, b: re.Match[str]) -> bool:
    if one[: a.start()] != other[: b.start()] or one[a.end() :] != other[b.end() :]:
        return False
    if re.search(r"[(（\[]", one):  # a pair of coordinates
        return False
    try:
        low, high = (float(n.replace(",", "")) for n in a.groups())
        lower, higher = (float(n.replace(",", "")) for n in b.groups())
    except ValueError:
        return False
    years = all(1000 <= n <= 2200 for n in (low, high, lower, higher))
    return not years and low < high and lower < higher and max(low, lower) < min(high, higher)


def _repeated_start(texts: Sequence[Text], at: Way) -> Iterator[Problem]:
    plain = [text.plain for text in texts]
    first, last = min(plain), max(plain)
    if len(plain) < 3 or first[:2] != last[:2]:
        return
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    start = first if same is None else first[:same]
    if texts[0].is_chinese:
        long_enough = len(start) >= 4 and _CHINESE_CLAUSE.search(start) is not None
    else:
        start = start.rpartition(" ")[0]
        words = start.split()
        # Small words are no matter for the stem, and a name is one thing.
        trifle = all(word.lower() in _SMALL for word in words)
        name = all(word[:1].isupper() for word in words[1:])
        long_enough = len(words) >= 2 and not trifle and not name
    if long_enough and start[-1] not in ":：" and not any(c.isdigit() for c in start):
        yield flaw(
            "SK618",
            at,
            Message("Every option begins with “{start}”.", start=start),
            Message("Say it once, in the stem (HDR 13)."),
        )


def _order(texts: Sequence[Text], at: Way) -> Iterator[Problem]:
    """Numbers of one kind that stand neither upwards nor downwards."""
    figures: list[float] = []
    rests: set[str] = set()
    for text in texts:
        if len(text.numbers) != 1:
            return
        figures += text.numbers
        rests.add(_REST.sub("", text.plain).strip().rstrip("s"))
    if len(figures) < 3 or len(rests) > 1:
        return
    if figures not in (sorted(figures), sorted(figures, reverse=True)):
        yield flaw(
            "SK614",
            at,
            Message("The numbers are out of order."),
            Message("List them from small to large, and add `shuffle: false` (HDR 20)."),
        )
