"""Options to choose from, and a statement to judge."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.content import Content

from studykit.questions.base import QuestionBase
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.single_choice import SingleChoice
from studykit.questions.true_false import TrueFalse
from studykit.tui.markdown import BOLD, article, inline
from studykit.tui.questions.part import Part, mark
from studykit.tui.widgets.rows import LETTERS, Rows
from studykit.tui.widgets.still import FRAME

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from studykit.language.words import Words
    from studykit.study.answering import Asking
    from studykit.tui.markdown import Article


_Options = TypeVar("_Options", bound=ChoiceQuestion)


class Choices(ABC):
    """What a question offers to choose from, and how the asking stands on it; options are
    named by the author's index."""

    boxes: ClassVar = ("○ ", "● ")
    """Before an option that is not ticked, and before one that is."""
    enter_chooses: ClassVar = True
    """Whether Enter chooses what was pointed at, where nothing is chosen yet."""
    hides_marks: ClassVar = False
    """Whether right and wrong are not marked while the question can be tried again: which of
    several ticked options are right is half the answer."""
    shows_key: ClassVar = True
    """Whether the correct answer is pointed out where it was not chosen."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking

    @property
    def numbers(self) -> tuple[int, ...]:
        """The options in the order shown."""
        return self.asking.order

    @abstractmethod
    def ticked(self, number: int) -> bool:
        """Whether the option was chosen."""

    @abstractmethod
    def text(self, number: int, words: Words) -> Content:
        """The option."""

    @abstractmethod
    def correct(self, number: int) -> bool:
        """Whether choosing the option is right."""

    @abstractmethod
    def feedback(self, number: int) -> str:
        """What is said under the option once the response is judged; "" where nothing is."""


class _AuthorsOptions(Choices, Generic[_Options]):
    """The options that the author wrote."""

    def __init__(self, asking: Asking, question: _Options) -> None:
        super().__init__(asking)
        self.question = question

    def text(self, number: int, words: Words) -> Content:
        return inline(self.question.options[number].text)

    def correct(self, number: int) -> bool:
        return self.question.options[number].correct

    def feedback(self, number: int) -> str:
        """The author's words on what was chosen, and on the correct answer."""
        asking = self.asking
        if asking.grade is None or (asking.hides_solution and not self.ticked(number)):
            return ""
        return asking.grade.parts[number].feedback


class OneChoice(_AuthorsOptions[SingleChoice]):
    """Options of which one is chosen."""

    def ticked(self, number: int) -> bool:
        return self.asking.response is not None and self.asking.response == number


class ManyChoices(_AuthorsOptions[MultipleChoice]):
    """Options of which any are ticked."""

    boxes: ClassVar = ("□ ", "■ ")
    enter_chooses: ClassVar = False
    hides_marks: ClassVar = True

    def ticked(self, number: int) -> bool:
        return number in self.asking.response


class TrueOrFalse(Choices):
    """A statement to judge: 0 is true, 1 is false."""

    shows_key: ClassVar = False

    def __init__(self, asking: Asking, question: TrueFalse) -> None:
        super().__init__(asking)
        self.question = question

    @property
    def numbers(self) -> tuple[int, ...]:
        return (0, 1)

    def ticked(self, number: int) -> bool:
        return self.asking.response is (number == 0)

    def text(self, number: int, words: Words) -> Content:
        return Content(words("true") if number == 0 else words("false"))

    def correct(self, number: int) -> bool:
        return self.question.key is (number == 0)

    def feedback(self, number: int) -> str:
        """Nothing: a statement has one feedback, which is said with the verdict."""
        return ""


class ChoicePart(Part[QuestionBase]):
    """One row an option, lettered as shown."""

    _pointed = False
    """Whether the learner pointed at an option: only then Space or Enter chooses it, so that
    one Space too many while reading answers nothing."""

    def __init__(self, asking: Asking, question: QuestionBase, choices: Choices) -> None:
        super().__init__(asking, question)
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The options."""
        yield Rows(self._entries(), hang=4)

    def _entries(self) -> list[Content]:
        numbers = enumerate(self._choices.numbers)
        return [self._entry(shown, number) for shown, number in numbers]

    def _feedback(self) -> dict[int, Article]:
        """What is said below each row once the response is judged."""
        texts = enumerate(map(self._choices.feedback, self._choices.numbers))
        return {shown: article(text) for shown, text in texts if text}

    def _entry(self, shown: int, number: int) -> Content:
        choices, asking = self._choices, self.asking
        ticked = choices.ticked(number)
        letter = LETTERS[shown] if shown < len(LETTERS) else " "
        text = choices.text(number, self.words)
        entry = Content.assemble((f"{letter} ", "$accent"), choices.boxes[ticked], text)
        if asking.grade is None:
            return entry.stylize(BOLD) if ticked else entry
        if ticked and choices.hides_marks and asking.hides_solution:
            return entry
        right = choices.correct(number)
        if ticked:
            style = "$success" if right else "$error"
            return entry + Content.styled(f"  {mark(right, self.words)}", style)
        if choices.shows_key and right and not asking.hides_solution:
            entry += Content.styled(f"  ← {self.words('correct answer')}", "$success")
        return entry

    def show(self) -> None:
        """Show what is ticked and, once judged, what is right: then nothing is pointed at."""
        rows = self.query_one(Rows)
        rows.activate(self.asking.open)
        if self.asking.grade is not None:
            # The marks at once; the feedback moves what is below, and comes right after.
            rows.show(self._entries())
            self.set_timer(FRAME, lambda: rows.show(self._entries(), self._feedback()))
        else:
            rows.show(self._entries())

    def press(self, key: str) -> bool:
        """Letters and digits choose, arrows move, space ticks, Enter answers."""
        rows = self.query_one(Rows)
        shown = _index(key)
        if shown is not None and shown < len(self._choices.numbers):
            rows.point(shown)
            self._choose(shown)
        elif key in ("up", "k", "down", "j"):
            rows.move(-1 if key in ("up", "k") else 1)
            self._pointed = True
        elif key == "space":
            if self._pointed:
                self._choose(rows.cursor)
        elif key == "enter":
            self._enter(rows.cursor)
        else:
            return False
        return True

    def _enter(self, cursor: int) -> None:
        """Answer; what is under the cursor, where nothing was chosen."""
        if self._choices.enter_chooses and self._pointed and not self.asking.answered:
            self._choose(cursor)
        self.done()

    def _choose(self, shown: int) -> None:
        self._pointed = True
        self.asking.choose(self._choices.numbers[shown])
        self.changed()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """An option was clicked."""
        message.stop()
        if self.asking.open:
            self._choose(message.number)


def _index(key: str) -> int | None:
    if len(key) == 1 and key in LETTERS:
        return LETTERS.index(key)
    return int(key) - 1 if len(key) == 1 and key in "123456789" else None
