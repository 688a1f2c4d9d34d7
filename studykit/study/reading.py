"""Reading a lesson, one section a page, with its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.learner.course_state import standing
from studykit.progress import events
from studykit.questions.marks import verdict
from studykit.study.answering import Asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.content.course import Edition, LessonOutline
    from studykit.content.lesson_model import Lesson, Section
    from studykit.progress.events import Event
    from studykit.progress.state import CourseState, State
    from studykit.scheduling.days import Moment


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


def contents(lesson: LessonOutline, course: CourseState) -> list[ContentsRow]:
    """The sections of `lesson`, with what is read and how well each check went."""
    exam_only = {question.id for question in lesson.questions if question.exam_only}
    return [
        ContentsRow(
            section.id,
            section.title,
            section.id in course["sections"],
            check_standing(tuple(q for q in section.check if q not in exam_only), course),
        )
        for section in lesson.sections
    ]


def check_standing(questions: tuple[str, ...], course: CourseState) -> CheckStanding:
    """How well `questions` were answered last."""
    answered = [course["questions"][q] for q in questions if q in course["questions"]]
    right = sum(verdict(question["last_score"]) == "right" for question in answered)
    return CheckStanding(right, len(answered), len(questions))


class Reading:
    """A lesson being read: `page` is the number, from 0, of the section shown."""

    def __init__(
        self,
        edition: Edition,
        lesson_id: str,
        state: Callable[[], State],
        section: str | None = None,
    ) -> None:
        self.edition = edition
        self.lesson: Lesson = edition.lesson(lesson_id)
        self.outline = next(o for o in edition.lessons if o.id == lesson_id)
        self._state = state
        self.page = 0
        self.scroll = 0.0
        """The line at the top of the page when it was left."""
        place = self.course["place"]
        if section is not None:
            self.open_at(section)
        elif place and place["lesson"] == lesson_id:
            self.open_at(place["section"])
            self.scroll = place["scroll"]

    @property
    def course(self) -> CourseState:
        """Where the learner stands in this course."""
        return standing(self._state(), self.edition.id)

    @property
    def section(self) -> Section | None:
        """The section shown; None in a lesson without sections."""
        sections = self.lesson.sections
        return sections[self.page] if self.page < len(sections) else None

    @property
    def contents(self) -> list[ContentsRow]:
        """The table of contents."""
        return contents(self.outline, self.course)

    def open_at(self, section: str) -> bool:
        """Go to the section with this id; False when the lesson has none."""
        for number, candidate in enumerate(self.lesson.sections):
            if candidate.id == section:
                self.page, self.scroll = number, 0.0
                return True
        return False

    def turn(self, pages: int) -> bool:
        """Go `pages` on, or back when negative; False at the end of the lesson."""
        target = self.page + pages
        if not 0 <= target < len(self.lesson.sections):
            return False
        self.page, self.scroll = target, 0.0
        return True

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

    def checks(self) -> list[Asking]:
        """The questions asked after the section shown, ready to be answered anew.

        They are shuffled differently each time they are asked again.
        """
        if self.section is None:
            return []
        by_id = {question.id: question for question in self.lesson.questions}
        known = self.course["questions"]
        return [
            Asking(by_id[q], seed=known[q]["answers"] if q in known else 0)
            for q in self.section.check
            if q in by_id and not by_id[q].exam_only
        ]

    def read(self, moment: Moment) -> list[Event]:
        """The section shown was read to its end; said once a study day."""
        if self.section is None:
            return []
        before = self.course["sections"].get(self.section.id)
        if before and before["day"] == moment.day.isoformat():
            return []
        return [events.section_read(moment, self.edition.id, self.section.id)]

    def keep_place(self, moment: Moment, scroll: float = 0.0) -> list[Event]:
        """The learner is here; nothing is said when that is known already."""
        if self.section is None:
            return []
        self.scroll = scroll
        place = self.course["place"]
        here = (self.lesson.id, self.section.id, scroll)
        if place and (place["lesson"], place["section"], place["scroll"]) == here:
            return []
        return [events.place_kept(moment, self.edition.id, *here)]

    def answered(self, moment: Moment, asking: Asking, seconds: float) -> list[Event]:
        """A check was answered and judged."""
        judged = asking.grade
        if judged is None:
            return []
        return [
            events.question_answered(
                moment,
                self.edition.id,
                asking.question.id,
                response=asking.response,
                score=judged.score,
                verdict=judged.verdict,
                tries=asking.tries,
                hints=asking.hints,
                seconds=seconds,
                context="check",
            )
        ]
