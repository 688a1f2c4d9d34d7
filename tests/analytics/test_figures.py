"""The figures: drawn within their room, told in words, each with what it means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.analytics.figures import PAGES, as_text, page
from studykit.analytics.history import History
from studykit.analytics.pages.reviews import clear_best
from studykit.analytics.statistics import Day, Score, Share, Statistics
from studykit.analytics.workload import Load
from studykit.charts.bars import Bars
from studykit.charts.calendar import Calendar
from studykit.charts.canvas import Canvas, plain
from studykit.charts.chart import Row
from studykit.charts.columns import Columns, round_number
from studykit.charts.curve import Curve
from studykit.language.phrases import percent
from studykit.language.words import Words
from studykit.learner.streak import Streak
from studykit.text.width import cells

TODAY = date(2026, 5, 14)
LANGUAGES = ("en", "zh-Hant")


def nothing() -> Statistics:
    return Statistics(TODAY, Streak(0, frozenset()), 1, 0.9)


def much() -> tuple[Statistics, History]:
    dates = [TODAY - timedelta(days=n) for n in range(60) if n != 5]
    made = Statistics(
        TODAY,
        Streak(59, frozenset({TODAY - timedelta(days=5)})),
        1,
        0.9,
        days={day.isoformat(): Day(12, 1, 3, 1, 400.0) for day in sorted(dates)},
        forecast=[n % 7 for n in range(91)],
        stability=[1, 2, 3, 40, 5, 6, 7, 8, 9],
        difficulty=[0, 1, 2, 3, 4, 5, 6, 7, 8, 90],
        scores=[
            Score(
                "2026-05-01", "q", "期末測驗：打擊電信詐騙園區的聯合行動與成果評估", 0.4, False
            ),
            Score("2026-05-09", "q", "Final exam", 0.9, True),
        ],
        certainty={1: Share(5, 9), 2: Share(8, 12), 3: Share(7, 12)},
        try_out=lambda: [Load(0.8, 3.25, 0.85), Load(0.9, 6, 0.92), Load(0.97, 21.5, 0.975)],
        seconds_a_card=9.4,
    )
    mondays = [TODAY - timedelta(days=TODAY.weekday(), weeks=n) for n in (9, 8, 6, 1, 0)]
    told = History(
        {day.isoformat(): Share(30, 40) for day in mondays},
        {"Again": 50, "Hard": 100, "Good": 40, "Easy": 10},
        {hour: Share(20 + hour % 5, 30) for hour in (7, 8, 22)},
    )
    return made, told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [26, 45, 75])
@pytest.mark.parametrize("name", PAGES)
def test_every_figure_stays_in_its_room_and_says_what_it_means(
    name: str, width: int, language: str
) -> None:
    made, told = much()
    found = page(name, made, told, Words(language))
    assert found.figures
    for figure in found.figures:
        assert figure.title
        assert figure.meaning[-1] in ".。"
        lines = figure.chart.draw(width, 8)
        assert len(lines) == (figure.chart.rows_taken or 8)
        assert all(cells(plain(line)) <= width for line in lines)
        assert not set("".join(figure.chart.sentences)) & set("█▍▒░┃│─")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_where_there_is_nothing_it_says_what_to_do(name: str, language: str) -> None:
    found = page(name, nothing(), History(), Words(language))
    assert not found.figures
    assert found.empty[-1] in ".。"
    assert list(as_text(found)) == [found.name, f"  {found.empty}", ""]


def meaning(name: str, made: Statistics, told: History | None = None) -> str:
    found = page(name, made, told or History(), Words("en"))
    return " ".join(figure.meaning for figure in found.figures)


def test_the_sentences_say_what_stands_out() -> None:
    made, told = much()
    assert "59 days of study. 1 rest day a week does not break it" in meaning("calendar", made)
    assert "right too seldom for it to pay" in meaning("certainty", made)
    assert "Of 2 with a pass mark 1 were passed" in meaning("scores", made)
    assert "Hard means recalled with effort" in meaning("grades", made, told)
    assert "75% were recalled; you asked for 90%" in meaning("recall", made, told)
    assert "review more often" in meaning("recall", made, told)
    assert "Best at" not in meaning("hours", made, told)  # 76% of a few: it may be chance
    assert "Many cards are hard" in meaning("memory", made)
    assert "Due within 90 days: 267" in meaning("due", made)


def test_a_today_not_begun_is_said_not_to_break_the_streak() -> None:
    made, _ = much()
    del made.days[TODAY.isoformat()]
    assert "Today is not begun yet" in meaning("calendar", made)


def test_a_learner_back_after_months_is_told_so() -> None:
    made = nothing()
    made.days["2026-01-01"] = Day(reviews=3, seconds=20)
    assert "Nothing was studied in the last 30 days" in meaning("days", made)
    assert "begins one" in meaning("calendar", made)


def test_bars_share_one_scale_and_something_is_never_nothing() -> None:
    rows = [Row("a", 100, "100"), Row("字", 1, "1"), Row("c", 0, "0")]
    lines = [plain(line) for line in Bars(rows).draw(60, 3)]
    assert lines[0].count("█") == 40
    assert lines[1] == "字 ▍ 1"
    assert lines[2] == " c 0"


def test_a_bar_shows_where_its_mark_is() -> None:
    line = Bars([Row("certain", 0.5, "50%", mark=0.8)], 1.0).draw(53, 1)[0]
    assert plain(line) == "certain " + "█" * 20 + "·" * 12 + "┃" + "·" * 7 + " 50%"


def test_a_column_is_as_high_as_its_value() -> None:
    rows = [Row("Mon", 8, "8"), Row("Tue", 4, "4"), Row("Wed", 0, ""), Row("Thu", 1, "1")]
    drawn = [plain(line) for line in Columns(rows).draw(24, 6)]
    assert drawn == [
        "8 ████",
        "  ████",
        "  ████ ████",
        "  ████ ████      ▄▄▄▄",
        "  ────────────────────",
        "  Mon  Tue  Wed  Thu",
    ]


def test_numbers_stand_on_columns_only_where_all_fit_apart() -> None:
    few = [Row(str(n), 12, "12") for n in range(4)]
    many = [Row(str(n), 12, "12") for n in range(20)]
    assert "12" in plain(Columns(few, counted=True).draw(30, 8)[0])
    assert all("12 12" not in plain(line) for line in Columns(many, counted=True).draw(30, 8))


def test_the_wanted_line_is_drawn_behind_the_curve_and_named() -> None:
    rows = [Row("a", 0.95, ""), Row("b", None, ""), Row("c", 0.7, "")]
    drawn = [plain(line) for line in Curve(rows, 0.9, percent).draw(40, 10)]
    wanted = [line for line in drawn if line.strip().startswith("90%")]
    assert len(wanted) == 1
    assert wanted[0].count("╌") > 25
    assert sum(line.count("●") for line in drawn) == 2
    assert drawn[0].startswith("100%")


def test_the_calendar_ends_today_and_can_be_read_without_colour() -> None:
    made, _ = much()
    chart = page("calendar", made, History(), Words("en")).figures[0].chart
    assert isinstance(chart, Calendar)
    lines = [plain(line) for line in chart.draw(75, 10)]
    assert len(lines) == 10
    thursday, friday = lines[4], lines[5]
    assert thursday.endswith("███‹")  # today
    assert cells(friday) < cells(thursday)
    assert "–" in lines[6]  # Saturday was free
    assert lines[9].split() == ["less", "·", "░", "▒", "▓", "█", "more", "–", "rest", "day"]


def test_days_of_a_clock_years_ahead_are_left_out_of_the_calendar() -> None:
    made = nothing()
    made.days["9999-12-31"] = Day(reviews=1000)
    made.days["2026-05-14"] = Day(reviews=1)
    lines = page("calendar", made, History(), Words("en")).figures[0].chart.draw(75, 10)
    assert "███‹" in plain(lines[4])


@given(st.integers(0, 10**9))
def test_the_scale_ends_at_a_whole_round_number(value: int) -> None:
    top = round_number(value)
    assert value <= top <= max(1, 2 * value)
    assert top.is_integer()


def test_what_does_not_fit_on_a_canvas_is_cut_off() -> None:
    canvas = Canvas(4, 1)
    canvas.put(0, 0, "字字字")
    canvas.put(0, 5, "below")
    assert plain(canvas.lines()[0]) == "字字"


def test_a_canvas_keeps_what_is_one_character_whole() -> None:
    canvas = Canvas(8, 1)
    canvas.put(0, 0, "e\u0301⚠️🇹🇼中x")
    assert plain(canvas.lines()[0]) == "e\u0301⚠️🇹🇼中x"


def test_an_hour_is_called_best_only_where_it_stands_clear_of_all_others() -> None:
    noise = {7: Share(87, 100), 19: Share(91, 100), 20: Share(80, 100)}
    assert clear_best(noise) is None
    assert clear_best({7: Share(980, 1000), 19: Share(800, 1000)}) == 7
    assert clear_best({7: Share(3, 3), 19: Share(800, 1000)}) is None
    assert clear_best({7: Share(9, 10)}) is None


def test_one_curve_shows_one_quiz_and_says_how_far_it_rose() -> None:
    made = nothing()
    for day, quiz, score in (
        ("2025-12-30", "final", 0.5),
        ("2026-01-02", "other", 0.9),
        ("2026-01-03", "final", 0.51),
    ):
        made.scores.append(Score(day, quiz, quiz.title(), score, None))
    found = page("scores", made, History(), Words("en")).figures
    assert found[0].title == "Scores over time: Final"
    assert "2 attempts, in order. Your last score is 1 percentage point above" in (
        found[0].meaning
    )
    drawn = " ".join(found[1].chart.sentences)
    assert "2025-12-30" in drawn  # the axis says the years where there are several
    assert "2026-01-03" in drawn


def test_days_of_reading_count_as_days_with_study() -> None:
    made = nothing()
    made.days[TODAY.isoformat()] = Day(sections=3, seconds=900)
    said = meaning("days", made)
    assert "sections read 3, days with study 1." in said
    assert "15 min in 30 days, reading included" in said


def test_bars_of_few_are_told_apart_without_colour() -> None:
    rows = [Row("a", 1.0, "100%", weak=True), Row("b", 1.0, "100%")]
    weak, strong = (plain(line) for line in Bars(rows, 1.0).draw(40, 2))
    assert "▒" in weak
    assert "▒" not in strong
