"""Telling how an answer was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.phrases import percent
from studykit.plain.commands import Command, hear_command
from studykit.plain.prose import plain_text
from studykit.plain.questions.registry import face_of

if TYPE_CHECKING:
    from studykit.plain.talk import Talk
    from studykit.questions.marks import Grade
    from studykit.questions.registry import Question
    from studykit.study.answering import Asking


def tell_judged(talk: Talk, asking: Asking, *, retry: bool) -> bool:
    """Tell how an answer was judged, and the solution unless the learner, where `retry`
    allows it, rather tries again: then True, and the question is open again.

    Raises:
        Left: the learner quits.
    """
    tell_verdict(talk, asking)
    if retry:
        again = Command("try", talk.words("try again"))
        prompt = talk.words("Enter shows the solution, t tries again")
        if hear_command(talk, prompt, [again]):
            asking.retry()
            return True
    tell_solution(talk, asking)
    return False


def tell_verdict(talk: Talk, asking: Asking) -> None:
    """Say how good the judged answer was, and the author's words on it; not the key."""
    judged = asking.grade
    if judged is None:
        return
    talk.say(_verdict_text(talk, judged))
    if judged.verdict == "right" and asking.score < judged.score:
        worth = percent(asking.score)
        talk.say(
            talk.words("After {n} tries it earns {percent}.", n=asking.tries, percent=worth)
        )
    for text in dict.fromkeys(face_of(talk, asking.question).feedback(judged)):
        talk.say(plain_text(text))


def _verdict_text(talk: Talk, grade: Grade) -> str:
    if not grade.judged:
        return talk.words("not judged")
    if grade.verdict == "right":
        return talk.words("Right.")
    if grade.verdict == "partial":
        return talk.words("Partly right: {percent}.", percent=percent(grade.score))
    return talk.words("Not right.")


def tell_solution(talk: Talk, asking: Asking) -> None:
    """Say the key, where the answer was not right, and why it is the key."""
    right = asking.grade is not None and asking.grade.verdict == "right"
    # A model answer was shown already, to compare with.
    if not right and not asking.question.needs_model_comparison:
        tell_key(talk, asking.question)
    if asking.question.explanation:
        talk.say(plain_text(asking.question.explanation))


def tell_key(talk: Talk, question: Question) -> None:
    """Say the key of a question, or its model answer."""
    solution = face_of(talk, question).solution
    if "\n" not in solution:
        talk.say(talk.words("Solution: {text}", text=solution))
        return
    talk.say(talk.words("Solution:"))
    for line in solution.split("\n"):
        talk.say(line, 2)
