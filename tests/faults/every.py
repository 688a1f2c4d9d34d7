"""All faults there are."""

from __future__ import annotations

from tests.faults import crash, damage, disk, killed

FAULTS = (*killed.FAULTS, *damage.FAULTS, *disk.FAULTS, *crash.FAULTS)
