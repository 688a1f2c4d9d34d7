"""Decks go to Anki and come from it; Anki itself imports what is written."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
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

from studykit.cli import main
from studykit.content.library import open_library
from studykit.content.pictures import picture_facts
from studykit.formats.anki.format import AnkiFormat
from studykit.formats.base import FormatError, Options, Source
from studykit.formats.card_history import history_events
from studykit.learner.clock import Clock
from studykit.progress.events import (
    card_reviewed,
    card_suspended,
    is_event,
    setting_changed,
)
from studykit.progress.state import fold
from studykit.progress.store import Profile
from studykit.scheduling.days import instant_text, parse_instant
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
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


def imported(collection: Collection, file: Path, *, scheduling: bool = False) -> dict[str, int]:
    """What Anki says of an import, with its own defaults."""
    request = ImportAnkiPackageRequest(
        package_path=str(file), options=ImportAnkiPackageOptions(with_scheduling=scheduling)
    )
    log = collection.import_anki_package(request).log
    kinds = ("new", "updated", "duplicate", "conflicting")
    return {kind: len(getattr(log, kind)) for kind in kinds if len(getattr(log, kind))}


def exported(
    collection: Collection,
    file: Path,
    *,
    legacy: bool,
    media: bool = False,
    scheduling: bool = False,
) -> bytes:
    """A package as Anki writes it."""
    collection.export_anki_package(
        out_path=str(file),
        limit=None,
        options=ExportAnkiPackageOptions(
            with_scheduling=scheduling,
            with_media=media,
            legacy=legacy,
            with_deck_configs=False,
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
        {"front": "A picture (x.png) and (y.mp3)", "back": "back"},
    ]
    assert all(card["tags"] == ["border"] for card in cards)
    assert {str(loss["reason"]) for loss in draft.report_json()["losses"]} == {
        "Gaps that were asked together are asked one by one.",
        "The package lacks the file x.png.",
        "The package lacks the file y.mp3.",
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


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
SOUND = b"ID3" + bytes(range(200))


def add_basic(collection: Collection, front: str, back: str) -> None:
    """A note of one's own in Anki."""
    notetype = collection.models.by_name("Basic")
    assert notetype is not None
    note = collection.new_note(notetype)
    note.fields[:2] = [front, back]
    deck = collection.decks.id("Geo")
    assert deck is not None
    collection.add_note(note, deck)


@pytest.mark.parametrize("legacy", [True, False])
def test_pictures_and_sound_go_to_anki_and_come_back(
    tmp_path: Path, collection: Collection, legacy: bool
) -> None:
    folder, file = tmp_path / "rivers", tmp_path / "rivers.apkg"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "河 1.png").write_bytes(PNG)
    (folder / "media" / "call.mp3").write_bytes(SOUND)
    cards = [
        {"id": "seen", "front": "![The Moei](<media/河 1.png>) Which?", "back": "The Moei"},
        {"id": "heard", "front": "Who calls? [Listen](media/call.mp3)", "back": "a bird"},
    ]
    file.write_bytes(ANKI.write(written_course(folder, [], cards)).data)
    assert imported(collection, file) == {"new": 2}
    assert imported(collection, file) == {"duplicate": 2}
    there = Path(collection.media.dir())
    assert (there / "河 1.png").read_bytes() == PNG
    assert (there / "call.mp3").read_bytes() == SOUND
    assert not collection.media.check().missing
    [heard] = [collection.get_note(n) for n in collection.find_notes("calls")]
    assert heard.fields[0] == "Who calls? [sound:call.mp3]"
    data = exported(collection, file, legacy=legacy, media=True)
    draft = read_bank(ANKI, data)
    assert not draft.report_json()["losses"]
    picture, sound = draft.media
    assert (draft.media[picture], draft.media[sound]) == (PNG, SOUND)
    assert {card["front"] for card in cards_in(data)} == {
        f"![The Moei]({picture}) Which?",
        f"Who calls? [call.mp3]({sound})",
    }


def test_a_picture_that_several_cards_show_is_carried_once_and_keeps_its_name(
    tmp_path: Path, collection: Collection
) -> None:
    for name in ("moei river.png", "other.png"):
        collection.media.write_data(name, PNG)
    collection.media.write_data("no picture.png", b"MZ a program")
    add_basic(collection, '<img src="moei river.png" alt="a [river]">', "1")
    add_basic(collection, 'Again <img src="moei%20river.png">', "2")
    add_basic(collection, 'No <img src="no picture.png">', "3")
    add_basic(collection, 'Far <img src="https://example.org/x.png">', "4")
    data = exported(collection, tmp_path / "own.apkg", legacy=False, media=True)
    draft = read_bank(ANKI, data)
    [name] = draft.media
    assert name.startswith("media/moei-river-") and name.endswith(".png")
    assert [card["front"] for card in cards_in(data)] == [
        f"![a river]({name})",
        f"Again ![moei river]({name})",
        "No (no picture.png)",
        "Far [x](<https://example.org/x.png>)",
    ]
    assert [str(loss["reason"]) for loss in draft.report_json()["losses"]] == [
        "The file no picture.png is no picture of a known kind.",
        "The picture https://example.org/x.png is in the web: it becomes a link.",
    ]


def test_a_picture_with_hidden_parts_becomes_a_card_for_each_part(
    tmp_path: Path, collection: Collection
) -> None:
    picture = PNG[:16] + b"\0\0\0\xc8\0\0\0\x64" + PNG[24:]
    (tmp_path / "map.png").write_bytes(picture)
    parts = (
        ("1", "rect:left=.1:top=.2:width=.3:height=.25:oi=1"),
        ("2", "ellipse:left=.5:top=.5:rx=.1:ry=.2:oi=1"),
        ("2", "polygon:left=.7:top=.1:points=.7,.1 .9,.1 .8,.4:angle=nan:oi=1"),
        ("0", r"text:left=.1:top=.9:text=Moei\: <:scale=1:fs=.06"),
    )
    collection.add_image_occlusion_notetype()
    kind = collection.models.by_name("Image Occlusion")
    assert kind is not None
    collection.add_image_occlusion_note(
        notetype_id=kind["id"],
        image_path=str(tmp_path / "map.png"),
        occlusions="<br>".join(f"{{{{c{n}::image-occlusion:{part}}}}}" for n, part in parts),
        header="Name <b>it</b>",
        back_extra="The Moei",
        tags=["x"],
    )
    data = exported(collection, tmp_path / "own.apkg", legacy=False, media=True)
    draft = read_bank(ANKI, data)
    assert not draft.report_json()["losses"]
    one, two = cards_in(data)
    [whole] = [name for name, content in draft.media.items() if content == picture]
    assert one["front"].startswith("Name **it**\n\n![map (1)](media/map-1-")
    assert one["back"] == two["back"] == f"![map]({whole})\n\nThe Moei"
    shown = {name: content.decode() for name, content in draft.media.items() if name != whole}
    first, second = sorted(shown.values(), key=lambda svg: svg.index("#ff8e8e"))
    assert '<rect x="20" y="20" width="60" height="25" fill="#ff8e8e"' in first
    assert '<ellipse cx="120" cy="70" rx="20" ry="20" fill="#ffeba2"' in first
    assert '<polygon points="140,10 180,10 160,40" fill="#ff8e8e"' in second
    assert "Moei: &lt;</text>" in second
    assert all(picture_facts(content.encode()) for content in shown.values())


def changed(data: bytes, **members: bytes | None) -> bytes:
    """A package with other content of some files, or without them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, bytes | None] = {n: archive.read(n) for n in archive.namelist()}
    names = {name: name.removeprefix("f").replace("__", ".") for name in members}
    files |= {names[name]: content for name, content in members.items()}
    return package(**{name: data for name, data in files.items() if data is not None})


def test_of_damaged_media_each_file_is_named_and_the_texts_are_carried(
    tmp_path: Path, collection: Collection
) -> None:
    collection.media.write_data("a.png", PNG)
    collection.media.write_data("b.mp3", SOUND)
    add_basic(collection, 'One <img src="a.png">', "[sound:b.mp3]")
    older = exported(collection, tmp_path / "o.apkg", legacy=True, media=True)
    newer = exported(collection, tmp_path / "n.apkg", legacy=False, media=True)
    swapped = zstandard.compress(PNG + b"x")
    broken = bytearray(older)
    broken[older.index(SOUND) + 20] ^= 1
    evil = b'{"0": "../../a.png", "1": "b.mp3", "2": "c"}'
    for data, files, reasons in [
        (changed(older, media=None), 0, {"lacks"}),
        (changed(older, media=b"[1, 2"), 0, {"lacks"}),
        (changed(older, media=b'["a.png"]'), 0, {"lacks"}),
        (changed(older, media=evil), 1, {"lacks"}),
        (changed(older, f1=None), 1, {"lacks"}),
        (changed(newer, media=b"no frame"), 0, {"lacks"}),
        (changed(newer, f0=swapped, f1=swapped), 0, {"is not the one"}),
        (changed(newer, f0=b"no frame", f1=zstandard.compress(bytes(10**9))), 0, {"damaged"}),
        (bytes(broken), 1, {"damaged"}),
    ]:
        draft = read_bank(ANKI, data)
        assert len(draft.media) == files
        losses = draft.report_json()["losses"]
        assert len(losses) == 2 - files
        assert all(any(r in str(loss["reason"]) for r in reasons) for loss in losses)
        assert cards_in(data)[0]["front"].startswith("One")


def test_an_address_that_leads_out_of_the_media_folder_is_a_name_within_the_course(
    tmp_path: Path, collection: Collection
) -> None:
    add_basic(collection, 'One <img src="../../etc/a.png">', "x")
    data = exported(collection, tmp_path / "o.apkg", legacy=True)
    data = changed(data, media=b'{"0": "../../etc/a.png"}', f0=PNG)
    [name] = read_bank(ANKI, data).media
    assert name.startswith("media/a-") and "/" not in name.removeprefix("media/")


def studied(collection: Collection) -> list[int]:
    """Notes that were learnt in Anki by every button, with a lapse, a card made new again, one
    due on another day, one set aside and one marked; the instants of the reviews."""
    for n in range(6):
        add_basic(collection, f"front {n}", "back")
    cloze = collection.models.by_name("Cloze")
    assert cloze is not None
    note = collection.new_note(cloze)
    note.fields[0] = "The {{c1::Moei}} and {{c3::Ping}} flow."
    deck = collection.decks.id("Geo")
    assert deck is not None
    collection.add_note(note, deck)
    collection.set_config("fsrs", True)
    collection.decks.select(deck)
    for ease in (4, 4, 3, 1, 2, 4, 4, 4, 3, 3, 1, 3):
        card = collection.sched.getCard()
        if card is None:
            break
        card.start_timer()
        collection.sched.answerCard(card, ease)  # type: ignore[arg-type]
    [again, moved, aside] = collection.find_cards("is:review")[:3]
    collection.sched.schedule_cards_as_new([again])
    collection.sched.set_due_date([moved], "9")
    collection.sched.suspend_cards([aside])
    collection.set_user_flag_for_cards(2, [aside])
    db = collection.db
    assert db is not None
    # Reviewed long ago, and forgotten once.
    start = db.scalar("select min(id) from revlog") - 90 * 86_400_000
    rows = [
        (start, moved, -1, 3, 4, -600, 0, 5000, 0),
        (start + 4 * 86_400_000, moved, -1, 1, -600, 4, 0, 900_000, 1),
        (start + 4 * 86_400_000 + 600_000, moved, -1, 3, 2, -600, 0, 7000, 2),
    ]
    db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", rows)
    return sorted(db.list("select id from revlog where ease > 0"))


@pytest.mark.parametrize("legacy", [True, False])
def test_the_history_of_a_deck_becomes_the_learners(
    tmp_path: Path, collection: Collection, capsys: pytest.CaptureFixture[str], legacy: bool
) -> None:
    instants = studied(collection)
    file, profile = tmp_path / "own.apkg", tmp_path / "profile.json"
    exported(collection, file, legacy=legacy, scheduling=True)
    assert main(["import", str(file), "--to", str(tmp_path / "without")]) == 0
    said = capsys.readouterr().out
    assert f"The files hold {len(instants)} reviews" in said and "--history" in said
    arguments = ["import", str(file), "--history", "--profile", str(profile), "--json"]
    assert main([*arguments, "--to", str(tmp_path / "own")]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["reviews"], report["reviews_new"]) == (len(instants), len(instants))
    opened = Profile.open(profile, write=False)
    events = list(opened.events())
    assert all(map(is_event, events))
    assert sorted(event["at"] for event in events if event["kind"] == "card_reviewed") == [
        instant_text(datetime.fromtimestamp(at / 1000, UTC)) for at in instants
    ]
    edition = open_library([tmp_path / "own"]).courses[0].edition()
    known = {card.id: card for lesson in edition.lessons for card in lesson.cards}
    states = opened.state["courses"]["own"]["cards"]
    assert set(states) <= set(known)
    today = Clock().now().day.toordinal()
    db = collection.db
    assert db is not None
    due_days = sorted(db.list("select due from cards where type = 2"))
    ours = [state for state in states.values() if state["state"] == "review"]
    assert sorted(date.fromisoformat(s["due_day"]).toordinal() - today for s in ours) == [
        days - collection.sched.today for days in due_days
    ]
    theirs = [json.loads(data).get("s") for data in db.list("select data from cards")]
    assert sorted(s["stability"] for s in states.values()) == pytest.approx(
        sorted(filter(None, theirs)), rel=1e-3
    )
    assert sum(state.get("suspended", False) for state in states.values()) == 1
    assert sum(state.get("flagged", False) for state in states.values()) == 1
    # In use elsewhere, the profile stays as it is, and no course is written either.
    with Profile.open(profile):
        assert main([*arguments, "--to", str(tmp_path / "other")]) == 3
    assert not (tmp_path / "other").exists()
    capsys.readouterr()
    # Again, it is all known, and nothing is doubled.
    assert main([*arguments, "--into", str(tmp_path / "own")]) == 0
    assert json.loads(capsys.readouterr().out)["reviews_new"] == 0
    assert len(list(Profile.open(profile, write=False).events())) == len(events)


def test_a_history_with_strange_clocks_and_damaged_rows_is_carried_as_far_as_it_can_be(
    tmp_path: Path, collection: Collection
) -> None:
    add_basic(collection, "front", "back")
    [card] = collection.find_cards("")
    rows: list[tuple[Any, ...]] = [
        (-5, card, -1, 3, 1, 0, 0, 1000, 0),
        (0, card, -1, 3, 1, 0, 0, 1000, 0),
        (1_600_000_000_000, card, -1, 3, 5, 0, 0, -1000, 0),
        (1_600_000_000_001, card, -1, 9, 5, 0, 0, 1000, 0),
        (1_600_500_000_000, card, -1, "x", 5, 0, 0, 1000, 0),
        (1_700_000_000_000, card, -1, 2, 2**40, 0, 0, 2**50, 1),
        (2**62, card, -1, 3, 1, 0, 0, 1000, 1),
    ]
    data = exported(collection, tmp_path / "o.apkg", legacy=True, scheduling=True)
    file = tmp_path / "collection.db"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        file.write_bytes(archive.read("collection.anki21"))
    with closing(sqlite3.connect(file)) as database:
        database.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", rows)
        database.execute("update cards set type = 2, queue = -1, due = ?, mod = 7", [2**50])
        database.commit()
    data = changed(data, collection__anki21=file.read_bytes())
    draft = AnkiFormat().read([Source("o.apkg", data)], Options("own"))
    events, losses = history_events("own", draft.histories, Scheduler(), Clock())
    assert [(event["kind"], event["at"]) for event in events] == [
        ("card_reviewed", "2020-09-13T12:26:40.000Z"),
        ("card_reviewed", "2023-11-14T22:13:20.000Z"),
    ]
    [loss] = losses
    assert (loss.file, loss.line, loss.item) == ("o.apkg", 1, "front")
    assert str(loss.reason).startswith("5 reviews with an impossible date")
    fold(events)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Taipei", "America/New_York"])
def test_what_a_learner_did_goes_to_anki_and_is_not_taken_twice_from_there(
    tmp_path: Path, collection: Collection, capsys: pytest.CaptureFixture[str], zone: str
) -> None:
    folder, file, path = tmp_path / "rivers", tmp_path / "rivers.apkg", tmp_path / "p.json"
    written_course(folder, EXAMPLES[:1], CARDS)
    question = "question:" + EXAMPLES[0]["id"]
    now, scheduler = Clock().now().at, Scheduler()
    with Profile.open(path) as profile:
        profile.record([setting_changed(Clock().now(), "zone", zone)])
        clock = Clock().by(profile.state)
        for card, days, ratings in [
            ("moei", (40, 30, 10), (4, 3, 3)),
            ("word", (3,), (4,)),
            ("word/reverse", (2.001, 2), (3, 1)),
            ("gaps/2", (50, 20, 0.2), (4, 4, 1)),
            (question, (5,), (4,)),
        ]:
            memory = None
            for ago, rating in zip(days, ratings, strict=True):
                when = clock.moment(now - timedelta(days=ago))
                memory = scheduler.review(card, memory, Rating(rating), when)
                rated = Rating(rating)
                profile.record(
                    [card_reviewed(when, "rivers", card, rated, seconds=4, memory=memory)]
                )
        profile.record([card_suspended(clock.now(), "rivers", "word")])
        states = dict(profile.state["courses"]["rivers"]["cards"])
        reviews = [dict(e) for e in profile.events() if e["kind"] == "card_reviewed"]
        today = Clock().now().day  # Anki's, whatever the learner's zone is
    arguments = ["export", str(folder), "--to", "anki", "--output", str(file)]
    assert main([*arguments, "--scheduling", "--profile", str(path)]) == 0
    assert main([*arguments[:3], "gift", "--scheduling", "--dry-run"]) == 2
    assert "--scheduling does not go with --to gift" in capsys.readouterr().err
    assert imported(collection, file, scheduling=True) == {"new": 4}
    assert imported(collection, file, scheduling=True) == {"duplicate": 4}
    assert collection.fix_integrity()[1]
    db = collection.db
    assert db is not None
    assert db.list("select id / 1000 from revlog order by id") == sorted(
        int(parse_instant(event["at"]).timestamp()) for event in reviews
    )
    seen = 0
    for key in collection.find_cards(""):
        card = collection.get_card(key)
        own = {
            "studykit basic": "moei",
            "studykit question": question,
            "studykit cloze": f"gaps/{card.ord + 1}",
            "studykit basic and reversed": "word/reverse" if card.ord else "word",
        }[card.note_type()["name"]]
        state = states.get(own)
        if state is None or state["state"] == "new":
            assert card.type == 0
            continue
        seen += 1
        assert (card.reps, card.lapses) == (state["reps"], state["lapses"])
        assert card.memory_state is not None
        assert card.memory_state.stability == pytest.approx(state["stability"], rel=1e-3)
        assert card.memory_state.difficulty == pytest.approx(state["difficulty"], rel=1e-3)
        assert (card.queue == -1) == state.get("suspended", False)
        if state["state"] == "review":
            due = date.fromisoformat(state["due_day"])
            assert card.due - collection.sched.today == (due - today).days
            assert card.ivl == (due - date.fromisoformat(str(state["last_day"]))).days
        else:
            assert card.due == int(parse_instant(state["due"]).timestamp())
    assert seen == 5
    back = tmp_path / "back.apkg"
    exported(collection, back, legacy=False, scheduling=True)
    capsys.readouterr()
    again = ["import", str(back), "--into", str(folder), "--history", "--profile", str(path)]
    main([*again, "--json", "--allow-loss"])
    report = json.loads(capsys.readouterr().out)
    assert (report["reviews"], report["reviews_new"]) == (len(reviews), 0)


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
