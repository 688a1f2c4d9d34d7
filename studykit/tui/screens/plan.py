"""The plan to the exam: what to do each day, and the recall to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from studykit.language.message import Refusal
from studykit.language.phrases import percent
from studykit.learner.settings import value_of
from studykit.learner.step import Step
from studykit.planning.exam_plan import plan
from studykit.planning.goal import Goal, goal_ahead, goal_of, goal_set, read_goal
from studykit.planning.plan_text import (
    DAYS,
    anew_line,
    day_parts,
    objective_rows,
    trial_line,
    verdict_lines,
)
from studykit.scheduling.days import later_day
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe, title_text
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import hanging, share_line
from studykit.tui.widgets.charts import chart_width
from studykit.tui.widgets.fields import LineField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.planning.exam_plan import Plan


class PlanScreen(StudyScreen):
    """The plan, made anew from where the learner stands whenever it is shown."""

    BINDINGS = bindings("plan")
    CSS = """
    PlanScreen #goal { height: 1; }
    PlanScreen #goal Static { width: auto; margin: 0 1 0 0; color: $text-muted; }
    PlanScreen #goal Input { margin-right: 1; }
    PlanScreen #goal #exam { width: 14; }
    PlanScreen #goal #minutes { width: 6; }
    PlanScreen #goal #recall { width: 7; }
    PlanScreen #refused { height: auto; color: $error; display: none; }
    PlanScreen #refused.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._trial: Goal | None = None
        """A goal that is tried out beside the learner's own."""

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page"), Vertical(classes="column"):
            with Horizontal(id="goal"):
                for name in ("exam", "minutes", "recall"):
                    yield Static(id=f"{name}-label")
                    yield LineField(id=name)
            yield Static(id="refused")
            yield Static(id="plan", classes="gap")

    def on_mount(self) -> None:
        """Show the plan, or ask for the day of the exam."""
        self.refresh_words()
        if goal_of(self.learner.state, self.edition.id) is None:
            self.query_one("#exam", Input).focus()
        else:
            self.query_one(VerticalScroll).focus()

    def refresh_words(self) -> None:
        words, state, course = self.words, self.learner.state, self.edition.id
        self.top(words("Plan"), title_text(self.edition.title))
        labels = {
            "exam": words("exam"),
            "minutes": words("min"),
            "recall": words("recall"),
        }
        for name, label in labels.items():
            self.query_one(f"#{name}-label", Static).update(Content(label))
        self._plan, goal = None, self._trial or goal_of(state, course)
        later = later_day(self.learner.now().day, 30).isoformat()
        self.query_one("#exam", Input).placeholder = later
        minutes = goal.minutes if goal else value_of(state, "plan_minutes", course)
        recall = goal.recall if goal else value_of(state, "plan_recall", course)
        self._fill("minutes", f"{minutes}")
        self._fill("recall", percent(recall))
        if goal is None:
            text = words(
                "No exam is set for this course. Type its date (such as {day}), then enter.",
                day=later,
            )
            self._show([Content(text)])
            return
        self._fill("exam", goal.exam.isoformat())
        self._make(goal)

    def _fill(self, name: str, value: str) -> None:
        self.query_one(f"#{name}", Input).value = value

    def _refuse(self, message: str) -> None:
        refused = self.query_one("#refused", Static)
        refused.update(Content(message))
        refused.set_class(bool(message), "-shown")

    def _show(self, lines: list[Content]) -> None:
        self._refuse("")
        self.query_one("#plan", Static).update(Content("\n").join(lines))
        self.call_after_refresh(self.show_keys)

    def _make(self, goal: Goal) -> None:
        try:
            self._plan = plan(self.edition, self.learner.state, self.learner.now(), goal)
        except Refusal as refusal:
            self._show([Content(self.words.translate(refusal.message))])
        else:
            self._show(self._lines(self._plan))

    def on_resize(self) -> None:
        """Set the plan in the width that there is now."""
        if self._plan is not None:
            self._show(self._lines(self._plan))

    def _lines(self, planned: Plan) -> list[Content]:
        words, now, state = self.words, self.learner.now(), self.learner.state
        lines = [Content(line) for line in verdict_lines(planned, words)]
        own = goal_of(state, self.edition.id)
        if self._trial is not None and own is not None:
            lines.append(Content(trial_line(own, words)))
        elif anew := anew_line(state, self.edition.id, now, words):
            lines.append(Content.styled(anew, MUTED))
        lines += [Content(""), Content.styled(words("Day by day"), BOLD)]
        width = chart_width(self.size.width)
        days = [day_parts(each, words, now.day) for each in planned.days[:DAYS]]
        lines += _aligned(days, width)
        if len(planned.days) > DAYS:
            more = words("then {n} days more", n=len(planned.days) - DAYS)
            lines.append(Content.styled(more, MUTED))
        if planned.recall:
            title = words("Recall to expect on the day, by objective")
            lines += [Content(""), Content.styled(title, BOLD)]
        for text, share in objective_rows(planned, self.edition):
            lines.append(share_line(share, percent(share), Content(safe(text)), width))
        return lines

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """Set the goal, or try it out where another exam is still to come."""
        message.stop()
        now, course = self.learner.now(), self.edition.id
        written = [self.query_one(f"#{n}", Input).value for n in ("exam", "minutes", "recall")]
        try:
            goal = read_goal(*written)
            plan(self.edition, self.learner.state, now, goal)
        except Refusal as refusal:
            self._refuse(self.words.translate(refusal.message))
            return
        own = goal_ahead(self.learner.state, course, now)
        self._trial = goal if own not in (None, goal) else None
        if self._trial is None:
            await self._set(goal)
        else:
            self.refresh_words()
            self.query_one(VerticalScroll).focus()

    async def _set(self, goal: Goal) -> None:
        events = goal_set(self.learner.now(), self.edition.id, goal)
        if await self.app.keep(Step(tuple(events))):
            self._trial = None
            self.refresh_words()
            self.query_one(VerticalScroll).focus()

    async def action_set_goal(self) -> None:
        """Make the goal that is tried out the learner's own."""
        if self._trial is not None:
            await self._set(self._trial)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A goal can be set only while one is tried out."""
        return self._trial is not None if action == "set_goal" else True

    def action_change(self) -> None:
        """To the date, the minutes and the recall."""
        self.query_one("#exam", Input).focus()

    async def action_home(self) -> None:
        """Leave the fields, else the screen."""
        if isinstance(self.app.focused, Input) and goal_of(self.learner.state, self.edition.id):
            self.refresh_words()
            self.query_one(VerticalScroll).focus()
        else:
            await super().action_home()


def _aligned(rows: list[tuple[str, str, str]], width: int) -> Iterator[Content]:
    """A row for each day: the day, how long it takes, and what to do on it, which hangs beside
    them where it is long."""
    widest = [max((Content(row[n]).cell_length for row in rows), default=0) for n in (0, 2)]
    for day, text, minutes in rows:
        head = Content("")
        for cell, cells in zip((day, minutes), widest, strict=True):
            head += cell + " " * (cells + 2 - Content(cell).cell_length)
        yield hanging(head, Content(text), width)
