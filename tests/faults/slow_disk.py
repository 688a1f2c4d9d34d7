"""`python -m tests.faults.slow_disk`: the program on a disk that is slow to sync.

Each sync takes `SLOW_SECONDS` longer; when one is done a byte is appended to `SLOW_DONE`.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from studykit.cli import main

_SECONDS = float(os.environ["SLOW_SECONDS"])
_DONE = Path(os.environ["SLOW_DONE"])
_sync = os.fdatasync if hasattr(os, "fdatasync") else os.fsync


def _slowly(descriptor: int) -> None:
    time.sleep(_SECONDS)
    _sync(descriptor)
    with _DONE.open("ab") as done:
        done.write(b".")


if __name__ == "__main__":
    setattr(os, "fdatasync" if hasattr(os, "fdatasync") else "fsync", _slowly)
    raise SystemExit(main(sys.argv[1:]))
