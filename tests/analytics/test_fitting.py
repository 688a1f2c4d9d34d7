"""Weights fitted to a learner whose memory is known."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studykit.analytics.fitting import LEAST_REVIEWS, histories
from studykit.cli import main
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.store import Profile
from studykit.scheduling.days import moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def learner(cards: int, days: int = 120) -> list[Event]:
    """Someone who forgets much faster than the published weights foretell."""
    chance, scheduler = random.Random(4), Scheduler()
    done: list[Event] = []
    for number in range(cards):
        card, day, memory = f"c{number}", number % 10, None
        while day < days:
            now = moment(START + timedelta(days=day), UTC)
            recalled = memory is None or chance.random() < 0.55
            rating = Rating.Good if recalled else Rating.Again
            memory = scheduler.foreseen(memory, rating, now)
            done.append(events.card_reviewed(now, "c", card, rating, seconds=5, memory=memory))
            wait = (datetime.fromisoformat(memory["due_day"]).date() - now.day).days
            day += max(1, wait)
    return sorted(done, key=lambda event: event["at"])


def test_a_history_is_the_days_between_reviews() -> None:
    found = histories(learner(1, 20))
    assert all(history[0][1] == 0 for _, history in found)
    assert all(days >= 1 for _, history in found for _, days in history[1:])
    assert [len(history) for _, history in found] == list(range(2, len(found) + 2))


def test_too_few_reviews_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        profile.record(learner(5))
    assert main(["optimize", "--profile", str(file)]) == 2
    assert str(LEAST_REVIEWS) in capsys.readouterr().err
    assert main(["optimize", "--undo", "--profile", str(file)]) == 2


def test_fitting_helps_applies_only_when_agreed_and_can_be_undone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fsrs_rs_python")
    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        profile.record(learner(120))
    arguments = ["optimize", "--profile", str(file)]

    def weights() -> object:
        with Profile.open(file) as profile:
            return profile.state["settings"].get("weights")

    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["loss_after"] < told["loss_before"]
    assert not told["applied"]
    assert weights() is None
    assert main([*arguments, "--yes"]) == 0
    assert weights() == told["weights"]
    assert main([*arguments, "--undo"]) == 0
    assert weights() is None
