"""What formats of question banks and decks share: the items they read, and what gets lost.

Nothing is dropped silently: of each item it is said whether it was carried whole, in part
(which part) or not at all (why), with its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from studykit.language.message import Message, listed, quoted
from studykit.questions.cloze import Cloze
from studykit.questions.short_answer import ShortAnswer
from studykit.text.ruby import without_ruby, without_ruby_in_gaps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from studykit.content.course import Edition
    from studykit.content.lesson_model import CardEntry, Lesson
    from studykit.formats.card_history import CardHistory
    from studykit.language.words import Words
    from studykit.questions.base import QuestionBase
    from studykit.questions.registry import Question

ItemKind = Literal["section", "card", "question"]

NO_ITEM = -1
_SHOWN = 5
"""Items with the same loss that are printed; `--json` has all."""


class Item(NamedTuple):
    """A section, a card or a question that was read, as an author writes it in a lesson."""

    kind: ItemKind
    fields: dict[str, Any]
    """The keys and values; without `id` where the source has none that is stable."""
    lesson: str = ""
    """The title of the lesson it belongs to: a category, a deck."""
    line: int = 0
    """Where it begins in the source, from 1; 0 where lines mean nothing."""
    file: str = ""
    name: str = ""
    """What the source calls it; its id is made from it where it has none."""


class Loss(NamedTuple):
    """Something of an item that was not carried over."""

    item: str
    """The item's id, else the beginning of its text."""
    reason: Message
    """A sentence."""
    left_out: bool
    """Whether the whole item is missing, instead of a part of it."""
    file: str = ""
    line: int = 0

    def as_json(self) -> dict[str, Any]:
        """The loss as plain JSON."""
        return {
            "file": self.file,
            "line": self.line,
            "item": self.item,
            "carried": "left out" if self.left_out else "in part",
            "reason": str(self.reason),
        }


class Unreadable(Exception):
    """An item has no counterpart, or lacks what it needs."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Bank:
    """What was read from files of a bank."""

    title: str = ""
    items: list[Item] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    """Pictures and sound, by their addresses in the course."""
    histories: list[tuple[int, CardHistory]] = field(default_factory=list)
    """What is known of cards, each with the number of its item from 0, whose id `card` then
    lacks, or `NO_ITEM`."""


class Exported(NamedTuple):
    """A course in another format."""

    data: bytes
    items: int
    """Items of the kinds that the format is for, those left out included."""
    losses: tuple[Loss, ...]


class Writer(Protocol):
    """A format that courses are exported to."""

    name: str
    """What `--to` calls it."""
    suffix: str
    """The usual end of a file's name, with its dot."""

    def write(self, edition: Edition) -> Exported:
        """The edition in this format.

        Raises:
            MissingExtraError: it needs a package that is not installed.
        """


class Tally(NamedTuple):
    """How many items were carried whole, in part, and not at all."""

    whole: int
    in_part: int
    left_out: int

    @property
    def items(self) -> int:
        """All of them."""
        return self.whole + self.in_part + self.left_out

    def as_json(self) -> dict[str, int]:
        """The numbers as plain JSON."""
        return {"items": self.items, **self._asdict()}


def tally(items: int, losses: Sequence[Loss]) -> Tally:
    """Count `items`, those left out included."""
    out = {(loss.file, loss.line, loss.item) for loss in losses if loss.left_out}
    part = {(loss.file, loss.line, loss.item) for loss in losses if not loss.left_out} - out
    return Tally(items - len(out) - len(part), len(part), len(out))


def loss_lines(items: int, losses: Sequence[Loss], words: Words) -> Iterator[str]:
    """The count of `items`, then what was lost, each with the places of a few items."""
    counted = tally(items, losses)
    yield words.many(
        counted.items,
        "{n} item: {whole} whole, {part} in part, {out} left out",
        "{n} items: {whole} whole, {part} in part, {out} left out",
        whole=counted.whole,
        part=counted.in_part,
        out=counted.left_out,
    )
    groups: dict[tuple[bool, Message], list[Loss]] = {}
    for loss in losses:
        groups.setdefault((loss.left_out, loss.reason), []).append(loss)
    # What is missing altogether comes first.
    for (left_out, reason), group in sorted(groups.items(), key=lambda entry: not entry[0][0]):
        reason_text = words.translate(reason)
        yield (
            words("left out ({n}): {reason}", n=len(group), reason=reason_text)
            if left_out
            else words("in part ({n}): {reason}", n=len(group), reason=reason_text)
        )
        for loss in group[:_SHOWN]:
            place = ":".join(filter(None, (loss.file, str(loss.line or ""))))
            item = words.translate(loss.item)
            yield f"  {place}: {item}" if place else f"  {item}"
        if len(group) > _SHOWN:
            yield "  " + words("and {n} more (--json lists all)", n=len(group) - _SHOWN)


def lessons_of(edition: Edition) -> Iterator[Lesson]:
    """Every lesson of an edition, for formats that know no stimulus: it stands before the stem
    of each of its questions."""
    for outline in edition.lessons:
        lesson = edition.lesson(outline.id)
        yield replace(lesson, questions=tuple(map(_with_stimulus_in_stem, lesson.questions)))


def lessons_without_typed_readings(edition: Edition) -> Iterator[Lesson]:
    """The same for other programs, which would want a reading to be typed, and show one in a
    title as it is written."""
    for lesson in lessons_of(edition):
        questions = tuple(map(_without_typed_readings, lesson.questions))
        yield replace(lesson, title=without_ruby(lesson.title), questions=questions)


def _without_typed_readings(question: Question) -> Question:
    if isinstance(question, ShortAnswer) and not question.regex:
        answers = (replace(each, text=without_ruby(each.text)) for each in question.accepted)
        return replace(question, answers=tuple(answers))
    if isinstance(question, Cloze):
        return replace(question, text=without_ruby_in_gaps(question.text))
    return question


def _with_stimulus_in_stem(question: Question) -> Question:
    stimulus = question.shown_stimulus
    if stimulus is None:
        return question
    return replace(question, stem=f"{stimulus.markdown.rstrip()}\n\n{question.stem}".rstrip())


def losses_of(
    edition: Edition, item: QuestionBase | CardEntry, held: Collection[str], name: str
) -> Iterator[Loss]:
    """What of an item a format called `name` has no place for, when it holds the fields `held`.

    A field is named as in a lesson file; `options.feedback` is a field of a part. With nothing
    held the item is left out.
    """
    file, line = _place(edition, item)
    if not held:
        kind = Message("{format} has no such item ({type}).", format=name, type=_type(item))
        yield Loss(item.id, kind, True, file, line)
        return
    if edition.has_variables(item.id):
        varying = Message("Its numbers no longer vary: it has those of one draw.")
        yield Loss(item.id, varying, False, file, line)
    if getattr(item, "stimulus", ""):
        shared = Message("Its stimulus stands before its stem: no others share it any more.")
        yield Loss(item.id, shared, False, file, line)
    lost = [each for each in fields_in_use(item) if each not in {*held, "stimulus"}]
    if lost:
        named = listed(map(quoted, lost))
        reason = Message("{format} has no place for {fields}.", format=name, fields=named)
        yield Loss(item.id, reason, False, file, line)


def part_loss(edition: Edition, item: QuestionBase | CardEntry, reason: Message) -> Loss:
    """Something of an item changes its meaning."""
    return Loss(item.id, reason, False, *_place(edition, item))


def whole_loss(edition: Edition, item: QuestionBase | CardEntry, reason: Message) -> Loss:
    """An item is left out."""
    return Loss(item.id, reason, True, *_place(edition, item))


def _type(item: QuestionBase | CardEntry) -> str:
    return getattr(item, "type", "card")


def _place(edition: Edition, item: QuestionBase | CardEntry) -> tuple[str, int]:
    try:
        if hasattr(item, "type"):
            file, line = edition.line_of("question", item.id)
        else:
            from studykit.content.cards import cards_of

            file, line = edition.line_of("card", cards_of(item)[0].id)
    except (KeyError, IndexError, StopIteration):
        return "", 0
    return str(file), line


def fields_in_use(item: Any) -> list[str]:
    """The fields of an item that its author filled in; those of parts as `options.text`."""
    names: dict[str, None] = {}
    for each in fields(item):
        value = getattr(item, each.name)
        if value == each.default or each.name in {"type", "draft"}:
            continue
        parts = value if isinstance(value, tuple) else (value,)
        inner = [part for part in parts if is_dataclass(part)]
        names |= dict.fromkeys(f"{each.name}.{n}" for p in inner for n in fields_in_use(p))
        if len(inner) < len(parts):
            names[each.name] = None
    return list(names)
