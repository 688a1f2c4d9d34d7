"""The program in a process of its own, for one tab of a browser.

It is spoken with as textual-serve speaks with an app that has Textual's driver for the web:
packets of a letter (`D` for what a terminal reads or writes, `M` for a JSON object), the length
of the rest in four bytes, and the rest. `__GANGLION__` on a line says that they begin.
"""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import studykit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

_ENVIRONMENT = {
    "TEXTUAL_DRIVER": "studykit.tui.web_driver:Driver",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "TEXTUAL_FPS": "60",
    "STUDYKIT_AMBIGUOUS_WIDTH": "narrow",  # as the page draws them
}
_BEGIN = b"__GANGLION__\n"
_PATIENCE = 20.0
"""Seconds in which the program may store and close a profile; a slow disk has some."""
_LAST_WORDS = 4_000
"""Bytes of the error output that are of use to a reader."""


class AppProcess:
    """A running program and what it says."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._error = b""
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(
        cls, command: Sequence[str], width: int, height: int, environment: Mapping[str, str]
    ) -> AppProcess:
        """Start the program on a screen of so many cells; `environment` comes before ours.

        Raises:
            OSError: the system starts no more processes.
        """
        size = {"COLUMNS": str(width), "ROWS": str(height)}
        # Only from where this program is, whatever lies in the folder one stands in.
        places = [str(Path(studykit.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        code = {"PYTHONPATH": os.pathsep.join(filter(None, places)), "PYTHONSAFEPATH": "1"}
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env={**os.environ, **_ENVIRONMENT, **size, **code, **environment},
            start_new_session=True,  # Ctrl-C on the server is not for the program
        )
        return cls(process)

    async def packets(self) -> AsyncIterator[tuple[bytes, bytes]]:
        """The letter and the content of each packet, until the program ends."""
        stream = self._process.stdout
        assert stream is not None
        with suppress(asyncio.IncompleteReadError):
            await stream.readuntil(_BEGIN)
            while True:
                head = await stream.readexactly(5)
                yield head[:1], await stream.readexactly(int.from_bytes(head[1:], "big"))

    async def type(self, text: str) -> None:
        """Give it what the keyboard, the mouse or the terminal itself sends."""
        await self._send(b"D", text.encode("utf-8", "replace"))

    async def tell(self, **message: Any) -> None:
        """Give it a message: `type` is `resize` (with `width`, `height`), `focus` or `blur`."""
        await self._send(b"M", json.dumps(message).encode())

    async def _send(self, letter: bytes, content: bytes) -> None:
        stream = self._process.stdin
        assert stream is not None
        with suppress(OSError):  # it has ended
            stream.write(letter + len(content).to_bytes(4, "big") + content)
            await stream.drain()

    async def end(self) -> str:
        """Close its input, upon which it ends as if its learner had quit; what it said on the
        error output last, if it failed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._process.stdout.read()  # else it could wait for ever to be read
                await self._process.wait()
        except TimeoutError:
            self._process.kill()  # every answer is on the disk since it was given
            await self._process.wait()
        await self._listening
        return (
            self._error.decode("utf-8", "replace").strip() if self._process.returncode else ""
        )

    async def _listen(self) -> None:
        assert self._process.stderr is not None
        while data := await self._process.stderr.read(_LAST_WORDS):
            self._error = (self._error + data)[-_LAST_WORDS:]
