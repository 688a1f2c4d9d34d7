"""Decks go to Anki and come from it; Anki itself imports what is written."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml
import zstandard
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from studykit.formats.anki.format import AnkiFormat
from studykit.formats.base import FormatError, Options, Source
from tests.formats.course_samples import EXAMPLES, read_bank, written_course

ANKI = AnkiFormat()
CARDS: list[dict[str, Any]] = [
    {
        "id": "moei",
        "front": "Which river **flows** north?",
        "back": "The Moei <b>",
        "tags": ["a"],
    },
    {"id": "word", "front": "river", "back": "河", "reverse": True, "objective": "words"},
    {"id": "gaps", "cloze": "They met in {{Naypyidaw::a city}} in {{2025}}."},
]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with closing(Collection(str(tmp_path / "collection.anki2"))) as opened:
        yield opened


def imported(collection: Collection, file: Path) -> dict[str, int]:
    """What Anki says of an import, with its own defaults."""
    request = ImportAnkiPackageRequest(
        package_path=str(file), options=ImportAnkiPackageOptions(with_scheduling=False)
    )
    log = collection.import_anki_package(request).log
    kinds = ("new", "updated", "duplicate", "conflicting")
    return {kind: len(getattr(log, kind)) for kind in kinds if len(getattr(log, kind))}


def exported(collection: Collection, file: Path, *, legacy: bool) -> bytes:
    """A package as Anki writes it."""
    collection.export_anki_package(
        out_path=str(file),
        limit=None,
        options=ExportAnkiPackageOptions(
            with_scheduling=False, with_media=False, legacy=legacy, with_deck_configs=False
        ),
    )
    return file.read_bytes()


def cards_in(data: bytes) -> list[dict[str, Any]]:
    """The cards of the course that a package becomes."""
    texts = read_bank(ANKI, data).texts()
    lessons = [
        yaml.safe_load(text)
        for name, text in texts.items()
        if name.endswith(".yaml") and name != "course.yaml"
    ]
    return [card for lesson in lessons for card in lesson["cards"]]


def test_anki_takes_every_item_once_and_again_as_known(
    tmp_path: Path, collection: Collection
) -> None:
    edition = written_course(tmp_path / "rivers", EXAMPLES, CARDS)
    file = tmp_path / "rivers.apkg"
    file.write_bytes(ANKI.write(edition).data)
    count = len(EXAMPLES) + len(CARDS)
    assert imported(collection, file) == {"new": count}
    assert collection.card_count() == count + 2  # one the other way round, one more gap
    assert imported(collection, file) == {"duplicate": count}
    assert "Rivers::Rivers" in [deck.name for deck in collection.decks.all_names_and_ids()]
    [note] = [collection.get_note(n) for n in collection.find_notes('note:"studykit cloze"')]
    assert note.fields[0] == "They met in {{c1::Naypyidaw::a city}} in {{c2::2025}}."
    [basic] = [collection.get_note(n) for n in collection.find_notes('note:"studykit basic"')]
    assert basic.fields[:2] == [
        "Which river <strong>flows</strong> north?",
        "The Moei &lt;b&gt;",
    ]
    assert basic.tags == ["a", "one"]


def test_an_improved_course_updates_its_notes_and_leaves_a_moved_card_where_it_is(
    tmp_path: Path, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rivers.apkg"
    file.write_bytes(ANKI.write(written_course(tmp_path / "rivers", [], CARDS)).data)
    imported(collection, file)
    [card] = collection.find_cards("front:river")[:1]
    own = collection.decks.id("My own")
    assert own is not None
    collection.set_deck([card], own)
    better = [CARDS[0] | {"back": "The Moei."}, *CARDS[1:]]
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    file.write_bytes(ANKI.write(written_course(tmp_path / "better", [], better)).data)
    monkeypatch.undo()
    assert imported(collection, file) == {"updated": 3}
    assert collection.note_count() == 3
    [note] = [collection.get_note(n) for n in collection.find_notes("front:*flows*")]
    assert note.fields[1] == "The Moei."
    assert collection.get_card(card).did == own


@pytest.mark.parametrize("legacy", [True, False])
def test_what_went_to_anki_comes_back(
    tmp_path: Path, collection: Collection, legacy: bool
) -> None:
    file = tmp_path / "rivers.apkg"
    file.write_bytes(ANKI.write(written_course(tmp_path / "rivers", [], CARDS)).data)
    imported(collection, file)
    back = {c["id"]: c for c in cards_in(exported(collection, file, legacy=legacy))}
    assert set(back) == {"moei", "word", "gaps"}
    assert back["moei"]["front"] == CARDS[0]["front"]
    assert back["moei"]["back"] == CARDS[0]["back"]
    assert back["word"]["reverse"] is True
    assert back["gaps"]["cloze"] == CARDS[2]["cloze"]


@pytest.mark.parametrize("legacy", [True, False])
def test_a_learners_own_decks_come_in(
    tmp_path: Path, collection: Collection, legacy: bool
) -> None:
    def add(kind: str, *values: str) -> None:
        notetype = collection.models.by_name(kind)
        assert notetype is not None
        note = collection.new_note(notetype)
        note.fields[: len(values)] = list(values)
        note.tags = ["border"]
        deck = collection.decks.id("Geo::Rivers")
        assert deck is not None
        collection.add_note(note, deck)

    add("Basic", "Which <b>river</b>?<br>Think.", "Moei &amp; Ping")
    add("Basic (and reversed card)", "river", "河")
    add("Basic (type in the answer)", "Typed?", "yes")
    add("Basic (optional reversed card)", "one way", "only", "")
    add("Cloze", "The {{c1::Moei}} flows {{c2::north::where}}.", "")
    add("Cloze", "{{c1::Two}} and {{c1::three}}.", "")
    add("Basic", "A picture <img src='x.png'> and [sound:y.mp3]", "back")
    data = exported(collection, tmp_path / "own.apkg", legacy=legacy)
    draft = read_bank(ANKI, data)
    cards = cards_in(data)
    assert [{k: v for k, v in c.items() if k not in {"id", "tags"}} for c in cards] == [
        {"front": "Which **river**?\\\nThink.", "back": "Moei & Ping"},
        {"front": "river", "back": "河", "reverse": True},
        {"front": "Typed?", "back": "yes"},
        {"front": "one way", "back": "only"},
        {"cloze": "The {{Moei}} flows {{north::where}}."},
        {"cloze": "{{Two}} and {{three}}."},
        {"front": "A picture and", "back": "back"},
    ]
    assert all(card["tags"] == ["border"] for card in cards)
    assert {str(loss["reason"]) for loss in draft.report_json()["losses"]} == {
        "Gaps that were asked together are asked one by one.",
        "The file x.png is not carried over.",
        "The file y.mp3 is not carried over.",
    }
    assert "title: Geo / Rivers" in "".join(draft.texts().values())


def package(**members: bytes) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(package(collection__anki2=b"no database"), "damaged", id="no database"),
        pytest.param(package(other=b"x"), "no collection", id="another zip"),
        pytest.param(package(collection__anki21b=b"no frame"), "damaged", id="no zstd"),
        pytest.param(
            package(collection__anki21b=zstandard.compress(bytes(200_000_000))),
            "larger than it can be",
            id="a bomb of zstd",
        ),
        pytest.param(
            package(collection__anki2=bytes(200_000_000)),
            "larger than it can be",
            id="a bomb of zip",
        ),
        pytest.param(package(collection__anki2=b"x" * 5000)[:-40], "damaged", id="cut off"),
    ],
)
def test_a_package_that_cannot_be_read_is_refused_with_a_sentence(
    data: bytes, reason: str
) -> None:
    with pytest.raises(FormatError, match=reason):
        ANKI.read([Source("x.apkg", data)], Options("x"))


def test_the_dummy_of_a_newer_package_is_not_taken_for_a_card(
    tmp_path: Path, collection: Collection
) -> None:
    file = tmp_path / "rivers.apkg"
    file.write_bytes(ANKI.write(written_course(tmp_path / "rivers", [], CARDS)).data)
    imported(collection, file)
    data = exported(collection, file, legacy=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {"collection.anki2", "collection.anki21b"} <= set(archive.namelist())
        old = tmp_path / "dummy.db"
        old.write_bytes(archive.read("collection.anki2"))
    with closing(sqlite3.connect(old)) as dummy:
        assert dummy.execute("select count(*) from notes").fetchone() == (1,)
    assert len(cards_in(data)) == len(CARDS)
