"""Options to choose from, and a statement to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from studykit.plain.questions.face import Face
from studykit.plain.questions.lines import letters, numbers_in
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.single_choice import SingleChoice
from studykit.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from studykit.questions.marks import Grade
    from studykit.study.answering import Asking

_Options = TypeVar("_Options", bound=ChoiceQuestion)
_TRUE = frozenset(("t", "true", "a", "1", "對", "对", "是", "真"))
_FALSE = frozenset(("f", "false", "b", "2", "錯", "错", "否", "假"))


class _OptionsFace(Face[_Options]):
    def show(self, asking: Asking) -> None:
        """The options."""
        self.list([self.question.options[n].text for n in asking.order])

    def letters(self, asking: Asking) -> list[str]:
        """Those of the options."""
        return letters(len(asking.order))


class SingleChoiceFace(_OptionsFace[SingleChoice]):
    """One letter."""

    @property
    def how(self) -> str:
        """The letter of one option."""
        return self.talk.words("Type the letter of one option.")

    @property
    def prompt(self) -> str:
        """One letter."""
        return self.talk.words("Letter of one option (? helps)")

    def take(self, asking: Asking, line: str) -> bool:
        """Choose one option."""
        match numbers_in(line, len(asking.order)):
            case [int(number)]:
                asking.choose(asking.order[number])
                return True
        return False

    def feedback(self, grade: Grade) -> list[str]:
        """The author's words on the option that was chosen."""
        return [part.feedback for part in grade.parts if part.feedback and part.given]


class MultipleChoiceFace(_OptionsFace[MultipleChoice]):
    """A letter for each key."""

    @property
    def how(self) -> str:
        """The letters of all keys."""
        return self.talk.words("Type the letters of all right options, such as: a c")

    @property
    def prompt(self) -> str:
        """Letters."""
        return self.talk.words("Letters of all right options, such as a c (? helps)")

    def take(self, asking: Asking, line: str) -> bool:
        """Tick just the options named."""
        chosen = numbers_in(line, len(asking.order))
        if not chosen or None in chosen:
            return False
        wanted = {asking.order[n] for n in chosen if n is not None}
        for index in sorted(wanted ^ set(asking.response)):
            asking.choose(index)
        return True

    def feedback(self, grade: Grade) -> list[str]:
        """The author's words on each option that was ticked."""
        ticked = (part for part in grade.parts if part.feedback and part.given)
        return [f"{part.label}: {part.feedback}" for part in ticked]


class TrueFalseFace(Face[TrueFalse]):
    """True or false, as a word or a letter."""

    @property
    def how(self) -> str:
        """The letter of true or false."""
        return self.talk.words("Type a for true or b for false.")

    @property
    def prompt(self) -> str:
        """One of two letters."""
        return self.talk.words("a true, b false (? helps)")

    def show(self, asking: Asking) -> None:
        """True and false."""
        self.list([self.text_of(True), self.text_of(False)])

    def letters(self, asking: Asking) -> list[str]:
        """By their place or their name."""
        return ["a", "b", "t", "f"]

    def take(self, asking: Asking, line: str) -> bool:
        """Judge the statement."""
        word = line.casefold()
        if word not in _TRUE | _FALSE:
            return False
        asking.choose(0 if word in _TRUE else 1)
        return True

    def text_of(self, response: Any) -> str:
        """The word for true or false."""
        return self.talk.words("True") if response else self.talk.words("False")

    @property
    def solution(self) -> str:
        """The word for the key."""
        return self.text_of(self.question.key)
