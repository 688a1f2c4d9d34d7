"""When an app under test has done all that a key caused.

Textual's pilots wait until the process took none of the processor's time for a fiftieth of a
second, several times a key: tests slept through most of their time, and on a busy machine an
app that was put aside counted as one that was done. The event loop knows what is under way.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from studykit.tui.widgets.still import FRAME

SOON = 1.2 * FRAME
"""Seconds: a timer due by then belongs to what a key caused, and is waited for. One that is due
later (a cursor that blinks, a clock) does not."""
LONGEST = 1.0
"""Seconds after which an app that never comes to rest is looked at all the same."""
HELD = 0.1
"""Seconds after which a thread at work, while nothing else is, must be held up by its test."""


async def settle(_min_sleep: float = 0.0, max_sleep: float = LONGEST) -> None:
    """Return once no callback is ready, no thread at work and no timer due soon."""
    loop: Any = asyncio.get_running_loop()
    begun = quiet_since = time.monotonic()
    while (now := time.monotonic()) - begun < max_sleep:
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # only then has the loop looked for what threads sent
        if loop._ready:
            quiet_since = time.monotonic()
            continue
        timers = (timer.when() for timer in loop._scheduled if not timer.cancelled())
        left = min(timers, default=float("inf")) - loop.time()
        if left <= SOON:
            await asyncio.sleep(max(0.0, left))
            quiet_since = time.monotonic()
        elif _threads_at_work(loop) and now - quiet_since <= HELD:
            await asyncio.sleep(0.001)
        else:
            return


def _threads_at_work(loop: Any) -> bool:
    pool = loop._default_executor
    return pool is not None and (
        pool._work_queue.qsize() > 0 or pool._idle_semaphore._value < len(pool._threads)
    )
