"""`studykit quiz`: take a quiz in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.cli.line_mode import add_session_arguments, session
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_json

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
        help="the quiz; lesson:ID asks all of a lesson, course:all all of the course",
    )


def run(arguments: argparse.Namespace) -> int:
    """Carry out `studykit quiz`: go on with the attempt that waits, or begin one."""
    from studykit.plain.quiz import begin_or_resume, take_quiz
    from studykit.plain.result import quiz_document
    from studykit.plain.talk import Left

    attempt: QuizAttempt | None = None
    try:
        with session(arguments) as opened:
            talk, edition, profile, clock = opened
            try:
                quiz = _quiz(opened, arguments.quiz)
                attempt = begin_or_resume(talk, edition, quiz, profile, clock)
                take_quiz(talk, attempt, profile, clock)
            except Left:
                talk.say(talk.words("What was answered is kept; the next time it goes on."))
            if arguments.json and attempt is not None:
                print_json(quiz_document(attempt))
    except Left:
        return EXIT_FINE
    return EXIT_FINE


def _quiz(opened: Session, wanted: str | None) -> Quiz:
    """The quiz that is named, else the one begun last, else the one the learner chooses."""
    from studykit.plain.choosing import choose
    from studykit.plain.prose import plain_text
    from studykit.study.attempts import attempts_left, open_attempt
    from studykit.study.standing import standing

    edition, course = opened.edition, standing(opened.profile.state, opened.edition.id)
    if wanted is not None:
        try:
            quiz = edition.quiz(wanted)
        except KeyError:
            known = ", ".join(quiz.id for quiz in edition.quizzes)
            sentence = f"There is no quiz {wanted} in {edition.id}. There are: {known}."
            raise Failure(sentence, EXIT_USAGE) from None
        if open_attempt(course, quiz.id) is None and attempts_left(course, quiz) == 0:
            raise Failure(f"No attempts are left at {quiz.id}.", EXIT_USAGE)
        return quiz
    begun = [quiz for quiz in edition.quizzes if open_attempt(course, quiz.id)]
    if begun:
        order = list(course["attempts"])
        return max(begun, key=lambda quiz: order.index(open_attempt(course, quiz.id) or ""))
    takeable = [quiz for quiz in edition.offered_quizzes if attempts_left(course, quiz) != 0]
    if not takeable:
        raise Failure(f"There is no quiz to take in {edition.id}.", EXIT_USAGE)
    titles = [plain_text(quiz.title) for quiz in takeable]
    return takeable[choose(opened.talk, opened.talk.words("Which quiz?"), titles)]
