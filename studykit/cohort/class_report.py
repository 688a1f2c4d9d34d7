"""The report on a class: students, quizzes, objectives, items, and what to do about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import TYPE_CHECKING, Any, Literal

from studykit.cohort.item_analysis import FEW, ItemFigures, QuizFigures, Tally, figures, tally
from studykit.language.message import Message
from studykit.questions.digest import question_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studykit.cohort.submissions import Attempt, Submissions
    from studykit.content.course import Course
    from studykit.questions.registry import Question

    Wordings = Mapping[str, list[tuple[Question, str]]]
    """Question → its wordings in the editions of a course, with their places."""

Counted = Literal["first", "last", "best"]
"""Which attempt of a student counts."""
SMALL = 10
"""Students below which a published figure could tell of a single one (IES 2017-147)."""
_HARD, _EASY, _WEAK = 0.3, 0.9, 0.1
"""Facility and discrimination beyond which an item deserves a look (after Blackboard's and
Moodle's own limits)."""


@dataclass(frozen=True)
class Flag:
    """Something about an item that deserves a look, and what to do."""

    what: str
    advice: str


@dataclass(frozen=True)
class ItemReport:
    """One item: its figures, and where its author finds it."""

    figures: ItemFigures
    stem: str
    place: str
    """File and line; "" where the course is not known or has another wording."""
    options: tuple[str, ...]
    guess: float | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class StudentResult:
    """How a student did at a quiz."""

    student: str
    score: float
    passed: bool | None
    submitted: str
    attempts: int


@dataclass
class QuizReport:
    """One quiz of one course."""

    course: str
    quiz: str
    title: str
    figures: QuizFigures
    results: list[StudentResult]
    objectives: dict[str, tuple[float, int]]
    """Objective → mean share of its points, and over how many students."""
    items: list[ItemReport]
    missing: list[str] = field(default_factory=list)
    """Students who handed in something else, but not this."""


@dataclass
class ClassReport:
    """All quizzes of a class."""

    files: int
    students: list[str]
    counted: Counted
    quizzes: list[QuizReport]
    troubles: list[tuple[str, Message, bool]]
    """File, what is wrong with it, and whether it was used all the same."""
    anonymous: bool = False


@dataclass
class Counts:
    """What is counted of a quiz, by whatever counts."""

    tally: Tally = field(default_factory=Tally)
    results: list[StudentResult] = field(default_factory=list)
    objectives: dict[str, tuple[float, int]] = field(default_factory=dict)


Quiz = tuple[str, str]
"""The ids of a course and of a quiz in it."""


def class_report(
    found: Submissions,
    course: Course | None = None,
    *,
    counted: Counted = "first",
    anonymous: bool = False,
) -> ClassReport:
    """The report on files. With `course` it shows stems and options, and where an author finds
    them.

    `anonymous` leaves out names, and every figure of few.
    """
    grouped: defaultdict[Quiz, list[Attempt]] = defaultdict(list)
    for attempt in found.attempts:
        grouped[attempt.course, attempt.quiz].append(attempt)
    counts = {quiz: _counts(attempts, counted) for quiz, attempts in grouped.items()}
    report = report_on(counts, course, counted=counted, titles=found.titles)
    report.files = found.files
    report.troubles = [(t.file, t.reason, t.used) for t in found.troubles]
    return suppressed(report) if anonymous else report


def report_on(
    counts: Mapping[Quiz, Counts],
    course: Course | None,
    *,
    counted: Counted,
    titles: Mapping[Quiz, str],
) -> ClassReport:
    """The report on what was counted; with `course`, on the quizzes of it alone."""
    took = {quiz: {r.student for r in each.results} for quiz, each in counts.items()}
    students = sorted(set().union(*took.values()), key=str.casefold)
    questions = _questions(course)
    quizzes = []
    for quiz, each in sorted(counts.items()):
        if course is None or quiz[0] == course.id:
            title = _title(quiz, titles, course)
            quizzes.append(_quiz_report(quiz, each, title, course, questions))
            if each.results:
                quizzes[-1].missing = [name for name in students if name not in took[quiz]]
    return ClassReport(0, students, counted, quizzes, [])


def counting(attempts: Sequence[Attempt], counted: Counted) -> list[Attempt]:
    """One attempt a student, by the rule."""
    chosen: dict[str, Attempt] = {}
    for attempt in sorted(attempts, key=lambda each: (each.submitted, each.id)):
        known = chosen.get(attempt.student)
        better = known is None or counted == "last"
        if better or (counted == "best" and known and attempt.score > known.score):
            chosen[attempt.student] = attempt
    return list(chosen.values())


def _counts(attempts: list[Attempt], counted: Counted) -> Counts:
    chosen = counting(attempts, counted)
    tries = Counter(attempt.student for attempt in attempts)
    results = [
        StudentResult(a.student, a.score, a.passed, a.submitted, tries[a.student])
        for a in chosen
    ]
    return Counts(tally(chosen), results, _objectives(chosen))


def _quiz_report(
    quiz: Quiz,
    counts: Counts,
    title: str,
    course: Course | None,
    questions: Wordings,
) -> QuizReport:
    found = figures(counts.tally)
    return QuizReport(
        course=quiz[0],
        quiz=quiz[1],
        title=title,
        figures=found,
        results=sorted(counts.results, key=lambda each: each.student.casefold()),
        objectives=counts.objectives,
        items=[_item_report(item, questions, course) for item in found.items],
    )


def _title(quiz: Quiz, titles: Mapping[Quiz, str], course: Course | None) -> str:
    if course is not None and course.id == quiz[0]:
        with suppress(KeyError):
            return course.edition().quiz(quiz[1]).title
    return titles.get(quiz, quiz[1])


def _objectives(attempts: Sequence[Attempt]) -> dict[str, tuple[float, int]]:
    shares: defaultdict[str, list[float]] = defaultdict(list)
    for attempt in attempts:
        earned: defaultdict[str, float] = defaultdict(float)
        worth: defaultdict[str, float] = defaultdict(float)
        for key, points in attempt.points.items():
            objective = attempt.objectives.get(key, "")
            if objective:
                worth[objective] += points
                earned[objective] += points * attempt.marks.get(key, 0.0)
        for objective, points in worth.items():
            if points:
                shares[objective].append(earned[objective] / points)
    return {name: (fmean(each), len(each)) for name, each in sorted(shares.items())}


def _questions(course: Course | None) -> Wordings:
    found: defaultdict[str, list[tuple[Question, str]]] = defaultdict(list)
    for edition in course.editions.values() if course else ():
        for lesson in edition.lessons:
            for outline in lesson.questions:
                file, line = edition.line_of("question", outline.id)
                found[outline.id].append((edition.question(outline.id), f"{file}:{line}"))
    return found


def _item_report(
    figures: ItemFigures,
    questions: Wordings,
    course: Course | None,
) -> ItemReport:
    wordings = questions.get(figures.key.question, [])
    same = [(q, place) for q, place in wordings if question_digest(q) == figures.key.digest]
    question, place = same[0] if same else (None, "")
    flags = list(_flags(figures, question))
    if course is not None and not same:
        flags.append(
            Flag(
                Message("It has another wording in the course now, or is not there any more."),
                Message("Its figures are those of the wording that was answered."),
            )
        )
    return ItemReport(
        figures=figures,
        stem=question.title if question else figures.key.question,
        place=place,
        options=tuple(getattr(question, "indexed_texts", ())) if question else (),
        guess=question.guess_score if question else None,
        flags=tuple(flags),
    )


def _flags(figures: ItemFigures, question: Question | None) -> list[Flag]:
    found: list[Flag] = []
    if figures.attempts < FEW:
        n = figures.attempts
        few = Message("Only {n} attempts: the figures say little.", n=n)
        return [Flag(few, Message("Wait for {n} before changing anything.", n=FEW))]
    facility, telling = figures.facility, figures.discrimination
    if telling is not None and telling < 0:
        found.append(
            Flag(
                Message("Those who do well elsewhere miss it more often."),
                Message(
                    "Check whether the right answer is marked, and whether two can be right."
                ),
            )
        )
    elif telling is not None and telling < _WEAK:
        found.append(
            Flag(
                Message("It hardly tells who knows the subject."),
                Message("Look for an ambiguous stem, or for options that anybody rules out."),
            )
        )
    if facility is not None and facility < max(_HARD, (_guess(question) or 0) + 0.05):
        found.append(
            Flag(
                Message("Few get it right."),
                Message("Teach it again, or see which option draws them, and why."),
            )
        )
    elif facility is not None and facility > _EASY:
        found.append(
            Flag(
                Message("Nearly all get it right."),
                Message("Keep it as a warm-up, or make the options harder to tell apart."),
            )
        )
    found += _option_flags(figures, question)
    return found


def _guess(question: Question | None) -> float | None:
    return question.guess_score if question else None


def _option_flags(figures: ItemFigures, question: Question | None) -> list[Flag]:
    found: list[Flag] = []
    key = [choice for choice in figures.choices if choice.right]
    strong = [
        choice
        for choice in figures.choices
        if not choice.right and key and choice.count >= 3 and choice.rest > key[0].rest
    ]
    if strong:
        name = _option_name(strong[0].response, question)
        found.append(
            Flag(
                Message("The strong choose “{option}”, which is wrong.", option=name),
                Message("See whether it can be defended; if so, mark it or reword it."),
            )
        )
    options = getattr(question, "options", ())
    chosen = {choice.response for choice in figures.choices}
    unused = [o.text for n, o in enumerate(options) if not o.correct and str(n) not in chosen]
    if unused:
        found.append(
            Flag(
                Message("Nobody chooses “{option}”.", option="”, “".join(unused)),
                Message("Replace it by a misunderstanding that students have."),
            )
        )
    return found


def _option_name(response: str, question: Question | None) -> str:
    texts = question.indexed_texts if question else ()
    if response.isdecimal() and int(response) < len(texts):
        return texts[int(response)]
    return response


def suppressed(report: ClassReport) -> ClassReport:
    """The report without names, and without any figure of fewer than `SMALL` students."""
    report.anonymous = True
    report.students = []
    report.troubles = []
    report.quizzes = [q for q in report.quizzes if q.figures.attempts >= SMALL]
    for quiz in report.quizzes:
        quiz.results, quiz.missing = [], []
        quiz.objectives = {k: v for k, v in quiz.objectives.items() if v[1] >= SMALL}
        quiz.items = [
            replace(item, figures=_without_few(item.figures))
            for item in quiz.items
            if item.figures.attempts >= SMALL
        ]
    return report


def _without_few(figures: ItemFigures) -> ItemFigures:
    """Choices of few are put together; with one alone, the next larger goes with it, since it
    could be had by taking away."""
    shown = [choice for choice in figures.choices if choice.count >= SMALL]
    if len(shown) == len(figures.choices) - 1 and shown:
        shown = shown[:-1]
    return replace(figures, choices=tuple(shown))


def report_json(report: ClassReport) -> dict[str, Any]:
    """The report as plain JSON."""
    return {
        "files": report.files,
        "counted": report.counted,
        "anonymous": report.anonymous,
        "students": report.students,
        "troubles": [
            {"file": file, "reason": str(reason), "used": used}
            for file, reason, used in report.troubles
        ],
        "quizzes": [_quiz_json(quiz) for quiz in report.quizzes],
    }


def _quiz_json(quiz: QuizReport) -> dict[str, Any]:
    figures = quiz.figures
    return {
        "course": quiz.course,
        "quiz": quiz.quiz,
        "title": quiz.title,
        "attempts": figures.attempts,
        "mean": figures.mean,
        "deviation": figures.deviation,
        "passed": figures.passed,
        "alpha": figures.alpha,
        "error_ratio": figures.error_ratio,
        "standard_error": figures.standard_error,
        "certainty": [
            {"certainty": level, "answers": n, "right": share}
            for level, (n, share) in figures.certainty.items()
        ],
        "results": [vars(result) for result in quiz.results],
        "missing": quiz.missing,
        "objectives": [
            {"objective": name, "mean": mean, "students": n}
            for name, (mean, n) in quiz.objectives.items()
        ],
        "items": [_item_json(item) for item in quiz.items],
    }


def _item_json(item: ItemReport) -> dict[str, Any]:
    figures = vars(item.figures) | {"choices": [vars(each) for each in item.figures.choices]}
    key = figures.pop("key")
    return {
        "question": key.question,
        "digest": key.digest,
        "stem": item.stem,
        "place": item.place,
        "options": list(item.options),
        "guess": item.guess,
        **figures,
        "flags": [{"what": str(f.what), "advice": str(f.advice)} for f in item.flags],
    }
