"""Whatever ends the program from outside, it ends as if the learner had quit."""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studykit.cli.app_run import _Output
from studykit.progress.store import Profile
from studykit.progress.store.backups import backups
from studykit.progress.store.layout import Layout
from tests.plain.lines import write_course

if sys.platform == "win32":
    pytest.skip("a pty and these signals are POSIX's", allow_module_level=True)

from tests.bench.terminal import Terminal, python

pytestmark = pytest.mark.long

IGNORING_HANGUPS = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")
RESTORED = (
    "\x1b[?1049l",  # the screen of the shell again
    "\x1b[?25h",  # its cursor
    "\x1b[?1000l",  # no reports of the mouse
    "\x1b[?2004l",  # no marks round what is pasted
)


class Window(Terminal):
    """A window with the program in it."""

    def __init__(self, folder: Path, *words: str, wrap: tuple[str, ...] = ()) -> None:
        self.written = ""
        self.profile = folder / "me.json"
        course = write_course(folder / "course")
        line = [*wrap, *python("-m", "studykit", *words)]
        super().__init__([*line, str(course), "--profile", str(self.profile)], dict(os.environ))

    def take(self, data: bytes) -> None:
        self.written += data.decode("utf-8", "replace")
        super().take(data)

    def wait_until_graded(self) -> None:
        """Wait until a grade is on the disk, and what follows it on the screen."""
        journal, until = Layout(self.profile).journal, time.monotonic() + 30
        while not (journal.exists() and b"card_reviewed" in journal.read_bytes()):
            assert time.monotonic() < until, self.drawn()
            self._read(0.05)
        self.settle(0.4, most=5)

    def end_by(self, number: signal.Signals) -> int:
        os.kill(self._pid, number)
        return self._end()

    def close(self) -> int:
        os.close(self._fd)
        return self._end(closed=True)

    def _end(self, *, closed: bool = False) -> int:
        until = time.monotonic() + 90
        while time.monotonic() < until:
            if not closed:
                self._read(0.02)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                while not closed and self._read(0):
                    continue
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        os.kill(self._pid, signal.SIGKILL)
        raise AssertionError("the program did not end")


def in_app(folder: Path, **more: tuple[str, ...]) -> Window:
    """A session of the app in which a card is graded."""
    window = Window(folder, **more)
    window.wait_for("Review")
    for key, shown in (("r", "[Ss]how"), (" ", "Good"), ("3", "")):
        window.settle(0.4, most=5)  # what comes too soon after something appeared is ignored
        window.press(key)
        window.wait_for(shown)
    window.wait_until_graded()
    return window


def in_lines(folder: Path) -> Window:
    """A session of line mode in which a card is graded."""
    window = Window(folder, "review")
    window.wait_for("> ")
    window.press("\n")
    window.wait_for("> ")
    window.press("3\n")
    window.wait_until_graded()
    return window


def assert_saved(profile: Path) -> None:
    """There is a snapshot with all of the history, and a backup of it."""
    count = sum(event["kind"] == "card_reviewed" for event in Profile.open(profile).events())
    assert count == 1
    (backup,) = backups(Layout(profile))
    assert backup.path.read_bytes() == profile.read_bytes()
    assert backup.snapshot.position.offset == Layout(profile).journal.stat().st_size


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_the_app_ended_by_a_signal_is_saved_and_leaves_a_usable_terminal(
    tmp_path: Path, name: str
) -> None:
    window = in_app(tmp_path)
    assert window.end_by(signal.Signals[name]) == 0
    for sequence in RESTORED:
        assert sequence in window.written[-400:], sequence
    assert "Traceback" not in window.written
    assert_saved(tmp_path / "me.json")


@pytest.mark.parametrize("wrap", [(), IGNORING_HANGUPS])
def test_a_closed_window_ends_the_app_as_quitting_does(
    tmp_path: Path, wrap: tuple[str, ...]
) -> None:
    window = in_app(tmp_path, wrap=wrap)
    assert window.close() == 0
    assert_saved(tmp_path / "me.json")


def test_a_window_that_is_closed_while_the_app_draws_ends_it_too(tmp_path: Path) -> None:
    window = Window(tmp_path)
    window.wait_for("Review")
    window.settle(0.4, most=5)
    os.write(window._fd, b"?\x1b" * 20)
    assert window.close() == 0


def test_what_cannot_be_drawn_any_more_is_dropped() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.EIO, "Input/output error")

        def flush(self) -> None:
            raise OSError(errno.EIO, "Input/output error")

    output = _Output(Gone())
    assert output.write("drawn") == 5
    output.flush()
    assert not output.closed


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_line_mode_ended_by_a_signal_is_saved(tmp_path: Path, name: str) -> None:
    window = in_lines(tmp_path)
    assert window.end_by(signal.Signals[name]) == 0
    assert "Traceback" not in window.written
    assert_saved(tmp_path / "me.json")


def test_a_closed_window_ends_line_mode_as_quitting_does(tmp_path: Path) -> None:
    in_lines(tmp_path).close()  # nobody sees the status
    assert_saved(tmp_path / "me.json")


def test_the_app_can_be_ended_while_it_starts(tmp_path: Path) -> None:
    for seconds in (0.1, 0.3, 0.5, 0.8):
        window = Window(tmp_path / f"{seconds}")
        window.settle(seconds, most=seconds)
        status = window.end_by(signal.SIGTERM)
        assert status in (0, 3, -signal.SIGTERM)
        assert "Traceback" not in window.written
        if "\x1b[?1049h" in window.written:
            assert "\x1b[?1049l" in window.written


def test_a_command_that_is_ended_says_nothing(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    command = subprocess.Popen(
        [*python("-m", "studykit", "review", str(course)), "--profile", str(tmp_path / "me")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert command.stdout is not None
    command.stdout.readline()
    command.send_signal(signal.SIGTERM)
    _, complaint = command.communicate(timeout=30)
    assert command.returncode in (0, 3)  # whether it asked already
    assert not complaint


def test_bytes_that_are_no_text_do_not_end_the_app(tmp_path: Path) -> None:
    window = Window(tmp_path)
    window.wait_for("Review")
    window.settle(0.3, most=3)
    os.write(window._fd, b"\xff\xfe caf\xe9\x1b")
    window.settle(0.3, most=3)
    assert window.end_by(signal.SIGTERM) == 0
    assert not re.search("Error|Traceback", window.written)
