"""A profile in use by a command, and what is to be said of it when no screen can."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studykit.progress.store import Profile

_LONG = 1.5
"""Seconds of opening after which one begins to wonder."""


@contextmanager
def kept(path: Path | None, *, write: bool = True, shown: bool = False) -> Iterator[Profile]:
    """Open the profile at `path`, say on standard error how it was found, unless that is
    `shown` elsewhere, close it in the end, and say what came to light meanwhile.

    Raises ProfileError as `Profile.open` does.
    """
    profile = _opened(path, write)
    said = len(profile.notices) if shown else 0
    try:
        with profile:
            _say(profile.notices[said:])
            said = len(profile.notices)
            yield profile
    finally:
        _say(profile.notices[said:])


def _opened(path: Path | None, write: bool) -> Profile:
    from studykit.progress.store import Profile

    patience = Timer(_LONG, _say, [["Going through your whole history; this takes a moment …"]])
    patience.start()
    try:
        return Profile.open(path, write=write)
    finally:
        patience.cancel()


def _say(notices: list[str]) -> None:
    for notice in notices:
        print(f"studykit: {notice}", file=sys.stderr)
