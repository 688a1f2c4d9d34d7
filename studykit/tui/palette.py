"""The command palette: all that can be done and opened, in the learner's language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content

from studykit.learner.settings import SETTINGS, themes, value_text
from studykit.planning.today import today
from studykit.tui.actions import ACTIONS, SCREENS, Action
from studykit.tui.markdown import safe
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.bars import key_name

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.command import Hits
    from textual.fuzzy import Matcher

    from studykit.content.course import Course
    from studykit.language.words import Words
    from studykit.planning.today import OpenQuiz
    from studykit.tui.app import StudyApp

_NOT_LISTED = ("move", "scroll", "page", "command_palette", "certain", "grade")
"""Actions that are of use as keys alone."""


class _Command(NamedTuple):
    title: str
    help: str
    run: Callable[[], Awaitable[Any] | None]


def _nothing() -> None:
    """What is done where nothing matches."""


def _highlighted(matcher: Matcher, title: str) -> Content:
    """A title with the letters that match; Textual's own way would read an author's text as
    markup."""
    shown = Content(title)
    for at in matcher.fuzzy_search.match(matcher.query, title)[1]:
        if not title[at].isspace():
            shown = shown.stylize(matcher.match_style, at, at + 1)
    return shown


class StudyCommands(Provider):
    """What the screen beneath and Home can do, lessons, quizzes, courses and themes."""

    @property
    def _app(self) -> StudyApp:
        return self.app  # type: ignore[return-value]

    @property
    def _words(self) -> Words:
        return self._app.words

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._commands():
            title = Content(command.title)
            yield DiscoveryHit(title, command.run, text=command.title, help=command.help)

    async def search(self, query: str) -> Hits:
        """What is like `query`."""
        matcher, found = self.matcher(query), False
        for command in self._commands():
            score = max(matcher.match(command.title), 0.5 * matcher.match(command.help))
            if score > 0:
                found = True
                title = _highlighted(matcher, command.title)
                yield Hit(score, title, command.run, text=command.title, help=command.help)
        if not found:  # Textual says so itself, but in English
            yield Hit(1.0, Content(self._words("Nothing matches.")), _nothing)

    def _commands(self) -> Iterator[_Command]:
        screen = self.screen
        if not isinstance(screen, StudyScreen):
            return
        yield from self._actions(screen)
        if self._app.course_hidden:
            return
        yield from self._lessons()
        yield from self._quizzes()
        yield from self._courses()
        yield from self._themes()

    # Actions

    def _actions(self, screen: StudyScreen) -> Iterator[_Command]:
        seen: set[str] = set()
        here = screen.name_in_actions
        tables = [here] * (here in SCREENS) + ["everywhere"]
        for table, action in ((each, action) for each in tables for action in ACTIONS[each]):
            target: Any = self._app if table == "everywhere" else screen
            if action.name in seen or not self._listed(action, target):
                continue
            seen.add(action.name)
            run = partial(self._app.run_action, action.name, target)
            yield self._command(table, action, run)
        if here == "home" or self._app.course_hidden:
            return
        for action in SCREENS["home"]:
            if action.name not in (*seen, "go") and not action.name.startswith(_NOT_LISTED):
                yield self._command("home", action, partial(self._at_home, action.name))

    def _listed(self, action: Action, target: Any) -> bool:
        if action.name.startswith(_NOT_LISTED):
            return False
        return bool(target.check_action(action.name.partition("(")[0], ()))

    def _command(
        self, table: str, action: Action, run: Callable[[], Awaitable[Any]]
    ) -> _Command:
        title = self._words.translate(action.message)
        keys = ", ".join(map(key_name, self._app.keymap.of(table, action)))
        return _Command(f"{title[:1].upper()}{title[1:]}", keys, run)

    async def _at_home(self, action: str) -> None:
        home = self._app.screen_stack[0]
        await self._app.close_above(home)
        await self._app.run_action(action, home)

    # What can be opened

    def _lessons(self) -> Iterator[_Command]:
        from studykit.tui.screens.lesson import LessonScreen

        for lesson in self._app.edition.lessons if self._app.edition.is_open else ():
            opened = partial(self._open, partial(LessonScreen, lesson.id))
            yield _Command(safe(lesson.title), self._words("Lesson"), opened)

    def _quizzes(self) -> Iterator[_Command]:
        app = self._app
        if not app.edition.is_open:
            return
        others = app.course.from_edition(app.edition)[1:]
        now = today(app.edition, app.learner.state, app.learner.now(), others)
        for quiz in (*now.quizzes, *now.used_up):
            opened = partial(self._open_quiz, quiz)
            yield _Command(safe(quiz.quiz.title), self._words("Quiz"), opened)

    def _courses(self) -> Iterator[_Command]:
        app = self._app
        for course in app.library.courses:
            if course is not app.course:
                title = safe(course.edition(app.edition.language).title)
                run = partial(self._choose_course, course)
                yield _Command(title, self._words("Course"), run)

    def _themes(self) -> Iterator[_Command]:
        for name in themes():
            run = partial(self._app.choose_theme, name)
            title = value_text(SETTINGS["theme"], name, self._words)
            yield _Command(title, self._words("Theme"), run)

    async def _open(self, screen: Callable[[], StudyScreen]) -> None:
        await self._app.close_above(self._app.screen_stack[0])
        self._app.go_to(screen())

    async def _open_quiz(self, quiz: OpenQuiz) -> None:
        from studykit.tui.screens.home import HomeScreen, open_quiz

        home = self._app.screen_stack[0]
        await self._app.close_above(home)
        if isinstance(home, HomeScreen):
            open_quiz(home, quiz.quiz, quiz.attempt)

    async def _choose_course(self, course: Course) -> None:
        await self._app.close_above(self._app.screen_stack[0])
        await self._app.choose_course(course)
