"""Stores what the learner does, one step after the other; a line says if the disk is slow."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Event as Given

    from studykit.progress.events import Event
    from studykit.tui.app import StudyApp

_PATIENCE = 0.5
"""Seconds a disk may take before it is said that it is slow."""


class SavingScreen(ModalScreen[None]):
    """Lies over the screen that waits for the disk: that one draws nothing meanwhile."""

    app: StudyApp
    DEFAULT_CSS = """
    SavingScreen Static { dock: bottom; height: 1; background: $surface; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        """One line, where else the keys stand: they mean nothing now."""
        yield Static(Content(self.app.words("Saving … the disk is slow.")))


class Saving:
    """Puts events on the disk for an app."""

    def __init__(self, app: StudyApp) -> None:
        self._app = app
        self._one = asyncio.Lock()
        self._waited_until = 0.0
        """The end of the last wait that was stated, by the clock of textual's messages."""
        self._leaving: frozenset[str] = frozenset()
        """The keys that quit the program where that wait was."""

    @property
    def busy(self) -> bool:
        """Whether something is being put on the disk."""
        return self._one.locked()

    async def record(self, happened: Sequence[Event]) -> None:
        """Put events on the disk, after all that came before.

        Raises:
            ProfileError: They could not be stored.
        """
        async with self._one:
            loop = asyncio.get_running_loop()
            shown: list[SavingScreen] = []
            patience = loop.call_later(_PATIENCE, lambda: shown.append(self._show_slow()))
            try:
                await loop.run_in_executor(None, self._app.learner.record, happened)
            finally:
                patience.cancel()
                if shown:
                    self._waited_until = Message().time
                    if self._app.screen_stack[-1:] == shown:
                        self._app.pop_screen()

    def _show_slow(self) -> SavingScreen:
        keys = self._app.screen.active_bindings.items()
        self._leaving = frozenset(key for key, at in keys if at.binding.action == "leave")
        screen = SavingScreen()
        self._app.push_screen(screen)
        return screen

    async def heeds(self, given: Given) -> bool:
        """Whether a key or a click counts; answers once nothing is being saved any more.

        One that was given while a slow disk was waited for was meant for what stood there
        then, and does not; only quitting does.
        """
        if self._one.locked():
            async with self._one:
                pass  # only to wait until it is stored
        if given.time > self._waited_until:
            return True
        return isinstance(given, Key) and given.key in self._leaving
