"""What all screens have: a top line, a line of keys, the words, links, and the editor."""

from __future__ import annotations

from asyncio import Lock
from functools import cached_property, partial, wraps
from re import sub
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Literal, ParamSpec, TypeVar

from textual.app import SuspendNotSupported
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from studykit.language.message import Refusal
from studykit.study.incomplete_text import incomplete_line
from studykit.study.not_judged_text import try_again_line
from studykit.tui.editor import edit, editor_command
from studykit.tui.questions.stimulus import ABOUT, StimulusText
from studykit.tui.questions.view import QuestionView
from studykit.tui.widgets.bars import KeyLine, TopLine
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.still import FRAME

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.widget import Widget

    from studykit.content.course import Edition
    from studykit.content.outline import ItemKind
    from studykit.language.words import Words
    from studykit.learner.learner import Learner
    from studykit.study.answering import Asking
    from studykit.tui.app import StudyApp
    from studykit.tui.markdown import Notation


WIDE = 110
"""Columns from which on there is room beside the body."""
SIDE_WIDTH = 38
"""Columns of what is shown there."""


_Screen = TypeVar("_Screen", bound="StudyScreen")
_Given = ParamSpec("_Given")


def one_at_a_time(
    show: Callable[Concatenate[_Screen, _Given], Awaitable[None]],
) -> Callable[Concatenate[_Screen, _Given], Coroutine[Any, Any, None]]:
    """A method that shows widgets in the place of others. What another such method of the
    screen has begun to show is shown first: a widget that is taken away half shown fails."""

    @wraps(show)
    async def in_turn(screen: _Screen, /, *args: _Given.args, **named: _Given.kwargs) -> None:
        async with screen.showing:
            await show(screen, *args, **named)

    return in_turn


class StudyScreen(Screen[None]):
    """A screen of the app.

    A screen composes its `body`, fills it in `show`, and is shown again by `refresh_words`
    when the language changes.
    """

    app: StudyApp
    SIDE: ClassVar[Literal["", "left", "right"]] = ""
    """On which side of the body more is shown where the screen is wide; "" on none."""
    AUTO_FOCUS = ""  # each screen says itself where the keys go
    shown_day: date | None = None
    """The day that the screen is about, where it is about one."""

    @property
    def name_in_actions(self) -> str:
        """What the table of actions calls this screen."""
        name = type(self).__name__.removesuffix("Screen")
        return sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()

    @cached_property
    def showing(self) -> Lock:
        """Held while widgets are shown in the place of others."""
        return Lock()

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return self.app.words

    @property
    def edition(self) -> Edition:
        """The edition being studied."""
        return self.app.edition

    @property
    def learner(self) -> Learner:
        """The person who studies."""
        return self.app.learner

    @property
    def hides_course(self) -> bool:
        """Whether looking things up in the course would give answers away."""
        return False

    def compose(self) -> ComposeResult:
        yield TopLine()
        if self.SIDE:
            # Docked, not in containers with the body: those would cost time at every key.
            yield VerticalScroll(Static(), id="side", classes=f"-{self.SIDE}", can_focus=False)
        yield from self.body()
        yield KeyLine(self.words)

    @property
    def wide(self) -> bool:
        """Whether there is room beside the body, and this screen uses it; what a question is
        about needs that room itself."""
        return bool(self.SIDE) and self.size.width >= WIDE and not self.has_class(ABOUT)

    def make_room_for(self, asking: Asking | None) -> None:
        """A question is going to be shown, or none: one with a stimulus takes all the width."""
        stimulus = None if asking is None else asking.question.shown_stimulus
        self.set_class(stimulus is not None, ABOUT)

    @property
    def long_stimulus(self) -> StimulusText | None:
        """The stimulus on the screen, if it is too long to be shown whole with the question."""
        return next((each for each in self.query(StimulusText) if each.is_long), None)

    def on_stimulus_text_placed(self) -> None:
        """Whether a key shows more of it is known now."""
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing now are not shown."""
        return action != "stimulus" or self.long_stimulus is not None

    def action_stimulus(self) -> None:
        """Show all of the stimulus."""
        if (stimulus := self.long_stimulus) is not None:
            stimulus.open_whole()

    def show_beside(self, lines: Iterable[Content]) -> None:
        """Show lines beside the body; nothing is made of them where there is no room."""
        if self.wide:
            self.query_one("#side Static", Static).update(Content("\n").join(lines))

    def body(self) -> Iterator[Widget]:
        """The widgets between the top line and the keys."""
        raise LookupError("a screen without a body")

    @property
    def is_composed(self) -> bool:
        """Whether its widgets are there: not yet while it is put up, and not any more while it
        is taken away."""
        return bool(self.query(TopLine)) and bool(self.query(KeyLine))

    def top(self, left: str, right: str | Content = "") -> None:
        """Say in the top line what the screen is about, and where nothing is stored, that."""
        rights = [right]
        if self.learner.read_only:
            notice = self.words("not stored: open in another window")
            rights = [notice, self.words("not stored")]
            if right:
                rights.insert(0, Content(f"{notice} · ") + right)
        self.query_one(TopLine).show(left, *rights)

    def show_keys(self) -> None:
        """Show the keys that work now."""
        self.refresh_bindings()
        self.query_one(KeyLine).show(self.words)

    def on_descendant_focus(self) -> None:
        """Other keys work where a field takes them."""
        self.query_one(KeyLine).show(self.words)

    def on_descendant_blur(self) -> None:
        """Other keys work where no field takes them."""
        self.query_one(KeyLine).show(self.words)

    def once_laid_out(self, then: Callable[[], object]) -> None:
        """Do something when the height of what was just shown is known: two refreshes on."""

        def now() -> None:
            if self.children:  # it may have been taken down meanwhile
                then()

        self.call_after_refresh(self.call_after_refresh, now)

    def to_end(self, page: VerticalScroll) -> None:
        """Show the end of a page that is growing: what comes a frame later is in it too."""
        scroll = partial(page.scroll_end, animate=False)
        self.set_timer(FRAME, partial(self.once_laid_out, scroll))

    def not_judged(self, asking: Asking) -> bool:
        """Whether the answer just given could not be judged: then it is said, and the question
        is still open."""
        if asking.open:
            line = try_again_line(self.words)
            self.notify(line, severity="warning", timeout=12, markup=False)
        return asking.open

    def incomplete(self, asking: Asking) -> bool:
        """Whether something seems to be missing in the answer: then it is said once, before
        anything is submitted."""
        missing = asking.ask_incomplete()
        if missing is not None:
            line = incomplete_line(missing, self.words)
            self.notify(line, severity="warning", timeout=8, markup=False)
        return missing is not None

    def label(self, action: str) -> str:
        """What an action does now, where that changes and is more than its name tells; else
        ""."""
        return ""

    def refresh_words(self) -> None:
        """The language, or the state beneath, has changed: show everything anew."""

    def text_changed(self) -> None:
        """A lesson was edited: show its text as it is now."""
        self.refresh_words()

    @property
    def notations(self) -> frozenset[Notation]:
        """What of the texts here can be shown in two ways."""
        none: frozenset[Notation] = frozenset()
        texts = (*self.query(Prose), *self.query(QuestionView))
        return none.union(*(text.notations for text in texts))

    def show_texts_again(self) -> None:
        """Show the texts in the other way."""
        self.refresh_words()

    async def keep(self) -> None:
        """Keep what must survive before the screen goes away."""

    async def action_home(self) -> None:
        """Close this screen."""
        await self.keep()
        self.dismiss()

    def edit(self, kind: ItemKind, item_id: str) -> None:
        """Open an item's file at its line in the author's editor; the app waits, then shows
        the new text."""
        try:
            file, line = self.edition.line_of(kind, item_id)
        except KeyError:
            return
        try:
            self._run_editor(file, line)
        except Refusal as refusal:
            sentence = self.words.translate(refusal.message)
            self.notify(sentence, severity="error", timeout=12, markup=False)
            return
        self.app.read_again(self.edition.lesson_with(kind, item_id).id)

    def _run_editor(self, file: Path, line: int) -> None:
        command = editor_command(file, line)
        failure: Refusal | None = None
        try:
            with self.app.suspend():
                try:
                    edit(command)
                except Refusal as refusal:
                    # An exception that left this block would leave the app suspended.
                    failure = refusal
        except SuspendNotSupported as error:
            raise Refusal("An editor cannot be opened from within this terminal.") from error
        if failure is not None:
            raise failure

    async def action_press(self, key: str) -> None:
        """Do what a key does now: its word in the line of keys was clicked."""
        active = self.active_bindings.get(key)
        if active is not None and active.enabled:
            await self.app.run_action(active.binding.action, active.node)

    def action_follow(self, address: str) -> None:
        """Follow a link of a text after the reader has seen its address."""
        self.app.confirm_link(address)
