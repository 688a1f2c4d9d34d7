"""Drawing the signs of the interface in ASCII, on terminals where they would be too wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.text.ambiguous import for_terminal

if TYPE_CHECKING:
    from textual.driver import Driver


def drawing_in_ascii(driver: type[Driver]) -> type[Driver]:
    """`driver`, drawing signs in ASCII."""

    class AsciiSigns(driver):  # type: ignore[valid-type, misc]
        """Signs become ASCII at the very last, so that all before agrees on their width."""

        def write(self, data: str) -> None:
            super().write(for_terminal(data))

    return AsciiSigns
