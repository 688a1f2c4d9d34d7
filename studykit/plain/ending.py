"""The system asks the program to end: a closed window (SIGHUP), SIGTERM.

A session then ends as if the learner had quit, so that the profile gets its snapshot and backup
and the terminal is as it was before. It does so where it waits for the learner, never in the
middle of something.
"""

from __future__ import annotations

import os
import signal
import stat
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""What ends a program from outside; Windows has no SIGHUP, and SIGBREAK is its own."""


class Ended(KeyboardInterrupt):
    """The system has asked the program to end; caught, as Ctrl-C is, where a learner quits."""


class _Run:
    ended = False
    end: Callable[[], object] | None = None


def has_ended() -> bool:
    """Whether the system has asked this run to end: what fails from then on may fail because
    the terminal is gone."""
    return _Run.ended


@contextmanager
def heeding_signals(*, app: bool = False) -> Iterator[None]:
    """Within it what asks the program to end is noted, for `ended_by`; a second time it ends
    the program at once.

    For an `app` Ctrl-C counts too, and a closed window even where the parent ignores it
    (`nohup`): an app is of no use without its terminal.
    """
    if threading.current_thread() is not threading.main_thread():  # which alone may do so
        yield
        return
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    if app:
        numbers.append(signal.SIGINT)
    else:
        _Run.ended = False
        numbers = [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, _note) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def ended_by(end: Callable[[], object]) -> Iterator[None]:
    """Call `end`, in the signal's handler, when the system asks the program to end; at once
    where it has done so already."""
    before = _Run.end
    _Run.end = end
    try:
        if _Run.ended:
            end()
        yield
    finally:
        _Run.end = before


def raise_ended() -> None:
    """For `ended_by`: raise `Ended` where the program is."""
    raise Ended


def _note(number: int, frame: FrameType | None) -> None:
    hung_up = number == getattr(signal, "SIGHUP", None)
    if hung_up:
        _let_go_of_the_terminal()
    elif _Run.ended:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    _Run.ended = True
    if _Run.end is not None:
        _Run.end()


def _let_go_of_the_terminal() -> None:
    """Put nothing in the place of a terminal that is gone: writing to it would fail, at the
    last words of a session and before the profile is closed."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        with suppress(OSError):
            is_device = stat.S_ISCHR(os.fstat(stream).st_mode)
            if is_device and not os.isatty(stream):
                os.dup2(nothing, stream)
    os.close(nothing)
