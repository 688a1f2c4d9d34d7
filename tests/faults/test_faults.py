"""Every fault in small, as `python -m tests.faults` tries it in large."""

from __future__ import annotations

import sys

import pytest

from tests.faults.campaign import Fault, live
from tests.faults.every import FAULTS

pytestmark = pytest.mark.long


@pytest.mark.skipif(sys.platform == "win32", reason="the faults are brought about as on Unix")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_nothing_is_lost_and_nothing_is_there_twice(fault: Fault) -> None:
    for seed in range(fault.in_tests):
        outcome = live(fault, seed, small=True)
        if outcome.not_tried:
            pytest.skip(f"cannot be brought about here: {', '.join(outcome.not_tried)}")
        assert not outcome.failures, outcome.failures[0]
