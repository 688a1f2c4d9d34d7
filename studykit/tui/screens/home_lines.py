"""What stands on Home, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from studykit.language.phrases import percent
from studykit.learner.clock_check import clock_line
from studykit.planning.backlog import put_off_line
from studykit.planning.plan_text import asked_line, exam_line
from studykit.study.quiz_text import repetition_title
from studykit.tui.layout import shortened
from studykit.tui.markdown import BOLD, MUTED, safe, title_text
from studykit.tui.widgets.bars import bar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from studykit.content.course import Course, Edition
    from studykit.language.words import Words
    from studykit.planning.today import LessonRow, NextThing, OpenQuiz, PlanToday, Today
    from studykit.progress.state import CourseState
    from studykit.scheduling.days import Moment

BAR = 12
"""Cells of a bar."""
_NARROW = 64
"""Columns below which a lesson has a shorter bar and fewer words."""


def welcome(words: Words) -> Content:
    """What a first visit is told."""
    lines = [
        words(
            "Welcome. Here you read short sections, answer a question or two after each,"
            " keep what you learnt with flashcards, and take quizzes."
        ),
        words(
            "Press Enter to begin. The available keys are shown at the bottom; press "
            "? for an explanation. Everything is saved at once: leave whenever you "
            "like."
        ),
    ]
    return Content("\n\n").join(Content(line) for line in lines) + "\n"


def entries(
    now: Today, words: Words, today: date, time_left: str
) -> Iterator[tuple[NextThing, Content]]:
    """What can be done today, each with its row; `time_left` is that of the quiz that is open
    now."""
    if not now.lessons:
        yield "done", _entry(words("This course has no lesson that can be opened."), "")
        return
    quiz = now.quizzes[0] if now.quizzes else None
    if quiz and quiz.attempt:
        title = title_text(quiz_title(quiz, words))
        yield "quiz", _entry(words("Continue the quiz"), title, time_left)
    if now.reading:
        reading = now.reading
        verb = words("Continue reading") if reading.begun else words("Start reading")
        place = f"{reading.number}/{reading.total}"
        yield (
            "read",
            _entry(
                verb, f"{title_text(reading.lesson.title)} · {place}", title_text(reading.title)
            ),
        )
    cards = now.cards
    if cards.total:
        parts = []
        if cards.due:
            parts.append(words("{n} due", n=cards.due))
        if cards.new:
            parts.append(words("{n} new", n=cards.new))
        about = words("about {n} min", n=cards.minutes)
        yield "review", _entry(words("Review"), " · ".join(parts), about)
    if quiz and not quiz.attempt:
        yield "take", _entry(words("Quiz"), title_text(quiz.quiz.title), best_line(quiz, words))
    if not now.reading and not cards.total and not quiz:
        yield "done", _entry(words("All done for today."), words("Come back tomorrow."))
    if now.plan is not None:
        yield "plan", _plan_entry(now.plan, words, today)


def _plan_entry(planned: PlanToday, words: Words, today: date) -> Content:
    far = exam_line(planned.exam, today, words)
    if planned.asked is None:
        return _entry(words("Plan"), far)
    asked = asked_line(planned.asked, words) or words("done for today")
    return _entry(words("Plan"), far, asked)


def quiz_title(quiz: OpenQuiz, words: Words) -> str:
    """The title of a quiz; that of a repetition says that it is one."""
    return repetition_title(quiz.quiz.title, words) if quiz.again else quiz.quiz.title


def best_line(quiz: OpenQuiz, words: Words) -> str:
    """How well a quiz went so far, and what it takes to pass."""
    parts = []
    if quiz.best is not None:
        parts.append(words("best {share}", share=percent(quiz.best)))
    if quiz.quiz.pass_mark is not None:
        parts.append(words("pass {share}", share=percent(quiz.quiz.pass_mark)))
    return ", ".join(parts)


def course_lines(
    now: Today, course: Course, edition: Edition, width: int, words: Words
) -> Content:
    """The lessons, how far each is, below the title of the course; that of a lesson opened
    alone is the lesson's own and stands there once."""
    editions = course.editions
    languages = " ⇄ ".join(editions) if len(editions) > 1 else ""
    alone = [row.lesson.title for row in now.lessons] == [edition.title]
    title = Content.styled(words("Lessons") if alone else title_text(edition.title), BOLD)
    lines = [Content(""), title + Content.styled(f"   {languages}", MUTED)]
    widest = max(
        (Content(title_text(r.lesson.title)).cell_length for r in now.lessons), default=0
    )
    narrow = width < _NARROW
    room = max(12, min(widest, width - (BAR // 2 + 29 if narrow else BAR + 34)))
    for number, row in enumerate(now.lessons, start=1):
        lines.append(_lesson_line(number, row, room, words, narrow=narrow))
    return Content("\n").join(lines)


def _lesson_line(
    number: int, row: LessonRow, room: int, words: Words, *, narrow: bool
) -> Content:
    share = row.read / row.total if row.total else 0.0
    title = shortened(Content(title_text(row.lesson.title)), room)
    read = words("read") if row.read == row.total else f"{row.read}/{row.total}"
    line = Content.assemble(
        f"  {number} ",
        title,
        " " * (room - title.cell_length + 2),
        bar(share, BAR // 2 if narrow else BAR),
        f"  {read:<6}",
    )
    if row.mastery.seen:
        text = percent(row.mastery.value)
        if not narrow:
            text = words("mastery {share}", share=text)
        if row.mastery.weak:
            text += f" · {words('weak')}"
        line += Content.styled(text, MUTED)
    return line


def weakest_line(now: Today, edition: Edition, words: Words) -> Content:
    """The weakest objective; below it, with its key, what to do about it."""
    weak = now.weakest[0]
    line = Content.assemble((words("Weak: "), "$warning"), safe(weak.text))
    if len(now.weakest) > 1:
        more = words("and {n} more", n=len(now.weakest) - 1)
        line += Content.styled(f"  {more}", MUTED)
    todo = [
        words("read {title} again", title=name)
        for name in [place(edition, weak.section)]
        if name
    ]
    if weak.cards:
        todo.append(words.many(weak.cards, "{n} card", "{n} cards"))
    if todo:
        click = Style.from_meta({"@click": "screen.weak"})
        line += Content.assemble("\n", ("w ", "$accent"), (" · ".join(todo), click))
    return line


def place(edition: Edition, section: str | None) -> str:
    """A section with its number, `3.1 Mechanisms`; "" where there is none."""
    for number, lesson in enumerate(edition.lessons, start=1):
        for within, each in enumerate(lesson.sections, start=1):
            if each.id == section:
                return f"{number}.{within} {title_text(each.title)}"
    return ""


def note_lines(now: Today, course: CourseState, moment: Moment, words: Words) -> list[Content]:
    """What is out of the ordinary today: a wrong clock, cards that are put off."""
    texts = [clock_line(course, moment, words), put_off_line(now.cards.put_off, words)]
    return [Content.styled(line, MUTED) for line in texts if line]


def _entry(verb: str, what: str, detail: str = "") -> Content:
    name = Content(verb)
    padding = " " * max(1, 20 - name.cell_length)
    entry = Content.assemble(("▸ ", "$accent"), name.stylize(BOLD), padding, what)
    return entry + Content.styled(f"   {detail}", MUTED) if detail else entry
