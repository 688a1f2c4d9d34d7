"""The learner at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plain.lines import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    learner = Desk(tmp_path)
    yield learner
    learner.profile.close()
