"""The result of a quiz: the score, each objective, and what was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.plain.asking import answer_text
from studykit.plain.feedback import tell_key
from studykit.plain.prose import plain_text
from studykit.study.phrases import percent
from studykit.study.result import result_of, section_to_read

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.plain.talk import Talk
    from studykit.study.quiz import QuizAttempt


def tell_result(talk: Talk, attempt: QuizAttempt) -> None:
    """Say what an attempt that was handed in came to; after an exam, also every question
    that was missed, with its key."""
    words, result = talk.words, result_of(attempt)
    score = percent(result.score)
    points, most = f"{result.points:.4g}", f"{result.most:.4g}"
    talk.say(
        words(
            "Score: {score} ({points} of {most} points)", score=score, points=points, most=most
        )
    )
    if result.passed is not None:
        talk.say(words("Passed.") if result.passed else words("Not passed."))
    for row in result.objectives:
        share = percent(row.points / row.most) if row.most else percent(0.0)
        talk.say(f"- {plain_text(row.text)}: {share}", 2)
        if row.section:
            talk.say(_read_again(talk, attempt.edition, row.section), 4)
    for said in result.certainty:
        talk.say(
            words(
                "Certainty {n}: {right} of {said} right",
                n=said.certainty,
                right=said.right,
                said=said.said,
            ),
            2,
        )
    if attempt.exam:
        for question_id in result.missed:
            _tell_missed(talk, attempt, question_id)


def _tell_missed(talk: Talk, attempt: QuizAttempt, question_id: str) -> None:
    words = talk.words
    question = attempt.edition.question(question_id)
    number = attempt.questions.index(question_id) + 1
    talk.say(f"\n{number}. {plain_text(question.stem)}".rstrip())
    given = attempt.attempt["responses"].get(question_id)
    if given is None:
        talk.say(words("Not answered."))
    else:
        text = answer_text(talk, question, given["response"])
        talk.say(words("Your answer: {text}", text=text))
    tell_key(talk, question)
    if question.explanation:
        talk.say(plain_text(question.explanation))
    section = section_to_read(attempt, question_id)
    if section:
        talk.say(_read_again(talk, attempt.edition, section))


def _read_again(talk: Talk, edition: Edition, section_id: str) -> str:
    lesson = edition.lesson_of_section(section_id)
    if lesson is None:
        return ""
    title = next(s.title for s in lesson.sections if s.id == section_id)
    return talk.words("Read again: {lesson}, {section}", lesson=lesson.title, section=title)


def quiz_document(attempt: QuizAttempt) -> dict[str, Any]:
    """The result as JSON; of an attempt not handed in, only how far it is."""
    document: dict[str, Any] = {
        "course": attempt.edition.id,
        "language": attempt.edition.language,
        "quiz": attempt.quiz.id,
        "title": attempt.quiz.title,
        "attempt": attempt.id,
        "mode": attempt.mode,
        "submitted": attempt.submitted,
        "questions": len(attempt.questions),
        "answered": len(attempt.questions) - len(attempt.unanswered),
    }
    if not attempt.submitted:
        return document
    result = result_of(attempt)
    return document | {
        "score": result.score,
        "points": result.points,
        "points_max": result.most,
        "passed": result.passed,
        "objectives": [
            {
                "id": row.objective,
                "text": row.text,
                "points": row.points,
                "points_max": row.most,
                "section": row.section,
            }
            for row in result.objectives
        ],
        "missed": result.missed,
    }
