"""How far each student of a class is right now, from the profiles in a folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from studykit.cohort.report_tables import Row, Table, percent
from studykit.cohort.submissions import Submissions, Trouble, profiles_in, student_of
from studykit.language.message import Message
from studykit.language.phrases import duration, interval
from studykit.language.system_errors import reason
from studykit.learner.attempts import is_open
from studykit.progress.history_merge import merge
from studykit.progress.state import fold
from studykit.progress.store.files import ProfileError
from studykit.progress.store.layout import layout_of
from studykit.progress.transfer import history_at
from studykit.scheduling.days import Moment, instant_text, parse_instant

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.language.words import Words
    from studykit.progress.state import AttemptState, State


class QuizProgress(NamedTuple):
    """The attempt that was begun last."""

    quiz: str
    questions: int
    answered: int
    submitted: bool
    score: float | None
    """From 0 to 1, once it is submitted."""


class StudentProgress(NamedTuple):
    """What a student did on the study day, in all courses."""

    student: str
    last: str
    """The instant of what was stored last."""
    seconds: float
    sections: int
    cards: int
    """How often a card was graded."""
    answers: int
    right: int
    quiz: QuizProgress | None


@dataclass
class ClassWatch:
    """Looks into the profiles of a folder, again and again; those that did not change are not
    read again."""

    folder: Path
    troubles: list[Trouble] = field(default_factory=list)
    """The files that cannot be read."""
    _read: dict[Path, tuple[list[tuple[int, int]], str, State]] = field(default_factory=dict)
    """File → its size and time, the last instant in it, where the student stands."""

    def look(self, now: Moment) -> list[StudentProgress]:
        """How far each student is who has begun, by name."""
        found = Submissions()
        found_students = []
        for file in profiles_in([self.folder], found):
            try:
                last, state = self._state(file)
            except ProfileError as error:
                found.troubles.append(Trouble(str(file), error.message))
            except OSError as error:
                why = Message("It cannot be read: {error}.", error=reason(error))
                found.troubles.append(Trouble(str(file), why))
            else:
                if last:
                    found_students.append(progress_of(student_of(file), last, state, now))
        self.troubles = found.troubles
        return sorted(found_students, key=lambda each: each.student.casefold())

    def _state(self, file: Path) -> tuple[str, State]:
        places = {file, layout_of(file).journal}
        stats = [place.stat() for place in sorted(places) if place.exists()]
        signature = [(stat.st_mtime_ns, stat.st_size) for stat in stats]
        known = self._read.get(file)
        if known is None or known[0] != signature:
            events = merge([history_at(file)])
            last = str(events[-1]["at"]) if events else ""
            known = self._read[file] = (signature, last, fold(events))
        return known[1:]


def progress_of(student: str, last: str, state: State, now: Moment) -> StudentProgress:
    """What of a student's state is of interest in the room."""
    days = [course["days"].get(now.day.isoformat(), {}) for course in state["courses"].values()]
    attempts = [a for course in state["courses"].values() for a in course["attempts"].values()]
    latest = max(attempts, key=lambda attempt: attempt["started"], default=None)
    return StudentProgress(
        student=student,
        last=last,
        seconds=sum(day.get("seconds", 0) for day in days),
        sections=sum(day.get("sections", 0) for day in days),
        cards=sum(
            day.get("new", 0)
            + day.get("reviews", 0)
            + day.get("steps", 0)
            + day.get("crammed", 0)
            for day in days
        ),
        answers=sum(day.get("answers", 0) for day in days),
        right=sum(day.get("right", 0) for day in days),
        quiz=_quiz(latest) if latest is not None else None,
    )


def _quiz(attempt: AttemptState) -> QuizProgress:
    return QuizProgress(
        quiz=attempt["quiz"],
        questions=len(attempt["questions"]),
        answered=len(attempt["responses"]),
        submitted=not is_open(attempt),
        score=attempt["score"],
    )


def progress_table(students: list[StudentProgress], now: Moment, words: Words) -> Table:
    """The students as a table; the last quiz with what is answered of it, or its result."""
    return Table(
        name="",
        columns=(
            words("student"),
            words("idle"),
            words("today"),
            words("sections"),
            words("cards"),
            words("right"),
            words("quiz"),
        ),
        rows=[_row(student, now, words) for student in students],
    )


def _row(student: StudentProgress, now: Moment, words: Words) -> Row:
    quiz = student.quiz
    state = "–"
    if quiz is not None:
        done = f"{quiz.answered}/{quiz.questions}"
        state = f"{quiz.quiz} {percent(quiz.score) if quiz.submitted else done}"
    return (
        student.student,
        interval(words, now.at - parse_instant(student.last)),
        duration(words, student.seconds),
        str(student.sections),
        str(student.cards),
        f"{student.right}/{student.answers}",
        state,
    )


def progress_json(
    students: list[StudentProgress], watch: ClassWatch, now: Moment
) -> dict[str, object]:
    """The document of `class watch --json`."""
    return {
        "at": instant_text(now.at),
        "students": [
            {**each._asdict(), "quiz": each.quiz._asdict() if each.quiz else None}
            for each in students
        ],
        "troubles": [
            {"file": each.file, "reason": str(each.reason), "used": each.used}
            for each in watch.troubles
        ],
    }
