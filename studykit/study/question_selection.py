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
    drawn together, in their author's order, or not at all; so are those with one stimulus, but
    where no more than some of them find room, these come. The same seed draws the same.
    """
    chance = random.Random(f"draw:{seed}")
    links = {member: group for group in quiz.linked for member in group}
    linked = set(quiz.linked)
    drawn: list[tuple[str, ...]] = []
    taken: set[str] = set()
    for line in quiz.draw or (None,):
        pool = [q for q in pool_of(edition, line, quiz) if q.id not in taken]
        units = _units(pool, _by_stimulus(pool) | links)
        wanted = len(pool) if line is None or line.count is None else line.count
        if wanted < len(pool):
            chance.shuffle(units)
            units = _fitting(units, wanted, linked)
        drawn += units
        taken.update(question for unit in units for question in unit)
    if quiz.shuffle:
        chance.shuffle(drawn)
    return [question for unit in drawn for question in unit]


def pool_of(edition: Edition, line: Draw | None, quiz: Quiz) -> list[QuestionOutline]:
    """The questions that one line of a quiz's blueprint draws from; of all when there is none.

    Practice never draws a question for exams alone.
    """
    if line is None or not line.lessons:
        offered = [q for lesson in edition.lessons for q in lesson.questions]
    else:
        named = [lesson for lesson in edition.lessons if lesson.id in line.lessons]
        # A question that several of them ask comes once.
        offered = list({q.id: q for each in named for q in edition.asked_in(each)}.values())
    return [
        question
        for question in offered
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


def _by_stimulus(pool: list[QuestionOutline]) -> dict[str, tuple[str, ...]]:
    """Question → all those of the pool that have its stimulus."""
    groups: dict[str, list[str]] = {}
    for question in pool:
        if question.stimulus:
            groups.setdefault(question.stimulus, []).append(question.id)
    return {member: tuple(group) for group in groups.values() for member in group}


def _units(
    pool: list[QuestionOutline], links: dict[str, tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Questions and linked groups; a group of which a member is missing is left out."""
    there = {question.id for question in pool}
    units = dict.fromkeys(links.get(q.id, (q.id,)) for q in pool)
    return [unit for unit in units if there.issuperset(unit)]


def _fitting(
    units: list[tuple[str, ...]], wanted: int, linked: set[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Units from the front that together have `wanted` questions, or as near as they come;
    those that are `linked` stay whole."""
    chosen, room = [], wanted
    for unit in units:
        if len(unit) <= room:
            chosen.append(unit)
            room -= len(unit)
    there = set(chosen)
    for unit in units:
        if room and unit not in there and unit not in linked:
            chosen.append(unit[:room])
            room -= len(chosen[-1])
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
