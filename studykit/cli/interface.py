"""The language that this run of the program speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.words import Words
from studykit.learner.editions import interface_language

if TYPE_CHECKING:
    from studykit.progress.state import State


class _Interface:
    option: str | None = None
    state: State | None = None


def begin(option: str | None = None) -> None:
    """Start a run; `option` is the language asked for on the command line."""
    _Interface.option, _Interface.state = option, None


def profile_opened(state: State) -> None:
    """From now on the learner's own setting counts."""
    _Interface.state = state


def words() -> Words:
    """The words of the interface where no course is open."""
    return Words(spoken())


def spoken(edition: str | None = None) -> str:
    """The language of the interface; `edition` is that of the open course."""
    return interface_language(_Interface.state, _Interface.option, edition)
