"""How wide the terminal draws characters of ambiguous width."""

from __future__ import annotations

import locale
import os
import re
import sys
import time
from select import select
from typing import TYPE_CHECKING

from studykit.text.ambiguous import draw_wide
from studykit.text.direction import put_in_order

if TYPE_CHECKING:
    from typing import TextIO

ENVIRONMENT = "STUDYKIT_AMBIGUOUS_WIDTH"
"""`wide` or `narrow`: before the setting, before what the terminal says."""
_ASKED = 0.2
"""Seconds in which the terminal may answer."""
_EAST_ASIAN = re.compile(r"(zh|ja|ko)[_.-]|(zh|ja|ko|chinese|japanese|korean)\b", re.I)
_VTE = 5800
_PLACE = re.compile(rb"\x1b\[\d+;(\d+)R")


def adapt_to_terminal(chosen: str) -> None:
    """Count characters as wide as the terminal draws them. `chosen` is the learner's setting;
    where it is empty the terminal is asked, in surroundings where it may draw them wide."""
    wanted = os.environ.get(ENVIRONMENT, "").strip().lower() or chosen
    draw_wide(wanted == "wide" or (wanted != "narrow" and _east_asian() and _asked()))


def in_browser() -> bool:
    """Whether the screen is a page in a browser (`studykit serve`)."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def adapt_to_order(chosen: str, output: TextIO) -> None:
    """Put text that is written from right to left into the order in which it is seen, unless
    the terminal does that, or a program reads it. `chosen` is the learner's setting; where it
    is empty, the terminals that are known to do it are told by their variables."""
    by_terminal = chosen == "terminal" or (chosen != "program" and _puts_in_order())
    heard = os.environ.get("ACCESSIBLE", "0") not in ("", "0")
    put_in_order(in_browser() or (output.isatty() and not heard and not by_terminal))


def _puts_in_order() -> bool:
    """Whether the terminal is one that puts text in order: GNOME's and others of VTE from 0.58,
    Konsole, Apple's Terminal, mlterm."""
    vte = os.environ.get("VTE_VERSION", "")
    return (
        (vte.isdecimal() and int(vte) >= _VTE)
        or "KONSOLE_VERSION" in os.environ
        or "MLTERM" in os.environ
        or os.environ.get("TERM_PROGRAM") == "Apple_Terminal"
    )


def _east_asian() -> bool:
    """Whether the locale is one in which terminals are set to draw such characters wide."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    return bool(_EAST_ASIAN.match(next(filter(None, names), "") or locale.getlocale()[0] or ""))


def _asked() -> bool:
    """Whether the terminal moves two cells for `○`: it is drawn, and the terminal says where
    the cursor is then. False where there is no such terminal, or no answer in time."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return False
    keys, screen = sys.stdin.fileno(), sys.stderr.fileno()
    usual = termios.tcgetattr(keys)
    answer = b""
    try:
        tty.setcbreak(keys)
        os.write(screen, "\r○\x1b[6n".encode())
        until = time.monotonic() + _ASKED
        while not _PLACE.search(answer):
            left = until - time.monotonic()
            if left <= 0 or not select([keys], [], [], left)[0]:
                break
            answer += os.read(keys, 64)
    finally:
        termios.tcsetattr(keys, termios.TCSADRAIN, usual)
        os.write(screen, b"\r\x1b[K")
    place = _PLACE.search(answer)
    return place is not None and int(place[1]) == 3
