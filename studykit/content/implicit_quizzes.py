"""The quizzes that a course has without its author writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.content.course_model import Draw, Quiz
from studykit.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course_model import CourseHead
    from studykit.content.outline import LessonOutline

ALL_QUESTIONS = "course:all"
"""Id of the implicit quiz over every question of a course."""


def practice_quiz_id(lesson_id: str) -> str:
    """Id of the implicit practice quiz of a lesson."""
    return f"lesson:{lesson_id}"


def implicit_quizzes(head: CourseHead, lessons: Sequence[LessonOutline]) -> list[Quiz]:
    """A practice quiz for each lesson with questions to practise, then an exam over all,
    named in the language of the course."""
    words = Words(head.language)
    quizzes = [
        Quiz(
            id=practice_quiz_id(lesson.id),
            title=words("Practice: {lesson}", lesson=lesson.title),
            description=lesson.summary,
            draw=(Draw(lessons=(lesson.id,)),),
        )
        for lesson in lessons
        if not all(question.exam_only for question in lesson.questions)
    ]
    if any(lesson.questions for lesson in lessons):
        quizzes.append(
            Quiz(
                id=ALL_QUESTIONS,
                title=words("Final exam"),
                description=head.description,
                draw=(Draw(),),
                mode="exam",
            )
        )
    return quizzes
