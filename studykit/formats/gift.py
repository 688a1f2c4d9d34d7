"""GIFT, Moodle's format of plain text for questions.

Read as Moodle's own importer does (`question/format/gift/format.php`): what its documentation
lists, and the comments with `[id:…]` and `[tag:…]` that it writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import (
    LARGEST,
    bank_text,
    is_html,
    markdown_of,
    number_fields,
    one_paragraph,
    with_ruby_marked,
)
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
from studykit.language.message import Message
from studykit.questions.categorize import Categorize
from studykit.questions.cloze import Cloze
from studykit.questions.gaps import Gap
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numbers import Tolerance
from studykit.questions.numerical import NumberAnswer, Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse
from studykit.text.ruby import with_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source
    from studykit.questions.registry import Question

_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_HIDE = {c: chr(0xE000 + n) for n, c in enumerate("\\:#={}~n")}
"""Escaped signs while the text is taken apart: characters for private use."""
_SHOW = {ord(own): "\n" if c == "n" else c for c, own in _HIDE.items()}
_NAME = re.compile(r"^\s*::(.*?)::\s*", re.DOTALL)
_MARKUP = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]\s*")
_NOTE = re.compile(r"\[(id|tag):([^\]]*)\]")
_WEIGHT = re.compile(r"^%(-?\d+(?:\.\d+)?)%")
_TRUTH = re.compile(r"^(TRUE|T|FALSE|F)\s*(?=#|$)", re.IGNORECASE)
_LOOKS = re.compile(
    r"^\s*(?:::.*::|\$CATEGORY:)|[^\\]\{[^{}]*[=~#][^{}]*\}|\{(?:T|F|TRUE|FALSE)\}", re.M
)
_BLANK = "_____"


class GiftFormat:
    """Questions in GIFT, in and out."""

    name = "gift"
    suffix = ".gift"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether a text has answers in braces, or a category."""
        head = source.data[:200_000].decode("utf-8", "replace")
        if head.lstrip().startswith(("<", "---", "PK")):
            return False
        return len(_LOOKS.findall(head)) >= (1 if source.name.endswith(".gift") else 2)

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the questions, a lesson for each category.

        Raises:
            FormatError: a file cannot be read, or holds no question.
            MissingExtraError: the texts are HTML, and what reads it is not installed.
        """
        bank = Bank()
        for source in sources:
            _read(bank, source.name, bank_text(source, options.encoding))
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every question that GIFT can hold, by lesson."""
        return _written(edition)


# Reading


@dataclass
class _Block:
    """The lines of one question."""

    line: int
    lines: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def _read(bank: Bank, file: str, text: str) -> None:
    category = ""
    for block in _blocks(text):
        body = "\n".join(block.lines).strip()
        if body.startswith("$CATEGORY:"):
            head, _, body = body.partition("\n")
            category = head.removeprefix("$CATEGORY:").strip().removeprefix("$course$/")
            category = category.removeprefix("top/").replace("//", "/")
            if not body.strip():
                continue
        reader = _Reader(file, block, category)
        try:
            bank.items.append(reader.item(body))
        except Unreadable as problem:
            bank.losses.append(Loss(reader.label(body), problem.reason, True, file, block.line))
        bank.losses += reader.losses


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block(1)
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped.startswith("//"):
            block.notes += _NOTE.findall(stripped)
        elif stripped:
            if not block.lines:
                block.line = number
            block.lines.append(line)
        elif block.lines:
            yield block
            block = _Block(number + 1)
    if block.lines:
        yield block


class _Reader:
    """One question of a file."""

    def __init__(self, file: str, block: _Block, category: str) -> None:
        self._file, self._block, self._category = file, block, category
        self.losses: list[Loss] = []
        self._markup = ""
        self._name = ""

    def label(self, body: str) -> str:
        """What the question is called in the report."""
        return self._id or self._name or one_paragraph(body)[:48]

    @property
    def _id(self) -> str:
        return next((value.strip() for kind, value in self._block.notes if kind == "id"), "")

    def item(self, body: str) -> Item:
        hidden = _ESCAPED.sub(lambda match: _HIDE[match[1]], body)
        if named := _NAME.match(hidden):
            self._name = one_paragraph(_shown(named[1]))
            hidden = hidden[named.end() :]
        if markup := _MARKUP.match(hidden):
            self._markup = markup[1]
            hidden = hidden[markup.end() :]
        before, brace, rest = hidden.partition("{")
        if not brace:
            text = self._text(hidden)
            title = self._name or one_paragraph(text)[:60]
            return self._item("section", {"title": title, "text": text})
        answer, brace, after = rest.partition("}")
        if not brace:
            raise Unreadable(Message("The closing brace of the answer is missing."))
        if "{" in after:
            raise Unreadable(Message("It has two answers in braces; GIFT allows one."))
        stem = f"{before.rstrip()} {_BLANK}{after.rstrip()}" if after.strip() else before
        fields: dict[str, Any] = {"id": self._id, "type": "", "stem": self._text(stem)}
        answer, mark, general = (
            answer.rpartition("####") if "####" in answer else (answer, "", "")
        )
        fields |= self._answers(answer.strip())
        explanation = self._text(general) if mark else ""
        fields["explanation"] = "\n\n".join(
            filter(None, (explanation, fields.get("explanation")))
        )
        if fields["type"] == "open_response":
            # What an author says of an essay afterwards is the nearest to a model answer.
            model = fields.pop("explanation")
            if not model:
                raise Unreadable(
                    Message("An essay without general feedback has no model answer.")
                )
            fields |= {"model_answer": model, "key_points": [one_paragraph(model)]}
        fields["tags"] = [
            "-".join(value.split()) for kind, value in self._block.notes if kind == "tag"
        ]
        return self._item("question", fields)

    def _item(self, kind: Any, fields: dict[str, Any]) -> Item:
        return Item(kind, fields, self._category, self._block.line, self._file, self._name)

    def _text(self, text: str) -> str:
        shown = _shown(text).strip()
        as_html = self._markup == "html" or (self._markup != "plain" and is_html(shown))
        as_html = as_html and self._markup != "markdown"
        return markdown_of(shown) if as_html else with_ruby_marked(shown)

    def _line(self, text: str) -> str:
        return one_paragraph(self._text(text))

    def _lose(self, reason: Message) -> None:
        name = self._id or self._name or one_paragraph("\n".join(self._block.lines))[:48]
        self.losses.append(Loss(name, reason, False, self._file, self._block.line))

    def _answers(self, answer: str) -> dict[str, Any]:
        if not answer:
            return {"type": "open_response"}
        if answer.startswith("#"):
            return self._numerical(answer[1:].strip())
        if "~" in answer:
            return self._choice(answer)
        if "=" in answer:
            entries = [entry.strip() for entry in answer.split("=")[1:]]
            if all("->" in entry for entry in entries):
                return self._matching(entries)
            return self._short_answer(entries)
        if truth := _TRUTH.match(answer):
            return self._true_false(truth[1], answer[truth.end() :])
        return self._short_answer([answer])

    def _choice(self, answer: str) -> dict[str, Any]:
        single = "=" in answer
        options = []
        for entry in re.findall(r"[=~][^=~]*", answer):
            sign = entry[0]
            weight, text, feedback = self._parts(entry[1:].strip())
            if weight is None:
                weight = 1.0 if sign == "=" else 0.0
            option: dict[str, Any] = {"text": self._line(text)}
            if (weight >= 0.999) if single else (weight > 0):
                option["correct"] = True
            option["weight"] = weight
            option["feedback"] = self._text(feedback)
            options.append(option)
        if not single and any(option["weight"] for option in options):
            return {"type": "multiple_choice", "options": options, "scoring": "weights"}
        if all(option["weight"] in (0.0, 1.0) for option in options):
            for option in options:
                del option["weight"]
        return {"type": "single_choice", "options": options}

    def _short_answer(self, entries: list[str]) -> dict[str, Any]:
        answers: list[Any] = []
        for entry in entries:
            weight, text, feedback = self._parts(entry)
            accepted: dict[str, Any] = {
                "text": self._plain(text),
                "feedback": self._text(feedback),
            }
            if weight is not None and weight != 1:
                accepted["weight"] = weight
            short = len(accepted) == 2 and not accepted["feedback"]
            answers.append(accepted["text"] if short else accepted)
        return {"type": "short_answer", "answers": answers}

    def _plain(self, text: str) -> str:
        """A text that is compared, not shown: it is as typed."""
        return one_paragraph(_shown(text))

    def _matching(self, entries: list[str]) -> dict[str, Any]:
        pairs, distractors = [], []
        for entry in entries:
            left, _, right = entry.partition("->")
            if left.strip():
                pairs.append({"left": self._line(left), "right": self._line(right)})
            else:
                distractors.append(self._line(right))
        return {"type": "matching", "pairs": pairs, "distractors": distractors}

    def _true_false(self, truth: str, rest: str) -> dict[str, Any]:
        _, *feedback = rest.split("#")
        wrong, right = (*(self._text(text) for text in feedback[:2]), "", "")[:2]
        fields: dict[str, Any] = {"type": "true_false", "answer": truth[:1].upper() == "T"}
        return fields | {"feedback": wrong, "explanation": right}

    def _numerical(self, answer: str) -> dict[str, Any]:
        entries = [entry.strip() for entry in answer.split("=")] if "=" in answer else [answer]
        found = [self._number(entry) for entry in entries if entry]
        if not found:
            raise Unreadable(Message("A number is missing."))
        if not any(each["weight"] > 0 for each in found):
            raise Unreadable(Message("A number is missing."))
        return {"type": "numerical"} | number_fields(found)

    def _number(self, entry: str) -> dict[str, Any]:
        """An answer of a `numerical` question."""
        weight, text, feedback = self._parts(entry)
        low, dots, high = text.partition("..")
        try:
            if dots:
                ends = float(low), float(high)
                number, tolerance = sum(ends) / 2, abs(ends[1] - ends[0]) / 2
            else:
                value, _, reach = text.replace(_HIDE[":"], ":").partition(":")
                number, tolerance = float(value), float(reach or 0)
        except ValueError:
            raise Unreadable(
                Message("“{text}” is not a number.", text=one_paragraph(_shown(text)))
            ) from None
        return {
            "answer": number,
            "tolerance": tolerance,
            "weight": 1.0 if weight is None else max(0.0, weight),
            "feedback": self._text(feedback),
        }

    def _parts(self, entry: str) -> tuple[float | None, str, str]:
        """Weight (0 to 1), text and feedback of an answer."""
        weight = None
        if match := _WEIGHT.match(entry):
            weight = round(float(match[1]) / 100, 7)
            entry = entry[match.end() :]
        text, _, feedback = entry.partition("#")
        return weight, text.strip(), feedback.strip()


def _shown(text: str) -> str:
    """A text with its escaped signs."""
    return text.translate(_SHOW)


# Writing

_ALWAYS = frozenset({"id", "stem", "explanation", "tags", "objective"})


def _written(edition: Edition) -> Exported:
    lines: list[str] = []
    losses: list[Loss] = []
    count = 0
    for lesson in lessons_without_typed_readings(edition):
        if lesson.questions:
            lines += [f"$CATEGORY: {_escaped(lesson.title).replace('/', '//')}", ""]
        for question in lesson.questions:
            count += 1
            answer = _WRITERS.get(type(question), _nothing)(question)
            losses += losses_of(
                edition, question, _ALWAYS | answer.held if answer.text else (), "GIFT"
            )
            if answer.text:
                losses += [part_loss(edition, question, change) for change in answer.changes]
                lines += [*_question_lines(question, answer), ""]
    return Exported("\n".join(lines).encode(), count, tuple(losses))


class _Answer:
    """The braces of a question, the fields they hold, and what changes its meaning."""

    def __init__(
        self, text: str, held: set[str], *changes: Message, stem: str | None = None
    ) -> None:
        self.text, self.held, self.changes, self.stem = text, held, changes, stem


def _question_lines(question: Question, answer: _Answer) -> Iterator[str]:
    notes = [f"[id:{question.id}]", *(f"[tag:{tag}]" for tag in question.tags)]
    if question.objective:
        notes.append(f"[tag:{question.objective}]")
    yield f"// {' '.join(notes)}"
    stem = question.stem if answer.stem is None else answer.stem
    body = answer.text
    if question.explanation and not isinstance(question, OpenResponse):
        body = f"{body} ####{_escaped(question.explanation)}"
    yield f"::{_escaped(question.id)}::[markdown]{_escaped(stem)} {{{body}}}"


def _escaped(text: str) -> str:
    text = with_html(text.strip())
    signs = "".join(f"\\{c}" if c in "\\:#={}~" else c for c in text)
    return signs.replace("\n", "\\n")


def _feedback(text: str) -> str:
    return f" #{_escaped(text)}" if text else ""


def _percent(weight: float) -> str:
    return f"%{100 * weight:.5f}".rstrip("0").rstrip(".") + "%"


def _single_choice(question: SingleChoice) -> _Answer:
    lines = []
    best = question.key
    for n, option in enumerate(question.options):
        sign = "=" if n == best else "~"
        weight = "" if option.weight is None or n == best else _percent(option.weight)
        lines.append(f"{sign}{weight}{_escaped(option.text)}{_feedback(option.feedback)}")
    held = {"options.text", "options.correct", "options.feedback", "options.weight"}
    return _Answer(" ".join(lines), held)


def _multiple_choice(question: MultipleChoice) -> _Answer:
    keys = [option.correct for option in question.options]
    right, lines = sum(keys) or 1, []
    by_weight = question.scoring == "weights"
    for option in question.options:
        weight = (option.weight or 0.0) if by_weight else (1 if option.correct else -1) / right
        lines.append(
            f"~{_percent(max(-1.0, weight))}{_escaped(option.text)}{_feedback(option.feedback)}"
        )
    held = {"options.text", "options.correct", "options.feedback", "options.weight", "scoring"}
    changes = []
    if question.scoring not in {"weights", "net_correct"}:
        policy = question.scoring or "all_or_nothing"
        changes.append(
            Message("It is marked by right minus wrong ticks, not by {policy}.", policy=policy)
        )
    return _Answer(" ".join(lines), held, *changes)


def _true_false(question: TrueFalse) -> _Answer:
    text = "TRUE" if question.answer else "FALSE"
    return _Answer(text + _feedback(question.feedback), {"answer", "feedback"})


def _short_answer(question: ShortAnswer) -> _Answer:
    if question.regex:
        return _Answer("", set())
    lines = []
    for answer in question.accepted:
        weight = "" if answer.weight == 1 else _percent(answer.weight)
        text = _escaped(answer.text.replace("\\*", "\0")).replace("\0", "\\\\*")
        lines.append(f"={weight}{text}{_feedback(answer.feedback)}")
    held = {"answers", "answers.text", "answers.weight", "answers.feedback"}
    return _Answer(" ".join(lines), held)


def _numerical(question: Numerical) -> _Answer:
    fields = ("answer", "tolerance", "tolerance.relative", "tolerance.geometric")
    held = {*fields, *(f"answers.{field}" for field in fields), "unit"}
    changes = []
    if question.unit:
        changes.append(Message("It is asked without its unit {unit}.", unit=question.unit))
    if len(question.accepted) == 1:
        return _Answer(f"#{_interval(question.best)}", held, *changes)
    lines = []
    for answer in question.accepted:
        weight = "" if answer.weight == 1 else _percent(answer.weight)
        lines.append(f"={weight}{_interval(answer)}{_feedback(answer.feedback)}")
    held |= {"answers.weight", "answers.feedback"}
    return _Answer(f"#{' '.join(lines)}", held, *changes)


def _interval(answer: NumberAnswer) -> str:
    """A number with what is accepted around it."""
    number, tolerance = answer.answer, answer.tolerance
    if not isinstance(tolerance, Tolerance):
        return f"{number:.15g}:{tolerance:.15g}"
    if tolerance.geometric:
        factor = 1 + tolerance.geometric
        low, high = sorted((number / factor, number * factor))
        return f"{low:.12g}..{high:.12g}"
    return f"{number:.15g}:{abs(number) * (tolerance.relative or 0):.12g}"


def _slider(question: Slider) -> _Answer:
    change = Message("The number is typed instead of chosen on a scale.")
    held = {"answer", "tolerance", "low", "high", "step"}
    return _Answer(f"#{question.answer:.15g}:{question.tolerance:.15g}", held, change)


def _cloze(question: Cloze) -> _Answer:
    parts = question.parts
    gaps = [part for part in parts if isinstance(part, Gap)]
    if len(gaps) != 1:
        return _Answer("", set())
    gap = gaps[0]
    text = "".join(_BLANK if isinstance(part, Gap) else part for part in parts)
    stem = "\n\n".join(filter(None, (question.stem, text)))
    answers = [f"={_escaped(each)}" for each in gap.answers]
    part = "~" if gap.choices else "="
    answers += [f"{part}%{100 * e.weight:.6g}%{_escaped(e.text)}" for e in gap.partial]
    answers += [f"~{_escaped(each)}" for each in gap.distractors]
    changes = gap_losses(gaps, shares=True)
    return _Answer(" ".join(answers), {"text"}, *changes, stem=stem)


def _matching(question: Matching) -> _Answer:
    lines = [f"={_escaped(p.left)} -> {_escaped(p.right)}" for p in question.pairs]
    lines += [f"= -> {_escaped(each)}" for each in question.distractors]
    return _Answer(" ".join(lines), {"pairs.left", "pairs.right", "distractors"})


def _categorize(question: Categorize) -> _Answer:
    lines = [
        f"={_escaped(item)} -> {_escaped(name)}"
        for name, items in question.categories.items()
        for item in items
    ]
    change = Message("It becomes a matching question: each item with its category.")
    return _Answer(" ".join(lines), {"categories"}, change)


def _open_response(question: OpenResponse) -> _Answer:
    points = "\n".join(f"- {point}" for point in question.key_points)
    whole = "\n\n".join(filter(None, (question.model_answer, points, question.explanation)))
    change = Message("The model answer and the key points become feedback.")
    return _Answer(f"####{_escaped(whole)}", {"model_answer", "key_points"}, change)


def _nothing(question: Any) -> _Answer:
    return _Answer("", set())


_WRITERS: dict[type, Callable[[Any], _Answer]] = {
    SingleChoice: _single_choice,
    MultipleChoice: _multiple_choice,
    TrueFalse: _true_false,
    ShortAnswer: _short_answer,
    Numerical: _numerical,
    Slider: _slider,
    Cloze: _cloze,
    Matching: _matching,
    Categorize: _categorize,
    OpenResponse: _open_response,
}
