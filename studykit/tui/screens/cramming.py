"""Choosing what to cram: first the kind, then where there are several, the very one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.planning.selection import (
    WITHIN,
    Selection,
    objectives,
    select,
    selection_line,
    sizes,
    tags,
)
from studykit.tui.screens.chooser import Choice, ChooserScreen

if TYPE_CHECKING:
    from studykit.tui.screens.base import StudyScreen


def choose_cram(screen: StudyScreen) -> None:
    """Ask what to cram, then cram it."""
    words, edition = screen.words, screen.edition
    kinds: list[tuple[str, list[Selection]]] = [
        (words("The whole course"), [Selection()]),
        (words("Recently missed"), [Selection(missed=True)]),
        (words("Due soon"), [Selection(due_within=days) for days in WITHIN]),
        (words("One lesson"), [Selection(lessons=(x.id,)) for x in edition.lessons if x.cards]),
        (words("One objective"), [Selection(objectives=(key,)) for key in objectives(edition)]),
        (words("One tag"), [Selection(tags=(tag,)) for tag in tags(edition)]),
    ]
    counted = sizes(edition, screen.learner.state)

    def size(selection: Selection) -> str:
        count = counted.get(selection)
        if count is None:
            count = len(select(edition, screen.learner.state, screen.learner.now(), selection))
        return words.many(count, "{n} card", "{n} cards")

    def chosen(among: list[Selection] | None) -> None:
        if among is None:
            return
        if len(among) == 1:
            _cram(screen, among[0])
            return
        ones = [Choice(one, selection_line(edition, one, words), size(one)) for one in among]
        screen.app.push_screen(ChooserScreen(title, ones), lambda one: _cram(screen, one))

    title = words("Cram: your review schedule does not change")
    choices = [
        Choice(among, name, size(among[0]) if len(among) == 1 else "…")
        for name, among in kinds
        if among
    ]
    screen.app.push_screen(ChooserScreen(title, choices), chosen)


def _cram(screen: StudyScreen, selection: Selection | None) -> None:
    from studykit.tui.screens.review import ReviewScreen

    if selection is not None:
        screen.app.go_to(ReviewScreen(selection))
