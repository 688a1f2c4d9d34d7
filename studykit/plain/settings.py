"""Changing settings in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Refusal
from studykit.learner.settings import (
    SETTINGS,
    bounds_text,
    read_value,
    setting_event,
    value_of,
    value_text,
)
from studykit.plain.commands import hear, not_understood
from studykit.text.ruby import show_readings

if TYPE_CHECKING:
    from studykit.learner.learner import Learner
    from studykit.learner.settings import Setting
    from studykit.plain.talk import Talk


def change_settings(talk: Talk, learner: Learner) -> None:
    """List the settings and change one after the other, for all courses.

    Raises:
        Left: the learner quits.
        ProfileError: a value could not be stored.
    """
    words, known = talk.words, list(SETTINGS.values())
    for number, setting in enumerate(known, start=1):
        talk.say(f"{number}. {_line(talk, setting, learner)}", 2)
    while True:
        text = hear(talk, words("The number of a setting to change; Enter goes back")).text
        if not text:
            return
        if text.isdecimal() and 1 <= int(text) <= len(known):
            _change(talk, learner, known[int(text) - 1])
        else:
            talk.say(not_understood(talk, text))


def _change(talk: Talk, learner: Learner, setting: Setting) -> None:
    words, bounds = talk.words, bounds_text(setting, talk.words)
    talk.say(words.translate(setting.says))
    if isinstance(setting.default, bool):
        bounds = words("yes or no")
    prompt = words("New value; Enter leaves it")
    if bounds:
        prompt = words("New value ({bounds}); Enter leaves it", bounds=bounds)
    while text := hear(talk, prompt).text:
        try:
            value = read_value(setting, text)
        except Refusal as refusal:
            talk.say(words.translate(refusal.message))
            continue
        learner.record([setting_event(learner.now(), setting.key, value)])
        show_readings(value_of(learner.state, "readings"))
        talk.say(_line(talk, setting, learner))
        return


def _line(talk: Talk, setting: Setting, learner: Learner) -> str:
    value = value_text(setting, value_of(learner.state, setting.key), talk.words)
    return f"{talk.words.translate(setting.says)}: {value}"
