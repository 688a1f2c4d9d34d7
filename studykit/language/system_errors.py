"""What the operating system says when a file cannot be used, so that it can be translated."""

from __future__ import annotations

import errno

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
