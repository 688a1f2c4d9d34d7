"""Every answer of an attempt, with feedback and the section that teaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.study.quiz import QuizAttempt
from studykit.study.result import section_to_read
from studykit.tui.actions import bindings
from studykit.tui.markdown import safe
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.base import StudyScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget


class AnswersScreen(StudyScreen):
    """Looking through an attempt that was handed in, question by question."""

    BINDINGS = bindings("answers")

    def __init__(self, attempt: QuizAttempt) -> None:
        super().__init__()
        self._attempt = attempt
        self._number = 0

    def body(self) -> Iterator[Widget]:
        page = VerticalScroll(classes="page", id="page", can_focus=False)
        with page, Vertical(classes="column"):
            yield Vertical(id="asked")
            yield Static(id="section", classes="muted gap")

    async def on_mount(self) -> None:
        """Show the first answer."""
        await self._show()

    def refresh_words(self) -> None:
        old = self._attempt
        if old.edition is not self.edition:
            quiz = self.edition.quiz(old.quiz.id)
            self._attempt = QuizAttempt(self.edition, quiz, old.id, self.learner_state)
            self.run_worker(self._show(), exclusive=True)

    async def _show(self) -> None:
        attempt = self._attempt
        question = attempt.questions[self._number]
        place = f"{self._number + 1} / {len(attempt.questions)}"
        self.top(f"{safe(attempt.quiz.title)} · {place}", self.words("answers"))
        asking = attempt.asking_of(question)
        asking.restore_grade()
        box = self.query_one("#asked", Vertical)
        await box.remove_children()
        await box.mount(QuestionView(asking))
        told = self.query_one("#section", Static)
        section = section_to_read(attempt, question)
        lesson = self.edition.lesson_of_section(section) if section else None
        told.display = lesson is not None
        if lesson is not None:
            title = next(s.title for s in lesson.sections if s.id == section)
            told.update(Content(f"g → {safe(lesson.title)} · {safe(title)}"))
        self.query_one("#page", VerticalScroll).scroll_to(y=0, animate=False)
        self.set_focus(None)
        self.show_keys()

    async def action_turn(self, step: int) -> None:
        """Another answer."""
        to = self._number + step
        if 0 <= to < len(self._attempt.questions):
            self._number = to
            await self._show()

    def action_section(self) -> None:
        """Read the section that teaches the question."""
        section = section_to_read(self._attempt, self._attempt.questions[self._number])
        if section is not None:
            self.app.open_section(section)
