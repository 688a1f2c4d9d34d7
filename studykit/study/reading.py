"""Reading a lesson, one section a page, with its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.learner.step import Step
from studykit.progress import events
from studykit.questions.drawing import draw_text, drawn, values_for
from studykit.questions.marks import verdict
from studykit.study.answer_step import answer_step
from studykit.study.answering import Asking
from studykit.study.stopwatch import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studykit.content.course import Edition
    from studykit.content.lesson_model import Lesson, Section
    from studykit.content.outline import LessonOutline
    from studykit.learner.learner import Learner
    from studykit.progress.state import CourseState


SEEN_SECONDS = 10.0
"""On a page whose end is in sight, the seconds after which it may be taken for read."""


class CheckStanding(NamedTuple):
    """How a section's check went so far, by the last answer to each question."""

    right: int
    asked: int
    total: int


class ContentsRow(NamedTuple):
    """A section in the table of contents."""

    section: str
    title: str
    read: bool
    check: CheckStanding


def contents(edition: Edition, lesson: LessonOutline, course: CourseState) -> list[ContentsRow]:
    """The sections of `lesson`, with what is read and how well each check went."""
    return [
        ContentsRow(
            section.id,
            section.title,
            section.id in course["sections"],
            check_standing(
                tuple(q for q in section.check if not edition.is_exam_only(q)), course
            ),
        )
        for section in lesson.sections
    ]


def check_standing(questions: tuple[str, ...], course: CourseState) -> CheckStanding:
    """How well `questions` were answered last."""
    answered = [course["questions"][q] for q in questions if q in course["questions"]]
    right = sum(verdict(question["last_score"]) == "right" for question in answered)
    return CheckStanding(right, len(answered), len(questions))


class Reading:
    """A lesson being read: `page` is the number, from 0, of the section shown.

    It begins at `section`, else where the learner stopped. A `look` at a section, from a
    result or a card, moves the bookmark only once the learner reads on.
    """

    def __init__(
        self,
        edition: Edition,
        lesson_id: str,
        learner: Learner,
        section: str | None = None,
        *,
        look: bool = False,
    ) -> None:
        self._learner = learner
        self._look = look
        self._open(edition, lesson_id)
        self.page = 0
        self.scroll = 0.0
        """The line at the top of the page when it was left."""
        self.check = 0
        """The number, from 0, of the check asked."""
        self._checks: list[Asking] | None = None
        self._watch = Stopwatch(learner.clock)
        self._read_seconds = 0.0
        """Seconds of reading the section before a check came."""
        self._answering = False
        self._end_seen = False
        place = self.course["place"]
        if section is not None:
            self.open_at(section)
        elif place and place["lesson"] == lesson_id:
            self.open_at(place["section"])
            self.scroll = place["scroll"]

    def _open(self, edition: Edition, lesson_id: str) -> None:
        lesson = edition.lesson(lesson_id)  # first: it may raise, and then nothing changes
        self.edition = edition
        self.lesson: Lesson = lesson
        self.outline = next(o for o in edition.lessons if o.id == lesson_id)

    def change_edition(self, edition: Edition) -> None:
        """Go on in another edition, or after the text was edited: at the same section, with
        the checks as they were answered.

        Raises:
            KeyError: the edition has no such lesson.
        """
        section, before, check = self.section, self._checks or [], self.check
        self._open(edition, self.lesson.id)
        self.page = min(self.page, max(0, len(self.lesson.sections) - 1))
        if section is not None:
            self._find(section.id)
        old = {asking.question.id: asking for asking in before}
        self._checks = self._asked_anew({key: asking.seed for key, asking in old.items()})
        for asking in self._checks:
            if asking.question.id in old:
                asking.take_over(old[asking.question.id])
        self.check = min(check, max(0, len(self.checks) - 1))

    @property
    def course(self) -> CourseState:
        """The learner's state in this course."""
        return self._learner.course(self.edition.id)

    @property
    def section(self) -> Section | None:
        """The section shown; None in a lesson without sections."""
        sections = self.lesson.sections
        return sections[self.page] if self.page < len(sections) else None

    @property
    def contents(self) -> list[ContentsRow]:
        """The table of contents."""
        return contents(self.edition, self.outline, self.course)

    def open_at(self, section: str) -> bool:
        """Go to the section with this id; False when the lesson has none."""
        if not self._find(section):
            return False
        self._show(self.page)
        return True

    def _find(self, section: str) -> bool:
        for number, candidate in enumerate(self.lesson.sections):
            if candidate.id == section:
                self.page = number
                return True
        return False

    def turn(self, pages: int) -> bool:
        """Go `pages` on, or back when negative; False at the end of the lesson."""
        target = self.page + pages
        if not 0 <= target < len(self.lesson.sections):
            return False
        self._look = False
        self._show(target)
        return True

    def _show(self, page: int) -> None:
        self.page, self.scroll = page, 0.0
        self._checks, self.check = None, 0
        self._read_seconds, self._answering = 0.0, False
        self._end_seen = False
        self._watch.restart()

    @property
    def next_lesson(self) -> LessonOutline | None:
        """The lesson after this one."""
        lessons = self.edition.lessons
        at = lessons.index(self.outline) + 1
        return lessons[at] if at < len(lessons) else None

    @property
    def lesson_before(self) -> LessonOutline | None:
        """The lesson before this one."""
        at = self.edition.lessons.index(self.outline) - 1
        return self.edition.lessons[at] if at >= 0 else None

    @property
    def checks(self) -> list[Asking]:
        """The questions asked after the section shown.

        They are shuffled differently, and their variables drawn anew, each time the section is
        opened again after an answer.
        """
        if self._checks is None:
            self._checks = self._asked_anew()
        return self._checks

    def _asked_anew(self, seeds: Mapping[str, object] | None = None) -> list[Asking]:
        """The checks of the section by these seeds, else by how often each was answered."""
        if self.section is None:
            return []
        known = self.course["questions"]
        answers = {q: known[q]["answers"] if q in known else 0 for q in self.section.check}
        return [
            self._asking(q, (seeds or answers).get(q, answers[q]))
            for q in self.section.check
            if self.edition.lesson_of_question(q) and not self.edition.is_exam_only(q)
        ]

    def _asking(self, question_id: str, seed: object) -> Asking:
        return Asking(drawn(self.edition.template(question_id), seed), seed=seed)

    def draw_again(self) -> str:
        """Ask the check in front of the author with other numbers, the next of its draws: these
        numbers in a line; "" where it has no variables. Only for looking at it: nothing is
        stored."""
        asking = self.asking
        if asking is None:
            return ""
        template = self.edition.template(asking.question.id)
        if not template.variables:
            return ""
        seed = f"draw/{int(str(asking.seed).rpartition('/')[2]) + 1}"
        self.checks[self.check] = Asking(drawn(template, seed), seed=seed)
        return draw_text(values_for(template, seed))

    @property
    def asking(self) -> Asking | None:
        """The check asked now; None after a section without one."""
        return self.checks[self.check] if self.check < len(self.checks) else None

    def check_appeared(self) -> None:
        """The check is in front of the learner: from now on time counts for answering."""
        if self._answering:
            return
        self._read_seconds = self._reading_seconds
        self._answering = True
        self._watch.restart()

    @property
    def _reading_seconds(self) -> float:
        return self._read_seconds + (0.0 if self._answering else self._watch.reading)

    def next_check(self) -> bool:
        """Go to the next check of the section; False after the last."""
        if self.check + 1 >= len(self.checks):
            return False
        self.check += 1
        self._watch.restart()
        return True

    def read(self) -> Step:
        """The section shown was read to its end; stored once a study day."""
        moment = self._learner.now()
        if self.section is None:
            return Step()
        before = self.course["sections"].get(self.section.id)
        if before and before["day"] == moment.day.isoformat():
            return Step()
        event = events.section_read(
            moment, self.edition.id, self.section.id, seconds=self._reading_seconds
        )
        return Step((event,), self._watch.restart)

    def end_appeared(self) -> None:
        """The end of the section's text is in sight."""
        self._end_seen = True

    @property
    def _read_through(self) -> bool:
        """Whether the section counts as read although the learner did not read on: all its
        checks are answered, or its end was in sight and there was time to read it."""
        if self._look:
            return False
        checked = self._checks and not any(asking.open for asking in self._checks)
        seen = self._end_seen and self._reading_seconds >= SEEN_SECONDS
        return bool(checked) or seen

    def leave(self, scroll: float = 0.0) -> Step:
        """Leave the lesson: what was read through counts as read, and the bookmark is moved."""
        read = self.read() if self._read_through else Step()
        return Step((*read.events, *self.keep_place(scroll).events), read.apply)

    def keep_place(self, scroll: float = 0.0) -> Step:
        """Move the bookmark here; nothing where it is here already, or for a mere look."""
        if self.section is None or self._look:
            return Step()
        place = self.course["place"]
        here = (self.lesson.id, self.section.id, scroll)
        if place and (place["lesson"], place["section"], place["scroll"]) == here:
            return Step()
        event = events.place_kept(self._learner.now(), self.edition.id, *here)
        return Step((event,))

    @property
    def can_retry(self) -> bool:
        """Whether the check asked may be tried again: it earns nothing, so any number of
        times, until it is right or its solution was shown."""
        asking = self.asking
        if asking is None or asking.grade is None or asking.revealed:
            return False
        return asking.grade.verdict != "right" and asking.retryable

    def show_solution(self) -> None:
        """Show the correct answer instead of trying again."""
        if self.asking is not None and not self.asking.open:
            self.asking.reveal()
            self.asking.hides_solution = False

    def retry(self) -> None:
        """Open the check again after a wrong answer."""
        if self.asking is not None and self.can_retry:
            self.asking.retry()
            self._watch.restart()

    def answer(self) -> Step:
        """Submit the answer to the check asked; nothing is stored where it cannot be judged in
        time."""
        asking = self.asking
        step = answer_step(asking, self._learner, self.edition.id, self._watch, "check")
        if asking is None or not step:
            return step

        def apply() -> None:
            step.apply()
            asking.hides_solution = self.can_retry

        return Step(step.events, apply)
