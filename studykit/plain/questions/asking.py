"""Asking one question, of any type, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.plain.commands import Command
from studykit.plain.prose import plain_text
from studykit.plain.questions.registry import face_of
from studykit.study.incomplete_text import incomplete_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.plain.talk import Talk
    from studykit.questions.registry import Question
    from studykit.study.answering import Asking


def show_question(talk: Talk, asking: Asking) -> None:
    """Say the stem and what there is to choose from; also what was answered before."""
    question, words = asking.question, talk.words
    _say_stimulus(talk, question)
    if question.stem:
        talk.say(plain_text(question.stem))
    face_of(talk, question).show(asking)
    for hint in asking.hints_shown:
        talk.say(words("Hint: {text}", text=plain_text(hint)))
    if asking.answered:
        given = answer_text(talk, question, asking.response)
        talk.say(words("Your answer: {text}", text=given))


def _say_stimulus(talk: Talk, question: Question, *, again: bool = False) -> None:
    """Say what the question is about; what was just said with another one only `again`."""
    stimulus = question.shown_stimulus
    if stimulus is None:
        return
    if stimulus.text == talk.stimulus and not again:
        line = talk.words("The same text as before; “text” shows it again.")
        talk.say(f"{plain_text(stimulus.heading)}: {line}" if stimulus.heading else line)
        return
    talk.stimulus = stimulus.text
    for text in filter(None, (stimulus.heading, stimulus.text)):
        talk.say(plain_text(text))
    talk.say("")


def answer_text(talk: Talk, question: Question, response: Any) -> str:
    """A response in words, on one line."""
    return face_of(talk, question).text_of(response).replace("\n", "; ")


def ask(
    talk: Talk,
    asking: Asking,
    commands: Sequence[Command] = (),
    *,
    enter: str = "",
    hints: bool = True,
    keep: Callable[[], None] = lambda: None,
) -> str:
    """Let the learner answer; the question was shown before.

    Returns "" once there is an answer, or the word of one of `commands`. `enter` is the
    command that an empty line stands for, where it stands for one. `hints`: whether hints are
    offered. `keep` stores what is written so far, where an answer takes several lines.
    An answer in which something seems to be missing is asked about once.

    Raises:
        Left: the learner quits, or there are no more answers.
        OutOfTime: the time is over; what was typed is written.
    """
    offered = list(commands)
    if hints and asking.question.hints:
        offered.insert(0, Command("hint", talk.words("show one hint more")))
    if asking.question.shown_stimulus is not None:
        offered.append(Command("text", talk.words("show again what the question is about")))
    while True:
        command = face_of(talk, asking.question).ask(asking, offered, enter, keep)
        if command == "text":
            _say_stimulus(talk, asking.question, again=True)
            continue
        missing = None if command else asking.ask_incomplete()
        if missing is None:
            return command
        talk.say(incomplete_line(missing, talk.words))


def compare_with_model(talk: Talk, asking: Asking) -> None:
    """Show the model answer where there is one, and ask which key points were made."""
    face_of(talk, asking.question).compare(asking)
