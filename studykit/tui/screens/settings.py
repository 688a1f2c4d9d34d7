"""Settings: what can be set about studying, for all courses or for this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from studykit.language.message import Refusal
from studykit.learner.config import CLASS_FILE, CONFIG_FILE
from studykit.learner.settings import (
    SETTINGS,
    Setting,
    beneath,
    bounds_text,
    choices_of,
    ignored,
    read_value,
    setting_event,
    source_of,
    value_of,
    value_text,
)
from studykit.learner.step import Step
from studykit.tui.actions import bindings
from studykit.tui.layout import shortened
from studykit.tui.markdown import BOLD, MUTED, title_text
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.fields import LineField
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

_VALUE = 24
"""The most cells of a value."""
_COLUMN, _AROUND = 80, 8
"""The widest column of a screen, and the cells of it that are no text of a row."""


class SettingsScreen(StudyScreen):
    """A row for each setting; Enter changes the one under the cursor."""

    BINDINGS = bindings("settings")
    DEFAULT_CSS = """
    SettingsScreen #foot { height: auto; dock: bottom; margin: 0 2 1 2; }
    SettingsScreen Input { display: none; margin: 1 0; }
    SettingsScreen Input.-open { display: block; }
    SettingsScreen #meaning { height: auto; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._own = False
        """Whether values for this course alone are being set."""

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page", can_focus=False), Vertical(classes="column"):
            yield Static(id="scope")
            yield Rows()
        with Vertical(id="foot"):
            yield LineField()
            yield Static(id="meaning")

    def on_mount(self) -> None:
        """Show the settings."""
        self.refresh_words()

    def refresh_words(self) -> None:
        words = self.words
        self.top(words("Settings"), title_text(self.edition.title) if self._own else "")
        scope = words("For this course only") if self._own else words("For all courses")
        scope_line = Content.styled(scope, BOLD) + "\n"
        self.query_one("#scope", Static).update(scope_line)
        self._show_rows()
        self._tell()
        self.call_after_refresh(self.show_keys)

    @property
    def _course(self) -> str:
        return self.edition.id if self._own else ""

    @property
    def _chosen(self) -> Setting:
        return list(SETTINGS.values())[self.query_one(Rows).cursor]

    def _show_rows(self) -> None:
        width = min(_COLUMN, self.size.width) - _AROUND
        self.query_one(Rows).show([self._entry(each, width) for each in SETTINGS.values()])

    def _value(self, setting: Setting) -> Content:
        value = value_of(self.learner.state, setting.key, self._course)
        return shortened(Content(value_text(setting, value, self.words)), _VALUE)

    def _entry(self, setting: Setting, width: int) -> Content:
        """What a setting is at the left, its value at the right."""
        source = source_of(self.learner.state, setting.key, self._course)
        changed = source == ("course" if self._own else "all")
        value = self._value(setting).stylize("$accent" if changed else MUTED)
        name = Content(self.words.translate(setting.says))
        first, *rest = name.wrap(max(8, width - value.cell_length - 2))
        gap = " " * max(2, width - first.cell_length - value.cell_length)
        return Content("\n").join([first + gap + value, *rest])

    def _tell(self, refusal: Refusal | None = None) -> None:
        """Say what the setting under the cursor takes, or why a value was refused."""
        words, setting = self.words, self._chosen
        refusal = refusal or ignored(self.learner.state, setting.key, self._course)
        if refusal is not None:
            line = Content.styled(words.translate(refusal.message), "$error")
        else:
            parts = [setting.key]
            if bounds := bounds_text(setting, words):
                parts.append(bounds)
            value, source = beneath(setting)
            value = value_text(setting, value, words)
            if source == "default":
                parts.append(words("default {value}", value=value))
            else:
                file = CONFIG_FILE if source == "config" else CLASS_FILE
                parts.append(words("{value} in {file}", value=value, file=file))
            if self._own and not setting.per_course:
                parts.append(words("applies to all courses"))
            line = Content.styled(" · ".join(parts), MUTED)
        self.query_one("#meaning", Static).update(line)

    def on_resize(self) -> None:
        """The values stand at the right edge."""
        self._show_rows()

    # Actions

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(Rows).move(step)
        self._tell()

    async def on_rows_chosen(self) -> None:
        """A row was clicked."""
        await self.action_change()

    async def action_change(self) -> None:
        """Turn a yes to a no; ask for any other value."""
        setting = self._chosen
        value = value_of(self.learner.state, setting.key, self._course)
        if isinstance(value, bool):
            await self._keep(not value)
            return
        if choices := choices_of(setting):
            await self._keep(choices[(choices.index(value) + 1) % len(choices)])
            return
        field = self.query_one(Input)
        field.value = value_text(setting, value, self.words) if value not in ("", []) else ""
        field.add_class("-open")
        field.focus()
        self._tell()
        self.call_after_refresh(self.show_keys)

    async def on_input_submitted(self, message: Input.Submitted) -> None:
        """A value was typed."""
        message.stop()
        try:
            value = read_value(self._chosen, message.value)
        except Refusal as refusal:
            self._tell(refusal)
            return
        self._close_field()
        await self._keep(value)

    def _close_field(self) -> None:
        self.query_one(Input).remove_class("-open")
        self.set_focus(None)
        self.call_after_refresh(self.show_keys)

    async def _keep(self, value: object) -> None:
        setting = self._chosen
        course = self._course if setting.per_course else ""
        change = setting_event(self.learner.now(), setting.key, value, course)
        if await self.app.keep(Step((change,))):
            self.app.wear_theme()
            self.app.apply_readings()
            self.app.choose_words()

    async def action_reset(self) -> None:
        """Take the value under the cursor back."""
        await self._keep(None)

    def action_scope(self) -> None:
        """Set values for this course alone from now on, or for all."""
        self._own = not self._own
        self.refresh_words()

    async def action_home(self) -> None:
        """Close the field, else the screen."""
        if self.query_one(Input).has_class("-open"):
            self._close_field()
            self._tell()
        else:
            await super().action_home()
