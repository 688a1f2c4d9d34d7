"""What a learner may set about scheduling, and the bounds within which it makes sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studykit.scheduling.memory import FSRS_DECAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_DAYS = 36_500
RETENTION = (0.7, 0.99)
MAX_INTERVAL_DAYS = (7, MAX_DAYS)
STEP_MINUTES = (1 / 60, 720.0)
MOST_STEPS = 10
_WEIGHTS = 21


@dataclass(frozen=True, slots=True)
class SchedulerSettings:
    """How cards are scheduled.

    Raises:
        ValueError: A value is outside its bounds; the sentence names them.
    """

    retention: float = 0.9
    """How likely a card shall be recalled on the day it is due: 0.7 to 0.99."""
    learning_steps: tuple[float, ...] = (1.0, 10.0)
    """Minutes, at most 12 hours each, none shorter than the one before."""
    relearning_steps: tuple[float, ...] = (10.0,)
    """The same, after a card was forgotten."""
    max_interval: int = MAX_DAYS
    """The longest interval in days: 7 to 36,500."""
    fuzz: bool = True
    """Whether due days are spread a little."""
    weights: tuple[float, ...] | None = None
    """The 21 weights of FSRS-6 fitted to the learner; none: the published ones."""

    def __post_init__(self) -> None:
        _check("retention", self.retention, RETENTION)
        _check("max_interval", self.max_interval, MAX_INTERVAL_DAYS)
        for name in ("learning_steps", "relearning_steps"):
            steps: tuple[float, ...] = getattr(self, name)
            for step in steps:
                _check(name, step, STEP_MINUTES)
            if len(steps) > MOST_STEPS or list(steps) != sorted(steps):
                raise ValueError(f"{name}: at most {MOST_STEPS} steps, none below the last")
        if self.weights is not None:
            _check_weights(self.weights)

    @property
    def decay(self) -> float:
        """How steeply recall falls with time, for `recall`."""
        return FSRS_DECAY if self.weights is None else self.weights[20]


def settings_from(values: Mapping[str, Any]) -> SchedulerSettings:
    """Return the settings named in a profile's `values`; what is missing or out of bounds
    takes its default, so that a profile edited by hand still schedules."""
    settings: dict[str, Any] = {}
    for name in SchedulerSettings.__slots__:
        if name not in values:
            continue
        value = values[name]
        try:
            if isinstance(value, list):
                value = tuple(float(number) for number in value)
            SchedulerSettings(**{name: value})
        except (ValueError, TypeError):
            continue
        settings[name] = value
    return SchedulerSettings(**settings)


def bounded_weights(weights: Iterable[float]) -> tuple[float, ...]:
    """The weights, each within the bounds that FSRS-6 sets for it."""
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    bounds = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return tuple(min(max(weight, low), high) for weight, low, high in bounds)


def _check(name: str, value: float, bounds: tuple[float, float]) -> None:
    low, high = bounds
    if isinstance(value, bool) or not low <= value <= high:
        raise ValueError(f"{name} must be from {low:g} to {high:g}, not {value}")


def _check_weights(weights: tuple[float, ...]) -> None:
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

    if len(weights) != _WEIGHTS:
        raise ValueError(f"weights: {_WEIGHTS} are needed, not {len(weights)}")
    bounds = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    for place, (weight, pair) in enumerate(zip(weights, bounds, strict=True)):
        _check(f"weights[{place}]", weight, pair)
