"""All faults there are."""

from __future__ import annotations

from tests.faults import crash, damage, killed

FAULTS = (*killed.FAULTS, *damage.FAULTS, *crash.FAULTS)
