"""Searching everything in the course, or in one lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from studykit.study.search import Hit, Search
from studykit.study.teaching import section_of_card, section_of_question
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.events import Key
    from textual.widget import Widget

_SHOWN = 30


class SearchScreen(StudyScreen):
    """A field, and what has all its words."""

    BINDINGS = bindings("search")

    def __init__(self, lesson: str | None = None) -> None:
        super().__init__()
        self._lesson = lesson
        self._hits: list[Hit] = []
        self._search: Search | None = None

    def body(self) -> Iterator[Widget]:
        yield Input(id="query")
        yield Static(id="count", classes="muted column")
        with VerticalScroll(classes="page", can_focus=False):
            yield Rows(hang=2)

    def on_mount(self) -> None:
        """Ready to type."""
        self.refresh_words()
        self.query_one(Input).focus()

    def refresh_words(self) -> None:
        self._search = Search(self.edition, self._lesson)
        words, title, field = self.words, self.edition.title, self.query_one(Input)
        field.placeholder = words("search the whole course")
        if self._lesson is not None:
            title = next(o.title for o in self.edition.lessons if o.id == self._lesson)
            field.placeholder = words("search this lesson")
        self.top(words("Search"), safe(title))
        self._find(field.value)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Search as one types."""
        self._find(message.value)

    def _find(self, query: str) -> None:
        search = self._search
        self._hits = search(query, limit=_SHOWN) if search else []
        words, told = self.words, ""
        if query.strip():
            told = words.many(len(self._hits), "{n} place", "{n} places")
            if not self._hits:
                told = words("Nothing has all these words.")
        self.query_one("#count", Static).update(Content(told))
        rows = self.query_one(Rows)
        rows.show([self._entry(hit) for hit in self._hits])

    def _entry(self, hit: Hit) -> Content:
        kinds = {"section": "§", "card": "▭", "question": "?"}
        start, end = hit.found
        snippet = Content(safe(hit.snippet)).stylize(BOLD, start, end)
        title = Content(safe(hit.title)).truncate(60, ellipsis=True)
        head = Content.assemble((f"{kinds[hit.kind]} ", "$accent"), title)
        return head + "\n" + snippet.stylize(MUTED)

    def on_key(self, event: Key) -> None:
        """Arrows go through the places while one types."""
        rows = self.query_one(Rows)
        if event.key in ("up", "down"):
            rows.move(-1 if event.key == "up" else 1)
            event.stop()

    def on_input_submitted(self) -> None:
        """Open the place under the cursor."""
        self._open(self.query_one(Rows).cursor)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A place was clicked."""
        self._open(message.number)

    def _open(self, number: int) -> None:
        if not 0 <= number < len(self._hits):
            return
        hit, edition = self._hits[number], self.edition
        section: str | None = hit.id
        if hit.kind == "card":
            section = section_of_card(edition, hit.id)
        elif hit.kind == "question":
            section = section_of_question(edition, hit.id)
        if section is None:
            lesson = next(o for o in edition.lessons if o.id == hit.lesson)
            section = lesson.sections[0].id if lesson.sections else None
        self.dismiss()
        if section is not None:
            self.app.open_section(section)
