"""What is said where grading a response ran out of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.language.words import Words
    from studykit.study.quiz import QuizAttempt


def try_again_line(words: Words) -> str:
    """The answer just given could not be judged; the question is still open."""
    return words(
        "This answer took too long to judge, so it does not count yet: try again, or write it "
        "in other words."
    )


def not_counted_line(attempt: QuizAttempt, questions: Sequence[str], words: Words) -> str:
    """The questions of an attempt whose answers could not be judged, by their numbers."""
    numbers = [f"{attempt.questions.index(question) + 1}" for question in questions]
    comma = words.in_context("between the numbers of a list", ", ")
    return words.many(
        len(numbers),
        "Question {numbers} took too long to judge and does not count.",
        "Questions {numbers} took too long to judge and do not count.",
        numbers=comma.join(numbers),
    )
