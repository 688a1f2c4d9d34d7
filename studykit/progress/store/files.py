"""Writing so that what is said to be on the disk is on the disk."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import shutil
import stat
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from studykit.language.message import Message, Refusal
from studykit.language.system_errors import reason

LARGEST_FILE = 500_000_000
"""Bytes of a document that is read at once; a learner of 100,000 cards has a tenth of it."""


class ProfileError(Refusal):
    """The profile cannot be read or written."""


def not_read(path: Path, error: OSError) -> ProfileError:
    """Say that the system did not let `path` be read, and why."""
    if error.errno in _ON_WRITING:  # what is read may have to be put in order first
        return not_written(path, error)
    return ProfileError(
        "The profile {path} cannot be read: {reason}.", path=path, reason=reason(error)
    )


def not_written(path: Path, error: OSError) -> ProfileError:
    """Say that the system did not let `path` be written, and why."""
    return ProfileError(
        "The profile {path} cannot be written: {reason}.", path=path, reason=reason(error)
    )


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading. What is no file is not waited for, as a pipe would be.

    Raises:
        OSError: It cannot be opened, or it is no file.
    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY | _NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(None, Message("it is not a file"))
    return os.fdopen(descriptor, "rb")


def read_whole(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        OSError: It cannot be read, is no file, or larger than any document of the program.
    """
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_size > LARGEST_FILE:
            raise OSError(
                None, Message("it is larger than {n} MB", n=LARGEST_FILE // 1_000_000)
            )
        return file.read()


def sync(descriptor: int) -> None:
    """Return once the bytes written to an open file are on the disk.

    Raises:
        OSError: The disk refuses.
    """
    if sys.platform == "darwin":
        import fcntl

        # fsync on macOS stops at the drive's cache.
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(descriptor)
    elif hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` survive a power cut, where folders can be synced."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, for its owner alone.

    Raises:
        OSError: The disk refuses, or a file is in the way.
    """
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data` without a buffer.

    Raises:
        OSError: The disk refuses; a part may have been written.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path`: at any moment there is either the old file or the new one.

    Raises:
        OSError: The disk refuses; the old file is untouched.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        try:
            write_all(descriptor, data)
            sync(descriptor)
        finally:
            os.close(descriptor)
        _replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def _replace(new: Path, path: Path) -> None:
    """Put a file in the place of another. On Windows a program that looks at every new file,
    such as a virus scanner or a synced folder, may hold the old one for a moment."""
    for seconds in _WAITS:
        try:
            new.replace(path)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    new.replace(path)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file, for its owner alone; when this returns the copy is on the disk.

    Raises:
        OSError: The disk refuses; there is no copy then.
    """
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        with open_regular(source) as original, os.fdopen(descriptor, "wb") as copy:
            shutil.copyfileobj(original, copy)
            copy.flush()
            sync(copy.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            target.unlink()
        raise
    sync_folder(target.parent)


def sweep(path: Path) -> None:
    """Remove what a `write_whole` of `path` left half-way when its program was killed."""
    for beside in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        with contextlib.suppress(OSError):
            beside.unlink()


def stamp() -> str:
    """Return the instant as it stands in the names of backups and of damaged files."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def keep_aside(path: Path) -> Path:
    """Keep a damaged file beside itself, for whoever may want to look at it, before another is
    put in its place; return where.

    Raises:
        OSError: The disk refuses.
    """
    aside = path.with_name(f"{path.name}.damaged-{stamp()}")
    try:
        os.link(path, aside)  # a copy of a file with holes could fill the disk
        aside.chmod(0o600)
    except (OSError, NotImplementedError):
        copy_whole(path, aside)
    else:
        sync_folder(aside.parent)
    return aside


_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4) if sys.platform == "win32" else ()
"""Seconds between two tries to replace a file; on other systems nobody can hold it."""
_ON_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_BINARY: int = getattr(os, "O_BINARY", 0)
_NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
