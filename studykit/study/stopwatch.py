"""How long the learner took, by the learner's own clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.learner.clock import Clock

LONGEST_ANSWER = 120.0
"""Seconds; who takes longer over one card or question was away (Anki caps at 60 by default)."""
LONGEST_READING = 900.0
"""Seconds of one section that count as reading."""


class Stopwatch:
    """Seconds since it was restarted, so that laps add up and no second counts twice."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.restart()

    def restart(self) -> None:
        """Count from now."""
        self._since = self._clock.seconds()

    @property
    def answering(self) -> float:
        """Seconds that count for a card or an answer."""
        return self._up_to(LONGEST_ANSWER)

    @property
    def reading(self) -> float:
        """Seconds that count for reading a section."""
        return self._up_to(LONGEST_READING)

    def _up_to(self, longest: float) -> float:
        return min(longest, max(0.0, self._clock.seconds() - self._since))
