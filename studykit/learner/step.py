"""What a session method returns: events to store, and what changes once they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.progress.events import Event


def _nothing() -> None:
    """A step that changes nothing beside the learner's state."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the learner did.

    Nothing changes before the disk: a session computes a step without altering itself, the
    face stores the events, and only then `apply` moves the session on. A step whose events
    could not be stored is dropped, and there is nothing to take back.
    """

    events: tuple[Event, ...] = ()
    apply: Callable[[], object] = _nothing

    def __bool__(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.events)
