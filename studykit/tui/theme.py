"""The looks: one accent colour and calm greys, each theme readable by WCAG 2.2 (AA)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from studykit.learner.themes import Palette

DARK, LIGHT = "studykit-dark", "studykit-light"
WITHOUT_COLOUR = "ansi-dark"
"""For NO_COLOR: the terminal's own colours only."""


def theme_of(name: str, palette: Palette) -> Theme:
    """A theme as textual takes it."""
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.accent,
        accent=palette.accent,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        success=palette.success,
        warning=palette.warning,
        error=palette.error,
        dark=palette.dark,
        variables={"text-muted": palette.muted},
    )
