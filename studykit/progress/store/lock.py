"""One writer at a time: a lock that the system itself lets go of when its owner dies."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from studykit.language.message import Message

_HELD = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)

WITHOUT_LOCKS = Message(
    "Your profile is on a disk without file locks, so nothing stops two windows from writing "
    "to it at the same time: open one window at a time, or put the profile on a local disk "
    "with --profile FILE or STUDYKIT_PROFILE."
)


class Lock:
    """The lock on a profile: held on the file `path`, which stays behind empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.available = True
        """False once the file system has turned out to have no locks."""
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Take the lock; False when another window has it.

        On a file system without locks, as some network drives are, it is True for every
        window, and `available` is False.

        Raises:
            OSError: The file cannot be made or locked.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD:
                return False
            if error.errno in _NO_LOCKS:
                self.available = False
                return True
            raise
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let go of the lock, if it is held."""
        if self._descriptor is not None:
            # Closing the file unlocks it. It is not removed: another window may have it open
            # already, and would then hold a lock that nobody else sees.
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
