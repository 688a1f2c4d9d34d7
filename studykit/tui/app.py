"""The app: one library, one learner, the screens between them."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.console import Console
from textual._context import active_message_pump
from textual.app import App
from textual.content import Content
from textual.dom import NoScreen
from textual.events import InputEvent, Key, Paste
from textual.widget import Widget

from studykit.language.words import Words
from studykit.learner.editions import course_to_open, interface_language, preferred_edition
from studykit.learner.learner import Learner
from studykit.learner.settings import themes, toggled, value_of
from studykit.learner.step import Step
from studykit.progress import events
from studykit.progress.store.files import ProfileError
from studykit.text.ambiguous import drawn_wide
from studykit.text.ruby import readings_shown, show_readings
from studykit.text.sanitize import one_line
from studykit.tui.actions import bindings
from studykit.tui.ascii_signs import drawing_in_ascii
from studykit.tui.keymap import Keymap
from studykit.tui.kinsoku import set_lines_as_chinese
from studykit.tui.last_guard import LastGuard
from studykit.tui.line_order import LineOrder
from studykit.tui.loading import read_aside
from studykit.tui.markdown import latex_shown, show_latex
from studykit.tui.saving import Saving
from studykit.tui.screens.base import WIDE, StudyScreen
from studykit.tui.terminal_input import read_any_bytes
from studykit.tui.theme import DARK, LIGHT, WITHOUT_COLOUR, theme_of
from studykit.tui.widgets.bars import key_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.command import Provider
    from textual.driver import Driver
    from textual.events import Event as Given
    from textual.filter import LineFilter
    from textual.message_pump import MessagePump
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from studykit.content.course import Course, Edition, Library, Progress
    from studykit.learner.clock import Clock
    from studykit.progress.store import Profile

set_lines_as_chinese()
read_any_bytes()


def _commands() -> type[Provider]:
    from studykit.tui.palette import StudyCommands

    return StudyCommands


class StudyApp(App[None]):
    """Read lessons, review cards, take quizzes."""

    TITLE = "studykit"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings("everywhere")
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands}  # noqa: RUF012 (textual's)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 (textual's)

    def __init__(
        self,
        library: Library,
        profile: Profile,
        clock: Clock,
        *,
        language: str | None = None,
        guard: float = 0.3,
        keymap: Keymap | None = None,
    ) -> None:
        # Told before the theme is known, else textual turns the terminal's own colours into
        # greys: black on black.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.library = library
        self.learner = Learner(profile, clock)
        self.notices = profile.notices
        """What the learner should know about how the profile was found."""
        self.guard = guard
        """Seconds after a question appears in which its keys are ignored."""
        state = self.learner.state
        self.keymap = (keymap or Keymap()).with_profile(state["settings"])
        """The keys that hold."""
        self._course: Course = course_to_open(library.courses, state)
        self.edition: Edition = preferred_edition(self._course, state, language)
        self._language = language
        self.words = Words(interface_language(state, language, self.edition.language))
        self._appeared_at = time.monotonic()
        self.failure: Exception | None = None
        """What nobody foresaw and ended the app; for whoever ran it."""
        self._loop_of_run: asyncio.AbstractEventLoop | None = None
        self._end_wanted = False
        self._leaving = False
        self._guard = LastGuard()
        self._line_order = LineOrder()
        self._saving = Saving(self)
        self._put_on_looks()
        show_readings(value_of(state, "readings"))

    # Looks

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is drawn."""
        return (*super().get_line_filters(), self._guard, self._line_order)

    def get_driver_class(self) -> type[Driver]:
        """What draws on the terminal."""
        usual = super().get_driver_class()
        return drawing_in_ascii(usual) if drawn_wide() else usual

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell something for a moment; it may hold words of an author's, never markup."""
        super().notify(
            one_line(message), title=title, severity=severity, timeout=timeout, markup=markup
        )

    def _put_on_looks(self) -> None:
        # Before anything is styled: a theme that is changed later has all styles read again.
        for name, palette in themes().items():
            self.register_theme(theme_of(name, palette))
        self.animation_level = "none"
        self.wear_theme()

    def wear_theme(self) -> None:
        """Use the theme that is set; without colours, the terminal's own."""
        chosen = value_of(self.learner.state, "theme")
        self.theme = WITHOUT_COLOUR if os.environ.get("NO_COLOR") else chosen

    def action_command_palette(self) -> None:
        """Show all commands."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            placeholder = self.words("Search for commands…")
            self.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))

    def get_default_screen(self) -> Screen[None]:
        """Home lies beneath all other screens."""
        from studykit.tui.screens.home import HomeScreen

        return HomeScreen()

    def on_mount(self) -> None:
        """Take up the learner's own keys."""
        self._loop_of_run = asyncio.get_running_loop()
        if self._end_wanted:
            self.call_later(self.action_leave)
        self.set_keymap(self.keymap.for_textual())
        self.call_after_refresh(_settle_memory)

    def key_names(self, *ids: str) -> str:
        """The keys of actions (`review.undo`) as they are shown."""
        return " ".join(key_name(self.keymap.bound(each).keys[0]) for each in ids)

    def key_word(self, each: str) -> str:
        """The key of an action as a sentence names it."""
        key = self.keymap.bound(each).keys[0]
        names = {"enter": "Enter", "space": self.words("space")}
        return names.get(key) or key_name(key)

    def key_hint(self, label: str, *ids: str) -> Content:
        """The keys of actions with what they do."""
        return Content.assemble((self.key_names(*ids), "$accent"), " ", label)

    async def action_theme(self) -> None:
        """Change between light and dark."""
        await self.choose_theme(LIGHT if self.current_theme.dark else DARK)

    async def choose_theme(self, name: str) -> None:
        """Use a theme from now on."""
        await self._set("theme", name)
        self.wear_theme()

    async def action_readings(self) -> None:
        """Show how characters are read, or hide it."""
        change = toggled(self.learner.now(), self.learner.state, "readings", "")
        if await self.keep(Step((change,))):
            self.apply_readings()

    def apply_readings(self) -> None:
        """Show or hide readings as it is set, on every open screen."""
        if readings_shown() != (shown := value_of(self.learner.state, "readings")):
            show_readings(shown)
            self._show_texts_again()

    def action_formulas(self) -> None:
        """Show formulas as they are written, or as they are set."""
        show_latex(not latex_shown())
        self._show_texts_again()

    def _show_texts_again(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen) and screen.is_composed:
                screen.show_texts_again()

    # The learner

    async def _set(self, key: str, value: str) -> None:
        await self.keep(Step((events.setting_changed(self.learner.now(), key, value),)))

    async def keep(self, step: Step) -> bool:
        """Store the events of a step, then apply it. False, and said, when they could not be
        stored: then nothing has happened, and nothing may be shown as if it had."""
        try:
            if step.events:
                await self._saving.record(step.events)
        except ProfileError as error:
            message = self.words.translate(error.message)
            self.notify(message, severity="error", timeout=12, markup=False)
            return False
        step.apply()
        return True

    @property
    def saving(self) -> bool:
        """Whether something is being put on the disk."""
        return self._saving.busy

    async def on_event(self, event: Given) -> None:
        """What the terminal tells, and what comes back here because no widget took it: all
        but what was typed while a slow disk was waited for."""
        if isinstance(event, InputEvent | Paste) and not await self._saving.heeds(event):
            return
        if isinstance(event, InputEvent) and self._turn_the_day() and _commits(event):
            return
        await super().on_event(event)

    def on_app_focus(self) -> None:
        """Who comes back to the window in the morning sees today."""
        self._turn_the_day()

    def _turn_the_day(self) -> bool:
        """Show today on a Home that shows another day; whether it did."""
        home = self.screen
        day = self.learner.now().day
        if not isinstance(home, StudyScreen) or home.shown_day in (None, day):
            return False
        home.refresh_words()
        return True

    # Language and course

    @property
    def course(self) -> Course:
        """The course being studied, with all its editions."""
        return self._course

    async def action_language(self) -> None:
        """Show the next edition of the course, in place."""
        tags = list(self._course.editions)
        if len(tags) < 2:
            self.notify(self.words("This course has one language only."), markup=False)
            return
        following = tags[(tags.index(self.edition.language) + 1) % len(tags)]
        if self._language is not None:  # the language asked for at the start was this course's
            self._language = following
        self._show_edition(self._course.editions[following])
        await self._set(f"language@{self._course.id}", following)

    async def choose_course(self, course: Course) -> None:
        """Study another course."""
        await self._choose(preferred_edition(course, self.learner.state))

    async def go_to_course(
        self, edition: Edition, section: str | None, find: tuple[str, ...] = ()
    ) -> None:
        """Open a section of another course; what is open of this one is kept and closed."""
        await self.close_above(self.screen_stack[0])
        await self._choose(edition)
        if section is not None:
            self.open_section(section, find=find)

    async def _choose(self, edition: Edition) -> None:
        if edition.id != self.edition.id:
            self.edition.close()
        self._course = self.library.course(edition.id)
        self._show_edition(edition)
        await self._set("course", edition.id)

    def editions_of_other_courses(self) -> list[Edition]:
        """The other courses of the library, in the languages that the learner prefers."""
        others = (course for course in self.library.courses if course is not self._course)
        return [preferred_edition(course, self.learner.state) for course in others]

    def _show_edition(self, edition: Edition) -> None:
        """Show an edition in place: on Home at once, elsewhere when it is read."""
        self.workers.cancel_group(self, "reading")
        if len(self.screen_stack) > 1 and edition.slow:
            self.run_worker(self._show_when_read(edition), group="reading")
        else:
            self._put_up(edition)

    def _put_up(self, edition: Edition) -> None:
        self.edition = edition
        self.choose_words()

    def choose_words(self) -> None:
        """Use the interface language that the settings and the edition ask for."""
        language = interface_language(self.learner.state, self._language, self.edition.language)
        self.words = Words(language)
        self.refresh_screens()

    def read_again(self, lesson: str) -> None:
        """Show a lesson as its file is now. Where that is broken, it is said, and the text as
        it was stays."""
        for diagnostic in self.edition.reread(lesson):
            if diagnostic.severity == "error":
                text = self.words.translate(diagnostic.line_of_text)
                self.notify(text, severity="error", timeout=20, markup=False)
                return
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen):
                screen.text_changed()

    async def _show_when_read(self, edition: Edition) -> None:
        self.notify(self.words("Reading the course …"), markup=False)
        await self.read(edition, lambda done, of: None)
        self._put_up(edition)

    async def read(self, edition: Edition, show: Progress) -> None:
        """Open an edition in a thread; `show` is told how far it is."""
        await read_aside(edition.open, show)
        _settle_memory()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action holds now: what is not read yet cannot be searched, and an exam
        is not searched for its answers; readings and formulas are shown in another way where
        there are some."""
        if action in ("readings", "formulas"):
            return isinstance(self.screen, StudyScreen) and action in self.screen.notations
        return action != "search" or (self.edition.is_open and not self.course_hidden)

    @property
    def course_hidden(self) -> bool:
        """Whether an exam is open, so that nothing of the course may be looked up."""
        screens = self.screen_stack if self._screen_stacks.get(self._current_mode) else []
        return any(isinstance(one, StudyScreen) and one.hides_course for one in screens)

    def refresh_screens(self) -> None:
        """Show every open screen anew, but for one that is being put up or taken away."""
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen) and screen.is_composed:
                screen.refresh_words()
                screen.show_keys()

    # Going about

    async def action_leave(self) -> None:
        """End the program; everything is kept already."""
        await self._leave_screens()
        self._leaving = True
        self.workers.cancel_all()  # a page half shown would miss what is being taken away
        self.exit()

    def end(self) -> None:
        """End as the key that quits does; may be called in a signal's handler."""
        self._end_wanted = True
        if self._loop_of_run is not None:
            self._loop_of_run.call_soon_threadsafe(self.call_later, self.action_leave)

    async def _leave_screens(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen):
                await screen.keep()

    async def close_above(self, screen: Screen[Any]) -> None:
        """Close what lies over a screen; what is open there is kept."""
        await self._leave_screens()
        while screen in self.screen_stack and self.screen is not screen:
            self.pop_screen()

    def action_help(self) -> None:
        """Show what every key does."""
        from studykit.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_search(self) -> None:
        """Search everything in the course."""
        from studykit.tui.screens.search import SearchScreen

        if not isinstance(self.screen, SearchScreen):
            self.push_screen(SearchScreen())

    def open_section(
        self, section_id: str, *, look: bool = True, find: tuple[str, ...] = ()
    ) -> None:
        """Open the lesson that holds a section, at that section; a `look` leaves the bookmark
        where it is until the learner reads on. The words to `find` are marked."""
        from studykit.tui.screens.lesson import LessonScreen

        lesson = self.edition.lesson_of_section(section_id)
        if lesson is not None:
            self.push_screen(
                LessonScreen(lesson.id, section_id, look=look, find=find), self._came_back
            )

    def go_to(self, screen: Screen[None]) -> None:
        """Open a screen; the one beneath is shown anew when it closes."""
        self.push_screen(screen, self._came_back)

    def replace(self, screen: Screen[None]) -> None:
        """Open a screen in the place of the one on top; the one beneath is shown anew when it
        closes."""

        def put() -> None:
            self.pop_screen()
            self.go_to(screen)

        # Not at once: the screen that waits for its handler may be the one to go.
        self.call_later(put)

    def _came_back(self, _: Any) -> None:
        if isinstance(self.screen, StudyScreen):
            self.screen.refresh_words()
            self.screen.show_keys()

    def confirm_link(self, address: str) -> None:
        """Open an address in the browser once the reader agrees."""
        from studykit.tui.screens.confirm import ConfirmScreen

        def decided(agreed: bool | None) -> None:
            if agreed:
                self.open_url(address)

        question = self.words("Open this address in your browser?")
        self.push_screen(ConfirmScreen(question, address), decided)

    # What nobody foresaw

    def _handle_exception(self, error: Exception) -> None:
        """Whatever escapes ends the app; it is told where the terminal is as it was before.

        What a screen does that was closed meanwhile finds nothing there any more, and matters
        to nobody.
        """
        if self._is_closed(active_message_pump.get(None)):
            return
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _is_closed(self, pump: MessagePump | None) -> bool:
        """Whether `pump` is a widget on a screen that was taken down, or is it itself."""
        if not isinstance(pump, Widget):
            return False
        try:
            return self._leaving or pump.screen not in self.screen_stack
        except NoScreen:
            return True

    def panic(self, *renderables: RenderableType) -> None:
        """As textual does; what a thread of its own met arrives here, set for a page."""
        if self.failure is None:
            self.failure = RuntimeError("the terminal could not be read")
            page = StringIO()
            Console(file=page, width=200).print(*renderables)
            self.failure.add_note(page.getvalue())
        super().panic(*renderables)

    def _print_error_renderables(self) -> None:
        """Textual would print pages of traceback."""

    # Keys pressed too soon

    def question_appeared(self) -> None:
        """A question, or the verdict on its answer, has just appeared."""
        self._appeared_at = time.monotonic()

    def too_soon(self) -> bool:
        """Whether a key now was meant for what was shown before."""
        return time.monotonic() - self._appeared_at < self.guard


def _commits(event: InputEvent) -> bool:
    """Whether a key does what the cursor is on, which was meant for what stood there before."""
    return isinstance(event, Key) and event.key in ("enter", "space")


def _settle_memory() -> None:
    """What lives as long as the app need not be looked through again and again."""
    gc.enable()
    gc.collect()
    gc.freeze()
