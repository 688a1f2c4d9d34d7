"""Settings: what is taken, what is refused, what is in force."""

from __future__ import annotations

import sys
import zoneinfo
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.language.message import Refusal
from studykit.language.words import Words
from studykit.learner.settings import (
    SETTINGS,
    Setting,
    checked,
    read_value,
    scheduler_settings,
    setting_event,
    source_of,
    toggled,
    value_of,
    value_text,
)
from studykit.planning.eligible_cards import limits
from studykit.progress.state import empty_state
from tests.study.builder import COURSE, Student


def test_the_course_comes_before_all_and_all_before_the_default() -> None:
    learner = Student()
    assert value_of(learner.state, "new_per_day", COURSE) == 20
    learner.record([setting_event(learner.now(), "new_per_day", 5)])
    assert source_of(learner.state, "new_per_day", COURSE) == "all"
    learner.record([setting_event(learner.now(), "new_per_day", 3, COURSE)])
    assert value_of(learner.state, "new_per_day", COURSE) == 3
    assert value_of(learner.state, "new_per_day", "other") == 5
    assert limits(learner.state, COURSE, learner.now()) == (3, 200)
    learner.record([setting_event(learner.now(), "new_per_day", None, COURSE)])
    assert value_of(learner.state, "new_per_day", COURSE) == 5


def test_each_course_has_its_own_wanted_recall() -> None:
    learner = Student()
    learner.record([setting_event(learner.now(), "retention", 0.8, COURSE)])
    assert scheduler_settings(learner.state, COURSE).retention == 0.8
    assert scheduler_settings(learner.state, "other").retention == 0.9


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("new_per_day", -1),
        ("new_per_day", "many"),
        ("new_per_day", True),
        ("reviews_per_day", 10**9),
        ("retention", 1.0),
        ("retention", float("nan")),
        ("rollover_hour", 13),
        ("zone", "../nowhere"),
        ("zone", 8),
        ("two_buttons", 1),
        ("learning_steps", [10, 1]),
        ("learning_steps", [0]),
        ("learning_steps", "1 10"),
        ("learning_steps", [1] * 11),
        ("max_interval", 0),
    ],
)
def test_a_value_out_of_bounds_in_the_profile_counts_as_absent(key: str, value: object) -> None:
    state = empty_state()
    state["settings"] = {key: value}
    assert value_of(state, key) == SETTINGS[key].default
    assert source_of(state, key) == "default"
    assert scheduler_settings(state, COURSE).retention == 0.9


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("new_per_day", " 7 ", 7),
        ("retention", "85 %", 0.85),
        ("retention", "0.85", 0.85),
        ("two_buttons", "Yes", True),
        ("two_buttons", "否", False),
        ("learning_steps", "1, 10 30", [1.0, 10.0, 30.0]),
        ("relearning_steps", "", []),
        ("zone", "Asia/Taipei", "Asia/Taipei"),
        ("zone", "", ""),
    ],
)
def test_values_are_read_as_people_write_them(key: str, text: str, value: object) -> None:
    assert read_value(SETTINGS[key], text) == value


@pytest.mark.parametrize(
    ("key", "text", "english", "chinese"),
    [
        (
            "new_per_day",
            "5000",
            "new_per_day must be from 0 to 1000, not 5000.",
            "new_per_day 必須介於 0 到 1000，不能是 5000。",
        ),
        (
            "retention",
            "often",
            "retention takes a number, not “often”.",
            "retention 應填數字，不能填「often」。",
        ),
        (
            "zone",
            "Mars/Base",
            "There is no time zone “Mars/Base”; write it as Asia/Taipei.",
            "沒有「Mars/Base」這個時區，請寫成 Asia/Taipei 的形式。",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    key: str, text: str, english: str, chinese: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read_value(SETTINGS[key], text)
    assert str(refused.value) == english
    assert Words("zh-Hant").translate(refused.value.message) == chinese


@given(st.sampled_from(list(SETTINGS.values())), st.text(max_size=12))
def test_whatever_is_typed_is_a_value_or_refused(setting: Setting, text: str) -> None:
    try:
        value = read_value(setting, text)
    except Refusal:
        return
    assert checked(setting, value) == value


@pytest.mark.parametrize("setting", SETTINGS.values())
def test_the_default_is_a_value_and_is_read_as_it_is_shown(setting: Setting) -> None:
    default = setting.default
    assert checked(setting, default) == default
    shown = value_text(setting, default, Words("en"))
    assert read_value(setting, shown.removesuffix("–")) == default


def test_a_yes_is_turned_there_where_it_is_in_force() -> None:
    learner = Student()
    learner.record([setting_event(learner.now(), "two_buttons", True, COURSE)])
    learner.record([toggled(learner.now(), learner.state, "two_buttons", COURSE)])
    assert value_of(learner.state, "two_buttons", COURSE) is False
    assert "two_buttons" not in learner.state["settings"]


@pytest.fixture
def no_zone_data(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system without time zone data, as Windows is, and without the package for it."""
    for name in {"tzdata", *(name for name in sys.modules if name.startswith("tzdata."))}:
        monkeypatch.setitem(sys.modules, name, None)
    ZoneInfo.clear_cache()
    zoneinfo.reset_tzpath([])
    yield
    zoneinfo.reset_tzpath()
    ZoneInfo.clear_cache()


@pytest.mark.usefixtures("no_zone_data")
def test_a_system_without_time_zones_is_named_as_the_reason() -> None:
    with pytest.raises(Refusal, match=r"no time zone data.*install.*tzdata"):
        read_value(SETTINGS["zone"], "Asia/Taipei")


def test_a_zone_that_does_not_exist_is_named_as_the_reason() -> None:
    with pytest.raises(Refusal, match="There is no time zone “Asia/Taipeh”"):
        read_value(SETTINGS["zone"], "Asia/Taipeh")
