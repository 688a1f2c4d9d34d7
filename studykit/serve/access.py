"""Who may open the app: a link with a secret of its own for each learner, opened at the address
that was announced."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from studykit.language.message import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_EVERY_ADDRESS = ("0.0.0.0", "::", "")
_USUAL_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Learner:
    """Whoever opens a link."""

    name: str
    """Empty where there is only one."""
    profile: Path | None
    """None: the teacher's own."""


def with_tokens(learners: Iterable[Learner]) -> dict[str, Learner]:
    """A random token for each learner."""
    return {secrets.token_urlsafe(16): learner for learner in learners}


@dataclass(frozen=True)
class Address:
    """The origin of every link: `http://192.168.1.20:8765`."""

    origin: str

    @property
    def origins(self) -> frozenset[str]:
        """The origins from which a page may connect: on this machine, all its names."""
        parts = urlsplit(self.origin)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        names = _LOOPBACK if host in _LOOPBACK else (host,)
        port = "" if parts.port is None else f":{parts.port}"
        return frozenset(f"{parts.scheme}://{name}{port}" for name in names)

    def admits(self, host: str, origin: str | None) -> bool:
        """Whether a request names this address as its host and, if it has an origin, comes
        from a page of this address.

        A foreign page, or a foreign name that was pointed at this machine, is not admitted.
        """
        hosts = {known.partition("://")[2] for known in self.origins}
        return host.lower() in hosts and (origin is None or origin.lower() in self.origins)


def address_of(host: str, port: int, public: str | None) -> Address:
    """The address in the links of a server at `host` and `port`; `public` is the one that
    learners reach it by, where it is another.

    Raises:
        Refusal: it cannot be told, or `public` is no address.
    """
    if public is not None:
        parts = urlsplit(public.rstrip("/"))
        if parts.scheme not in _USUAL_PORT or not parts.hostname or parts.path or parts.query:
            raise Refusal(
                "{url} is not an address such as https://study.example.org.", url=public
            )
        return Address(_plain(parts.scheme, parts.netloc))
    if host in _EVERY_ADDRESS:
        raise Refusal(
            "{host} stands for every address of this machine. Say with --url which one students"
            " open, for example http://192.168.1.20:{port}.",
            host=host or "''",
            port=port,
        )
    return Address(_plain("http", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"))


def _plain(scheme: str, place: str) -> str:
    """An origin as browsers write it: without the usual port."""
    return f"{scheme}://{place.lower().removesuffix(f':{_USUAL_PORT[scheme]}')}"
