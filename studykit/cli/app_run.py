"""One run of an app: ended by its learner, by the system, or by what nobody foresaw."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from studykit.cli.outcome import EXIT_FINE
from studykit.plain.ending import ended_by, heeding_signals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from studykit.tui.app import StudyApp


class _Output:
    """A stream to a terminal that may go away: what cannot be written then is dropped.

    The thread that draws would end at the first error, and the app would wait for ever for it
    to draw the rest.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def run_app(app: StudyApp) -> int:
    """Run `app` until it is closed; the exit status.

    Raises:
        Exception: whatever escaped inside the app; the terminal is as it was before.
    """
    with heeding_signals(app=True), ended_by(app.end), _drawing_on_what_may_go_away():
        app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or EXIT_FINE


@contextmanager
def _drawing_on_what_may_go_away() -> Iterator[None]:
    """Within it the app draws on an `_Output`: it takes the stream below."""
    before = sys.__stderr__
    if before is not None:
        vars(sys)["__stderr__"] = _Output(before)
    try:
        yield
    finally:
        vars(sys)["__stderr__"] = before
