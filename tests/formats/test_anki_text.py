"""Anki's text files come in, and Anki itself takes those that are written."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import yaml
from anki.collection import Collection, ImportCsvRequest

from studykit.formats.anki_text import AnkiTextFormat
from studykit.formats.base import Options, Source
from studykit.formats.registry import format_of
from tests.formats.course_samples import read_bank, written_course

if TYPE_CHECKING:
    from pathlib import Path

ANKI_TEXT = AnkiTextFormat()


def test_notes_below_their_headers_are_cards() -> None:
    text = (
        "#separator:tab\n#html:true\n#deck:Geo::Rivers\n#tags column:3\n"
        "Which <b>river</b>?\tMoei &amp; Ping\tborder long\n"
        '"two\nlines"\tback\t\n'
    )
    assert format_of([Source("x.txt", text.encode())]).name == "anki-text"
    texts = read_bank(ANKI_TEXT, text).texts()
    [lesson] = [
        yaml.safe_load(t)
        for name, t in texts.items()
        if name.endswith(".yaml") and name != "course.yaml"
    ]
    assert lesson["title"] == "Geo / Rivers"
    assert [{k: v for k, v in card.items() if k != "id"} for card in lesson["cards"]] == [
        {"front": "Which **river**?", "back": "Moei & Ping", "tags": ["border", "long"]},
        {"front": "two\nlines", "back": "back"},
    ]


def test_words_and_meanings_pasted_with_tabs_are_cards() -> None:
    source = Source("paste.txt", b"Moei\ta river\nPing\tanother\n")
    draft = format_of([source]).read([source], Options("paste"))
    assert draft.report_json()["whole"] == 2


def test_anki_takes_the_file_once_and_again_as_known(tmp_path: Path) -> None:
    cards = [
        {"id": "a", "front": "**A**\n\n- x", "back": "1"},
        {"id": "b", "front": "B", "back": "2"},
    ]
    file = tmp_path / "cards.txt"
    file.write_bytes(ANKI_TEXT.write(written_course(tmp_path / "c", [], cards)).data)
    with closing(Collection(str(tmp_path / "collection.anki2"))) as collection:
        for kind in ("new", "duplicate"):
            metadata = collection.get_csv_metadata(path=str(file), delimiter=None)
            request = ImportCsvRequest(path=str(file), metadata=metadata)
            log = collection.import_csv(request).log
            assert len(getattr(log, kind)) == 2
        note = collection.get_note(collection.find_notes("deck:Rivers::Rivers B")[0])
        assert note.fields == ["B", "2"]
        assert note.tags == ["one"]
