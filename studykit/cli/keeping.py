"""A profile in use by a command, and what is to be said when it is closed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.progress.store import Profile


@contextmanager
def kept(profile: Profile, *, shown: bool = False) -> Iterator[Profile]:
    """Say on standard error how the profile was found, unless it is `shown` elsewhere, close
    it in the end, and say what came to light meanwhile: no screen is left then to show it."""
    said = len(profile.notices) if shown else 0
    try:
        with profile:
            _say(profile.notices[said:])
            said = len(profile.notices)
            yield profile
    finally:
        _say(profile.notices[said:])


def _say(notices: list[str]) -> None:
    for notice in notices:
        print(f"studykit: {notice}", file=sys.stderr)
