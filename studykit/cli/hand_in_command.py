"""`studykit hand-in`: write the result of a quiz into a file for the teacher."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.line_mode import add_session_arguments, session
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_report
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which quiz, under which name, into which file."""
    parser.add_argument("quiz", metavar="QUIZ", help=words()("the id of the quiz"))
    parser.add_argument(
        "--name", required=True, help=words()("your name or number, as your teacher knows it")
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help=words()("the file to write")
    )
    add_session_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the attempts at one quiz, and nothing else of the profile."""
    from studykit.cli.writing import file_name, write_file
    from studykit.cohort.result_file import ResultError, learner_id, result_document

    name = " ".join(arguments.name.split())
    if not name:
        raise Failure(Message("The name is empty."), EXIT_USAGE)
    with session(arguments, reading=True) as opened:
        edition, learner = opened.edition, opened.learner
        first = next(iter(learner.history()), None)
        try:
            document = result_document(
                edition,
                learner.course(edition.id),
                arguments.quiz,
                name=name,
                learner=learner_id(str(first["id"]) if first else ""),
            )
        except KeyError:
            known = ", ".join(quiz.id for quiz in edition.quizzes)
            raise Failure(
                Message(
                    "There is no quiz {wanted} in {id}. There are: {known}.",
                    wanted=arguments.quiz,
                    id=edition.id,
                    known=known,
                ),
                EXIT_USAGE,
            ) from None
        except ResultError as error:
            raise Failure(error.message, EXIT_USAGE) from None
    target = arguments.output or Path(f"{file_name(name)}-{file_name(arguments.quiz)}.json")
    if os.path.lexists(target):
        message = Message("{path} is there already. Name another file.", path=target)
        raise Failure(message, EXIT_USAGE)
    data = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    write_file(target, data.encode("utf-8", "surrogatepass"), private=True)
    if arguments.json:
        print_report("hand-in", {"file": str(target), "attempts": len(document["attempts"])})
    else:
        n = len(document["attempts"])
        print(words().many(n, "{n} attempt in {file}", "{n} attempts in {file}", file=target))
        print(words()("It holds this quiz alone. Give it to your teacher."))
    return EXIT_FINE
