"""Home: today at a glance, how far every lesson is, and one key for the sensible next thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.content.diagnostics import for_learners
from studykit.language.phrases import day
from studykit.learner.course_state import course_state
from studykit.planning.selection import Selection
from studykit.planning.today import Today, today
from studykit.planning.week import week
from studykit.study.quiz_text import attempt_time_left, quiz_facts
from studykit.tui.actions import bindings
from studykit.tui.markdown import notations_of, safe, title_text
from studykit.tui.screens import home_lines
from studykit.tui.screens.base import SIDE_WIDTH, StudyScreen
from studykit.tui.screens.chooser import Choice, ChooserScreen
from studykit.tui.widgets.bars import KeyLine, bar
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.content.course import Course, Edition
    from studykit.content.course_model import Quiz
    from studykit.planning.today import NextThing, OpenQuiz
    from studykit.planning.week import Week
    from studykit.tui.markdown import Notation


_WELCOME_HEIGHT = 20
"""Lines of a screen on which the welcome leaves room for what to do."""
_WEEK_WIDTH = 60
"""Columns that the week takes in two lines."""


class HomeScreen(StudyScreen):
    """Where the app begins."""

    SIDE = "right"
    BINDINGS = bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self._things: list[home_lines.Entry] = []
        self._today: Today | None = None
        self._set_for = 0
        """The width for which the lines of the course are set."""
        self._week: Week | None = None
        self._reading: Edition | None = None

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page", can_focus=False), VerticalScroll(classes="column"):
            yield Static(id="welcome", classes="welcome")
            yield Static(id="today-heading", classes="heading")
            yield Rows(id="things", short=True)
            yield Static(id="note", classes="gap")
            yield Static(id="week", classes="gap")
            yield Static(id="course", classes="gap")
            yield Rows(id="lessons", short=True)
            yield Rows(id="courses", short=True)
            yield Rows(id="weakest", classes="gap")
            yield Static(id="trouble", classes="muted")

    def on_mount(self) -> None:
        """Show today."""
        self.refresh_words()

    @property
    def notations(self) -> frozenset[Notation]:
        if not self.edition.is_open:
            return frozenset()
        titles = (self.edition.title, *(lesson.title for lesson in self.edition.lessons))
        return notations_of(titles) & {"readings"}

    def refresh_words(self) -> None:
        if self.edition.slow:
            self._read()
            return
        if self._reading is not None:
            self.workers.cancel_group(self, "reading")
            self._reading = None
        words, moment = self.words, self.learner.now()
        self.shown_day = moment.day
        others = self.app.course.from_edition(self.edition)[1:]
        now = self._today = today(self.edition, self.learner.state, moment, others)
        parts = [day(words, moment.day)]
        if now.streak > 1:
            parts.append(words("streak of {n} days", n=now.streak))
        self.top("studykit", " · ".join(parts))
        begun = bool(course_state(self.learner.state, self.edition.id)["days"])
        welcome = self.query_one("#welcome", Static)
        welcome.display = not begun and self.size.height >= _WELCOME_HEIGHT
        if not begun:
            welcome.update(home_lines.welcome(words, self.app.key_word))
        self.query_one("#today-heading", Static).update(Content(words("Today")))
        time_left = self._time_left(now.quizzes[0]) if now.quizzes else ""
        self._things = list(home_lines.entries(now, words, moment.day, time_left))
        self._week = week(self.edition, self.learner.state, moment)
        self._show_lines()
        things = [entry.thing for entry in self._things]
        self._point_first(things.index(now.next) if now.next in things else 0)
        self._show_note(now)
        self._show_trouble()
        self.call_after_refresh(self.show_keys)

    # A course that takes a while to read

    def _read(self) -> None:
        """Show the course's title and how far it is read, then all of it."""
        if self._reading is self.edition:
            return
        self._reading, self._today, self._things = self.edition, None, []
        self.top("studykit")
        for name in ("#welcome", "#note", "#week", "#lessons", "#weakest", "#trouble"):
            self.query_one(name).display = False
        title = Content(title_text(self.edition.title))
        self.query_one("#today-heading", Static).update(title)
        for rows in self.query(Rows):
            rows.show([])
        self._show_reading(0, 0)
        self.show_keys()
        # Not before this is drawn: reading takes its share of the machine.
        self.call_after_refresh(self._begin_to_read)

    def _begin_to_read(self) -> None:
        if self._reading is not None:
            self.run_worker(self._fill_in(self._reading), group="reading", exclusive=True)

    async def _fill_in(self, edition: Edition) -> None:
        await self.app.read(edition, self._show_reading)
        self._reading = None
        self.refresh_words()

    def _show_reading(self, done: int, of: int) -> None:
        words = self.words
        text = words("Reading the course …")
        if of:
            text = words("Reading the course … {done} / {of} lessons", done=done, of=of)
        shown = bar(done / of if of else 0.0, home_lines.BAR) + f"  {text}"
        self.query_one("#course", Static).update(shown)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action holds now: while the course is being read, only to leave it."""
        return self._reading is None or action == "courses"

    def _show_note(self, now: Today) -> None:
        note = self.query_one("#note", Static)
        course = course_state(self.learner.state, self.edition.id)
        lines = home_lines.note_lines(now, course, self.learner.now(), self.words)
        note.display = bool(lines)
        note.update(Content("\n").join(lines))

    def _show_lines(self) -> None:
        """All lines whose columns depend on the width."""
        now, words, seen = self._today, self.words, self._week
        names = self.app.key_names
        if now is None or seen is None:
            return
        self._set_for = self.size.width
        width = min(80, self.size.width - (SIDE_WIDTH if self.wide else 0)) - 5
        self._rows("things").show(home_lines.entry_lines(self._things, width, names))
        line = self.query_one("#week", Static)
        line.display = seen.begun and not self.wide and width > _WEEK_WIDTH
        due = now.cards.all_due
        line.update(Content("\n").join(home_lines.week_lines(seen, due, words)))
        exam = now.plan.exam if now.plan else None
        self.show_beside(home_lines.week_beside(seen, due, exam, words))
        title = home_lines.course_title(now, self.app.course, self.edition, words)
        self.query_one("#course", Static).update(title)
        lessons, weakest = self._rows("lessons"), self._rows("weakest")
        lessons.display = bool(now.lessons)
        lessons.show(home_lines.lesson_entries(now, width, words))
        others = [course for course in self.app.library.courses if course != self.app.course]
        courses = self._rows("courses")
        courses.display = bool(others)
        courses.show(
            home_lines.courses_line(others, self.edition.language, words, names("home.courses"))
        )
        weakest.display = bool(now.weakest)
        if now.weakest:
            key = names("home.weak")
            weakest.show([home_lines.weakest_line(now, self.edition, words, key)])
        else:
            weakest.show([])

    def _rows(self, name: str) -> Rows:
        return self.query_one(f"#{name}", Rows)

    def _lists(self) -> list[Rows]:
        """The lists that the cursor goes through, from top to bottom."""
        return [rows for rows in self.query(Rows) if len(rows)]

    def _point_first(self, number: int) -> None:
        """Put the cursor on a thing of today: there is one cursor on the screen."""
        for rows in self._lists():
            rows.activate(rows.id == "things")
        self._rows("things").point(number)

    def _show_trouble(self) -> None:
        """Broken lesson files are named with their line; the rest of the course is open."""
        trouble = self.query_one("#trouble", Static)
        found = (*self.app.library.diagnostics, *self.edition.diagnostics)
        errors = for_learners(dict.fromkeys(found))
        lines = [Content(safe(self.words.translate(notice))) for notice in self.app.notices]
        said = [self.words.translate(error.line_of_text) for error in errors[:5]]
        lines += [Content(safe(line)) for line in said]
        trouble.display = bool(lines)
        trouble.update(Content("\n") + Content("\n").join(lines))

    def on_resize(self) -> None:
        """Lines depend on the width."""
        if self._today is not None and self._set_for != self.size.width:
            self._show_lines()

    def label(self, action: str) -> str:
        """Enter does what the cursor is on."""
        rows = next((rows for rows in self._lists() if rows.active), None)
        if action != "go" or rows is None:
            return ""
        words = self.words
        if rows.id == "lessons":
            return words("open the lesson")
        if rows.id == "courses":
            return words("courses")
        if rows.id == "weakest":
            return words("practise weak areas")
        labels = {
            "read": words("read on"),
            "review": words("review"),
            "plan": words("plan"),
            "quiz": words("continue the quiz"),
            "take": words("take the quiz"),
        }
        return labels.get(self._things[rows.cursor].thing, "")

    # Actions

    def action_move(self, step: int) -> None:
        """Move the cursor, from list to list; at the ends, the page where it is longer than the
        screen."""
        lists = self._lists()
        at = next((n for n, rows in enumerate(lists) if rows.active), -1)
        if at < 0:
            return
        before = lists[at].cursor
        lists[at].move(step)
        if lists[at].cursor != before:
            self.query_one(KeyLine).show(self.words)
            return
        to = at + (1 if step > 0 else -1)
        if 0 <= to < len(lists):
            lists[at].activate(False)
            lists[to].activate(True)
            lists[to].point(0 if step > 0 else len(lists[to]) - 1)
            self.query_one(KeyLine).show(self.words)
        else:
            self.query_one(".page", VerticalScroll).scroll_relative(y=step, animate=False)

    async def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """An entry was clicked."""
        for rows in self._lists():
            rows.activate(rows is message.rows)
        await self._take(message.rows)

    async def action_go(self) -> None:
        """Do what the cursor is on."""
        for rows in self._lists():
            if rows.active:
                await self._take(rows)
                return

    async def _take(self, rows: Rows) -> None:
        from studykit.tui.screens.lesson import LessonScreen

        if rows.id == "things":
            await self._do(self._things[rows.cursor].thing)
        elif rows.id == "lessons" and self._today is not None:
            self.app.go_to(LessonScreen(self._today.lessons[rows.cursor].lesson.id))
        elif rows.id == "courses":
            self.action_courses()
        else:
            self.action_weak()

    async def _do(self, thing: NextThing) -> None:
        now = self._today
        if now is None:
            return
        if thing == "read" and now.reading:
            self.app.open_section(now.reading.section, look=False)
        elif thing == "review":
            self.action_review()
        elif thing == "plan":
            self.action_plan()
        elif thing in ("quiz", "take") and now.quizzes:
            self.take_quiz(now.quizzes[0])

    def action_review(self) -> None:
        """Review what is due."""
        from studykit.tui.screens.review import ReviewScreen

        self.app.go_to(ReviewScreen())

    def action_read(self) -> None:
        """Choose a lesson."""
        from studykit.tui.screens.lesson import LessonScreen

        def chosen(lesson: str | None) -> None:
            if lesson is not None:
                self.app.go_to(LessonScreen(lesson))

        rows = self._today.lessons if self._today else []
        choices = [
            Choice(row.lesson.id, row.lesson.title, f"{row.read}/{row.total}") for row in rows
        ]
        self.app.push_screen(ChooserScreen(self.words("Lessons"), choices), chosen)

    def action_quiz(self) -> None:
        """Choose a quiz."""
        now = self._today
        quizzes = [*now.quizzes, *now.used_up] if now else []

        def chosen(number: int | None) -> None:
            if number is not None:
                self.take_quiz(quizzes[number])

        choices = [
            Choice(n, home_lines.quiz_title(quiz, self.words), self._quiz_detail(quiz))
            for n, quiz in enumerate(quizzes)
        ]
        self.app.push_screen(ChooserScreen(self.words("Quizzes"), choices), chosen)

    def _time_left(self, quiz: OpenQuiz) -> str:
        """How long an attempt that waits still has; "" without a clock."""
        if quiz.attempt is None:
            return ""
        attempt = self.learner.course(self.edition.id)["attempts"][quiz.attempt]
        return attempt_time_left(attempt, self.learner.now(), self.words)

    def _quiz_detail(self, quiz: OpenQuiz) -> str:
        course = self.learner.course(self.edition.id)
        facts = []
        if quiz.attempt:
            facts.append(self.words("in progress"))
            facts += [left for left in [self._time_left(quiz)] if left]
        if not quiz.again:
            facts += quiz_facts(quiz.quiz, course, self.words)
        return " · ".join(facts)

    def take_quiz(self, quiz: OpenQuiz) -> None:
        """Go on with a quiz, or begin it."""
        open_quiz(self, quiz.quiz, quiz.attempt)

    def action_progress(self) -> None:
        """Show what is mastered."""
        from studykit.tui.screens.progress import ProgressScreen

        self.app.go_to(ProgressScreen())

    def action_plan(self) -> None:
        """Show what to do until the exam."""
        from studykit.tui.screens.plan import PlanScreen

        self.app.go_to(PlanScreen())

    def action_weak(self) -> None:
        """Work on what is weak: read its section again, or go through its cards."""
        from studykit.tui.screens.review import ReviewScreen

        choices: list[Choice[tuple[str, str]]] = []
        for weak in self._today.weakest if self._today else []:
            section = home_lines.place(self.edition, weak.section)
            if section and weak.section:
                read = self.words("Read {title} again", title=section)
                choices.append(Choice(("read", weak.section), read, safe(weak.text)))
            if weak.cards:
                cards = self.words.many(weak.cards, "{n} card", "{n} cards")
                cram = f"{self.words('Cram')} · {cards}"
                choices.append(Choice(("cram", weak.objective), cram, safe(weak.text)))
        if not choices:
            self.notify(self.words("No weak areas."), markup=False)
            return

        def chosen(what: tuple[str, str] | None) -> None:
            if what is not None and what[0] == "read":
                self.app.open_section(what[1])
            elif what is not None:
                self.app.go_to(ReviewScreen(Selection(objectives=(what[1],))))

        self.app.push_screen(ChooserScreen(self.words("Weak areas"), choices), chosen)

    def action_cram(self) -> None:
        """Choose what to cram."""
        from studykit.tui.screens.cramming import choose_cram

        choose_cram(self)

    def action_settings(self) -> None:
        """Show what can be set."""
        from studykit.tui.screens.settings import SettingsScreen

        self.app.go_to(SettingsScreen())

    def action_courses(self) -> None:
        """Choose another course."""

        async def chosen(course: Course | None) -> None:
            if course is not None:
                await self.app.choose_course(course)

        language = self.edition.language
        choices = [
            Choice(course, course.edition(language).title, ", ".join(course.languages))
            for course in self.app.library.courses
        ]
        self.app.push_screen(ChooserScreen(self.words("Courses"), choices), chosen)


def open_quiz(screen: StudyScreen, quiz: Quiz, attempt: str | None) -> None:
    """Continue an attempt at a quiz; without one, say what the quiz is before it starts."""
    from studykit.tui.screens.quiz import QuizScreen
    from studykit.tui.screens.quiz_start import QuizStartScreen

    screen.app.go_to(QuizStartScreen(quiz) if attempt is None else QuizScreen(attempt))
