"""Progress: what is mastered, by course and objective; attempts and scores, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.analytics.figures import page
from studykit.analytics.history import History
from studykit.analytics.statistics import statistics_of
from studykit.language.phrases import percent
from studykit.learner.attempts import submitted_attempts
from studykit.learner.course_state import course_state
from studykit.planning.mastery import (
    Mastery,
    mastered_line,
    masteries,
    meaning_line,
    standing,
)
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe, title_text
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import bar, share_line
from studykit.tui.widgets.charts import chart_width, figure_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.events import Resize
    from textual.widget import Widget

    from studykit.content.course_model import Quiz
    from studykit.progress.state import AttemptState

_BAR = 12
_CURVE = 9


class ProgressScreen(StudyScreen):
    """How far the learner is."""

    BINDINGS = bindings("progress")

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Static(id="mastered")
            yield Static(id="scores", classes="gap")
            yield Static(id="over-time", classes="gap")

    def on_mount(self) -> None:
        """Show the figures; arrows scroll."""
        self.refresh_words()
        self.query_one(VerticalScroll).focus()

    def refresh_words(self) -> None:
        self.top(self.words("Progress"), title_text(self.edition.title))
        self.query_one("#mastered", Static).update(Content("\n").join(self._mastered()))
        taken = self._attempts()
        self.query_one("#scores", Static).update(Content("\n").join(self._scores(taken)))
        self.query_one("#over-time", Static).update(Content("\n").join(self._over_time()))
        self.call_after_refresh(self.show_keys)

    def on_resize(self, _: Resize) -> None:
        """Set all in the width that there is now."""
        self.query_one("#mastered", Static).update(Content("\n").join(self._mastered()))
        self.query_one("#over-time", Static).update(Content("\n").join(self._over_time()))

    def action_plan(self) -> None:
        """Show what to do until the exam."""
        from studykit.tui.screens.plan import PlanScreen

        self.app.go_to(PlanScreen())

    def action_statistics(self) -> None:
        """Show how much was studied, and how well."""
        from studykit.tui.screens.statistics import StatisticsScreen

        self.app.go_to(StatisticsScreen())

    # What is mastered

    def _mastered(self) -> Iterator[Content]:
        words, state, today = self.words, self.learner.state, self.learner.now().day
        known = masteries(self.edition, state, today)
        yield Content.styled(mastered_line(known, words), BOLD)
        yield Content.styled(meaning_line(words), MUTED)
        for number, lesson in enumerate(self.edition.lessons, start=1):
            yield Content("")
            whole = self._line(f"{number} {lesson.title}", known.lessons[lesson.id])
            yield whole.stylize(BOLD)
            for objective, text in lesson.objectives.items():
                yield self._line(text, known.objectives[objective])

    def _line(self, text: str, figure: Mastery) -> Content:
        share = percent(figure.value) if figure.seen else "–"
        mark = standing(figure, self.words)
        if mark:
            mark = f" {'✓' if figure.mastered else '·'} {mark}"
        body = safe(text) + Content.styled(mark, MUTED)
        return share_line(figure.value, share, body, chart_width(self.size.width))

    # Quizzes

    def _attempts(self) -> list[tuple[Quiz, list[AttemptState]]]:
        course = course_state(self.learner.state, self.edition.id)
        taken = [(quiz, submitted_attempts(course, quiz.id)) for quiz in self.edition.quizzes]
        return [(quiz, attempts) for quiz, attempts in taken if attempts]

    def _scores(self, taken: list[tuple[Quiz, list[AttemptState]]]) -> Iterator[Content]:
        words = self.words
        yield Content.styled(words("Quizzes"), BOLD)
        if not taken:
            yield Content(
                words("You have not submitted a quiz yet. Press z on the home screen.")
            )
        for quiz, attempts in taken:
            scores = [attempt["score"] or 0.0 for attempt in attempts]
            times = words.many(len(attempts), "{n} attempt", "{n} attempts")
            figures = words(
                "best {best}, last {last}", best=percent(max(scores)), last=percent(scores[-1])
            )
            yield Content.assemble(
                bar(max(scores), _BAR),
                "  ",
                title_text(quiz.title),
                Content.styled(f"   {times}, {figures}", MUTED),
            )

    def _over_time(self) -> Iterator[Content]:
        statistics = statistics_of(self.edition, self.learner.state, self.learner.now())
        found = page("scores", statistics, History(), self.words).figures
        if len(found) > 1:  # a single score makes no curve
            yield from figure_lines(found[0], chart_width(self.size.width), _CURVE)
