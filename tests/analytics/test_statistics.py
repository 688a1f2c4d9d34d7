"""What the events tell, by hand-made histories."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studykit.analytics.history import History, history
from studykit.analytics.statistics import (
    FORECAST_DAYS,
    Statistics,
    statistics,
    statistics_of,
)
from studykit.cli import main
from studykit.planning.today import today
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.state import fold, lasting
from studykit.progress.store import Profile
from studykit.progress.store.journal import JournalFile, header, line
from studykit.scheduling.days import instant_text, moment
from studykit.scheduling.memory import Rating, new_memory
from studykit.study.review import Review
from tests.study.builder import Student, small_course

START = datetime(2026, 5, 4, 12, tzinfo=UTC)  # a Monday


def review(
    day: int, card: str, rating: Rating, state: str = "review", due_in: int = 3
) -> Event:
    now = moment(START + timedelta(days=day), UTC)
    due = now.day + timedelta(days=due_in)
    memory = new_memory(now) | {
        "state": state,
        "stability": 5.0,
        "difficulty": 4.0,
        "due_day": due.isoformat(),
        "last": instant_text(now.at),
        "last_day": now.day.isoformat(),
        "reps": 1,
    }
    return events.card_reviewed(now, "c", card, rating, seconds=6.0, memory=memory)


def standing_of(done: list[Event], day: int = 10) -> Statistics:
    now = moment(START + timedelta(days=day), UTC)
    return statistics(fold(done), "c", now, {"final": "Final exam"})


def history_of(done: list[Event]) -> History:
    return history(done, UTC).get("c", History())


def of(shares: dict[Any, Any]) -> dict[Any, tuple[int, int]]:
    return {key: (share.right, share.total) for key, share in shares.items()}


def test_only_reviews_of_cards_in_review_count_as_retention() -> None:
    done = [
        review(0, "a", Rating.Good, "learning"),
        review(0, "a", Rating.Good),  # still in its steps before
        review(3, "a", Rating.Good),
        review(7, "a", Rating.Again),
        review(7, "a", Rating.Good),  # the same day again
        review(8, "b", Rating.Easy),  # new
    ]
    told = history_of(done)
    assert of(told.retention) == {"2026-05-04": (1, 1), "2026-05-11": (0, 1)}
    assert told.buttons == {"Again": 1, "Hard": 0, "Good": 4, "Easy": 1}
    assert of(told.hours) == {12: (1, 2)}
    made = standing_of(done)
    assert [day.reviews for day in made.days.values()] == [2, 1, 2, 1]
    assert sum(day.seconds for day in made.days.values()) == 36


def test_a_card_started_anew_is_new_at_its_next_review() -> None:
    now = moment(START + timedelta(days=1), UTC)
    reset = events.card_reset(now, "c", "a")
    again = review(9, "a", Rating.Again)
    assert not history_of([review(0, "a", Rating.Good), reset, again]).retention


def test_a_missed_question_that_was_learnt_and_missed_again_is_new() -> None:
    learnt = review(0, "question:q", Rating.Good, due_in=30)
    assert not history_of([learnt, review(9, "question:q", Rating.Again)]).retention


def test_what_was_undone_counts_nowhere_also_when_read_from_the_disk(tmp_path: Path) -> None:
    first, second = review(0, "a", Rating.Good), review(3, "a", Rating.Again)
    undone = events.undo(moment(START + timedelta(days=3), UTC), second["id"])
    done = [first, second, undone]
    file = tmp_path / "me.journal.jsonl"
    file.write_bytes(header("g") + b"".join(map(line, done)))
    for told in (done, JournalFile(file)):
        assert [event["id"] for event in lasting(told)] == [first["id"]]
        assert history(told, UTC)["c"].buttons["Again"] == 0
    assert list(standing_of(done).days) == ["2026-05-04"]


def test_strangers_gaps_and_doubles_count_nowhere() -> None:
    good = review(0, "a", Rating.Good)
    strangers: list[Event] = [
        {},
        {"kind": "card_reviewed"},
        {"kind": "from_the_future", "id": "1", "at": good["at"], "day": good["day"]},
        {"kind": "undo", "id": "2", "undoes": 7, "at": good["at"], "day": good["day"]},
        {"kind": ["card_reviewed"], "id": "3"},
        good | {"id": "4", "rating": 9, "card": "b"},
        good | {"id": "5", "day": "yesterday"},
        good | {"id": "6", "memory": {}},
        good | {"id": "7", "course": None},
        good,  # told twice, as after a merge of two files
        events.undo(moment(START, UTC), "never-there"),
    ]
    told = history_of([good, *strangers, review(3, "a", Rating.Good)])
    assert told.buttons["Good"] == 2
    assert of(told.retention) == {"2026-05-04": (1, 1)}


def test_clocks_at_the_ends_of_the_calendar_stop_nothing() -> None:
    ends = [
        review(0, "a", Rating.Good) | {"at": at, "day": at[:10]}
        for at in ("1900-01-01T00:00:00.000Z", "9999-12-30T23:59:59.000Z")
    ]
    assert history(ends, ZoneInfo("Asia/Taipei"))["c"].buttons["Good"] == 2
    assert history(ends, ZoneInfo("America/New_York"))["c"].buttons["Good"] == 2


def test_other_courses_count_nowhere() -> None:
    other = review(0, "a", Rating.Good) | {"course": "d"}
    made = standing_of([other])
    assert not made.days
    assert not any(made.forecast + made.stability + made.difficulty)
    assert "c" not in history([other], UTC)


def test_overdue_cards_are_due_today_and_the_others_on_their_day() -> None:
    far = review(9, "d", Rating.Good, due_in=90)
    made = standing_of([review(0, "a", Rating.Good), review(9, "b", Rating.Good), far])
    assert made.forecast[:4] == [1, 0, 1, 0]
    assert made.forecast[89] == 1
    assert len(made.forecast) == FORECAST_DAYS
    assert made.stability[2] == 3
    assert made.difficulty[3] == 3


def test_certainty_is_what_was_said_against_what_was_right() -> None:
    now = moment(START, UTC)
    done = [
        events.quiz_started(
            now, "c", "final", "t", questions=["q", "r", "s"], seed=1, mode="exam"
        ),
        events.quiz_answered(now, "c", "t", "q", response=1, certainty=3),
        events.quiz_answered(now, "c", "t", "r", response=1, certainty=3),
        events.quiz_answered(now, "c", "t", "s", response=1, certainty=1),
        events.quiz_submitted(
            now,
            "c",
            "final",
            "t",
            score=0.5,
            points=1.5,
            points_max=3,
            passed=False,
            by_objective={},
            results={"q": 1.0, "r": 0.5, "s": 0.0},
        ),
    ]
    made = standing_of(done)
    assert of(made.certainty) == {1: (0, 1), 3: (1, 2)}
    assert [(score.title, score.score, score.passed) for score in made.scores] == [
        ("Final exam", 0.5, False)
    ]


def test_missed_questions_asked_again_are_no_score_of_the_quiz() -> None:
    now = moment(START, UTC)
    done = [
        events.quiz_started(
            now, "c", "again:final", "t", questions=["q"], seed=1, mode="practice"
        ),
        events.quiz_answered(now, "c", "t", "q", response=1, score=1.0, verdict="right"),
        events.quiz_submitted(
            now,
            "c",
            "again:final",
            "t",
            score=1.0,
            points=1,
            points_max=1,
            passed=True,
            by_objective={},
            results={"q": 1.0},
        ),
    ]
    assert not standing_of(done).scores


def test_an_ended_pass_comes_back_at_once() -> None:
    endless = [review(0, "a", Rating.Good)]
    assert history(endless, UTC, lambda: True) == {}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        course = {"course": "telecom-fraud-clearance"}
        profile.record([review(day, "a", Rating.Good) | course for day in (0, 3)])
    return file


def test_the_command_reads_while_another_window_writes(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Profile.open(file):
        assert main(["stats", "--profile", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["format", "day", "courses"]
    course = told["courses"][0]
    assert course["days"]["2026-05-04"]["reviews"] == 1
    assert course["retention"] == {"2026-05-04": {"right": 1, "total": 1}}
    assert date.fromisoformat(told["day"])


def test_the_documented_keys_of_the_document_are_those_that_come(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from studykit.cli import stats_command

    assert main(["stats", "--profile", str(file), "--json"]) == 0
    course = json.loads(capsys.readouterr().out)["courses"][0]
    documented = stats_command.__doc__ or ""
    heads = [row for row in documented.splitlines() if row.startswith("- ")]
    named = [
        part
        for head in heads
        for part in head.partition("→")[0].partition(": each")[0].split("`")[1::2]
    ]
    assert [name for name in named if name in course] == list(course)


@pytest.mark.parametrize("year", ["0001", "1970", "9999"])
def test_under_a_clock_centuries_off_every_figure_is_told(
    file: Path, year: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYKIT_NOW", f"{year}-12-31T23:00:00Z")
    assert main(["stats", "--profile", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "Calendar" in shown
    assert "Reviews, by hour" in shown or "best hours" in shown


def test_several_courses_are_told_one_after_the_other(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        folder = tmp_path / "lessons" / name
        folder.mkdir(parents=True)
        head = f"id: {name}\ntitle: The {name}\nlanguage: en\n"
        (folder / "course.yaml").write_text(head, encoding="utf-8")
        lesson = f"id: l-{name}\ntitle: L\nsections: [{{id: s-{name}, title: S, text: T}}]\n"
        (folder / "lesson.yaml").write_text(lesson, encoding="utf-8")
    arguments = ["stats", str(tmp_path / "lessons"), "--profile", str(file)]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert shown.index("The one") < shown.index("The two")
    assert shown.count("Nothing was studied yet") == 2
    assert main([*arguments, "--course", "two", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [course["course"] for course in told["courses"]] == ["two"]
    assert main([*arguments, "--course", "three"]) == 2
    assert "one, two" in capsys.readouterr().err


def test_a_history_that_cannot_be_read_is_said_in_one_sentence(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from studykit.progress.store.files import ProfileError

    def refused(_: object, kind: str) -> None:
        raise ProfileError("The profile could not be read.")

    monkeypatch.setattr(JournalFile, "of_kind", refused)
    assert main(["stats", "--profile", str(file)]) == 3
    shown = capsys.readouterr()
    assert "Calendar" in shown.out  # what the state tells was told before
    assert shown.err == "studykit: The profile could not be read.\n"


def test_what_is_due_today_is_what_home_counts() -> None:
    learner = Student()
    edition = small_course(cards=3)
    review = Review(edition, learner)
    learner.keep(review.grade(Rating.Easy))
    learner.keep(review.grade(Rating.Again))
    learner.wait(days=90)
    counted = statistics_of(edition, learner.state, learner.now())
    home = today(edition, learner.state, learner.now())
    assert home.cards.due == 2
    assert counted.forecast[0] == home.cards.due
    lost = statistics_of(small_course(cards=0), learner.state, learner.now())
    assert lost.forecast[0] == 0
