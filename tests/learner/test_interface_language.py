"""Which language the interface speaks."""

from __future__ import annotations

import pytest

from studykit.language.environment import system_languages
from studykit.learner.editions import interface_language
from studykit.progress.state import State, empty_state

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def state(language: str) -> State:
    made = empty_state()
    if language:
        made["settings"]["language"] = language
    return made


@pytest.mark.parametrize(
    ("setting", "option", "system", "edition", "spoken"),
    [
        ("", None, "", None, "en"),
        ("", None, "", "zh-Hant", "zh-Hant"),
        ("", None, "C.UTF-8", "zh-Hans", "zh-Hans"),
        ("", None, "fr_FR.UTF-8", "zh-Hant", "zh-Hant"),
        ("", None, "fr_FR.UTF-8", "fr", "en"),
        ("", None, "en_GB.UTF-8", "zh-Hant", "en"),
        ("", None, "zh_CN.UTF-8", "en", "zh-Hans"),
        ("", "zh-TW", "en_GB.UTF-8", "zh-Hant", "zh-Hant"),
        ("", "fr", "zh_TW.UTF-8", "en", "zh-Hant"),
        ("zh-Hans", "zh-Hant", "en_GB.UTF-8", "en", "zh-Hans"),
        ("en", None, "zh_TW.UTF-8", "zh-Hant", "en"),
        ("klingon", None, "zh_TW.UTF-8", "en", "zh-Hant"),
    ],
)
def test_setting_then_option_then_system_then_edition(
    monkeypatch: pytest.MonkeyPatch,
    *,
    setting: str,
    option: str | None,
    system: str,
    edition: str | None,
    spoken: str,
) -> None:
    monkeypatch.setenv("LANG", system)
    assert interface_language(state(setting), option, edition) == spoken


@pytest.mark.parametrize(
    ("variables", "tags"),
    [
        ({}, ()),
        ({"LANG": "zh_TW.UTF-8"}, ("zh-TW",)),
        ({"LANG": "de_DE@euro", "LC_MESSAGES": "C"}, ()),
        ({"LANG": "de_DE", "LC_ALL": "ja_JP.eucJP", "LC_MESSAGES": "C"}, ("ja-JP",)),
        ({"LANG": "de_DE", "LANGUAGE": "zh_HK:zh_TW:en"}, ("zh-HK", "zh-TW", "en")),
        ({"LANG": "POSIX", "LANGUAGE": ""}, ()),
    ],
)
def test_the_first_variable_that_is_set_tells_the_languages(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], tags: tuple[str, ...]
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_languages() == tags
