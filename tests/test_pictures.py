"""The README's pictures show every character in the cells it takes in a terminal."""

from __future__ import annotations

import re
from html import unescape

import pytest
from rich.cells import cell_len

from tests.pictures import CELL, FOLDER, PICTURES

_TEXT = re.compile(r'<text [^>]*textLength="([^"]+)"[^>]*>([^<]*)</text>')


@pytest.mark.parametrize("name", PICTURES)
def test_every_text_has_the_width_of_its_cells(name: str) -> None:
    texts = _TEXT.findall((FOLDER / f"{name}.svg").read_text(encoding="utf-8"))
    assert texts
    for length, text in texts:
        assert float(length) == pytest.approx(CELL * cell_len(unescape(text)), abs=0.1), text
