"""All faults there are."""

from __future__ import annotations

from tests.faults import crash, damage

FAULTS = (*crash.FAULTS, *damage.FAULTS)
