"""The gap syntax that cloze cards and cloze questions share.

`{{answer}}`, `{{answer|other spelling}}`, `{{answer::hint}}` and, to be chosen
instead of typed, `{{answer|~wrong|~wrong}}`. `\\{{`, `\\::` and `\\|` stand for themselves, and
so does `||`; the last two of a run of closing braces end a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studykit.questions.checks import MOST_PARTS
from studykit.questions.gap_places import places
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.problem import Way

_BRACE = re.compile(r"\\\{\{|\\\}\}|\\[{}]|[{}]")
_HINT = re.compile(r"(?<!\\)::")
_BAR = re.compile(r"(?<![\\|])\|(?!\|)")
_SIGN = re.compile(r"(\{\{|\}\}|::|\|)")
_ESCAPED = re.compile(r"\\(\{\{|\}\}|::|\|)")
_ESCAPED_BRACES = re.compile(r"\\(\{\{|\}\})")
_ANKI = re.compile(r"c\d+::")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: `answers` (the first is the one shown), `distractors`, and a `hint` or ""."""

    answers: tuple[str, ...]
    distractors: tuple[str, ...] = ()
    hint: str = ""

    @property
    def answer(self) -> str:
        """The answer that is shown as the solution; "" when the author left the gap empty."""
        return self.answers[0] if self.answers else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What is offered when the gap is chosen, not typed; empty when it is typed."""
        return (self.answer, *self.distractors) if self.distractors else ()


def _parse_gap(inner: str) -> Gap:
    body, hint = _hint_apart(inner)
    answers, distractors = [], []
    for alternative in _BAR.split(body):
        text = _ESCAPED.sub(r"\1", alternative).strip()
        if text.startswith("~"):
            distractors.append(text[1:].strip())
        elif text:
            answers.append(text)
    return Gap(tuple(answers), tuple(distractors), _ESCAPED.sub(r"\1", hint).strip())


def _hint_apart(inner: str) -> tuple[str, str]:
    body, *hint = _HINT.split(inner, maxsplit=1)
    return body, "".join(hint)


def split_gaps(text: str, *, in_code: bool = False) -> tuple[str | Gap, ...]:
    """`text` as running text and gaps, in order; joining them again loses nothing shown.

    Braces in code are no gaps, unless `in_code`.
    """
    parts: list[str | Gap] = []
    shown = ""
    for kind, start, end in places(text, in_code=in_code):
        if kind == "gap":
            if shown:
                parts.append(shown)
            parts.append(_parse_gap(text[start + 2 : end - 2]))
            shown = ""
        elif kind == "code":
            shown += text[start:end]
        else:
            # `\\{{` stands for two braces, but in code, where it is what it is.
            shown += _ESCAPED_BRACES.sub(r"\1", text[start:end])
    if shown:
        parts.append(shown)
    return tuple(parts)


def gaps_of(text: str, *, in_code: bool = False) -> tuple[Gap, ...]:
    """The gaps of `text`, in order."""
    parts = split_gaps(text, in_code=in_code)
    return tuple(part for part in parts if isinstance(part, Gap))


def escaped(answer: str) -> str:
    """`answer` as it is written in a gap, where it stands for itself."""
    # A backslash at the end would escape the braces that close the gap.
    return _SIGN.sub(r"\\\1", answer) + (" " if answer.endswith("\\") else "")


def gap_problems(
    text: str, way: Way, thing: str, *, in_code: bool = False
) -> Iterator[Problem]:
    """What is wrong with the gaps of the text at `way`; `thing` is what it belongs to."""
    gaps = gaps_of(text, in_code=in_code)
    if len(gaps) > MOST_PARTS:
        message = f"This cloze {thing} has {len(gaps):,} gaps; at most {MOST_PARTS} are asked."
        yield Problem(way, "SK312", message)
        return
    if not gaps:
        hint = "Write a gap as “{{answer}}”."
        if not in_code and gaps_of(text, in_code=True):
            hint = "Braces in code are no gaps, unless you write “gaps_in_code: true”."
        yield Problem(way, "SK306", f"This cloze {thing} has no gap.", hint)
    for number, gap in enumerate(gaps, start=1):
        twice = next((d for d in gap.distractors if d in gap.answers), "")
        if not gap.answer:
            message = f"Gap {number} has no answer."
            yield Problem(way, "SK307", message, "Write the answer between “{{” and “}}”.")
        elif twice:
            message = f"Gap {number} offers “{twice}” as right and as wrong."
            yield Problem(way, "SK303", message)
    found = list(places(text, in_code=in_code))
    written = (text[start + 2 : end - 2] for kind, start, end in found if kind == "gap")
    for number, inner in enumerate(written, start=1):
        yield from _signs_in_gap(inner, way, number)
    outside = " ".join(text[start:end] for kind, start, end in found if kind == "text")
    outside = _ESCAPED_BRACES.sub("", outside)
    for braces in ("{{", "}}"):
        # `\frac{\sqrt{2}}{2}` has two braces in a row, and none is left over.
        if braces in outside and not (braces == "}}" and _balanced(outside)):
            message = f"“{braces}” is left over: it belongs to no gap."
            hint = (
                f"Write a gap as “{{{{answer}}}}”, or “\\{braces}” for the braces themselves."
            )
            yield Problem(way, "SK321", message, hint, "warning")


def _signs_in_gap(inner: str, way: Way, number: int) -> Iterator[Problem]:
    """What in a gap is likely not read as its author meant it."""
    body, hint = _hint_apart(inner)
    if _ANKI.match(inner.strip()):
        rest = inner.strip().partition("::")[2]
        message = f"Gap {number} is numbered as in Anki: its answer would be “{body.strip()}”."
        fix = f"Write “{{{{{rest}}}}}”: every gap is a card or a blank of its own."
        yield Problem(way, "SK322", message, fix)
        return
    bare = _ESCAPED_BRACES.sub("", inner)
    if "{{" in bare and "}}" in bare:
        message = f"Gap {number} has a gap within it."
        yield Problem(way, "SK321", message, "Close a gap before the next one begins.")
    elif not _balanced(bare):
        message = f"Gap {number} has a brace too many or too few: “{inner.strip()}”."
        fix = "Count the braces: a gap begins with two, and the last two of a row end it."
        yield Problem(way, "SK321", message, fix, "warning")
    alternatives = _BAR.split(body)
    if len(alternatives) > 1 and not all(each.strip(" \t\n~") for each in alternatives):
        message = f"Gap {number} has an empty alternative beside a “|”."
        fix = "Take the “|” away, or write “\\|” where it belongs to the answer."
        yield Problem(way, "SK323", message, fix, "warning")
    if _NAME.fullmatch(body) and all(map(_NAME.fullmatch, hint.split("::"))):
        message = f"Gap {number} asks for “{body}” and shows “{hint}” as its hint."
        fix = f"If so, write “{body}:: {hint}”; if it is one answer, “{body}\\::{hint}”."
        yield Problem(way, "SK324", message, fix, "warning")


def _balanced(text: str) -> bool:
    """Whether every closing brace has an opening one before it, and the other way round."""
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth < 0:
            return False
    return depth == 0
