"""What happened when something went wrong inside the program, in a file for who mends it."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from studykit import __version__

_LAST = 10
"""Reports that are left; older ones are removed."""


def write_report(error: BaseException) -> Path | None:
    """Write where `error` arose, for the learner alone to read; None where that cannot be
    written."""
    from platformdirs import user_log_path

    from studykit.progress.store.files import make_folder

    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    with suppress(OSError, RuntimeError):  # there may be no home
        folder = user_log_path("studykit", appauthor=False)
        make_folder(folder)
        file = folder / f"error-{stamp}.txt"
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as report:
            report.write(_text(error))
        for old in sorted(folder.glob("error-*.txt"))[:-_LAST]:
            old.unlink(missing_ok=True)
        return file
    return None


def _text(error: BaseException) -> str:
    where = f"Python {platform.python_version()} on {platform.platform()}"
    lines = traceback.format_exception(error)
    return f"studykit {__version__}, {where}\n{sys.argv[1:]}\n\n{''.join(lines)}"
