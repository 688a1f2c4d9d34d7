"""`cloze`: fill the gaps of a text. A response is the list of a text for each gap."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from studykit.language.message import Message
from studykit.questions.base import JOINER, QuestionBase, empty_parts
from studykit.questions.decimal_comma import writes_decimal_comma
from studykit.questions.fields import Flag
from studykit.questions.gaps import gap_problems, gaps_of, split_gaps
from studykit.questions.marks import Grade, Part, graded, share
from studykit.questions.numbers import read_number
from studykit.questions.problem import flaw
from studykit.questions.texts import CHOSEN, Comparison, Variants, is_written
from studykit.questions.units import Units

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from studykit.questions.gaps import Gap
    from studykit.questions.problem import Problem


_MANY_GAPS = 3
_WORD = re.compile(r"[^\W\d_\u2e80-\u9fff]{2,}|[\u3400-\u9fff]{2}")
"""A word of letters, or two Han characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(QuestionBase):
    """Fill the gaps of a text."""

    type: Literal["cloze"] = "cloze"
    label: ClassVar[Message] = Message("Question: gaps to fill")
    text: str
    """Text with gaps: `{{answer}}`, `{{answer|other}}`, `{{answer::hint}}`, `{{a|~wrong}}`, a
    number `{{=5.5±0.1}}`, and what earns a part `{{answer|50%:nearly}}`."""
    exact: Flag = False
    """Whether quotation marks, dashes, loose spaces, ways to write a number and a full stop at
    the end count."""
    variants: Variants | None = None
    """`chinese` takes Simplified and Traditional forms of an answer as equal."""
    decimal_comma: Flag | None = None
    """Whether `1,5` is one and a half where a gap is a number; when absent, as the course's
    language writes it."""
    feedback: str = ""
    """Shown when a gap is wrong."""

    gaps_in_code: Flag = False
    """Whether braces in code are gaps too, not only those in the text around it."""

    needs_stem: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {
        "id": "meeting-gaps",
        "type": "cloze",
        "text": "They met on {{4 July 2025::a date}} in {{Naypyidaw|~Yangon|~Bangkok}}.",
    }

    @property
    def parts(self) -> tuple[str | Gap, ...]:
        """The text and the gaps, in order."""
        return split_gaps(self.text, in_code=self.gaps_in_code)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps, in order."""
        return gaps_of(self.text, in_code=self.gaps_in_code)

    def judge(self, response: Any) -> Grade:
        """What the gaps earn among all gaps; of an answer that several match, the best."""
        given = response if isinstance(response, list | tuple) else ()
        parts = []
        for n, gap in enumerate(self.gaps):
            typed = given[n] if n < len(given) and isinstance(given[n], str) else ""
            earned = self._earned(gap, typed)
            parts.append(Part(str(n + 1), earned >= 1, typed, gap.answer, share=earned))
        return graded(share(tuple(parts)), tuple(parts), self.feedback)

    def _earned(self, gap: Gap, typed: str) -> float:
        rule = Comparison(exact=self.exact, variants=self.variants)
        if gap.choices:
            rule = CHOSEN
        number = None
        if any(answer.number is not None for answer in gap.accepted):
            number = read_number(typed, decimal_comma=bool(self.decimal_comma))
        return max(
            (
                answer.weight
                for answer in gap.accepted
                if answer.is_near(number)
                or (answer.number is None and rule.same(typed, answer.text))
            ),
            default=0.0,
        )

    def objection(self, response: Any) -> Message | None:
        """What cannot be read as a number where a gap is one."""
        for gap, typed in zip(self.gaps, response, strict=False):
            if gap.numeric and not gap.choices and is_written(typed):
                objection = Units().objection(typed, decimal_comma=bool(self.decimal_comma))
                if objection is not None:
                    return objection
        return None

    def in_language(self, tag: str) -> Cloze:
        """The question where a language decides whether `1,5` is a number."""
        if self.decimal_comma is not None or not writes_decimal_comma(tag):
            return self
        return replace(self, decimal_comma=True)

    @property
    def key(self) -> list[str]:
        """The answer of each gap."""
        return [gap.answer for gap in self.gaps]

    @property
    def wording(self) -> str:
        """“Fill in the gaps.” is no question by itself."""
        return f"{self.stem} {self.text}"

    @property
    def key_texts(self) -> tuple[str, ...]:
        """The answer of each gap."""
        return tuple(gap.answer for gap in self.gaps)

    @property
    def shown_texts(self) -> tuple[str, ...]:
        """The stem and the text with its gaps open, and what gaps offer."""
        opened = "".join(p if isinstance(p, str) else "…" for p in self.parts)
        offered = (choice for gap in self.gaps for choice in gap.choices)
        return (f"{self.stem}\n{opened}", *offered)

    @property
    def title(self) -> str:
        """The stem, else the text with its gaps open."""
        return self.stem or "".join(p if isinstance(p, str) else "…" for p in self.parts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The text with its gaps filled."""
        return ("".join(p if isinstance(p, str) else p.answer for p in self.parts),)

    @property
    def shape(self) -> tuple[Any, ...]:
        """How many gaps there are."""
        return (len(self.gaps),)

    @property
    def row_texts(self) -> tuple[str, ...]:
        """The answers of the gaps."""
        return tuple(gap.answer for gap in self.gaps)

    @property
    def guess_score(self) -> float:
        """What choosing blindly earns, where gaps are chosen."""
        chosen = [len(gap.choices) for gap in self.gaps if gap.choices]
        return sum(1 / n for n in chosen) / len(chosen) if chosen else 0.0

    def accepts(self, value: Any) -> bool:
        """Whether `value` lists a text for each gap."""
        return (
            isinstance(value, list)
            and len(value) == len(self.gaps)
            and all(isinstance(text, str) for text in value)
        )

    def answered(self, response: Any) -> bool:
        """Whether any gap was filled."""
        return isinstance(response, list) and any(is_written(one) for one in response)

    def incomplete(self, response: Any) -> Message | None:
        """How many gaps have nothing written in them."""
        return empty_parts(sum(not is_written(one) for one in response))

    def text_of(self, response: Any) -> str:
        """The gaps one after the other."""
        return JOINER.join(part.given or "…" for part in self.judge(response).parts)

    def gap_choices(self, chance: random.Random) -> tuple[tuple[str, ...], ...]:
        """What each gap offers, shuffled."""
        shown = []
        for gap in self.gaps:
            offered = list(gap.choices)
            chance.shuffle(offered)
            shown.append(tuple(offered))
        return tuple(shown)

    def blank(self, order: tuple[int, ...]) -> list[str]:
        """Empty gaps."""
        return [""] * len(self.gaps)

    def write(self, response: Any, text: str, gap: int) -> list[str]:
        """Fill one gap."""
        return [text if n == gap else old for n, old in enumerate(response)]

    def counted_parts(self) -> Iterator[tuple[str, int]]:
        """The gaps."""
        yield "hints", len(self.hints)
        yield "text", len(self.gaps)

    def problems(self) -> Iterator[Problem]:
        """Those of the gaps."""
        yield from gap_problems(
            self.text,
            ("text",),
            Message.in_context("part of a course", "question"),
            in_code=self.gaps_in_code,
        )

    def flaws(self) -> Iterator[Problem]:
        """More typed gaps than the rest of the text could call for."""
        typed = sum(not gap.choices for gap in self.gaps)
        rest = "".join(part for part in self.parts if isinstance(part, str))
        words = len(_WORD.findall(rest))
        if typed >= _MANY_GAPS and words < typed:
            yield flaw(
                "SK627",
                ("text",),
                Message(
                    "{typed} gaps leave too little of the text to tell what belongs in them.",
                    typed=typed,
                ),
                Message("Leave out key words only, about one in a sentence (H&R)."),
            )
