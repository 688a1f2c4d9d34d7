"""Weights fitted to a learner whose memory is known."""

from __future__ import annotations

import builtins
import json
import random
import sys
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from studykit.analytics.fitting import LEAST_REVIEWS, histories
from studykit.cli import main
from studykit.learner.settings import scheduler_settings
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.store import Profile
from studykit.scheduling.days import moment
from studykit.scheduling.memory import Rating, interval_days
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.settings import SchedulerSettings
from tests.reports import report_problems

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
TRUE_WEIGHTS = (
    *(0.05, 0.4, 0.9, 4.0, 6.8, 0.5, 2.0, 0.01, 1.4, 0.2, 0.6),
    *(1.2, 0.12, 0.3, 1.8, 0.5, 1.6, 0.5, 0.1, 0.1, 0.3),
)
"""Those by which the learner of these tests remembers: first impressions last less than a
third as long as the published weights say."""


@cache
def learner(cards: int, days: int = 150) -> list[Event]:
    """Studies by the published weights, remembers by the true ones."""
    chance = random.Random(4)
    published, true = Scheduler(), Scheduler(SchedulerSettings(weights=TRUE_WEIGHTS))
    done: list[Event] = []
    for number in range(cards):
        at, memory, mind = START + timedelta(days=number % 20), None, None
        while (at - START).days < days:
            now = moment(at, UTC)
            if mind is None:
                rating = Rating(chance.choices((1, 3, 4), (5, 4, 1))[0])
            elif chance.random() < true.recall(mind, now.day):
                rating = Rating(chance.choices((2, 3, 4), (1, 8, 1))[0])
            else:
                rating = Rating.Again
            memory = published.foreseen(memory, rating, now)
            mind = true.foreseen(mind, rating, now)
            card = f"c{number}"
            done.append(events.card_reviewed(now, "c", card, rating, seconds=5, memory=memory))
            if memory["state"] == "review":
                day = at + timedelta(days=max(1, interval_days(memory)))
                at = day.replace(hour=12, minute=0)
            else:
                at += timedelta(minutes=10)
    return sorted(done, key=lambda event: event["at"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        profile.record(learner(100))
    return file


def weights_in_use(file: Path) -> tuple[float, ...] | None:
    with Profile.open(file, write=False) as profile:
        return scheduler_settings(profile.state, "c").weights


def reviewed(day: int, rating: int, card: str = "a") -> Event:
    now = moment(START + timedelta(days=day), UTC)
    memory = Scheduler().review(card, None, Rating(rating), now)
    return events.card_reviewed(now, "c", card, Rating(rating), seconds=5, memory=memory)


def test_a_history_is_the_days_between_reviews_and_only_later_days_are_foretold() -> None:
    told = [reviewed(0, 1), reviewed(0, 3), reviewed(2, 3), reviewed(2, 4), reviewed(9, 1)]
    assert histories(told) == [
        ("2026-01-03", [(1, 0), (3, 0), (3, 2)]),
        ("2026-01-10", [(1, 0), (3, 0), (3, 2), (4, 0), (1, 7)]),
    ]


def test_a_card_started_anew_has_a_new_history_and_strangers_have_none() -> None:
    reset = events.card_reset(moment(START + timedelta(days=3), UTC), "c", "a")
    undone = reviewed(6, 1)
    told = [
        *(reviewed(0, 3), reviewed(2, 3), reset, reviewed(5, 1), undone, reviewed(8, 3)),
        reviewed(1, 3) | {"rating": 7},
        events.undo(moment(START, UTC), undone["id"]),
        {"kind": "card_reviewed"},
    ]
    assert [history for _, history in histories(told)] == [
        [(3, 0), (3, 2)],
        [(1, 0), (3, 3)],
    ]


def test_a_clock_set_back_gives_no_days_below_nothing() -> None:
    told = [reviewed(9, 3), reviewed(2, 3), reviewed(12, 3)]
    assert [history for _, history in histories(told)] == [[(3, 0), (3, 0), (3, 3)]]


def test_too_few_reviews_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        profile.record(learner(5))
    assert main(["optimize", "--profile", str(file)]) == 2
    told = capsys.readouterr().err
    assert str(LEAST_REVIEWS) in told
    assert "would follow chance" in told
    assert main(["optimize", "--undo", "--profile", str(file)]) == 2
    assert "nothing to undo" in capsys.readouterr().err


def test_without_the_extra_one_sentence_names_it(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    assert main(["optimize", "--profile", str(file)]) == 3
    told = capsys.readouterr().err
    assert told == "studykit: Fitting needs the extra `optimize` of studykit.\n"
    assert weights_in_use(file) is None


def test_fitted_weights_foretell_better_and_the_scheduler_goes_by_them(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fsrs_rs_python", reason="an extra of its own")
    arguments = ["optimize", "--profile", str(file)]
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert not report_problems("optimize", told)
    assert told["loss_after"] < told["loss_before"]
    assert told["held_out"] >= told["reviews"] / 5
    assert not told["applied"]
    assert weights_in_use(file) is None  # nothing without consent
    assert main([*arguments, "--yes"]) == 0
    assert "0.4" in capsys.readouterr().out
    fitted = weights_in_use(file)
    assert fitted == tuple(told["weights"])

    now = moment(datetime(2026, 8, 1, 12, tzinfo=UTC), UTC)
    first = Scheduler().review("new", None, Rating.Easy, now)
    with Profile.open(file, write=False) as profile:
        own = Scheduler(scheduler_settings(profile.state, "c"))
    mine = own.review("new", None, Rating.Easy, now)
    true = Scheduler(SchedulerSettings(weights=TRUE_WEIGHTS))
    truly = true.review("new", None, Rating.Easy, now)
    assert interval_days(mine) < interval_days(first)
    # It is nearer to how this learner really remembers.
    assert abs(mine["stability"] - truly["stability"]) < abs(
        first["stability"] - truly["stability"]
    )
    later = date(2026, 8, 20)
    assert own.recall(mine, later) != Scheduler().recall(mine, later)


def test_fits_are_undone_one_after_the_other(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = moment(START + timedelta(days=200), UTC)
    with Profile.open(file) as profile:
        for shift in (0.0, 0.01):
            weights = [TRUE_WEIGHTS[0] + shift, *TRUE_WEIGHTS[1:]]
            profile.record([events.setting_changed(now, "weights", weights)])
        # So much happens after it that the undo has to go through the history.
        profile.record([events.section_read(now, "c", f"s{n}") for n in range(150)])
    arguments = ["optimize", "--profile", str(file), "--undo"]
    assert main(arguments) == 0
    assert weights_in_use(file) == TRUE_WEIGHTS
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert not report_problems("optimize", told)
    assert told["weights"] is None
    assert weights_in_use(file) is None
    assert main(arguments) == 2
    assert main([*arguments, "--yes"]) == 2


@pytest.mark.parametrize(("answer", "applied"), [("y", True), ("", False), (None, False)])
def test_it_asks_before_it_changes_anything(
    file: Path, monkeypatch: pytest.MonkeyPatch, answer: str | None, applied: bool
) -> None:
    pytest.importorskip("fsrs_rs_python", reason="an extra of its own")

    def asked(question: str) -> str:
        assert question.startswith("Use the new weights")
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", asked)
    assert main(["optimize", "--profile", str(file)]) == 0
    assert (weights_in_use(file) is not None) is applied
