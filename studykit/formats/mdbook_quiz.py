"""Quizzes of mdbook-quiz, a plug-in of mdBook: TOML with a table for each question."""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, bank_text, one_paragraph
from studykit.formats.base import FormatError
from studykit.formats.exchange import Bank, Item, Loss
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source

_TABLE = re.compile(r"^\s*\[\[\s*questions\s*\]\]", re.MULTILINE)
_KIND = re.compile(r'^\s*type\s*=\s*["\'](?:ShortAnswer|MultipleChoice|Tracing|Informal)', re.M)
_READ = frozenset({"id", "type", "prompt", "answer", "context", "multipart"})
_PROMPT = frozenset({"prompt", "distractors", "response"})
_ANSWER = frozenset({"answer", "alternatives"})


class MdbookQuizFormat:
    """Quizzes of mdbook-quiz, in."""

    name = "mdbook-quiz"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether the text has a table of questions with types of mdbook-quiz."""
        text = source.data[:100_000].decode("utf-8-sig", "replace")
        return bool(_TABLE.search(text) and _KIND.search(text))

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the questions, a lesson for each quiz.

        Raises:
            FormatError: a file cannot be read, or holds no question.
        """
        bank = Bank()
        for source in sources:
            text = bank_text(source, options.encoding)
            try:
                quiz = tomllib.loads(text)
            except (tomllib.TOMLDecodeError, RecursionError) as problem:
                place = re.search(r"\(at line (\d+)", str(problem))
                error = FormatError(
                    Message("This is no TOML that can be read."), int(place[1]) if place else 0
                )
                raise FormatError(error.in_file(source.name)) from None
            _read(bank, source.name, text, quiz)
        return draft_of(bank, options)


def _read(bank: Bank, file: str, text: str, quiz: dict[str, Any]) -> None:
    lines = [text.count("\n", 0, match.end()) + 1 for match in _TABLE.finditer(text)]
    shared = _table(quiz.get("multipart"))
    listed = quiz.get("questions")
    for n, question in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(question, dict):
            continue
        line = lines[n] if n < len(lines) else 0
        prompt, answer = _table(question.get("prompt")), _table(question.get("answer"))
        label = _text(question.get("id")) or one_paragraph(_text(prompt.get("prompt")))[:48]
        kind = _text(question.get("type"))
        fields = _fields(kind, prompt, answer)
        if isinstance(fields, Message):
            bank.losses.append(Loss(label or kind, fields, True, file, line))
            continue
        before = _text(shared.get(_text(question.get("multipart"))))
        stem = "\n\n".join(filter(None, (before, _text(prompt.get("prompt")))))
        head = {"id": _text(question.get("id")), "stem": stem}
        fields = head | fields | {"explanation": _text(question.get("context"))}
        lesson = PurePath(file).stem
        bank.items.append(Item("question", fields, lesson, line, file))
        more = [f"prompt.{key}" for key in prompt if key not in _PROMPT]
        more += [f"answer.{key}" for key in answer if key not in _ANSWER]
        for name in [*(key for key in question if key not in _READ), *more]:
            reason = Message("Its “{name}” has no place.", name=name)
            bank.losses.append(Loss(label, reason, False, file, line))


def _fields(
    kind: str, prompt: dict[str, Any], answer: dict[str, Any]
) -> dict[str, Any] | Message:
    """The fields of a type, or why it is left out."""
    right = _texts(answer.get("answer"))
    if kind not in {"ShortAnswer", "MultipleChoice"}:
        return Message("There is no counterpart of the type “{type}”.", type=kind)
    if not right:
        return Message("It says no answer.")
    if kind == "ShortAnswer":
        answers = [*right, *_texts(answer.get("alternatives"))]
        return {
            "type": "short_answer",
            "answers": [each.replace("*", "\\*") for each in answers],
        }
    options = [{"text": one_paragraph(each), "correct": True} for each in right]
    options += [{"text": one_paragraph(each)} for each in _texts(prompt.get("distractors"))]
    several = isinstance(answer.get("answer"), list)
    return {"type": "multiple_choice" if several else "single_choice", "options": options}


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in map(_text, values) if each]
