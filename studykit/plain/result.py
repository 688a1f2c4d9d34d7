"""The result of a quiz: the score, each objective, and what was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.language.phrases import percent
from studykit.plain.prose import plain_text
from studykit.plain.questions.asking import answer_text
from studykit.plain.questions.feedback import tell_key
from studykit.study.not_judged_text import not_counted_line
from studykit.study.quiz_navigator import unanswered
from studykit.study.quiz_text import certainty_answered, certainty_name, points_text
from studykit.study.result import result_of, section_to_read

if TYPE_CHECKING:
    from studykit.plain.talk import Talk
    from studykit.study.quiz import QuizAttempt


def tell_result(talk: Talk, attempt: QuizAttempt) -> None:
    """Say what a submitted attempt came to; after an exam, also every question that was
    missed, with its key."""
    words, result = talk.words, result_of(attempt)
    if attempt.again:
        talk.say(words("A repetition: it changes no score."))
    score, points = percent(result.score), points_text(result, words)
    talk.say(words("Score: {score} ({points})", score=score, points=points))
    if result.passed is not None:
        talk.say(words("Passed.") if result.passed else words("Not passed."))
    if result.not_judged:
        talk.say(not_counted_line(attempt, result.not_judged, words))
    for row in result.objectives:
        share = percent(row.points / row.most) if row.most else percent(0.0)
        talk.say(f"- {plain_text(row.text)}: {share}", 2)
        if row.section:
            talk.say(_read_again(talk, attempt, row.section), 4)
    for level in result.certainty:
        if level.answers:
            name = certainty_name(level.certainty, words)
            line = words(
                "{name}: {right} of {said} right",
                name=name,
                right=level.right,
                said=level.answers,
            )
            talk.say(line, 2)
    if attempt.exam:
        for question_id in result.missed:
            _tell_missed(talk, attempt, question_id)


def _tell_missed(talk: Talk, attempt: QuizAttempt, question_id: str) -> None:
    words = talk.words
    asking = attempt.asking_of(question_id)
    number = attempt.questions.index(question_id) + 1
    if asking is None:
        lost = words("The course no longer has this question. It counts as it was answered.")
        talk.say(f"\n{number}. {lost}")
        return
    question = asking.question
    talk.say(f"\n{number}. {plain_text(question.stem)}".rstrip())
    if question_id in attempt.attempt["responses"]:
        text = answer_text(talk, question, asking.response)
        talk.say(words("Your answer: {text}", text=text))
    else:
        talk.say(words("Not answered."))
    if sure := certainty_answered(attempt, question_id, words):
        talk.say(sure)
    tell_key(talk, question)
    if question.explanation:
        talk.say(plain_text(question.explanation))
    section = section_to_read(attempt, question_id)
    if section:
        talk.say(_read_again(talk, attempt, section))


def _read_again(talk: Talk, attempt: QuizAttempt, section_id: str) -> str:
    lessons = (edition.lesson_of_section(section_id) for edition in attempt.editions)
    lesson = next(filter(None, lessons), None)
    if lesson is None:
        return ""
    title = next(s.title for s in lesson.sections if s.id == section_id)
    return talk.words(
        "Read again: {lesson}, {section}",
        lesson=plain_text(lesson.title),
        section=plain_text(title),
    )


def quiz_document(attempt: QuizAttempt) -> dict[str, Any]:
    """The result as JSON; of an attempt not submitted, only how far it is."""
    document: dict[str, Any] = {
        "course": attempt.edition.id,
        "language": attempt.edition.language,
        "quiz": attempt.quiz_id,
        "title": attempt.title,
        "repetition": attempt.again,
        "attempt": attempt.id,
        "mode": attempt.attempt["mode"],
        "pass_mark": attempt.rules["pass_mark"],
        "started": attempt.attempt["started"],
        "submitted": attempt.submitted,
        "questions": len(attempt.questions),
        "answered": len(attempt.questions) - len(unanswered(attempt)),
    }
    if not attempt.submitted:
        return document
    result = result_of(attempt)
    return document | {
        "score": result.score,
        "points": result.points,
        "points_max": result.most,
        "points_self_marked": result.self_marked,
        "passed": result.passed,
        "objectives": [
            {
                "objective": row.objective,
                "text": row.text,
                "points": row.points,
                "points_max": row.most,
                "section": row.section,
            }
            for row in result.objectives
        ],
        "missed": result.missed,
        "not_judged": result.not_judged,
        "answers": [
            {
                "question": question,
                "answered": question in attempt.attempt["responses"],
                "score": (attempt.attempt["results"] or {}).get(question),
                "certainty": attempt.certainty_of(question),
            }
            for question in attempt.questions
        ],
    }
