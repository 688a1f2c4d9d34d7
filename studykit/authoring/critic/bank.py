"""Flaws that show only across the questions of a lesson or a course.

The sources that messages name are spelled out in `codes.py`.
"""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

from studykit.authoring.critic.words import alike
from studykit.language.message import Message
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.authoring.critic.item import Item
    from studykit.content.lesson_model import Lesson
    from studykit.questions.problem import Problem
    from studykit.questions.registry import Question

_LUCKY = 0.4
"""A lesson whose questions are guessed right this often on average tells little."""
_ENOUGH = 8
"""Fewer keys than this cannot be called unbalanced."""
_ENOUGH_STATEMENTS = 5
"""The same for statements: four of a kind in four are no pattern yet."""
_TWINS = 0.85
"""Wordings as alike as this (Jaccard) ask the same, when numbers and answers are the same."""
_MOST_COMPARED = 50
"""Wordings that one is compared with at most; it bounds the work on a bank of one pattern."""

_Wording = tuple[str, frozenset[str]]


def lesson_flaws(lesson: Lesson) -> Iterator[Problem]:
    """Flaws among the questions of one lesson."""
    yield from _key_positions(lesson.questions)
    yield from _true_false_balance(lesson.questions)
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
                Message(
                    "{times} of {total} keys stand at position {place}.",
                    times=times,
                    total=total,
                    place=place + 1,
                ),
                Message("Vary the position, or let the options be shuffled (HDR 19)."),
            )


def _true_false_balance(questions: Sequence[Question]) -> Iterator[Problem]:
    answers = Counter(q.key for q in questions if q.is_statement)
    total = answers.total()
    if total >= _ENOUGH_STATEMENTS and max(answers.values()) / total > 0.75:
        answer, times = answers.most_common(1)[0]
        yield flaw(
            "SK619",
            ("questions",),
            Message("{n} of {total} true/false statements are true.", n=times, total=total)
            if answer
            else Message(
                "{n} of {total} true/false statements are false.", n=times, total=total
            ),
            Message("Make about half of them true (NBME)."),
        )


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
            Message(
                "Blind guessing earns {lucky:.0%} of the points of this lesson.", lucky=lucky
            ),
            Message("Add options, or questions whose answer is typed, ordered or matched."),
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
                Message("No section teaches the objective “{objective}”.", objective=objective),
                Message("Name the section as `source` of one of its questions or cards."),
            )
        if tested[objective] < 1:
            yield flaw(
                "SK702",
                path,
                Message("No question tests the objective “{objective}”.", objective=objective),
                Message("Add one with this `objective`, or take the objective out."),
            )
        elif objective not in recalled:
            yield flaw(
                "SK704",
                path,
                Message("No card serves the objective “{objective}”.", objective=objective),
                Message("Add one with this `objective`, so that it is remembered."),
            )
    for n, section in enumerate(lesson.sections):
        if not section.check:
            yield flaw(
                "SK703",
                ("sections", n),
                Message("The section “{id}” has no check.", id=section.id),
                Message("Name a question or two under `check`."),
            )


def twin_questions(lessons: Sequence[Sequence[Item]]) -> Iterator[tuple[int, Problem]]:
    """Questions of a course that ask nearly the same: the lesson's number and the flaw.

    Two sets that are as alike as `_TWINS` share one of their rarest words: it is enough to
    look each question up by those (prefix filtering; Chaudhuri, Ganti & Kaushik 2006).
    """
    groups: dict[tuple[object, ...], list[tuple[int, int, Item]]] = {}
    for number, items in enumerate(lessons):
        for n, item in enumerate(items):
            question = item.question
            # “What is the main idea?” may be asked about each of two texts.
            about = str(question.stimulus)
            alike_but_for_words = (question.type, _answer(item), item.asks.numbers, about)
            groups.setdefault(alike_but_for_words, []).append((number, n, item))
    for group in groups.values():
        if len(group) > 1:
            yield from _twins_among(group)


def _twins_among(group: Sequence[tuple[int, int, Item]]) -> Iterator[tuple[int, Problem]]:
    """The twins among questions, each with its lesson's number and its own, that have one
    answer and the same numbers."""
    frequency: Counter[str] = Counter()
    for _, _, item in group:
        frequency.update(item.asks.pieces)
    exact: dict[str, str] = {}
    by_piece: dict[str, list[_Wording]] = {}
    for number, n, item in group:
        text, twin = item.asks, ""
        if not text.pieces:
            continue
        earlier = exact.setdefault(text.normal, item.question.id)
        if earlier != item.question.id:
            twin = earlier
        else:
            rarest = sorted(text.pieces, key=lambda piece: (frequency[piece], piece))
            for piece in rarest[: len(rarest) - ceil(_TWINS * len(rarest)) + 1]:
                known = by_piece.setdefault(piece, [])
                for other_id, pieces in () if twin else known:
                    if alike(text.pieces, pieces) >= _TWINS:
                        twin = other_id
                        break
                if len(known) < _MOST_COMPARED:
                    known.append((item.question.id, text.pieces))
        if twin:
            yield (
                number,
                flaw(
                    "SK621",
                    ("questions", n, "stem"),
                    Message("It asks nearly the same as “{twin}”.", twin=twin),
                    Message("Keep the better one, or ask about another side of it."),
                ),
            )


def _answer(item: Item) -> tuple[object, ...]:
    """What tells questions of one wording apart: the key, or all that is offered."""
    if item.question.is_statement:
        return (item.question.key,)
    return tuple(text.normal for text in item.answers or item.offered)
