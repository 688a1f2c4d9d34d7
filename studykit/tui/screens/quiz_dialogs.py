"""What is asked in front of a quiz: where to go, whether to submit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from studykit.study.quiz_navigator import navigator, unanswered
from studykit.study.quiz_text import not_answered_text
from studykit.tui.markdown import inline
from studykit.tui.screens.chooser import Choice, ChooserScreen
from studykit.tui.screens.decision import Answer, DecisionScreen

if TYPE_CHECKING:
    from studykit.language.words import Words
    from studykit.study.quiz import QuizAttempt

Ending = Literal["first", "submit", "abandon"]


def questions_list(attempt: QuizAttempt, words: Words) -> ChooserScreen[int]:
    """All questions, to go to one by its number from 0."""
    choices = []
    digits = len(f"{len(attempt.questions)}")
    for cell in navigator(attempt):
        detail = [words("answered")] if cell.answered else []
        detail += [f"⚑ {words('flagged')}"] if cell.flagged else []
        title = f"{cell.number + 1:>{digits}} {_stem(attempt, cell.question)}"
        choices.append(Choice(cell.number, title, " · ".join(detail)))
    return ChooserScreen(words("All questions"), choices, attempt.index, cut=True)


def _stem(attempt: QuizAttempt, question_id: str) -> str:
    asking = attempt.asking_of(question_id)
    if asking is None:
        return question_id
    stem = asking.question.stem or getattr(asking.question, "text", "")
    return inline(" ".join(stem.split())).plain


def not_submitted(words: Words) -> DecisionScreen[bool]:
    """Whether an answer that was chosen in practice is submitted before going on."""
    answers = [
        Answer("enter", words("submit it"), True),
        Answer("n", words("skip the question; what you chose stays"), False),
    ]
    question = words("Your answer is not submitted yet.")
    return DecisionScreen(question, "", answers, words("close"))


def ending(attempt: QuizAttempt, words: Words) -> DecisionScreen[Ending]:
    """Whether to submit; where answers are missing, Enter goes to the first of them."""
    answers: list[Answer[Ending]] = [
        Answer("enter", words("submit: this cannot be undone"), "submit")
    ]
    if unanswered(attempt):
        answers = [
            Answer("enter", words("go to the first question without an answer"), "first"),
            Answer("s", words("submit all the same: this cannot be undone"), "submit"),
        ]
    answers.append(Answer("g", words("give up: no result is kept"), "abandon"))
    detail = not_answered_text(attempt, words)
    return DecisionScreen(words("Submit?"), detail, answers, words("close"))
