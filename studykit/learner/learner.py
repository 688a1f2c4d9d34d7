"""One person who studies: profile, clock and settings in one object that sessions hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from studykit.learner.course_state import course_state
from studykit.learner.settings import value_of
from studykit.progress.state import apply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.learner.clock import Clock
    from studykit.learner.step import Step
    from studykit.progress.events import Event, History
    from studykit.progress.state import CourseState, State
    from studykit.scheduling.days import Moment

_CLOCK_SETTINGS = frozenset(("zone", "rollover_hour"))


class Store(Protocol):
    """Where a learner's events are stored and folded: a `Profile`, or memory in a test."""

    @property
    def state(self) -> State:
        """The fold over all events so far."""

    @property
    def read_only(self) -> bool:
        """Whether another window writes."""

    def record(self, events: Iterable[Event]) -> None:
        """Store events, then bring the state up to them."""

    def events(self) -> History:
        """The whole history, oldest first."""


class Learner:
    """What sessions know of the person in front of them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self.clock = clock

    @property
    def state(self) -> State:
        """The state now. To be read, never to be changed."""
        return self._store.state

    @property
    def read_only(self) -> bool:
        """Whether nothing is stored because another window has the profile open."""
        return self._store.read_only

    def now(self) -> Moment:
        """The present instant and its study day."""
        return self.clock.now()

    def course(self, course_id: str) -> CourseState:
        """The state of one course. To be read, never to be changed."""
        return course_state(self.state, course_id)

    def setting(self, key: str, course_id: str = "") -> Any:
        """The value in force of a setting, as `value_of` finds it."""
        return value_of(self.state, key, course_id)

    def history(self) -> History:
        """All events, oldest first, as they lie on the disk.

        Raises:
            ProfileError: while iterating, when they cannot be read.
        """
        return self._store.events()

    def keep(self, step: Step) -> None:
        """Store the events of a step, then apply it.

        Raises:
            ProfileError: they could not be stored; nothing has changed.
        """
        self.record(step.events)
        step.apply()

    def record(self, events: Iterable[Event]) -> None:
        """Store events and bring the state up to them.

        In a read-only window everything can be tried and nothing is stored: the events
        change only the state in memory.

        Raises:
            ProfileError: they could not be stored; the state is as before.
        """
        events = list(events)
        if self.read_only:
            for event in events:
                apply(self.state, event)
        else:
            self._store.record(events)
        if any(event.get("key") in _CLOCK_SETTINGS for event in events):
            self.clock = self.clock.by(self.state)
