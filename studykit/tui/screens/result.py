"""What a quiz came to: the score, by objective, what was missed and where to read it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from studykit.language.message import Refusal
from studykit.language.phrases import percent
from studykit.study.not_judged_text import not_counted_line
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_text import attempt_title, certainty_name, points_text
from studykit.study.result import CertaintyRow, ObjectiveScore, Result, result_of
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe, title_text
from studykit.tui.questions.part import RIGHT_MARK, WRONG_MARK
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import bar, hanging
from studykit.tui.widgets.charts import chart_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

_BAR = 10


class ResultScreen(StudyScreen):
    """The result of a submitted attempt."""

    BINDINGS = bindings("result")

    def __init__(self, attempt: str) -> None:
        super().__init__()
        self._attempt_id = attempt

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Static(id="result")

    def on_mount(self) -> None:
        """Show the result; arrows scroll."""
        self.refresh_words()
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Long objectives hang beside their bars in the width that there is now."""
        self.refresh_words()

    @property
    def _attempt(self) -> QuizAttempt:
        editions = self.app.course.from_edition(self.edition)
        return QuizAttempt(editions, self._attempt_id, self.learner)

    def refresh_words(self) -> None:
        words, attempt = self.words, self._attempt
        result = result_of(attempt)
        verdict = ""
        if result.passed is not None:
            sign = RIGHT_MARK if result.passed else WRONG_MARK
            verdict = f"  {sign} {words('passed') if result.passed else words('not passed')}"
        title = title_text(attempt_title(attempt, words))
        self.top(title, percent(result.score) + verdict)
        style = "$success" if result.passed else ""
        lines = [
            Content.assemble((percent(result.score), BOLD), (verdict, style)),
            Content.styled(self._points(attempt, result), MUTED),
        ]
        if attempt.again:
            lines.append(Content.styled(words("A repetition: it changes no score."), MUTED))
        lines.append(Content(""))
        if result.objectives:
            heading = words("By objective")
            if attempt.certainty:
                heading = words("By objective, however sure you were")
            lines.append(Content.styled(heading, BOLD))
            widest = max(len(_figures(row)) for row in result.objectives)
            lines += [
                line for row in result.objectives for line in self._objective(row, widest)
            ]
            lines.append(Content(""))
        if result.certainty:
            lines.append(Content.styled(words("Certainty"), BOLD))
            lines += [self._certainty(row) for row in result.certainty if row.answers]
            lines.append(Content(""))
        lines += self._missed(result)
        self.query_one("#result", Static).update(Content("\n").join(lines))
        self.call_after_refresh(self.show_keys)

    def _points(self, attempt: QuizAttempt, result: Result) -> str:
        line = points_text(result, self.words)
        mark = attempt.rules["pass_mark"]
        if mark is not None:
            line += " · " + self.words("pass {share}", share=percent(mark))
        return line

    def _objective(self, row: ObjectiveScore, widest: int) -> Iterator[Content]:
        width = chart_width(self.size.width)
        share = row.points / row.most if row.most else 0.0
        head = Content.assemble("  ", bar(share, _BAR), f" {_figures(row):>{widest}}  ")
        yield hanging(head, Content(safe(row.text)), width)
        if row.section and (lesson := self.edition.lesson_of_section(row.section)):
            title = next(s.title for s in lesson.sections if s.id == row.section)
            again = self.words("read {title} again", title=title_text(title))
            follow = Style.from_meta({"@click": ("screen.read", (row.section,))})
            line = hanging(Content(" " * head.cell_length + "← "), Content(again), width)
            yield line.stylize(MUTED).stylize(follow)

    def _certainty(self, row: CertaintyRow) -> Content:
        name = certainty_name(row.certainty, self.words)
        line = self.words.many(
            row.answers,
            "{name}: {n} time, right {right}",
            "{name}: {n} times, right {right}",
            name=name,
            right=row.right,
        )
        return Content(f"  {line}")

    def _missed(self, result: Result) -> Iterator[Content]:
        words = self.words
        if result.not_judged:
            line = not_counted_line(self._attempt, result.not_judged, words)
            yield Content.styled(line, "$warning")
        if not result.missed:
            yield Content.styled(f"{RIGHT_MARK} {words('Nothing missed.')}", "$success")
            return
        missed = words.many(len(result.missed), "{n} question missed", "{n} questions missed")
        yield Content.styled(missed, BOLD)
        if result.cards == result.missed:
            yield Content.styled(words("They are now among your cards."), MUTED)
        elif result.cards:
            some = words.many(
                len(result.cards),
                "{n} of them is now among your cards.",
                "{n} of them are now among your cards.",
            )
            yield Content.styled(some, MUTED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was missed, and is not for exams alone, can be asked again."""
        if action == "again":
            return bool(result_of(self._attempt).again)
        if action == "section":
            return any(row.section for row in result_of(self._attempt).objectives)
        return True

    async def action_again(self) -> None:
        """Take what was missed once more, in practice."""
        from studykit.study.attempt_start import start_again
        from studykit.tui.screens.quiz import QuizScreen

        try:
            started = start_again(self._attempt)
        except Refusal as refusal:
            self.notify(self.words.translate(refusal.message), markup=False)
            return
        if await self.app.keep(started.step):
            self.app.replace(QuizScreen(started.attempt))

    def action_look(self) -> None:
        """Look through every answer."""
        from studykit.tui.screens.answers import AnswersScreen

        if self._attempt.questions:
            self.app.go_to(AnswersScreen(self._attempt))

    def action_section(self) -> None:
        """Read the first section that was missed."""
        rows = result_of(self._attempt).objectives
        section = next((row.section for row in rows if row.section), None)
        if section is not None:
            self.app.open_section(section)

    def action_read(self, section: str) -> None:
        """Read a section again."""
        self.app.open_section(section)


def _figures(row: ObjectiveScore) -> str:
    """The points of an objective, of how many: `1.5/3`."""
    points = f"{row.points:g}" if row.points == int(row.points) else f"{row.points:.1f}"
    return f"{points}/{row.most:g}"
