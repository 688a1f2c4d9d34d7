"""Every theme can be read: contrast by WCAG 2.2, computed from the colours it gives."""

from __future__ import annotations

import pytest
from textual.color import Color

from studykit.tui.theme import HIGH_CONTRAST, THEMES

TEXTS = ("foreground", "text-muted", "accent", "success", "warning", "error")
GROUNDS = ("background", "surface", "panel")
CURSOR = 0.22
"""How much of the accent the row of the cursor has."""


def luminance(colour: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_scale_of_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_of_a_theme_can_be_read_on_every_ground(name: str) -> None:
    theme = THEMES[name][0]
    colours = theme.to_color_system().generate() | theme.variables
    grounds = {ground: Color.parse(colours[ground]) for ground in GROUNDS}
    background, accent = grounds["background"], Color.parse(colours["accent"])
    grounds["cursor"] = background.blend(accent, CURSOR)
    least = 7.0 if theme is HIGH_CONTRAST else 4.5
    for text in TEXTS:
        for where, ground in grounds.items():
            got = contrast(Color.parse(colours[text]), ground)
            wanted = 4.5 if where == "cursor" else least
            assert got >= wanted, f"{name}: {text} on {where} has {got:.2f}:1"


def test_there_are_a_dark_a_light_and_a_high_contrast_theme_and_one_for_any_vision() -> None:
    assert len(THEMES) >= 4
    assert {theme.dark for theme, _ in THEMES.values()} == {True, False}
