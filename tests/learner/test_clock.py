"""The learner's clock: time zone, the hour a study day turns, rehearsals."""

from datetime import UTC, date, datetime

import pytest

from studykit.learner.clock import Clock, clock_from
from studykit.progress.state import empty_state


def test_a_night_belongs_to_the_day_before() -> None:
    clock = Clock(zone=UTC, tell=lambda: datetime(2026, 5, 2, 3, 59, tzinfo=UTC))
    assert clock.now().day == date(2026, 5, 1)


def test_a_rehearsal_starts_at_the_time_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDYKIT_NOW", "2026-05-01T08:00:00Z")
    assert Clock(zone=UTC).now().day == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("settings", "day"),
    [
        ({"zone": "UTC"}, date(2026, 5, 1)),
        ({"zone": "UTC", "rollover_hour": 0}, date(2026, 5, 2)),
        ({"zone": "UTC", "rollover_hour": 99}, date(2026, 5, 1)),
    ],
)
def test_settings_decide_when_a_day_turns(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, object], day: date
) -> None:
    monkeypatch.setenv("STUDYKIT_NOW", "2026-05-02T02:00:00Z")
    state = empty_state()
    state["settings"] = settings
    assert clock_from(state).now().day == day


def test_an_unknown_zone_stops_nothing() -> None:
    state = empty_state()
    state["settings"] = {"zone": "../nowhere"}
    assert clock_from(state).now()
