"""When recall will have fallen to what is wanted: the forgetting curve the other way round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.scheduling.memory import days_until, forgetting_curve


def test_recall_is_90_percent_after_as_many_days_as_the_stability() -> None:
    assert days_until(0.9, 10) == pytest.approx(10)
    assert days_until(0.9, 10, decay=0.5) == pytest.approx(10)
    assert days_until(0.8, 10, decay=0.5) == pytest.approx(10 * (0.8**-2 - 1) / (0.9**-2 - 1))


@given(st.floats(0.5, 0.99), st.floats(0.5, 5000))
def test_after_so_many_days_recall_is_what_was_asked_for(wanted: float, firm: float) -> None:
    days = days_until(wanted, firm)
    shorter, longer = forgetting_curve(int(days), firm), forgetting_curve(int(days) + 1, firm)
    assert longer <= wanted + 1e-9
    assert shorter >= wanted - 1e-9
