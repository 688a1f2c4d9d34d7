"""Every theme can be read: contrast by WCAG 2.2, computed from the colours it gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from studykit.learner.config import notices, read_config
from studykit.learner.settings import THEMES, stand_beneath
from studykit.learner.themes import COLOURS, GROUNDS, PALETTES, TEXTS, contrast
from studykit.tui.theme import theme_of
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press


def test_the_scale_of_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_of_a_theme_can_be_read_on_every_ground(name: str) -> None:
    palette = PALETTES[name]
    assert not list(palette.too_weak())
    if name == "studykit-high-contrast":
        for text in TEXTS:
            for ground in set(GROUNDS) - {"cursor"}:
                assert contrast(getattr(palette, text), getattr(palette, ground)) >= 7
    # What textual makes of it are these colours, but for its rounding.
    theme = theme_of(name, palette)
    colours = theme.to_color_system().generate() | theme.variables
    for colour in COLOURS:
        given = getattr(palette, colour)
        made = colours["text-muted" if colour == "muted" else colour]
        assert contrast(made, given) < 1.02, colour


def test_there_are_a_dark_a_light_and_a_high_contrast_theme_and_one_for_any_vision() -> None:
    assert PALETTES.keys() == THEMES.keys()
    assert {palette.dark for palette in PALETTES.values()} == {True, False}


async def test_an_own_theme_is_used_and_one_that_cannot_be_read_is_named(
    open_app: Open, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        """\
[settings]
theme = "sepia"
[themes.sepia]
base = "studykit-light"
background = "#fdf6e3"
surface = "#f6efdb"
panel = "#eee8d5"
error = "#97301F"
[themes.faint]
muted = "#444444"
[themes.odd]
acent = "#7aa2d4"
error = "red"
base = "studykit"
[themes.studykit-dark]
accent = "#ffffff"
""",
        encoding="utf-8",
    )
    config = read_config(file)
    assert list(config.themes) == ["sepia"]
    said = [f"{each.line}:{each.column}: {each.message}" for each in sorted(config.wrong)]
    assert said[0].startswith(
        "10:9: “muted” on “background” has a contrast of 1.8:1, and 4.5:1"
    )
    assert [each for each in said if not each.startswith("10:")] == [
        "12:1: There is no colour “acent”. Did you mean “accent”?",
        "13:9: Write the colour as “#1c1f26”.",
        "14:8: The base of a theme is one of studykit-dark, studykit-light, "
        "studykit-high-contrast, studykit-colour-blind.",
        "16:1: A theme is called by small letters, digits, - and _, and not as one that is "
        "there already: not “studykit-dark”.",
    ]
    try:
        stand_beneath(config.settings, config.themes)
        async with open_app((80, 40)) as pilot:
            assert pilot.app.theme == "sepia"
            assert pilot.app.current_theme.background == "#fdf6e3"
            assert not pilot.app.current_theme.dark
            shown = await press(pilot, "s", *["down"] * 40)
            assert "sepia in config.toml" in " ".join(shown.split())
            await press(pilot, "enter")
            assert pilot.app.theme == "studykit-dark"
            await press(pilot, "d")
            assert pilot.app.theme == "sepia"
            assert "sepia" in screen_text(pilot)
    finally:
        stand_beneath({})
    assert notices(config.wrong)
