"""Flaws in the options of choice questions.

Rules after Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice item-writing
guidelines for classroom assessment", Applied Measurement in Education 15(3), cited as HDR with
the number of the guideline, and the NBME's item-writing guide (6th ed., 2020), cited as NBME.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from studykit.authoring.critic.words import (
    alike,
    cells,
    is_chinese,
    long_terms,
    normal,
    numbers,
    plain,
    shingles,
    terms,
)
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.choices import ChoiceQuestion, Option
    from studykit.questions.problem import Problem, Way

_ALL_OR_NONE = re.compile(
    r"\b(all|none|both|neither) of (the above|these|the options|them|the others)\b"
    r"|^(以上|上述|以下)?(皆是|皆非|都對|都不對|都不是|全部正確|全部都是|全都是|皆正確)$"
    r"|(以上|上述)(皆|都|全|全部|各項).{0,4}$",
    re.IGNORECASE,
)
_COMBINED = re.compile(
    r"^(both )?\(?[a-i]\)?(\s*(,|and|&|or|和|與|及|、)\s*\(?[a-i]\)?)+\.?$"
    r"|^[甲乙丙丁戊]([和與及、][甲乙丙丁戊])+$|^選?項?[①-⑨](([和與及、]?)[①-⑨])+$",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(always|never|all|none|only|every|everyone|nobody|impossible|entirely|completely)\b"
    r"|總是|一定會|從不|從來|絕對|絕不|完全|所有|必定|全部|唯一|永遠|任何",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(usually|often|sometimes|frequently|generally|rarely|occasionally|may|might)\b"
    r"|經常|通常|有時(?!間)|常常|大概|往往|偶爾|也許|可能會",
    re.IGNORECASE,
)
_ARTICLE_AT_END = re.compile(r"\b(an?)\s*(?:_+|…|\.{3}|:)?\s*$", re.IGNORECASE)
_NEAR = 0.85


def option_flaws(question: ChoiceQuestion, path: Way) -> Iterator[Problem]:
    """Every flaw of the options of one choice question that lies at `path`."""
    texts = [plain(option.text) for option in question.options]
    keys = question.best
    at = (*path, "options")
    yield from _lengths(texts, keys, at)
    yield from _wording(question.options, texts, keys, at, shuffled=question.shuffle)
    yield from _likeness(texts, at)
    yield from _cues(plain(question.stem), texts, keys, at)
    yield from _order(texts, at)
    if len(texts) < 3:
        yield flaw(
            "SK616",
            at,
            f"There are only {len(texts)} options.",
            "Offer three or more, or make it a true_false question (HDR 18).",
        )


def _lengths(texts: list[str], keys: list[int], at: Way) -> Iterator[Problem]:
    widths = [cells(text) for text in texts]
    others = [width for n, width in enumerate(widths) if n not in keys]
    if len(keys) == 1 and others:
        key, longest = widths[keys[0]], max(others)
        if key >= 1.25 * longest and key - longest >= 8:
            yield flaw(
                "SK601",
                (*at, keys[0], "text"),
                f"The key is clearly the longest option ({key} columns, the next {longest}).",
                "Shorten it, or make the distractors as full (HDR 24).",
            )
            return
    if len(widths) > 2 and max(widths) > 3 * max(1, min(widths)) and max(widths) >= 30:
        odd = widths.index(max(widths))
        yield flaw(
            "SK602",
            (*at, odd, "text"),
            "The lengths of the options differ more than threefold.",
            "Make them about equal, so that length tells nothing (HDR 24).",
        )


def _wording(
    options: tuple[Option, ...], texts: list[str], keys: list[int], at: Way, *, shuffled: bool
) -> Iterator[Problem]:
    for n, text in enumerate(texts):
        if _ALL_OR_NONE.search(text):
            loose = shuffled and not options[n].fixed
            yield flaw(
                "SK603",
                (*at, n, "text"),
                "The option speaks of all or none of the others"
                + (", and shuffling may move it away from the end." if loose else "."),
                "Write a real option instead (HDR 26)"
                + (", or at least add `fixed: true`." if loose else "."),
            )
        elif _COMBINED.match(text):
            yield flaw(
                "SK604",
                (*at, n, "text"),
                "The option combines others by their letters.",
                "Letters move when options are shuffled: say what is meant, or use"
                " multiple_choice (NBME).",
            )
    for code, pattern, kind, advice in (
        (
            "SK607",
            _ABSOLUTE,
            "an absolute term",
            "It gives a distractor away: soften it (HDR 28a).",
        ),
        ("SK608", _VAGUE, "a vague term", "Say how often or how much (NBME)."),
    ):
        with_term = [n for n, text in enumerate(texts) if pattern.search(text)]
        # A term that key and distractors share gives nothing away.
        if with_term and not (set(with_term) & set(keys) and set(with_term) - set(keys)):
            found = pattern.search(texts[with_term[0]])
            word = found.group(0) if found else ""
            yield flaw(
                code,
                (*at, with_term[0], "text"),
                f"“{word}” is {kind}.",
                advice,
            )


def _likeness(texts: list[str], at: Way) -> Iterator[Problem]:
    pieces = [shingles(text) for text in texts]
    for one, other in combinations(range(len(texts)), 2):
        a, b = normal(texts[one]), normal(texts[other])
        if not a or not b:
            continue
        if a == b or (alike(pieces[one], pieces[other]) >= _NEAR and not _numeric(a, b)):
            yield flaw(
                "SK609",
                (*at, other, "text"),
                f"It is nearly the same as option {one + 1}.",
                "A learner can rule both out: give them different ideas (HDR 22).",
            )
        elif _overlap(texts[one], texts[other]):
            yield flaw(
                "SK609",
                (*at, other, "text"),
                f"Its range overlaps that of option {one + 1}.",
                "Make the ranges exclude each other (HDR 22).",
            )


def _numeric(one: str, other: str) -> bool:
    return numbers(one) != numbers(other)


def _overlap(one: str, other: str) -> bool:
    a, b = numbers(one.replace("–", " ")), numbers(other.replace("–", " "))
    if len(a) != 2 or len(b) != 2 or not (a[0] < a[1] and b[0] < b[1]):
        return False
    if re.sub(r"[\d,.]", "", one) != re.sub(r"[\d,.]", "", other):
        return False
    return max(a[0], b[0]) < min(a[1], b[1])


def _cues(stem: str, texts: list[str], keys: list[int], at: Way) -> Iterator[Problem]:
    if len(keys) != 1 or len(texts) < 3:
        return
    key = keys[0]
    distractors = [text for n, text in enumerate(texts) if n != key]
    known = long_terms(stem) & long_terms(texts[key])
    only_key = {t for t in known if not any(t in text.casefold() for text in distractors)}
    place = (*at, key, "text")
    if len(normal(texts[key])) >= 4 and normal(texts[key]) in normal(stem):
        yield flaw(
            "SK611", place, "The key stands in the stem.", "Reword one of them (HDR 28b)."
        )
    elif only_key:
        word = max(sorted(only_key), key=len)
        yield flaw(
            "SK610",
            place,
            f"“{word}” of the stem returns in the key only.",
            "Use it in a distractor too, or in neither (HDR 28b).",
        )
    yield from _convergence(texts, key, place)
    yield from _grammar(stem, texts, key, place)
    yield from _repeated_start(texts, at)


def _convergence(texts: list[str], key: int, place: Way) -> Iterator[Problem]:
    """The key shares something with every other option, while they share nothing."""
    made_of = [terms(text) for text in texts]
    others = [t for n, t in enumerate(made_of) if n != key]
    shared = [t & made_of[key] for t in others]
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
            "The key shares something with every distractor, they share nothing.",
            "Let the distractors share elements too (NBME: convergence).",
        )


def _grammar(stem: str, texts: list[str], key: int, place: Way) -> Iterator[Problem]:
    article = _ARTICLE_AT_END.search(stem)
    if article and not is_chinese(stem):
        wants_vowel = article.group(1).casefold() == "an"
        fits = [
            bool(re.match(r"[aeiou]", text, re.IGNORECASE)) == wants_vowel for text in texts
        ]
        if fits[key] and sum(fits) == 1:
            yield flaw(
                "SK613",
                place,
                f"After “{article.group(1)}” only the key fits.",
                "Write “a/an”, or move the article into the options (HDR 28c).",
            )
    words = [text.split() for text in texts]
    if (
        all(1 <= len(w) <= 2 for w in words)
        and not any(map(is_chinese, texts))
        and re.search(r"\b(are|were|have)\b", stem.rpartition(",")[2])
    ):
        plural = [w[-1].endswith("s") and not w[-1].endswith("ss") for w in words]
        if plural[key] and sum(plural) == 1:
            yield flaw(
                "SK613",
                place,
                "The stem asks for several, and only the key is a plural.",
                "Make all options agree with the stem (HDR 28c).",
            )


def _repeated_start(texts: list[str], at: Way) -> Iterator[Problem]:
    first, last = min(texts), max(texts)
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    start = first if same is None else first[:same]
    if any(map(is_chinese, texts)):
        long_enough = len(start) >= 4
    else:
        start = start.rpartition(" ")[0]
        long_enough = len(start.split()) >= 2
    if long_enough and not numbers(start):
        yield flaw(
            "SK618",
            at,
            f"Every option begins with “{start}”.",
            "Say it once, in the stem (HDR 13).",
        )


def _order(texts: list[str], at: Way) -> Iterator[Problem]:
    values = [numbers(text) for text in texts]
    if len(values) < 3 or any(len(v) != 1 for v in values):
        return
    figures = [v[0] for v in values]
    if figures not in (sorted(figures), sorted(figures, reverse=True)):
        yield flaw(
            "SK614",
            at,
            "The numbers are out of order.",
            "List them from small to large, and add `shuffle: false` (HDR 20).",
        )
