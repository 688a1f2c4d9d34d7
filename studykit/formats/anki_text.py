"""Anki's text files: notes in columns, below lines such as `#separator:tab`."""

from __future__ import annotations

import csv
import io
import re
from hashlib import sha1
from typing import TYPE_CHECKING, Any

from studykit.formats.anki.reading import ID_PREFIX
from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, bank_text, csv_rows, markdown_of
from studykit.formats.base import naming
from studykit.formats.exchange import (
    Bank,
    Exported,
    Item,
    Loss,
    lessons_without_typed_readings,
    losses_of,
)
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source

_HEADER = re.compile(r"^#([a-z ]+):(.*)$", re.I)
_SEPARATORS = {
    **{"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"},
    **{c: c for c in "\t,;|: "},
}
_KNOWN = frozenset(
    {"separator", "html", "tags", "deck", "notetype", "columns", "if matches"}
    | {f"{name} column" for name in ("tags", "deck", "notetype", "guid")}
)
_HELD = frozenset({"id", "front", "back", "tags", "objective"})


class AnkiTextFormat:
    """Notes in a text file with Anki's headers, in and out."""

    name = "anki-text"
    suffix = ".txt"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether it begins with a header of Anki's."""
        line = source.data[:200].decode("utf-8-sig", "replace").split("\n", 1)[0].strip()
        match = _HEADER.match(line)
        return match is not None and match[1].lower() in _KNOWN

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the notes: the first two fields are the sides of a card.

        Raises:
            FormatError: a file cannot be read, or holds no note.
            MissingExtraError: the fields are HTML, and what reads it is not installed.
        """
        bank = Bank()
        for source in sources:
            text = bank_text(source, options.encoding)
            with naming(source):
                _read(bank, source.name, text)
        return draft_of(bank, options)

    def write(self, edition: Edition) -> Exported:
        """Every card that has two sides, in the form that Anki imports without asking."""
        return _written(edition)


def _read(bank: Bank, file: str, text: str) -> None:
    headers: dict[str, str] = {}
    lines = text.split("\n")
    while lines and (match := _HEADER.match(lines[0])):
        headers[match[1].strip().lower()] = match[2].strip()
        lines.pop(0)
    separator = _SEPARATORS.get(headers.get("separator", "tab").lower(), "\t")
    as_html = headers.get("html", "true").lower() == "true"
    special = {
        int(headers[key]) - 1: key.split()[0]
        for key in headers
        if key.endswith(" column") and headers[key].isdecimal()
    }
    above = text.count("\n") + 1 - len(lines)
    for line, row in csv_rows("\n" * above + "\n".join(lines), separator):
        if not any(cell.strip() for cell in row):
            continue
        named = {special[n]: cell.strip() for n, cell in enumerate(row) if n in special}
        texts = [cell for n, cell in enumerate(row) if n not in special]
        texts = [markdown_of(text) if as_html else text.strip() for text in texts]
        item = _card([*texts, "", ""][:2], {**_everywhere(headers), **named})
        bank.items.append(item._replace(line=line, file=file))
        extra = next(filter(None, texts[2:]), "")
        if extra:
            reason = Message("“{text}” stands in no column.", text=extra[:48])
            bank.losses.append(Loss(texts[0][:48], reason, False, file, line))


def _everywhere(headers: dict[str, str]) -> dict[str, str]:
    """What the headers say of every note."""
    return {"deck": headers.get("deck", ""), "all tags": headers.get("tags", "")}


def _card(sides: list[str], named: dict[str, str]) -> Item:
    fields: dict[str, Any] = {"front": sides[0], "back": sides[1]}
    if guid := named.get("guid", ""):
        digest = sha1(guid.encode(), usedforsecurity=False).hexdigest()
        fields["id"] = f"{ID_PREFIX}{digest[:12]}"
    fields["tags"] = f"{named.get('tags', '')} {named['all tags']}".split()
    return Item("card", fields, named["deck"].replace("::", " / "))


def _written(edition: Edition) -> Exported:
    from studykit.formats.anki.writing import card_guid, card_html, deck_name, tags_of

    buffer = io.StringIO(newline="")
    buffer.write(
        "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n"
        "#columns:guid\tdeck\tFront\tBack\ttags\n"
    )
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    losses: list[Loss] = []
    count = 0
    for lesson in lessons_without_typed_readings(edition):
        for card in lesson.cards:
            count += 1
            held = _HELD if not card.cloze else ()
            losses += losses_of(edition, card, held, Message("A text of Anki"))
            if held:
                sides = (card_html(card.front), card_html(card.back))
                tags = " ".join(tags_of(card, lesson))
                guid = card_guid(edition, card)
                writer.writerow([guid, deck_name(edition, lesson), *sides, tags])
    return Exported(buffer.getvalue().encode(), count, tuple(losses))
