"""Rows of a table → items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from studykit.formats.exchange import (
    Item,
    Loss,
    Unreadable,
)
from studykit.formats.table.layout import LETTERS, column_of, type_of
from studykit.language.message import Message
from studykit.questions.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.exchange import Bank

Row = list[str]

_TRUE = frozenset(
    {"true", "t", "yes", "y", "right", "是", "對", "对", "正確", "正确", "○", "o", "√", "✓"}
)
_FALSE = frozenset(
    {"false", "f", "no", "n", "wrong", "否", "非", "錯", "错", "錯誤", "错误", "×", "x", "✗"}
)
_BETWEEN = re.compile(r"\s*[;；\n]\s*")
_PAIRS = (re.compile(r"\s*(?:=>|->|→)\s*"), re.compile(r"\s*[=＝]\s*"))
"""What stands between the sides of a pair; an arrow, where there is one, else a sign that the
sides may hold themselves."""
_LETTER_LIST = re.compile(r"[A-Pa-p](?:[\s,，、;；/&]*[A-Pa-p])*")
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")


def read_rows(bank: Bank, file: str, rows: Sequence[Row]) -> None:
    """Put every row into the bank, and what is wrong with it by row and column."""
    filled = [(n, row) for n, row in enumerate(rows, start=1) if any(c.strip() for c in row)]
    if not filled:
        return
    number, first = filled[0]
    columns = [column_of(cell) for cell in first]
    known = [name for name in columns if name]
    if {"question", "front"} & set(known) or ("answer" in known and len(known) > 1):
        for n, name in enumerate(columns):
            if not name and first[n].strip():
                reason = Message("The column “{name}” is not known.", name=first[n].strip())
                bank.losses.append(Loss(_cell(number, n), reason, False, file, number))
        filled = filled[1:]
    elif max(len(row) for _, row in filled) >= 2:
        columns = ["front", "back"]
    else:
        reason = Message("A table needs a row of headings, or two columns for cards.")
        bank.losses.append(Loss(_cell(number, 0), reason, True, file, number))
        return
    for n, row in filled:
        reader = _Row(dict(_named(columns, row)))
        try:
            kind, fields = reader.item()
        except Unreadable as problem:
            name = next(filter(None, (cell.strip() for cell in row)), "")[:48]
            bank.losses.append(Loss(name, problem.reason, True, file, n))
        else:
            bank.items.append(Item(kind, fields, reader.text("lesson"), n, file))
        extra = [cell for cell in row[len(columns) :] if cell.strip()]
        if extra:
            reason = Message("“{text}” stands in no column.", text=extra[0].strip()[:48])
            bank.losses.append(Loss(_cell(n, len(columns)), reason, False, file, n))


def _cell(row: int, column: int) -> str:
    """`C7`, as a spreadsheet names it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _named(columns: list[str], row: Row) -> list[tuple[str, str]]:
    return [
        (
            name,
            _GUARDED.sub("", cell, count=1).strip() if cell.startswith("'") else cell.strip(),
        )
        for name, cell in zip(columns, row, strict=False)
        if name
    ]


class _Row:
    """One row, by the names of its columns."""

    def __init__(self, cells: dict[str, str]) -> None:
        self._cells = cells
        self._options = [(c, cells[c]) for c in LETTERS if cells.get(c)]

    def text(self, name: str) -> str:
        """The text of a column; "" where there is none."""
        return self._cells.get(name, "")

    def item(self) -> tuple[Any, dict[str, Any]]:
        """The kind of item, and it as an author writes it.

        Raises:
            Unreadable: something is missing or cannot be read.
        """
        named = self.text("type")
        kind = type_of(named) if named else self._likely_type()
        if not kind:
            raise Unreadable(Message("There is no type “{name}”.", name=named))
        common: dict[str, Any] = {
            "id": self.text("id"),
            "objective": self.text("objective"),
            "tags": [
                "-".join(tag.split()) for tag in re.findall(r"[^,，、;；]+", self.text("tags"))
            ],
        }
        if kind == "card":
            return "card", common | self._card()
        fields = {"type": kind, "stem": self.text("question")} | _READERS[kind](self)
        hints = [hint for hint in _BETWEEN.split(self.text("hint")) if hint]
        fields |= {"hints": hints, "explanation": self.text("explanation")}
        if self.text("points"):
            fields["points"] = self._number("points")
        fields |= {"source": self.text("source"), "exam_only": self._flag("exam_only")}
        if kind in {"multiple_choice", "ordering"}:
            fields["scoring"] = self.text("scoring")
        return "question", common | fields

    def _likely_type(self) -> str:
        answer = self.text("answer")
        if not self.text("question"):
            return "card"
        if "{{" in self.text("question"):
            return "cloze"
        if self._options:
            return "multiple_choice" if len(self._keys()) > 1 else "single_choice"
        if answer.casefold() in _TRUE | _FALSE:
            return "true_false"
        if self.text("tolerance") or self.text("unit"):
            return "numerical"
        return "short_answer"

    def _card(self) -> dict[str, Any]:
        front = self.text("front") or self.text("question")
        if "{{" in front and not self.text("back"):
            return {"cloze": front}
        back = self.text("back") or self.text("answer")
        return {"front": front, "back": back, "reverse": self._flag("reverse")}

    def _flag(self, name: str) -> bool | None:
        """True, or None where the cell is empty or says no."""
        return True if self.text(name).casefold() in _TRUE else None

    def _number(self, name: str) -> float:
        number = read_number(self.text(name))
        if number is None:
            raise Unreadable(Message("“{text}” is not a number.", text=self.text(name)))
        return number

    def _keys(self) -> list[int]:
        """Indices of the options that the answer names, by letter or by text."""
        answer, texts = self.text("answer"), [text for _, text in self._options]
        if answer in texts:
            return [texts.index(answer)]
        letters = [letter for letter, _ in self._options]
        if _LETTER_LIST.fullmatch(answer):
            wanted = list(dict.fromkeys(re.findall(r"[A-Pa-p]", answer.upper())))
        else:
            named = [part for part in _BETWEEN.split(answer) if part]
            wanted = [letters[texts.index(part)] if part in texts else "?" for part in named]
        if not wanted:
            raise Unreadable(Message("The answer is missing."))
        if not set(wanted) <= set(letters):
            raise Unreadable(Message("The answer “{text}” names no option.", text=answer))
        return [letters.index(letter) for letter in wanted]

    def choice(self) -> dict[str, Any]:
        """Options `A`, `B` …; the answer names the keys."""
        keys = self._keys()
        options = [
            {
                "text": text,
                "correct": True if n in keys else None,
                "feedback": self.text(f"feedback {letter}"),
            }
            for n, (letter, text) in enumerate(self._options)
        ]
        return {"options": options}

    def true_false(self) -> dict[str, Any]:
        """The answer is a word for true or for false."""
        answer = self.text("answer").casefold()
        if answer not in _TRUE | _FALSE:
            raise Unreadable(Message("“{text}” is neither true nor false.", text=answer))
        return {"answer": answer in _TRUE, "feedback": self.text("feedback")}

    def short_answer(self) -> dict[str, Any]:
        """Answers, with `;` or a line break between them."""
        answers = [part for part in _BETWEEN.split(self.text("answer")) if part]
        if not answers:
            raise Unreadable(Message("The answer is missing."))
        return {"answers": answers}

    def numerical(self) -> dict[str, Any]:
        """A number, its tolerance and its unit."""
        fields: dict[str, Any] = {"answer": self._number("answer"), "unit": self.text("unit")}
        reach = self.text("tolerance")
        if reach.endswith("%"):
            relative = read_number(reach[:-1])
            if relative is None:
                raise Unreadable(Message("“{text}” is not a number.", text=reach))
            fields["tolerance"] = {"relative": relative / 100}
        elif reach:
            fields["tolerance"] = self._number("tolerance")
        return fields | {"feedback": self.text("feedback")}

    def cloze(self) -> dict[str, Any]:
        """The question is the text with its gaps."""
        return {"stem": "", "text": self.text("question"), "feedback": self.text("feedback")}

    def ordering(self) -> dict[str, Any]:
        """The options in the right order."""
        return {"items": self._entries(), "feedback": self.text("feedback")}

    def matching(self) -> dict[str, Any]:
        """Options `left = right`; without a left side it is a distractor."""
        pairs, distractors = [], []
        for left, right in self._pairs():
            if left:
                pairs.append({"left": left, "right": right})
            else:
                distractors.append(right)
        return {"pairs": pairs, "distractors": distractors, "feedback": self.text("feedback")}

    def categorize(self) -> dict[str, Any]:
        """Options `item = category`."""
        categories: dict[str, list[str]] = {}
        for item, category in self._pairs():
            categories.setdefault(category, []).append(item)
        return {"categories": categories, "feedback": self.text("feedback")}

    def open_response(self) -> dict[str, Any]:
        """The answer is the model answer, the options are its key points."""
        model = self.text("answer")
        if not model:
            raise Unreadable(Message("The answer is missing."))
        points = [text for _, text in self._options] or [" ".join(model.split())]
        return {"model_answer": model, "key_points": points}

    def slider(self) -> dict[str, Any]:
        """The first three options are the low end, the high end and the step."""
        ends = [read_number(text) for _, text in self._options[:3]]
        if len(ends) < 3 or None in ends:
            raise Unreadable(
                Message("A slider needs its low end, high end and step as A, B, C.")
            )
        low, high, step = ends
        fields = {"low": low, "high": high, "step": step, "answer": self._number("answer")}
        if self.text("tolerance"):
            fields["tolerance"] = self._number("tolerance")
        return {**fields, "unit": self.text("unit"), "feedback": self.text("feedback")}

    def _entries(self) -> list[str]:
        return [text for _, text in self._options] or [
            part for part in _BETWEEN.split(self.text("answer")) if part
        ]

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = []
        for entry in self._entries():
            sign = next((sign for sign in _PAIRS if sign.search(entry)), None)
            if sign is None:
                raise Unreadable(Message("“{text}” is no pair: write A = B.", text=entry))
            left, right = sign.split(entry, maxsplit=1)
            pairs.append((left.strip(), right.strip()))
        return pairs


_READERS = {
    "single_choice": _Row.choice,
    "multiple_choice": _Row.choice,
    "true_false": _Row.true_false,
    "short_answer": _Row.short_answer,
    "numerical": _Row.numerical,
    "slider": _Row.slider,
    "cloze": _Row.cloze,
    "ordering": _Row.ordering,
    "matching": _Row.matching,
    "categorize": _Row.categorize,
    "open_response": _Row.open_response,
}
