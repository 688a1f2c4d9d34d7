"""What is typed in line mode when the time runs out."""

from __future__ import annotations

import io
import os
import threading
import time
from typing import TYPE_CHECKING, TextIO

import pytest

from studykit.language.words import Words
from studykit.plain import talk
from studykit.plain.quiz import take_quiz
from studykit.plain.talk import OutOfTime, Talk
from studykit.study.attempt_start import start_attempt
from studykit.study.quiz import QuizAttempt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.plain.lines import Desk

LATE = "⏰"


class Slow(io.StringIO):
    """Typed lines; before one that begins with `LATE` the time runs out."""

    def __init__(self, desk: Desk, *lines: str) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._desk = desk

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline()
        if line.startswith(LATE):
            self._desk.wait(minutes=11)
        return line.removeprefix(LATE)


def exam(desk: Desk) -> QuizAttempt:
    quiz = next(quiz for quiz in desk.edition.head.quizzes if quiz.id == "exam")
    started = start_attempt(desk.editions, quiz, desk.learner)
    desk.learner.keep(started.step)
    return QuizAttempt(desk.editions, started.attempt, desk.learner)


def sit(desk: Desk, attempt: QuizAttempt, typed: TextIO) -> str:
    said = io.StringIO()
    take_quiz(Talk(typed, said, Words("en"), width=80), attempt)
    return said.getvalue()


def responses(attempt: QuizAttempt) -> dict[str, object]:
    return {q: r["response"] for q, r in attempt.attempt["responses"].items()}


def test_the_lines_of_a_text_that_were_entered_in_time_count(desk: Desk) -> None:
    attempt = exam(desk)
    lines = ["a", "Moei", "For defence.", "And the sea.", f"{LATE}Too late.", "", "1"]
    said = sit(desk, attempt, Slow(desk, *lines))
    assert "The time is up." in said
    written = "For defence.\nAnd the sea."
    assert responses(attempt) == {
        "single": 0,
        "word": "Moei",
        "open": {"text": written, "ticked": [0]},
    }


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, TextIO]]:
    """The keyboard's end of a terminal, and the one that the program reads."""
    monkeypatch.setattr(talk, "_LOOK_AGAIN", 0.02)
    pty = pytest.importorskip("pty")
    keyboard, screen = pty.openpty()
    with os.fdopen(screen, encoding="utf-8") as given:
        yield keyboard, given
    os.close(keyboard)


def test_what_is_typed_and_not_entered_when_the_time_is_up_counts(
    desk: Desk, terminal: tuple[int, TextIO]
) -> None:
    keyboard, given = terminal
    attempt = exam(desk)
    os.write(keyboard, b"a\nMo")

    def run_out() -> None:
        while "single" not in responses(attempt):
            time.sleep(0.01)
        os.write(keyboard, b"ei")
        time.sleep(0.05)
        desk.wait(seconds=10 * 60 - 0.4)

    clock = threading.Thread(target=run_out)
    clock.start()
    said = sit(desk, attempt, given)
    clock.join()
    assert "The time is up." in said
    assert responses(attempt) == {"single": 0, "word": "Moei"}


def test_a_command_that_is_not_entered_is_no_answer(
    desk: Desk, terminal: tuple[int, TextIO]
) -> None:
    keyboard, given = terminal
    attempt = exam(desk)
    desk.wait(minutes=9, seconds=59.6)
    os.write(keyboard, b"next")
    time.sleep(0.05)
    assert "The time is up." in sit(desk, attempt, given)
    assert responses(attempt) == {}


def test_the_terminal_reads_whole_lines_again_afterwards(
    terminal: tuple[int, TextIO],
) -> None:
    keyboard, given = terminal
    conversation = Talk(given, io.StringIO(), Words("en"))
    conversation.seconds_left = lambda: 0.0
    os.write(keyboard, "緬".encode())
    time.sleep(0.05)
    with pytest.raises(OutOfTime) as out:
        conversation.ask("?")
    assert out.value.text == "緬"
    conversation.seconds_left = None
    os.write(keyboard, b"ab\x7fc\n")
    assert conversation.ask("?") == "ac"
