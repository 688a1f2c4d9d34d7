"""The history as xAPI statements."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from studykit.cli import main
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.store import Profile
from studykit.progress.xapi import mailbox, statements
from studykit.scheduling.days import moment

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
ME = mailbox("ann@example.org")


def history() -> list[Event]:
    at = [moment(NOW + timedelta(minutes=n), UTC) for n in range(6)]
    answered = events.question_answered(
        at[1], "rivers", "which", response=1, score=0.5, verdict="partial", seconds=12.5
    )
    return [
        events.section_read(at[0], "rivers", "border", seconds=30),
        answered,
        events.undo(at[2], answered["id"]),
        events.quiz_started(
            at[3], "rivers", "final", "a1", questions=["où: là"], seed=1, mode="exam"
        ),
        events.quiz_answered(at[4], "rivers", "a1", "où: là", response="莫伊"),
        events.quiz_submitted(
            at[5],
            "rivers",
            "final",
            "a1",
            score=0.25,
            points=1,
            points_max=4,
            passed=False,
            by_objective={},
            results={"où: là": 0.25},
        ),
    ]


def test_what_was_read_answered_and_submitted_is_stated_and_what_was_undone_is_not() -> None:
    read, answered, failed = statements(history(), ME)
    assert [s["verb"]["display"]["en"] for s in (read, answered, failed)] == [
        "experienced",
        "answered",
        "failed",
    ]
    assert read["object"]["id"] == "urn:studykit:course:rivers:section:border"
    assert (
        answered["object"]["id"] == "urn:studykit:course:rivers:question:o%C3%B9%3A%20l%C3%A0"
    )
    assert json.loads(answered["result"]["response"]) == "莫伊"
    assert "score" not in answered["result"]  # an exam says nothing before it is submitted
    assert answered["context"]["registration"] == failed["context"]["registration"]
    parent = answered["context"]["contextActivities"]["parent"]
    assert parent == [failed["object"]]
    assert failed["result"]["score"] == {"scaled": 0.25, "raw": 1, "min": 0, "max": 4}
    assert failed["result"]["success"] is False
    assert failed["actor"]["mbox"] == "mailto:ann@example.org"


def test_the_same_event_has_the_same_id_every_time() -> None:
    told = history()
    first, again = ([s["id"] for s in statements(told, ME)] for _ in range(2))
    assert first == again
    assert len(set(first)) == 3
    assert all(UUID(one).version == 5 for one in first)


def test_the_command_prints_them_under_a_name_that_tells_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        profile.record(history()[:1])
    assert main(["profile", "export", "--xapi", "--profile", str(file)]) == 0
    (read,) = json.loads(capsys.readouterr().out)
    assert read["actor"]["account"]["homePage"] == "urn:studykit:learners"
    assert len(read["actor"]["account"]["name"]) == 16
