"""Who asks for lines is given lines, whatever the terminal can draw."""

from __future__ import annotations

import sys

import pytest

from studykit.cli.open_command import can_draw


class Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "drawn"),
    [
        ({}, True),
        ({"ACCESSIBLE": "1"}, False),
        ({"ACCESSIBLE": "0"}, True),
        ({"TERM": "dumb"}, False),
    ],
)
def test_the_app_is_drawn_unless_lines_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], drawn: bool
) -> None:
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, stream, Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("ACCESSIBLE", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert can_draw() is drawn
