"""Lines of a plain text: headings, items, and text that was wrapped."""

from __future__ import annotations

import pytest

from studykit.formats.article.blocks import Block
from studykit.formats.article.plain_text import as_markdown, plain_blocks


def blocks(text: str) -> list[str]:
    """Each block as `line kind: text`."""
    return [
        f"{block.line} {block.kind}{' alone' if block.alone else ''}: {block.text}"
        for block in plain_blocks(text)
    ]


WIDE = "河水每年春天從山上帶來許多泥沙流到寬闊的平"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\nOne\n\n\n  Two \n", ["2 text alone: One", "5 text alone: Two"]),
        # Lines of about one width are one paragraph, of any other width each its own.
        (
            "The river carries sand\nand gravel to the plain\nevery spring.",
            ["1 text: The river carries sand and gravel to the plain every spring."],
        ),
        (f"{WIDE}\n{WIDE}\n原。", [f"1 text: {WIDE}{WIDE}原。"]),
        (f"{WIDE}\nrivers", [f"1 text: {WIDE}rivers"]),
        (f"{'a' * 19}\n{'b' * 19}", [f"1 text: {'a' * 19}", f"2 text: {'b' * 19}"]),
        (f"{'a' * 20}\n{'b' * 20}", [f"1 text: {'a' * 20} {'b' * 20}"]),
        (f"{'a' * 110}\n{'b' * 9}", [f"1 text: {'a' * 110} {'b' * 9}"]),
        (f"{'a' * 111}\n{'b' * 9}", [f"1 text: {'a' * 111}", f"2 text: {'b' * 9}"]),
        (f"{'a' * 30}\n{'b' * 50}", [f"1 text: {'a' * 30}", f"2 text: {'b' * 50}"]),
        (f"{'a' * 31}\n{'b' * 50}", [f"1 text: {'a' * 31} {'b' * 50}"]),
        # Items, and numbered lines that may be headings.
        ("- one\n* two\n3. three", ["1 item: - one", "2 item: * two", "3 item: 3. three"]),
        ("- one", ["1 item: - one"]),
        ("3. three", ["1 text alone: 3. three"]),
        ("3) three", ["1 item: 3) three"]),
        ("一、沙\n河水很長。", ["1 text alone: 一、沙", "2 text: 河水很長。"]),
        ("一、沙很細。\n河水很長。", ["1 text: 一、沙很細。", "2 text: 河水很長。"]),
        (f"一、{'沙' * 38}\n河。", [f"1 text alone: 一、{'沙' * 38}", "2 text: 河。"]),
        (f"一、{'沙' * 39}\n河。", [f"1 text: 一、{'沙' * 39}河。"]),
        # What was wrapped goes on with a text alone.
        (
            "一、The river carries sand and\nand gravel to the plain all\nof the spring.",
            [
                "1 text alone: 一、The river carries sand and",
                "2 text: and gravel to the plain all of the spring.",
            ],
        ),
        (
            "- The river carries sand and\nand gravel to the plain all\nof the spring.",
            [
                "1 item: - The river carries sand and",
                "2 text: and gravel to the plain all of the spring.",
            ],
        ),
    ],
)
def test_blocks(text: str, found: list[str]) -> None:
    assert blocks(text) == found


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (Block("a*b_c [d] <e>", 1), "a\\*b\\_c \\[d\\] \\<e\\>"),
        (Block("1. a", 1), "1\\. a"),
        (Block("12) a", 1), "12\\) a"),
        (Block("# a", 1), "\\# a"),
        (Block("#a", 1), "#a"),
        (Block("+ a", 1), "\\+ a"),
        (Block("===", 1), "\\==="),
        (Block("~~~", 1), "\\~~~"),
        (Block("• a*", 1, kind="item"), "- a\\*"),
        (Block("12) a", 1, kind="item"), "12. a"),
        (Block("- - a", 1, kind="item"), "- \\- a"),
    ],
)
def test_a_plain_block_is_shown_as_it_is(block: Block, markdown: str) -> None:
    assert as_markdown(block) == markdown
