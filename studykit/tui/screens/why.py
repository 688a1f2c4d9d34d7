"""Why a card comes now, on a panel: its memory, then what was done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from studykit.planning.card_history import history_lines, why_rows
from studykit.tui.markdown import BOLD, MUTED
from studykit.tui.screens.panel import PanelScreen
from studykit.tui.widgets.bars import hanging

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.language.words import Words
    from studykit.planning.card_history import Why

_BESIDE = 56
"""Cells from which a value has room beside its name."""


def why_panel(why: Why | None, words: Words) -> PanelScreen:
    """The panel; of a new card there is nothing to tell."""
    return PanelScreen(
        words("Why this card comes now"), lambda width: _lines(why, words, width)
    )


def _lines(why: Why | None, words: Words, width: int) -> Iterator[Content]:
    if why is None:
        yield Content(words("New card: no history yet."))
        return
    rows = list(why_rows(why, words))
    widest = max(Content(name).cell_length for name, _ in rows)
    for name, value in rows:
        label = Content.styled(name, MUTED)
        if width < _BESIDE:  # else the values would be squeezed
            yield label
            yield hanging(Content("  "), Content(value), width)
        else:
            head = label + " " * (widest - label.cell_length + 2)
            yield hanging(head, Content(value), width)
    if why.history:
        yield from (Content(""), Content.styled(words("History"), BOLD))
        yield from map(Content, history_lines(why, words))
