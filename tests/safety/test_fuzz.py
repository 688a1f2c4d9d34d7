"""Each target of the fuzzer on a few strange inputs; HYPOTHESIS_PROFILE=ci-long tries more."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import mutated
from tests.fuzz.targets import TARGETS

pytestmark = pytest.mark.long

DEAR = {"markdown": 3, "lines": 3, "article": 12}
"""Targets of which fewer inputs are tried, and how many times fewer."""


@pytest.mark.parametrize("name", TARGETS)
def test_strange_inputs_are_taken(name: str) -> None:
    @settings(max_examples=max(1, settings.default.max_examples // DEAR.get(name, 1)))
    @given(number=st.integers(0, 2**32), data=st.binary(max_size=200))
    def taken(number: int, data: bytes) -> None:
        TARGETS[name](mutated(name, Random(number))[:6000])
        TARGETS[name](data)

    taken()
