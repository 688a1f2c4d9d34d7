"""One file read: its YAML, its model, and all that is wrong in it alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from studykit.content.card_checks import card_problems
from studykit.content.cards import cards_of
from studykit.content.collector import collector_off
from studykit.content.course_model import CourseHead
from studykit.content.diagnostics import (
    MOST_PROBLEMS,
    Diagnostic,
    did_you_mean,
    has_errors,
)
from studykit.content.drafts import count_drafts, without_drafts
from studykit.content.ids import fill_in_ids, is_good_id
from studykit.content.lesson_model import Lesson
from studykit.content.outline import (
    CardOutline,
    Inclusion,
    LessonOutline,
    QuestionOutline,
    SectionOutline,
)
from studykit.content.shared import MOST_INCLUDES, included_file
from studykit.content.shown_texts import shown_problems
from studykit.content.silencing import silenced_lines, without_silenced
from studykit.content.validate import course_from_tree, lesson_from_tree, sound_parts
from studykit.content.yaml_reader import Document, read_yaml
from studykit.language.message import Message
from studykit.questions.drawing import example, template_problems
from studykit.questions.problem import Problem, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# The shape of a BCP 47 tag; which subtags are registered is no concern of ours.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_MOST_QUESTIONS = 2000
"""In a lesson; each is compared with each other when flaws are looked for."""
MOST_QUIZZES = 200
"""Of a course, and lines of a blueprint."""
_WITH_IDS = ("sections", "cards", "questions")
_LONGEST_LIMIT = 60 * 24 * 365
"""Minutes: a year."""
_Model = TypeVar("_Model", Lesson, CourseHead)


@dataclass(frozen=True)
class FileReading(Generic[_Model]):
    """What came of one file.

    `model` is None when the file could not be understood; a model beside an error in
    `diagnostics` is good for further checks, not for study.
    """

    file: Path
    document: Document
    model: _Model | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def usable(self) -> _Model | None:
        """The model, when the file has no error."""
        return None if has_errors(self.diagnostics) else self.model


def read_lesson(data: bytes, file: Path) -> FileReading[Lesson]:
    """Read a lesson file's content. Never raises; what is wrong is in the diagnostics."""
    document = read_yaml(data, file)
    if document.tree is None:
        return FileReading(file, document, None, tuple(document.diagnostics))
    with collector_off():
        if isinstance(document.tree, dict):
            fill_in_ids(document.tree, file.stem)
        lesson, problems = lesson_from_tree(document.tree)
        more = (
            _problems_of_sound_parts(document.tree)
            if lesson is None
            else _lesson_problems(lesson)
        )
        return _finished(document, lesson, chain(problems, more))


def read_course_head(data: bytes, file: Path) -> FileReading[CourseHead]:
    """Read a `course.yaml`'s content. Never raises; what is wrong is in the diagnostics."""
    document = read_yaml(data, file)
    if document.tree is None:
        return FileReading(file, document, None, tuple(document.diagnostics))
    head, problems = course_from_tree(document.tree)
    more = _course_problems(head) if head is not None else ()
    return _finished(document, head, chain(problems, more))


def _finished(
    document: Document, model: _Model | None, problems: Iterable[Problem]
) -> FileReading[_Model]:
    named: list[Problem] = _first(problems)
    found = [*document.diagnostics, *(document.diagnostic(problem) for problem in named)]
    kept = without_silenced(found, silenced_lines(document.text)) if found else found
    return FileReading(document.file, document, model, tuple(kept))


def _first(problems: Iterable[Problem]) -> list[Problem]:
    """The first errors and the first warnings; many warnings hide no error, and are none."""
    named: list[Problem] = []
    counts = {"error": 0, "warning": 0}
    for problem in problems:
        counts[problem.severity] += 1
        if counts[problem.severity] <= MOST_PROBLEMS:
            named.append(problem)
        elif problem.severity == "error":
            break
    hint = Message(
        "The first {n} are named; mend them and check again.",
        n=MOST_PROBLEMS,
    )
    if counts["error"] > MOST_PROBLEMS:
        message = Message(
            "More than {n} things are wrong in this file.",
            n=MOST_PROBLEMS,
        )
        named.append(Problem((), "SK115", message, hint))
    if counts["warning"] > MOST_PROBLEMS:
        message = Message(
            "There are more than {n} warnings in this file.",
            n=MOST_PROBLEMS,
        )
        named.append(Problem((), "SK115", message, hint, "warning"))
    return named


def count_without_id(document: Document) -> int:
    """How many sections, cards and questions of a lesson file have no id of their own."""
    tree = document.tree if isinstance(document.tree, dict) else {}
    entries = (e for kind in _WITH_IDS for e in tree.get(kind) or ())
    # An id that was filled in after reading stands nowhere in the file.
    return sum(
        len(document.marks[id(entry)]) < 1 + 2 * len(entry)
        for entry in entries
        if isinstance(entry, dict)
    )


def outline_of(lesson: Lesson, document: Document, file: Path) -> LessonOutline:
    """The outline of a lesson that was read from `document`, as learners study it."""
    tree = document.tree
    studied = without_drafts(lesson)

    def lines(key: str) -> list[int]:
        return document.lines_of(tree[key]) if tree.get(key) is not None else []

    return LessonOutline(
        id=lesson.id,
        title=lesson.title,
        summary=lesson.summary,
        objectives=lesson.objectives or {},
        sections=tuple(
            SectionOutline(s.id, s.title, s.check, line)
            for s, line in zip(studied.sections, lines("sections"), strict=True)
        ),
        cards=tuple(
            CardOutline(card.id, card.entry, card.objective, card.source, card.tags, line)
            for entry, line in zip(lesson.cards, lines("cards"), strict=True)
            if not entry.draft
            for card in cards_of(entry)
        ),
        questions=tuple(
            QuestionOutline(
                q.id,
                q.type,
                q.objective,
                q.source,
                q.tags,
                q.points,
                q.exam_only,
                line,
                q.stimulus,
            )
            for q, line in zip(lesson.questions, lines("questions"), strict=True)
            if not q.draft
        ),
        file=file,
        line=document.place(())[0],
        drafts=count_drafts(lesson),
        bank=lesson.bank,
        stimuli=tuple(lesson.stimuli or ()),
        includes=tuple(
            Inclusion(
                included_file(each),
                *((), ()) if isinstance(each, str) else (each.ids, each.tags),
                *document.place(("include", n)),
            )
            for n, each in enumerate(lesson.include)
        ),
        borrowed=lesson.reuse,
    )


def _lesson_problems(lesson: Lesson) -> Iterator[Problem]:
    if not lesson.title.strip():
        yield Problem(
            ("title",), "SK207", Message("“title” is empty."), Message("Write a text.")
        )
    if not is_good_id(lesson.id):
        yield _bad_id(("id",), lesson.id)
    if len(lesson.questions) > _MOST_QUESTIONS:
        message = Message("A lesson has at most {n:,} questions.", n=_MOST_QUESTIONS)
        hint = Message("Split it into several lessons.")
        yield Problem(("questions",), "SK312", message, hint, key=True)
        return
    for kind, entries in _kinds(lesson):
        yield from _id_problems(kind, entries)
    for n, entry in enumerate(lesson.cards):
        for problem in card_problems(entry):
            yield problem.within(("cards", n))
    concrete = list(lesson.questions)
    for n, question in enumerate(lesson.questions):
        problems = list(template_problems(question))
        yield from (problem.within(("questions", n)) for problem in problems)
        if question.variables and not problems:
            concrete[n] = example(question)
    yield from shown_problems(replace(lesson, questions=tuple(concrete)))
    yield from _shared_problems(lesson)
    known = {question.id: question for question in lesson.questions}
    for n, section in enumerate(lesson.sections):
        if not section.title.strip():
            yield Problem(("sections", n, "title"), "SK207", Message("“title” is empty."))
        for m, wanted in enumerate(section.check):
            if wanted not in known:
                if lesson.include or wanted in lesson.reuse:
                    continue  # it may be in another file: whoever reads the course sees to it
                message = Message(
                    "The check “{wanted}” names no question of this lesson.", wanted=wanted
                )
                hint = did_you_mean(wanted, known) or Message(
                    "One of another lesson is asked here too when “reuse” names it."
                )
                yield Problem(("sections", n, "check", m), "SK402", message, hint)
            elif known[wanted].exam_only:
                yield exams_alone(("sections", n, "check", m), wanted)


def exams_alone(way: Way, question_id: str) -> Problem:
    """The problem of a check that names a question for exams alone."""
    message = Message(
        "The check “{wanted}” is a question for exams alone: it is not asked.",
        wanted=question_id,
    )
    hint = Message("Name another question, or take “exam_only” from it.")
    return Problem(way, "SK412", message, hint, "warning")


def _shared_problems(lesson: Lesson) -> Iterator[Problem]:
    """What is wrong in one file with what it shares."""
    if lesson.bank:
        for key in ("summary", "objectives", "include", "reuse", "sections"):
            if getattr(lesson, key):
                message = Message("A bank has no “{key}”.", key=key)
                hint = Message(
                    "It holds “stimuli”, “cards” and “questions”; a lesson has the rest."
                )
                yield Problem((key,), "SK201", message, hint, key=True)
    if len(lesson.include) > MOST_INCLUDES:
        message = Message("A lesson includes at most {most} banks.", most=MOST_INCLUDES)
        hint = Message("Put what they hold into fewer files.")
        yield Problem(("include",), "SK312", message, hint, key=True)
    stimuli = lesson.stimuli or {}
    for name, entry in stimuli.items():
        way = ("stimuli", name)
        if not is_good_id(name):
            yield _bad_id(way, name)._replace(key=True)
        if not entry.text.strip():
            message = Message("“text” is empty.")
            yield Problem((*way, "text"), "SK207", message, Message("Write a text."))
    for n, question in enumerate(lesson.questions):
        if question.stimulus and question.stimulus not in stimuli and not lesson.include:
            yield unknown_stimulus(n, question.stimulus, stimuli)


def unknown_stimulus(n: int, name: str, known: Iterable[str]) -> Problem:
    """The problem of the question `n` that names a stimulus there is not."""
    known = list(known)
    hint = did_you_mean(name, known) or Message(
        "Write it under “stimuli”, or include its bank."
    )
    message = Message("There is no stimulus “{name}” in this lesson.", name=name)
    return Problem(("questions", n, "stimulus"), "SK417", message, hint)


def _problems_of_sound_parts(tree: Any) -> Iterator[Problem]:
    """One bad value does not hide what is wrong elsewhere in the lesson."""
    lesson, places = sound_parts(tree)
    entries = tree.get("questions") if isinstance(tree, dict) else None
    whole = entries is None or len(places["questions"]) == len(entries)
    for problem in _lesson_problems(lesson):
        if problem.code == "SK402" and (not whole or "include" in tree or "reuse" in tree):
            continue  # it may name a question that was not understood
        if problem.code == "SK417":
            continue  # stimuli are none of the parts
        yield problem._replace(
            way=_moved(problem.way, places),
            earlier=None if problem.earlier is None else _moved(problem.earlier, places),
        )


def _moved(way: Way, places: dict[str, list[int]]) -> Way:
    kind, index, *rest = way
    return (kind, places[str(kind)][int(index)], *rest)


def _kinds(lesson: Lesson) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield "sections", lesson.sections
    yield "cards", lesson.cards
    yield "questions", lesson.questions


def _id_problems(kind: str, entries: tuple[Any, ...]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for n, entry in enumerate(entries):
        if not is_good_id(entry.id):
            yield _bad_id((kind, n, "id"), entry.id)
        if first.setdefault(entry.id, n) != n:
            yield Problem(
                (kind, n, "id"),
                "SK401",
                Message("The id “{id}” is used twice.", id=entry.id),
                Message("Give each its own id."),
                earlier=(kind, first[entry.id], "id"),
            )


def _bad_id(way: tuple[str | int, ...], found: str) -> Problem:
    message = (
        Message("“{found}” cannot be an id.", found=found)
        if found
        else Message("The id is empty.")
    )
    return Problem(way, "SK208", message, Message("Use letters, digits, “-”, “_” and “.”."))


def _course_problems(head: CourseHead) -> Iterator[Problem]:
    if not is_good_id(head.id):
        yield _bad_id(("id",), head.id)
    if not head.title.strip():
        yield Problem(
            ("title",), "SK207", Message("“title” is empty."), Message("Write a text.")
        )
    if not _LANGUAGE.fullmatch(head.language):
        message = Message("“{language}” is not a language tag.", language=head.language)
        yield Problem(("language",), "SK209", message, Message("Write it as en or zh-Hant."))
    if len(head.quizzes) > MOST_QUIZZES:
        message = Message("A course has at most {n} quizzes.", n=MOST_QUIZZES)
        yield Problem(("quizzes",), "SK312", message, key=True)
        return
    yield from _id_problems("quizzes", head.quizzes)
    for n, quiz in enumerate(head.quizzes):
        way = ("quizzes", n)
        if quiz.pass_mark is not None and not 0 <= quiz.pass_mark <= 1:
            hint = Message("Write 0.6 for 60 %.")
            yield Problem(
                (*way, "pass_mark"), "SK206", Message("“pass_mark” must be from 0 to 1."), hint
            )
        if not 0 <= quiz.penalty <= 1:
            yield Problem((*way, "penalty"), "SK206", Message("“penalty” must be from 0 to 1."))
        if len(quiz.draw) > MOST_QUIZZES:
            message = Message("A quiz draws by at most {n} lines.", n=MOST_QUIZZES)
            yield Problem((*way, "draw"), "SK312", message, key=True)
            return
        if quiz.time_limit is not None and not 0 < quiz.time_limit <= _LONGEST_LIMIT:
            message = Message(
                "“time_limit” must be more than 0, at most {n:,} minutes.",
                n=_LONGEST_LIMIT,
            )
            yield Problem((*way, "time_limit"), "SK206", message)
        if quiz.attempts is not None and quiz.attempts < 1:
            yield Problem((*way, "attempts"), "SK206", Message("“attempts” must be 1 or more."))
        for m, draw in enumerate(quiz.draw):
            if draw.count is not None and draw.count < 1:
                here = (*way, "draw", m, "count")
                yield Problem(here, "SK206", Message("“count” must be 1 or more."))
