"""Flaws that show only across the questions of a lesson or a course.

Sources as in `options.py`: HDR is Haladyna, Downing & Rodriguez (2002), NBME the NBME's guide.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studykit.authoring.critic.words import alike, is_chinese, normal, shingles
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.content.lesson_model import Lesson
    from studykit.questions.problem import Problem
    from studykit.questions.registry import Question

_LUCKY = 0.4
"""A lesson whose questions are guessed right this often on average tells little."""
_ENOUGH = 8
"""Fewer keys than this cannot be called unbalanced."""
_TWINS = 0.8
"""Stems as alike as this (Jaccard) ask the same."""
_COMMON = 40
"""A shingle in more stems than this is passed over: it tells nothing, and bounds the work."""


def lesson_flaws(lesson: Lesson) -> Iterator[Problem]:
    """Flaws among the questions of one lesson."""
    yield from _key_positions(lesson.questions)
    yield from _true_false_balance(lesson.questions)
    yield from _answers_given_away(lesson.questions)
    yield from _guessing(lesson.questions)
    yield from _coverage(lesson)


def _key_positions(questions: Sequence[Question]) -> Iterator[Problem]:
    places: Counter[int] = Counter()
    for question in questions:
        # Where the program shuffles, the author's position never reaches the learner.
        if not isinstance(question, ChoiceQuestion) or question.shuffle:
            continue
        if question.takes_one:
            places.update(question.keys)
    total = places.total()
    if total >= _ENOUGH:
        place, times = places.most_common(1)[0]
        if times > total / 2:
            yield flaw(
                "SK615",
                ("questions",),
                f"{times} of {total} keys stand at position {place + 1}.",
                "Vary the position, or let the options be shuffled (HDR 19).",
            )


def _true_false_balance(questions: Sequence[Question]) -> Iterator[Problem]:
    answers = Counter(q.key for q in questions if q.is_statement)
    total = answers.total()
    if total >= 4 and max(answers.values()) / total > 0.75:
        answer, times = answers.most_common(1)[0]
        yield flaw(
            "SK619",
            ("questions",),
            f"{times} of {total} true/false statements are {str(answer).lower()}.",
            "Make about half of them true (NBME).",
        )


def _answers_given_away(questions: Sequence[Question]) -> Iterator[Problem]:
    stems = [normal(question.stem) for question in questions]
    for at, question in enumerate(questions):
        for answer in _answers(question):
            if len(answer) < (4 if is_chinese(answer) else 9):
                continue
            for other, stem in enumerate(stems):
                if other != at and answer in stem:
                    yield flaw(
                        "SK620",
                        ("questions", other, "stem"),
                        f"This stem contains the answer to “{question.id}”.",
                        "Reword it, so that one question does not answer another (HDR 6).",
                    )
                    break


def _answers(question: Question) -> list[str]:
    return [normal(text) for text in question.key_texts]


def _guessing(questions: Sequence[Question]) -> Iterator[Problem]:
    scores = [(s, q.points) for q in questions if (s := q.guess_score) is not None]
    points = sum(worth for _, worth in scores)
    if len(scores) < 5 or points <= 0:
        return
    lucky = sum(score * worth for score, worth in scores) / points
    if lucky > _LUCKY:
        yield flaw(
            "SK625",
            ("questions",),
            f"Blind guessing earns {lucky:.0%} of the points of this lesson.",
            "Add options, or questions whose answer is typed, ordered or matched.",
        )


def _coverage(lesson: Lesson) -> Iterator[Problem]:
    objectives = lesson.objectives or {}
    tested = Counter(q.objective for q in lesson.questions)
    recalled = {card.objective for card in lesson.cards}
    by_id = {q.id: q.objective for q in lesson.questions}
    sources = {item.objective for item in (*lesson.questions, *lesson.cards) if item.source}
    taught = sources | {by_id.get(check, "") for s in lesson.sections for check in s.check}
    for objective in objectives:
        path = ("objectives", objective)
        if objective not in taught:
            yield flaw(
                "SK701",
                path,
                f"No section teaches the objective “{objective}”.",
                "Name the section as `source` of one of its questions or cards.",
            )
        if tested[objective] < 1:
            yield flaw(
                "SK702",
                path,
                f"No question tests the objective “{objective}”.",
                "Add one with this `objective`, or take the objective out.",
            )
        elif objective not in recalled:
            yield flaw(
                "SK704",
                path,
                f"No card serves the objective “{objective}”.",
                "Add one with this `objective`, so that it is remembered.",
            )
    for n, section in enumerate(lesson.sections):
        if not section.check:
            yield flaw(
                "SK703",
                ("sections", n),
                f"The section “{section.id}” has no check.",
                "Name a question or two under `check`.",
            )


def twin_questions(lessons: Sequence[Lesson]) -> Iterator[tuple[int, Problem]]:
    """Questions of a course that ask nearly the same: the lesson's number and the flaw."""
    seen: dict[str, list[int]] = {}
    stems: list[tuple[str, frozenset[str], str]] = []
    for number, lesson in enumerate(lessons):
        for n, question in enumerate(lesson.questions):
            pieces = shingles(question.wording)
            answer = "".join(_answers(question))
            shared = Counter(
                place
                for piece in pieces
                if len(places := seen.get(piece, [])) <= _COMMON
                for place in places
            )
            for place, _ in shared.most_common(3):
                other_id, other_pieces, other_answer = stems[place]
                if answer == other_answer and alike(pieces, other_pieces) >= _TWINS:
                    yield (
                        number,
                        flaw(
                            "SK621",
                            ("questions", n, "stem"),
                            f"It asks nearly the same as “{other_id}”.",
                            "Keep the better one, or ask about another side of it.",
                        ),
                    )
                    break
            for piece in pieces:
                seen.setdefault(piece, []).append(len(stems))
            stems.append((question.id, pieces, answer))
