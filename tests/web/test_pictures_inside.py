"""The pictures of a course stand in the page itself."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from studykit.web.pictures import with_pictures
from tests.web.courses import written
from tests.web.journey import journey, written_page
from tests.web.node import needs_browser, needs_node

pytestmark = pytest.mark.long

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_a_picture_of_the_course_is_in_the_text_with_its_alternative(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(DOT)
    shown = with_pictures("See ![a “dot” & more](dot.png) here.", tmp_path)
    assert shown.startswith('See <img src="data:image/png;base64,')
    assert shown.endswith('" alt="a “dot” &amp; more"> here.')


@pytest.mark.parametrize(
    "address", ["gone.png", "../secret.png", "https://example.org/x.png", "notes.txt", "/x.png"]
)
def test_of_what_is_no_picture_of_the_course_the_alternative_is_shown(
    tmp_path: Path, address: str
) -> None:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(DOT)
    shown = with_pictures(f"![a dot]({address})", folder)
    assert shown == '<span class="image">a dot</span>'


@needs_node
@needs_browser
def test_a_picture_is_shown_and_runs_nothing(tmp_path: Path) -> None:
    sections = [{"id": "s", "title": "S", "text": "![dot](dot.png)\n\n![drawing](d.svg)"}]
    folder = written(tmp_path / "c", sections=sections)
    (folder / "dot.png").write_bytes(DOT)
    (folder / "d.svg").write_bytes(SVG)
    page = written_page(tmp_path, folder)
    seen = journey(page, ["go", "/read/s"], ["count", "main img"])
    assert seen.last == 2
