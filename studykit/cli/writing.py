"""Writing a file that a command makes, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from studykit.cli.outcome import Failure
from studykit.language.message import Message
from studykit.language.system_errors import reason


def write_file(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write `data` to `target`, in place of what is there; `private`: readable by the owner
    alone.

    Raises:
        Failure: it cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".studykit-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            if not private:
                Path(name).chmod(0o644)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Failure(
            Message("{file} cannot be written: {reason}.", file=target, reason=reason(error))
        ) from None


def set_aside(target: Path) -> Path | None:
    """Keep the file at `target`, which is about to be replaced, beside it under another name;
    return where, or None where there is none.

    Raises:
        Failure: it cannot be kept.
    """
    if not target.is_file():
        return None
    stamp = datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = target.with_name(f"{target.name}.before-{stamp}")
    try:
        shutil.copy2(target, aside)
    except OSError as error:
        raise Failure(
            Message("{file} cannot be written: {reason}.", file=aside, reason=reason(error))
        ) from None
    return aside


def file_name(text: str) -> str:
    """A name or an id as a part of a file's name."""
    return re.sub(r"[^\w.-]+", "-", text).strip("-.")[:60] or "result"
