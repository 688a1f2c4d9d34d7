"""A profile that a stranger made: what is no event changes nothing, and no command breaks."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from studykit.cli import main
from studykit.progress import events as make
from studykit.progress.events import is_event
from studykit.progress.store.journal import new_generation, whole_journal
from tests.progress.learning import answered, at, reviewed, started
from tests.safety.corpus import CONTROLS, MARKUP

if TYPE_CHECKING:
    from pathlib import Path

BAD: dict[str, Any] = {
    "NaN": float("nan"),
    "infinity": float("inf"),
    "400 digits": 10**400,
    "a number beyond all sums": 1e308,
    "a list": [],
    "an escape sequence": "\x1b]52;c;x\x07",
    "half a surrogate pair": "\ud800",
    "the year 1": "0001-01-01T00:00:00Z",
    "the end of time, further west": "9999-12-31T23:59:59-14:00",
    "the year 10000": "10000-01-01",
    "a nest": json.loads("[" * 50 + "]" * 50),
}
GOOD = [
    started(at(0)),
    answered(at(1), "q", 1.0),
    reviewed(at(2)),
    make.section_read(at(3), "course", "s"),
    make.setting_changed(at(4), "theme", "dark"),
]


def journal_line(event: dict[str, Any]) -> bytes:
    body = json.dumps(event)[:-1].encode()
    return b'%s, "crc": "%08x"}\n' % (body, crc32(body))


@pytest.mark.parametrize("name", BAD)
def test_an_event_with_a_wrong_value_counts_as_none_or_can_be_kept(name: str) -> None:
    for event in GOOD:
        for field in event:
            if is_event(changed := {**event, field: BAD[name]}):
                json.dumps(changed, allow_nan=False)
                assert not isinstance(BAD[name], float | int)


@pytest.mark.parametrize("name", BAD)
def test_the_commands_on_a_made_up_profile(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    strange = [{**event, field: BAD[name]} for event in GOOD for field in event]
    texts = [*MARKUP.values(), *CONTROLS.values()]
    settings = [make.setting_changed(at(5), text, text) for text in texts]
    keys = ("theme", "course", "zone", "rollover_hour", "daily_new", "keys.home.review")
    settings += [make.setting_changed(at(6), key, BAD[name]) for key in keys]
    data = whole_journal(new_generation(), GOOD)
    data += b"".join(map(journal_line, [*strange, *settings]))
    profile = tmp_path / "me.json"
    (tmp_path / "me.journal.jsonl").write_bytes(data)
    (tmp_path / "other.journal.jsonl").write_bytes(data)
    where = ["--profile", str(profile)]
    for words in (
        ["profile", "show", *where],
        ["profile", "merge", *where, str(tmp_path / "other.journal.jsonl")],
        ["profile", "backup", *where],
        ["profile", "show", "--json", *where],
        ["profile", "export", "--anonymous", *where],
        ["stats", *where],
        ["plan", "--exam", "2099-01-01", *where],
        ["review", *where],
    ):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n3\n" * 3))
        main(words)
        told = capsys.readouterr()
        assert "inside the program" not in told.err, (words, told.err)
        assert "\x1b" not in told.out + told.err


MADE_UP = {
    "cards that are texts": {"cards": {"a": "x"}},
    "a due day of the year 0": {"cards": {"a": {"due_day": "0000-00-00"}}},
    "questions without fields": {"questions": {"a": {}}},
    "a place that is a number": {"place": 5},
    "days that are lists": {"days": {"2026-01-01": []}},
    "attempts without questions": {"attempts": {"a": {"submitted": None}}},
}


@pytest.mark.parametrize("name", MADE_UP)
def test_a_snapshot_of_wrong_fields_is_not_believed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    profile = tmp_path / "me.json"
    where = ["--profile", str(profile)]
    (tmp_path / "me.journal.jsonl").write_bytes(whole_journal(new_generation(), GOOD))
    assert main(["profile", "backup", *where]) == 0
    document = json.loads(profile.read_text(encoding="utf-8"))
    document["state"]["courses"]["course"].update(MADE_UP[name])
    document["state"]["undoable"] = [None, {"event": 5}]
    profile.write_text(json.dumps(document), encoding="utf-8")
    for words in (["profile", "show"], ["stats"], ["profile", "export"]):
        main([*words, *where])
    assert "inside the program" not in capsys.readouterr().err
