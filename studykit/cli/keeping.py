"""A profile in use by a command, and what is to be said when it is closed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.progress.store import Profile


@contextmanager
def kept(profile: Profile) -> Iterator[Profile]:
    """Close the profile in the end, and say on standard error what came to light since it was
    opened: no screen is left then to show it."""
    said = len(profile.notices)
    try:
        with profile:
            yield profile
    finally:
        for notice in profile.notices[said:]:
            print(f"studykit: {notice}", file=sys.stderr)
