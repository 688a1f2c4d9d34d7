"""The study day turns at four in the morning, wherever the learner is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.days import instant_text, later_day, moment, parse_instant, study_day

BERLIN = ZoneInfo("Europe/Berlin")
TAIPEI = ZoneInfo("Asia/Taipei")


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(3, 59, 9), (4, 0, 10), (4, 1, 10), (23, 59, 10), (0, 0, 9)]
)
@pytest.mark.parametrize("zone", [UTC, BERLIN, TAIPEI, ZoneInfo("Pacific/Kiritimati")])
def test_before_four_it_is_still_yesterday(
    hour: int, minute: int, day: int, zone: ZoneInfo
) -> None:
    assert study_day(datetime(2026, 5, 10, hour, minute, tzinfo=zone), zone).day == day


def test_the_nights_in_which_clocks_change() -> None:
    # 29 March 2026: 02:00 becomes 03:00. 25 October: 03:00 becomes 02:00.
    assert study_day(datetime(2026, 3, 29, 1, 59, tzinfo=UTC), BERLIN) == date(2026, 3, 28)
    assert study_day(datetime(2026, 3, 29, 2, 0, tzinfo=UTC), BERLIN) == date(2026, 3, 29)
    assert study_day(datetime(2026, 10, 25, 2, 59, tzinfo=UTC), BERLIN) == date(2026, 10, 24)
    assert study_day(datetime(2026, 10, 25, 3, 0, tzinfo=UTC), BERLIN) == date(2026, 10, 25)


def test_one_instant_is_of_different_days_in_different_places() -> None:
    at = datetime(2026, 5, 10, 21, 0, tzinfo=UTC)
    assert study_day(at, TAIPEI) == date(2026, 5, 11)
    assert study_day(at, ZoneInfo("America/New_York")) == date(2026, 5, 10)


def test_another_hour_can_be_set() -> None:
    assert study_day(datetime(2026, 5, 10, 0, 30, tzinfo=UTC), UTC, 0) == date(2026, 5, 10)


@given(st.integers(0, 4_000_000_000))
def test_days_never_run_backwards(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert study_day(at, BERLIN) <= study_day(at + timedelta(minutes=1), BERLIN)


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_are_read_back_and_sort_as_text(at: datetime) -> None:
    text = instant_text(at)
    assert abs(parse_instant(text) - at) < timedelta(milliseconds=1)
    assert moment(at, UTC).at == at


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse_instant("2026-01-01T00:00:00")


def test_the_calendar_has_an_end() -> None:
    assert later_day(date(9999, 12, 1), 36_500) == date.max
