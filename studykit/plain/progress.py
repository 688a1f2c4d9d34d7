"""How much of a course is mastered, in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.phrases import percent
from studykit.plain.prose import plain_text
from studykit.planning.mastery import mastered_line, masteries, meaning_line, standing

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.learner.learner import Learner
    from studykit.plain.talk import Talk
    from studykit.planning.mastery import Mastery


def tell_progress(talk: Talk, edition: Edition, learner: Learner) -> None:
    """Tell the mastery of each lesson and each objective."""
    known = masteries(edition, learner.state, learner.now().day)
    talk.say(mastered_line(known, talk.words))
    talk.say(meaning_line(talk.words))
    for number, lesson in enumerate(edition.lessons, start=1):
        talk.say(_line(talk, f"{number}. {lesson.title}", known.lessons[lesson.id]))
        for objective, text in lesson.objectives.items():
            talk.say(_line(talk, text, known.objectives[objective]), 2)


def _line(talk: Talk, text: str, figure: Mastery) -> str:
    share = percent(figure.value) if figure.seen else talk.words("nothing answered yet")
    marks = filter(None, (share, standing(figure, talk.words)))
    return f"{plain_text(text)}: {', '.join(marks)}"
