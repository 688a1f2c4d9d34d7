"""A terminal that draws `○` two cells wide: all is counted so, and signs become ASCII."""

from __future__ import annotations

import os
import pty
import threading
from collections.abc import Iterator
from select import select

import pytest
from rich.cells import cell_len

from studykit.text import terminal
from studykit.text.ambiguous import (
    ASCII_SIGNS,
    authors_text,
    draw_wide,
    drawn_wide,
    for_terminal,
)
from studykit.text.width import cells


@pytest.fixture
def wide() -> Iterator[None]:
    draw_wide(True)
    yield
    draw_wide(False)


@pytest.mark.usefixtures("wide")
def test_characters_of_ambiguous_width_take_two_cells_everywhere() -> None:
    for text, size in (("“a”", 5), ("二°", 4), ("é", 2), ("e\u0301", 1), ("☀️", 2), ("ab", 2)):
        assert (cells(text), cell_len(text)) == (size, size)


@pytest.mark.usefixtures("wide")
def test_signs_of_the_interface_become_ascii_and_those_of_authors_stay() -> None:
    line = f"a ○ {authors_text('二○二五 → A')} ✓"
    assert cells(line) == len("a o ") + 2 * 4 + 1 + 2 + 1 + 1 + 2
    assert for_terminal(line) == "a o 二○二五 → A +"


@pytest.mark.usefixtures("wide")
def test_every_sign_takes_one_cell_before_and_after() -> None:
    for sign, stand_in in ASCII_SIGNS.items():
        assert cell_len(sign) == len(stand_in) == 1
        assert stand_in.isascii()


def test_elsewhere_all_is_as_unicode_has_it() -> None:
    draw_wide(True)
    draw_wide(False)
    assert (cells("“○→é☀️"), cell_len("“○→é☀️")) == (6, 6)
    assert authors_text("○") == for_terminal("○") == "○"


@pytest.mark.parametrize(
    ("environment", "chosen", "expected"),
    [
        ("wide", "narrow", True),
        ("narrow", "wide", False),
        ("", "wide", True),
        ("", "narrow", False),
        ("", "", False),
        ("?", "", False),
    ],
)
def test_the_environment_goes_before_the_setting(
    monkeypatch: pytest.MonkeyPatch, environment: str, chosen: str, expected: bool
) -> None:
    monkeypatch.setenv(terminal.ENVIRONMENT, environment)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    terminal.adapt_to_terminal(chosen)
    assert drawn_wide() is expected
    draw_wide(False)


@pytest.mark.parametrize(
    ("language", "column", "expected"),
    [
        ("zh_TW.UTF-8", 3, True),
        ("ja_JP.UTF-8", 3, True),
        ("zh_TW.UTF-8", 2, False),
        ("zh_TW.UTF-8", None, False),
        ("en_US.UTF-8", 3, False),
    ],
)
def test_the_terminal_is_asked_where_it_may_draw_wide(
    monkeypatch: pytest.MonkeyPatch, language: str, column: int | None, expected: bool
) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.delenv(terminal.ENVIRONMENT, raising=False)

    def answer() -> None:
        shown = b""
        while b"\x1b[6n" not in shown:
            if not select([ours], [], [], 1)[0]:
                return  # nothing was asked
            shown += os.read(ours, 64)
        if column is not None:
            os.write(ours, f"\x1b[1;{column}R".encode())

    thread = threading.Thread(target=answer)
    thread.start()
    with os.fdopen(theirs, "r+b", buffering=0, closefd=False) as stream:
        monkeypatch.setattr(terminal.sys, "stdin", stream)
        monkeypatch.setattr(terminal.sys, "stderr", stream)
        terminal.adapt_to_terminal("")
    monkeypatch.undo()
    thread.join()
    assert drawn_wide() is expected
    draw_wide(False)
    os.close(theirs)
    os.close(ours)
