"""What a field of an event may hold, up to its bounds."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.progress.fields import LARGEST, is_instant, is_storable, is_study_day


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("2026-01-01", True),
        ("1900-01-01", True),
        ("9999-12-31", True),
        ("1899-12-31", False),
        ("20260101", False),
        ("2026-W01-4", False),  # as long as a day, and sorted behind them all
        ("2026-02-30", False),
        ("2026-01-01T08:00", False),
        ("", False),
    ],
)
def test_a_study_day_is_written_in_one_way(text: str, is_day: bool) -> None:
    assert is_study_day(text) is is_day


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2026-01-01T08:00:00.000Z", True),
        ("1900-01-01T00:00:00Z", True),
        ("1899-12-31T23:59:59Z", False),
        ("2026-01-01T08:00:00", False),
        ("9999-12-31T00:00:00Z", True),
        ("9999-12-31T00:00:01Z", False),
        ("soon", False),
    ],
)
def test_an_instant_says_its_zone_and_lies_where_people_live(text: str, is_one: bool) -> None:
    assert is_instant(text) is is_one


def nested(depth: int) -> Any:
    value: Any = "a"
    for _ in range(depth):
        value = [value]
    return value


def test_what_is_boundless_is_not_stored() -> None:
    assert LARGEST == 1e20
    for value in (1e20, -1e20, True, None, "a", [1, "a"], {"a": [None]}, nested(20)):
        assert is_storable(value)
    for value in (1.1e20, -1.1e20, float("nan"), float("inf"), {1}, [1, 2e20], nested(21)):
        assert not is_storable(value)
