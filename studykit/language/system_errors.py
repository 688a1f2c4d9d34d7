"""What the operating system says when a file cannot be used, so that it can be translated."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from studykit.language.message import Message

_REASONS = {
    errno.ENOSPC: Message("No space left on device"),
    errno.EDQUOT: Message("Disk quota exceeded"),
    errno.EROFS: Message("Read-only file system"),
    errno.EACCES: Message("Permission denied"),
    errno.EPERM: Message("Operation not permitted"),
    errno.EIO: Message("Input/output error"),
    errno.ENOENT: Message("No such file or directory"),
    errno.EISDIR: Message("Is a directory"),
    errno.ENOTDIR: Message("Not a directory"),
}


def reason(error: OSError) -> str:
    """Why an operation failed: a `Message` where it is one of the usual reasons."""
    text = error.strerror or str(error) or type(error).__name__
    return text if isinstance(text, Message) else _REASONS.get(error.errno or 0, text)


def regular_file(path: Path | int) -> os.stat_result:
    """The state of the file at `path`, or of an open one, without opening it: opening a device
    may do something, and opening a pipe waits for ever.

    Raises:
        OSError: there is nothing, or a folder, a pipe or a device.
    """
    state = path.stat() if isinstance(path, Path) else os.fstat(path)
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(state.st_mode):
        raise OSError(0, Message("It is not a regular file"))
    return state
