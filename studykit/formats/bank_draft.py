"""A bank that was read → the files of a course, with only what the course can hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studykit.authoring.import_record import RECORD, record_of, record_text
from studykit.authoring.rendering import schema_line, yaml_text
from studykit.content.card_checks import card_problems
from studykit.content.ids import derived_id, is_good_id
from studykit.content.validate import card_from_tree, question_from_tree
from studykit.formats.base import FormatError
from studykit.formats.exchange import NO_ITEM, Loss, loss_lines, tally
from studykit.formats.media import used
from studykit.language.message import NOTHING, Message, in_a_row
from studykit.questions.drawing import template_problems
from studykit.text.sanitize import harmless, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.formats.base import Options
    from studykit.formats.card_history import CardHistory
    from studykit.formats.exchange import Bank, Item
    from studykit.language.words import Words

_MOST_ITEMS = 200
"""Items of a kind in a lesson file; small files open and reload faster."""
_LISTS = {"section": "sections", "card": "cards", "question": "questions"}


@dataclass
class BankDraft:
    """A course made from a bank, and the report of what it could not hold."""

    title: str
    language: str
    course_id: str
    lessons: list[dict[str, Any]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    items: int = 0
    media: dict[str, bytes] = field(default_factory=dict)
    histories: list[CardHistory] = field(default_factory=list)
    """What is known of a learner's cards."""

    @property
    def left_out(self) -> int:
        """How many items are in no lesson."""
        return tally(self.items, self.losses).left_out

    drafts: int = field(default=0, init=False)

    def warnings(self, words: Words) -> Iterator[str]:
        """Nothing; what is lost stands in the report."""
        yield from ()

    def texts(self) -> dict[str, str]:
        """The files of the course: name → content."""
        head: dict[str, Any] = {"id": self.course_id, "title": self.title}
        head["language"] = self.language
        head["lessons"] = [f"{lesson['id']}.yaml" for lesson in self.lessons]
        files = {"course.yaml": schema_line("course") + yaml_text(head)}
        for lesson in self.lessons:
            files[f"{lesson['id']}.yaml"] = schema_line("lesson") + yaml_text(lesson)
        files[RECORD] = record_text(record_of(self.lessons))
        return files

    def keep_own(self, ids: list[str]) -> None:
        """Say of items that their author's changes stay and the bank's were not taken."""
        reason = Message(
            "It was changed in the course: the change stays, the bank's is not taken."
        )
        self.losses += [Loss(item, reason, False) for item in ids]

    def lesson_trees(self) -> list[dict[str, Any]]:
        """The lessons."""
        return self.lessons

    def sources(self) -> list[dict[str, Any]]:
        """None: a bank is no text to cite."""
        return []

    def report(self, words: Words) -> Iterator[str]:
        """What was taken and what was not, line by line; the title first."""
        yield self.title
        yield words.many(len(self.lessons), "{n} lesson", "{n} lessons")
        yield from loss_lines(self.items, self.losses, words)

    def report_json(self) -> dict[str, Any]:
        """The same as plain JSON."""
        return {
            "title": self.title,
            "language": self.language,
            "lessons": len(self.lessons),
            **tally(self.items, self.losses).as_json(),
            "losses": [loss.as_json() for loss in self.losses],
        }


def draft_of(bank: Bank, options: Options) -> BankDraft:
    """Put the items of a bank into lessons, one a category; what no lesson can hold is left
    out and said.

    Raises:
        FormatError: nothing of it can be studied.
    """
    draft = BankDraft(
        title=options.title or one_line(bank.title).strip() or options.course_id,
        language=options.language or _language(bank),
        course_id=options.course_id,
        losses=list(bank.losses),
        items=len(bank.items) + sum(loss.left_out for loss in bank.losses),
    )
    ids = {kind: _Ids(options.course_id) for kind in _LISTS}
    lessons = _Lessons(draft.title)
    named = {NO_ITEM: ""}
    for number, item in enumerate(bank.items):
        tree = _clean(item.fields)
        reason = _trouble(item, tree)
        if reason:
            draft.losses.append(Loss(_name(item), reason, True, item.file, item.line))
            continue
        wanted = str(tree.get("id") or "")
        tree["id"] = ids[item.kind].new(wanted or item.name or _text_of(tree), keep=wanted)
        if wanted and tree["id"] != wanted:
            changed = Message("Its id cannot be used; it is now {id}.", id=tree["id"])
            draft.losses.append(Loss(wanted, changed, False, item.file, item.line))
        named[number] = tree["id"]
        lessons.add(item, {"id": tree.pop("id"), **tree})
    draft.lessons = lessons.all()
    draft.histories = [
        history._replace(card=named[number] + history.card)
        for number, history in bank.histories
        if number in named
    ]
    draft.media = used(bank.media, str(draft.lessons)) if bank.media else {}
    if not draft.lessons:
        nothing = Message("There is no item that could be studied.")
        first = next((loss for loss in draft.losses if loss.left_out), None)
        if first is None:
            raise FormatError(nothing)
        error = FormatError(in_a_row(nothing, first.reason), first.line)
        raise FormatError(error.in_file(first.file))
    return draft


class _Ids:
    """The ids that items of one kind have."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix[:40]
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def new(self, text: str, *, keep: str = "") -> str:
        """The id `keep` where it can be one and is free, else one made from `text`."""
        usable = is_good_id(keep) and keep not in self._taken
        own = (
            keep
            if usable
            else derived_id(text, prefix=self._prefix, taken=self._taken, numbers=self._numbers)
        )
        self._taken.add(own)
        return own


class _Lessons:
    """Lessons that fill with items, by category."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._lessons: list[dict[str, Any]] = []
        self._current: dict[str, dict[str, Any]] = {}
        self._ids = {"course"}  # a lesson's file is named so, and course.yaml is the course's

    def add(self, item: Item, tree: dict[str, Any]) -> None:
        title = one_line(item.lesson).strip() or self._title
        lesson = self._current.get(title)
        if lesson is None or len(lesson[_LISTS[item.kind]]) >= _MOST_ITEMS:
            parts = sum(each["title"].startswith(f"{title} (") for each in self._lessons)
            part = f" ({parts + 2})" if lesson else ""
            lesson = self._current[title] = self._begin(title + part)
        lesson[_LISTS[item.kind]].append(tree)

    def _begin(self, title: str) -> dict[str, Any]:
        lesson_id = derived_id(title, taken=self._ids)
        self._ids.add(lesson_id)
        lesson = {"id": lesson_id, "title": title, "sections": [], "cards": [], "questions": []}
        self._lessons.append(lesson)
        return lesson

    def all(self) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in lesson.items() if value != []}
            for lesson in self._lessons
        ]


def _trouble(item: Item, tree: dict[str, Any]) -> Message:
    """Why a lesson cannot hold an item; nothing when it can."""
    if item.kind == "question":
        question, problems = question_from_tree(tree)
        if question is not None:
            problems = list(template_problems(question))
    elif item.kind == "card":
        card, problems = card_from_tree(tree)
        if card is not None:
            problems = list(card_problems(card))
    else:
        return NOTHING
    # An id is looked at, and made, where the item is put into its lesson.
    errors = [p for p in problems if p.severity == "error" and p.way != ("id",)]
    return errors[0].message if errors else NOTHING


def _clean(value: Any) -> Any:
    """What is not worth a key goes; characters that steer a terminal become marks."""
    if isinstance(value, dict):
        cleaned = {key: _clean(each) for key, each in value.items()}
        return {k: v for k, v in cleaned.items() if v is not None and v not in ("", [], {})}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    if isinstance(value, str):
        return harmless(value).strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _text_of(tree: dict[str, Any]) -> str:
    """The text that an id is made from."""
    return str(
        next((tree[k] for k in ("title", "front", "cloze", "stem", "text") if k in tree), "")
    )


def _name(item: Item) -> str:
    """What an item is called in the report."""
    return str(item.fields.get("id") or "") or item.name or one_line(_text_of(item.fields))[:48]


def _language(bank: Bank) -> str:
    from studykit.formats.article.language import detected_language

    texts = "\n".join(_text_of(item.fields) for item in bank.items[:2000])
    return detected_language(texts)[0]
