"""What the events tell, by hand-made histories."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from studykit.analytics.figures import bars, figures
from studykit.analytics.statistics import Statistics, statistics
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.state import fold
from studykit.scheduling.days import instant_text, moment
from studykit.scheduling.memory import Rating, new_memory
from studykit.study.line_breaks import cells
from studykit.study.wording import Words

START = datetime(2026, 5, 4, 12, tzinfo=UTC)  # a Monday


def review(day: int, card: str, rating: Rating, state: str = "review") -> Event:
    now = moment(START + timedelta(days=day), UTC)
    due = now.day + timedelta(days=3)
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


def figures_of(history: list[Event], day: int = 10) -> Statistics:
    now = moment(START + timedelta(days=day), UTC)
    return statistics(history, fold(history), "c", now, UTC)


def test_only_reviews_of_cards_in_review_count_as_retention() -> None:
    made = figures_of(
        [
            review(0, "a", Rating.Good, "learning"),
            review(0, "a", Rating.Good),  # still in its steps before
            review(3, "a", Rating.Good),
            review(7, "a", Rating.Again),
            review(7, "a", Rating.Good),  # the same day again
            review(8, "b", Rating.Easy),  # new
        ]
    )
    assert {week: (s.right, s.total) for week, s in made.retention.items()} == {
        "2026-05-04": (1, 1),
        "2026-05-11": (0, 1),
    }
    assert made.buttons == {"Again": 1, "Hard": 0, "Good": 4, "Easy": 1}
    assert {hour: share.total for hour, share in made.hours.items()} == {12: 2}
    assert [day.reviews for day in made.days.values()] == [2, 1, 2, 1]
    assert sum(day.seconds for day in made.days.values()) == 36


def test_what_was_undone_counts_nowhere() -> None:
    first, second = review(0, "a", Rating.Good), review(3, "a", Rating.Again)
    undone = events.undo(moment(START + timedelta(days=3), UTC), second["id"])
    made = figures_of([first, second, undone])
    assert made.buttons["Again"] == 0
    assert list(made.days) == ["2026-05-04"]


def test_other_courses_count_nowhere() -> None:
    other = review(0, "a", Rating.Good) | {"course": "d"}
    assert figures_of([other]) == Statistics(
        forecast=[0] * 90,
        buttons={"Again": 0, "Hard": 0, "Good": 0, "Easy": 0},
        stability=[0] * 9,
        difficulty=[0] * 10,
    )


def test_overdue_cards_are_due_today_and_the_others_on_their_day() -> None:
    made = figures_of([review(0, "a", Rating.Good), review(9, "b", Rating.Good)])
    assert made.forecast[:4] == [1, 0, 1, 0]
    assert made.stability[2] == 2
    assert made.difficulty[3] == 2


def test_a_today_not_begun_does_not_break_the_streak() -> None:
    history = [review(day, "a", Rating.Good) for day in (7, 8, 9)]
    assert figures_of(history, 10).streak == 3
    assert figures_of(history, 11).streak == 0


def test_every_figure_says_what_it_means_in_both_languages() -> None:
    history = [review(day, f"c{day % 3}", Rating.Good) for day in range(20)]
    made = figures_of(history, 20)
    for language in ("en", "zh-Hant"):
        found = figures(made, Words(language), date(2026, 5, 24))
        assert len(found) >= 6
        assert all(figure.title and figure.lines and figure.meaning for figure in found)
        assert all(cells(line) <= 76 for figure in found for line in figure.lines)
    assert not figures(Statistics(), Words("en"), date(2026, 5, 24))


def test_bars_share_one_scale_and_something_is_never_nothing() -> None:
    lines = bars([("a", 100, "100"), ("字", 1, "1"), ("c", 0, "")])
    assert [line.count("█") for line in lines] == [30, 1, 0]
    assert len({cells(line.split("█")[0]) for line in lines[:2]}) == 1


def test_the_command_reads_while_another_window_writes(tmp_path: Path) -> None:
    from studykit.cli import main
    from studykit.progress.store import Profile

    file = tmp_path / "me.json"
    with Profile.open(file) as profile:
        profile.record([review(0, "a", Rating.Good)])
        assert main(["stats", "--profile", str(file), "--json"]) == 0
