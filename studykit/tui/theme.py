"""The looks: one accent colour and calm greys, each theme readable by WCAG 2.2 (AA)."""

from __future__ import annotations

from textual.theme import Theme

from studykit.learner import settings

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
    variables={"text-muted": "#a1a5ae"},
)
LIGHT = Theme(
    name="studykit-light",
    primary="#28598f",
    secondary="#28598f",
    accent="#28598f",
    foreground="#22262e",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e6e3db",
    success="#2a6534",
    warning="#7a5000",
    error="#a3372a",
    dark=False,
    variables={"text-muted": "#555960"},
)
HIGH_CONTRAST = Theme(
    name="studykit-high-contrast",
    primary="#ffd84a",
    secondary="#ffd84a",
    accent="#ffd84a",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1f1f1f",
    success="#5cf08a",
    warning="#ffd84a",
    error="#ffa39a",
    dark=True,
    variables={"text-muted": "#d6d6d6"},
)
COLOUR_BLIND = Theme(
    name="studykit-colour-blind",
    primary="#cbb8f0",
    secondary="#cbb8f0",
    accent="#cbb8f0",
    foreground="#dcdcdc",
    background="#16181d",
    surface="#1c1f26",
    panel="#262a33",
    # Blue and orange of the palette of Okabe and Ito: told apart with any colour vision.
    success="#56b4e9",
    warning="#f0e442",
    error="#e69f00",
    dark=True,
    variables={"text-muted": "#a8abb2"},
)
THEMES = {
    theme.name: (theme, settings.THEMES[theme.name])
    for theme in (DARK, LIGHT, HIGH_CONTRAST, COLOUR_BLIND)
}
"""Every theme that is offered, by its name, with what it is called."""
WITHOUT_COLOUR = "ansi-dark"
"""For NO_COLOR: the terminal's own colours only."""
