"""Figures of a quiz's items over a class, as Moodle's quiz statistics define them.

Source: Moodle docs, “Quiz statistics calculations”, and Haladyna & Rodriguez (2013), ch. 17,
for what the figures mean. `x` is what an attempt earned at an item, as a share of the item's
points; `rest` what it earned at all its other items, as a share of theirs.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from statistics import fmean, pvariance
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studykit.cohort.submissions import Attempt, ItemKey

FEW = 20
"""Attempts below which figures of an item say too little to act on."""
_GROUP = 0.27
"""Of a class, the upper and the lower group (Kelley 1939)."""
_RIGHT = 0.999999


@dataclass(frozen=True)
class Choice:
    """An option, or a typed response: how many chose it, and how strong they are."""

    response: str
    count: int
    rest: float
    """Mean of the rest scores of those who chose it, 0 to 1."""
    right: bool


@dataclass(frozen=True)
class ItemFigures:
    """What a class did at one item. A figure is None where it is not defined."""

    key: ItemKey
    attempts: int
    facility: float | None
    """Mean share of the points, 0 to 1."""
    deviation: float | None
    """Standard deviation of the share, of the population."""
    discrimination: float | None
    """Correlation of the item with the rest of the quiz, −1 to 1."""
    efficiency: float | None
    """Covariance with the rest ÷ the largest that these marks could have, −1 to 1."""
    intended_weight: float
    """Its share of the points of the quiz, 0 to 1."""
    effective_weight: float | None
    """Its share of what makes the total scores differ, 0 to 1; None where it works against
    the total."""
    upper_lower: float | None
    """Facility in the upper group minus that in the lower group, −1 to 1."""
    alpha_without: float | None
    """Cronbach's alpha of the quiz without it."""
    seconds: float | None
    """Mean time spent on it."""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class QuizFigures:
    """What a class did at a quiz."""

    attempts: int
    mean: float
    deviation: float
    passed: float | None
    """Share of the attempts that passed; None where there is no mark to pass."""
    alpha: float | None
    """Coefficient of internal consistency (Cronbach's alpha); None where attempts had
    different questions, or there are too few."""
    error_ratio: float | None
    """√(1 − alpha): how much of the spread is chance."""
    standard_error: float | None
    """Of a score, 0 to 1."""
    items: tuple[ItemFigures, ...] = ()
    certainty: dict[int, tuple[int, float]] = field(default_factory=dict)
    """Certainty → how many answers were given with it, and the share that was right."""


def analyse(attempts: Sequence[Attempt]) -> QuizFigures:
    """The figures of the attempts at one quiz, one attempt a student."""
    keys = list(dict.fromkeys(key for attempt in attempts for key in attempt.points))
    scores = [attempt.score for attempt in attempts]
    verdicts = [attempt.passed for attempt in attempts if attempt.passed is not None]
    alike = len({frozenset(attempt.points) for attempt in attempts}) == 1
    deviation = math.sqrt(pvariance(scores)) if scores else 0.0
    alpha = _alpha(attempts, keys) if alike else None
    ratio = None if alpha is None or alpha > 1 else math.sqrt(1 - alpha)
    spreads = {key: _effective(attempts, key) for key in keys}
    total = sum(spread for spread in spreads.values() if spread)
    return QuizFigures(
        attempts=len(attempts),
        mean=fmean(scores) if scores else 0.0,
        deviation=deviation,
        passed=sum(verdicts) / len(verdicts) if verdicts else None,
        alpha=alpha,
        error_ratio=ratio,
        standard_error=None if ratio is None else ratio * deviation,
        items=tuple(
            _item(attempts, key, spreads[key], total, alike=alike, keys=keys) for key in keys
        ),
        certainty=_certainty(attempts),
    )


def _share(attempt: Attempt, key: ItemKey) -> float:
    """What an attempt earned at an item; one left out earns nothing."""
    return attempt.marks.get(key, 0.0)


def _rest(attempt: Attempt, key: ItemKey) -> float:
    others = [each for each in attempt.points if each != key]
    worth = math.fsum(attempt.points[each] for each in others)
    earned = math.fsum(attempt.points[each] * _share(attempt, each) for each in others)
    return earned / worth if worth else 0.0


def _item(
    attempts: Sequence[Attempt],
    key: ItemKey,
    spread: float | None,
    total: float,
    *,
    alike: bool,
    keys: Sequence[ItemKey],
) -> ItemFigures:
    asked = [attempt for attempt in attempts if key in attempt.points]
    xs = [_share(attempt, key) for attempt in asked]
    rests = [_rest(attempt, key) for attempt in asked]
    times = [
        seconds
        for attempt in asked
        if isinstance(seconds := attempt.responses.get(key, {}).get("seconds"), int | float)
    ]
    weights = [a.points[key] / worth for a in asked if (worth := math.fsum(a.points.values()))]
    return ItemFigures(
        key=key,
        attempts=len(asked),
        facility=fmean(xs) if xs else None,
        deviation=math.sqrt(pvariance(xs)) if len(xs) > 1 else None,
        discrimination=correlation(xs, rests),
        efficiency=_efficiency(xs, rests),
        intended_weight=fmean(weights) if weights else 0.0,
        effective_weight=None if spread is None or not total else spread / total,
        upper_lower=_upper_lower(xs, rests),
        alpha_without=_alpha(asked, [k for k in keys if k != key]) if alike else None,
        seconds=fmean(times) if times else None,
        choices=_choices(asked, key, rests),
    )


def covariance(xs: Sequence[float], ys: Sequence[float]) -> float:
    """The covariance of a sample; 0 of fewer than two."""
    if len(xs) < 2:
        return 0.0
    mx, my = fmean(xs), fmean(ys)
    products = ((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    return math.fsum(products) / (len(xs) - 1)


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's correlation, −1 to 1; None where one side does not vary."""
    spread = math.sqrt(covariance(xs, xs) * covariance(ys, ys))
    if spread < 1e-12:
        return None
    return max(-1.0, min(1.0, covariance(xs, ys) / spread))


def _efficiency(xs: Sequence[float], rests: Sequence[float]) -> float | None:
    most = covariance(sorted(xs), sorted(rests))
    return covariance(xs, rests) / most if most > 1e-12 else None


def _effective(attempts: Sequence[Attempt], key: ItemKey) -> float | None:
    """√Cov(item, total); None where the item works against the total."""
    asked = [attempt for attempt in attempts if key in attempt.points]
    xs = [attempt.points[key] * _share(attempt, key) for attempt in asked]
    totals = [
        math.fsum(worth * _share(attempt, each) for each, worth in attempt.points.items())
        for attempt in asked
    ]
    shared = covariance(xs, totals)
    return math.sqrt(shared) if shared >= 0 else None


def _upper_lower(xs: Sequence[float], rests: Sequence[float]) -> float | None:
    size = round(len(xs) * _GROUP)
    if size < 1:
        return None
    ranked = [x for _, x in sorted(zip(rests, xs, strict=True), key=lambda pair: pair[0])]
    return fmean(ranked[-size:]) - fmean(ranked[:size])


def _alpha(attempts: Sequence[Attempt], keys: Sequence[ItemKey]) -> float | None:
    """Cronbach's alpha; None with fewer than two items or attempts, or without any spread."""
    if len(keys) < 2 or len(attempts) < 2:
        return None
    columns = [[a.points.get(key, 0.0) * _share(a, key) for a in attempts] for key in keys]
    totals = [math.fsum(column) for column in zip(*columns, strict=True)]
    whole = covariance(totals, totals)
    if whole < 1e-12:
        return None
    parts = math.fsum(covariance(column, column) for column in columns)
    return len(keys) / (len(keys) - 1) * (1 - parts / whole)


def _choices(
    asked: Sequence[Attempt], key: ItemKey, rests: Sequence[float]
) -> tuple[Choice, ...]:
    counted: Counter[str] = Counter()
    strengths: dict[str, list[float]] = {}
    right: dict[str, bool] = {}
    for attempt, rest in zip(asked, rests, strict=True):
        for response in _chosen(attempt.responses.get(key)):
            counted[response] += 1
            strengths.setdefault(response, []).append(rest)
            right[response] = right.get(response, True) and _share(attempt, key) >= _RIGHT
    return tuple(
        Choice(response, count, fmean(strengths[response]), right[response])
        for response, count in counted.most_common()
    )


def _chosen(answer: Mapping[str, Any] | None) -> list[str]:
    """What was chosen or typed: an index of an option, true or false, or a short text."""
    response = answer.get("response") if answer else None
    if isinstance(response, bool):
        return [str(response).lower()]
    if isinstance(response, int):
        return [str(response)]
    if isinstance(response, list) and all(type(each) is int for each in response):
        return [str(each) for each in response]
    if isinstance(response, str) and response.strip():
        return [" ".join(response.split())[:60]]
    return []


def _certainty(attempts: Sequence[Attempt]) -> dict[int, tuple[int, float]]:
    found: dict[int, list[bool]] = {}
    for attempt in attempts:
        for key, answer in attempt.responses.items():
            if isinstance(level := answer.get("certainty"), int) and key in attempt.marks:
                found.setdefault(level, []).append(attempt.marks[key] >= _RIGHT)
    return {level: (len(r), sum(r) / len(r)) for level, r in sorted(found.items())}
