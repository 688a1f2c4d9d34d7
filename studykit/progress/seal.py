"""Knowing again what this machine's own studykit wrote.

A snapshot that somebody else made may hold anything under a right checksum, so its every field
is looked at, which a learner of ten thousand cards feels at each start. One that was written
here carries a seal made with a secret of this machine, and is taken as it is. Losing the secret
costs nothing but that look.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from studykit.content.compiled import cache_folder

_LENGTH = 32


def seal(text: str) -> str:
    """Return the seal of `text`, which no other machine can make; "" where no secret can be
    kept."""
    secret = _secret(cache_folder() / "seal.key")
    return blake2b(text.encode(), key=secret, digest_size=16).hexdigest() if secret else ""


@cache
def _secret(file: Path) -> bytes:
    with suppress(OSError):
        secret = file.read_bytes()
        if len(secret) == _LENGTH:
            return secret
    secret = os.urandom(_LENGTH)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secret)
    except OSError:
        return b""
    return secret
