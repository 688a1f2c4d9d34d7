"""Exams as teachers write them, in English or Chinese: numbered stems, lettered options.

Also Aiken (`ANSWER: B`), and options marked with a star or a tick in brackets. The answer
stands below the options, in brackets before or behind the stem, at a marked option, or in a key
at the end (`1. B 2. C`, `1-5 BCADB`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, bank_text, one_paragraph
from studykit.formats.base import FormatError, MissingExtraError, naming
from studykit.formats.document.opened import opened
from studykit.formats.exchange import (
    Bank,
    Exported,
    Item,
    Loss,
    Unreadable,
    lessons_without_typed_readings,
    losses_of,
)
from studykit.formats.readable import asked, shown_fields, solved
from studykit.language.message import Message
from studykit.language.words import Words
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.true_false import TrueFalse
from studykit.text.ruby import with_brackets, without_ruby

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source

_LETTERS = "A-Ha-h"
_NUMBERED = re.compile(
    r"^\s*(?:[(（\[【]\s*(?P<before>[A-H○×OXVvTF✓✗對錯对错是非 ,、]{0,8})\s*[)）\]】]\s*)?"
    r"(?:Q(?:uestion)?\s*|第\s*)?(?P<number>\d{1,5})\s*(?:[.)．、:：）]|題[.、:：]?|题[.、:：]?)"
    r"\s*(?P<stem>\S.*)$"
)
_OPTION = re.compile(
    rf"(?:^|(?<=\s)|(?<=[；;，,。]))(?P<mark>\*|[✓✔√])?\s*"
    rf"(?:[(（](?P<a>[{_LETTERS}])[)）]|(?P<b>[{_LETTERS}])[.)．、:：）])\s*"
)
_BOXED = re.compile(r"^\s*\[(?P<mark>[*xX✓ ]?)\]\s*(?P<text>\S.*)$")
_RIGHT_MARK = re.compile(
    r"\s*(?:[✓✔√]|\*{1,2}|[(（](?:correct|right|正確|正确|答案)[)）])\s*$", re.I
)
_ANSWER = re.compile(
    r"^\s*[【\[(（]?\s*(?:(?:the\s+)?(?:correct\s+)?answers?|ans|key|"
    r"(?:正確|正确|參考|参考|標準|标准)?答案|答)\s*[】\])）]?\s*[:：.]\s*(?P<text>.*)$",
    re.I,
)
_ANSWER_BRACKET = re.compile(r"^\s*[【\[]\s*(?:答案|answer)\s*[】\]]\s*(?P<text>\S.*)$", re.I)
_WHY = re.compile(
    r"^\s*[【\[(（]?\s*(?:explanation|rationale|feedback|reason|解析|詳解|详解|解釋|解释|說明|说明|理由)"
    r"\s*[】\])）]?\s*[:：]?\s*(?P<text>.*)$",
    re.I,
)
_KEY_HEADING = re.compile(
    r"^\s*(?:#+\s*)?[【\[]?(?:answer\s*keys?|answers|key|(?:參考|参考|標準|标准|正確|正确)?答案|解答)"
    r"[】\]]?\s*[:：]?\s*$",
    re.I,
)
_KEY_ENTRY = re.compile(
    r"(?P<number>\d{1,5})\s*[.)．、:：)）]?\s*[(（]?\s*"
    r"(?P<text>[A-H](?:\s*[,、]?\s*[A-H])*(?![a-z])|[○×✓✗對錯对错]|true|false|[TF](?![a-z]))\s*[)）]?",
    re.I,
)
_KEY_RANGE = re.compile(
    r"(?P<low>\d{1,5})\s*[-~–—～至]\s*(?P<high>\d{1,5})\s*[.:：]?\s*(?P<text>[A-H ]{2,})"
)
_IN_STEM = re.compile(
    r"[(（]\s*(?P<text>[A-H](?:[,、 ]?[A-H])*)\s*[)）](?=\s*[。.?？!！]?\s*$)"
)
_TITLE = re.compile(
    r"^\s*(?:quiz title|title|標題|标题|考試名稱|考试名称)\s*[:：]\s*(?P<text>.+)$", re.I
)
_TRUE = frozenset(
    {"t", "true", "○", "o", "v", "✓", "√", "對", "对", "是", "正確", "正确", "right", "yes"}
)
_FALSE = frozenset(
    {"f", "false", "×", "x", "✗", "錯", "错", "非", "否", "錯誤", "错误", "wrong", "no"}
)
_LONG = 60
"""Characters of an answer that nobody types letter by letter."""


class ExamTextFormat:
    """Exams in plain text, in and out; also out of Word and other documents."""

    name = "exam-text"
    suffix = ".txt"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether at least two items have options or an answer."""
        if source.data.startswith((b"<", b"\xff\xfe", b"---")):
            return False
        try:
            document = opened(source)
        except (FormatError, MissingExtraError):
            return False  # whoever reads it says why
        if document is None and source.data.startswith(b"PK"):
            return False
        text = (
            document.plain if document else source.data[:100_000].decode("utf-8-sig", "replace")
        )
        items = _items(text)[1]
        with_options = [item for item in items if len(item.options) > 1]
        answered = [item for item in items if item.answer and item not in with_options]
        return len(with_options) > 1 or bool(with_options and answered) or len(answered) > 2

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the questions.

        Raises:
            FormatError: a file cannot be read, or holds no question.
        """
        bank = Bank()
        for source in sources:
            with naming(source):
                document = opened(source)
            text = document.plain if document else bank_text(source, options.encoding)
            title, items = _items(text)
            bank.title = bank.title or title
            for item in items:
                try:
                    fields = item.question()
                except Unreadable as problem:
                    name = one_paragraph(item.stem)[:48]
                    loss = Loss(name, problem.reason, True, source.name, item.line)
                    bank.losses.append(loss)
                else:
                    bank.items.append(Item("question", fields, "", item.line, source.name))
                    if document and "[picture" in str(fields):
                        name = one_paragraph(item.stem)[:48]
                        lost = Message("A picture in it is not taken.")
                        bank.losses.append(Loss(name, lost, False, source.name, item.line))
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question as a text, with a key at the end."""
        return _written(edition)


@dataclass
class _Option:
    text: str
    marked: bool = False
    feedback: str = ""


@dataclass
class _Item:
    """One question as it is gathered, line by line."""

    line: int
    number: int
    stem: str
    answer: str = ""
    why: str = ""
    options: list[_Option] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)

    def question(self) -> dict[str, Any]:
        """The question as an author writes it.

        Raises:
            Unreadable: its answer is missing or cannot be read.
        """
        fields: dict[str, Any] = {"type": "", "stem": self.stem, "explanation": self.why}
        if len(self.options) > 1:
            return fields | self._choice(fields)
        answer = self.answer.strip()
        if not answer:
            raise Unreadable(Message("The answer is missing."))
        word = answer.casefold().strip(" .。")
        if word in _TRUE | _FALSE:
            return fields | {"type": "true_false", "answer": word in _TRUE}
        if len(answer) > _LONG or "\n" in answer:
            points = [one_paragraph(answer)]
            return fields | {
                "type": "open_response",
                "model_answer": answer,
                "key_points": points,
            }
        answers = [part.strip() for part in re.split(r"[;；]", answer) if part.strip()]
        return fields | {"type": "short_answer", "answers": answers}

    def _choice(self, fields: dict[str, Any]) -> dict[str, Any]:
        keys = {n for n, option in enumerate(self.options) if option.marked}
        answer = self.answer
        if not answer and not keys and (match := _IN_STEM.search(self.stem)):
            answer = match["text"]
            bracket = "（　）" if "（" in match[0] else "(   )"
            fields["stem"] = self.stem[: match.start()] + bracket + self.stem[match.end() :]
        keys |= self._named(answer)
        if not keys:
            reason = (
                Message("The answer “{text}” names no option.", text=answer)
                if answer
                else Message("The answer is missing.")
            )
            raise Unreadable(reason)
        return {
            "type": "single_choice" if len(keys) == 1 else "multiple_choice",
            "stem": fields["stem"],
            "options": [
                {
                    "text": option.text,
                    "correct": True if n in keys else None,
                    "feedback": option.feedback,
                }
                for n, option in enumerate(self.options)
            ],
        }

    def _named(self, answer: str) -> set[int]:
        """Indices of the options that an answer names, by letter or by text."""
        letters = re.fullmatch(
            r"\W*([A-Ha-h](?:[\s,，、;；/&]*(?:and)?\s*[A-Ha-h])*)(?:\W.*)?", answer
        )
        if letters:
            wanted = set(re.sub(r"and|[^A-H]", "", letters[1].upper()))
            return {n for n, letter in enumerate(self.letters) if letter in wanted}
        text = one_paragraph(answer).casefold().strip(" .。")
        return {n for n, o in enumerate(self.options) if text and o.text.casefold() == text}


def _items(text: str) -> tuple[str, list[_Item]]:
    """The title, where there is one, and the questions of a text."""
    items: list[_Item] = []
    title, place = "", ""
    lines = text.split("\n")
    aiken = not any(_NUMBERED.match(line) for line in lines)
    blank = True
    for number, line in enumerate(lines, start=1):
        if _KEY_HEADING.match(line) and items and not _more_stems(lines[number:]):
            _take_key(items, lines[number:])
            break
        item = items[-1] if items else None
        if not line.strip():
            blank = True
            if place in {"answer", "why"} or aiken:
                place = "" if place == "answer" or aiken else place
            continue
        if not items and (match := _TITLE.match(line)):
            title = match["text"].strip()
        elif item and (match := _ANSWER_BRACKET.match(line) or _ANSWER.match(line)):
            item.answer, place = match["text"].strip(), "answer"
        elif item and place and (match := _WHY.match(line)) and (match["text"] or ":" in line):
            item.why, place = match["text"].strip(), "why"
        elif item and (options := _options(line)) and _continues(item, options):
            _add(item, options)
            place = "option"
        elif item and (match := _BOXED.match(line)):
            item.letters.append("ABCDEFGH"[len(item.options) % 8])
            item.options.append(_Option(match["text"].strip(), bool(match["mark"].strip())))
            place = "option"
        elif item and line.lstrip().startswith("..."):
            _add_feedback(item, line.lstrip()[3:].strip(), place)
        elif (match := _NUMBERED.match(line)) and _begins(items, match, blank=blank):
            items.append(_Item(number, int(match["number"]), match["stem"].strip()))
            items[-1].answer = (match["before"] or "").strip()
            place = _split_stem(items[-1])
        elif aiken and blank:
            items.append(_Item(number, len(items) + 1, line.strip()))
            place = "stem"
        elif item and place:
            _continue(item, place, line, blank=blank)
        blank = False
    return title, items


def _more_stems(lines: list[str]) -> bool:
    """Whether questions follow: lines with options below a number."""
    return any(_options(line) for line in lines)


def _options(line: str) -> list[tuple[str, str, bool]]:
    """The options of a line: letter, text, and whether it is marked."""
    found = list(_OPTION.finditer(line))
    if not found or line[: found[0].start()].strip():
        return []
    chosen = [found[0]]
    for match in found[1:]:
        # A letter in the middle of a line begins an option where it is the next one.
        if ord(_letter(match)) == ord(_letter(chosen[-1])) + 1:
            chosen.append(match)
    ends = [*(match.start() for match in chosen[1:]), len(line)]
    options = []
    for match, end in zip(chosen, ends, strict=True):
        text = line[match.end() : end].strip()
        marked = bool(match["mark"] or _RIGHT_MARK.search(text))
        options.append((_letter(match), _RIGHT_MARK.sub("", text).strip(" ；;"), marked))
    return options


def _split_stem(item: _Item) -> str:
    """Take options that stand on the line of the stem from it; where the text goes on."""
    for match in _OPTION.finditer(item.stem):
        if _letter(match) == "A" and len(options := _options(item.stem[match.start() :])) > 1:
            item.stem = item.stem[: match.start()].strip()
            _add(item, options)
            return "option"
    return "stem"


def _letter(match: re.Match[str]) -> str:
    return (match["a"] or match["b"]).upper()


def _continues(item: _Item, options: list[tuple[str, str, bool]]) -> bool:
    """Whether the letters go on where those of the item end."""
    wanted = chr(ord(item.letters[-1]) + 1) if item.letters else "A"
    return options[0][0] == wanted


def _add(item: _Item, options: list[tuple[str, str, bool]]) -> None:
    for letter, text, marked in options:
        item.letters.append(letter)
        item.options.append(_Option(text, marked))


def _add_feedback(item: _Item, text: str, place: str) -> None:
    if place == "option" and item.options:
        item.options[-1].feedback = text
    else:
        item.why = f"{item.why}\n{text}".strip()


def _begins(items: list[_Item], match: re.Match[str], *, blank: bool) -> bool:
    """Whether a numbered line is the next question instead of a list within one."""
    number = int(match["number"])
    return not items or number == items[-1].number + 1 or (blank and number == 1)


def _continue(item: _Item, place: str, line: str, *, blank: bool) -> None:
    """Put a line that begins nothing where it belongs."""
    between = "\n\n" if blank else "\n"
    if place == "stem" and not item.options:
        item.stem += between + line.strip()
    elif place == "option" and item.options and not blank:
        item.options[-1].text += f" {line.strip()}"
    elif place == "answer":
        item.answer += f"\n{line.strip()}"
    elif place == "why":
        item.why = (item.why + between + line.strip()).strip()


def _take_key(items: list[_Item], lines: list[str]) -> None:
    """Give the items the answers of a key at the end."""
    by_number = {item.number: item for item in items}
    for line in lines:
        rest = line
        for match in _KEY_RANGE.finditer(line):
            letters = match["text"].replace(" ", "")
            numbers = range(int(match["low"]), int(match["high"]) + 1)
            if len(letters) == len(numbers):
                for number, letter in zip(numbers, letters, strict=True):
                    if number in by_number:
                        by_number[number].answer = letter
                rest = rest.replace(match[0], " ")
        found = {int(match["number"]): match["text"] for match in _KEY_ENTRY.finditer(rest)}
        alone = re.match(r"\s*(\d{1,5})\s*[.)．、:：)）]\s*(\S.*)", rest)
        if alone and not found:
            found = {int(alone[1]): alone[2].strip()}
        for number, text in found.items():
            if number in by_number:
                by_number[number].answer = text


def _written(edition: Edition) -> Exported:
    words = Words(edition.language)
    lines = [f"Title: {without_ruby(edition.title)}", ""]
    key, losses, count = [], list[Loss](), 0
    for lesson in lessons_without_typed_readings(edition):
        for question in lesson.questions:
            count += 1
            held = {"stem", *shown_fields(question)}
            losses += losses_of(edition, question, held, Message("A text"))
            lines += [f"{count}. {with_brackets(asked(question))}", ""]
            key.append(f"{count}. {with_brackets(_key(question))}")
    lines += [words("Answer key"), "", *key, ""]
    return Exported("\n".join(lines).encode(), count, tuple(losses))


def _key(question: Any) -> str:
    if isinstance(question, ChoiceQuestion):
        return ", ".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26] for n in question.best)
    if isinstance(question, TrueFalse):
        return "T" if question.answer else "F"
    if isinstance(question, ShortAnswer):
        return "; ".join(question.texts)
    return one_paragraph(solved(question))
