"""A package of Anki, of either generation → its notes, note types, decks.

The older one holds a database of schema 11 (`collection.anki2`, `collection.anki21`), the newer
one of schema 18 (`collection.anki21b`), compressed by Zstandard. Beside the newer database lies
a dummy `collection.anki2` with one note that asks for an update: it is not read.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from studykit.formats.archive import Archive
from studykit.formats.base import FormatError, MissingExtraError
from studykit.formats.card_history import Review
from studykit.formats.media import named_alike
from studykit.language.message import Message
from studykit.scheduling.settings import MAX_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAMAGED = Message("Its collection is damaged.")
_NEWER = "collection.anki21b"
_OLDER = ("collection.anki21", "collection.anki2")
_MEDIA = "media"
_LEARNING, _RELEARNING, _FILTERED = 0, 2, 3
"""Kinds of reviews: on a step of a new card, on one after a lapse; in a deck of cards that were
searched for, which leaves the factor at 0 where it changes no schedule."""
_IN_REVIEW, _SUSPENDED = 2, -1
_DECK_PARTS = "\x1f"


class Template(NamedTuple):
    """One card of a note type: the patterns of its two sides."""

    name: str
    front: str
    back: str


class NoteType(NamedTuple):
    """The fields of a kind of notes, and its cards."""

    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    original: int = 0
    """Which of Anki's own kinds it is made from, as Anki numbers them; 6 hides parts of a
    picture."""


class CardRow(NamedTuple):
    """What is known of a learner's card: `ordinal` is its template's, or its gap's, from 0.
    The rest is as `CardHistory` describes it."""

    ordinal: int
    reviews: tuple[Review, ...]
    stability: float
    difficulty: float
    due: tuple[int, int] | None
    suspended: bool
    flagged: bool
    changed: int


class Note(NamedTuple):
    """A note: its lasting name, its kind, its fields, its tags, the deck of its cards, and
    those of its cards of which something is known."""

    guid: str
    type_id: int
    values: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    cards: tuple[CardRow, ...]


class Collection(NamedTuple):
    """What is read of the collection of a package."""

    types: dict[int, NoteType]
    notes: list[Note]


class Package(NamedTuple):
    """What is read of a package."""

    collection: Collection
    media: Media


def is_package(data: bytes) -> bool:
    """Whether a file is a zip with a collection of Anki."""
    if not data.startswith(b"PK"):
        return False
    try:
        names = Archive(data).names()
    except FormatError:
        return b"collection.anki2" in data[:4096]
    return any(name in names for name in (_NEWER, *_OLDER))


class Media:
    """The pictures and sound of a package, read when asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = set(archive.names())
        self._newer = _NEWER in self._names
        self._left = archive.most_unpacked
        self._read: dict[str, bytes] = {}
        self._entries: dict[str, tuple[str, bytes]] = {}
        """By the name in the texts: the name in the archive, and the SHA-1 that is told."""
        if _MEDIA not in self._names:
            return
        try:
            found = self._newer_map() if self._newer else self._older_map()
            for name, member, digest in found:
                self._entries.setdefault(named_alike(name), (member, digest))
        except (FormatError, ValueError, TypeError, AttributeError, IndexError):
            # The texts are carried all the same; each file is missed where it is named.
            self._entries = {}

    def file(self, name: str) -> tuple[str, bytes]:
        """The name and the content of the file that a text names.

        Raises:
            FormatError: the package lacks it, or it is damaged.
        """
        member, digest = self._entries.get(named_alike(name), ("", b""))
        if member in self._read:
            return unquote(name), self._read[member]
        if member not in self._names:
            raise FormatError(Message("The package lacks the file {name}.", name=name))
        try:
            data = self._unpacked(member)
        except FormatError:
            damaged = Message("The file {name} is damaged or too large.", name=name)
            raise FormatError(damaged) from None
        if digest and sha1(data, usedforsecurity=False).digest() != digest:
            raise FormatError(Message("The file {name} is not the one named so.", name=name))
        self._read[member] = data
        return unquote(name), data

    def _unpacked(self, member: str) -> bytes:
        chunks = self._archive.chunks(member)
        data = b"".join(_unpacked(chunks, self._left) if self._newer else chunks)
        self._left -= len(data)
        return data

    def _older_map(self) -> Iterator[tuple[str, str, bytes]]:
        for member, name in json.loads(self._archive.read(_MEDIA)).items():
            yield str(name), member, b""

    def _newer_map(self) -> Iterator[tuple[str, str, bytes]]:
        entries = [v for n, v in _protobuf(self._unpacked(_MEDIA)) if isinstance(v, bytes)]
        for number, entry in enumerate(entries):
            values = dict(_protobuf(entry))
            name, digest = values.get(1), values.get(3)
            if isinstance(name, bytes) and isinstance(digest, bytes):
                member = values.get(255, number)
                yield name.decode("utf-8", "replace"), str(member), digest


def read_package(data: bytes) -> Package:
    """The notes of a package.

    Raises:
        FormatError: it is damaged, too large, or of a version that is not known.
        MissingExtraError: what unpacks the newer generation is not installed.
    """
    archive = Archive(data)
    names = archive.names()
    name = next((each for each in (_NEWER, *_OLDER) if each in names), None)
    if name is None:
        raise FormatError(Message("It holds no collection of Anki."))
    chunks = archive.chunks(name)
    with tempfile.TemporaryDirectory(prefix="studykit-") as folder:
        file = Path(folder) / "collection.db"
        with file.open("wb") as database:
            most = archive.most_unpacked
            for chunk in _unpacked(chunks, most) if name == _NEWER else chunks:
                database.write(chunk)
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
                return Package(_read(connection), Media(archive))
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError, IndexError):
            raise FormatError(_DAMAGED) from None


def _unpacked(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Zstandard, unpacked piece by piece, `most` bytes of it: the frame does not say how much
    it holds."""
    try:
        import zstandard
    except ImportError:
        raise MissingExtraError(
            Message(
                "The package is of Anki's newer kind. Install studykit with its extra `anki`,"
                " or tick “Support older Anki versions” when exporting."
            )
        ) from None
    unpacker = zstandard.ZstdDecompressor().decompressobj()
    size = 0
    try:
        for chunk in chunks:
            # A small piece at a time: one of 1 MB may hold gigabytes.
            for start in range(0, len(chunk), 1 << 14):
                unpacked = unpacker.decompress(chunk[start : start + (1 << 14)])
                size += len(unpacked)
                if size > most:
                    raise FormatError(Message("Its collection is larger than it can be."))
                yield unpacked
    except zstandard.ZstdError:
        raise FormatError(_DAMAGED) from None


def _read(connection: sqlite3.Connection) -> Collection:
    connection.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a < b))
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    tables = {row[0] for row in connection.execute("select name from sqlite_master")}
    newer = "notetypes" in tables
    types = _newer_types(connection) if newer else _older_types(connection)
    decks = _newer_decks(connection) if newer else _older_decks(connection)
    deck_of = {
        note: decks.get(deck, "")
        for note, deck in connection.execute(
            "select nid, iif(odid != 0, odid, did) from cards order by ord desc"
        )
    }
    rows = connection.execute("select id, guid, mid, tags, flds from notes order by id")
    known = _card_rows(connection)
    notes = [
        Note(
            guid,
            mid,
            tuple(fields.split("\x1f")),
            tuple(tags.split()),
            deck_of.get(key, ""),
            tuple(known.get(key, ())),
        )
        for key, guid, mid, tags, fields in rows
    ]
    return Collection(types, notes)


def _card_rows(connection: sqlite3.Connection) -> dict[int, list[CardRow]]:
    """What is known of the cards of each note."""
    reviews: dict[int, list[Review]] = {}
    for card, *row in connection.execute(
        "select cid, id, ease, ivl, factor, time, type from revlog order by id"
    ):
        # SQLite holds anything anywhere; what is no number is no date either.
        numbers = row if all(isinstance(value, int) for value in row) else [-1] * len(row)
        at, grade, interval, factor, milliseconds, kind = numbers
        if grade or not interval:  # without a grade it was put off, or made new again
            lapsed = kind == _RELEARNING or (kind != _LEARNING and grade == 1)
            counts = kind != _FILTERED or factor != 0
            found = Review(at, grade, interval, milliseconds / 1000, lapsed, counts)
            reviews.setdefault(card, []).append(found)
    [(start,)] = connection.execute("select crt from col")
    rows: dict[int, list[CardRow]] = {}
    for data, *row in connection.execute(
        "select data, id, nid, ord, type, queue, iif(odid != 0, odue, due), flags, mod"
        " from cards order by ord"
    ):
        numbers = [value if isinstance(value, int) else 0 for value in row]
        card, note, ordinal, kind, queue, due, flags, changed = numbers
        marked = (queue == _SUSPENDED, bool(flags & 7))
        if card in reviews or any(marked):
            known = CardRow(
                ordinal,
                tuple(reviews.get(card, ())),
                *_memory(data),
                (start, due) if kind == _IN_REVIEW and isinstance(start, int) else None,
                *marked,
                changed,
            )
            rows.setdefault(note, []).append(known)
    return rows


def _memory(data: str) -> tuple[float, float]:
    """Stability and difficulty where Anki scheduled a card by FSRS, else zeros."""
    try:
        stability, difficulty = (float(json.loads(data)[key]) for key in ("s", "d"))
    except (ValueError, KeyError, TypeError):
        return 0.0, 0.0
    possible = 0 < stability <= MAX_DAYS and 1 <= difficulty <= 10
    return (stability, difficulty) if possible else (0.0, 0.0)


def _older_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    [(models,)] = connection.execute("select models from col")
    return {
        int(key): NoteType(
            model["name"],
            model.get("type") == 1,
            tuple(each["name"] for each in sorted(model["flds"], key=lambda f: f["ord"])),
            tuple(
                Template(each["name"], each["qfmt"], each["afmt"])
                for each in sorted(model["tmpls"], key=lambda t: t["ord"])
            ),
            int(model.get("originalStockKind") or 0),
        )
        for key, model in json.loads(models).items()
    }


def _older_decks(connection: sqlite3.Connection) -> dict[int, str]:
    [(decks,)] = connection.execute("select decks from col")
    return {int(key): deck["name"] for key, deck in json.loads(decks).items()}


def _newer_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    types = {}
    for key, name, config in connection.execute("select id, name, config from notetypes"):
        settings = _numbers(config)
        fields = connection.execute(
            "select name from fields where ntid = ? order by ord", (key,)
        )
        templates = connection.execute(
            "select name, config from templates where ntid = ? order by ord", (key,)
        )
        types[key] = NoteType(
            name,
            settings.get(1) == 1,
            tuple(row[0] for row in fields),
            tuple(Template(row[0], *_sides(row[1])) for row in templates),
            settings.get(9, 0),
        )
    return types


def _newer_decks(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("select id, name from decks")
    return {key: name.replace(_DECK_PARTS, "::") for key, name in rows}


def _sides(config: bytes) -> tuple[str, str]:
    texts = {n: v for n, v in _protobuf(config) if isinstance(v, bytes)}
    return texts.get(1, b"").decode("utf-8", "replace"), texts.get(2, b"").decode(
        "utf-8", "replace"
    )


def _numbers(config: bytes) -> dict[int, int]:
    return {n: v for n, v in _protobuf(config) if isinstance(v, int)}


def _protobuf(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message (protobuf.dev, “Encoding”): number, and number or bytes."""
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        key = varint()
        number, kind = key >> 3, key & 7
        if kind == 0:
            yield number, varint()
        elif kind == 2:
            size = varint()
            yield number, data[at : at + size]
            at += size
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
        else:
            raise ValueError(f"wire type {kind}")
