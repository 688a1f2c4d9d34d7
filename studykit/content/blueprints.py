"""What is wrong in the blueprints of quizzes: they draw what is not there, or too much.

Questions are bits of one whole number, so that a thousand lines over thousands of questions
are compared in no time.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.diagnostics import MOST_PROBLEMS, did_you_mean
from studykit.content.ids import kind_name
from studykit.content.lesson_file import MOST_QUIZZES
from studykit.language.message import Message, listed
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from studykit.content.course_model import Draw, Quiz
    from studykit.questions.problem import Way
    from studykit.questions.registry import Question

_MOST_LISTED = 5
"""Names that a hint lists where none is near to what was written."""


class Known(NamedTuple):
    """What references may name."""

    lessons: set[str]
    sections: set[str]
    objectives: set[str]
    tags: set[str]
    questions: dict[str, tuple[str, Question]]
    """Question id → the id of the file it stands in, and itself."""
    asked_in: dict[str, set[str]]
    """Question id → other lessons that ask it too: they reuse it, or include its bank."""


def unknown(way: Way, code: str, kind: str, name: str, known: Collection[str]) -> Problem:
    """The problem of a `name` that is none of those `known`."""
    message = Message(
        "There is no {kind} “{name}” in this course.", kind=kind_name(kind), name=name
    )
    hint = did_you_mean(name, known)
    if not hint and 0 < len(known) <= _MOST_LISTED:
        hint = Message("There are: {known}.", known=listed(sorted(known)))
    return Problem(way, code, message, hint)


def blueprint_problems(
    quizzes: Sequence[Quiz], known: Known, *, complete: bool
) -> Iterator[Problem]:
    """The problems of `quizzes`; unless all files are `complete`, names may lead to others."""
    pools = _Pools(known)
    for n, quiz in enumerate(quizzes):
        if len(quiz.draw) <= MOST_QUIZZES:  # else it was said that there are too many
            for problem in _quiz_problems(quiz, known, pools, complete=complete):
                yield problem.within(("quizzes", n))


def _quiz_problems(
    quiz: Quiz, known: Known, pools: _Pools, *, complete: bool
) -> Iterator[Problem]:
    exam = quiz.mode == "exam"
    for n, draw in enumerate(quiz.draw):
        way = ("draw", n)
        wrong = list(islice(_unknown_in_draw(draw, known), MOST_PROBLEMS)) if complete else []
        yield from (problem.within(way) for problem in wrong)
        read = bool(draw.lessons) and set(draw.lessons) <= known.lessons
        if draw.count is None or wrong or not (complete or read):
            continue
        there = pools.of(draw, exam=exam).bit_count()
        if draw.count > there:
            message = Message(
                "The quiz draws {count} questions where there are {there}.",
                count=draw.count,
                there=there,
            )
            hint = Message("Lower “count”, or draw from more.")
            yield Problem((*way, "count"), "SK405", message, hint)
    if complete:
        yield from _drawn_twice(quiz, [pools.of(draw, exam=exam) for draw in quiz.draw])
        for n, group in enumerate(quiz.linked):
            for m, name in enumerate(group):
                if name not in known.questions:
                    way = ("linked", n)
                    yield unknown((*way, m), "SK406", "question", name, known.questions)


def _unknown_in_draw(draw: Draw, known: Known) -> Iterator[Problem]:
    for field, thing, names in (
        ("lessons", "lesson", known.lessons),
        ("objectives", "objective", known.objectives),
        ("tags", "tag", known.tags),
        ("ids", "question", known.questions),
    ):
        for n, name in enumerate(getattr(draw, field)):
            if name not in names:
                yield unknown((field, n), "SK406", thing, name, names)


def _drawn_twice(quiz: Quiz, pools: Sequence[int]) -> Iterator[Problem]:
    """Lines that each have enough to draw from, yet not all of them together."""
    counts = [
        pool.bit_count() if draw.count is None else draw.count
        for draw, pool in zip(quiz.draw, pools, strict=True)
    ]
    for n, (draw, pool) in enumerate(zip(quiz.draw, pools, strict=True)):
        if draw.count is None or draw.count > pool.bit_count():
            continue
        # Lines that draw from nothing but this pool compete with this one.
        rivals = [m for m in range(n) if pools[m] and not pools[m] & ~pool]
        wanted = draw.count + sum(counts[m] for m in rivals)
        if rivals and wanted > pool.bit_count():
            message = Message(
                "This line and the lines above draw {wanted} questions where there are "
                "{there}.",
                wanted=wanted,
                there=pool.bit_count(),
            )
            yield Problem(("draw", n, "count"), "SK405", message, Message("Lower “count”."))


class _Pools:
    """The questions that lines of a blueprint may draw, each question a bit."""

    def __init__(self, known: Known) -> None:
        questions = known.questions
        self._count = len(questions)
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._bits: dict[tuple[str, str], int] = {}
        for n, (lesson_id, question) in enumerate(questions.values()):
            for asking in {lesson_id, *known.asked_in.get(question.id, ())}:
                self._places["lessons", asking].append(n)
            self._places["objectives", question.objective].append(n)
            self._places["ids", question.id].append(n)
            if question.exam_only:
                self._places["exam_only", ""].append(n)
            for tag in dict.fromkeys(question.tags):
                self._places["tags", tag].append(n)

    def of(self, draw: Draw, *, exam: bool) -> int:
        """The bits of the questions that a line may draw, for an `exam` or for practice."""
        pool = (1 << self._count) - 1
        if not exam:
            pool &= ~self._with("exam_only", "")
        for field in ("lessons", "objectives", "tags", "ids"):
            names = getattr(draw, field)
            if names:
                either = 0
                for name in dict.fromkeys(names):
                    either |= self._with(field, name)
                pool &= either
        return pool

    def _with(self, field: str, name: str) -> int:
        key = field, name
        if key not in self._bits:
            bits = bytearray(self._count // 8 + 1)
            for place in self._places.get(key, ()):
                bits[place >> 3] |= 1 << (place & 7)
            self._bits[key] = int.from_bytes(bits, "little")
        return self._bits[key]
