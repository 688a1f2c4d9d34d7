"""What every type of question has in plain text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from studykit.plain.commands import hear
from studykit.plain.prose import plain_text
from studykit.plain.questions.lines import letter
from studykit.plain.talk import OutOfTime
from studykit.questions.base import QuestionBase
from studykit.questions.grade import response_text, solution_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.plain.commands import Command
    from studykit.plain.talk import Talk
    from studykit.questions.marks import Grade
    from studykit.study.answering import Asking

_Question = TypeVar("_Question", bound=QuestionBase)


class Face(ABC, Generic[_Question]):
    """One question in one conversation; a type says what is special about it."""

    def __init__(self, talk: Talk, question: _Question) -> None:
        self.talk = talk
        self.question = question

    @property
    @abstractmethod
    def how(self) -> str:
        """A sentence on how the question is answered here."""

    @property
    def prompt(self) -> str:
        """What is wanted, in a few words."""
        return self.talk.words("Answer (? helps)")

    def show(self, asking: Asking) -> None:
        """Say what there is to choose from, or to fill in."""

    def letters(self, asking: Asking) -> list[str]:
        """The letters that are answers, and so no commands."""
        return []

    def take(self, asking: Asking, line: str) -> bool:
        """Answer by `line`, which is not empty; False, with nothing changed, when it is no
        answer."""
        asking.write(line)
        return True

    def ask(
        self, asking: Asking, commands: Sequence[Command], enter: str, keep: Callable[[], None]
    ) -> str:
        """Ask until there is an answer: "", or the word of a command. `enter` is the command
        that an empty line stands for; `keep` stores what is written so far, where an answer
        takes several lines.

        Raises:
            Left: the learner quits, or there are no more answers.
            OutOfTime: the time is over; what was typed is written.
        """
        prompt, letters = self.prompt, self.letters(asking)
        while True:
            try:
                command, text = hear(self.talk, prompt, commands, how=self.how, letters=letters)
            except OutOfTime as out:
                if out.text:
                    self.take(asking, out.text)
                raise
            if command == "hint":
                self.hint(asking)
            elif command:
                return command
            elif not text and enter:
                return enter
            elif text and self.take(asking, text):
                return ""
            else:
                self.talk.say(self.how)

    def hint(self, asking: Asking) -> None:
        """Say one hint more."""
        hint = asking.next_hint()
        if hint is None:
            self.talk.say(self.talk.words("There are no more hints."))
        else:
            self.talk.say(self.talk.words("Hint: {text}", text=plain_text(hint)))

    def compare(self, asking: Asking) -> None:
        """Compare the response with a model answer, where there is one."""

    def text_of(self, response: Any) -> str:
        """A response in words; the parts of some types are lines of their own."""
        return plain_text(response_text(self.question, response))

    @property
    def solution(self) -> str:
        """The key in words."""
        return plain_text(solution_text(self.question))

    def feedback(self, grade: Grade) -> list[str]:
        """The author's words on the response."""
        return list(grade.feedback)

    def list(self, texts: Sequence[str], *, numbers: bool = False) -> None:
        """Say texts to choose from, a line each."""
        for n, text in enumerate(texts):
            name = f"{n + 1}." if numbers else f"{letter(n)})"
            self.talk.say(f"{name} {plain_text(text)}".replace("\n", " "), 2)
