"""A snapshot made up with its checksum right: it is believed in no field it has wrong."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from studykit.cli import main
from studykit.progress import events as make
from studykit.progress.courses import is_standing
from studykit.progress.snapshot import Position, decode, encode
from studykit.progress.standings import ENTRIES, has_its_fields, have_fields
from studykit.progress.store import Profile
from tests.progress.learning import answered, at, reviewed, started, submitted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DONE = [
    started(at(0)),
    answered(at(1), "q", 0.0),
    make.quiz_flagged(at(2), "course", "try", "q", on=True),
    submitted(at(3), {"q": 1.0}),
    reviewed(at(4)),
    make.question_answered(at(5), "course", "q", response="x", score=1.0, verdict="right"),
    make.section_read(at(6), "course", "s"),
    make.place_kept(at(7), "course", "l", "s", 0.5),
    make.card_suspended(at(8), "course", "b"),
    make.setting_changed(at(9), "theme", "dark"),
    started(at(10), "open"),
]


def crafted(file: Path, change: Callable[[dict[str, Any]], Any], **position: Any) -> None:
    """A profile that somebody changed who knows how to make the checksum right."""
    with Profile.open(file) as profile:
        profile.record(DONE)
    snapshot = decode(file.read_bytes(), file)
    assert snapshot is not None
    state: Any = {**snapshot.state, "courses": {"course": snapshot.state["courses"]["course"]}}
    change(state)
    file.write_bytes(encode(state, snapshot.position._replace(**position)))


def assert_the_commands_take(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (["profile", "show", "--json"], ["stats"], ["review"], ["profile", "export"]):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n3\n" * 3))
        main([*words, "--profile", str(file)])
        assert "inside the program" not in capsys.readouterr().err, words


WRONG: list[Any] = [
    None,
    "x",
    [],
    {},
    True,
    1e308,
    10**30,
    "2026-02-30",
    "0000-01-01",
    "2026-02-30T00:00:00.000Z",
    "2026-01-01T24:00:00.000Z",
    "2026-01-01T00:00:00.000Z\n",
    "２026-01-01T00:00:00.000Z",
]
PARTS = ("sections", "cards", "questions", "attempts")


def test_a_field_of_a_wrong_kind_is_found_among_thousands(tmp_path: Path) -> None:
    """Every field of every part, with all wrong values: what is kept can be used."""
    with Profile.open(tmp_path / "me.json") as profile:
        profile.record(DONE)
        course: Any = profile.state["courses"]["course"]
    assert has_its_fields(course)
    for part in PARTS:
        for name, entry in course[part].items():
            for field in entry:
                spoilt = {k: v for k, v in entry.items() if k != field}
                marks = ("suspended", "leech", "buried_day", "missed_day", "flagged")
                assert has_its_fields({**course, part: {name: spoilt}}) == (field in marks)
                refused = 0
                for value in WRONG:
                    among = {**course[part], name: {**entry, field: value}}
                    refused += not has_its_fields({**course, part: among})
                assert refused >= 6, (part, field, refused)
    for mark in ("suspended", "buried_day", "missed_day"):
        card = {**course["cards"]["a"], mark: 5}
        assert not has_its_fields({**course, "cards": {"a": card}})
    response = course["attempts"]["try"]["responses"]["q"]
    for value in (
        5,
        {"q": 5},
        {"q": {**response, "at": "x"}},
        {"q": {**response, "score": "1"}},
    ):
        attempt = {**course["attempts"]["try"], "responses": value}
        assert not has_its_fields({**course, "attempts": {"try": attempt}})


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e21, 10**400])
def test_no_number_among_numbers_is_found(number: float) -> None:
    known = {
        "answers": 1,
        "right": 1,
        "last_score": 1.0,
        "best_score": 1,
        "last_day": "2026-01-01",
    }
    entry = {**known, "last": "2026-01-01T00:00:00.000Z"}
    strange = {**entry, "best_score": number}
    for entries in ([strange], [entry, strange], [strange, entry], [entry, strange, entry]):
        assert not have_fields(entries, ENTRIES["questions"])
    assert have_fields([entry, entry], ENTRIES["questions"])


def _many_cards(state: dict[str, Any]) -> None:
    cards = state["courses"]["course"]["cards"]
    cards.update({f"{'x' * 300}-{n}": cards["a"] for n in range(4500)})
    cards["a"] = {**cards["a"], "due_day": 5}


def _no_day(state: dict[str, Any]) -> None:
    state["courses"]["course"]["days"]["2026-99-99"] = {"reviews": 1}


def _odd_attempt(**fields: Any) -> Callable[[dict[str, Any]], None]:
    def change(state: dict[str, Any]) -> None:
        state["courses"]["course"]["attempts"]["open"].update(fields)

    return change


MADE_UP: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a wrong card among more than 2 MB": _many_cards,
    "a day that is no date": _no_day,
    "an attempt far beyond its questions": _odd_attempt(index=10**15),
    "an attempt before its questions": _odd_attempt(index=-5),
    "an attempt in a mode there is not": _odd_attempt(mode="[red]", quiz="\x1b[2J"),
}


@pytest.mark.parametrize("name", MADE_UP)
def test_a_made_up_snapshot_ends_no_command(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    file = tmp_path / "me.json"
    crafted(file, MADE_UP[name])
    assert_the_commands_take(file, capsys, monkeypatch)


IMAGES: dict[str, Any] = {
    "a course there is not": [["courses", "none", "cards", "a"], None],
    "a card there is not": [["courses", "course", "cards", "none"]],
    "an attempt there is not": [["courses", "course", "attempts", "none", "index"], 1],
    "nowhere": [[]],
    "a step too far": [["courses", "course", "cards", "a", "due", "x"], 1],
    "a whole part": [["courses", "course", "cards"]],
    "all courses": [["courses"]],
    "the trail": [["undoable"], []],
    "a card that is a text": [["courses", "course", "cards", "a"], "x"],
    "a day that is no date": [["courses", "course", "days", "x"], {}],
    "a place that is a number": [["courses", "course", "place"], 5],
    "an answer that is a text": [
        ["courses", "course", "attempts", "open", "responses", "q"],
        "x",
    ],
    "flags that are numbers": [["courses", "course", "attempts", "open", "flags"], [1]],
}


@pytest.mark.parametrize("name", IMAGES)
def test_an_undo_on_a_made_up_trail_takes_back_what_was_done(tmp_path: Path, name: str) -> None:
    def change(state: dict[str, Any]) -> None:
        state["undoable"][-1]["before"].insert(0, IMAGES[name])

    file = tmp_path / "me.json"
    crafted(file, change)
    with Profile.open(file) as profile:
        profile.record([make.undo(at(11), DONE[-1]["id"])])
        attempts = profile.state["courses"]["course"]["attempts"]
        assert [*attempts] == ["try"]
        json.dumps(profile.state["undoable"])
        assert_usable(profile)
    with Profile.open(file) as profile:
        assert [*profile.state["courses"]["course"]["attempts"]] == ["try"]
        assert_usable(profile)


def assert_usable(profile: Profile) -> None:
    for course in profile.state["courses"].values():
        assert is_standing(course)
        assert has_its_fields(course)


POSITIONS: dict[str, dict[str, Any]] = {
    "an instant that is none": {"newest": "soon"},
    "less than nothing": {"offset": -1, "events": -1},
    "numbers beyond all": {"offset": 10**400, "events": 10**400},
    "more events than there are": {"events": 10**12},
}


@pytest.mark.parametrize("name", POSITIONS)
def test_a_made_up_position_loses_no_event(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    file = tmp_path / "me.json"
    crafted(file, lambda state: None, **POSITIONS[name])
    assert_the_commands_take(file, capsys, monkeypatch)
    with Profile.open(file) as profile:
        assert profile.state["courses"]["course"]["cards"]["a"]["reps"] == 1


def test_a_course_named_again_and_again_is_not_written_again_and_again(tmp_path: Path) -> None:
    file = tmp_path / "me.json"
    crafted(file, lambda state: None)
    document = file.read_bytes()
    head = json.loads(document)
    place = head["courses"]["course"]
    head["courses"] = {f"c{n}": place for n in range(1000)}
    body = document[document.find(b'"state": ') + len(b'"state": ') : document.rfind(b"\n}")]
    told = [head[name] for name in ("generation", "position", "courses")]
    head["crc"] = f"{crc32(body, crc32(json.dumps(told).encode())):08x}"
    state = head.pop("state")
    assert state
    lines = ",\n".join(f'"{name}": {json.dumps(value)}' for name, value in head.items())
    made_up = b'{\n%s,\n"state": %s\n}\n' % (lines.encode(), body)
    file.write_bytes(made_up)
    snapshot = decode(made_up, file)
    assert snapshot is not None
    assert len(encode(snapshot.state, Position("g", 0, None, 0, ""))) < 2 * len(made_up)
