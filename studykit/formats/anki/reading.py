"""Notes of Anki → cards."""

from __future__ import annotations

import re
from hashlib import sha1
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from studykit.formats.anki.occlusion import hidden_parts, with_hidden_parts
from studykit.formats.bank_text import markdown_of, one_paragraph
from studykit.formats.base import FormatError
from studykit.formats.card_history import CardHistory
from studykit.formats.exchange import NO_ITEM, Item, Loss, Unreadable
from studykit.formats.media import MediaReader
from studykit.language.message import NOTHING, Message
from studykit.progress.folding import QUESTION_CARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.formats.anki.package import Media, Note, NoteType, Package, Template
    from studykit.formats.exchange import Bank

ID_PREFIX = "anki-"
ID_FIELD = "Id"
"""The field in which studykit keeps an item's own id."""
_REFERENCE = re.compile(r"\{\{\s*([^#^/{}][^{}]*?)\s*\}\}")
_TYPED = re.compile(r"\{\{\s*type:[^{}]*\}\}")
"""Where the answer is typed: on the front no text, on the back the answer."""
_SECTION = re.compile(r"\{\{\s*([#^])\s*([^{}]+?)\s*\}\}(.*?)\{\{\s*/\s*\2\s*\}\}", re.DOTALL)
_CLOZE = re.compile(r"\{\{c(\d+)::(.*?)(?:::([^{}]*))?\}\}", re.DOTALL)
_ANSWER_LINE = re.compile(r"<hr\b[^>]*>", re.I)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.I | re.DOTALL)
_OCCLUSION = 6
_MOST_HIDDEN = 100_000_000
"""Bytes of the pictures that one note becomes."""
_OWN_TYPES = "studykit "
QUESTION_TYPE = f"{_OWN_TYPES}question"
"""The kind of notes of questions."""


def read_notes(bank: Bank, file: str, package: Package) -> None:
    """Put every note into the bank, and what is lost of it."""
    for number, note in enumerate(package.collection.notes, start=1):
        kind = package.collection.types.get(note.type_id)
        reader = _Reader(file, number, note, kind, media=package.media, files=bank.media)
        try:
            items = reader.items()
        except Unreadable as problem:
            bank.losses.append(reader.loss(problem.reason, left_out=True))
        else:
            bank.histories += reader.histories(len(bank.items))
            bank.items += items
            bank.losses += reader.losses


class _Reader:
    """One note."""

    def __init__(
        self,
        file: str,
        number: int,
        note: Note,
        kind: NoteType | None,
        *,
        media: Media,
        files: dict[str, bytes],
    ) -> None:
        self._file, self._number, self._note, self._kind = file, number, note, kind
        self._values = dict(zip(kind.fields if kind else (), note.values, strict=False))
        self.losses: list[Loss] = []
        self._cards: dict[int, tuple[int, str]] = {}
        """By the number of a card in Anki: its item here, from 0, and the end of its id."""
        self._media = MediaReader(media.file, self._lose, files)
        own = (
            self._values.get(ID_FIELD, "") if kind and kind.name.startswith(_OWN_TYPES) else ""
        )
        digest = sha1(note.guid.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
        self._id = own or f"{ID_PREFIX}{digest[:12]}"

    def loss(self, reason: Message, *, left_out: bool = False) -> Loss:
        """A loss at this note, by its number in the package."""
        text = one_paragraph(re.sub(r"<[^>]*>", " ", self._note.values[0]))[:48]
        return Loss(text or self._id, reason, left_out, self._file, self._number)

    def items(self) -> list[Item]:
        """The cards of the note.

        Raises:
            Unreadable: studykit has no counterpart.
        """
        if self._kind is None:
            raise Unreadable(Message("Its note type is missing."))
        if self._kind.original == _OCCLUSION:
            return self._pictures()
        if self._kind.is_cloze:
            return [self._item({"cloze": self._cloze()})]
        return self._sides()

    def histories(self, first: int) -> Iterator[tuple[int, CardHistory]]:
        """What is known of the cards of the note, whose items are numbered from `first`."""
        name = self.loss(NOTHING)
        is_question = self._kind is not None and self._kind.name == QUESTION_TYPE
        for row in self._note.cards:
            item, end = self._cards.get(row.ordinal, (NO_ITEM - first, ""))
            if is_question:  # it was asked as a card, here too
                item, end = NO_ITEM - first, f"{QUESTION_CARD}{self._id}"
            known = row._asdict()
            del known["ordinal"]
            history = CardHistory(end, item=name.item, file=name.file, line=name.line, **known)
            yield first + item, history

    def _item(self, texts: dict[str, str], suffix: str = "", **more: Any) -> Item:
        fields = {key: self._media.filled(text) for key, text in texts.items()}
        common = {"id": self._id + suffix, **fields, **more, "tags": list(self._note.tags)}
        lesson = self._note.deck.replace("::", " / ")
        return Item("card", common, lesson, self._number, self._file)

    def _lose(self, reason: Message) -> None:
        self.losses.append(self.loss(reason))

    def _cloze(self) -> str:
        assert self._kind is not None
        name = next(
            (
                match[1]
                for template in self._kind.templates
                for match in re.finditer(r"cloze:([^{}]+?)\s*\}\}", template.front)
            ),
            self._kind.fields[0],
        )
        text = self._cleaned(self._values.get(name, ""))
        numbers = [match[1] for match in _CLOZE.finditer(text)]
        for place, number in enumerate(numbers, start=1):
            self._cards.setdefault(int(number) - 1, (0, f"/{place}"))
        if len(numbers) > len(set(numbers)):
            self._lose(Message("Gaps that were asked together are asked one by one."))
        gaps: list[str] = []

        def gap(match: re.Match[str]) -> str:
            hint = f"::{one_paragraph(markdown_of(match[3]))}" if match[3] else ""
            inner = one_paragraph(markdown_of(match[2]))
            gaps.append("{{" + inner.replace("|", "\\|").replace("::", "\\::") + hint + "}}")
            return f"GAP{len(gaps) - 1}PAG"

        marked = markdown_of(_CLOZE.sub(gap, text))
        whole = re.sub(r"GAP(\d+)PAG", lambda match: gaps[int(match[1])], marked)
        extra = [
            markdown_of(self._cleaned(value))
            for field, value in self._values.items()
            if field != name and value.strip() and field not in {ID_FIELD, "Source"}
        ]
        if any(extra):
            self._lose(Message("A cloze card has no place for its other fields."))
        return whole

    def _pictures(self) -> list[Item]:
        """A card for each part of a picture that is asked for."""
        hidden, picture, header, remark, *_ = (*self._note.values, *[""] * 4)
        parts = hidden_parts(hidden)
        try:
            name, data = self._media.named_in(picture)
        except FormatError as error:
            raise Unreadable(error.message) from None
        stem, whole = PurePosixPath(name).stem, self._cleaned(picture)
        items: list[Item] = []
        numbers = sorted({part.number for part in parts} - {0})
        for number in numbers:
            shown = with_hidden_parts(data, parts, number)
            if shown is None or len(shown) * len(numbers) > _MOST_HIDDEN:
                raise Unreadable(
                    Message(
                        "It hides parts of a picture that is too large, or of an unknown size."
                    )
                )
            mark = self._media.added(f"{stem}-{number}.svg", shown, f"{stem} ({number})")
            front = "\n\n".join(filter(None, (markdown_of(self._cleaned(header)), mark)))
            back = "\n\n".join(filter(None, (whole, markdown_of(self._cleaned(remark)))))
            self._cards[number - 1] = (len(items), "")
            items.append(self._item({"front": front, "back": back}, f"-{number}"))
        if not items:
            raise Unreadable(Message("It is empty."))
        return items

    def _sides(self) -> list[Item]:
        assert self._kind is not None
        cards: list[tuple[str, str]] = []
        for ordinal, template in enumerate(self._kind.templates):
            front, back = self._rendered(template)
            if front:
                self._cards[ordinal] = (len(cards), "")
                cards.append((front, back))
        if not cards:
            raise Unreadable(Message("It is empty."))
        if len(cards) == 2 and cards[1] == cards[0][::-1]:
            self._cards[max(self._cards)] = (0, "/reverse")
            front, back = cards[0]
            return [self._item({"front": front, "back": back}, reverse=True)]
        return [
            self._item({"front": front, "back": back}, f"-{n}" if n else "")
            for n, (front, back) in enumerate(cards)
        ]

    def _rendered(self, template: Template) -> tuple[str, str]:
        """The two sides of a card; "" where Anki would make no such card."""
        front_pattern = _TYPED.sub("", _section(template.front, self._values))
        names = [_field(name) for name in _REFERENCE.findall(front_pattern)]
        if not any(self._values.get(name, "").strip() for name in names):
            return "", ""
        back_pattern = _section(template.back, self._values)
        # The answer comes below a line; what stands above repeats the question.
        back_pattern = _ANSWER_LINE.split(back_pattern, maxsplit=1)[-1]
        back_pattern = re.sub(r"\{\{\s*FrontSide\s*\}\}", "", back_pattern)
        return self._filled(front_pattern), self._filled(back_pattern)

    def _filled(self, pattern: str) -> str:
        text = _REFERENCE.sub(lambda match: self._values.get(_field(match[1]), ""), pattern)
        return markdown_of(self._cleaned(text))

    def _cleaned(self, html: str) -> str:
        """HTML without what is no text, its media marked."""
        return re.sub(r"[ \t]+", " ", self._media.marked(_HIDDEN.sub("", html)))


def _field(reference: str) -> str:
    """`type:Back`, `hint:Extra` → the field."""
    return reference.rpartition(":")[2].strip()


def _section(pattern: str, values: dict[str, str]) -> str:
    """A pattern with the sections that the fields of a note turn on."""

    def chosen(match: re.Match[str]) -> str:
        filled = bool(values.get(match[2].strip(), "").strip())
        return match[3] if filled == (match[1] == "#") else ""

    while (shorter := _SECTION.sub(chosen, pattern)) != pattern:
        pattern = shorter
    return pattern
