"""The looks: one accent colour, calm greys, light and dark."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="studykit-dark",
    primary="#7aa2d4",
    secondary="#7aa2d4",
    accent="#7aa2d4",
    foreground="#d5d8de",
    background="#16181d",
    surface="#1c1f26",
    panel="#262a33",
    success="#8fbf8f",
    warning="#d9b26a",
    error="#d98a80",
    dark=True,
)
LIGHT = Theme(
    name="studykit-light",
    primary="#2b5f9e",
    secondary="#2b5f9e",
    accent="#2b5f9e",
    foreground="#22262e",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e6e3db",
    success="#2f6f3a",
    warning="#8a5a00",
    error="#a5382b",
    dark=False,
)
WITHOUT_COLOUR = "ansi-dark"
"""For NO_COLOR: the terminal's own colours only."""
