"""The plan to the exam, on the shipped course."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.cli import main
from studykit.content.course import Edition
from studykit.content.library import open_library, shipped_lessons
from studykit.language.message import Refusal
from studykit.language.words import Words
from studykit.learner.course_state import course_state
from studykit.learner.settings import SETTINGS, read_value
from studykit.planning.exam_plan import Plan, asked_today, plan
from studykit.planning.goal import Goal, goal_of, goal_set, kept_since, read_date
from studykit.planning.plan_text import anew_line, asked_line, exam_line, verdict_lines
from studykit.planning.source_sections import Teaching
from studykit.planning.today import today
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.state import State, empty_state, fold
from studykit.scheduling.days import Moment, moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from tests.study.builder import small_course

START = moment(datetime(2026, 5, 4, 8, tzinfo=UTC), UTC)


def course() -> Edition:
    return open_library([shipped_lessons()]).courses[0].edition("en")


COURSE = course()
SECTIONS = sum(len(lesson.sections) for lesson in COURSE.lessons)
CARDS = sum(len(lesson.cards) for lesson in COURSE.lessons)


def after(days: int) -> Moment:
    return moment(START.at + timedelta(days=days), UTC)


def planned(days: int, minutes: int, state: State | None = None, on: int = 0) -> Plan:
    goal = Goal(after(days).day, minutes, 0.9)
    return plan(COURSE, state or empty_state(), after(on), goal)


def test_a_month_at_twenty_minutes_teaches_the_whole_course() -> None:
    made = planned(30, 20)
    assert made.reached
    assert sum(len(day.sections) for day in made.days) == SECTIONS
    assert sum(day.new for day in made.days) == CARDS
    assert [day.day for day in made.days] == [after(n).day for n in range(30)]
    assert not any(day.mock for day in made.days)  # 30 minutes do not fit in 20
    assert set(made.recall) <= set(COURSE.objectives)


def test_a_week_at_twenty_minutes_leaves_time_for_the_cards_of_what_is_read() -> None:
    made = planned(7, 20)
    assert made.mean > 0.5
    assert made.unlearnt > 0  # the reading alone takes longer than the week has


def test_the_cards_of_a_section_come_on_the_day_it_is_read() -> None:
    state = empty_state()
    state["settings"]["new_per_day"] = 1000
    read, learnt = 0, 0
    sections = [section.id for lesson in COURSE.lessons for section in lesson.sections]
    of = Teaching(COURSE)
    for day in planned(40, 30, state).days:
        read, learnt = read + len(day.sections), learnt + day.new
        known = set(sections[:read])
        ready = sum(of.by(card) in known for lesson in COURSE.lessons for card in lesson.cards)
        if day.minutes < 29:  # there was time for another card
            assert learnt == ready


def test_what_cannot_be_reached_is_said_with_what_would_reach_it() -> None:
    made = planned(8, 10)
    assert not made.reached
    assert made.unlearnt > 0
    assert made.reach is not None
    assert planned(8, made.reach.minutes).reached


def test_where_the_daily_limit_is_in_the_way_that_is_said() -> None:
    made = planned(3, 10)
    assert made.reach is not None
    assert made.reach.new_per_day is not None
    told = " ".join(verdict_lines(made, Words("en")))
    assert f"It takes {made.reach.new_per_day} new cards a day" in told
    freed = empty_state()
    freed["settings"]["new_per_day"] = made.reach.new_per_day
    assert planned(3, made.reach.minutes, freed).reached


def test_where_the_limit_for_reviews_is_in_the_way_that_is_said_too() -> None:
    state = empty_state()
    state["settings"] = {"reviews_per_day": 1}
    made = planned(60, 30, state)
    assert made.reach is not None
    assert made.reach.reviews_per_day is not None
    state["settings"] = {"reviews_per_day": made.reach.reviews_per_day}
    if made.reach.new_per_day:
        state["settings"]["new_per_day"] = made.reach.new_per_day
    assert planned(60, made.reach.minutes, state).reached
    told = " ".join(verdict_lines(made, Words("en")))
    assert f"It takes {made.reach.reviews_per_day} reviews a day" in told


def test_where_no_minutes_reach_it_a_later_day_does() -> None:
    large = small_course(cards=400)
    made = plan(large, empty_state(), START, Goal(after(1).day, 60, 0.9))
    assert not made.reached
    assert made.reach is not None
    assert made.reach.exam > after(1).day
    assert plan(large, empty_state(), START, Goal(made.reach.exam, 60, 0.9)).reached
    assert "With the same daily time you could reach it by" in " ".join(
        verdict_lines(made, Words("en"))
    )


def test_a_recall_above_that_of_the_reviews_is_reached_by_the_last_days() -> None:
    strict = plan(COURSE, empty_state(), START, Goal(after(60).day, 60, 0.97))
    assert strict.reached
    assert strict.by_schedule < 0.95


def test_the_daily_limits_are_kept() -> None:
    state = empty_state()
    state["settings"] = {"new_per_day": 4, "reviews_per_day": 9}
    made = planned(40, 120, state)
    assert max(day.new for day in made.days) == 4
    assert max(day.reviews for day in made.days) <= 9


def studied(sections: int, day: int) -> list[Event]:
    """The first sections read and their cards learnt, all on one day."""
    now, scheduler, done = after(day), Scheduler(), []
    lesson = COURSE.lessons[0]
    for section in lesson.sections[:sections]:
        done.append(events.section_read(now, COURSE.id, section.id))
    for card in lesson.cards:
        memory = scheduler.review(card.id, None, Rating.Easy, now)
        done.append(
            events.card_reviewed(now, COURSE.id, card.id, Rating.Easy, seconds=6, memory=memory)
        )
    return done


def test_after_missed_days_the_plan_starts_from_where_the_learner_stands() -> None:
    state = fold(studied(2, 0))
    made = planned(30, 20, state, on=8)
    assert made.days[0].day == after(8).day
    assert sum(len(day.sections) for day in made.days) == SECTIONS - 2
    assert sum(day.new for day in made.days) == CARDS - len(COURSE.lessons[0].cards)
    assert made.days[0].reviews > 0
    assert made.reached


@settings(max_examples=25)
@given(st.integers(1, 60), st.integers(5, 120))
def test_the_time_of_a_day_is_kept_and_the_same_standing_gives_the_same_plan(
    days: int, minutes: int
) -> None:
    made = planned(days, minutes)
    assert made == planned(days, minutes)
    for day in made.days:
        assert day.minutes <= minutes + 1  # a card forgotten in the last minute is seen twice
    assert 0 <= made.mean <= 1
    assert sum(len(day.sections) for day in made.days) + made.unread == SECTIONS
    assert sum(day.new for day in made.days) + made.unlearnt == CARDS


@pytest.mark.parametrize(
    ("days", "minutes", "recall", "said"),
    [
        (0, 20, 0.9, "The exam is today"),
        (-5, 20, 0.9, "The exam was on 2026-04-29"),
        (500, 20, 0.9, "ahead"),
        (9, 1, 0.9, "Minutes"),
        (9, 20, 1.2, "recall"),
    ],
)
def test_a_goal_that_makes_no_sense_is_refused(
    days: int, minutes: int, recall: float, said: str
) -> None:
    goal = Goal(after(days).day, minutes, recall)
    with pytest.raises(Refusal, match=said) as refused:
        plan(COURSE, empty_state(), START, goal)
    assert Words("zh-Hant").translate(refused.value.message) != str(refused.value)
    with pytest.raises(Refusal):
        asked_today(COURSE, empty_state(), START, goal)


@pytest.mark.parametrize("text", ["2026-06-30", "2026/6/30", "2026.06.30", "2026年6月30日"])
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text).isoformat() == "2026-06-30"


@pytest.mark.parametrize("text", ["", "soon", "2026-06-31", "6-30", "99999-01-01", "-1--1--1"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="is not a date"):
        read_date(text)


def test_today_is_asked_what_the_whole_plan_asks_of_it() -> None:
    state = fold(studied(2, 0))
    for on in (0, 3, 8):
        goal = Goal(after(30).day, 20, 0.9)
        whole = plan(COURSE, state, after(on), goal).days[0]
        assert asked_today(COURSE, state, after(on), goal) == whole
    assert "read" in asked_line(whole, Words("en"))


def test_what_was_done_today_is_not_asked_again() -> None:
    state = fold(studied(2, 0))
    course_state(state, COURSE.id)["days"][START.day.isoformat()]["seconds"] = 20 * 60
    goal = Goal(after(30).day, 20, 0.9)
    asked = asked_today(COURSE, state, START, goal)
    assert (asked.sections, asked.new, asked.reviews) == ([], 0, 0)
    assert asked_line(asked, Words("en")) == ""


def test_suspended_cards_are_left_out_and_counted() -> None:
    cards = COURSE.lessons[0].cards
    state = fold([events.card_suspended(START, COURSE.id, card.id) for card in cards])
    made = planned(30, 20, state)
    assert made.suspended == len(cards)
    assert made.reached
    assert sum(day.new for day in made.days) == CARDS - len(cards)
    assert f"{len(cards)} suspended cards are left out." in list(
        verdict_lines(made, Words("en"))
    )


def test_objectives_without_cards_are_named_and_do_not_count() -> None:
    made = plan(small_course(), empty_state(), START, Goal(after(30).day, 20, 0.9))
    assert made.without_cards == ("see",)
    assert set(made.recall) == {"know"}
    assert made.reached


def test_missed_questions_are_reviewed_until_they_are_learnt() -> None:
    edition = small_course()
    quiz = events.quiz_started(
        START, edition.id, "quiz", "a", questions=["q1"], seed=1, mode="practice"
    )
    missed = events.quiz_answered(
        START, edition.id, "a", "q1", response=1, score=0.0, verdict="wrong"
    )
    with_question = plan(edition, fold([quiz, missed]), START, Goal(after(60).day, 20, 0.9))
    without = plan(edition, empty_state(), START, Goal(after(60).day, 20, 0.9))
    assert with_question.days[0].reviews == 1
    extra = sum(d.reviews for d in with_question.days) - sum(d.reviews for d in without.days)
    assert 1 < extra < 8


def test_the_plan_says_how_the_days_since_it_was_made_went() -> None:
    goal = Goal(after(30).day, 20, 0.9)
    state = fold([*goal_set(START, COURSE.id, goal), *studied(2, 0)])
    assert anew_line(state, COURSE.id, START, Words("en")) == ""
    assert "you missed no day" in anew_line(state, COURSE.id, after(1), Words("en"))
    told = anew_line(state, COURSE.id, after(5), Words("en"))
    assert "you studied on 1 of the 5 days" in told
    kept = kept_since(state, COURSE.id, after(5))
    assert kept is not None
    assert kept.missed == 4


def test_home_names_what_the_plan_asks_today() -> None:
    state = fold(goal_set(START, COURSE.id, Goal(after(23).day, 20, 0.9)))
    seen = today(COURSE, state, START).plan
    assert seen is not None
    assert seen.asked is not None
    assert seen.asked.sections
    assert exam_line(seen.exam, START.day, Words("en")) == "exam in 23 days"
    over = today(COURSE, state, after(23)).plan
    assert over is not None
    assert over.asked is None
    assert exam_line(over.exam, after(23).day, Words("en")) == "the exam is today"
    assert exam_line(over.exam, after(24).day, Words("zh-Hant")) == "考試已過"
    assert today(COURSE, empty_state(), START).plan is None


def test_a_goal_is_kept_and_a_broken_one_is_none() -> None:
    goal = Goal(after(30).day, 25, 0.85)
    state = fold(goal_set(START, "c", goal))
    assert goal_of(state, "c") == goal
    assert goal_of(state, "other") is None
    state["settings"]["exam@c"] = "soon"
    assert goal_of(state, "c") is None


def test_the_command_keeps_the_goal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYKIT_NOW", "2026-05-04T08:00:00+00:00")
    profile = ["--profile", str(tmp_path / "me.json"), "--language", "en"]
    shipped = str(shipped_lessons())
    assert main(["plan", shipped, *profile]) == 2
    assert main(["plan", shipped, *profile, "--exam", "31 June"]) == 2
    assert main(["plan", shipped, *profile, "--exam", "2026-06-03", "--minutes", "25"]) == 0
    told = capsys.readouterr().out
    assert "within reach" in told
    assert "mock exam" not in told.split("tomorrow")[0]
    assert main(["plan", shipped, *profile, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["exam"], document["minutes"]) == ("2026-06-03", 25)
    assert len(document["days"]) == document["days_left"] == 30
    assert document["reached"] is True
    assert {row["objective"] for row in document["objectives"]} <= set(COURSE.objectives)
    assert main(["plan", shipped, *profile, "--recall", "150%"]) == 2
    assert main(["plan", shipped, *profile, "--exam", "2026-04-03"]) == 2
    assert "The exam was on 2026-04-03." in capsys.readouterr().err
    monkeypatch.setenv("STUDYKIT_NOW", "2026-06-04T08:00:00+00:00")
    assert main(["plan", shipped, *profile]) == 0
    assert "The exam was on 2026-06-03. Set the date" in capsys.readouterr().out


def test_trying_another_exam_leaves_the_goal_as_it_is_until_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUDYKIT_NOW", "2026-05-04T08:00:00+00:00")
    run = ["plan", str(shipped_lessons()), "--profile", str(tmp_path / "me.json")]

    def goal(*options: str) -> tuple[str, int, bool]:
        capsys.readouterr()
        assert main([*run, *options, "--json"]) == 0
        shown = json.loads(capsys.readouterr().out)
        return shown["exam"], shown["minutes"], shown["trial"]

    assert goal("--exam", "2026-06-03") == ("2026-06-03", 20, False)  # there was none
    assert goal("--exam", "2026-06-20") == ("2026-06-20", 20, True)
    assert goal("--minutes", "45") == ("2026-06-03", 45, True)
    assert goal() == ("2026-06-03", 20, False)
    assert main([*run, "--language", "en", "--exam", "2026-06-20"]) == 0
    told = capsys.readouterr().out
    assert "your goal is still the exam on Wed 3 Jun with 20 min a day." in told
    assert "Add --set to make this one your goal." in told
    assert goal("--exam", "2026-06-20", "--set") == ("2026-06-20", 20, False)
    assert goal() == ("2026-06-20", 20, False)
    monkeypatch.setenv("STUDYKIT_NOW", "2026-06-21T08:00:00+00:00")
    assert goal("--exam", "2026-07-20") == ("2026-07-20", 20, False)  # the old one is over
    assert goal() == ("2026-07-20", 20, False)


def test_a_day_off_and_a_half_one_are_kept_and_the_rest_is_planned_around_them() -> None:
    state = empty_state()
    state["settings"]["weekday_load"] = [100, 100, 50, 100, 100, 200, 0]
    days = planned(28, 20, state).days
    for day in days:
        weekday = day.day.weekday()
        assert day.minutes <= 20 * (1, 1, 0.5, 1, 1, 2, 0)[weekday] + 1e-9
        if weekday == 6:
            assert not (day.sections or day.new or day.reviews or day.mock)
    assert sum(len(day.sections) for day in days) == SECTIONS
    state = fold([*goal_set(START, COURSE.id, Goal(after(28).day, 20, 0.9))])
    state["settings"]["weekday_load"] = [100] * 6 + [0]
    since = kept_since(state, COURSE.id, after(14))
    assert since is not None
    assert (since.days, since.missed) == (12, 12)


@pytest.mark.parametrize("text", ["1 2 3", "0 0 0 0 0 0 0", "1 2 3 4 5 6 201", "a b c d e f g"])
def test_a_week_of_loads_has_seven_numbers_and_some_work(text: str) -> None:
    with pytest.raises(Refusal):
        read_value(SETTINGS["weekday_load"], text)
    assert read_value(SETTINGS["weekday_load"], "100 0 50 100 100 0 0")[1] == 0
    assert read_value(SETTINGS["weekday_load"], "50") == [50] * 7


def test_what_was_learnt_today_counts_against_the_new_cards_of_today_alone() -> None:
    state = fold(studied(len(COURSE.lessons[0].sections), 0))
    learnt = len(COURSE.lessons[0].cards)
    state["settings"]["new_per_day"] = learnt + 1
    made = plan(COURSE, state, START, Goal(after(60).day, 240, 0.9))
    assert made.days[0].new <= 1
    assert max(day.new for day in made.days[1:]) > 1
