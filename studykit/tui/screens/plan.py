"""The plan to the exam: what to do each day, and the recall to expect."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from studykit.study.phrases import percent
from studykit.study.plan import MINUTES, RECALL, Goal, goal_of, goal_set, plan
from studykit.study.plan_words import DAYS, day_line, objective_rows, verdict_lines
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

_BAR = 12


class PlanScreen(StudyScreen):
    """The plan, made anew from where the learner stands whenever it is shown."""

    BINDINGS = bindings("plan")

    def body(self) -> Iterator[Widget]:
        yield Input(id="exam")
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            yield Static(id="plan")

    def on_mount(self) -> None:
        """Show the plan, or ask for the day of the exam."""
        self.refresh_words()
        if goal_of(self.app.state, self.edition.id) is None:
            self.query_one(Input).focus()
        else:
            self.query_one(VerticalScroll).focus()

    def refresh_words(self) -> None:
        words, field = self.words, self.query_one(Input)
        self.top(words("Plan"), safe(self.edition.title))
        goal = goal_of(self.app.state, self.edition.id)
        field.placeholder = words("The exam date")
        if goal is None:
            later = self.app.now().day + timedelta(days=30)
            told = "No exam is set for this course. Type its date (such as {day}), then enter."
            self._show([Content(words(told, day=later.isoformat()))])
            return
        field.value = goal.exam.isoformat()
        self._show(self._lines(goal))

    def _show(self, lines: list[Content]) -> None:
        self.query_one("#plan", Static).update(Content("\n").join(lines))
        self.call_after_refresh(self.show_keys)

    def _lines(self, goal: Goal) -> list[Content]:
        words, now = self.words, self.app.now()
        try:
            made = plan(self.edition, self.app.state, now, goal)
        except ValueError as error:
            return [Content.styled(str(error), "$error")]
        lines = [Content(line) for line in verdict_lines(made, words)]
        lines += [Content(""), Content.styled(words("Day by day"), BOLD)]
        lines += [Content(day_line(entry, words, now.day)) for entry in made.days[:DAYS]]
        if len(made.days) > DAYS:
            more = words("then {n} days more", n=len(made.days) - DAYS)
            lines.append(Content.styled(more, MUTED))
        title = words("Recall to expect on the day, by objective")
        lines += [Content(""), Content.styled(title, BOLD)]
        for text, share in objective_rows(made, self.edition):
            lines.append(bar(share, _BAR) + f" {percent(share):>5}  {safe(text)}")
        return lines

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """Set the day of the exam."""
        message.stop()
        try:
            exam = date.fromisoformat(message.value.strip())
        except ValueError:
            self.notify(f"{message.value}?", severity="warning", markup=False)
            return
        before = goal_of(self.app.state, self.edition.id)
        minutes, recall = (before.minutes, before.recall) if before else (MINUTES, RECALL)
        goal = Goal(exam, minutes, recall)
        if await self.app.record(goal_set(self.app.now(), self.edition.id, goal)):
            self.refresh_words()
            self.query_one(VerticalScroll).focus()
