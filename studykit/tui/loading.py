"""Reading courses in a thread of their own, so that keys are heard meanwhile."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.content.course import Progress

_EVERY = 0.1
"""Seconds between two words on how far reading is."""


class Stopped(Exception):
    """Nobody waits for what is being read any more."""


async def read_aside(read: Callable[[Progress], None], show: Progress) -> None:
    """Run `read` in a thread; it is handed what tells how far it is, which calls `show`, at
    leisure, where the screen is drawn.

    Whoever cancels this stops the reading, after the lesson that is being read.
    """
    loop, stopped, reported_at = asyncio.get_running_loop(), False, 0.0

    def report(done: int, of: int) -> None:
        nonlocal reported_at
        if stopped:
            raise Stopped
        if time.monotonic() - reported_at >= _EVERY:
            reported_at = time.monotonic()
            loop.call_soon_threadsafe(tell, done, of)

    def tell(done: int, of: int) -> None:
        if not stopped:
            show(done, of)

    try:
        await asyncio.to_thread(read, report)
    finally:
        stopped = True
