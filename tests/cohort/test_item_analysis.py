"""The figures of items are those of Moodle's definitions, worked out by hand."""

from __future__ import annotations

import math
from statistics import correlation as pearson
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cohort.item_analysis import analyse
from studykit.cohort.submissions import Attempt, ItemKey


def attempts(*rows: list[float], points: tuple[float, ...] = ()) -> list[Attempt]:
    """A student a row, an item a column."""
    keys = [ItemKey(f"q{n}", "d") for n in range(len(rows[0]))]
    worth = dict(zip(keys, points or (1.0,) * len(keys), strict=True))
    found = []
    for n, row in enumerate(rows):
        marks = dict(zip(keys, row, strict=True))
        score = sum(worth[k] * m for k, m in marks.items()) / sum(worth.values())
        found.append(
            Attempt(
                id=f"a{n}",
                student=f"s{n}",
                course="c",
                quiz="q",
                started="2026-05-01T08:00:00Z",
                submitted="2026-05-01T08:30:00Z",
                score=score,
                passed=None,
                points=dict(worth),
                marks=marks,
                objectives=dict.fromkeys(keys, ""),
            )
        )
    return found


CLASS = attempts([1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0], [1, 1, 1])


def test_the_figures_of_a_small_class() -> None:
    figures = analyse(CLASS)
    first, second, third = figures.items
    assert figures.mean == pytest.approx(9 / 15)
    assert first.facility == pytest.approx(0.8)
    assert second.facility == pytest.approx(0.6)
    assert third.facility == pytest.approx(0.4)
    # By hand: item 2 = 1,1,0,0,1 against the rest = 1, 1/2, 1/2, 0, 1.
    assert second.discrimination == pytest.approx(pearson([1, 1, 0, 0, 1], [1, 0.5, 0.5, 0, 1]))
    totals, columns = [3, 2, 1, 0, 3], ([1, 1, 1, 0, 1], [1, 1, 0, 0, 1], [1, 0, 0, 0, 1])
    alpha = 3 / 2 * (1 - sum(map(variance, columns)) / variance(totals))
    assert figures.alpha == pytest.approx(alpha)
    assert figures.error_ratio == pytest.approx(math.sqrt(1 - alpha))
    # Sorted alike, the marks could not go together better.
    assert third.efficiency == pytest.approx(1)
    assert second.upper_lower == pytest.approx(1)
    pair = 2 * (1 - (variance(columns[0]) + variance(columns[1])) / variance([2, 2, 1, 0, 2]))
    assert third.alpha_without == pytest.approx(pair)


def test_equals_at_the_border_of_a_group_count_alike_in_whatever_order_they_come() -> None:
    # Groups of one: three students did equally well at the rest, two of them at the item.
    rows = [[1.0, 1.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    for given_rows in (rows, rows[::-1]):
        first = analyse(attempts(*given_rows)).items[0]
        assert first.upper_lower == pytest.approx(2 / 3)


def test_weights_follow_the_points() -> None:
    first, second = analyse(attempts([1, 0], [0, 1], [1, 1], [0, 0], points=(3, 1))).items
    assert (first.intended_weight, second.intended_weight) == (0.75, 0.25)
    assert first.effective_weight == pytest.approx(0.75)


def test_what_is_not_defined_is_left_open() -> None:
    [only] = analyse(attempts([1], [1], [1])).items
    assert (only.facility, only.discrimination, only.efficiency) == (1, None, None)
    assert analyse([]).items == ()


def test_wordings_are_not_mixed_and_papers_that_differ_have_no_alpha() -> None:
    old, new = attempts([1, 0], [0, 1]), attempts([1, 1], [0, 0])
    for attempt in new:
        for table in (attempt.points, attempt.marks, attempt.objectives):
            table[ItemKey("q0", "other")] = table.pop(ItemKey("q0", "d"))  # type: ignore[assignment]
    figures = analyse([*old, *new])
    assert figures.alpha is None
    assert [(item.key, item.attempts) for item in figures.items] == [
        (ItemKey("q0", "d"), 2),
        (ItemKey("q1", "d"), 4),
        (ItemKey("q0", "other"), 2),
    ]


MARKS = st.sampled_from([0.0, 0.5, 1.0])


ROWS = st.integers(2, 6).flatmap(
    lambda n: st.lists(st.lists(MARKS, min_size=n, max_size=n), min_size=2, max_size=12)
)


@given(ROWS)
def test_figures_keep_within_their_bounds(rows: list[list[float]]) -> None:
    figures = analyse(attempts(*rows))
    assert figures.alpha is None or figures.alpha <= 1 + 1e-9
    for item in figures.items:
        assert item.facility is not None
        assert 0 <= item.facility <= 1
        for value in (item.discrimination, item.efficiency, item.upper_lower):
            assert value is None or -1 - 1e-9 <= value <= 1 + 1e-9 or value is item.efficiency
    weights = [item.effective_weight for item in figures.items if item.effective_weight]
    assert not weights or sum(weights) == pytest.approx(1)
