"""A memory that another program wrote is scheduled like the nearest that there can be."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from tests.progress.learning import at, reviewed


@pytest.mark.parametrize("state", ["learning", "review", "relearning"])
@pytest.mark.parametrize("stability", [0, 1e-300, 1e-9, 1e19])
@pytest.mark.parametrize("difficulty", [0, -5, 0.5, 5, 1e9, 1e20])
def test_any_stability_and_difficulty_can_be_scheduled(
    state: str, stability: float, difficulty: float
) -> None:
    memory: Any = dict(reviewed(at(1))["memory"])
    step = None if state == "review" else 0
    memory |= {"state": state, "stability": stability, "difficulty": difficulty, "step": step}
    for rating in Rating:
        for days in (0, 1, 400):
            after = Scheduler().review("card", memory, rating, at(1 + days * 1440))
            assert 0 < after["stability"] <= 36_500
            assert 1 <= after["difficulty"] <= 10
