"""The line above a quiz that has a sign for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from studykit.tui.markdown import MUTED
from studykit.tui.widgets.question.part import RIGHT_MARK, WRONG_MARK

if TYPE_CHECKING:
    from studykit.study.quiz import Cell, QuizAttempt
    from studykit.study.wording import Words


def navigator_line(attempt: QuizAttempt, words: Words) -> Content:
    """A sign for each question, to click on, and how many are answered."""
    cells = attempt.navigator()
    answered = sum(cell.answered for cell in cells)
    count = words("{n} of {total} answered", n=answered, total=len(cells))
    return Content.assemble(*map(_sign, cells), (f"  {count}", MUTED))


def _sign(cell: Cell) -> Content:
    sign = "▪" if cell.answered else "▫"
    if cell.verdict is not None:
        sign = {"right": RIGHT_MARK, "partial": "◐", "wrong": WRONG_MARK}[cell.verdict]
    if cell.flagged:
        sign = "⚑"
    if cell.here:
        sign = "◆"
    style = Style.from_meta({"@click": f"screen.jump({cell.number})"})
    return Content.styled(sign, "$accent" if cell.here else "").stylize(style)
