"""What a learner should know of a quiz before the clock starts, the same in every face."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from studykit.language.phrases import day, percent
from studykit.learner.attempts import attempts_left, best_score, past_attempts
from studykit.questions.marks import certainty_mark
from studykit.study.question_selection import draw_questions
from studykit.study.quiz_text import CERTAINTIES, certainty_marks, certainty_name, limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.language.words import Words
    from studykit.progress.state import AttemptState, CourseState

_EXAMPLE_ANSWERS, _EXAMPLE_RIGHT = 10, 7
"""The answers of the example that explains certainty, and how many of them are right."""


class PastAttempt(NamedTuple):
    """An attempt that has a result, which can be looked through."""

    attempt: str
    line: str
    """When it was, what it came to."""


def starting_costs(quiz: Quiz) -> bool:
    """Whether to start the quiz uses something up: time, or one of few attempts."""
    return quiz.time_limit is not None or quiz.attempts is not None


def start_facts(
    edition: Edition, quiz: Quiz, course: CourseState, words: Words
) -> Iterator[str]:
    """How much it asks, how long it takes, what it takes to pass, and what was reached."""
    count = len(draw_questions(edition, quiz, 0))
    yield words.many(count, "{n} question", "{n} questions")
    yield from limits(quiz, words)
    left = attempts_left(course, quiz)
    if left == 0:
        yield words("no attempt left")
    elif left is not None and quiz.attempts is not None:
        number = quiz.attempts - left + 1
        yield words("attempt {n} of {total}", n=number, total=quiz.attempts)
    best = best_score(course, quiz.id)
    yield words("best {share}", share="–" if best is None else percent(best))


def start_rules(quiz: Quiz, words: Words) -> Iterator[str]:
    """How the quiz goes, a paragraph each: what is revealed when, the clock, the marks."""
    if quiz.mode == "exam":
        yield words(
            "Nothing is revealed until you submit. You can go back, change answers and flag"
            " questions."
        )
    elif quiz.certainty:
        yield words("You see after each answer whether it was right; there is no second try.")
    else:
        yield words.join(
            words("You see after each answer whether it was right."), _retry_rule(quiz, words)
        )
    if quiz.time_limit:
        yield words(
            "The clock starts when you start. Leaving does not stop it; when the time is up,"
            " what you answered is submitted."
        )
    else:
        yield words("No clock: leave whenever you like and continue later.")
    if quiz.attempts is not None:
        yield words("An attempt counts once it is started, also if you give it up.")
    if quiz.certainty:
        yield from _certainty_rules(words)


def _retry_rule(quiz: Quiz, words: Words) -> str:
    if quiz.penalty >= 1:
        return words("A second try earns nothing.")
    if quiz.penalty <= 0:
        return words("You can try again without losing points.")
    return words(
        "You can try again; each wrong try costs {share} of the question’s points.",
        share=_share(quiz.penalty),
    )


def _share(share: float) -> str:
    """A share as a simple fraction where it is one: `1/3`; else in percent."""
    near = Fraction(share).limit_denominator(10)
    return f"{near}" if abs(near - share) < 1e-6 else percent(share)


def _certainty_rules(words: Words) -> Iterator[str]:
    scale = " · ".join(f"{certainty_name(n, words)} {certainty_marks(n)}" for n in CERTAINTIES)
    yield words(
        "With each answer you say how sure you are. The surer you are, the more a right answer"
        " earns and a wrong one costs: {scale}.",
        scale=scale,
    )
    wrong = _EXAMPLE_ANSWERS - _EXAMPLE_RIGHT
    sums = " · ".join(
        f"{certainty_name(n, words)} {_example(n, wrong)}" for n in reversed(CERTAINTIES)
    )
    yield words(
        "Example: of {n} answers {right} are right. If you always said the same, they would"
        " earn: {sums}. To say “certain” pays from 4 right in 5, “fairly sure” from 2 in 3.",
        n=_EXAMPLE_ANSWERS,
        right=_EXAMPLE_RIGHT,
        sums=sums,
    )


def _example(certainty: int, wrong: int) -> str:
    earned = _EXAMPLE_RIGHT * certainty_mark(right=True, certainty=certainty)
    earned += wrong * certainty_mark(right=False, certainty=certainty)
    return f"{earned:g}".replace("-", "−")


def past_lines(course: CourseState, quiz: Quiz, words: Words, today: date) -> list[PastAttempt]:
    """The attempts with a result, the last one first, each in a line."""
    return [
        PastAttempt(attempt_id, _past_line(attempt, words, today))
        for attempt_id, attempt in past_attempts(course, quiz.id)
    ]


def _past_line(attempt: AttemptState, words: Words, today: date) -> str:
    begun = date.fromisoformat(attempt["day"])
    parts = [day(words, begun, today), percent(attempt["score"] or 0.0)]
    if attempt["passed"] is not None:
        parts.append(words("passed") if attempt["passed"] else words("not passed"))
    return " · ".join(parts)
