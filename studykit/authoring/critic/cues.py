"""Cues in the stem and the options that betray the key of a choice question.

HDR 28 lists them; convergence is the NBME's. The sources are spelled out in `codes.py`.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from studykit.authoring.critic.words import Text, asking
from studykit.language.message import Message
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.authoring.critic.words import Stem
    from studykit.questions.problem import Problem, Way

_ARTICLE_AT_END = re.compile(r"\b(an?)\s*(?:_+|…|\.{3}|:)?\s*$", re.IGNORECASE)
_VOWEL_SOUND = re.compile(
    r"(?:(?!uni(?![mn])|use|usu|uri|eu|one\b|once|ur[aeio])[aeiou]|hour|honest|honou?r|heir"
    r"|[FHLMNRSX](?:-|[A-Z]|\b)|8|11\b|18\b)",
    re.IGNORECASE,
)
_WHERE = "中上下內内外裡里性的 \ufe0f"
"""Characters that a striking word of Chinese does not begin or end with, the rest of an emoji
among them."""
_SEVERAL = re.compile(
    r"\b(?:which|what|who)(?: [\w-]+){0,3} (?:are|were|have)\b|\b(?:are|were)\W*$",
    re.IGNORECASE,
)
"""A stem that asks for more than one thing."""
_COUNT = re.compile("[0-9 ]+|[一二兩两三四五六七八九十百千]+[個个種种次年]?")
_STRIKING_HAN = 3
_SHORT_PHRASE = 4
"""Terms of an option that is made of elements; whole sentences share words by chance."""


def cues(
    stem: Stem, texts: Sequence[Text], keys: list[int], at: Way, *, about_language: bool
) -> Iterator[Problem]:
    """What betrays the key to those who do not know it, beside length and tone.

    `about_language`: the options are examples of language, whose words are what is asked about.
    """
    if len(keys) != 1 or len(texts) < 3:
        return
    key = keys[0]
    place = (*at, key, "text")
    if _in_stem(stem, texts, key):
        yield flaw(
            "SK611",
            place,
            Message("The key stands in the stem."),
            Message("Reword one of them (HDR 28b)."),
        )
    elif not about_language and (word := _clang(stem, texts, key)):
        yield flaw(
            "SK610",
            place,
            Message("“{word}” of the stem returns in the key only.", word=word),
            Message("Use it in a distractor too, or in neither (HDR 28b)."),
        )
    if not about_language:
        yield from _convergence(texts, key, place)
    yield from _grammar(stem, texts, key, place)


def _in_stem(stem: Stem, texts: Sequence[Text], key: int) -> bool:
    """Whether the question, or what follows it, says the key and no distractor.

    What stands before the question is a text to be understood; there an answer is at home.
    """
    wanted = texts[key].normal
    if len(wanted) < 4 - 2 * texts[key].is_chinese or wanted not in stem.normal:
        return False
    if _COUNT.fullmatch(wanted):
        return False
    prose = stem.prose
    question = asking(prose)
    first = prose.find(question[0][:20]) if question else -1
    asked_text = Text(prose[max(first, 0) :]).normal
    if not _contains(asked_text, wanted, texts[key]):
        return False
    return not any(
        _contains(asked_text, text.normal, text) for n, text in enumerate(texts) if n != key
    )


def _contains(text: str, part: str, kind: Text) -> bool:
    return part in text if kind.is_chinese else f" {part} " in f" {text} "


def _clang(stem: Stem, texts: Sequence[Text], key: int) -> str:
    # Most keys have none of the terms, which is seen before their own are worked out.
    said = texts[key].plain.lower()
    if not any(term in said for term in stem.striking):
        return ""
    known = stem.striking & texts[key].striking
    distractors = [text.plain.lower() for n, text in enumerate(texts) if n != key]
    lower = stem.question.lower()
    only_key = [
        term
        for term in known
        if term in lower and not any(term[:5] in text for text in distractors)
    ]
    if not only_key:
        return ""
    term = max(sorted(only_key), key=len)
    return term if term.isascii() else _shared_run(term, lower, texts[key].plain)


def _shared_run(term: str, one: str, other: str) -> str:
    """The longest run round the Han characters `term` that both texts have, less the
    characters at its ends that say where and how."""
    start, end = other.find(term), other.find(term) + len(term)
    while start > 0 and other[start - 1 : end] in one:
        start -= 1
    while end < len(other) and other[start : end + 1] in one:
        end += 1
    run = other[start:end].strip(_WHERE)
    return run if len(run) >= _STRIKING_HAN else ""


def _convergence(texts: Sequence[Text], key: int, place: Way) -> Iterator[Problem]:
    """The key shares something with every other option, while they share nothing."""
    if not 0 < len(texts[key].terms) <= _SHORT_PHRASE:
        return
    if not all(_touch(texts[key], text) for n, text in enumerate(texts) if n != key):
        return
    made_of = [text.terms for text in texts]
    if max(map(len, made_of)) > _SHORT_PHRASE:
        return
    others = [t for n, t in enumerate(made_of) if n != key]
    shared = [t & made_of[key] for t in others]
    if not all(shared):
        return
    common = frozenset.intersection(*made_of)
    own = [s - common for s in shared]
    if (
        all(own)
        and len({term for s in own for term in s}) >= 2
        and not any((a & b) - made_of[key] for a, b in combinations(others, 2))
        and not frozenset.intersection(*own)
    ):
        yield flaw(
            "SK612",
            place,
            Message("The key shares something with every distractor, they share nothing."),
            Message("Let the distractors share elements too (NBME: convergence)."),
        )


def _touch(key: Text, other: Text) -> bool:
    """Whether `other` can have a term of `key`, told before its own terms are worked out."""
    text = other.plain.lower()
    return any(term in text for term in key.terms)


def _grammar(stem: Stem, texts: Sequence[Text], key: int, place: Way) -> Iterator[Problem]:
    if stem.is_chinese:
        return
    article = _ARTICLE_AT_END.search(stem.plain)
    if article:
        wants_vowel = article.group(1).casefold() == "an"
        fits = [(_VOWEL_SOUND.match(text.plain) is not None) == wants_vowel for text in texts]
        if fits[key] and sum(fits) == 1:
            yield flaw(
                "SK613",
                place,
                Message("After “{word}” only the key fits.", word=article.group(1)),
                Message("Write “a/an”, or move the article into the options (HDR 28c)."),
            )
    if not _SEVERAL.search(stem.plain):
        return
    words = [text.plain.split() for text in texts]
    if all(1 <= len(w) <= 2 for w in words) and not any(text.is_chinese for text in texts):
        plural = [re.search(r"(?<![suai])s$", w[-1]) is not None for w in words]
        if plural[key] and sum(plural) == 1:
            yield flaw(
                "SK613",
                place,
                Message("The stem asks for several, and only the key is a plural."),
                Message("Make all options agree with the stem (HDR 28c)."),
            )
