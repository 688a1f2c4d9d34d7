"""All faults there are."""

from __future__ import annotations

from tests.faults import crash, damage, disk, killed, surroundings, syncing, windows

FAULTS = tuple(
    fault
    for kind in (killed, damage, disk, windows, syncing, crash, surroundings)
    for fault in kind.FAULTS
)
