"""What is said of a quiz and its attempts, the same in every face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.phrases import language_name, percent
from studykit.learner.attempts import attempts_left, best_score
from studykit.questions.marks import certainty_mark
from studykit.study.quiz_clock import seconds_left
from studykit.study.quiz_navigator import unanswered
from studykit.study.quiz_rules import mark_earned, not_judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.content.course_model import Quiz
    from studykit.language.words import Words
    from studykit.progress.state import AttemptState, CourseState
    from studykit.scheduling.days import Moment
    from studykit.study.quiz import QuizAttempt
    from studykit.study.result import Result

CERTAINTIES = (1, 2, 3)


def attempt_title(attempt: QuizAttempt, words: Words) -> str:
    """The title of an attempt; that of a repetition says that it is one."""
    return repetition_title(attempt.title, words) if attempt.again else attempt.title


def repetition_title(title: str, words: Words) -> str:
    """The title of a repetition of what was missed in a quiz."""
    return words("Missed questions again: {title}", title=title)


def certainty_name(certainty: int, words: Words) -> str:
    """How sure an answer is, in words."""
    names = {2: words("fairly sure"), 3: words("certain")}
    return names.get(certainty, words("not sure"))


def certainty_marks(certainty: int) -> str:
    """What an answer of so much certainty earns and costs: `+3/−6`."""
    right = certainty_mark(right=True, certainty=certainty)
    wrong = certainty_mark(right=False, certainty=certainty)
    return f"+{right}/{_signed(wrong)}"


def _signed(number: float) -> str:
    return f"−{-number:g}" if number < 0 else f"{number:g}"


def certainty_line(words: Words) -> str:
    """All degrees of certainty, with what they earn when right and cost when wrong."""
    return " · ".join(
        f"{n} {certainty_name(n, words)} {certainty_marks(n)}" for n in CERTAINTIES
    )


def certainty_answered(attempt: QuizAttempt, question_id: str, words: Words) -> str:
    """How sure the learner was of an answer of a submitted attempt, and the mark it earned;
    "" where certainty does not count, nothing was answered, or it could not be judged."""
    response = attempt.attempt["responses"].get(question_id)
    if not attempt.certainty or response is None or question_id in not_judged(attempt):
        return ""
    score = (attempt.attempt["results"] or {}).get(question_id, 0.0)
    stated = response["certainty"]
    name = words("not stated") if stated is None else certainty_name(stated, words)
    mark = mark_earned(score, stated)
    return words(
        "How sure: {name}. Mark: {mark}",
        name=name,
        mark=f"+{mark}" if mark > 0 else _signed(mark),
    )


def points_text(result: Result, words: Words) -> str:
    """The points of a result, and how many of them the learner marked."""
    line = words(
        "{points} of {most} points", points=_points(result.points), most=_points(result.most)
    )
    if result.self_marked:
        own = words("{points} of them marked by yourself", points=_points(result.self_marked))
        line += f" · {own}"
    return line


def _points(points: float) -> str:
    return _signed(round(points, 1))


def time_left_text(seconds: float, words: Words) -> str:
    """How long an attempt still has: `21:40 left`."""
    minutes, rest = divmod(int(seconds), 60)
    return words("{time} left", time=f"{minutes}:{rest:02}")


def attempt_time_left(attempt: AttemptState, moment: Moment, words: Words) -> str:
    """How long an attempt that waits still has; "" without a clock."""
    seconds = seconds_left(attempt, moment)
    return "" if seconds is None else time_left_text(seconds, words)


def leaving_line(attempt: QuizAttempt, words: Words) -> str:
    """What who leaves an attempt should know: that its clock goes on; "" where none runs."""
    seconds = attempt.seconds_left
    if seconds is None or attempt.closed or attempt.over:
        return ""
    left = time_left_text(seconds, words)
    return words("Leaving does not stop the clock: {left}.", left=left)


def not_answered_text(attempt: QuizAttempt, words: Words) -> str:
    """How many questions have no answer."""
    left = len(unanswered(attempt))
    if not left:
        return words("All questions are answered.")
    return words.many(left, "{n} question is not answered.", "{n} questions are not answered.")


def question_notice(attempt: QuizAttempt, words: Words) -> str:
    """Whether the question shown is lost, in another language, or changed since the attempt
    began; "" where it is as it was."""
    if attempt.asking is None:
        return words("The course no longer has this question. It counts as it was answered.")
    tag = attempt.other_language
    if tag is not None:
        return words(
            "This question is not in this language: shown in {language}.",
            language=language_name(words, tag),
        )
    return words("This question was changed since you began.") if attempt.changed else ""


def limits(quiz: Quiz, words: Words) -> Iterator[str]:
    """Its minutes, and what passes it."""
    if quiz.time_limit:
        yield words.many(round(quiz.time_limit), "{n} minute", "{n} minutes")
    if quiz.pass_mark is not None:
        yield words("pass {share}", share=percent(quiz.pass_mark))


def quiz_facts(quiz: Quiz, course: CourseState, words: Words) -> Iterator[str]:
    """What is good to know of a quiz before it begins."""
    if quiz.mode == "exam":
        yield words("exam")
    yield from limits(quiz, words)
    left = attempts_left(course, quiz)
    if left == 0:
        yield words("no attempt left")
    elif left is not None:
        yield words.many(left, "{n} attempt left", "{n} attempts left")
    best = best_score(course, quiz.id)
    if best is not None:
        yield words("best {share}", share=percent(best))
