"""Drawing the questions of an attempt from a quiz's blueprint."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Draw, Quiz
    from studykit.content.outline import QuestionOutline


def draw_questions(edition: Edition, quiz: Quiz, seed: int) -> list[str]:
    """The ids of the questions of an attempt, in the order they are asked.

    Each line of the blueprint draws its own; no question comes twice. Linked questions are
    drawn together, in their author's order, or not at all. The same seed draws the same.
    """
    chance = random.Random(f"draw:{seed}")
    links = {member: group for group in quiz.linked for member in group}
    drawn: list[tuple[str, ...]] = []
    taken: set[str] = set()
    for line in quiz.draw or (None,):
        pool = [q.id for q in pool_of(edition, line, quiz) if q.id not in taken]
        units = _units(pool, links)
        wanted = len(pool) if line is None or line.count is None else line.count
        if wanted < len(pool):
            chance.shuffle(units)
            units = _fitting(units, wanted)
        drawn += units
        taken.update(question for unit in units for question in unit)
    if quiz.shuffle:
        chance.shuffle(drawn)
    return [question for unit in drawn for question in unit]


def pool_of(edition: Edition, line: Draw | None, quiz: Quiz) -> list[QuestionOutline]:
    """The questions that one line of a quiz's blueprint draws from; of all when there is none.

    Practice never draws a question for exams alone.
    """
    return [
        question
        for lesson in edition.lessons
        if line is None or not line.lessons or lesson.id in line.lessons
        for question in lesson.questions
        if (quiz.mode == "exam" or not question.exam_only)
        and (
            line is None
            or (
                (not line.objectives or question.objective in line.objectives)
                and (not line.tags or set(line.tags) & set(question.tags))
                and (not line.ids or question.id in line.ids)
            )
        )
    ]


def _units(pool: list[str], links: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Questions and linked groups; a group of which a member is missing is left out."""
    there = set(pool)
    units = dict.fromkeys(links.get(question, (question,)) for question in pool)
    return [unit for unit in units if there.issuperset(unit)]


def _fitting(units: list[tuple[str, ...]], wanted: int) -> list[tuple[str, ...]]:
    """Units from the front that together have `wanted` questions, or as near as they come."""
    chosen, room = [], wanted
    for unit in units:
        if len(unit) <= room:
            chosen.append(unit)
            room -= len(unit)
    return chosen


def point_values(edition: Edition, quiz: Quiz, questions: Sequence[str]) -> dict[str, float]:
    """What each question of an attempt is worth.

    Where a line of the blueprint draws some of questions of different worth, all it draws are
    worth one point, so that every paper of a quiz has the same size (as the slots of a Moodle
    quiz do); elsewhere a question is worth its own points.
    """
    even: set[str] = set()
    for line in quiz.draw:
        pool = pool_of(edition, line, quiz)
        some = line.count is not None and line.count < len(pool)
        if some and len({question.points for question in pool}) > 1:
            even.update(question.id for question in pool)
    return {
        question: 1.0 if question in even else edition.question_outline(question).points
        for question in questions
    }
