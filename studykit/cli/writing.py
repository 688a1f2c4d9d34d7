"""Writing a file that a command makes, whole or not at all."""

from __future__ import annotations

import os
import tempfile
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
