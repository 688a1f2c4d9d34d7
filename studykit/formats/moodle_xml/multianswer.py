"""Moodle's embedded answers, `{1:SHORTANSWER:=right~%50%half#feedback}`, and our gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.bank_text import one_paragraph
from studykit.language.message import Message
from studykit.questions.gaps import Gap, escaped
from studykit.questions.numbers import bounds, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.questions.gaps import GapAnswer

_PART = re.compile(
    # Markdown made of HTML has a backslash before an underscore.
    r"\{(\d*):((?:[A-Z]|\\?_)+):((?:\\.|[^\\}])*)\}",
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
        return _our_gap(kind.replace("\\", ""), body, problems)

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
        plain = one_paragraph(re.sub(r"\\(.)", r"\1", text))
        shown = _our_number(plain) if kind in _NUMBER else escaped(plain)
        if weight > 0:
            share = "" if weight >= 1 else f"{100 * weight:.15g}%:"
            answers.append(share + shown)
        elif weight <= 0 and kind in _CHOSEN:
            distractors.append(f"~{shown}")
    return "{{" + "|".join([*answers, *distractors]) + "}}"


def _our_number(written: str) -> str:
    """`5.5:0.1` as a number of ours; what is no number, such as Moodle's `*`, as text."""
    value, _, reach = written.partition(":")
    if read_number(value) is None:
        return escaped(value)
    return f"={value.strip()}" + (f"±{reach.strip()}" if read_number(reach) else "")


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
    if gap.numeric and not gap.distractors:
        kind = "NUMERICAL"
    answers = [_moodle_answer(each, numeric=kind == "NUMERICAL") for each in gap.accepted]
    answers += [_escaped(each) for each in gap.distractors]
    return f"{{1:{kind}:{'~'.join(answers)}}}"


def _moodle_answer(answer: GapAnswer, *, numeric: bool) -> str:
    share = "=" if answer.weight == 1 else f"%{100 * answer.weight:.15g}%"
    if not numeric or answer.number is None:
        return share + _escaped(answer.text)
    low, high = bounds(answer.number, answer.tolerance)
    return f"{share}{answer.number:.15g}:{(high - low) / 2:.12g}"


def _escaped(text: str) -> str:
    return re.sub(r'([\\~}#"])', r"\\\1", text)
