"""Before a quiz: what it is and how it is marked. The clock starts from here."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.language.message import Refusal
from studykit.learner.attempts import attempts_left
from studykit.study.attempt_start import start_attempt
from studykit.study.quiz_start_text import past_lines, start_facts, start_rules
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, inline, title_text
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.content.course_model import Quiz
    from studykit.study.quiz_start_text import PastAttempt


class QuizStartScreen(StudyScreen):
    """A quiz before it is started, with its past attempts to look through."""

    BINDINGS = bindings("quiz_start")

    def __init__(self, quiz: Quiz) -> None:
        super().__init__()
        self._quiz = quiz
        self._past: list[PastAttempt] = []

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page", can_focus=False), Vertical(classes="column"):
            yield Static(id="about")
            yield Rows(id="start", classes="gap")

    def on_mount(self) -> None:
        """Say what the quiz is; one Enter too many starts nothing."""
        self.app.question_appeared()
        self.refresh_words()

    @property
    def _can_start(self) -> bool:
        return attempts_left(self.learner.course(self.edition.id), self._quiz) != 0

    def refresh_words(self) -> None:
        words, course = self.words, self.learner.course(self.edition.id)
        with suppress(KeyError):  # where this edition lacks it, it is shown as it was
            self._quiz = self.edition.quiz(self._quiz.id)
        quiz = self._quiz
        kind = words("exam") if quiz.mode == "exam" else words("practice")
        self.top(title_text(quiz.title), kind)
        lines = [inline(quiz.title).stylize(BOLD)]
        if quiz.description:
            lines.append(inline(quiz.description))
        facts = " · ".join(start_facts(self.edition, quiz, course, words))
        lines += [Content(""), Content.styled(facts, "$accent")]
        for rule in start_rules(quiz, words):
            lines += [Content(""), Content(rule)]
        self.query_one("#about", Static).update(Content("\n").join(lines))
        self._past = past_lines(course, quiz, words, self.learner.now().day)
        entries = [Content.styled(words("Start"), BOLD)] if self._can_start else []
        for past in self._past:
            line = words("Look through: {attempt}", attempt=past.line)
            entries.append(Content.styled(line, "" if not self._can_start else MUTED))
        self.query_one(Rows).show(entries)
        self.call_after_refresh(self.show_keys)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter starts the quiz, or opens the past attempt that the cursor is on."""
        if action in ("start", "look"):
            rows = list(self.query(Rows))
            starts = self._can_start and not (rows and rows[0].cursor)
            return starts if action == "start" else not starts and bool(self._past)
        return True

    def action_move(self, step: int) -> None:
        """To another row; at the ends, the page."""
        rows = self.query_one(Rows)
        before = rows.cursor
        rows.move(step)
        if rows.cursor == before:
            page = self.query_one(".page", VerticalScroll)
            page.scroll_relative(y=step, animate=False)
        self.show_keys()

    async def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A row was clicked."""
        message.stop()
        await self._choose(message.number)

    async def action_start(self) -> None:
        """Start the quiz: from now on the time counts."""
        if not self.app.too_soon():
            await self._choose(0)

    async def action_look(self) -> None:
        """Open the result of a past attempt."""
        await self._choose(self.query_one(Rows).cursor)

    async def _choose(self, row: int) -> None:
        from studykit.tui.screens.quiz import QuizScreen
        from studykit.tui.screens.result import ResultScreen

        number = row - self._can_start
        if number >= 0:
            if number < len(self._past):
                self.app.go_to(ResultScreen(self._past[number].attempt))
            return
        editions = self.app.course.from_edition(self.edition)
        try:
            started = start_attempt(editions, self._quiz, self.learner)
        except Refusal as refusal:
            self.notify(self.words.translate(refusal.message), markup=False)
            return
        if await self.app.keep(started.step):
            self.app.replace(QuizScreen(started.attempt))
