"""The quizzes that a course has without its author writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.content.course_model import Draw, Quiz
from studykit.content.languages import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.content.course import LessonOutline
    from studykit.content.course_model import CourseHead

ALL_QUESTIONS = "course:all"
"""Id of the implicit quiz over every question of a course."""


class _Names(NamedTuple):
    practice: str
    final: str


_ENGLISH = _Names("Practice: {lesson}", "Final exam")
_CHINESE = _Names("練習：{lesson}", "期末測驗")


def practice_quiz_id(lesson_id: str) -> str:
    """Id of the implicit practice quiz of a lesson."""
    return f"lesson:{lesson_id}"


def implicit_quizzes(head: CourseHead, lessons: Iterable[LessonOutline]) -> list[Quiz]:
    """A practice quiz for each lesson with questions, then an exam over all of them, named in
    the language of the course."""
    names = _CHINESE if is_chinese(head.language) else _ENGLISH
    quizzes = [
        Quiz(
            id=practice_quiz_id(lesson.id),
            title=names.practice.format(lesson=lesson.title),
            description=lesson.summary,
            draw=(Draw(lessons=(lesson.id,)),),
        )
        for lesson in lessons
        if lesson.questions
    ]
    if quizzes:
        quizzes.append(
            Quiz(
                id=ALL_QUESTIONS,
                title=names.final,
                description=head.description,
                draw=(Draw(),),
                mode="exam",
            )
        )
    return quizzes
