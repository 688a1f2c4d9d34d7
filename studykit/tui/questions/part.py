"""What the answering part of every question type offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from studykit.questions.base import QuestionBase

if TYPE_CHECKING:
    from studykit.language.words import Words
    from studykit.questions.marks import Verdict
    from studykit.study.answering import Asking
    from studykit.tui.app import StudyApp

RIGHT_MARK, PARTIAL_MARK, WRONG_MARK = "✓", "◐", "✗"


_Question = TypeVar("_Question", bound=QuestionBase)


class Part(Vertical, Generic[_Question]):
    """Where a question is answered. It edits the asking and tells when that changed."""

    app: StudyApp

    DEFAULT_CSS = """
    Part { height: auto; }
    """

    class Changed(Message):
        """The response was edited."""

    class Done(Message):
        """The learner gives the response as it is."""

    def __init__(self, asking: Asking, question: _Question) -> None:
        super().__init__()
        self.asking = asking
        self.question = question

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return self.app.words

    def show(self) -> None:
        """Show the asking as it stands."""

    def press(self, key: str) -> bool:
        """Take a key; False when it means nothing here."""
        return False

    def focus_target(self) -> Widget | None:
        """The field that takes typing; None when the keys go to `press`."""
        return None

    def changed(self) -> None:
        """Show and tell an edit."""
        self.show()
        self.tell(self.Changed())

    def done(self) -> None:
        """Tell that the response is given."""
        self.tell(self.Done())

    def tell(self, message: Message) -> None:
        """Send a message to the screen.

        The view around posts it: a message that a parent caused goes no further than to it.
        """
        for around in self.ancestors:
            if isinstance(around, Widget) and around.has_class("question"):
                around.post_message(message)
                return


def mark(right: bool, words: Words) -> str:
    """Right or wrong as a sign with a word, never by colour alone."""
    return f"{RIGHT_MARK} {words('right')}" if right else f"{WRONG_MARK} {words('wrong')}"


def verdict_mark(verdict: Verdict, words: Words) -> Content:
    """The verdict on a part in its colour, as a sign with a word."""
    if verdict == "partial":
        return Content.styled(f"{PARTIAL_MARK} {words('partly right')}", "$warning")
    right = verdict == "right"
    return Content.styled(mark(right, words), "$success" if right else "$error")
