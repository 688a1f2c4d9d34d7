"""Questions → Moodle XML. Texts go out as Markdown, which Moodle shows and keeps."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr, unescape

from studykit.formats.exchange import (
    Exported,
    Loss,
    lessons_without_typed_readings,
    losses_of,
    part_loss,
)
from studykit.formats.field_tags import as_tag
from studykit.formats.media import MediaWriter
from studykit.formats.moodle_xml.multianswer import moodle_text
from studykit.formats.moodle_xml.reading import FILES, ORDER_SCORING
from studykit.language.message import Message
from studykit.questions.categorize import Categorize
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numbers import Tolerance
from studykit.questions.numerical import Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse
from studykit.text.ruby import with_brackets, with_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.content.course import Edition
    from studykit.questions.registry import Question

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKDOWN = "markdown"
_HELD = frozenset(
    {"id", "stem", "explanation", "tags", "objective", "source", "exam_only", "points", "hints"}
)
_ORDER_GRADING = {
    "all_or_nothing": "ALL_OR_NOTHING",
    "position": "ABSOLUTE_POSITION",
    "adjacent": "RELATIVE_NEXT_EXCLUDE_LAST",
    "longest_ordered": "LONGEST_ORDERED_SUBSET",
}
assert all(ORDER_SCORING[theirs] == ours for ours, theirs in _ORDER_GRADING.items())


class _Body:
    """What a type adds to a question: its elements, the fields they hold, and the changes."""

    def __init__(self, kind: str, held: set[str], *changes: Message) -> None:
        self.kind, self.held, self.changes = kind, held, list(changes)
        self.lines: list[str] = []
        self.tags: list[str] = []
        self.stem: str | None = None

    def add(self, *lines: str) -> None:
        """Add elements."""
        self.lines += lines


def written_quiz(edition: Edition) -> Exported:
    """Every question of an edition, by lesson."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    losses: list[Loss] = []
    count = 0
    media = MediaWriter(edition.folder)
    for lesson in lessons_without_typed_readings(edition):
        if lesson.questions:
            path = f"$course$/top/{lesson.title.replace('/', '//')}"
            lines.append(f'<question type="category">{_wrapped("category", path)}</question>')
        for question in lesson.questions:
            count += 1
            body = _BODIES[type(question)](question)
            held = _HELD | body.held if body.kind else ()
            losses += losses_of(edition, question, held, "Moodle XML")
            if body.kind:
                losses += [part_loss(edition, question, change) for change in body.changes]
                for line in _question_lines(question, body):
                    whole, missing = _with_files(line, media)
                    losses += [part_loss(edition, question, reason) for reason in missing]
                    lines.append(whole)
    lines += ["</quiz>", ""]
    return Exported("\n".join(lines).encode(), count, tuple(losses))


def _with_files(line: str, media: MediaWriter) -> tuple[str, list[Message]]:
    """Elements with the pictures and sound that their texts show, each beside its text, and
    what of them is missing."""
    missing: list[Message] = []

    def embedded(match: re.Match[str]) -> str:
        text, names, reasons = media.placed_markdown(unescape(match[1]), f"{FILES}/")
        missing.extend(reasons)
        files = (
            f'<file name={quoteattr(name)} path="/" encoding="base64">'
            f"{b64encode(media.files[name]).decode()}</file>"
            for name in names
        )
        return f"<text>{_text(text)}</text>{''.join(files)}" if names else match[0]

    if "](" not in line:
        return line, missing
    return re.sub(r"<text>(.*?)</text>", embedded, line, flags=re.DOTALL), missing


def _question_lines(question: Question, body: _Body) -> Iterator[str]:
    stem = question.stem if body.stem is None else body.stem
    yield f'<question type="{body.kind}">'
    yield _wrapped("name", question.id)
    yield _rich("questiontext", stem)
    yield _rich("generalfeedback", question.explanation)
    yield _plain("defaultgrade", f"{question.points:.7g}")
    yield _plain("penalty", "0.3333333")
    yield _plain("hidden", "0")
    yield _plain("idnumber", question.id)
    yield from body.lines
    yield from (_rich("hint", hint) for hint in question.hints)
    tags = [*question.tags, *body.tags]
    tags += [
        as_tag(key, value)
        for key in ("objective", "source", "exam_only")
        if (value := getattr(question, key))
    ]
    if tags:
        yield f"<tags>{''.join(_wrapped('tag', tag) for tag in tags)}</tags>"
    yield "</question>"


def _text(text: str) -> str:
    return escape(_UNPRINTABLE.sub("\ufffd", text))


def _plain(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _wrapped(name: str, text: str) -> str:
    return f"<{name}><text>{_text(with_brackets(text))}</text></{name}>"


def _rich(name: str, text: str, inner: str = "", **attributes: str) -> str:
    extra = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    body = f"<text>{_text(with_html(text))}</text>{inner}"
    return f'<{name}{extra} format="{_MARKDOWN}">{body}</{name}>'


def _answer(text: str, fraction: float, feedback: str = "", *, plain: bool = False) -> str:
    share = _share(fraction)
    comment = _rich("feedback", feedback)
    if plain:
        body = f"<text>{_text(text)}</text>{comment}"
        return f'<answer fraction="{share}" format="plain_text">{body}</answer>'
    return _rich("answer", text, comment, fraction=share)


def _share(fraction: float) -> str:
    """A fraction of the points in per cent."""
    return f"{100 * fraction:.7f}".rstrip("0").rstrip(".") or "0"


def _single_choice(question: SingleChoice) -> _Body:
    held = {"options.text", "options.correct", "options.feedback", "options.weight", "shuffle"}
    body = _Body("multichoice", held)
    best = question.key
    body.add(_plain("single", "true"), _plain("shuffleanswers", _flag(question.shuffle)))
    body.add(_plain("answernumbering", "abc"))
    for n, option in enumerate(question.options):
        weight = float(n == best) if option.weight is None else option.weight
        body.add(_answer(option.text, weight, option.feedback))
    return body


def _multiple_choice(question: MultipleChoice) -> _Body:
    held = {"options.text", "options.correct", "options.feedback", "options.weight"}
    body = _Body("multichoice", held | {"scoring", "shuffle"})
    body.add(_plain("single", "false"), _plain("shuffleanswers", _flag(question.shuffle)))
    body.add(_plain("answernumbering", "abc"))
    keys = sum(option.correct for option in question.options) or 1
    for option in question.options:
        weight = (1 if option.correct else -1) / keys
        if question.scoring == "weights":
            weight = option.weight or 0.0
        body.add(_answer(option.text, max(-1.0, weight), option.feedback))
    if question.scoring != "weights":
        body.tags.append(as_tag("scoring", question.scoring or "none"))
    if question.scoring not in {"weights", "net_correct"}:
        policy = question.scoring or "all_or_nothing"
        body.changes.append(
            Message("It is marked by right minus wrong ticks, not by {policy}.", policy=policy)
        )
    return body


def _true_false(question: TrueFalse) -> _Body:
    body = _Body("truefalse", {"answer", "feedback"})
    for name in ("true", "false"):
        right = (name == "true") == question.answer
        body.add(_answer(name, float(right), "" if right else question.feedback, plain=True))
    return body


def _short_answer(question: ShortAnswer) -> _Body:
    if question.regex:
        return _Body("", set())
    held = {"answers", "answers.text", "answers.weight", "answers.feedback", "case_sensitive"}
    body = _Body("shortanswer", held | {"variants"})
    body.add(_plain("usecase", "1" if question.case_sensitive else "0"))
    for answer in question.accepted:
        body.add(_answer(answer.text, answer.weight, answer.feedback, plain=True))
    if question.variants:
        body.tags.append(as_tag("variants", question.variants))
        body.changes.append(
            Message("Moodle does not take Simplified and Traditional forms as equal.")
        )
    return body


def _numerical(question: Numerical) -> _Body:
    fields = {"answer", "tolerance", "tolerance.relative", "weight", "feedback"}
    held = {*fields, *(f"answers.{field}" for field in fields)}
    body = _Body("numerical", held | {"unit", "units", "unit_penalty"})
    # There the first answer that fits counts, here the best one.
    for answer in sorted(question.accepted, key=lambda answer: -answer.weight):
        number, reach = answer.answer, answer.tolerance
        if isinstance(reach, Tolerance):
            if reach.geometric:
                factor = 1 + reach.geometric
                low, high = sorted((number / factor, number * factor))
                number, reach = (low + high) / 2, (high - low) / 2
                body.held |= {"tolerance.geometric", "answers.tolerance.geometric"}
                body.changes.append(Message("The middle of its range is shown as the answer."))
            else:
                reach = abs(number) * (reach.relative or 0.0)
        inner = _rich("feedback", answer.feedback) + _plain("tolerance", f"{reach:.12g}")
        body.add(
            f'<answer fraction="{_share(answer.weight)}" format="plain_text">'
            f"<text>{number:.15g}</text>{inner}</answer>"
        )
    if question.feedback:
        body.add(_answer("*", 0.0, question.feedback, plain=True))
    if question.unit:
        units = {question.unit: 1.0, **(question.units or {})}
        body.add("<units>")
        for name, factor in units.items():
            multiplier = _plain("multiplier", f"{1 / factor:.15g}")
            body.add(f"<unit>{multiplier}{_plain('unit_name', name)}</unit>")
        body.add("</units>")
        penalty = question.unit_penalty
        graded = "0" if penalty is None else "1"
        body.add(_plain("unitgradingtype", graded))
        body.add(_plain("unitpenalty", "0.1" if penalty is None else f"{penalty:.7g}"))
        body.add(_plain("showunits", "0"), _plain("unitsleft", "0"))
    return body


def _slider(question: Slider) -> _Body:
    change = Message("The number is typed instead of chosen on a scale.")
    held = {"answer", "tolerance", "low", "high", "step", "unit", "feedback"}
    like = Numerical(
        answer=question.answer,
        tolerance=question.tolerance,
        unit=question.unit,
        feedback=question.feedback,
    )
    body = _numerical(like)
    body.held, body.changes = held, [change]
    scale = {"low": question.low, "high": question.high, "step": question.step}
    body.tags = [as_tag("type", "slider"), *(as_tag(k, f"{v:.15g}") for k, v in scale.items())]
    return body


def _matching(question: Matching) -> _Body:
    body = _Body("matching", {"pairs.left", "pairs.right", "distractors", "feedback"})
    body.add(_plain("shuffleanswers", "true"), *_incorrect(question.feedback))
    for pair in question.pairs:
        body.add(_rich("subquestion", pair.left, _wrapped("answer", pair.right)))
    for distractor in question.distractors:
        body.add(_rich("subquestion", "", _wrapped("answer", distractor)))
    return body


def _categorize(question: Categorize) -> _Body:
    change = Message("It becomes a matching question: each item with its category.")
    body = _Body("matching", {"categories", "feedback"}, change)
    body.add(_plain("shuffleanswers", "true"), *_incorrect(question.feedback))
    for name, items in question.categories.items():
        for item in items:
            body.add(_rich("subquestion", item, _wrapped("answer", name)))
    body.tags.append(as_tag("type", "categorize"))
    return body


def _ordering(question: Ordering) -> _Body:
    body = _Body("ordering", {"items", "scoring", "feedback"})
    body.add(_plain("layouttype", "VERTICAL"), _plain("selecttype", "ALL"))
    body.add(_plain("selectcount", "0"))
    body.add(_plain("gradingtype", _ORDER_GRADING[question.scoring]))
    body.add(_plain("showgrading", "SHOW"), _plain("numberingstyle", "none"))
    body.add(*_incorrect(question.feedback))
    for n, item in enumerate(question.items, start=1):
        body.add(_rich("answer", item, fraction=f"{n}"))
    return body


def _cloze(question: Cloze) -> _Body:
    parts = question.parts
    body = _Body("cloze", {"text", "feedback"})
    body.stem = moodle_text(parts)
    if question.stem:
        body.stem = f"{question.stem}\n\n{body.stem}"
        body.tags.append(as_tag("stem", len(question.stem)))
    body.add(*_incorrect(question.feedback))
    if any(getattr(part, "hint", "") for part in parts):
        body.changes.append(Message("The hint of the gap has no place."))
    return body


def _open_response(question: OpenResponse) -> _Body:
    body = _Body("essay", {"model_answer", "key_points"})
    points = "\n".join(f"- {point}" for point in question.key_points)
    body.add(_plain("responseformat", "editor"), _plain("responserequired", "1"))
    body.add(_plain("responsefieldlines", "15"), _plain("attachments", "0"))
    body.add(_rich("graderinfo", f"{question.model_answer}\n\n{points}"))
    return body


def _incorrect(feedback: str) -> list[str]:
    return [_rich("incorrectfeedback", feedback)] if feedback else []


def _flag(value: bool) -> str:
    return "true" if value else "false"


_BODIES: dict[type, Callable[[Any], _Body]] = {
    SingleChoice: _single_choice,
    MultipleChoice: _multiple_choice,
    TrueFalse: _true_false,
    ShortAnswer: _short_answer,
    Numerical: _numerical,
    Slider: _slider,
    Cloze: _cloze,
    Ordering: _ordering,
    Matching: _matching,
    Categorize: _categorize,
    OpenResponse: _open_response,
}
