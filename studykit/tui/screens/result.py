"""What a quiz came to: the score, by objective, what was missed and where to read it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from studykit.language.phrases import percent
from studykit.learner.attempts import AGAIN
from studykit.study.quiz import QuizAttempt
from studykit.study.result import CertaintyRow, ObjectiveScore, Result, result_of
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.questions.part import RIGHT_MARK, WRONG_MARK
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import bar, hanging
from studykit.tui.widgets.charts import chart_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.content.course_model import Quiz

_BAR = 10


class ResultScreen(StudyScreen):
    """The result of an attempt that was handed in."""

    BINDINGS = bindings("result")

    def __init__(self, quiz_id: str, attempt: str) -> None:
        super().__init__()
        self._quiz_id, self._attempt_id = quiz_id, attempt

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Static(id="result")

    def on_mount(self) -> None:
        """Show the result."""
        self.refresh_words()

    def on_resize(self) -> None:
        """Long objectives hang beside their bars in the width that there is now."""
        self.refresh_words()

    @property
    def _quiz(self) -> Quiz:
        return self.edition.quiz(self._quiz_id.removeprefix(AGAIN))

    @property
    def _attempt(self) -> QuizAttempt:
        return QuizAttempt(self.edition, self._quiz, self._attempt_id, lambda: self.app.state)

    def refresh_words(self) -> None:
        words, result = self.words, result_of(self._attempt)
        verdict = ""
        if result.passed is not None:
            sign = RIGHT_MARK if result.passed else WRONG_MARK
            told = words("passed") if result.passed else words("not passed")
            verdict = f"  {sign} {told}"
        self.top(safe(self._quiz.title), percent(result.score) + verdict)
        style = "$success" if result.passed else ""
        lines = [
            Content.assemble((percent(result.score), BOLD), (verdict, style)),
            Content.styled(self._points(result), MUTED),
            Content(""),
        ]
        if result.objectives:
            lines.append(Content.styled(words("By objective"), BOLD))
            lines += [line for row in result.objectives for line in self._objective(row)]
            lines.append(Content(""))
        if result.certainty:
            lines.append(Content.styled(words("Certainty"), BOLD))
            lines += [self._certainty(row) for row in result.certainty if row.said]
            lines.append(Content(""))
        lines += self._missed(result)
        self.query_one("#result", Static).update(Content("\n").join(lines))
        self.call_after_refresh(self.show_keys)

    def _points(self, result: Result) -> str:
        told = self.words(
            "{points} of {most} points",
            points=f"{result.points:g}"
            if result.points == int(result.points)
            else f"{result.points:.1f}",
            most=f"{result.most:g}",
        )
        if self._quiz.pass_mark is not None:
            told += " · " + self.words("pass {share}", share=percent(self._quiz.pass_mark))
        return told

    def _objective(self, row: ObjectiveScore) -> Iterator[Content]:
        width = chart_width(self.size.width)
        share = row.points / row.most if row.most else 0.0
        figures = f"{row.points:g}" if row.points == int(row.points) else f"{row.points:.1f}"
        head = Content.assemble("  ", bar(share, _BAR), f" {figures}/{row.most:g}  ")
        yield hanging(head, Content(safe(row.text)), width)
        if row.section and (lesson := self.edition.lesson_of_section(row.section)):
            title = next(s.title for s in lesson.sections if s.id == row.section)
            again = self.words("read {title} again", title=safe(title))
            follow = Style.from_meta({"@click": ("screen.read", (row.section,))})
            line = hanging(Content("      ← "), Content(again), width)
            yield line.stylize(MUTED).stylize(follow)

    def _certainty(self, row: CertaintyRow) -> Content:
        words = self.words
        names = {1: words("not sure"), 2: words("fairly"), 3: words("certain")}
        told = words(
            "said “{name}” {said} times, right {right}",
            name=names[row.certainty],
            said=row.said,
            right=row.right,
        )
        return Content(f"  {told}")

    def _missed(self, result: Result) -> Iterator[Content]:
        words = self.words
        if not result.missed:
            yield Content.styled(f"{RIGHT_MARK} {words('Nothing missed.')}", "$success")
            return
        missed = words.many(len(result.missed), "{n} question missed", "{n} questions missed")
        yield Content.styled(missed, BOLD)
        if result.again:
            yield Content.styled(words("They are now among your cards."), MUTED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was missed can be asked again."""
        if action == "again":
            return bool(result_of(self._attempt).again)
        if action == "section":
            return bool(result_of(self._attempt).missed)
        return True

    async def action_again(self) -> None:
        """Take what was missed once more, in practice."""
        from studykit.study.quiz import start_attempt
        from studykit.tui.screens.quiz import QuizScreen

        again = result_of(self._attempt).again
        if not again:
            return
        attempt, happened = start_attempt(self.edition, self._quiz, self.app.now(), only=again)
        if await self.app.record(happened):
            self.app.replace(QuizScreen(self._quiz_id, attempt))

    def action_look(self) -> None:
        """Look through every answer."""
        from studykit.tui.screens.answers import AnswersScreen

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
