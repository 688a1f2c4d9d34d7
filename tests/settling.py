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
LONGEST = 10.0
"""Seconds after which an app that never comes to rest is looked at all the same: far more than
a busy machine needs for a key, since what is looked at too early is not what was caused."""
HELD = 50
"""Looks, a thousandth of a second apart, after which a thread at work, while nothing else is,
must be held up by its test. A machine that is busy elsewhere looks less often, too."""


async def settle(_min_sleep: float = 0.0, max_sleep: float = LONGEST) -> None:
    """Return once no callback is ready, no thread at work and no timer due soon."""
    loop: Any = asyncio.get_running_loop()
    until, looks = time.monotonic() + max_sleep, 0
    while time.monotonic() < until:
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # only then has the loop looked for what threads sent
        if loop._ready:
            looks = 0
            continue
        timers = (timer.when() for timer in loop._scheduled if not timer.cancelled())
        left = min(timers, default=float("inf")) - loop.time()
        if left <= SOON:
            await asyncio.sleep(max(0.0, left))
            looks = 0
        elif _threads_at_work(loop) and looks < HELD:
            await asyncio.sleep(0.001)
            looks += 1
        else:
            return


def _threads_at_work(loop: Any) -> bool:
    pool = loop._default_executor
    return pool is not None and (
        pool._work_queue.qsize() > 0 or pool._idle_semaphore._value < len(pool._threads)
    )
