"""One run of an app: ended by its learner, by the system, or by what nobody foresaw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.outcome import EXIT_FINE
from studykit.plain.ending import ended_by, heeding_signals

if TYPE_CHECKING:
    from studykit.tui.app import StudyApp


def run_app(app: StudyApp) -> int:
    """Run `app` until it is closed; the exit status.

    Raises:
        Exception: whatever escaped inside the app; the terminal is as it was before.
    """
    with heeding_signals(app=True), ended_by(app.end):
        app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or EXIT_FINE
