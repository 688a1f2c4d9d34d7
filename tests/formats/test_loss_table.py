"""The page on formats says what each of them holds."""

from __future__ import annotations

from studykit.formats.registry import FORMATS, WRITERS
from tests.loss_table import PAGE, page


def test_the_tables_are_those_that_writing_gives() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text), "python -m tests.loss_table writes them again"


def test_every_format_is_described() -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = {each.name for each in FORMATS} | set(WRITERS)
    assert not {name for name in names if f"`{name}`" not in text}
