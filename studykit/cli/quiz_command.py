"""`studykit quiz`: take a quiz in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.line_mode import add_session_arguments, session
from studykit.cli.outcome import (
    EXIT_FINE,
    EXIT_NOT_PASSED,
    EXIT_UNFINISHED,
    EXIT_USAGE,
    Failure,
    print_report,
)
from studykit.language.message import Message, Refusal

if TYPE_CHECKING:
    import argparse

    from studykit.cli.line_mode import Session
    from studykit.content.course_model import Quiz
    from studykit.study.quiz import QuizAttempt


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit quiz`."""
    add_session_arguments(parser)
    parser.add_argument(
        "--quiz",
        metavar="ID",
        help=words()("the quiz; lesson:ID asks all of a lesson, course:all all of the course"),
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=int,
        help=words()("in practice, draw the same questions, orders and numbers each time"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out `studykit quiz`: go on with the attempt that waits, or begin one."""
    from studykit.plain.quiz import begin_or_resume, repeat_missed, resume, take_quiz
    from studykit.plain.result import quiz_document
    from studykit.plain.talk import Left

    attempt: QuizAttempt | None = None
    with session(arguments) as opened:
        talk, course, edition, learner = opened
        try:
            editions = course.from_edition(edition)
            waiting = _waiting(opened, arguments.quiz)
            if waiting is not None:
                attempt = resume(talk, editions, waiting, learner)
            else:
                quiz = _quiz(opened, arguments.quiz)
                attempt = begin_or_resume(talk, editions, quiz, learner, arguments.seed)
            take_quiz(talk, attempt)
            if not arguments.json:
                repeat_missed(talk, attempt)
        except Left:
            if attempt is not None and not attempt.over:
                talk.say(talk.words("Your answers are saved; the quiz continues next time."))
        except Refusal as refusal:
            raise Failure(refusal.message, EXIT_USAGE) from None
        if arguments.json and attempt is not None:
            print_report("quiz", quiz_document(attempt))
    return EXIT_FINE if attempt is None else _status(attempt)


def _status(attempt: QuizAttempt) -> int:
    from studykit.study.result import result_of

    if not attempt.submitted:
        return EXIT_UNFINISHED
    return EXIT_NOT_PASSED if result_of(attempt).passed is False else EXIT_FINE


def _waiting(opened: Session, wanted: str | None) -> str | None:
    """The attempt to go on with: at the quiz that is named, else the one begun last."""
    from studykit.learner.attempts import open_attempts

    waiting = open_attempts(opened.learner.course(opened.edition.id))
    return next(iter(waiting.values()), None) if wanted is None else waiting.get(wanted)


def _quiz(opened: Session, wanted: str | None) -> Quiz:
    """The quiz that is named, else the one the learner chooses."""
    from studykit.learner.attempts import attempts_left
    from studykit.plain.choosing import choose
    from studykit.plain.prose import plain_text

    edition, course = opened.edition, opened.learner.course(opened.edition.id)
    if wanted is not None:
        try:
            quiz = edition.quiz(wanted)
        except KeyError:
            known = ", ".join(quiz.id for quiz in edition.quizzes)
            sentence = Message(
                "There is no quiz {wanted} in {id}. There are: {known}.",
                wanted=wanted,
                id=edition.id,
                known=known,
            )
            raise Failure(sentence, EXIT_USAGE) from None
        if attempts_left(course, quiz) == 0:
            raise Failure(Message("No attempts are left at {id}.", id=quiz.id), EXIT_USAGE)
        return quiz
    takeable = [quiz for quiz in edition.offered_quizzes if attempts_left(course, quiz) != 0]
    if not takeable:
        raise Failure(Message("There is no quiz to take in {id}.", id=edition.id), EXIT_USAGE)
    titles = [plain_text(quiz.title) for quiz in takeable]
    return takeable[choose(opened.talk, opened.talk.words("Which quiz?"), titles)]
