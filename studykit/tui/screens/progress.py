"""Progress: what is mastered, by course and objective; attempts and scores, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.study.attempts import submitted_attempts
from studykit.study.mastery import Mastery, masteries, meaning_line
from studykit.study.phrases import percent
from studykit.study.standing import standing
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget
    from textual_plotext import PlotextPlot

    from studykit.content.course_model import Quiz
    from studykit.progress.state import AttemptState

_BAR = 12


class ProgressScreen(StudyScreen):
    """How far the learner is."""

    BINDINGS = bindings("progress")
    DEFAULT_CSS = """
    ProgressScreen PlotextPlot { height: 11; margin-top: 1; background: $background; }
    """

    def body(self) -> Iterator[Widget]:
        # plotext takes a while to import: only this screen pays for it.
        from textual_plotext import PlotextPlot

        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Static(id="mastered")
            yield Static(id="scores", classes="gap")
            yield PlotextPlot()
            yield Static(id="meaning", classes="muted")

    def on_mount(self) -> None:
        """Show the figures."""
        self.refresh_words()

    def refresh_words(self) -> None:
        self.top(self.words("Progress"), safe(self.edition.title))
        self.query_one("#mastered", Static).update(Content("\n").join(self._mastered()))
        taken = self._attempts()
        self.query_one("#scores", Static).update(Content("\n").join(self._scores(taken)))
        self._plot([attempt for _, attempts in taken for attempt in attempts])
        self.call_after_refresh(self.show_keys)

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
        words, state, today = self.words, self.app.state, self.app.now().day
        known = masteries(self.edition, state, today)
        figures = known.objectives
        mastered = sum(figure.mastered for figure in figures.values())
        yield Content.styled(
            words("{n} of {total} objectives mastered", n=mastered, total=len(figures)), BOLD
        )
        yield Content.styled(meaning_line(words), MUTED)
        for number, lesson in enumerate(self.edition.lessons, start=1):
            yield Content("")
            whole = self._line(f"{number} {lesson.title}", known.lessons[lesson.id])
            yield whole.stylize(BOLD)
            for objective, text in lesson.objectives.items():
                yield self._line(text, figures[objective])

    def _line(self, text: str, figure: Mastery) -> Content:
        told = percent(figure.value) if figure.seen else "–"
        mark = ""
        if figure.mastered:
            mark = f" ✓ {self.words('mastered')}"
        elif figure.weak:
            mark = f" {self.words('weak')}"
        head = Content.assemble(bar(figure.value, _BAR), f" {told:>5}  ")
        return head + safe(text) + Content.styled(mark, MUTED)

    # Quizzes

    def _attempts(self) -> list[tuple[Quiz, list[AttemptState]]]:
        course = standing(self.app.state, self.edition.id)
        taken = [(quiz, submitted_attempts(course, quiz.id)) for quiz in self.edition.quizzes]
        return [(quiz, attempts) for quiz, attempts in taken if attempts]

    def _scores(self, taken: list[tuple[Quiz, list[AttemptState]]]) -> Iterator[Content]:
        words = self.words
        yield Content.styled(words("Quizzes"), BOLD)
        if not taken:
            yield Content(words("No quiz was handed in yet. z on the home screen offers them."))
        for quiz, attempts in taken:
            scores = [attempt["score"] or 0.0 for attempt in attempts]
            times = words.many(len(attempts), "{n} attempt", "{n} attempts")
            figures = words(
                "best {best}, last {last}", best=percent(max(scores)), last=percent(scores[-1])
            )
            yield Content.assemble(
                bar(max(scores), _BAR),
                "  ",
                safe(quiz.title),
                Content.styled(f"   {times}, {figures}", MUTED),
            )

    def _plot(self, attempts: list[AttemptState]) -> None:
        from textual_plotext import PlotextPlot

        plot, meaning = self.query_one(PlotextPlot), self.query_one("#meaning", Static)
        plot.display = meaning.display = bool(attempts)
        if not attempts:
            return
        attempts = sorted(attempts, key=lambda attempt: attempt["submitted"] or "")
        scores = [100 * (attempt["score"] or 0.0) for attempt in attempts]
        _draw(plot, scores)
        words = self.words
        told = words("Scores of your quizzes in the order you took them, in percent.")
        if len(scores) > 1:
            change = scores[-1] - scores[0]
            if change > 0:
                told += " " + words("The last is {n} points above the first.", n=round(change))
        meaning.update(Content(told))


def _draw(plot: PlotextPlot, scores: list[float]) -> None:
    figure = plot.plt
    figure.clear_data()
    figure.ylim(0, 100)
    places = [float(place) for place in range(1, len(scores) + 1)]
    figure.xticks(places[:: max(1, len(places) // 8)])
    if len(scores) == 1:
        figure.bar(places, scores, width=0.2)
    else:
        figure.plot(places, scores, marker="braille")
    plot.refresh()
