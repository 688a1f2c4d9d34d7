"""Options to choose from, and a statement to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

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

    from studykit.tui.markdown import Article


_Question = TypeVar("_Question", bound=QuestionBase)
_Options = TypeVar("_Options", bound=ChoiceQuestion)


class ChoicePart(Part[_Question]):
    """One row an option, lettered as shown."""

    boxes: ClassVar = ("○ ", "● ")
    """Before an option that is not ticked, and before one that is."""
    hides_marks: ClassVar = False
    """Whether right and wrong are not marked while the question can be tried again: which of
    several ticked options are right is half the answer."""
    shows_key: ClassVar = True
    """Whether the key is pointed out where it was not chosen."""

    _pointed = False
    """Whether the learner pointed at an option: only then Space or Enter chooses it, so that
    one Space too many while reading answers nothing."""

    def compose(self) -> ComposeResult:
        """The options."""
        yield Rows(self._entries(), hang=4)

    def numbers(self) -> tuple[int, ...]:
        """Author's indices in the order shown."""
        return self.asking.order

    def ticked(self, number: int) -> bool:
        """Whether the option was chosen."""
        raise NotImplementedError

    def text(self, number: int) -> Content:
        """The option."""
        raise NotImplementedError

    def is_key(self, number: int) -> bool:
        """Whether the option is shown as the key once the response is judged."""
        raise NotImplementedError

    def feedback(self, number: int) -> str:
        """What is said under an option once the response is judged."""
        return ""

    def _entries(self) -> list[Content]:
        return [self._entry(shown, number) for shown, number in enumerate(self.numbers())]

    def _feedback(self) -> dict[int, Article]:
        """What is said below each row once the response is judged."""
        texts = enumerate(map(self.feedback, self.numbers()))
        return {shown: article(text) for shown, text in texts if text}

    def _entry(self, shown: int, number: int) -> Content:
        ticked = self.ticked(number)
        letter = LETTERS[shown] if shown < len(LETTERS) else " "
        entry = Content.assemble(
            (f"{letter} ", "$accent"), self.boxes[ticked], self.text(number)
        )
        if self.asking.grade is None:
            return entry.stylize(BOLD) if ticked else entry
        if ticked and self.hides_marks and self.asking.hides_solution:
            return entry
        if ticked:
            right = self.is_key(number)
            style = "$success" if right else "$error"
            return entry + Content.styled(f"  {mark(right, self.words)}", style)
        if self.shows_key and self.is_key(number) and not self.asking.hides_solution:
            entry += Content.styled(f"  ← {self.words('correct answer')}", "$success")
        return entry

    def show(self) -> None:
        """Show what is ticked and, once judged, what is right."""
        rows = self.query_one(Rows)
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
        if shown is not None and shown < len(self.numbers()):
            rows.point(shown)
            self._choose(shown)
        elif key in ("up", "k", "down", "j"):
            rows.move(-1 if key in ("up", "k") else 1)
            self._pointed = True
        elif key == "space":
            if self._pointed:
                self._choose(rows.cursor)
        elif key == "enter":
            self.enter(rows.cursor)
        else:
            return False
        return True

    def enter(self, cursor: int) -> None:
        """Answer; what is under the cursor, where nothing was chosen."""
        if self._pointed and not self.asking.answered:
            self._choose(cursor)
        self.done()

    def _choose(self, shown: int) -> None:
        self._pointed = True
        self.asking.choose(self.numbers()[shown])
        self.changed()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """An option was clicked."""
        message.stop()
        if self.asking.open:
            self._choose(message.number)


class _OptionsPart(ChoicePart[_Options]):
    def text(self, number: int) -> Content:
        """The option."""
        return inline(self.question.options[number].text)

    def is_key(self, number: int) -> bool:
        """Whether the author marked it as correct."""
        return self.question.options[number].correct

    def feedback(self, number: int) -> str:
        """The author's words on what was chosen, and on the key."""
        asking = self.asking
        if asking.grade is None or (asking.hides_solution and not self.ticked(number)):
            return ""
        return asking.grade.parts[number].feedback


class SingleChoicePart(_OptionsPart[SingleChoice]):
    """Options of which one is chosen."""

    def ticked(self, number: int) -> bool:
        """Whether it is the one."""
        return self.asking.response is not None and self.asking.response == number


class MultipleChoicePart(_OptionsPart[MultipleChoice]):
    """Options of which any are ticked."""

    boxes: ClassVar = ("□ ", "■ ")
    hides_marks: ClassVar = True

    def ticked(self, number: int) -> bool:
        """Whether it is among them."""
        return number in self.asking.response

    def enter(self, cursor: int) -> None:
        """Answer: the cursor ticks nothing by itself."""
        self.done()


class TrueFalsePart(ChoicePart[TrueFalse]):
    """True, and false."""

    shows_key: ClassVar = False

    def numbers(self) -> tuple[int, ...]:
        """0 is true, 1 is false."""
        return (0, 1)

    def ticked(self, number: int) -> bool:
        """Whether the statement was judged so."""
        return self.asking.response is (number == 0)

    def text(self, number: int) -> Content:
        """The word."""
        return Content(self.words("true") if number == 0 else self.words("false"))

    def is_key(self, number: int) -> bool:
        """Whether the statement is so."""
        return self.question.key is (number == 0)


def _index(key: str) -> int | None:
    if len(key) == 1 and key in LETTERS:
        return LETTERS.index(key)
    return int(key) - 1 if len(key) == 1 and key in "123456789" else None
