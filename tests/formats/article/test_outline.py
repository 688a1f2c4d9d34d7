"""Which chapters and sections a document has, and which line of it is a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studykit.formats.article.boilerplate import without_boilerplate
from studykit.formats.article.outline import Outline, outline
from studykit.formats.article.reading import read_article

if TYPE_CHECKING:
    from studykit.formats.article.blocks import Form

LONG = "The river carries sand and gravel from the hills down to the plain every spring."
WIDE = "河水每年春天從山上帶來許多泥沙，流到寬闊的平原上，農人因此不必施肥也能豐收。"


def read(text: str, form: Form = "text") -> Outline:
    """The outline of a text in which … stands for a paragraph."""
    text = text.replace("……", WIDE).replace("…", LONG)
    article = read_article(text, form)
    article.blocks, dropped = without_boilerplate(article.blocks, form)
    article.dropped += dropped
    return outline(article, form, "name of the file")


def shown(found: Outline) -> list[str]:
    """The title, and each section as `chapter / section: text`."""
    lines = [" · ".join(filter(None, (found.title, found.date)))]
    for chapter in found.chapters:
        for section in chapter.sections:
            text = section.text.replace("\n\n", " | ").replace(LONG, "…").replace(WIDE, "…")
            own = " (own)" if section.own else ""
            lines.append(f"{chapter.title} / {section.title}{own} @{section.line}: {text}")
            lines += [f"? {p.asked} @{p.line}: {p.answer}" for p in section.pairs]
    return lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            "Rivers\n\nI. First of all\n\n…\n\nSand\n\nGrain\n\n…\n\nSilt\n\n…\n",
            [
                "Rivers",
                "I. First of all / I. First of all (own) @3: …",
                "Sand / Grain @9: …",
                "Sand / Silt @13: …",
            ],
            id="a heading right below another is its child, and so are those after it",
        ),
        pytest.param(
            "Rivers\n\nSand\n\n…\n\nSilt\n\n…\n",
            ["Rivers", "Rivers / Sand @3: …", "Rivers / Silt @7: …"],
            id="where no chapter has sections they are the sections of one",
        ),
        pytest.param(
            "Rivers\n\n1. Sand\n\n…\n\n1.1 Grain\n\n…\n\n1.1.1 Fine\n\n…\n\n2. Silt\n\n…",
            [
                "Rivers",
                "Sand / Sand (own) @3: …",
                "Sand / Grain @7: … | ### Fine | …",
                "Silt / Silt (own) @15: …",
            ],
            id="numbers say what is within what",
        ),
        pytest.param(
            "河流\n\n第一章 泥沙\n\n第一節 沙\n\n……\n\n第二節 泥\n\n……\n\n第二章 水\n\n……\n",
            [
                "河流",
                "泥沙 / 沙 @5: …",
                "泥沙 / 泥 @9: …",
                "水 / 水 (own) @13: …",
            ],
            id="chapters and their sections",
        ),
        pytest.param(
            "河流\n\n……\n\n一、沙\n\n……\n\n（一）泥\n\n……\n",
            ["河流", "沙 /  (own) @3: …", "沙 / 沙 (own) @5: …", "沙 / 泥 @9: …"],
            id="the lead stands before the first chapter",
        ),
        pytest.param(
            "…\n\n…\n",
            ["name of the file", "name of the file / name of the file (own) @1: … | …"],
            id="without headings the file's name is the title",
        ),
        pytest.param(
            "Rivers\n\n…\n",
            ["name of the file", "Rivers / Rivers (own) @1: …"],
            id="one heading is a chapter",
        ),
        pytest.param(
            f"Rivers\n\n{'x' * 60}\n\n…\n\n{'y' * 61}\n\n…\n\n"
            f"{'z ' * 12}\n\n…\n\n{'w ' * 13}\n\n…\n\n12\n\n…\n\nAn end.\n\n…",
            [
                "Rivers",
                f"Rivers / {'x' * 60} @3: … | {'y' * 61} | …",
                f"Rivers / {('z ' * 12).strip()} @11: … | {('w ' * 13).strip()} | … | 12"
                " | … | An end. | …",
            ],
            id="of at most sixty characters and twelve words, a letter among them",
        ),
        pytest.param(
            "Rivers\n\nSand\n\n…\n\nSilt\n\nQ: What is silt? A: Fine sand.\n\nWater\n\n…\n",
            [
                "Rivers",
                "Rivers / Sand @3: …",
                "Rivers / Water @11: …",
                "? What is silt? @9: Fine sand.",
            ],
            id="the questions of a chapter that holds nothing else go to the text before",
        ),
    ],
)
def test_unmarked_text(text: str, lines: list[str]) -> None:
    assert shown(read(text)) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            "# Rivers\n\n…\n\n## Sand\n\n…\n\n### Grain\n\n…\n\n#### Fine\n\n…\n",
            [
                "Rivers",
                "Sand /  (own) @3: …",
                "Sand / Sand (own) @5: …",
                "Sand / Grain @9: … | ### Fine | …",
            ],
            id="the only heading of the first level is the title",
        ),
        pytest.param(
            "# Sand\n\n…\n\n# Silt\n\n…\n",
            [
                "name of the file",
                "name of the file / Sand @1: …",
                "name of the file / Silt @5: …",
            ],
            id="two of the first level are no title",
        ),
        pytest.param(
            "---\ntitle: R - Atlas | Site\n---\n\n…\n",
            [
                "R - Atlas | Site",
                "R - Atlas | Site / R - Atlas | Site (own) @1: …",
            ],
            id="the title of the front matter is whole",
        ),
        pytest.param(
            "---\ntitle: Rivers\n---\n\nA line.\n\n# Rivers\n\n…\n\n# Silt\n\n…\n",
            ["Rivers", "Silt /  (own) @5: A line. | …", "Silt / Silt (own) @11: …"],
            id="the heading that repeats it goes",
        ),
        pytest.param(
            "## Sand\n\n…\n",
            ["name of the file", "Sand / Sand (own) @1: …"],
            id="one heading of the second level is a chapter",
        ),
        pytest.param(
            "# Rivers\n\n…\n",
            ["Rivers", "Rivers / Rivers (own) @1: …"],
            id="one of the first level is the title",
        ),
        pytest.param(
            "# Rivers\n\n### A note\n\n…\n\n## Sand\n\n…\n",
            ["Rivers", "Sand /  (own) @3: **A note** | …", "Sand / Sand (own) @7: …"],
            id="a deeper heading before the first chapter is a line in bold",
        ),
        pytest.param(
            "# Rivers\n\n## 1. Sand\n\n…\n\nQ: What is sand?\n\nA: Small stones.\n\n"
            "```\ncode\n```\n\n- Q: And silt?\n  A: Small sand.\n\n## 2\n\n…\n",
            [
                "Rivers",
                "Rivers / Sand @3: … | ```\ncode\n```",
                "? What is sand? @5: Small stones.",
                "? And silt? @15: Small sand.",
                "Rivers / 2 @18: …",
            ],
            id="questions are taken out of the text, code stays",
        ),
        pytest.param(
            "# Rivers\n\n## Sand\n\n::: exercise\nWhat is sand?\n\n"
            "::: solution\nStones.\n:::\n:::\n\n## Silt\n\n…\n\nQ: Why? A: \\*So\\*.\n",
            [
                "Rivers",
                "Silt / Silt (own) @13: …",
                "? Why? @15: \\*So\\*.",
                "? What is sand? @5: Stones.",
            ],
            id="the questions of an empty section go to the last one",
        ),
    ],
)
def test_markdown(text: str, lines: list[str]) -> None:
    assert shown(read(text, "markdown")) == lines


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Rivers\n\nDate: 2023-05-09\n\n…\n", "2023-05-09"),
        ("Rivers\n\nAda Marlow, 2023.5.9\n\n…\n", "2023-05-09"),
        ("河流\n\n發佈時間：2023年 5月 9日 河流新聞網\n\n……\n", "2023-05-09"),
        ("Rivers\n\nHer twelve let 2023-05-09\n\n…\n", "2023-05-09"),
        ("Rivers\n\nHer thirteen le 2023-05-09\n\n…\n", ""),
        (f"Rivers\n\n{f'…{chr(10) * 2}' * 6}2023-05-09\n\n…\n", "2023-05-09"),
        (f"Rivers\n\n{f'…{chr(10) * 2}' * 7}2023-05-09\n\n…\n", ""),
        ("Rivers\n\n…\n\nSource: http://a.example/2023/05/09/x\n", "2023-05-09"),
        ("Rivers\n\n…\n\n© http://a.example/2023/05/09/x\n", ""),
    ],
)
def test_when_it_was_published(text: str, date: str) -> None:
    """As a short line at its head says, or its address."""
    assert read(text).date == date


@pytest.mark.parametrize(
    ("lead", "abstract"),
    [
        ("…", LONG),
        ("Ten here.\n\nTen there.", "Ten there."),
        ("Date: 2023-05-09\n\nTen of this.", "Ten of this."),
        ("- An item of it.\n\nTen of this.", "Ten of this."),
        ("a" * 198 + ". B", "a" * 198 + ". B"[:1]),
        ("a" * 199 + ".", "a" * 199 + "."),
        ("A b. " + "a" * 196 + ".", "A b."),
        ("河流。" + "河" * 200 + "。", "河流。"),
        ("河流！" + "河" * 200 + "。", "河流！"),
        ("A word " + "a" * 200 + ".", "A word…"),
        ("Two more words " + "a" * 200 + ".", "Two more words…"),
    ],
)
def test_how_an_article_begins(lead: str, abstract: str) -> None:
    text = f"# Rivers\n\n{lead}\n\n## Sand\n\n…\n"
    assert read(text, "markdown").abstract == abstract


def page(*parts: str, title: str = "Rivers") -> Outline:
    head = f"<head><title>{title}</title></head>"
    return read(f"<html lang='en'>{head}<body>{''.join(parts)}</body></html>", "html")


def bold(*lines: str) -> str:
    return "".join(f"\n<p><b>{line}</b></p>" for line in lines)


def test_bold_lines_of_a_page_without_headings() -> None:
    """At least two of at most sixty characters that end no sentence; one may go on."""
    text = "<p>…</p>"
    end = "\n" * 5
    assert shown(page(text, bold("Sand", "and silt"), text, bold("Water"), text)) == [
        "Rivers",
        "Rivers /  (own) @1: …",
        "Rivers / Sand and silt @2: …",
        "Rivers / Water @4: …",
    ]
    assert shown(page(text, bold("Sand"), end, bold("Silt"), text, bold("Water"), text)) == [
        "Rivers",
        "Rivers /  (own) @1: …",
        "Rivers / Silt @8: …",
        "Rivers / Water @9: …",
    ]
    assert shown(page(text, bold("x" * 60), text, bold("y" * 60), text)) == [
        "Rivers",
        "Rivers /  (own) @1: …",
        f"Rivers / {'x' * 60} @2: …",
        f"Rivers / {'y' * 60} @3: …",
    ]
    for line in ("y" * 61, "So it ends.", ""):
        assert len(page(text, bold("Sand"), text, bold(line), text).chapters) == 1
        assert len(page(text, bold("Sand"), text, bold(line), text).chapters[0].sections) == 1


def test_with_two_headings_bold_lines_are_text() -> None:
    text = f"<p>{LONG}</p>"
    lines = [bold("Water"), text, bold("Ice"), text]
    head = f"<h2>Sand</h2>{text}<h2>Silt</h2>{text}"
    assert shown(page(head, *lines, title="The river")) == [
        "The river",
        "The river / Sand @1: …",
        "The river / Silt @1: … | **Water** | … | **Ice** | …",
    ]
    assert shown(page(f"<h1>Floods</h1>{text}", *lines, title="The river")) == [
        "The river",
        "The river / Floods @1: …",
        "The river / Water @2: …",
        "The river / Ice @3: …",
    ]


def test_several_files_are_a_lesson_each() -> None:
    """What was a chapter is a section then, and names those that it had."""
    text = "# Rivers\n\n…\n\n## Sand\n\n### Grain\n\n…\n\n### Fine\n\n…\n\n## Silt\n\n"
    text += "### Mud\n\n…\n\n## Water\n\n…\n\n### Ice\n\n…\n"
    assert shown(read(text, "markdown").as_one_lesson()) == [
        "Rivers",
        "Rivers /  (own) @3: …",
        "Rivers / Sand: Grain @7: …",
        "Rivers / Sand: Fine @11: …",
        "Rivers / Mud @17: …",
        "Rivers / Water (own) @21: …",
        "Rivers / Water: Ice @25: …",
    ]
    text = "# Rivers\n\n## Sand\n\n…\n\n### Grain\n\n…\n"
    assert shown(read(text, "markdown").as_one_lesson()) == [
        "Rivers",
        "Rivers / Sand (own) @3: …",
        "Rivers / Grain @7: …",
    ]


def test_how_many_sections_are_a_chapters_own_text() -> None:
    found = read("# Rivers\n\n## Sand\n\n…\n\n### Grain\n\n…\n", "markdown")
    assert found.own_texts == 1
