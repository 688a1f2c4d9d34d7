"""The gap syntax that cloze cards and cloze questions share.

`{{answer}}`, `{{answer|other spelling}}`, `{{answer::hint}}` and, to be chosen
instead of typed, `{{answer|~wrong|~wrong}}`. `\\{{`, `\\::` and `\\|` stand for themselves, and
so does `||`; the last two of a run of closing braces end a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from studykit.questions.checks import MOST_PARTS
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.problem import Way

_OPEN = re.compile(r"\\\{\{|\{\{")
_BRACE = re.compile(r"\\\{\{|\\\}\}|\\[{}]|[{}]")
_HINT = re.compile(r"(?<!\\)::")
_BAR = re.compile(r"(?<![\\|])\|(?!\|)")
_SIGN = re.compile(r"(\{\{|\}\}|::|\|)")
_ESCAPED = re.compile(r"\\(\{\{|\}\}|::|\|)")
_ESCAPED_BRACES = re.compile(r"\\(\{\{|\}\})")
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*)"
    r"|(?<![\\`])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
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


class _Span(NamedTuple):
    """Where a gap stands in its text, braces included, and what is between them."""

    start: int
    end: int
    inner: str


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
    code = [] if in_code else _code_spans(text)
    parts: list[str | Gap] = []
    at = 0
    for start, end, inner in _spans(text, code):
        if start > at:
            parts.append(_running_text(text, at, start, code))
        parts.append(_parse_gap(inner))
        at = end
    if at < len(text):
        parts.append(_running_text(text, at, len(text), code))
    return tuple(parts)


def gaps_of(text: str, *, in_code: bool = False) -> tuple[Gap, ...]:
    """The gaps of `text`, in order."""
    parts = split_gaps(text, in_code=in_code)
    return tuple(part for part in parts if isinstance(part, Gap))


def escaped(answer: str) -> str:
    """`answer` as it is written in a gap, where it stands for itself."""
    # A backslash at the end would escape the braces that close the gap.
    return _SIGN.sub(r"\\\1", answer) + (" " if answer.endswith("\\") else "")


def _spans(text: str, code: list[tuple[int, int]]) -> Iterator[_Span]:
    """The gaps of `text`; `code` is where none begins."""
    at = 0
    while opened := _OPEN.search(text, at):
        start, inside = opened.span()
        at = next((end for first, end in code if first <= start < end), inside)
        if at > inside or opened[0].startswith("\\"):
            continue
        close = _close(text, inside)
        if close is not None:
            at = close + 2
            yield _Span(start, at, text[inside:close])


def _close(text: str, at: int) -> int | None:
    """Where the two braces begin that close the gap whose inside begins at `at`.

    Braces within are counted, so that `{{\\frac{1}{x^{2}}}}` is one gap; of a run of closing
    braces the last two close it. Where the count does not come out the first run closes it.
    """
    depth = 0
    for brace in _BRACE.finditer(text, at):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}" and depth:
            depth -= 1
        elif brace[0] == "}" and text.startswith("}}", brace.start()):
            return _end_of_run(text, brace.start())
    first = text.find("}}", at)
    if first < 0 or "{{" in text[at:first]:
        return None
    return _end_of_run(text, first)


def _end_of_run(text: str, at: int) -> int:
    while text[at + 2 : at + 3] == "}":
        at += 1
    return at


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Where code stands in a text of Markdown: fences, and spans within one paragraph."""
    if "`" not in text and "~~~" not in text:
        return []
    spans = []
    at = 0
    while match := _CODE.search(text, at):
        at = match.end()
        if match["ticks"] and _PARAGRAPH_END.search(match[0]):
            at = match.start() + len(match["ticks"])  # those of two paragraphs are no pair
        elif not (match["ticks"] and _in_gap(text, *match.span())):
            spans.append(match.span())
    return spans


def _in_gap(text: str, start: int, end: int) -> bool:
    """Whether the code that stands there is within a gap: then it is part of the answer."""
    opened = text.rfind("{{", 0, start)
    if opened < 0 or "}}" in text[opened:start]:
        return False
    close = _close(text, opened + 2)
    return close is not None and close >= end


def _running_text(text: str, start: int, end: int, code: list[tuple[int, int]]) -> str:
    """The text between two gaps, in which `\\{{` stands for two braces, but for code."""
    if "\\" not in text[start:end]:
        return text[start:end]
    pieces = []
    for first, last in [*(span for span in code if start <= span[0] < end), (end, end)]:
        pieces += [_ESCAPED_BRACES.sub(r"\1", text[start:first]), text[first:last]]
        start = last
    return "".join(pieces)


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
    code = [] if in_code else _code_spans(text)
    spans = list(_spans(text, code))
    for number, span in enumerate(spans, start=1):
        yield from _signs_in_gap(span.inner, way, number)
    outside = _outside(text, spans, code)
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


def _outside(text: str, spans: list[_Span], code: list[tuple[int, int]]) -> str:
    """`text` without its gaps, its code and what is escaped."""
    at, pieces = 0, []
    for start, end in sorted([*(span[:2] for span in spans), *code]):
        pieces.append(text[at : max(at, start)])
        at = max(at, end)
    return _ESCAPED_BRACES.sub("", " ".join([*pieces, text[at:]]))


def _balanced(text: str) -> bool:
    """Whether every closing brace has an opening one before it, and the other way round."""
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth < 0:
            return False
    return depth == 0
