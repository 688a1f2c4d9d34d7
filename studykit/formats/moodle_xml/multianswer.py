"""Moodle's embedded answers, `{1:SHORTANSWER:=right~%50%half#feedback}`, and our gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.bank_text import one_paragraph
from studykit.language.message import Message
from studykit.questions.gaps import Gap, escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

_PART = re.compile(
    r"\{(\d*):([A-Z_]+):((?:\\.|[^\\}])*)\}",
    re.DOTALL,
)
_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_CHOSEN = {
    *("MULTICHOICE", "MC", "MULTICHOICE_S", "MCS", "MULTICHOICE_V", "MCV"),
    *("MULTICHOICE_H", "MCH", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"),
}
_NUMBER = {"NUMERICAL", "NM"}
_ANSWER = re.compile(r"(?:\\.|[^\\~])+", re.DOTALL)


def gaps_from_moodle(text: str) -> tuple[str, list[Message]]:
    """A text with Moodle's gaps as one with ours, and what is lost of them."""
    problems: dict[Message, None] = {}

    def gap(match: re.Match[str]) -> str:
        weight, kind, body = match.groups()
        if weight not in {"", "1"}:
            problems[Message("All gaps count the same.")] = None
        return _our_gap(kind, body, problems)

    return _PART.sub(gap, text), list(problems)


def _our_gap(kind: str, body: str, problems: dict[Message, None]) -> str:
    answers, distractors = [], []
    for entry in _ANSWER.findall(body):
        text, _, feedback = _unescaped_partition(entry.strip(), "#")
        weight = 0.0
        if text.startswith("="):
            weight, text = 1.0, text[1:]
        elif match := re.match(r"%(-?\d+(?:\.\d+)?)%", text):
            weight, text = float(match[1]) / 100, text[match.end() :]
        if feedback:
            problems[Message("The feedback of its gaps has no place.")] = None
        if 0 < weight < 1:
            problems[Message("A gap is right or wrong: answers in between are left out.")] = (
                None
            )
        shown = escaped(one_paragraph(re.sub(r"\\(.)", r"\1", text)))
        if kind in _NUMBER and ":" in shown:
            shown, _, reach = shown.partition(":")
            if reach.strip() not in {"", "0"}:
                problems[Message("The tolerance of its numbers has no place.")] = None
        if weight >= 1:
            answers.append(shown)
        elif weight <= 0 and kind in _CHOSEN:
            distractors.append(f"~{shown}")
    return "{{" + "|".join([*answers, *distractors]) + "}}"


def _unescaped_partition(text: str, sign: str) -> tuple[str, str, str]:
    match = re.search(rf"(?<!\\){re.escape(sign)}", text)
    return (
        (text, "", "") if match is None else (text[: match.start()], sign, text[match.end() :])
    )


def moodle_text(parts: Sequence[str | Gap]) -> str:
    """A text with our gaps, written with Moodle's."""
    return "".join(part if isinstance(part, str) else _moodle_gap(part) for part in parts)


def _moodle_gap(gap: Gap) -> str:
    kind = "MULTICHOICE_S" if gap.distractors else "SHORTANSWER"
    answers = [f"={_escaped(each)}" for each in gap.answers]
    answers += [_escaped(each) for each in gap.distractors]
    return f"{{1:{kind}:{'~'.join(answers)}}}"


def _escaped(text: str) -> str:
    return re.sub(r'([\\~}#"])', r"\\\1", text)
