"""The learner's file of settings: a wrong line is named with its place, the rest is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.learner.config import Config, notices, read_config
from studykit.learner.settings import setting_event, stand_beneath, value_of
from tests.study.builder import Student


def config(folder: Path, own: str, of_class: str | None = None) -> Config:
    """What a learner's file says, with that of the class beside it."""
    (folder / "config.toml").write_text(own, encoding="utf-8")
    if of_class is not None:
        (folder / "class.toml").write_text(of_class, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUDYKIT_CONFIG", str(folder / "config.toml"))
        return read_config()


def wrong(read: Config) -> list[str]:
    """What is named, with its place in the file."""
    return [
        str(each._replace(file=Path(each.file.name)).line_of_text)
        for each in sorted(read.wrong)
    ]


def test_every_wrong_line_is_named_and_the_rest_is_used(tmp_path: Path) -> None:
    read = config(
        tmp_path,
        """\
new_per_day = 3
[settings]
new_per_day = 7
retention = "85%"
new_per_dya = 3
  theme = dark
reviews_per_day = 999999
weekday_load = [100, 100,
  100, 100, 100,  # a comment
  50, 0]
new_per_day = 8
two_buttons = yes
[setings]
fuzz = false
[settings
rest_days = 3
[settings]
hello
zone = "Asia/Taipie"
rest_days = 2
learning_steps = [5, 1]
max_interval = 0xffffffffffffffffffffffff
plan_minutes = [1
""",
    )
    assert {key: value for key, (value, _) in read.settings.items()} == {
        "new_per_day": 7,
        "retention": 0.85,
        "weekday_load": [100.0] * 5 + [50.0, 0.0],
        "rest_days": 2,
    }
    said = wrong(read)
    for at, beginning in (
        (0, "config.toml:1:1: “new_per_day” belongs below a line [settings]."),
        (1, "config.toml:5:1: There is no setting “new_per_dya”. Did you mean “new_per_day”?"),
        (2, "config.toml:6:11: This line cannot be read. Write a text in quotation marks"),
        (3, "config.toml:7:19: reviews_per_day must be from 0 to 10000, not 999999."),
        (4, "config.toml:11:1: This is already set in line 3."),
        (5, "config.toml:12:15: This line cannot be read."),
        (6, "config.toml:14:1: There is no section “setings”. Did you mean “settings”?"),
        (7, "config.toml:15:10: This line cannot be read. Write [settings]"),
        (8, "config.toml:18:6: This line cannot be read. Write NAME = VALUE."),
        (9, "config.toml:19:8: There is no time zone “Asia/Taipie”"),
        (10, "config.toml:21:18: learning_steps takes at most 10 steps"),
        (11, "config.toml:22:16: max_interval takes a whole number"),
        (12, "config.toml:23:"),
    ):
        assert said[at].startswith(beginning), said[at]
    assert len(said) == 13
    assert len(notices(read.wrong)) == 4
    assert notices(read.wrong)[-1].startswith("10 more lines of your configuration")


def test_the_profile_comes_before_the_own_file_and_that_before_the_class(
    tmp_path: Path,
) -> None:
    read = config(
        tmp_path,
        "[settings]\nnew_per_day = 7\nretention = 5\n",
        "[settings]\nnew_per_day = 1\nretention = 0.8\nreviews_per_day = 50\n",
    )
    learner = Student()
    try:
        stand_beneath(read.settings)
        for key, value in (("new_per_day", 7), ("retention", 0.8), ("reviews_per_day", 50)):
            assert value_of(learner.state, key) == value
        learner.record([setting_event(learner.now(), "new_per_day", 20)])
        assert value_of(learner.state, "new_per_day") == 20
        learner.record([setting_event(learner.now(), "new_per_day", None)])
        assert value_of(learner.state, "new_per_day") == 7
    finally:
        stand_beneath({})
    assert value_of(learner.state, "new_per_day") == 20


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(
        b"\xef\xbb\xbf[settings]\r\nfuzz = false\r\n# \xff\n"
    )
    read = read_config(tmp_path / "config.toml")
    assert read.settings["fuzz"] == (False, "config")
    assert wrong(read) == ["config.toml:3:3: This is not UTF-8; save the file as UTF-8."]
    (tmp_path / "large.toml").write_bytes(b"#" * 300_000)
    assert "too large" in wrong(read_config(tmp_path / "large.toml"))[0]
    assert "cannot be read" in wrong(read_config(tmp_path))[0]
    assert not read_config(tmp_path / "none.toml").wrong


@given(st.text(alphabet="[]{}=\"'#\\\n abs1.,\x1b", max_size=60))
def test_no_text_breaks_the_reading(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "strange.toml"
    file.write_text("[settings]\n" + text, encoding="utf-8")
    assert all("\x1b" not in each.line_of_text for each in read_config(file).wrong)
