"""The colours of the app's themes, and whether they can be read: contrast after WCAG 2.2."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = ("foreground", "muted", "accent", "success", "warning", "error")
GROUNDS = ("background", "surface", "panel", "cursor")
LEAST_CONTRAST = 4.5
"""The least between a text and what it stands on (WCAG 2.2, AA)."""
_CURSOR = 0.22
"""How much of the accent the row of the cursor has."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Palette:
    """The colours of a theme, as `#rrggbb`."""

    accent: str
    foreground: str
    muted: str
    background: str
    surface: str
    panel: str
    success: str
    warning: str
    error: str

    @property
    def dark(self) -> bool:
        """Whether white would be more legible on it than black."""
        return contrast(self.background, "#ffffff") > contrast(self.background, "#000000")

    @property
    def cursor(self) -> str:
        """The ground of the row of the cursor."""
        mixed = (
            round(low + (high - low) * _CURSOR)
            for low, high in zip(_parts(self.background), _parts(self.accent), strict=True)
        )
        return "#" + "".join(f"{part:02x}" for part in mixed)

    def too_weak(self) -> Iterator[tuple[str, str, float]]:
        """Each text that cannot be read on a ground, with the contrast that they have."""
        for text in TEXTS:
            for ground in GROUNDS:
                found = contrast(getattr(self, text), getattr(self, ground))
                if found < LEAST_CONTRAST:
                    yield text, ground, found


COLOURS = tuple(each.name for each in fields(Palette))
PALETTES = {
    "studykit-dark": Palette(
        accent="#7aa2d4",
        foreground="#d5d8de",
        muted="#a1a5ae",
        background="#16181d",
        surface="#1c1f26",
        panel="#262a33",
        success="#8fbf8f",
        warning="#d9b26a",
        error="#d98a80",
    ),
    "studykit-light": Palette(
        accent="#28598f",
        foreground="#22262e",
        muted="#555960",
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#e6e3db",
        success="#2a6534",
        warning="#7a5000",
        error="#a3372a",
    ),
    "studykit-high-contrast": Palette(
        accent="#ffd84a",
        foreground="#ffffff",
        muted="#d6d6d6",
        background="#000000",
        surface="#000000",
        panel="#1f1f1f",
        success="#5cf08a",
        warning="#ffd84a",
        error="#ffa39a",
    ),
    # Blue and orange of the palette of Okabe and Ito: told apart with any colour vision.
    "studykit-colour-blind": Palette(
        accent="#cbb8f0",
        foreground="#dcdcdc",
        muted="#a8abb2",
        background="#16181d",
        surface="#1c1f26",
        panel="#262a33",
        success="#56b4e9",
        warning="#f0e442",
        error="#e69f00",
    ),
}
"""The themes that come with the program, the first of which is the default."""


def is_colour(value: object) -> bool:
    """Whether `value` is a colour as `#rrggbb`."""
    return isinstance(value, str) and _COLOUR.fullmatch(value) is not None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
