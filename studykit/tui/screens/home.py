"""Home: today at a glance, how far every lesson is, and one key for the sensible next thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from studykit.study.mastery import WEAK
from studykit.study.phrases import day, percent
from studykit.study.standing import standing
from studykit.study.today import Today, today
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.chooser import Choice, ChooserScreen
from studykit.tui.widgets.bars import bar
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from studykit.content.course import Course, Edition
    from studykit.content.course_model import Quiz
    from studykit.study.today import LessonRow, NextThing, OpenQuiz

_BAR = 12


class HomeScreen(StudyScreen):
    """Where the app begins."""

    BINDINGS = bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self._things: list[NextThing] = []
        self._today: Today | None = None
        self._reading: Edition | None = None

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page", can_focus=False), VerticalScroll(classes="column"):
            yield Static(id="welcome", classes="welcome")
            yield Static(id="today-heading", classes="heading")
            yield Rows(short=True)
            yield Static(id="course")
            yield Static(id="weakest")
            yield Static(id="trouble", classes="muted")

    def on_mount(self) -> None:
        """Show today."""
        self.refresh_words()

    def refresh_words(self) -> None:
        if self.edition.slow:
            self._read()
            return
        if self._reading is not None:
            self.workers.cancel_group(self, "reading")
            self._reading = None
        words, moment = self.words, self.app.now()
        now = self._today = today(self.edition, self.app.state, moment)
        told = [day(words, moment.day)]
        if now.streak > 1:
            told.append(words("streak of {n} days", n=now.streak))
        self.top("studykit", " · ".join(told))
        begun = bool(standing(self.app.state, self.edition.id)["days"])
        welcome = self.query_one("#welcome", Static)
        welcome.display = not begun
        if not begun:
            welcome.update(self._welcome())
        self.query_one("#today-heading", Static).update(Content(words("Today")))
        self._things, entries = [], []
        for thing, entry in self._entries(now):
            self._things.append(thing)
            entries.append(entry)
        rows = self.query_one(Rows)
        rows.show(entries)
        if now.next in self._things:
            rows.point(self._things.index(now.next))
        self.query_one("#course", Static).update(self._course_lines(now))
        self._show_weakest(now)
        self._show_trouble()
        self.call_after_refresh(self.show_keys)

    # A course that takes a while to read

    def _read(self) -> None:
        """Show the course's title and how far it is read, then all of it."""
        if self._reading is self.edition:
            return
        self._reading, self._today, self._things = self.edition, None, []
        self.top("studykit")
        for name in ("#welcome", "#weakest", "#trouble"):
            self.query_one(name).display = False
        title = Content(safe(self.edition.title))
        self.query_one("#today-heading", Static).update(title)
        self.query_one(Rows).show([])
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
        told = words("Reading the course …")
        if of:
            told = words("Reading the course … {done} / {of} lessons", done=done, of=of)
        shown = bar(done / of if of else 0.0, _BAR) + f"  {told}"
        self.query_one("#course", Static).update(shown)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action holds now: while the course is being read, only to leave it."""
        return self._reading is None or action == "courses"

    def _welcome(self) -> Content:
        words = self.words
        lines = [
            words(
                "Welcome. Here you read short sections, answer a question or two after each,"
                " keep what you learnt with flashcards, and take quizzes."
            ),
            words(
                "Press Enter to begin. The keys that work stand at the bottom; ? explains"
                " them all. Everything is saved at once: leave whenever you like."
            ),
        ]
        return Content("\n\n").join(Content(line) for line in lines) + "\n"

    def _entries(self, now: Today) -> Iterator[tuple[NextThing, Content]]:
        words = self.words
        if not now.lessons:
            yield "done", _entry(words("This course has no lesson that can be opened."), "")
            return
        quiz = now.quizzes[0] if now.quizzes else None
        if quiz and quiz.attempt:
            yield "quiz", _entry(words("Go on with the quiz"), safe(quiz.quiz.title))
        if now.reading:
            reading = now.reading
            verb = words("Go on reading") if reading.begun else words("Begin to read")
            place = f"{reading.number}/{reading.total}"
            yield (
                "read",
                _entry(verb, f"{safe(reading.lesson.title)} · {place}", safe(reading.title)),
            )
        cards = now.cards
        if cards.total:
            told = []
            if cards.due:
                told.append(words("{n} due", n=cards.due))
            if cards.new:
                told.append(words("{n} new", n=cards.new))
            about = words("about {n} min", n=cards.minutes)
            yield "review", _entry(words("Review"), " · ".join(told), about)
        if quiz and not quiz.attempt:
            yield "take", _entry(words("Quiz"), safe(quiz.quiz.title), self._best(quiz))
        if not now.reading and not cards.total and not quiz:
            yield "done", _entry(words("All done for today."), words("Come back tomorrow."))

    def _best(self, quiz: OpenQuiz) -> str:
        words, told = self.words, []
        if quiz.best is not None:
            told.append(words("best {share}", share=percent(quiz.best)))
        if quiz.quiz.pass_mark is not None:
            told.append(words("pass {share}", share=percent(quiz.quiz.pass_mark)))
        return ", ".join(told)

    def _course_lines(self, now: Today) -> Content:
        editions = self.app.course.editions
        languages = " ⇄ ".join(editions) if len(editions) > 1 else ""
        title = Content.styled(safe(self.edition.title), BOLD)
        lines = [Content(""), title + Content.styled(f"   {languages}", MUTED)]
        widest = max(
            (Content(safe(r.lesson.title)).cell_length for r in now.lessons), default=0
        )
        room = max(12, min(widest, self.size.width - _BAR - 34))
        for number, row in enumerate(now.lessons, start=1):
            lines.append(self._lesson_line(number, row, room))
        return Content("\n").join(lines)

    def _lesson_line(self, number: int, row: LessonRow, room: int) -> Content:
        words = self.words
        share = row.read / row.total if row.total else 0.0
        title = Content(safe(row.lesson.title)).truncate(room, ellipsis=True)
        read = words("read") if row.read == row.total else f"{row.read}/{row.total}"
        line = Content.assemble(
            f"  {number} ",
            title,
            " " * (room - title.cell_length + 2),
            bar(share, _BAR),
            f"  {read:<6}",
        )
        if row.mastery.seen:
            told = words("mastery {share}", share=percent(row.mastery.value))
            if row.mastery.value < WEAK:
                told += f" · {words('weak')}"
            line += Content.styled(told, MUTED)
        return line

    def _show_weakest(self, now: Today) -> None:
        words = self.words
        lines = []
        for weak in now.weakest:
            told = Content.assemble((words("Weak: "), "$warning"), safe(weak.text))
            section = weak.section
            if section and (lesson := self.edition.lesson_of_section(section)):
                title = next(s.title for s in lesson.sections if s.id == section)
                told += Content.styled(
                    "  → " + words("read {title} again", title=safe(title)), MUTED
                )
            lines.append(told)
        weakest = self.query_one("#weakest", Static)
        weakest.display = bool(lines)
        weakest.update(Content("\n") + Content("\n").join(lines))

    def _show_trouble(self) -> None:
        """Broken lesson files are named with their line; the rest of the course is open."""
        trouble = self.query_one("#trouble", Static)
        found = (*self.app.library.diagnostics, *self.edition.diagnostics)
        errors = [d for d in dict.fromkeys(found) if d.severity == "error"]
        lines = [Content(safe(notice)) for notice in self.app.profile.notices]
        lines += [Content(safe(str(error))) for error in errors[:5]]
        trouble.display = bool(lines)
        trouble.update(Content("\n") + Content("\n").join(lines))

    def on_resize(self) -> None:
        """Lines depend on the width."""
        if self._today is not None:
            self.query_one("#course", Static).update(self._course_lines(self._today))

    # Actions

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(Rows).move(step)

    async def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """An entry was clicked."""
        await self._do(self._things[message.number])

    async def action_go(self) -> None:
        """Do what the cursor is on."""
        if self._things:
            await self._do(self._things[self.query_one(Rows).cursor])

    async def _do(self, thing: NextThing) -> None:
        now = self._today
        if now is None:
            return
        if thing == "read" and now.reading:
            self.app.open_section(now.reading.section)
        elif thing == "review":
            self.action_review()
        elif thing in ("quiz", "take") and now.quizzes:
            await self.take_quiz(now.quizzes[0])

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
        quizzes = self._today.quizzes if self._today else []

        async def chosen(number: int | None) -> None:
            if number is not None:
                await self.take_quiz(quizzes[number])

        choices = [
            Choice(n, quiz.quiz.title, self._quiz_detail(quiz))
            for n, quiz in enumerate(quizzes)
        ]
        self.app.push_screen(ChooserScreen(self.words("Quizzes"), choices), chosen)

    def _quiz_detail(self, quiz: OpenQuiz) -> str:
        words, told = self.words, []
        if quiz.attempt:
            told.append(words("goes on"))
        if quiz.quiz.mode == "exam":
            told.append(words("exam"))
        if quiz.quiz.time_limit:
            told.append(words("{n} min", n=round(quiz.quiz.time_limit)))
        if quiz.left is not None:
            told.append(words("{n} left", n=quiz.left))
        if best := self._best(quiz):
            told.append(best)
        return " · ".join(told)

    async def take_quiz(self, quiz: OpenQuiz) -> None:
        """Go on with a quiz, or begin it."""
        await open_quiz(self, quiz.quiz, quiz.attempt)

    def action_progress(self) -> None:
        """Show what is mastered."""
        from studykit.tui.screens.progress import ProgressScreen

        self.app.go_to(ProgressScreen())

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
            Choice(course, course.edition(language).title, ", ".join(course.editions))
            for course in self.app.library.courses
        ]
        self.app.push_screen(ChooserScreen(self.words("Courses"), choices), chosen)


async def open_quiz(
    screen: StudyScreen, quiz: Quiz, attempt: str | None, only: list[str] | None = None
) -> None:
    """Open an attempt at a quiz; begin one when there is none to go on with."""
    from studykit.study.quiz import start_attempt
    from studykit.tui.screens.quiz import QuizScreen

    app = screen.app
    if attempt is None:
        attempt, happened = start_attempt(app.edition, quiz, app.now(), only=only)
        if not await app.record(happened):
            return
    app.go_to(QuizScreen(quiz.id, attempt))


def _entry(verb: str, what: str, detail: str = "") -> Content:
    name = Content(verb)
    padding = " " * max(1, 20 - name.cell_length)
    entry = Content.assemble(("▸ ", "$accent"), name.stylize(BOLD), padding, what)
    return entry + Content.styled(f"   {detail}", MUTED) if detail else entry
