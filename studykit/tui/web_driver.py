"""Textual's driver for an app in a browser, with the ends that an app in a terminal has."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from studykit.tui.app import StudyApp


class Driver(WebDriver):
    """The input comes to its end where the tab or the server is gone: that is a closed window,
    which ends the app as quitting does. `studykit serve` names this class to the program."""

    def __init__(self, app: StudyApp, **settings: Any) -> None:
        super().__init__(app, **settings)
        write = self._write

        def write_if_read(data: bytes) -> int:
            with suppress(OSError):  # nobody reads any more
                return write(data)
            return len(data)

        self._write = write_if_read  # type: ignore[assignment]

    def start_application_mode(self) -> None:
        """Begin to draw; signals do what they did before, and not what textual has them do."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = [signal.getsignal(number) for number in numbers]
        super().start_application_mode()
        for number, handler in zip(numbers, before, strict=True):
            with suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().remove_signal_handler(number)
            signal.signal(number, handler)

    def run_input_thread(self) -> None:
        """Read what is typed, to the end."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            cast("StudyApp", self._app).end()
