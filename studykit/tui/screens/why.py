"""Why a card comes now, on a panel: its memory, then what was done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from studykit.planning.card_history import history_lines, why_rows
from studykit.tui.markdown import BOLD, MUTED
from studykit.tui.screens.panel import PanelScreen

if TYPE_CHECKING:
    from studykit.language.words import Words
    from studykit.planning.card_history import Why


def why_panel(why: Why | None, words: Words) -> PanelScreen:
    """The panel; of a new card there is nothing to tell."""
    title = words("Why this card comes now")
    if why is None:
        return PanelScreen(title, [Content(words("New card: no history yet."))])
    rows = list(why_rows(why, words))
    widest = max(Content(name).cell_length for name, _ in rows)
    lines = []
    for name, value in rows:
        gap = " " * (widest - Content(name).cell_length + 2)
        lines.append(Content.styled(name + gap, MUTED) + value)
    if why.history:
        lines += [Content(""), Content.styled(words("History"), BOLD)]
        lines += [Content(line) for line in history_lines(why, words)]
    return PanelScreen(title, lines)
