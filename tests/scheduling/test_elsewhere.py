"""The same events give the same dates on every machine, whatever its clock and time zone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from studykit.progress.store import Profile
from studykit.scheduling.days import Moment, instant_text, moment
from studykit.scheduling.memory import Rating, interval_days
from studykit.scheduling.scheduler import Scheduler

BERLIN = ZoneInfo("Europe/Berlin")

STUDY = """
import sys
from pathlib import Path
from studykit.progress import events
from studykit.progress.store import Profile
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.learner.clock import clock_from

with Profile.open(Path(sys.argv[1])) as profile:
    now = clock_from(profile.state).now()
    cards = profile.state["courses"].get("c", {}).get("cards", {})
    for number, rating in enumerate((1, 2, 3, 4, 3, 3)):
        card = f"card-{number}"
        memory = Scheduler().review(card, cards.get(card), Rating(rating), now)
        profile.record(
            [events.card_reviewed(now, "c", card, Rating(rating), seconds=3, memory=memory)]
        )
"""
"""Grades six cards at the time that the machine tells."""

READ = """
import json, sys
from pathlib import Path
from studykit.progress.store import Profile

with Profile.open(Path(sys.argv[1])) as profile:
    course = dict(profile.state["courses"]["c"])
    print(json.dumps([course, list(profile.events())]))
"""


def run(code: str, file: Path, zone: str, now: str = "") -> str:
    """Run a program on a machine in `zone` whose clock shows `now`."""
    told = {**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
    if now:
        told["STUDYKIT_NOW"] = now
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no TZ variable")
def test_events_replayed_in_another_time_zone_give_the_same_dates(tmp_path: Path) -> None:
    file = tmp_path / "me.json"
    # In Taipei: the 3rd in the evening, the 6th at 03:59 (still the 5th), the 9th at 04:01.
    for now in ("2026-05-03T13:00:00Z", "2026-05-05T19:59:00Z", "2026-05-08T20:01:00Z"):
        run(STUDY, file, "Asia/Taipei", now)
    shown, told = json.loads(run(READ, file, "Asia/Taipei"))
    assert [event["day"] for event in told][::6] == ["2026-05-03", "2026-05-05", "2026-05-09"]

    for zone in ("America/Los_Angeles", "Pacific/Kiritimati", "UTC"):
        # Elsewhere only the journal arrives: the state is had from the events anew.
        copy = tmp_path / zone.replace("/", "-") / "me.json"
        copy.parent.mkdir()
        shutil.copy(file.with_name("me.journal.jsonl"), copy.parent)
        there, _ = json.loads(run(READ, copy, zone, "2031-01-01T00:00:00Z"))
        assert there == shown


def test_the_setting_of_the_time_zone_changes_no_date_of_the_past(tmp_path: Path) -> None:
    from studykit.learner.clock import clock_from
    from studykit.progress import events

    file = tmp_path / "me.json"
    now = moment(datetime(2026, 5, 3, 21, tzinfo=UTC), ZoneInfo("Asia/Taipei"))
    memory = Scheduler().review("a", None, Rating.Easy, now)
    with Profile.open(file) as profile:
        profile.record(
            [
                events.card_reviewed(now, "c", "a", Rating.Easy, seconds=3, memory=memory),
                events.setting_changed(now, "zone", "America/Los_Angeles"),
                events.setting_changed(now, "rollover_hour", 0),
            ]
        )
        before = json.dumps(profile.state["courses"]["c"])
        assert str(clock_from(profile.state).zone()) == "America/Los_Angeles"
    file.unlink()  # the snapshot; the history rebuilds it
    with Profile.open(file) as profile:
        assert json.dumps(profile.state["courses"]["c"]) == before
        assert profile.state["courses"]["c"]["cards"]["a"]["due_day"] == memory["due_day"]


# The nights in which the clocks change: 29 March 2026 at 02:00 one hour is missing, 25 October
# at 03:00 one comes twice.
NIGHTS = [date(2026, 3, 28), date(2026, 10, 24)]


def in_berlin(day: date, hour: int, minute: int) -> Moment:
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)
    return moment(wall, BERLIN)


@pytest.mark.parametrize("evening", [*NIGHTS, date(2026, 5, 9)])
def test_a_night_in_which_clocks_change_is_one_night(evening: date) -> None:
    scheduler, morning = Scheduler(), evening + timedelta(days=1)
    before = scheduler.review("a", None, Rating.Easy, in_berlin(evening, 23, 30))
    late = in_berlin(morning, 3, 59)
    early = in_berlin(morning, 4, 1)
    assert (late.day, early.day) == (evening, morning)
    # Reviewed before four it is the same day again; after four a day has passed, although
    # only four or five hours have.
    plain = moment(datetime(2026, 5, 9, 12, tzinfo=UTC), UTC)
    known = scheduler.review("a", None, Rating.Easy, plain)
    for now, days in ((late, 0), (early, 1)):
        alike = Moment(plain.at + timedelta(days=days), plain.day + timedelta(days=days))
        expected = scheduler.review("a", known, Rating.Good, alike)
        found = scheduler.review("a", before, Rating.Good, now)
        assert found["stability"] == expected["stability"]
        assert interval_days(found) == interval_days(expected)


@pytest.mark.parametrize("evening", NIGHTS)
def test_a_step_of_ten_minutes_is_ten_minutes_also_when_clocks_change(evening: date) -> None:
    # 01:55 in the night of the change: the step ends beyond it.
    now = in_berlin(evening + timedelta(days=1), 1, 55)
    memory = Scheduler().review("a", None, Rating.Good, now)
    assert memory["due"] == instant_text(now.at + timedelta(minutes=10))


def test_who_flies_against_the_sun_lives_a_day_twice_and_loses_nothing() -> None:
    scheduler = Scheduler()
    tokyo, honolulu = ZoneInfo("Asia/Tokyo"), ZoneInfo("Pacific/Honolulu")
    start = datetime(2026, 5, 9, 20, tzinfo=UTC)  # the 10th, 05:00 in Tokyo
    there = moment(start, tokyo)
    landed = moment(start + timedelta(hours=8), honolulu)  # the 9th, 18:00
    assert landed.day < there.day
    first = scheduler.review("a", None, Rating.Easy, there)
    again = scheduler.review("a", first, Rating.Good, landed)
    same = scheduler.review("a", first, Rating.Good, there)
    assert again["stability"] == same["stability"]  # no day has passed, and none less
    assert date.fromisoformat(again["due_day"]) > landed.day
    assert scheduler.recall(first, landed.day) == 1.0


def test_a_clock_set_back_by_years_and_put_right_again_schedules_on() -> None:
    scheduler = Scheduler()
    right = moment(datetime(2026, 5, 9, 12, tzinfo=UTC), UTC)
    wrong = moment(datetime(2010, 1, 1, 12, tzinfo=UTC), UTC)
    memory = scheduler.review("a", None, Rating.Easy, right)
    memory = scheduler.review("a", memory, Rating.Good, wrong)
    assert memory["due_day"].startswith("2010")  # overdue once the clock is right, not lost
    memory = scheduler.review("a", memory, Rating.Good, right)
    assert date.fromisoformat(memory["due_day"]) > right.day
    assert memory["reps"] == 3
