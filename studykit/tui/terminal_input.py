"""Bytes from a terminal that are no UTF-8, as a paste in a legacy encoding has them."""

from __future__ import annotations

import codecs
import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def read_any_bytes() -> None:
    """Have such bytes read as a mark (U+FFFD); textual would end at the first of them."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    # A Textual that reads in another way is left alone.
    if hasattr(linux_driver, "getincrementaldecoder"):
        vars(linux_driver)["getincrementaldecoder"] = _lenient


def _lenient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), "replace")
