"""What stands on Home, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from studykit.language.phrases import percent, weekday_name
from studykit.learner.clock_check import clock_line
from studykit.planning.backlog import put_off_line
from studykit.planning.plan_text import asked_line, exam_line
from studykit.planning.today_text import cards_line
from studykit.study.quiz_text import repetition_title
from studykit.tui.layout import shortened
from studykit.tui.markdown import BOLD, MUTED, safe, title_text
from studykit.tui.widgets.bars import FULL, bar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from studykit.content.course import Course, Edition
    from studykit.language.words import Words
    from studykit.planning.today import LessonRow, NextThing, OpenQuiz, PlanToday, Today
    from studykit.planning.week import Week
    from studykit.progress.state import CourseState
    from studykit.scheduling.days import Moment

BAR = 12
"""Cells of a bar."""
_DETAIL = 18
"""Cells of a detail below which it is left out, where all of it has no room."""
_NARROW = 64
"""Columns below which a lesson has a shorter bar and fewer words."""


def welcome(words: Words, key_word: Callable[[str], str]) -> Content:
    """What a first visit is told."""
    lines = [
        words(
            "Welcome. Here you read short sections, answer a question or two after each,"
            " keep what you learnt with flashcards, and take quizzes."
        ),
        words(
            "Press {go} to begin. The available keys are shown at the bottom; press "
            "{help} for an explanation. Everything is saved at once: leave whenever you "
            "like.",
            go=key_word("home.go"),
            help=key_word("everywhere.help"),
        ),
    ]
    return Content("\n\n").join(Content(line) for line in lines) + "\n"


class Entry(NamedTuple):
    """A thing to do today, as its row says it."""

    thing: NextThing
    verb: str
    what: str
    detail: str = ""
    action: str = ""
    """The id of the action that does it whatever the cursor is on."""


def entry_lines(
    found: Sequence[Entry], width: int, key_names: Callable[[str], str]
) -> list[Content]:
    """The rows of `found` in columns, with their keys; where there is little room the details
    go first: a few letters of one would say nothing."""
    verbs = max((Content(entry.verb).cell_length for entry in found), default=0)
    return [
        _entry_line(entry, verbs, width, key_names(entry.action) if entry.action else "")
        for entry in found
    ]


def _entry_line(entry: Entry, verbs: int, width: int, key: str) -> Content:
    name = Content(entry.verb)
    line = name.stylize(BOLD) + " " * (verbs - name.cell_length + 3) + entry.what
    detail = Content.styled(f"   {entry.detail}", MUTED) if entry.detail else Content("")
    room = width - 3 - len(key) - 2 * bool(key)
    if line.cell_length + detail.cell_length > room and line.cell_length > room - _DETAIL:
        detail = Content("")
    line = shortened(line + detail, max(8, room))
    if not key:
        return line
    return line + " " * (room - line.cell_length + 2) + Content.styled(key, "$accent")


def entries(now: Today, words: Words, today: date, time_left: str) -> Iterator[Entry]:
    """What can be done today; `time_left` is that of the quiz that is open now."""
    if not now.lessons:
        yield Entry("done", words("This course has no lesson that can be opened."), "")
        return
    quiz = now.quizzes[0] if now.quizzes else None
    if quiz and quiz.attempt:
        title = title_text(quiz_title(quiz, words))
        yield Entry("quiz", words("Continue the quiz"), title, time_left, "home.quiz")
    if now.reading:
        reading = now.reading
        verb = words("Continue reading") if reading.begun else words("Start reading")
        place = f"{reading.number}/{reading.total}"
        yield Entry(
            "read",
            verb,
            f"{title_text(reading.lesson.title)} · {place}",
            title_text(reading.title),
        )
    cards = now.cards
    if cards.total:
        about = words("about {n} min", n=cards.minutes)
        yield Entry("review", words("Review"), cards_line(cards, words), about, "home.review")
    if quiz and not quiz.attempt:
        best = best_line(quiz, words)
        yield Entry("take", words("Quiz"), title_text(quiz.quiz.title), best, "home.quiz")
    if not now.reading and not cards.total and not quiz:
        yield Entry("done", words("All done for today."), words("Come back tomorrow."))
    if now.plan is not None:
        yield _plan_entry(now.plan, words, today)


def _plan_entry(planned: PlanToday, words: Words, today: date) -> Entry:
    far = exam_line(planned.exam, today, words)
    if planned.asked is None:
        return Entry("plan", words("Plan"), far, "", "home.plan")
    asked = asked_line(planned.asked, words) or words("done for today")
    return Entry("plan", words("Plan"), far, asked, "home.plan")


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
    return " · ".join(parts)


def course_title(now: Today, course: Course, edition: Edition, words: Words) -> Content:
    """The title of the course with its languages; that of a lesson opened alone is the
    lesson's own and stands there once."""
    editions = course.editions
    languages = " ⇄ ".join(editions) if len(editions) > 1 else ""
    alone = [row.lesson.title for row in now.lessons] == [edition.title]
    title = Content.styled(words("Lessons") if alone else title_text(edition.title), BOLD)
    return title + Content.styled(f"   {languages}", MUTED)


def lesson_entries(now: Today, width: int, words: Words) -> list[Content]:
    """The lessons with how far each is, in columns."""
    widest = max(
        (Content(title_text(r.lesson.title)).cell_length for r in now.lessons), default=0
    )
    narrow = width < _NARROW
    read = max((len(_read_text(row, words)) for row in now.lessons), default=0)
    room = max(12, min(widest, width - (BAR // 2 + 22 if narrow else BAR + 32)))
    return [
        _lesson_line(number, row, room, read, words, narrow=narrow)
        for number, row in enumerate(now.lessons, start=1)
    ]


def courses_line(
    others: Sequence[Course], language: str, words: Words, key: str
) -> list[Content]:
    """The other courses, below the lessons, with the key that shows them; none without any."""
    if not others:
        return []
    title = title_text(others[0].edition(language).title)
    line = words("Another course: {title}", title=title)
    if len(others) > 1:
        line = words.many(len(others), "{n} other course", "{n} other courses")
    return [Content.assemble((f" {key} ", "$accent"), line)]


def _read_text(row: LessonRow, words: Words) -> str:
    return words("read") if row.read == row.total else f"{row.read}/{row.total}"


def _lesson_line(
    number: int, row: LessonRow, room: int, read: int, words: Words, *, narrow: bool
) -> Content:
    share = row.read / row.total if row.total else 0.0
    title = shortened(Content(title_text(row.lesson.title)), room)
    text = Content(_read_text(row, words))
    line = Content.assemble(
        (f"{number:>2} ", MUTED),
        title,
        " " * (room - title.cell_length + 2),
        bar(share, BAR // 2 if narrow else BAR),
        "  ",
        text,
        " " * (max(3 if narrow else 5, read) - text.cell_length + 2),
    )
    if row.mastery.seen:
        mastery = percent(row.mastery.value)
        if narrow:
            mastery = words("weak") if row.mastery.weak else mastery
        else:
            mastery = words("mastery {share}", share=mastery)
            mastery += f" · {words('weak')}" if row.mastery.weak else ""
        line += Content.styled(mastery, MUTED)
    return line


def weakest_line(now: Today, edition: Edition, words: Words, key: str) -> Content:
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
        line += Content.assemble("\n", (f"{key} ", "$accent"), " · ".join(todo))
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


# The week


_DAY = 6
"""Cells of a day in a line."""


def week_lines(seen: Week, due_today: int, words: Words) -> list[Content]:
    """The week in two lines: which days were studied, what falls due."""
    heads = [Content(words("Studied")), Content(words("Due"))]
    width = max(head.cell_length for head in heads) + 2
    studied, due = (head.stylize(MUTED) + " " * (width - head.cell_length) for head in heads)
    for day, done in seen.studied:
        name = weekday_name(words, day.weekday())
        studied += _cell(Content(f"{name} ") + _dot(done))
    today = weekday_name(words, seen.studied[-1][0].weekday())
    due += _cell(Content.assemble(f"{today} ", (f"{due_today}", BOLD)))
    for ahead in seen.ahead[:-1]:
        name = weekday_name(words, ahead.day.weekday())
        due += _cell(Content(f"{name} ") + Content.styled(f"{ahead.cards or '–'}", MUTED))
    return [studied, due]


def _cell(text: Content) -> Content:
    return text + " " * max(1, _DAY + 2 - text.cell_length)


def _dot(done: bool) -> Content:
    return Content.styled("●", "$accent") if done else Content.styled("·", MUTED)


def week_beside(
    seen: Week, due_today: int, exam: date | None, words: Words
) -> Iterator[Content]:
    """The week in a column of its own: the days studied, the cards ahead, the exam."""
    yield Content.styled(words("The week"), BOLD)
    yield Content("")
    names = [weekday_name(words, day.weekday()) for day, _ in seen.studied]
    yield Content("  ").join(Content.styled(name, MUTED) for name in names)
    dots = zip(names, seen.studied, strict=True)
    yield Content("  ").join(
        _dot(done) + " " * (Content(name).cell_length - 1) for name, (_, done) in dots
    )
    yield Content.styled(words("● a day with study"), MUTED)
    yield Content("")
    yield Content.styled(words("Cards due"), BOLD)
    yield Content("")
    days = [(words("today"), due_today)]
    days += [(weekday_name(words, one.day.weekday()), one.cards) for one in seen.ahead]
    widest = max(Content(name).cell_length for name, _ in days)
    most = max(1, *(cards for _, cards in days))
    for name, cards in days:
        filled = -(-cards * BAR // most)
        yield Content.assemble(
            (name + " " * (widest - Content(name).cell_length + 2), MUTED),
            f"{cards:>4} ",
            (FULL * filled, "$accent"),
        )
    if exam is not None:
        yield Content("")
        yield Content.styled(words("Exam"), BOLD)
        yield Content(exam_line(exam, seen.studied[-1][0], words))
