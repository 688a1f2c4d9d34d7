"""Markdown, also that of lesson sites, line by line."""

from __future__ import annotations

import pytest

from studykit.formats.article.markdown_text import markdown_article


def blocks(text: str) -> list[str]:
    """Each block as `line kind: text`; a heading's kind is its level."""
    shown = []
    for block in markdown_article(text).blocks:
        kind = f"h{block.level}" if block.level else block.kind
        answer = f" → {block.answer!r}" if block.answer else ""
        alone = "" if block.level or not block.alone else " alone"
        shown.append(f"{block.line} {kind}{alone}: {block.text!r}{answer}")
    return shown


def dropped(text: str) -> list[str]:
    return [f"{d.line} {d.kind}: {d.text}" for d in markdown_article(text).dropped]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "# One\ntext\n## Two ##\n####### no",
            ["1 h1: 'One'", "2 text: 'text'", "3 h2: 'Two'", "4 text: '####### no'"],
        ),
        ("# One {#id .x}\n# ##", ["1 h1: 'One'", "2 h1: '##'"]),
        ("One\n===\n\nTwo\n---\ntext", ["1 h1: 'One'", "4 h2: 'Two'", "6 text: 'text'"]),
        ("One\ntwo\n---\nmore\n-", ["1 text: 'One\\ntwo\\n---\\nmore\\n-'"]),
        (
            "- a\n- b\n  more\n3. c\n\n> q\n> r",
            [
                "1 item: '- a'",
                "2 item: '- b\\n  more'",
                "4 item: '3. c'",
                "6 quote: '> q\\n> r'",
            ],
        ),
        (
            "|a|b|\n|-|-|\n\na | b\n--- | ---\n",
            ["1 table: '|a|b|\\n|-|-|'", "4 table: 'a | b\\n--- | ---'"],
        ),
        (
            "![A](b.png){.w}\n\nx ![A](b.png)",
            ["1 figure: '![A](b.png)'", "3 text: 'x ![A](b.png)'"],
        ),
        ("[^1]: A note.\n\nA text[^1].", ["1 note: '[^1]: A note.'", "3 text: 'A text[^1].'"]),
        (
            "text\n```py\n# no\n\n- no\n```\nmore",
            ["1 text: 'text'", "2 code: '```py\\n# no\\n\\n- no\\n```'", "7 text: 'more'"],
        ),
        (
            "~~~~\n~~~\n~~~~\nmore\n```\nopen",
            ["1 code: '~~~~\\n~~~\\n~~~~'", "4 text: 'more'", "5 code: '```\\nopen'"],
        ),
        (
            "One <b>two</b> <i>three</i> H<sub>2</sub>O\n<span>x</span>",
            ["1 text: 'One **two** three H<sub>2</sub>O\\nx'"],
        ),
        ("See {ref}`x` and :ref:`y`, `a <b>`.", ["1 text: 'See {ref}`x` and, `a <b>`.'"]),
        (
            "a\n<div>\nb\n</div>\nc\n<br>\nd",
            ["1 text: 'a'", "3 text: 'b'", "5 text: 'c\\n<br>\\nd'"],
        ),
        ("a<!-- one\ntwo -->\n\nb", ["1 text: 'a'", "4 text: 'b'"]),
    ],
)
def test_blocks(text: str, found: list[str]) -> None:
    assert blocks(text) == found


@pytest.mark.parametrize(
    ("text", "found", "out"),
    [
        (
            "a\nimport X from 'y'\nb",
            ["1 text: 'a'", "3 text: 'b'"],
            ["2 markup: import X from 'y'"],
        ),
        (
            "{% x %}\n{: .note}\n{{< y >}}\nb",
            ["4 text: 'b'"],
            ["1 markup: {% x %}", "2 markup: {: .note}", "3 markup: {{< y >}}"],
        ),
        (
            "::: objectives\n- one\n- two\n:::\nb",
            ["5 text: 'b'"],
            ["2 objectives: - one", "3 objectives: - two"],
        ),
        ("::: note\n## Note\ntext\n:::\nb", ["3 text: 'text'", "5 text: 'b'"], []),
        (
            "::: tip\n## Mind\ntext\n:::\nb",
            ["2 text: '**Mind**'", "3 text: 'text'", "5 text: 'b'"],
            [],
        ),
        ("::: {.callout-tip}\ntext\n::::\nb", ["2 text: 'text'", "4 text: 'b'"], []),
        ("a\n:::\nb\n::: note\nc", ["1 text: 'a'", "3 text: 'b'", "5 text: 'c'"], []),
    ],
)
def test_what_is_no_text(text: str, found: list[str], out: list[str]) -> None:
    assert blocks(text) == found
    assert dropped(text) == out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "::: challenge\n## Sand\nWhat?\n\n::: solution\n## Solution\nStones.\n\n"
            "Small.\n:::\n:::\nb",
            ["1 exercise: '**Sand**\\n\\nWhat?' → 'Stones.\\n\\nSmall.'", "12 text: 'b'"],
        ),
        ("::: exercise\nWhat?\n:::\nb", ["1 text: 'What?'", "4 text: 'b'"]),
        ("::: exercise\nWhat?\n\nWhy?\n:::", ["1 text: 'What?\\n\\nWhy?'"]),
        ("::: exercise\n::: solution\nStones.\n:::\n:::\nb", ["6 text: 'b'"]),
        (
            "::: exercise\nWhat?\n::: task\nWhy?\n:::\n::: answer\nSo.\n:::\n:::\nb",
            ["1 exercise: 'What?\\n\\nWhy?' → 'So.'", "10 text: 'b'"],
        ),
        (
            "::: exercise\nWhat?\n::: answer\n```\n:::\n```\nSo.",
            ["1 exercise: 'What?' → '```\\n:::\\n```\\n\\nSo.'"],
        ),
        (
            '!!! question "Sand"\n    What?\n\n    ??? answer\n        So.\n\n'
            "        And so.\nb",
            ["1 exercise: '**Sand**\\n\\nWhat?' → 'So.\\n\\nAnd so.'", "8 text: 'b'"],
        ),
        (
            '!!! note "Mind"\n    One.\n\n    ```\n    x\n    ```\nb\n!!! note\n    c',
            [
                "1 text: '**Mind**'",
                "2 text: 'One.'",
                "4 code: '```\\nx\\n```'",
                "7 text: 'b'",
                "9 text: 'c'",
            ],
        ),
        (
            "a\n  !!! note\n      One.\n    Two.",
            ["1 text: 'a'", "3 text: 'One.'", "4 text: '    Two.'"],
        ),
    ],
)
def test_exercises_and_notes(text: str, found: list[str]) -> None:
    assert blocks(text) == found


@pytest.mark.parametrize(
    ("front", "head"),
    [
        (
            "---\ntitle: A  river\ndate: 2024-03-02\nlang: de\n---\n",
            ("A river", "2024-03-02", "de"),
        ),
        ("---\ntitle: A\nlanguage: fr\n---\n", ("A", "", "fr")),
        ('+++\ntitle = "A"\ndate = 2024-03-02T10:00:00\n+++\n', ("A", "2024-03-02", "")),
        ("+++\ntitle = \n+++\n", ("", "", "")),
        ("---\n- a\n---\n", ("", "", "")),
        ("---\ntitle: [\n---\n", ("", "", "")),
        ("---\ndate: soon\n---\n", ("", "", "")),
    ],
)
def test_front_matter(front: str, head: tuple[str, str, str]) -> None:
    article = markdown_article(f"{front}text")
    assert (article.title, article.date, article.language) == head
    first = front.splitlines()[1]
    assert [(d.line, d.kind, d.text) for d in article.dropped] == [(1, "front matter", first)]
    assert [(b.line, b.text) for b in article.blocks] == [(front.count("\n") + 1, "text")]
    assert blocks(f"{front}One\n===\n> q") == [
        f"{front.count(chr(10)) + 1} h1: 'One'",
        f"{front.count(chr(10)) + 3} quote: '> q'",
    ]
