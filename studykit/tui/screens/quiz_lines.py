"""What stands above and below the question of a quiz, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from studykit.language.message import either
from studykit.study.quiz_navigator import navigator, unanswered
from studykit.study.quiz_text import (
    CERTAINTIES,
    attempt_title,
    certainty_marks,
    certainty_name,
    time_left_text,
)
from studykit.tui.markdown import BOLD, MUTED, title_text
from studykit.tui.questions.part import PARTIAL_MARK, RIGHT_MARK, WRONG_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.language.message import either
    from studykit.language.words import Words
    from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_navigator import Cell


def head(attempt: QuizAttempt, words: Words) -> tuple[str, str]:
    """The two ends of the top line."""
    place = f"{attempt.index + 1} / {len(attempt.questions)}"
    right = []
    left = attempt.seconds_left
    if left is not None:
        right.append(time_left_text(left, words))
    return f"{title_text(attempt_title(attempt, words))} · {place}", " · ".join(right)


def navigator_line(attempt: QuizAttempt, words: Words) -> Content:
    """A sign for each question, and how many are answered."""
    line = Content("")
    for cell in navigator(attempt):
        click = Style.from_meta({"@click": f"screen.jump({cell.number})"})
        line += cell_sign(cell).stylize(click)
    total = len(attempt.questions)
    done = words("{n} of {total} answered", n=total - len(unanswered(attempt)), total=total)
    return line + Content.styled(f"  {done}", MUTED)


def cell_sign(cell: Cell) -> Content:
    """The sign of a question in the navigator."""
    sign = "▪" if cell.answered else "▫"
    if cell.verdict is not None:
        sign = {"right": RIGHT_MARK, "partial": PARTIAL_MARK, "wrong": WRONG_MARK}[cell.verdict]
    if cell.flagged:
        sign = "⚑"
    if cell.here:
        sign = "◆"
    return Content.styled(sign, "$accent" if cell.here else "")


def certainty_line(
    attempt: QuizAttempt, state: str, words: Words, keys: Sequence[str]
) -> Content:
    """How sure the learner is: what each key says, what it earns and costs, and when it
    may be pressed. `state` is "asked" once the answer waits for it, "typing" in a field."""
    asking = attempt.asking
    stated = attempt.certainty_of(attempt.question_id)
    line = Content.styled(words("How sure are you?"), BOLD) + "  "
    for number, key in zip(CERTAINTIES, keys, strict=True):
        style = Style.from_meta({"@click": f"screen.certain({number})"})
        name = f"{certainty_name(number, words)} {certainty_marks(number)}"
        label = Content.assemble((f"{key} ", "$accent"), name).stylize(style)
        line += (label.stylize(BOLD) if stated == number else label) + "   "
    if state == "asked":
        return line + Content.styled(words("press {keys}", keys=either(keys)), "$warning")
    if state == "typing":
        when = words("after your answer: enter or esc, then {keys}", keys=either(keys))
    elif asking is None or not asking.answered:
        when = words("answer first; then {keys} submits", keys=either(keys))
    else:
        when = words("{keys} submits", keys=either(keys))
    return line + Content.styled(when, MUTED)
