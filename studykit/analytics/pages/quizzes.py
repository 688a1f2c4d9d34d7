"""How quizzes went, and how sure the learner was."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from studykit.analytics.pages.figure import LEAST, Figure, date_labels
from studykit.charts.bars import Bars
from studykit.charts.chart import Row
from studykit.charts.curve import Curve
from studykit.language.phrases import percent
from studykit.study.quiz_text import CERTAINTIES, certainty_name
from studykit.text.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.analytics.pages.figure import Found
    from studykit.analytics.statistics import Score, Statistics
    from studykit.language.words import Words

_SCORES = 12
_PAYS = {1: 0.0, 2: 2 / 3, 3: 0.8}
"""From which share of right answers on a certainty brings more than the one below it, by the
marks 1/2/3 for right and 0/−2/−6 for wrong."""


def scores(statistics: Statistics, words: Words) -> Found:
    """How the quizzes that were handed in went."""
    empty = words(
        "Submit a quiz and its score appears here; after the second you see the trend."
    )
    if not statistics.scores:
        return [], empty
    rows = _rows(statistics.scores, words)
    named = [
        row._replace(label=f"{row.label} {one_line(score.title)}")
        for row, score in zip(rows, statistics.scores, strict=True)
    ]
    found = []
    if curve := _curve(statistics.scores, words):
        found.append(curve)
    passed = [score.passed for score in statistics.scores if score.passed is not None]
    text = words("The latest is last.")
    if passed:
        text = words.join(
            text,
            words(
                "Of {n} with a pass mark {passed} were passed.",
                n=len(passed),
                passed=sum(passed),
            ),
        )
    found.append(Figure(words("The last quizzes"), Bars(named[-_SCORES:], 1.0), text))
    return found, empty


def _rows(scores: Sequence[Score], words: Words) -> list[Row]:
    labels = date_labels([date.fromisoformat(score.day) for score in scores])
    return [
        Row(label, score.score, _score(words, score.score, score.passed))
        for label, score in zip(labels, scores, strict=True)
    ]


def _curve(scores: Sequence[Score], words: Words) -> Figure | None:
    """The scores of one quiz, of those taken more than once the one taken last: scores of
    different quizzes do not make one line."""
    times = Counter(score.quiz for score in scores)
    again = [score for score in scores if times[score.quiz] > 1]
    if not again:
        return None
    mine = [score for score in scores if score.quiz == again[-1].quiz]
    text = words.many(len(mine), "{n} attempt, in order.", "{n} attempts, in order.")
    points = round(100 * (mine[-1].score - mine[0].score))
    if points > 0:
        above = words.many(
            points,
            "Your last score is {n} percentage point above your first.",
            "Your last score is {n} percentage points above your first.",
        )
        text = words.join(text, above)
    title = words("Scores over time: {title}", title=one_line(mine[-1].title))
    curve = Curve(_rows(mine, words), None, percent)
    return Figure(title, curve, text, told_by_next=len(mine) == len(scores))


def _score(words: Words, score: float, passed: bool | None) -> str:
    shown = percent(score)
    return f"{shown} ✓" if passed else shown


def certainty(statistics: Statistics, words: Words) -> Found:
    """How often the learner was right, by how sure."""
    empty = words(
        "Some quizzes ask how sure you are: here your certainty is compared with your results."
    )
    if not statistics.certainty:
        return [], empty
    rows = [
        Row(
            certainty_name(level, words),
            share.value,
            words(
                "{share} right ({n} of {total})",
                share=percent(share.value or 0.0),
                n=share.right,
                total=share.total,
            ),
            weak=share.total < LEAST,
            mark=_PAYS[level] or None,
        )
        for level, share in statistics.certainty.items()
        if level in CERTAINTIES
    ]
    text = words(
        "How often you were right at each level of certainty; ┃ marks the share "
        "from which that level pays."
    )
    sure = statistics.certainty.get(3)
    doubted = statistics.certainty.get(1)
    if sure is not None and sure.total >= 5 and (sure.value or 0.0) < _PAYS[3]:
        text = words.join(
            text, words("Where you were certain you were right too seldom for it to pay.")
        )
    elif doubted is not None and doubted.total >= 5 and (doubted.value or 0.0) > _PAYS[3]:
        text = words.join(text, words("You know more than you think: say certain more often."))
    return [Figure(words("Certainty"), Bars(rows, 1.0), text)], empty
