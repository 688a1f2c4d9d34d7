"""What stands around an article, line by line."""

from __future__ import annotations

import pytest

from studykit.formats.article.blocks import Block
from studykit.formats.article.boilerplate import without_boilerplate

TEXT = "a" * 100


def kept(*blocks: str | tuple[str, int] | Block, form: str = "html") -> list[str]:
    """What is kept of lines and of headings `(text, level)`, and what is dropped as
    `-kind: text`; `…` is a hundred letters of text."""
    made = [
        each
        if isinstance(each, Block)
        else Block(each.replace("…", TEXT), number, alone=len(each) < 90)
        if isinstance(each, str)
        else Block(each[0], number, each[1])
        for number, each in enumerate(blocks)
    ]
    own, dropped = without_boilerplate(made, form)  # type: ignore[arg-type]
    lines = {block.line: block.text.replace(TEXT, "…") for block in own}
    lines |= {d.line: f"-{d.kind}: {d.text.replace(TEXT, '…')}" for d in dropped}
    assert len(own) + len(dropped) == len(blocks)
    return [lines[number] for number in sorted(lines)]


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        (["Title", "…", "Title", "…"], ["Title", "…", "-running title: Title", "…"]),
        (["x" * 60, "…", "x" * 60], ["x" * 60, "…", f"-running title: {'x' * 60}"]),
        (["x" * 61, "…", "x" * 61], ["x" * 61, "…", "x" * 61]),
        (["Title", "…", "Other", "Other"], ["Title", "…", "Other", "Other"]),
        # A section of references goes with all it holds, up to a heading as high.
        (
            [
                ("One", 2),
                "…",
                ("References", 2),
                "A survey",
                ("Books", 3),
                "B",
                ("Two", 2),
                "…",
            ],
            [
                "One",
                "…",
                "-references: References",
                "-references: A survey",
                "-references: Books",
                "-references: B",
                "Two",
                "…",
            ],
        ),
        # Before a good part of the text has passed only its heading goes.
        ([("References", 2), "A survey", "…"], ["-references: References", "A survey", "…"]),
        (
            [("Contents", 2), "1 One", ("One", 2), "…"],
            ["-navigation: Contents", "-navigation: 1 One", "One", "…"],
        ),
        # Comments run to the end, whatever follows; a menu may name them too.
        (
            ["…", "Comments", "Nice!", ("More", 1), "…"],
            ["…", "-comments: Comments", "-comments: Nice!", "-comments: More", "-comments: …"],
        ),
        (["Comments", "…", "…"], ["-comments: Comments", "…", "…"]),
        (
            ["…", "Related articles", "One", "…"],
            ["…", "-related: Related articles", "-related: One", "-related: …"],
        ),
        (["Related articles", "…"], ["Related articles", "…"]),
        (["…", "References", "…"], ["…", "References", "…"]),
        (["…", "Contents", "…"], ["…", "Contents", "…"]),
        # What comes near the end behind a line of the editors is no article.
        (
            ["…", "責任編輯：王", "More"],
            ["…", "-editors: 責任編輯：王", "-after the article: More"],
        ),
        (
            ["…", "Share this", ("More", 2)],
            ["…", "-sharing: Share this", "-after the article: More"],
        ),
        (["Share this", "…"], ["-sharing: Share this", "…"]),
        # A line is judged by how it begins: a short one, but disclaimers and addresses.
        (["…", f"See also: {'x' * 50}", "…"], ["…", f"-navigation: See also: {'x' * 50}", "…"]),
        (["…", f"See also: {'x' * 51}", "…"], ["…", f"See also: {'x' * 51}", "…"]),
        (["…", f"Copyright {'x' * 60}", "…"], ["…", f"-disclaimer: Copyright {'x' * 60}", "…"]),
        (["…", f"Source: {'x' * 192}", "…"], ["…", f"-address: Source: {'x' * 192}", "…"]),
        (["…", f"Source: {'x' * 193}", "…"], ["…", f"Source: {'x' * 193}", "…"]),
        (["…", Block("Source: x", 1, kind="code"), "…"], ["…", "Source: x", "…"]),
        ([("One [edit]", 2), "…", ("[edit]", 2), "…"], ["One", "…", "[edit]", "…"]),
    ],
)
def test_of_a_page(blocks: list[str | tuple[str, int] | Block], found: list[str]) -> None:
    assert kept(*blocks) == found


def test_a_text_goes_on_behind_a_line_of_the_editors() -> None:
    assert kept("…", "責任編輯：王", "More", form="text") == [
        "…",
        "-editors: 責任編輯：王",
        "More",
    ]


def test_a_lesson_on_programming_may_have_a_section_on_comments() -> None:
    found = kept("…", ("Comments", 2), "…", ("References", 2), "A", form="markdown")
    assert found == ["…", "Comments", "…", "-references: References", "-references: A"]


def test_of_a_file_without_text_nothing_is_taken() -> None:
    assert without_boilerplate([], "text") == ([], [])
