"""Every answer of an attempt, with feedback and the section that teaches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.study.not_judged_text import not_counted_line
from studykit.study.quiz_questions import edition_of
from studykit.study.quiz_rules import not_judged
from studykit.study.quiz_text import attempt_title, certainty_answered, question_notice
from studykit.study.result import result_of, section_to_read
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, safe, title_text
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.base import StudyScreen, one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.study.quiz import QuizAttempt


class AnswersScreen(StudyScreen):
    """Looking through a submitted attempt, question by question."""

    BINDINGS = bindings("answers")

    def __init__(self, attempt: QuizAttempt) -> None:
        super().__init__()
        self._attempt = attempt

    def body(self) -> Iterator[Widget]:
        page = VerticalScroll(classes="page", id="page", can_focus=False)
        with page, Vertical(classes="column"):
            yield Vertical(id="asked")
            yield Static(id="section", classes="muted gap")

    async def on_mount(self) -> None:
        """Show the first answer."""
        await self._show(0)

    def refresh_words(self) -> None:
        if self.is_mounted and self._attempt.edition is not self.edition:
            self._attempt.change_editions(self.app.course.from_edition(self.edition))
            self.show_texts_again()

    def show_texts_again(self) -> None:
        self.run_worker(self._show(self._attempt.index))

    @one_at_a_time
    async def _show(self, number: int) -> None:
        attempt, words = self._attempt, self.words
        attempt.go(number).apply()  # the attempt is over: there is nothing to store
        place = f"{number + 1} / {len(attempt.questions)}"
        self.top(f"{title_text(attempt_title(attempt, words))} · {place}", words("answers"))
        box = self.query_one("#asked", Vertical)
        await box.remove_children()
        lines = [question_notice(attempt, words)]
        answered = attempt.question_id in attempt.attempt["responses"]
        if not answered:
            lines.append(words("Not answered."))
        if attempt.question_id in not_judged(attempt):
            lines.append(not_counted_line(attempt, [attempt.question_id], words))
        lines.append(certainty_answered(attempt, attempt.question_id, words))
        for line in filter(None, lines):
            await box.mount(Static(Content.styled(safe(line), BOLD)))
        self.make_room_for(attempt.asking)
        if attempt.asking is not None:
            await box.mount(QuestionView(attempt.asking, judged=answered))
        self._show_section(attempt.question_id)
        self.query_one("#page", VerticalScroll).scroll_to(y=0, animate=False)
        self.set_focus(None)
        self.show_keys()

    def _show_section(self, question_id: str) -> None:
        line = self.query_one("#section", Static)
        section = section_to_read(self._attempt, question_id)
        edition = edition_of(self._attempt.editions, question_id)
        lesson = edition.lesson_of_section(section) if edition and section else None
        line.display = lesson is not None
        if lesson is not None:
            title = next(s.title for s in lesson.sections if s.id == section)
            line.update(Content(f"g → {title_text(lesson.title)} · {title_text(title)}"))

    async def action_turn(self, step: int) -> None:
        """Another answer."""
        to = self._attempt.index + step
        if 0 <= to < len(self._attempt.questions):
            await self._show(to)

    async def action_missed(self) -> None:
        """The next answer that was not right; behind the last of them, the first."""
        attempt = self._attempt
        numbers = [attempt.questions.index(q) for q in result_of(attempt).missed]
        if numbers:
            await self._show(next((n for n in numbers if n > attempt.index), numbers[0]))

    def action_section(self) -> None:
        """Read the section that teaches the question."""
        section = section_to_read(self._attempt, self._attempt.question_id)
        if section is not None:
            self.app.open_section(section)
