"""Who gets in, and what happens behind a tab."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from studykit.language.message import Refusal
from studykit.language.words import Words
from studykit.serve.access import Address, Learner, address_of
from studykit.serve.app_process import AppProcess
from studykit.serve.server import Served, server
from tests.web.courses import written

PROGRAM = """
import os, sys, time
def say(text):
    data = text.encode()
    os.write(1, b"D" + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
say(os.environ["COLUMNS"] + "x" + os.environ["ROWS"])
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big")).decode()
    if data == "q":
        sys.exit()
    if data == "fail":
        sys.exit("It went wrong.")
    if data[:4] == "open":
        data = '{"type": "open_url", "url": "' + data[5:] + '"}'
        os.write(1, b"M" + len(data).to_bytes(4, "big") + data.encode())
    say(chr(head[0]) + data)
time.sleep(0.2)
open(sys.argv[1], "a").write("ended")
"""
"""In the place of the app: says how large its screen is, then what it was given."""
ANN, MING = Learner("Ann", Path("ann.json")), Learner("Ming", Path("ming.json"))
LINKS = {"anns-token": ANN, "mings-token": MING}


class Room:
    """A server with the program above behind the links of Ann and Ming."""

    def __init__(self, port: int, ended: Path) -> None:
        self.port, self.ended = port, ended

    async def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """What is answered."""

        def asked() -> tuple[int, dict[str, str], str]:
            connection = HTTPConnection("127.0.0.1", self.port)
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            connection.close()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, text

        return await asyncio.to_thread(asked)

    def tab(self, token: str = "anns-token", origin: str | None = "", **more: Any) -> connect:
        """The socket of a tab."""
        address = f"ws://127.0.0.1:{self.port}/{token}/screen?w=90&h=30"
        own = f"http://127.0.0.1:{self.port}"
        return connect(address, origin=own if origin == "" else origin, **more)


@pytest.fixture
def room(tmp_path: Path) -> Callable[[int], Any]:
    """Opens a room with so many places."""

    @asynccontextmanager
    async def opened(bound: int = 9) -> AsyncIterator[Room]:
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        ended = tmp_path / "ended"
        served = Served(
            LINKS,
            Address(f"http://127.0.0.1:{port}"),
            lambda _: [sys.executable, "-c", PROGRAM, str(ended)],
            Words("en"),
            bound=bound,
            environment={},
        )
        running = server(served)
        task = asyncio.create_task(running.serve([listening]))
        try:
            yield Room(port, ended)
        finally:
            running.should_exit = True
            await task

    return opened


async def told(tab: ClientConnection) -> str:
    """The sentence with which a tab ends."""
    async for message in tab:
        if isinstance(message, str):
            kind, text = json.loads(message)
            assert kind == "end"
            return str(text)
    raise AssertionError("the tab ended without a sentence")


async def test_only_a_link_opened_at_its_own_address_is_answered(room: Any) -> None:
    async with room() as ours:
        status, headers, page = await ours.get("/anns-token")
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "Ann · studykit" in page
        for path, more in [
            ("/", {}),
            ("/another-token/", {}),
            ("/anns-token/more", {}),
            ("/../pyproject.toml", {}),
            ("/anns-token/", {"Host": "evil.example"}),
            ("/anns-token/", {"Host": f"evil.example:{ours.port}"}),
            ("/anns-token/", {"Origin": "http://evil.example"}),
        ]:
            status, headers, text = await ours.get(path, **more)
            assert (status, "Ann" in text) == (403, False), path
        for token, origin in [
            ("anns-token", None),
            ("anns-token", "http://evil.example"),
            ("anns-token", f"https://127.0.0.1:{ours.port}"),
            ("another-token", ""),
        ]:
            with pytest.raises(InvalidStatus, match="403"):
                async with ours.tab(token, origin):
                    pass
        assert not ours.ended.exists()


async def test_a_page_asks_for_nothing_from_elsewhere(room: Any) -> None:
    async with room() as ours:
        _, headers, page = await ours.get("/mings-token/", Host=f"localhost:{ours.port}")
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "http" not in policy + page
        assert headers["referrer-policy"] == "no-referrer"  # the link is a secret
        wanted = re.findall(r'(?:src|href)="(/[^"]+)"', page)
        assert len(wanted) == 3
        for file in [*wanted, "/static/xterm.mjs", "/static/addon-fit.mjs"]:
            status, headers, _ = await ours.get(file)
            assert (status, headers["content-security-policy"]) == (200, policy), file
        for outside in ("/static/../server.py", "/static/%2e%2e/server.py"):
            assert (await ours.get(outside))[0] in (403, 404)


async def test_a_tab_speaks_with_a_program_that_ends_when_it_closes(room: Any) -> None:
    async with room() as ours:
        async with ours.tab() as tab:
            assert await tab.recv() == b"90x30"
            await tab.send('["keys", "緬甸\\u001b[A"]')
            assert await tab.recv() == "D緬甸\x1b[A".encode()
            await tab.send('["size", 100000, 1]')
            assert json.loads((await tab.recv())[1:]) == {
                "type": "resize",
                "width": 500,
                "height": 4,
            }
            await tab.send('["focus", false]')
            assert await tab.recv() == b'M{"type": "blur"}'
        # A page that is loaded again finds the program of the first one ended.
        async with ours.tab() as tab:
            assert await tab.recv() == b"90x30"
            assert ours.ended.read_text() == "ended"
            await tab.send('["keys", "q"]')
            assert await told(tab) == ""
        async with ours.tab() as tab:
            await tab.send('["keys", "fail"]')
            assert await told(tab) == "It went wrong."
        async with ours.tab() as tab:
            await tab.recv()
            await tab.send("[no message of ours")
            assert await told(tab) == ""
        async with ours.tab() as tab:
            await tab.recv()
            ours.ended.unlink()
    assert ours.ended.read_text() == "ended"  # as it does when the server ends


async def test_links_and_pictures_open_in_the_students_browser(
    room: Any, tmp_path: Path
) -> None:
    picture, text = tmp_path / "a map.png", tmp_path / "notes.txt"
    picture.write_bytes(b"a picture")
    text.write_bytes(b"secret")
    async with room() as ours, ours.tab() as tab:
        await tab.recv()

        async def opened(address: str) -> Any:
            await tab.send(json.dumps(["keys", f"open {address}"]))
            answer = await tab.recv()
            if isinstance(answer, bytes):
                return None
            await tab.recv()
            return json.loads(answer)

        assert await opened("https://example.org/a") == ["open", "https://example.org/a"]
        assert await opened(text.as_uri()) is None
        assert await opened("javascript:alert(1)") is None
        assert await opened(picture.as_uri()) == ["open", "/anns-token/file/0"]
        status, headers, data = await ours.get("/anns-token/file/0")
        assert (status, headers["content-type"], data) == (200, "image/png", "a picture")
        assert "default-src 'none'" in headers["content-security-policy"]
        for path in ("/another/file/0", "/anns-token/file/1", "/anns-token/file/-1"):
            assert (await ours.get(path))[0] == 403


async def test_where_no_place_is_left_the_tab_says_so(room: Any) -> None:
    async with room(4) as ours:
        async with ours.tab(), ours.tab(), ours.tab() as third:
            await third.recv()
            async with ours.tab() as tab:
                assert await told(tab) == "You have 3 tabs open. Close one of them first."
            async with ours.tab("mings-token") as tab:
                assert await tab.recv() == b"90x30"
                async with ours.tab("mings-token") as another:
                    assert (await told(another)).startswith("All places are taken (4).")
        async with ours.tab() as tab:
            assert await tab.recv() == b"90x30"


async def test_the_app_ends_as_by_quitting_when_its_input_does(tmp_path: Path) -> None:
    course = written(tmp_path / "course", sections=[{"id": "a", "title": "A", "text": "b"}])
    profile = tmp_path / "me.json"
    words = ("-m", "studykit", "open", str(course), "--profile", str(profile))
    app = await AppProcess.start([sys.executable, *words], 80, 24, {})
    drawn = b""
    async for letter, content in app.packets():
        drawn += content if letter == b"D" else b""
        if b"The Moei" in drawn:
            break
    await app.type("L")
    assert await app.end() == ""


def test_the_address_in_the_links_is_one_that_students_can_open() -> None:
    assert address_of("127.0.0.1", 80, None).origin == "http://127.0.0.1"
    assert address_of("::1", 8000, None).origins == {
        "http://127.0.0.1:8000",
        "http://localhost:8000",
        "http://[::1]:8000",
    }
    assert address_of("0.0.0.0", 8000, "https://Study.example/").origins == {
        "https://study.example"
    }
    assert address_of("192.168.1.20", 8000, None).admits("192.168.1.20:8000", None)
    for host, url in [("0.0.0.0", None), ("::", None), ("a", "ftp://b"), ("a", "http://b/c")]:
        with pytest.raises(Refusal):
            address_of(host, 8000, url)
