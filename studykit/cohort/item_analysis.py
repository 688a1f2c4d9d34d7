"""Figures of a quiz's items over a class, as Moodle's quiz statistics define them.

Source: Moodle docs, “Quiz statistics calculations”, and Haladyna & Rodriguez (2013), ch. 17,
for what the figures mean. `x` is what an attempt earned at an item, as a share of the item's
points; `rest` what it earned at all its other items, as a share of theirs.

The figures are worked out of counts, not of attempts: how many attempts earned the same at an
item and at the rest. Those are few, however large a class is, and a database can count as well
as `tally` does.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studykit.cohort.submissions import Attempt, ItemKey

FEW = 20
"""Attempts below which figures of an item say too little to act on."""
_GROUP = 27
"""Percent of a class that are the upper and the lower group (Kelley 1939)."""
RIGHT = 0.999999
"""Share of the points from which an answer is right."""
MOST_CHOICES = 100
"""Responses to an item that are counted apart, the commonest ones: typed texts have no end."""
_EQUAL = 1e-12
_DIGITS = 12
"""Decimals of what is compared: attempts that did equally well are in one count, in whatever
order their points were added up."""


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


class Cell(NamedTuple):
    """Attempts that earned the same at an item and at the rest of the quiz."""

    x: float
    rest: float
    points: float
    """What the item is worth."""
    worth: float
    """What the whole quiz is worth."""
    earned: float
    """The points of the whole quiz."""
    attempts: int
    seconds: float = 0.0
    """Spent on the item, all of them together."""
    timed: int = 0
    """How many of them have a time."""


class ScoreCell(NamedTuple):
    """Attempts with one score."""

    score: float
    passed: bool | None
    attempts: int


@dataclass
class Tally:
    """What is counted of a quiz: all that its figures need."""

    scores: list[ScoreCell] = field(default_factory=list)
    items: dict[ItemKey, list[Cell]] = field(default_factory=dict)
    choices: dict[ItemKey, list[Choice]] = field(default_factory=dict)
    certainty: dict[int, tuple[int, float]] = field(default_factory=dict)


def analyse(attempts: Sequence[Attempt]) -> QuizFigures:
    """The figures of the attempts at one quiz, one attempt a student."""
    return figures(tally(attempts))


def tally(attempts: Sequence[Attempt]) -> Tally:
    """Count the attempts at one quiz, one attempt a student."""
    found = Tally()
    scores = Counter((attempt.score, attempt.passed) for attempt in attempts)
    found.scores = [ScoreCell(*key, count) for key, count in scores.items()]
    cells: defaultdict[ItemKey, dict[tuple[float, ...], Cell]] = defaultdict(dict)
    chosen: defaultdict[ItemKey, dict[str, list[tuple[float, float]]]] = defaultdict(dict)
    sure: defaultdict[int, list[bool]] = defaultdict(list)
    for attempt in attempts:
        worth, earned = totals(attempt)
        for key, points in attempt.points.items():
            x = attempt.marks.get(key, 0.0)  # what was left out earns nothing
            others = worth - points
            share = (earned - points * x) / others if others > _EQUAL else 0.0
            rest = round(share, _DIGITS) + 0.0
            answer = attempt.responses.get(key, {})
            seconds = answer.get("seconds")
            timed = seconds if isinstance(seconds, int | float) else None
            state = (x, rest, points, worth, earned)
            known = cells[key].get(state) or Cell(*state, attempts=0)
            cells[key][state] = Cell(
                *state,
                attempts=known.attempts + 1,
                seconds=known.seconds + (timed or 0.0),
                timed=known.timed + (timed is not None),
            )
            for response in responses(answer):
                chosen[key].setdefault(response, []).append((rest, x))
            if isinstance(level := answer.get("certainty"), int) and key in attempt.marks:
                sure[level].append(x >= RIGHT)
    found.items = {key: list(by_state.values()) for key, by_state in cells.items()}
    found.choices = {
        key: _commonest(
            Choice(
                response,
                len(each),
                math.fsum(r for r, _ in each) / len(each),
                min(x for _, x in each) >= RIGHT,
            )
            for response, each in by_response.items()
        )
        for key, by_response in chosen.items()
    }
    found.certainty = {level: (len(r), sum(r) / len(r)) for level, r in sorted(sure.items())}
    return found


def _commonest(choices: Iterable[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda each: (-each.count, each.response))[:MOST_CHOICES]


def totals(attempt: Attempt) -> tuple[float, float]:
    """The points that an attempt could have earned, and those it did."""
    worth = math.fsum(attempt.points.values())
    earned = (points * attempt.marks.get(key, 0.0) for key, points in attempt.points.items())
    return round(worth, _DIGITS), round(math.fsum(earned), _DIGITS) + 0.0


def responses(answer: Mapping[str, Any]) -> list[str]:
    """What was chosen or typed: indexes of options, true or false, or a short text."""
    response = answer.get("response")
    if isinstance(response, bool):
        return [str(response).lower()]
    if isinstance(response, int):
        return [str(response)]
    if isinstance(response, list) and all(type(each) is int for each in response):
        return [str(each) for each in response]
    if isinstance(response, str) and response.strip():
        return [" ".join(response.split())[:60]]
    return []


def figures(found: Tally) -> QuizFigures:
    """The figures of a quiz from what was counted of it."""
    scores = [(score, n) for score, _, n in found.scores]
    attempts = sum(n for _, n in scores)
    verdicts = [(float(passed), n) for _, passed, n in found.scores if passed is not None]
    deviation = math.sqrt(_variance(scores)) if scores else 0.0
    # All had the same questions if each question was asked in every attempt.
    alike = all(_count(cells) == attempts for cells in found.items.values())
    parts = {key: _parts(cells) for key, cells in found.items.items()}
    alpha = _alpha(list(parts.values())) if alike else None
    ratio = None if alpha is None or alpha > 1 else math.sqrt(1 - alpha)
    total = sum(spread for part in parts.values() if (spread := _effective(part)))
    return QuizFigures(
        attempts=attempts,
        mean=_mean(scores) or 0.0,
        deviation=deviation,
        passed=_mean(verdicts),
        alpha=alpha,
        error_ratio=ratio,
        standard_error=None if ratio is None else ratio * deviation,
        items=tuple(
            _item(key, cells, found, parts, total, alike=alike)
            for key, cells in found.items.items()
        ),
        certainty=found.certainty,
    )


class _Parts(NamedTuple):
    """Variances and covariance of the points of an item and those of the whole quiz."""

    attempts: int
    item: float
    whole: float
    shared: float


def _parts(cells: Sequence[Cell]) -> _Parts:
    pairs = [(cell.points * cell.x, cell.earned, cell.attempts) for cell in cells]
    item = covariance([(x, x, n) for x, _, n in pairs])
    whole = covariance([(y, y, n) for _, y, n in pairs])
    return _Parts(_count(cells), item, whole, covariance(pairs))


def _item(
    key: ItemKey,
    cells: Sequence[Cell],
    found: Tally,
    parts: Mapping[ItemKey, _Parts],
    total: float,
    *,
    alike: bool,
) -> ItemFigures:
    count = _count(cells)
    xs = [(cell.x, cell.attempts) for cell in cells]
    pairs = [(cell.x, cell.rest, cell.attempts) for cell in cells]
    weights = [(cell.points / cell.worth, cell.attempts) for cell in cells if cell.worth]
    timed = sum(cell.timed for cell in cells)
    spread = _effective(parts[key])
    return ItemFigures(
        key=key,
        attempts=count,
        facility=_mean(xs),
        deviation=math.sqrt(_variance(xs)) if count > 1 else None,
        discrimination=correlation(pairs),
        efficiency=_efficiency(pairs),
        intended_weight=_mean(weights) or 0.0,
        effective_weight=None if spread is None or not total else spread / total,
        upper_lower=_upper_lower(pairs),
        alpha_without=_alpha(
            [part for each, part in parts.items() if each != key], without=parts[key]
        )
        if alike
        else None,
        seconds=math.fsum(cell.seconds for cell in cells) / timed if timed else None,
        choices=tuple(found.choices.get(key, ())),
    )


def _count(cells: Iterable[Cell]) -> int:
    return sum(cell.attempts for cell in cells)


def _mean(values: Sequence[tuple[float, int]]) -> float | None:
    count = sum(n for _, n in values)
    return math.fsum(x * n for x, n in values) / count if count else None


def _variance(values: Sequence[tuple[float, int]]) -> float:
    """The variance of the population."""
    count = sum(n for _, n in values)
    return covariance([(x, x, n) for x, n in values]) * (count - 1) / count


def covariance(pairs: Sequence[tuple[float, float, int]]) -> float:
    """The covariance of a sample, each pair as often as it says; 0 of fewer than two."""
    count = sum(n for _, _, n in pairs)
    if count < 2:
        return 0.0
    mx = math.fsum(x * n for x, _, n in pairs) / count
    my = math.fsum(y * n for _, y, n in pairs) / count
    return math.fsum((x - mx) * (y - my) * n for x, y, n in pairs) / (count - 1)


def correlation(pairs: Sequence[tuple[float, float, int]]) -> float | None:
    """Pearson's correlation, −1 to 1; None where one side does not vary."""
    own = covariance([(x, x, n) for x, _, n in pairs])
    other = covariance([(y, y, n) for _, y, n in pairs])
    spread = math.sqrt(own * other)
    if spread < _EQUAL:
        return None
    return max(-1.0, min(1.0, covariance(pairs) / spread))


def _efficiency(pairs: Sequence[tuple[float, float, int]]) -> float | None:
    most = covariance(_sorted_alike(pairs))
    return covariance(pairs) / most if most > _EQUAL else None


def _sorted_alike(
    pairs: Sequence[tuple[float, float, int]],
) -> list[tuple[float, float, int]]:
    """The same marks, the best one at the item beside the best one at the rest, and so on."""
    xs = sorted((x, n) for x, _, n in pairs)
    ys = sorted((y, n) for _, y, n in pairs)
    found, x_left, y_left = [], 0, 0
    x = y = 0.0
    while xs or x_left:
        if not x_left:
            x, x_left = xs.pop()
        if not y_left:
            y, y_left = ys.pop()
        both = min(x_left, y_left)
        found.append((x, y, both))
        x_left, y_left = x_left - both, y_left - both
    return found


def _effective(part: _Parts) -> float | None:
    """√Cov(item, total); None where the item works against the total."""
    return math.sqrt(max(part.shared, 0.0)) if part.shared >= -_EQUAL else None


def _upper_lower(pairs: Sequence[tuple[float, float, int]]) -> float | None:
    """Facility in the upper group minus that in the lower; of equals at the border of a group,
    as many as it has room for, with the mean of them all."""
    size = (sum(n for _, _, n in pairs) * _GROUP + 50) // 100
    if size < 1:
        return None
    ranks: defaultdict[float, list[float]] = defaultdict(lambda: [0, 0.0])
    for x, rest, n in pairs:
        ranks[rest][0] += n
        ranks[rest][1] += n * x
    ranked = [each for _, each in sorted(ranks.items())]
    return _mean_of_first(reversed(ranked), size) - _mean_of_first(ranked, size)


def _mean_of_first(ranked: Iterable[list[float]], size: int) -> float:
    """The mean of the first `size` values of runs that each have a count and a sum."""
    left, total = float(size), 0.0
    for count, sum_of in ranked:
        taken = min(left, count)
        total += taken * sum_of / count
        left -= taken
        if not left:
            break
    return total / size


def _alpha(parts: Sequence[_Parts], without: _Parts | None = None) -> float | None:
    """Cronbach's alpha of items that all attempts had, `without` another one; None with fewer
    than two items or attempts, or without any spread."""
    if len(parts) < 2 or parts[0].attempts < 2:
        return None
    whole = parts[0].whole
    if without is not None:  # Var(total − item)
        whole += without.item - 2 * without.shared
    if whole < _EQUAL:
        return None
    items = math.fsum(part.item for part in parts)
    return len(parts) / (len(parts) - 1) * (1 - items / whole)
