"""Words that are no answers: each a word or its first letter, told by `?`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.plain.talk import Left, OutOfTime

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from studykit.plain.talk import Talk

_LONGEST = 40
"""Characters of a line that are quoted back."""
HELP = ("?", "？", "help")


class Command(NamedTuple):
    """Something the learner can ask for instead of answering."""

    word: str
    """What is typed; the first letter will do where no option, and no command named before it,
    is called by it."""
    says: str
    """What it does, in the learner's language."""


class Heard(NamedTuple):
    """A line that was typed: the word of a command, or a text."""

    command: str
    text: str


def hear(
    talk: Talk,
    prompt: str,
    commands: Sequence[Command] = (),
    *,
    how: str = "",
    letters: Collection[str] = (),
) -> Heard:
    """Ask until something other than a call for help is typed.

    `how` heads the help. `letters` are answers here, so commands need their whole word. What
    follows a `=` is an answer whatever it looks like.

    Raises:
        Left: the learner quits, or there are no more answers.
        OutOfTime: the time is over; its text is an answer, no command.
    """
    offered = (*commands, Command("quit", talk.words("quit; what was answered is kept")))
    while True:
        try:
            line, late = talk.ask(prompt), False
        except OutOfTime as out:
            line, late = out.text, True
        typed = line.casefold()
        help_wanted = typed in HELP
        command = "" if help_wanted else _command(typed, offered, letters)
        text = "" if command or help_wanted else line.removeprefix("=").strip()
        if late:
            raise OutOfTime(text)
        if command == "quit":
            raise Left
        if not help_wanted:
            return Heard(command, text)
        tell_help(talk, how, offered, letters)


def hear_command(talk: Talk, prompt: str, commands: Sequence[Command], *, how: str = "") -> str:
    """Ask until a command or an empty line is typed; the word of the command, or "". Another
    line is not taken for Enter.

    Raises:
        Left, OutOfTime: as `hear` does.
    """
    while True:
        command, text = hear(talk, prompt, commands, how=how)
        if not text:
            return command
        talk.say(not_understood(talk, text))


def not_understood(talk: Talk, text: str) -> str:
    """What is said of a line that is neither a command nor an answer."""
    return talk.words("“{text}” is not understood here; ? lists what is.", text=text[:_LONGEST])


def _command(typed: str, commands: Sequence[Command], letters: Collection[str]) -> str:
    for command in commands:
        if typed == command.word:
            return command.word
    for command in commands:
        if typed == command.word[0] and typed not in letters:
            return command.word
    return ""


def tell_help(
    talk: Talk, how: str, commands: Sequence[Command], letters: Collection[str]
) -> None:
    """Say how to answer and which commands there are."""
    if how:
        talk.say(how)
    taken = set(letters)
    for command in commands:
        short = command.word[0]
        name = command.word if short in taken else f"{short}, {command.word}"
        taken.add(short)
        talk.say(f"{name}: {command.says}", 2)
