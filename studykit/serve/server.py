"""The server: a page for each learner's link, and the program behind each page.

Nothing on a page comes from elsewhere: `_HEADERS` forbid it to the browser.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from html import escape
from mimetypes import guess_type
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, HTMLResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocketDisconnect

from studykit.language.message import Message
from studykit.serve.app_process import AppProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send
    from starlette.websockets import WebSocket

    from studykit.language.words import Words
    from studykit.serve.access import Address, Learner

_PAGE = Path(__file__).parent / "page"
_TABS_OF_ONE = 3
"""Tabs of one learner at a time: one may not fill the room."""
_LARGEST = 1_000_000
"""Bytes of one message from a page, such as a pasted text."""
_STILL_THERE = 5.0
"""Seconds after which a page is asked whether it is there, and in which it must answer."""
_SHUTDOWN = 30
"""Seconds in which all programs may end when the server does."""
_INVALID = Message("This link is not valid, or no longer valid. Ask for a new one.")
_HEADERS = {
    # The terminal on the page writes its own styles.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@dataclass(eq=False)
class _Tab:
    learner: Learner
    closing: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """When its program has ended."""


class Served:
    """The learners, their links, and the tabs that are open."""

    def __init__(
        self,
        learners: Mapping[str, Learner],
        address: Address,
        command: Callable[[Learner], Sequence[str]],
        words: Words,
        *,
        bound: int,
        environment: Mapping[str, str],
    ) -> None:
        self._learners = learners
        self._address = address
        self._command = command
        self._words = words
        self._bound = bound
        self._environment = environment
        self._files: list[Path] = []
        """Pictures and sounds that programs have asked to open."""
        self._tabs: set[_Tab] = set()
        self._application = Starlette(
            routes=[
                Mount("/static", StaticFiles(directory=_PAGE)),
                WebSocketRoute("/{token}/screen", self._screen),
                Route("/{token}/file/{number:int}", self._file),
                Route("/{token:path}", self._page),
            ],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what comes from elsewhere, and add the headers to every answer."""

        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        is_screen = scope["type"] == "websocket"
        if self._address.admits(host, "" if origin is None and is_screen else origin):
            await self._application(scope, receive, send_with_headers)
        elif is_screen:
            await send({"type": "websocket.close"})  # answered with 403
        else:
            sentence = Message("This is not the address of the link. Open the link itself.")
            await self._refusal(sentence)(scope, receive, send_with_headers)

    def _refusal(self, sentence: Message) -> Response:
        text = escape(self._words.translate(sentence))
        return HTMLResponse(f"<!doctype html><title>studykit</title><p>{text}</p>", 403)

    async def _page(self, request: Request) -> Response:
        learner = self._learners.get(request.path_params["token"].strip("/"))
        if learner is None:
            return self._refusal(_INVALID)
        words = self._words
        texts = {
            "language": words.language,
            "title": f"{learner.name} · studykit" if learner.name else "studykit",
            "lost": words("The connection is lost. What you answered is stored."),
            "ended": words("The program has ended. What you answered is stored."),
            "again": words("Open again"),
        }
        page = Template((_PAGE / "index.html").read_text(encoding="utf-8"))
        return HTMLResponse(page.substitute({k: escape(text) for k, text in texts.items()}))

    async def _file(self, request: Request) -> Response:
        number = request.path_params["number"]
        if request.path_params["token"] not in self._learners or number >= len(self._files):
            return self._refusal(_INVALID)
        return FileResponse(self._files[number])

    def _opened(self, token: str, address: str) -> str | None:
        """What the browser opens where a program opens `address`: the file of a picture or a
        sound lies on this machine."""
        parts = urlsplit(address)
        if parts.scheme in ("http", "https"):
            return address
        file = Path(url2pathname(parts.path))
        kind, _ = guess_type(file.name)
        if parts.scheme != "file" or not (kind or "").startswith(("image/", "audio/")):
            return None
        if file not in self._files:
            self._files.append(file)
        return f"/{token}/file/{self._files.index(file)}"

    async def _screen(self, socket: WebSocket) -> None:
        token = socket.path_params["token"]
        learner = self._learners.get(token)
        if learner is None:
            await socket.close()
            return
        await socket.accept()
        with suppress(WebSocketDisconnect, OSError, RuntimeError):
            # A page that was reloaded has left a program that has the profile still open.
            for tab in [tab for tab in self._of(learner) if tab.closing]:
                await tab.ended.wait()
            refusal = self._full(learner)
            if refusal is not None:
                await socket.send_json(["end", self._words.translate(refusal)])
                await socket.close()
                return
        await self._run(socket, learner, partial(self._opened, token))

    def _of(self, learner: Learner) -> list[_Tab]:
        return [tab for tab in self._tabs if tab.learner == learner]

    def _full(self, learner: Learner) -> Message | None:
        if len(self._tabs) >= self._bound:
            return Message(
                "All places are taken ({n}). Try again when somebody has closed a tab.",
                n=self._bound,
            )
        if len(self._of(learner)) >= _TABS_OF_ONE:
            return Message("You have {n} tabs open. Close one of them first.", n=_TABS_OF_ONE)
        return None

    async def _run(
        self, socket: WebSocket, learner: Learner, opened: Callable[[str], str | None]
    ) -> None:
        tab = _Tab(learner)
        self._tabs.add(tab)
        try:
            width, height = _size(*(socket.query_params.get(key, "") for key in ("w", "h")))
            program = await AppProcess.start(
                self._command(learner), width, height, self._environment
            )
            try:
                await _together(_show(program, socket, opened), _pass_on(socket, program))
            finally:
                tab.closing = True
                last_words = await asyncio.shield(program.end())
            with suppress(WebSocketDisconnect, RuntimeError):  # it may be closed
                await socket.send_json(["end", last_words])
                await socket.close()
        finally:
            self._tabs.remove(tab)
            tab.ended.set()


async def _together(*parts: Any) -> None:
    """Run all until the first one ends."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _show(
    program: AppProcess, socket: WebSocket, opened: Callable[[str], str | None]
) -> None:
    async for letter, content in program.packets():
        if letter == b"D":
            await socket.send_bytes(content)
        elif letter == b"M":
            message = json.loads(content)
            if message["type"] == "exit":
                return
            if message["type"] == "open_url" and (address := opened(message["url"])):
                await socket.send_json(["open", address])


async def _pass_on(socket: WebSocket, program: AppProcess) -> None:
    """What a page sends: `["keys", TEXT]`, `["size", WIDTH, HEIGHT]`, `["focus", BOOL]`."""
    async for text in socket.iter_text():
        match json.loads(text):
            case ["keys", str(keys)]:
                await program.type(keys)
            case ["size", width, height]:
                columns, rows = _size(width, height)
                await program.tell(type="resize", width=columns, height=rows)
            case ["focus", bool(focused)]:
                await program.tell(type="focus" if focused else "blur")


def _size(width: Any, height: Any) -> tuple[int, int]:
    """The cells of a screen, within what makes sense."""
    try:
        return min(max(int(width), 10), 500), min(max(int(height), 4), 300)
    except ValueError:
        return 80, 24


def server(served: Served) -> uvicorn.Server:
    """What serves them; when it is ended, the programs behind open tabs end as by quitting."""
    config = uvicorn.Config(
        served,
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="websockets-sansio",
        ws_max_size=_LARGEST,
        ws_per_message_deflate=False,  # a screen is small, and its delay counts
        ws_ping_interval=_STILL_THERE,
        ws_ping_timeout=_STILL_THERE,
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN,
    )
    return uvicorn.Server(config)
