"""Searching everything in the course, or in one lesson."""

from __future__ import annotations

import asyncio
from re import sub
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from studykit.planning.source_sections import section_of_card, section_of_question
from studykit.study.search import Hit, Search
from studykit.tui.actions import bindings
from studykit.tui.layout import shortened
from studykit.tui.loading import read_aside
from studykit.tui.markdown import BOLD, MUTED, safe, title_text
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.fields import LineField
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

_SHOWN = 30


def without_marks(text: str) -> str:
    """A piece of Markdown in one line, as it reads: without its marks."""
    return sub(r"\s+", " ", sub(r"\s*\|[\s|]*", " · ", sub(r"\*\*|`", "", text)))


class _Wanted(NamedTuple):
    """What is looked for, and where."""

    query: str
    search: Search


class SearchScreen(StudyScreen):
    """A field, and what has all its words."""

    BINDINGS = bindings("search")
    DEFAULT_CSS = """
    SearchScreen #field { height: 2; padding: 1 2 0 2; align-horizontal: center; }
    SearchScreen #query { max-width: 76; }
    """

    def __init__(self, lesson: str | None = None) -> None:
        super().__init__()
        self._lesson = lesson
        self._everywhere = False
        self._hits: list[Hit] = []
        self._search: Search | None = None
        self._wanted: _Wanted | None = None
        self._seeking = False
        self._open_first = False

    def body(self) -> Iterator[Widget]:
        with Vertical(id="field"):
            yield LineField(id="query")
        with VerticalScroll(classes="page", can_focus=False), Vertical(classes="column"):
            yield Static(id="count", classes="muted")
            yield Rows(hang=2, classes="gap")

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()
        self.refresh_words()

    def refresh_words(self) -> None:
        self._search = Search(self.edition, lesson=self._lesson, learner=self.learner)
        words, title, field = self.words, self.edition.title, self.query_one(Input)
        field.placeholder = words("search the whole course")
        if self._everywhere:
            field.placeholder = title = words("search all courses")
            self.run_worker(self._read_all(), group="reading", exclusive=True)
        elif self._lesson is not None:
            title = next(o.title for o in self.edition.lessons if o.id == self._lesson)
            field.placeholder = words("search this lesson")
        self.top(words("Search"), title_text(title))
        self._find(field.value)
        self.call_after_refresh(self.show_keys)

    async def _read_all(self) -> None:
        """Search all courses once their text is read; until then the one at hand."""
        search = Search(
            self.edition, *self.app.editions_of_other_courses(), learner=self.learner
        )
        await read_aside(search.prepare, self._tell_reading)
        self._search = search
        self._find(self.query_one(Input).value)

    def _tell_reading(self, done: int, of: int) -> None:
        text = self.words("Reading the courses … {done} / {of}", done=done, of=of)
        self.query_one("#count", Static).update(Content(text))

    def on_unmount(self) -> None:
        """Let go of the text: that of all courses is large."""
        self._search = self._wanted = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action holds now: one course cannot be widened to all."""
        return action != "widen" or len(self.app.library.courses) > 1

    def action_widen(self) -> None:
        """Search all courses, or no longer."""
        self._everywhere = not self._everywhere
        self.workers.cancel_group(self, "reading")
        self.refresh_words()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Search as one types."""
        self._find(message.value)

    def _find(self, query: str) -> None:
        if self._search is None:
            return
        self._wanted = _Wanted(query, self._search)
        if not self._seeking:
            self._seeking = True
            self.run_worker(self._seek(), group="seeking")

    async def _seek(self) -> None:
        """Search in a thread until what was found is what is wanted by then."""
        found: _Wanted | None = None
        while self._wanted is not None and found != self._wanted:
            found = self._wanted
            self._hits = await asyncio.to_thread(found.search, found.query, _SHOWN)
        self._seeking = False
        if found is not None:
            self._show(found.query)
        if self._open_first:
            self._open(0)

    def _show(self, query: str) -> None:
        words = self.words
        text = words(
            "Finds sections, cards and questions that have all the words you type. Enter opens"
            " the one that is marked."
        )
        if query.strip():
            text = words.many(len(self._hits), "{n} place", "{n} places")
            if not self._hits:
                text = words("No passage contains all these words.")
        self.query_one("#count", Static).update(Content(text))
        self.query_one(Rows).show([self._entry(hit) for hit in self._hits])

    def _entry(self, hit: Hit) -> Content:
        kinds = {"section": "§", "card": "▭", "question": "?"}
        start, end = hit.found
        parts = (hit.snippet[:start], hit.snippet[start:end], hit.snippet[end:])
        before, found, after = (safe(without_marks(part)) for part in parts)
        snippet = Content.assemble(before, (found, BOLD), after)
        title = shortened(Content(title_text(hit.title)), 60)
        if hit.edition is not self.edition:
            title += Content.styled(f"  {title_text(hit.edition.title)}", MUTED)
        head = Content.assemble((f"{kinds[hit.kind]} ", "$accent"), title)
        return head + "\n" + snippet.stylize(MUTED)

    def action_move(self, step: int) -> None:
        """Go through the places, also while one types."""
        self.query_one(Rows).move(step)

    def action_open(self) -> None:
        """Open the place under the cursor; the first one when they are still looked for."""
        self._open_first = self._seeking
        if not self._seeking:
            self._open(self.query_one(Rows).cursor)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A place was clicked."""
        self._open(message.number)

    def _open(self, number: int) -> None:
        self._open_first = False
        if not 0 <= number < len(self._hits):
            return
        hit = self._hits[number]
        edition = hit.edition
        section: str | None = hit.id
        if hit.kind == "card":
            section = section_of_card(edition, hit.id)
        elif hit.kind == "question":
            section = section_of_question(edition, hit.id)
        if section is None:
            sections = next((o.sections for o in edition.lessons if o.id == hit.lesson), ())
            section = sections[0].id if sections else None
        find = tuple(self.query_one(Input).value.split())
        if edition is not self.edition:
            self.app.run_worker(self.app.go_to_course(edition, section, find))
            return
        self.dismiss()
        if section is not None:
            self.app.open_section(section, find=find)
