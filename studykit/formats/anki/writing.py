"""Cards and questions → a package that every version of Anki imports.

The note types are frozen: with another list of fields under the same number Anki updates
nothing and calls all notes conflicting. What is to come takes one of the reserved fields.
"""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import tempfile
import time
import zipfile
from contextlib import closing
from hashlib import sha1, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.formats.anki.reading import QUESTION_TYPE
from studykit.formats.anki.scheduling import card_columns, review_rows
from studykit.formats.exchange import (
    Exported,
    Loss,
    lessons_without_typed_readings,
    losses_of,
    part_loss,
    whole_loss,
)
from studykit.formats.markdown_html import block_html, inline_html
from studykit.formats.media import MediaWriter
from studykit.formats.readable import asked, shown_fields, solved
from studykit.language.message import Message
from studykit.questions.gaps import Gap, split_gaps
from studykit.text.ruby import without_ruby

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.course import Edition
    from studykit.content.lesson_model import CardEntry, Lesson
    from studykit.formats.anki.scheduling import Learned
    from studykit.questions.registry import Question

_RESERVED = ("Reserved 1", "Reserved 2", "Reserved 3", "Reserved 4")
_CSS = (
    ".card {font-family: sans-serif; font-size: 20px; text-align: center;}\n"
    ".extra {font-size: 16px; margin-top: 1em;} .cloze {font-weight: bold;}\n"
    "ol, ul, pre, table {display: inline-block; text-align: left;}"
)
_EXTRA = '{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}'
_BACK = '{{FrontSide}}<hr id="answer">'


class _Type(NamedTuple):
    """A note type, frozen for ever."""

    key: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    is_cloze: bool = False


_SIDES = ("Front", "Back", "Extra", "Source", "Id", *_RESERVED)
_BASIC = _Type(
    1763900000001,
    "studykit basic",
    _SIDES,
    (("Card 1", "{{Front}}", _BACK + "{{Back}}" + _EXTRA),),
)
_BOTH_WAYS = _Type(
    1763900000002,
    "studykit basic and reversed",
    _SIDES,
    (
        ("Card 1", "{{Front}}", _BACK + "{{Back}}" + _EXTRA),
        ("Card 2", "{{Back}}", _BACK + "{{Front}}" + _EXTRA),
    ),
)
_CLOZE = _Type(
    1763900000003,
    "studykit cloze",
    ("Text", "Extra", "Source", "Id", *_RESERVED),
    (("Cloze", "{{cloze:Text}}", "{{cloze:Text}}" + _EXTRA),),
    is_cloze=True,
)
_QUESTION = _Type(
    1763900000004,
    QUESTION_TYPE,
    _SIDES,
    (("Card 1", "{{Front}}", _BACK + "{{Back}}" + _EXTRA),),
)
_TYPES = (_BASIC, _BOTH_WAYS, _CLOZE, _QUESTION)
_HELD_OF_CARDS = frozenset({"id", "front", "back", "reverse", "cloze", "tags", "objective"})
_HELD_OF_QUESTIONS = frozenset({"id", "stem", "explanation", "tags", "objective", "source"})


def written_package(edition: Edition, learned: Learned | None = None) -> Exported:
    """Every card, and every question as a readable note, a deck for each lesson; with what the
    learner did, where that is given."""
    now = time.time()
    losses: list[Loss] = []
    notes: list[tuple[_Type, str, list[str], list[str], str]] = []
    left_out = 0
    media = MediaWriter(edition.folder)

    def with_media(item: CardEntry | Question, values: list[str]) -> list[str]:
        if not any("<img" in value or "<a " in value for value in values):
            return values
        placed = [media.placed(value, "[sound:{name}]") for value in values]
        reasons = dict.fromkeys(reason for _, missing in placed for reason in missing)
        losses.extend(part_loss(edition, item, reason) for reason in reasons)
        return [value for value, _ in placed]

    for lesson in lessons_without_typed_readings(edition):
        deck = deck_name(edition, lesson)
        for card in lesson.cards:
            losses += losses_of(edition, card, _HELD_OF_CARDS | {"source"}, "Anki")
            losses += _gap_losses(edition, card)
            kind, values = _card_values(card)
            values = with_media(card, values)
            notes.append((kind, f"card:{card.id}", values, tags_of(card, lesson), deck))
        for question in lesson.questions:
            if question.exam_only:
                reason = Message("It is kept for exams: a card would give it away.")
                losses.append(whole_loss(edition, question, reason))
                left_out += 1
                continue
            change = Message("It becomes a card that is not graded.")
            losses.append(part_loss(edition, question, change))
            held = _HELD_OF_QUESTIONS.union(shown_fields(question))
            losses += losses_of(edition, question, held, "Anki")
            values = with_media(question, _question_values(question))
            key = f"question:{question.id}"
            notes.append((_QUESTION, key, values, tags_of(question, lesson), deck))
    return Exported(
        _package(edition, notes, media.files, learned, now),
        len(notes) + left_out,
        tuple(losses),
    )


def deck_name(edition: Edition, lesson: Lesson) -> str:
    """The deck of a lesson: below that of the course."""
    return "::".join(
        title.replace("::", ": ") for title in (without_ruby(edition.title), lesson.title)
    )


def tags_of(item: CardEntry | Question, lesson: Lesson) -> list[str]:
    """The tags of an item, its lesson and its objective, without spaces."""
    tags = [*item.tags, lesson.id, *filter(None, [item.objective])]
    return ["-".join(tag.split()) for tag in dict.fromkeys(tags)]


def _gap_losses(edition: Edition, card: CardEntry) -> Iterator[Loss]:
    gaps = [part for part in split_gaps(card.cloze) if isinstance(part, Gap)]
    if any(len(gap.answers) > 1 or gap.distractors for gap in gaps):
        yield part_loss(edition, card, Message("Of each gap only the first answer is shown."))


def _card_values(card: CardEntry) -> tuple[_Type, list[str]]:
    rest = [card.source, card.id, *("" for _ in _RESERVED)]
    if not card.cloze:
        kind = _BOTH_WAYS if card.reverse else _BASIC
        return kind, [card_html(card.front), card_html(card.back), "", *rest]
    gaps: list[str] = []
    parts = []
    for part in split_gaps(card.cloze):
        if isinstance(part, str):
            parts.append(part)
        else:
            hint = f"::{html.escape(part.hint, quote=False)}" if part.hint else ""
            answer = inline_html(part.answer).replace("::", ":&#58;").replace("}}", "}&#125;")
            parts.append(f"GAP{len(gaps)}PAG")
            gaps.append(f"{{{{c{len(gaps) + 1}::{answer}{hint}}}}}")
    text = re.sub(r"GAP(\d+)PAG", lambda match: gaps[int(match[1])], card_html("".join(parts)))
    return _CLOZE, [text, "", *rest]


def _question_values(question: Question) -> list[str]:
    rest = [question.source, question.id, *("" for _ in _RESERVED)]
    return [
        card_html(asked(question)),
        card_html(solved(question)),
        card_html(question.explanation),
        *rest,
    ]


def card_html(text: str) -> str:
    """Markdown as HTML; a single paragraph without its tags."""
    shown = block_html(text)
    alone = re.fullmatch(r"<p>((?:(?!<p>).)*)</p>", shown, re.DOTALL)
    return alone[1] if alone else shown


def _number(text: str) -> int:
    """A number that is always the same for a text, as Anki's keys are: 13 digits."""
    return 10**12 + int(sha256(text.encode()).hexdigest()[:12], 16) % (8 * 10**12)


def card_guid(edition: Edition, card: CardEntry) -> str:
    """The lasting name of a card's note."""
    return _guid(f"{edition.id}/{edition.language}/card:{card.id}")


def _guid(text: str) -> str:
    return sha1(text.encode(), usedforsecurity=False).hexdigest()[:20]


def _package(
    edition: Edition,
    notes: list[tuple[_Type, str, list[str], list[str], str]],
    media: dict[str, bytes],
    learned: Learned | None,
    now: float,
) -> bytes:
    buffer = io.BytesIO()
    with tempfile.TemporaryDirectory(prefix="studykit-") as folder:
        file = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(file)) as database:
            database.executescript(_SCHEMA)
            _fill(database, edition, notes, learned, now)
            database.commit()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(file, "collection.anki2")
            archive.writestr("media", json.dumps(dict(enumerate(media))))
            for number, data in enumerate(media.values()):
                # Pictures and sound are compressed as they are.
                archive.writestr(str(number), data, zipfile.ZIP_STORED)
    return buffer.getvalue()


def _fill(
    database: sqlite3.Connection,
    edition: Edition,
    notes: list[tuple[_Type, str, list[str], list[str], str]],
    learned: Learned | None,
    now: float,
) -> None:
    course = f"{edition.id}/{edition.language}"
    seconds, used = int(now), {1: "Default"}
    first_day = learned.first_day if learned is not None else None
    note_rows: list[tuple[Any, ...]] = []
    card_rows: list[tuple[Any, ...]] = []
    keys: dict[str, int] = {}
    first = _number(course)
    for note_id, (kind, key, values, tags, deck) in enumerate(notes, start=first):
        deck_id = _number(f"{course}/deck/{deck}")
        used[deck_id] = deck
        fields = "\x1f".join(values)
        plain = re.sub(r"<[^>]*>", "", values[0])
        check = int(sha1(plain.encode(), usedforsecurity=False).hexdigest()[:8], 16)
        guid = _guid(f"{course}/{key}")
        tag_text = f" {' '.join(tags)} " if tags else ""
        row = (note_id, guid, kind.key, seconds, -1, tag_text, fields, plain, check, 0, "")
        note_rows.append(row)
        if kind.is_cloze:
            count = len(re.findall(r"\{\{c\d+::", values[0]))
        else:
            count = len(kind.templates)
        for ordinal in range(count):
            card_id = first + len(card_rows)
            columns: tuple[Any, ...] = (0, 0, len(note_rows), *(0,) * 8, "")
            if learned is not None and first_day is not None:
                own_id = _card_id(kind, key, ordinal)
                keys[own_id] = card_id
                columns = card_columns(learned.cards.get(own_id), first_day) or columns
            card_rows.append((card_id, note_id, deck_id, ordinal, seconds, -1, *columns))
    database.executemany(f"insert into notes values ({','.join('?' * 11)})", note_rows)
    database.executemany(f"insert into cards values ({','.join('?' * 18)})", card_rows)
    settings: dict[str, Any] = {"curModel": _BASIC.key, "nextPos": len(note_rows) + 1}
    created = seconds
    if learned is not None:
        rows = review_rows(learned, keys)
        database.executemany(f"insert into revlog values ({','.join('?' * 9)})", rows)
        created = int(learned.created.timestamp())
        settings |= learned.calendar
    collection = (
        1,
        created,
        int(now * 1000),
        int(now * 1000),
        11,
        0,
        0,
        0,
        json.dumps(settings),
        json.dumps({str(kind.key): _model(kind, seconds) for kind in _TYPES}),
        json.dumps(
            {str(key): _deck_settings(key, name, seconds) for key, name in used.items()}
        ),
        json.dumps({"1": _STUDY_SETTINGS}),
        "{}",
    )
    database.execute(f"insert into col values ({','.join('?' * 13)})", collection)


def _card_id(kind: _Type, key: str, ordinal: int) -> str:
    """The id of a card in the course."""
    entry = key.removeprefix("card:")
    if kind.is_cloze:
        return f"{entry}/{ordinal + 1}"
    return f"{entry}/reverse" if ordinal else entry


def _model(kind: _Type, seconds: int) -> dict[str, Any]:
    return {
        "id": kind.key,
        "name": kind.name,
        "type": int(kind.is_cloze),
        "mod": seconds,
        "usn": -1,
        "sortf": 0,
        "did": 1,
        "tmpls": [
            {
                "name": name,
                "ord": n,
                "qfmt": front,
                "afmt": back,
                "did": None,
                "bqfmt": "",
                "bafmt": "",
            }
            for n, (name, front, back) in enumerate(kind.templates)
        ],
        "flds": [
            {
                "name": name,
                "ord": n,
                "sticky": False,
                "rtl": False,
                "font": "Arial",
                "size": 20,
                "media": [],
            }
            for n, name in enumerate(kind.fields)
        ],
        "css": _CSS,
        "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n",
        "latexPost": "\\end{document}",
        "tags": [],
        "vers": [],
        "req": [[n, "any", [0]] for n in range(len(kind.templates))],
    }


def _deck_settings(key: int, name: str, seconds: int) -> dict[str, Any]:
    today = {"newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0]}
    return {
        "id": key,
        "name": name,
        "mod": seconds,
        "usn": -1,
        "conf": 1,
        "desc": "",
        "dyn": 0,
        "collapsed": False,
        "browserCollapsed": False,
        "extendNew": 0,
        "extendRev": 0,
        **today,
    }


_STUDY_SETTINGS: dict[str, Any] = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "replayq": True,
    "new": {
        "bury": False,
        "delays": [1.0, 10.0],
        "initialFactor": 2500,
        "ints": [1, 4, 0],
        "order": 1,
        "perDay": 20,
    },
    "rev": {
        "bury": False,
        "ease4": 1.3,
        "ivlFct": 1.0,
        "maxIvl": 36500,
        "perDay": 200,
        "hardFactor": 1.2,
    },
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
    "dyn": False,
}

_SCHEMA = """
create table col (id integer primary key, crt integer not null, mod integer not null,
  scm integer not null, ver integer not null, dty integer not null, usn integer not null,
  ls integer not null, conf text not null, models text not null, decks text not null,
  dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null,
  mod integer not null, usn integer not null, tags text not null, flds text not null,
  sfld integer not null, csum integer not null, flags integer not null, data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null,
  ord integer not null, mod integer not null, usn integer not null, type integer not null,
  queue integer not null, due integer not null, ivl integer not null, factor integer not null,
  reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null,
  ease integer not null, ivl integer not null, lastIvl integer not null,
  factor integer not null, time integer not null, type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
create index ix_notes_usn on notes (usn);
create index ix_cards_usn on cards (usn);
create index ix_revlog_usn on revlog (usn);
create index ix_cards_nid on cards (nid);
create index ix_cards_sched on cards (did, queue, due);
create index ix_revlog_cid on revlog (cid);
create index ix_notes_csum on notes (csum);
"""
