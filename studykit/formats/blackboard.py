"""Blackboard's text upload: a question a line, its parts between tabs.

The layout is that of Blackboard's help on uploading questions: no headings, English keywords,
at most 100 answers and 10 gaps. Texts are HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import (
    LARGEST,
    bank_text,
    markdown_of,
    one_paragraph,
    split_points,
    with_gap,
)
from studykit.formats.base import FormatError
from studykit.formats.exchange import (
    Bank,
    Exported,
    Item,
    Loss,
    Unreadable,
    lessons_without_typed_readings,
    losses_of,
    part_loss,
)
from studykit.formats.gap_losses import gap_losses
from studykit.formats.markdown_html import block_html, inline_html
from studykit.language.message import Message
from studykit.questions.cloze import Cloze
from studykit.questions.gaps import escaped
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numbers import bounds
from studykit.questions.numerical import Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source
    from studykit.questions.registry import Question

_KINDS = (
    *("MC", "MA", "TF", "ESS", "ORD", "MAT", "FIB", "FIB_PLUS", "FIL", "NUM", "SR", "OP"),
    *("JUMBLED_SENTENCE", "QUIZ_BOWL"),
)
_LINE = re.compile(rf"(?:{'|'.join(_KINDS)})\t")
_MOST_GAPS = 10
_BREAK = re.compile(r"\s*\n\s*")


class BlackboardFormat:
    """Questions for Blackboard's upload, in and out."""

    name = "blackboard"
    suffix = ".txt"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether every one of the first lines begins with a type of Blackboard's."""
        try:
            text = bank_text(source._replace(data=source.data[: 1 << 16]))
        except FormatError:
            return False
        lines = [line for line in text.split("\n")[:20] if line.strip()]
        if len(lines) > 1 and len(source.data) > 1 << 16:
            lines.pop()
        return bool(lines) and all(map(_LINE.match, lines))

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the questions.

        Raises:
            FormatError: a file cannot be read, or holds no question.
            MissingExtraError: the texts are HTML, and what reads it is not installed.
        """
        bank = Bank()
        for source in sources:
            text = bank_text(source, options.encoding)
            for number, line in enumerate(text.split("\n"), start=1):
                if line.strip():
                    _read_line(bank, source.name, number, line.split("\t"))
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question that Blackboard can take, in the order of the lessons."""
        losses: list[Loss] = []
        lines = []
        count = 0
        for lesson in lessons_without_typed_readings(edition):
            for question in lesson.questions:
                count += 1
                row = _row(question)
                losses += losses_of(edition, question, row.held, "Blackboard")
                if row.held:
                    losses += [part_loss(edition, question, each) for each in row.changes]
                    lines.append("\t".join(row.cells))
        text = "".join(f"{line}\r\n" for line in lines)
        return Exported(text.encode(), count, tuple(losses))


# Reading


def _read_line(bank: Bank, file: str, number: int, cells: list[str]) -> None:
    kind, *rest = (cell.strip() for cell in cells)
    stem = markdown_of(rest[0]) if rest else ""
    label = one_paragraph(stem)[:48] or kind
    if kind not in _READERS:
        unknown = Message("There is no counterpart of the type “{type}”.", type=kind)
        bank.losses.append(Loss(label, unknown, True, file, number))
        return
    try:
        fields = {"stem": stem} | _READERS[kind](stem, rest[1:])
    except Unreadable as problem:
        bank.losses.append(Loss(label, problem.reason, True, file, number))
    else:
        bank.items.append(Item("question", fields, "", number, file))


def _in_pairs(cells: list[str]) -> list[tuple[str, str]]:
    filled = [cell for cell in cells if cell]
    if len(filled) % 2:
        raise Unreadable(Message("The last of its parts has no counterpart."))
    return list(zip(filled[::2], filled[1::2], strict=True))


def _line(cell: str) -> str:
    return one_paragraph(markdown_of(cell))


def _read_choice(kind: str) -> Callable[[str, list[str]], dict[str, Any]]:
    def read(stem: str, cells: list[str]) -> dict[str, Any]:
        options = [
            {"text": _line(text), "correct": mark.lower() == "correct" or None}
            for text, mark in _in_pairs(cells)
        ]
        if not any(option["correct"] for option in options):
            raise Unreadable(Message("No option of it is marked as right."))
        return {"type": kind, "options": options}

    return read


def _read_true_false(stem: str, cells: list[str]) -> dict[str, Any]:
    verdict = cells[0].lower() if cells else ""
    if verdict not in {"true", "false"}:
        raise Unreadable(Message("Neither true nor false is marked as right."))
    return {"type": "true_false", "answer": verdict == "true"}


def _read_essay(stem: str, cells: list[str]) -> dict[str, Any]:
    text = markdown_of(cells[0]) if cells else ""
    if not text:
        raise Unreadable(Message("An essay without notes for graders has no model answer."))
    head, points = split_points(text)
    return {
        "type": "open_response",
        "model_answer": head or text,
        "key_points": points or [one_paragraph(text)],
    }


def _read_order(stem: str, cells: list[str]) -> dict[str, Any]:
    return {"type": "ordering", "items": [_line(cell) for cell in cells if cell]}


def _read_pairs(stem: str, cells: list[str]) -> dict[str, Any]:
    pairs = [{"left": _line(a), "right": _line(b)} for a, b in _in_pairs(cells)]
    return {"type": "matching", "pairs": pairs}


def _read_blank(stem: str, cells: list[str]) -> dict[str, Any]:
    answers = [cell.replace("*", "\\*") for cell in cells if cell]
    return {"type": "short_answer", "answers": answers}


def _read_number(stem: str, cells: list[str]) -> dict[str, Any]:
    try:
        numbers = [float(cell.replace(",", ".")) for cell in cells if cell]
    except ValueError:
        numbers = []
    if not numbers:
        raise Unreadable(Message("A number is missing."))
    return {"type": "numerical", "answer": numbers[0], "tolerance": (*numbers[1:], 0.0)[0]}


def _with_gaps(stem: str, gaps: dict[str, list[str]]) -> dict[str, Any]:
    text = stem
    for name, answers in gaps.items():
        filled = with_gap(text, name, answers)
        if filled == text:
            raise Unreadable(Message("The gap “{name}” is not in its text.", name=name))
        text = filled
    return {"type": "cloze", "stem": "", "text": text}


def _read_blanks(stem: str, cells: list[str]) -> dict[str, Any]:
    gaps: dict[str, list[str]] = {}
    name = ""
    for cell in cells:
        if not cell:
            name = ""
        elif not name:
            name = cell
            gaps[name] = []
        else:
            gaps[name].append(escaped(cell))
    return _with_gaps(stem, gaps)


def _read_jumbled(stem: str, cells: list[str]) -> dict[str, Any]:
    """Choices and the gaps they belong in; all are offered for each gap."""
    right: dict[str, str] = {}
    offered = []
    for choice, name in zip(cells[::2], [*cells[1::2], ""], strict=False):
        if choice:
            offered.append(choice)
            if name:
                right[name] = choice
    gaps = {
        name: [escaped(choice), *(f"~{escaped(each)}" for each in offered if each != choice)]
        for name, choice in right.items()
    }
    return _with_gaps(stem, gaps)


_READERS: dict[str, Callable[[str, list[str]], dict[str, Any]]] = {
    "MC": _read_choice("single_choice"),
    "MA": _read_choice("multiple_choice"),
    "TF": _read_true_false,
    "ESS": _read_essay,
    "SR": _read_essay,
    "ORD": _read_order,
    "MAT": _read_pairs,
    "FIB": _read_blank,
    "FIB_PLUS": _read_blanks,
    "NUM": _read_number,
    "JUMBLED_SENTENCE": _read_jumbled,
}


# Writing


class _Row:
    """A line, and the fields of a question that it holds; none where there is no such line."""

    def __init__(self, held: set[str], *cells: str, changes: Sequence[Message] = ()) -> None:
        self.held = held | {"stem"} if cells else set()
        self.cells = cells
        self.changes = changes


def _block(markdown: str) -> str:
    html = block_html(markdown.replace("\t", " "))
    if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
        html = html[3:-4]
    return _BREAK.sub(" ", html)


def _inline(markdown: str) -> str:
    return _BREAK.sub(" ", inline_html(markdown.replace("\t", " ")))


def _typed(text: str) -> str:
    return " ".join(text.split())


def _choice_row(question: SingleChoice | MultipleChoice, kind: str) -> _Row:
    held = {"options.text", "options.correct"}
    if getattr(question, "scoring", "") == "all_or_nothing":
        held.add("scoring")
    cells = [kind, _block(question.stem)]
    for n, option in enumerate(question.options):
        cells += [_inline(option.text), "correct" if n in question.best else "incorrect"]
    return _Row(held, *cells)


def _true_false_row(question: TrueFalse) -> _Row:
    return _Row({"answer"}, "TF", _block(question.stem), str(question.answer).lower())


def _short_answer_row(question: ShortAnswer) -> _Row:
    texts = [answer.text for answer in question.accepted if answer.weight >= 1]
    plain = [_typed(t.replace("\\*", "*")) for t in texts if "*" not in t.replace("\\*", "")]
    if question.regex or not plain:
        return _Row(set())
    changes = []
    if len(plain) < len(question.accepted):
        changes.append(Message("Only answers without wild cards that earn all are taken."))
    held = {"answers", "answers.text", "exact"}
    return _Row(held, "FIB", _block(question.stem), *plain, changes=changes)


def _number_row(question: Numerical | Slider, held: set[str]) -> _Row:
    best = question.best if isinstance(question, Numerical) else question
    low, high = bounds(best.answer, best.tolerance)
    answer, changes = best.answer, []
    if abs((low + high) / 2 - answer) > 1e-9 * max(1.0, abs(answer)):
        answer = (low + high) / 2
        changes.append(Message("The middle of its range is shown as the answer."))
    reach = f"{(high - low) / 2:.12g}"
    held |= {"answer", "tolerance", "tolerance.relative", "tolerance.geometric"}
    cells = ["NUM", _block(question.stem), f"{answer:.12g}", reach]
    return _Row(held, *cells, changes=changes)


def _slider_row(question: Slider) -> _Row:
    row = _number_row(question, {"low", "high", "step"})
    row.changes = [Message("The number is typed instead of chosen on a scale.")]
    return row


def _cloze_row(question: Cloze) -> _Row:
    if len(question.gaps) > _MOST_GAPS:
        return _Row(set())
    changes = []
    if any(gap.choices for gap in question.gaps):
        changes.append(Message("All its gaps are typed, those with choices too."))
    changes += gap_losses(question.gaps)
    text, cells = "", list[str]()
    for part in question.parts:
        if isinstance(part, str):
            text += part
            continue
        name = f"gap{text.count('[gap') + 1}"
        text += f"[{name}]"
        cells += [*([""] if cells else []), name, *map(_typed, part.answers)]
    stem = "\n\n".join(filter(None, (question.stem, text)))
    held = {"text", "exact", "gaps_in_code"}
    return _Row(held, "FIB_PLUS", _block(stem), *cells, changes=changes)


def _ordering_row(question: Ordering) -> _Row:
    held = {"items"} | ({"scoring"} if question.scoring == "all_or_nothing" else set())
    return _Row(held, "ORD", _block(question.stem), *map(_inline, question.items))


def _matching_row(question: Matching) -> _Row:
    if len(set(question.key)) < len(question.pairs):
        return _Row(set())
    sides = [_inline(side) for pair in question.pairs for side in (pair.left, pair.right)]
    return _Row({"pairs.left", "pairs.right"}, "MAT", _block(question.stem), *sides)


def _essay_row(question: OpenResponse) -> _Row:
    points = "\n".join(f"- {point}" for point in question.key_points)
    model = _block(f"{question.model_answer}\n\n{points}")
    return _Row({"model_answer", "key_points"}, "ESS", _block(question.stem), model)


def _row(question: Question) -> _Row:
    if isinstance(question, SingleChoice):
        return _choice_row(question, "MC")
    if isinstance(question, MultipleChoice):
        return _choice_row(question, "MA")
    if isinstance(question, Numerical):
        return _number_row(question, set())
    write = _WRITERS.get(type(question))
    # Items of a category would be right sides that repeat, which Blackboard does not take.
    return write(question) if write else _Row(set())


_WRITERS: dict[type, Callable[[Any], _Row]] = {
    TrueFalse: _true_false_row,
    ShortAnswer: _short_answer_row,
    Slider: _slider_row,
    Cloze: _cloze_row,
    Ordering: _ordering_row,
    Matching: _matching_row,
    OpenResponse: _essay_row,
}
