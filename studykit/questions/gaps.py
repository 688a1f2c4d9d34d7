"""The gap syntax that cloze cards and cloze questions share.

`{{answer}}`, `{{answer|other spelling}}`, `{{answer::hint}}` and, to be chosen instead of
typed, `{{answer|~wrong|~wrong}}`. An answer that earns only a part is `50%:answer`, a number
with its tolerance `=5.5±0.1`. `\\{{`, `\\::` and `\\|` stand for themselves, as do `||`, and
`\\=` and `\\50%:` where an answer begins; the last two of a run of closing braces end a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studykit.language.message import Message
from studykit.questions.checks import MOST_PARTS
from studykit.questions.numbers import Tolerance, read_number, within
from studykit.questions.problem import Problem
from studykit.text.gap_places import places
from studykit.text.ruby import RUBY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.problem import Way

_BRACE = re.compile(r"\\\{\{|\\\}\}|\\[{}]|[{}]")
_HINT = re.compile(r"(?<!\\)::")
_BAR = re.compile(r"(?<![\\|])\|(?!\|)")
_SIGN = re.compile(r"(\{\{|\}\}|::|\|)")
_ESCAPED = re.compile(r"\\(\{\{|\}\}|::|\|)")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)%:\s*")
"""What a part of the points is written as before an answer, as in Moodle's `%50%`."""
_NUMBER = re.compile(r"=(?P<value>[^±]+?)(?:(?:±|\+-|\+/-)(?P<reach>[^%]+)(?P<percent>%)?)?")
_ESCAPED_SIGN = re.compile(r"\\(?==|\d{1,3}(?:\.\d+)?%:)")
_ESCAPED_BRACES = re.compile(r"\\(\{\{|\}\})")
_ANKI = re.compile(r"c\d+::")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """One answer that a gap takes."""

    text: str
    """The answer as it is shown; of a number its digits."""
    weight: float = 1.0
    """The fraction of the gap that it earns, above 0 to 1."""
    number: float | None = None
    """The number that is compared; None where the text is."""
    tolerance: float | Tolerance = 0.0
    """How far from `number` still counts."""

    def is_near(self, value: float | None) -> bool:
        """Whether this is a number, and `value` lies within its tolerance."""
        return (
            value is not None
            and self.number is not None
            and within(value, self.number, self.tolerance)
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: what it takes, what else it offers, and a `hint` or ""."""

    accepted: tuple[GapAnswer, ...]
    """The answers in the author's order."""
    distractors: tuple[str, ...] = ()
    """What is offered beside the answers; where there is none, the gap is typed."""
    hint: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """The texts that are fully right; the first is the one shown."""
        return tuple(each.text for each in self.accepted if each.weight >= 1)

    @property
    def partial(self) -> tuple[GapAnswer, ...]:
        """The answers that earn only a part."""
        return tuple(each for each in self.accepted if each.weight < 1)

    @property
    def answer(self) -> str:
        """The answer that is shown as the solution; "" when the author left the gap empty."""
        return self.answers[0] if self.answers else ""

    @property
    def numeric(self) -> bool:
        """Whether nothing but a number can be right."""
        return bool(self.accepted) and all(each.number is not None for each in self.accepted)

    @property
    def choices(self) -> tuple[str, ...]:
        """What is offered when the gap is chosen, not typed; empty when it is typed."""
        if not self.distractors:
            return ()
        return (self.answer, *(each.text for each in self.partial), *self.distractors)


def _parse_gap(inner: str) -> Gap:
    body, hint = _hint_apart(inner)
    accepted, distractors = [], []
    for alternative in _alternatives(body):
        written = alternative.strip()
        if written.startswith("~"):
            distractors.append(_unescaped(written[1:].strip()))
        elif written:
            accepted.append(_parse_answer(written))
    return Gap(tuple(accepted), tuple(distractors), _unescaped(hint).strip())


def _parse_answer(written: str) -> GapAnswer:
    weight = 1.0
    if share := _SHARE.match(written):
        weight, written = float(share[1]) / 100, written[share.end() :].strip()
    if number := _NUMBER.fullmatch(written):
        value, reach = read_number(number["value"]), read_number(number["reach"] or "0")
        if value is not None and reach is not None:
            tolerance = Tolerance(relative=reach / 100) if number["percent"] else reach
            return GapAnswer(number["value"].strip(), weight, value, tolerance)
    return GapAnswer(_unescaped(_ESCAPED_SIGN.sub("", written)), weight)


def _alternatives(body: str) -> list[str]:
    """The alternatives of a gap, between bars that belong to no reading."""
    return _BAR.split(RUBY.sub(r"{\1\|\2}", body))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


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
    begins = "\\" if _SHARE.match(answer) or answer.startswith("=") else ""
    # A backslash at the end would escape the braces that close the gap.
    ends = " " if answer.endswith("\\") else ""
    return begins + _SIGN.sub(r"\\\1", answer) + ends


def written_answer(answer: GapAnswer) -> str:
    """`answer` as an author writes it in a gap."""
    share = "" if answer.weight == 1 else f"{100 * answer.weight:.15g}%:"
    if answer.number is None:
        return share + escaped(answer.text)
    reach = answer.tolerance
    if isinstance(reach, Tolerance):
        return f"{share}={answer.text}±{100 * (reach.relative or 0):.15g}%"
    return f"{share}={answer.text}" + (f"±{reach:.15g}" if reach else "")


def gap_problems(
    text: str, way: Way, thing: Message, *, in_code: bool = False
) -> Iterator[Problem]:
    """What is wrong with the gaps of the text at `way`; `thing` is what it belongs to."""
    gaps = gaps_of(text, in_code=in_code)
    if len(gaps) > MOST_PARTS:
        message = Message(
            "This cloze {thing} has {count:,} gaps; at most {most} are asked.",
            thing=thing,
            count=len(gaps),
            most=MOST_PARTS,
        )
        yield Problem(way, "SK312", message)
        return
    if not gaps:
        hint = Message("Write a gap as “{{answer}}”.")
        if not in_code and gaps_of(text, in_code=True):
            hint = Message("Braces in code are no gaps, unless you write “gaps_in_code: true”.")
        yield Problem(
            way, "SK306", Message("This cloze {thing} has no gap.", thing=thing), hint
        )
    for number, gap in enumerate(gaps, start=1):
        twice = next((d for d in gap.distractors if d in gap.answers), "")
        if not gap.accepted:
            message = Message("Gap {number} has no answer.", number=number)
            fix = Message("Write the answer between “{{” and “}}”.")
            yield Problem(way, "SK307", message, fix)
        elif not gap.answer:
            message = Message("No answer of gap {number} earns all points.", number=number)
            fix = Message("Write one without a share such as “50%:”.")
            yield Problem(way, "SK307", message, fix)
        elif any(not 0 < each.weight <= 1 for each in gap.accepted):
            message = Message(
                "A share in gap {number} is not above 0 and up to 100 %.", number=number
            )
            fix = Message("Write it such as “50%:answer”.")
            yield Problem(way, "SK307", message, fix)
        elif twice:
            message = Message(
                "Gap {number} offers “{twice}” as right and as wrong.",
                number=number,
                twice=twice,
            )
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
            message = Message("“{braces}” is left over: it belongs to no gap.", braces=braces)
            hint = Message(
                "Write a gap as “{{{{answer}}}}”, or “\\{braces}” for the braces themselves.",
                braces=braces,
            )
            yield Problem(way, "SK321", message, hint, "warning")


def _signs_in_gap(inner: str, way: Way, number: int) -> Iterator[Problem]:
    """What in a gap is likely not read as its author meant it."""
    body, hint = _hint_apart(inner)
    if _ANKI.match(inner.strip()):
        rest = inner.strip().partition("::")[2]
        message = Message(
            "Gap {number} is numbered as in Anki: its answer would be “{body}”.",
            number=number,
            body=body.strip(),
        )
        fix = Message(
            "Write “{{{{{rest}}}}}”: every gap is a card or a blank of its own.", rest=rest
        )
        yield Problem(way, "SK322", message, fix)
        return
    bare = _ESCAPED_BRACES.sub("", inner)
    if "{{" in bare and "}}" in bare:
        message = Message("Gap {number} has a gap within it.", number=number)
        yield Problem(way, "SK321", message, Message("Close a gap before the next one begins."))
    elif not _balanced(bare):
        message = Message(
            "Gap {number} has a brace too many or too few: “{inner}”.",
            number=number,
            inner=inner.strip(),
        )
        fix = Message(
            "Count the braces: a gap begins with two, and the last two of a row end it."
        )
        yield Problem(way, "SK321", message, fix, "warning")
    alternatives = _alternatives(body)
    if len(alternatives) > 1 and not all(each.strip(" \t\n~") for each in alternatives):
        message = Message("Gap {number} has an empty alternative beside a “|”.", number=number)
        fix = Message("Take the “|” away, or write “\\|” where it belongs to the answer.")
        yield Problem(way, "SK323", message, fix, "warning")
    if _NAME.fullmatch(body) and all(map(_NAME.fullmatch, hint.split("::"))):
        message = Message(
            "Gap {number} asks for “{body}” and shows “{hint}” as its hint.",
            number=number,
            body=body,
            hint=hint,
        )
        fix = Message(
            "If so, write “{body}:: {hint}”; if it is one answer, “{body}\\::{hint}”.",
            body=body,
            hint=hint,
        )
        yield Problem(way, "SK324", message, fix, "warning")


def _balanced(text: str) -> bool:
    """Whether every closing brace has an opening one before it, and the other way round."""
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth < 0:
            return False
    return depth == 0
