"""Whose snapshot is believed: the learner's own while its checksum holds, no other unseen."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import pytest

from studykit.cli import main
from studykit.progress import events as make
from studykit.progress.course_state import CourseState, QuestionState
from studykit.progress.fields import check_of
from studykit.progress.state import fold
from studykit.progress.store import Profile, ProfileError
from studykit.progress.store import snapshot as snapshots
from studykit.progress.store.snapshot import decode, encode
from studykit.progress.transfer import history_at, restore
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
is_course = check_of(CourseState)


def crafted(file: Path, change: Callable[[dict[str, Any]], Any], **position: Any) -> None:
    """A profile that somebody changed who knows how to make the checksum right."""
    with Profile.open(file) as profile:
        profile.record(DONE)
    snapshot = decode(file.read_bytes(), file)
    assert snapshot is not None
    state: Any = {**snapshot.state, "courses": {"course": snapshot.state["courses"]["course"]}}
    change(state)
    file.write_bytes(encode(state, snapshot.position._replace(**position)))


def spoil_checksum(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"crc": "', b'"crc": "0', 1))


def forget_history(file: Path) -> None:
    """Leave the snapshot alone."""
    for path in sorted(file.parent.rglob("*"), reverse=True):
        if path.is_file() and path != file:
            path.unlink()


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
    "2026-01-01T25:00:00.000Z",
    "2026-01-01T00:00:00.000",
    "２026-01-01T00:00:00.000Z",
]
MARKS = ("suspended", "leech", "buried_day", "missed_day", "flagged")


def test_a_field_of_a_wrong_kind_is_found(tmp_path: Path) -> None:
    """Every field of every part, with all wrong values: what is taken can be used."""
    with Profile.open(tmp_path / "me.json") as profile:
        profile.record(DONE)
        course: Any = profile.state["courses"]["course"]
    assert is_course(course)
    for part in ("sections", "cards", "questions", "attempts"):
        for name, entry in course[part].items():
            for field in entry:
                spoilt = {k: v for k, v in entry.items() if k != field}
                assert is_course({**course, part: {name: spoilt}}) == (field in MARKS)
                refused = 0
                for value in WRONG:
                    among = {**course[part], name: {**entry, field: value}}
                    refused += not is_course({**course, part: among})
                assert refused >= 6, (part, field, refused)
    for mark in ("suspended", "buried_day", "missed_day"):
        card = {**course["cards"]["a"], mark: 5}
        assert not is_course({**course, "cards": {"a": card}})
    response = course["attempts"]["try"]["responses"]["q"]
    for value in (
        5,
        {"q": 5},
        {"q": {**response, "at": "x"}},
        {"q": {**response, "score": "1"}},
    ):
        attempt = {**course["attempts"]["try"], "responses": value}
        assert not is_course({**course, "attempts": {"try": attempt}})


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e21, 10**400])
def test_no_number_among_numbers_is_found(number: float) -> None:
    known = {
        "answers": 1,
        "right": 1,
        "last_score": 1.0,
        "last_day": "2026-01-01",
        "last": "2026-01-01T00:00:00.000Z",
    }
    are_questions = check_of(dict[str, QuestionState])
    strange = {**known, "last_score": number}
    assert not are_questions({"a": known, "b": strange, "c": known})
    assert are_questions({"a": known, "b": known})


def _state_without_courses(state: dict[str, Any]) -> None:
    state["courses"] = {"course": None}


def _in_course(part: str, entries: Any) -> Callable[[dict[str, Any]], None]:
    def change(state: dict[str, Any]) -> None:
        course = state["courses"]["course"]
        state["courses"]["course"] = {**course, part: entries}

    return change


def _odd_attempt(**fields: Any) -> Callable[[dict[str, Any]], None]:
    def change(state: dict[str, Any]) -> None:
        state["courses"]["course"]["attempts"]["open"].update(fields)

    return change


MADE_UP: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a course that is none": _state_without_courses,
    "cards that are texts": _in_course("cards", {"a": "x"}),
    "a place that is a number": _in_course("place", 5),
    "a day that is a list": _in_course("days", {"2026-01-01": []}),
    "an attempt before its questions": _odd_attempt(index=-5),
    "an attempt in a mode there is not": _odd_attempt(mode="[red]", quiz="\x1b[2J"),
    "a deadline without a zone": _odd_attempt(deadline="2026-01-01T00:00:00"),
    "items that are a text": _odd_attempt(responses="x"),
    "settings that are a list": lambda state: state.update(settings=[]),
}


def test_the_learners_own_snapshot_is_believed_while_its_checksum_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "me.json"
    crafted(file, lambda state: None)

    def refuse(*_: object) -> None:
        raise AssertionError("it was checked")

    monkeypatch.setattr(snapshots, "_state_check", refuse)
    with Profile.open(file) as profile:
        assert profile.state["courses"]["course"] == fold(DONE)["courses"]["course"]


@pytest.mark.parametrize("name", MADE_UP)
def test_a_snapshot_from_elsewhere_is_checked_whole(tmp_path: Path, name: str) -> None:
    """Its checksum is right; whoever makes one up makes that up too."""
    stranger = tmp_path / "stranger" / "me.json"
    crafted(stranger, MADE_UP[name])
    assert [event["id"] for event in history_at(stranger)] == [event["id"] for event in DONE]
    forget_history(stranger)
    with pytest.raises(ProfileError):
        restore(tmp_path / "mine.json", stranger)
    assert not (tmp_path / "mine.json").exists()


@pytest.mark.parametrize("name", MADE_UP)
def test_a_malformed_snapshot_whose_checksum_fails_ends_no_command(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    file = tmp_path / "me.json"
    crafted(file, MADE_UP[name])
    spoil_checksum(file)
    assert_the_commands_take(file, capsys, monkeypatch)
    with Profile.open(file) as profile:
        assert profile.state["courses"]["course"] == fold(DONE)["courses"]["course"]


POSITIONS: dict[str, dict[str, Any]] = {
    "an instant that is none": {"newest": "soon"},
    "less than nothing": {"offset": -1, "events": -1},
    "numbers beyond all": {"offset": 10**400, "events": 10**400},
    "more events than there are": {"events": 10**12},
}


@pytest.mark.parametrize("name", POSITIONS)
def test_a_wrong_position_loses_no_event(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    file = tmp_path / "me.json"
    crafted(file, lambda state: None, **POSITIONS[name])
    spoil_checksum(file)
    assert_the_commands_take(file, capsys, monkeypatch)
    with Profile.open(file) as profile:
        assert profile.state["courses"]["course"]["cards"]["a"]["reps"] == 1


def assert_the_commands_take(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (["profile", "show", "--json"], ["stats"], ["review"], ["profile", "export"]):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n3\n" * 3))
        main([*words, "--profile", str(file)])
        assert "inside the program" not in capsys.readouterr().err, words
