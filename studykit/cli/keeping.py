"""A profile in use by a command: opened, told how it was found, and closed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

from studykit.cli.interface import profile_opened, words
from studykit.cli.outcome import Failure
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from studykit.learner.config import Config
    from studykit.progress.store import Profile

_LONG = 1.5
"""Seconds of opening after which one begins to wonder."""
IN_USE = Message("The profile is open in another window; please close it first.")


def add_profile_argument(parser: argparse._ActionsContainer) -> None:
    """Declare whose profile is used."""
    parser.add_argument(
        "--profile",
        type=Path,
        metavar="FILE",
        help=words()("where your progress is (default: your own)"),
    )


@contextmanager
def own_profile(path: Path | None, *, write: bool) -> Iterator[Profile]:
    """The profile at `path` (None: the learner's own), kept as `kept` does.

    Raises:
        Failure: it cannot be used; or another window has it, and it is to be written to.
    """
    from studykit.progress.store.files import ProfileError

    try:
        with kept(path, write=write) as profile:
            if profile.read_only and write:
                raise Failure(IN_USE)
            yield profile
    except ProfileError as error:
        raise Failure(error.message) from error


@contextmanager
def kept(
    path: Path | None,
    *,
    write: bool = True,
    shown: bool = False,
    config: Config | None = None,
) -> Iterator[Profile]:
    """Open the profile at `path`, say on standard error how it was found, unless that is
    `shown` elsewhere, close it in the end, and say what came to light meanwhile.

    Meanwhile the settings of `config` (None: the learner's own) stand beneath the profile's.

    Raises ProfileError as `Profile.open` does.
    """
    from studykit.learner.config import notices, read_config
    from studykit.learner.settings import stand_beneath

    config = config or read_config()
    stand_beneath(config.settings, config.themes)
    profile = _opened(path, write)
    profile.notices += notices(config.wrong)
    profile_opened(profile.state)
    if not shown:
        say_when_slow(profile)
    shown_so_far = len(profile.notices) if shown else 0
    try:
        with profile:
            _say(profile.notices[shown_so_far:])
            shown_so_far = len(profile.notices)
            yield profile
    finally:
        stand_beneath({})
        _say(profile.notices[shown_so_far:])


def say_when_slow(profile: Profile) -> None:
    """Say on standard error, once, that the disk keeps the learner waiting."""

    def say() -> None:
        profile.on_slow = None
        _say(
            [
                Message(
                    "Saving takes long: the disk is slow. Whatever shows as answered is stored."
                )
            ]
        )

    profile.on_slow = say


def _opened(path: Path | None, write: bool) -> Profile:
    from studykit.learner.zones import unusable_zone
    from studykit.progress.store import Profile

    patience = Timer(
        _LONG, _say, [[Message("Going through your whole history; this takes a moment …")]]
    )
    patience.start()
    try:
        profile = Profile.open(path, write=write)
    finally:
        patience.cancel()
    zone_notice = unusable_zone(profile.state)
    if zone_notice is not None:
        profile.notices.append(zone_notice)
    return profile


def _say(notices: list[str]) -> None:
    for notice in notices:
        print(f"studykit: {words().translate(notice)}", file=sys.stderr)
