"""Brightspace's CSV for question libraries: a question is a block of rows, a row a field.

The layout is that of D2L's sample file: `NewQuestion` with the type, then `ID`, `Title`,
`QuestionText`, `Points`, the rows of the type, `Hint`, `Feedback`. Rows that begin with `//`
are remarks.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import (
    LARGEST,
    bank_text,
    csv_rows,
    markdown_of,
    one_paragraph,
    split_points,
)
from studykit.formats.base import FormatError, naming
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
from studykit.formats.markdown_html import block_html, inline_html
from studykit.formats.qti.patterns import wild_pattern
from studykit.language.message import Message
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.true_false import TrueFalse
from studykit.text.ruby import without_ruby

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source
    from studykit.questions.registry import Question

Row = list[str]

_BEGIN = re.compile(r'\A(?:\s*"?//[^\n]*\n|[\s,]*\n)*"?NewQuestion"?\s*,', re.I)
_TICKS = {
    "rightminuswrong": "net_correct",
    "allornothing": "all_or_nothing",
    "rightanswers": "each_option",
    "correctanswers": "each_option",
}
_ORDERS = {"allornothing": "all_or_nothing", "equallyweighted": "position"}
_TICKS_OUT = {
    "net_correct": "RightMinusWrong",
    "all_or_nothing": "AllOrNothing",
    "each_option": "RightAnswers",
}
_ORDERS_OUT = {"all_or_nothing": "AllOrNothing", "position": "EquallyWeighted"}
_HELD = frozenset({"id", "stem", "points", "explanation", "hints"})
_READ = frozenset(
    {"newquestion", "id", "title", "questiontext", "points", "hint", "feedback", "option"}
    | {"true", "false", "answer", "answerkey", "choice", "match", "item", "scoring"}
    | {"inputbox"}
)
_FILES = frozenset({"image", "video", "audio"})


class BrightspaceFormat:
    """Questions for Brightspace's libraries, in and out."""

    name = "brightspace"
    suffix = ".csv"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether the first row that is no remark begins a question."""
        try:
            text = bank_text(source._replace(data=source.data[: 1 << 16]))
        except FormatError:
            return False
        return bool(_BEGIN.match(text))

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the questions.

        Raises:
            FormatError: a file cannot be read, or holds no question.
            MissingExtraError: the texts are HTML, and what reads it is not installed.
        """
        bank = Bank()
        for source in sources:
            text = bank_text(source, options.encoding)
            with naming(source):
                for line, rows in _blocks(text):
                    _read_block(bank, source.name, line, rows)
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question that Brightspace takes by CSV, in the order of the lessons."""
        losses: list[Loss] = []
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        count = 0
        for lesson in lessons_without_typed_readings(edition):
            for question in lesson.questions:
                count += 1
                block = _block_of(question)
                held = _HELD | block.held if block.kind else ()
                losses += losses_of(edition, question, held, "Brightspace")
                if block.kind:
                    losses += [part_loss(edition, question, each) for each in block.changes]
                    writer.writerows(_rows(question, block))
        return Exported(buffer.getvalue().encode("utf-8-sig"), count, tuple(losses))


# Reading


def _blocks(text: str) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each question, with the line where it begins."""
    block: list[Row] = []
    start = line = 1
    for end, row in csv_rows(text, strict=True):
        begins = row and row[0].strip().lower() == "newquestion"
        if begins and block:
            yield start, block
            block = []
        if begins:
            start = line
        if row and row[0].strip() and not row[0].startswith("//"):
            block.append([cell.strip() for cell in row])
        line = end + 1
    if block:
        yield start, block


class _Block:
    """The rows of a question that is read."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def all(self, name: str) -> list[Row]:
        """The cells behind a name, of each row that has it; some are empty."""
        return [[*row[1:], *[""] * 5] for row in self._rows if row[0].lower() == name]

    def cell(self, name: str) -> str:
        """The first cell behind a name."""
        return next((row[0] for row in self.all(name)), "")

    def text(self, name: str) -> str:
        """A text with the sign that it is HTML behind it."""
        return next((_text(*row[:2]) for row in self.all(name)), "")

    def losses(self) -> Iterator[Message]:
        """What is in the rows and in no field."""
        for row in self._rows:
            name = row[0].lower()
            if name in _FILES and len(row) > 1 and row[1]:
                yield Message("The file {name} is not carried over.", name=row[1])
            elif name == "item" and len(row) > 3 and row[3]:
                yield Message("The feedback on its items has no place.")
            elif name not in _READ and any(row[1:]):
                yield Message("Its “{name}” has no place.", name=row[0])


def _text(text: str, kind: str = "") -> str:
    return markdown_of(text) if kind.upper() == "HTML" else text.strip()


def _line(text: str, kind: str = "") -> str:
    return one_paragraph(_text(text, kind))


def _read_block(bank: Bank, file: str, line: int, rows: list[Row]) -> None:
    block = _Block(rows)
    kind = block.cell("newquestion").upper()
    stem = block.text("questiontext")
    item_id = block.cell("id")
    label = item_id or one_paragraph(stem)[:48] or kind
    if kind not in _READERS:
        unknown = Message("There is no counterpart of the type “{type}”.", type=kind)
        bank.losses.append(Loss(label, unknown, True, file, line))
        return
    try:
        fields: dict[str, Any] = {"id": item_id, "stem": stem} | _READERS[kind](block)
    except Unreadable as problem:
        bank.losses.append(Loss(label, problem.reason, True, file, line))
        return
    points = _number(block.cell("points"))
    if points and points > 0 and points != 1:
        fields["points"] = points
    fields["hints"] = [shown for row in block.all("hint") if (shown := _text(*row[:2]))]
    fields["explanation"] = "\n\n".join(
        filter(None, (fields.get("explanation"), block.text("feedback")))
    )
    losses = [Loss(label, reason, False, file, line) for reason in block.losses()]
    bank.losses += dict.fromkeys(losses)
    bank.items.append(Item("question", fields, "", line, file, block.cell("title")))


def _read_choice(block: _Block) -> dict[str, Any]:
    rows = block.all("option")
    weights = [max(-100.0, min(100.0, _number(row[0]) or 0.0)) / 100 for row in rows]
    if not any(weight > 0 for weight in weights):
        raise Unreadable(Message("No option of it is marked as right."))
    partial = any(weight not in {0.0, 1.0} for weight in weights)
    options = [
        {
            "text": _line(row[1], row[2]),
            "correct": weight == max(weights) or None,
            "feedback": _text(row[3], row[4]),
            "weight": weight if partial else None,
        }
        for row, weight in zip(rows, weights, strict=True)
    ]
    return {"type": "single_choice", "options": options}


def _read_ticks(block: _Block) -> dict[str, Any]:
    options = [
        {
            "text": _line(row[1], row[2]),
            "correct": (_number(row[0]) or 0) > 0 or None,
            "feedback": _text(row[3], row[4]),
        }
        for row in block.all("option")
    ]
    if not any(option["correct"] for option in options):
        raise Unreadable(Message("No option of it is marked as right."))
    scoring = _TICKS.get(block.cell("scoring").lower(), "all_or_nothing")
    return {"type": "multiple_choice", "options": options, "scoring": scoring}


def _read_true_false(block: _Block) -> dict[str, Any]:
    right = [name for name in ("true", "false") if (_number(block.cell(name)) or 0) > 0]
    if len(right) != 1:
        raise Unreadable(Message("Neither true nor false is marked as right."))
    other = "false" if right == ["true"] else "true"
    remarks = {
        name: next((_text(*row[1:3]) for row in block.all(name)), "")
        for name in ("true", "false")
    }
    return {
        "type": "true_false",
        "answer": right == ["true"],
        "feedback": remarks[other],
        "explanation": remarks[right[0]],
    }


def _read_short_answer(block: _Block) -> dict[str, Any]:
    rows = [row for row in block.all("answer") if row[1] and (_number(row[0]) or 0) > 0]
    if not rows:
        raise Unreadable(Message("It says no answer."))
    regex = any("regexp" in row[2:] for row in rows)
    answers: list[Any] = []
    for score, text, *more in rows:
        plain = re.escape(text) if regex else text.replace("*", "\\*")
        shown = text if "regexp" in more else plain
        weight = min(1.0, (_number(score) or 0.0) / 100)
        answers.append(shown if weight == 1 else {"text": shown, "weight": weight})
    return {"type": "short_answer", "answers": answers, "regex": regex or None}


def _read_pairs(block: _Block) -> dict[str, Any]:
    lefts = {row[0]: _line(row[1], row[2]) for row in block.all("choice")}
    matches = [(row[0], _line(row[1], row[2])) for row in block.all("match")]
    rights = {number: text for number, text in reversed(matches) if number in lefts}
    if len(rights) < len(lefts):
        raise Unreadable(
            Message("Its sides do not match one to one, nor as items in categories.")
        )
    others = dict.fromkeys(text for _, text in matches if text not in rights.values())
    pairs = [{"left": left, "right": rights[number]} for number, left in lefts.items()]
    return {"type": "matching", "pairs": pairs, "distractors": list(others)}


def _read_order(block: _Block) -> dict[str, Any]:
    items = [_line(row[0], row[1]) for row in block.all("item")]
    scoring = _ORDERS.get(block.cell("scoring").lower(), "all_or_nothing")
    return {"type": "ordering", "items": items, "scoring": scoring}


def _read_essay(block: _Block) -> dict[str, Any]:
    text = block.text("answerkey")
    if not text:
        raise Unreadable(Message("An essay without notes for graders has no model answer."))
    head, points = split_points(text)
    return {
        "type": "open_response",
        "model_answer": head or text,
        "key_points": points or [one_paragraph(text)],
    }


_READERS: dict[str, Callable[[_Block], dict[str, Any]]] = {
    "MC": _read_choice,
    "MS": _read_ticks,
    "TF": _read_true_false,
    "SA": _read_short_answer,
    "M": _read_pairs,
    "O": _read_order,
    "WR": _read_essay,
}


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


# Writing


class _Written:
    """The rows of a type, and the fields they hold; without a kind there is no such type."""

    def __init__(
        self,
        kind: str = "",
        held: Iterable[str] = (),
        rows: Iterable[Row] = (),
        changes: Sequence[Message] = (),
    ) -> None:
        self.kind, self.held, self.rows, self.changes = kind, set(held), list(rows), changes


def _rows(question: Question, block: _Written) -> Iterator[Row]:
    yield ["NewQuestion", block.kind]
    yield ["ID", question.id]
    yield ["Title", one_paragraph(without_ruby(question.title))[:80]]
    yield ["QuestionText", block_html(question.stem), "HTML"]
    yield ["Points", f"{question.points:.12g}"]
    yield from block.rows
    if question.hints:
        yield ["Hint", block_html("\n\n".join(question.hints)), "HTML"]
    if question.explanation:
        yield ["Feedback", block_html(question.explanation), "HTML"]
    yield []


def _choice_rows(question: SingleChoice) -> _Written:
    rows = [
        _option(100 * question.judge(n).score, option.text, option.feedback)
        for n, option in enumerate(question.options)
    ]
    held = {"options.text", "options.correct", "options.feedback"}
    if all((option.weight or 0) >= 0 for option in question.options):
        held.add("options.weight")
    return _Written("MC", held, rows)


def _option(score: float, text: str, feedback: str) -> Row:
    row = ["Option", f"{max(0.0, score):.6g}", inline_html(text), "HTML"]
    return [*row, block_html(feedback), "HTML"] if feedback else row


def _ticks_rows(question: MultipleChoice) -> _Written:
    held = {"options.text", "options.correct", "options.feedback"}
    scoring = question.scoring or "all_or_nothing"
    if scoring in _TICKS_OUT:
        held.add("scoring")
    rows = [["Scoring", _TICKS_OUT.get(scoring, "AllOrNothing")]]
    rows += [
        _option(n in question.key, option.text, option.feedback)
        for n, option in enumerate(question.options)
    ]
    return _Written("MS", held, rows)


def _true_false_rows(question: TrueFalse) -> _Written:
    rows = []
    for name, said in (("TRUE", True), ("FALSE", False)):
        right = said == question.answer
        remark = "" if right else block_html(question.feedback)
        rows.append([name, "100" if right else "0", remark, "HTML" if remark else ""])
    return _Written("TF", {"answer", "feedback"}, rows)


def _short_answer_rows(question: ShortAnswer) -> _Written:
    held = {"answers", "answers.text", "answers.weight", "regex", "exact"}
    rows = [["InputBox", "1", "40"]]
    for answer in question.accepted:
        wild = "*" in answer.text.replace("\\*", "")
        text = answer.text if question.regex else answer.text.replace("\\*", "*")
        if wild and not question.regex:
            text = wild_pattern(answer.text, case_sensitive=True)
        kind = "regexp" if question.regex or wild else ""
        rows.append(["Answer", f"{100 * answer.weight:.6g}", text, kind])
    return _Written("SA", held, rows)


def _matching_rows(question: Matching) -> _Written:
    rows = [["Scoring", "EquallyWeighted"]]
    for n, pair in enumerate(question.pairs, start=1):
        rows.append(["Choice", str(n), inline_html(pair.left), "HTML"])
    for n, pair in enumerate(question.pairs, start=1):
        rows.append(["Match", str(n), inline_html(pair.right), "HTML"])
    return _Written("M", {"pairs.left", "pairs.right"}, rows)


def _ordering_rows(question: Ordering) -> _Written:
    held = {"items"} | ({"scoring"} if question.scoring in _ORDERS_OUT else set())
    rows = [["Scoring", _ORDERS_OUT.get(question.scoring, "AllOrNothing")]]
    rows += [["Item", inline_html(item), "HTML"] for item in question.items]
    return _Written("O", held, rows)


def _essay_rows(question: OpenResponse) -> _Written:
    points = "\n".join(f"- {point}" for point in question.key_points)
    key = block_html(f"{question.model_answer}\n\n{points}")
    return _Written("WR", {"model_answer", "key_points"}, [["AnswerKey", key, "HTML"]])


def _block_of(question: Question) -> _Written:
    write = _WRITERS.get(type(question))
    return write(question) if write else _Written()


_WRITERS: dict[type, Callable[[Any], _Written]] = {
    SingleChoice: _choice_rows,
    MultipleChoice: _ticks_rows,
    TrueFalse: _true_false_rows,
    ShortAnswer: _short_answer_rows,
    Matching: _matching_rows,
    Ordering: _ordering_rows,
    OpenResponse: _essay_rows,
}
"""What Brightspace takes by CSV; fields to fill, numbers and categories are not among it."""
