"""The Markdown of lesson sites: front matter, blocks, exercises with solutions."""

from __future__ import annotations

import pytest

from studykit.language.words import Words
from tests.formats.article.conftest import Read, all_items, section_texts

CARPENTRY = """\
---
title: Reading a gauge
teaching: 5
---

::::: questions
- How do I read a river gauge?
:::::

A gauge shows the height of the water above a fixed point. Read it twice a day:

```bash
$ gauge --now   # ::::: not a block
```

::::: challenge
## A flooded gauge
The scale is under water. What do you write?

::: solution
## Solution
Write "above 6 m" and the time.
:::
:::::

::::: challenge
Two gauges differ by 10 cm. Which one counts?

::: solution
The one upstream of the bend.
:::
:::::
"""


def test_exercises_with_solutions_become_open_questions(read: Read) -> None:
    imported = read(**{"gauge.md": CARPENTRY})
    first, second = all_items(imported, "questions")
    assert imported.title == "Reading a gauge"
    assert (
        first["stem"] == "**A flooded gauge**\n\nThe scale is under water. What do you write?"
    )
    assert first["model_answer"] == 'Write "above 6 m" and the time.'
    assert second["key_points"] == ["The one upstream of the bend"]
    [text] = section_texts(imported).values()
    assert "teaching" not in text
    assert "How do I read" not in text
    assert text.endswith("$ gauge --now   # ::::: not a block\n```")


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Weirs"\ndate = 2024-03-02\n+++\n\nA weir raises the water a little.\n',
        "---\ntitle: Weirs\ndate: 2024-03-02\n---\n\nA weir raises the water a little.\n",
    ],
)
def test_front_matter_gives_title_and_date_and_is_no_text(read: Read, text: str) -> None:
    imported = read(**{"weirs.md": text})
    assert next(imported.report(Words("en"))) == "Weirs, 2024-03-02"
    assert list(section_texts(imported).values()) == ["A weir raises the water a little."]


def test_admonitions_and_components(read: Read) -> None:
    text = (
        "import Map from './map'\n\n# Weirs\n\n!!! question \"A dry weir\"\n"
        "    What is it for?\n\n    ??? answer\n        It waits for the flood.\n\n"
        "<Map id=3 />\n\n!!! note\n    Weirs are low dams.\n"
    )
    imported = read(**{"weirs.mdx": text})
    [question] = all_items(imported, "questions")
    assert question["model_answer"] == "It waits for the flood."
    assert list(section_texts(imported).values()) == ["Weirs are low dams."]


def test_a_numbered_question_with_an_answer_below_it(read: Read) -> None:
    text = (
        "# Rivers\n\nThe Moei flows north.\n\n## Quiz\n\n1. Which river flows north?\n"
        "   Answer: The Moei\n\n2. Q: What is a delta?\n   A: A river mouth.\n"
    )
    imported = read(**{"rivers.md": text})
    assert [q["stem"] for q in all_items(imported, "questions")] == [
        "Which river flows north?",
        "What is a delta?",
    ]
    assert section_texts(imported) == {"Introduction": "The Moei flows north."}


def test_a_heading_keeps_the_year_it_begins_with(read: Read) -> None:
    text = "# 年表\n\n## 1949年的選擇\n\n這一年有許多人渡海。\n\n## 2. 後來\n\n後來的事很長。\n"
    imported = read(**{"a.md": text})
    assert list(section_texts(imported)) == ["1949年的選擇", "後來"]
    assert [lesson["title"] for lesson in imported.draft.lessons] == ["年表"]


def test_several_files_are_lessons_of_one_course(read: Read) -> None:
    texts = {
        "stack.md": "# The stack\n\n## Push\n\nA value goes on top.\n\n## Pop\n\nIt goes.\n",
        "queue.md": "# The queue\n\n## Join\n\nOne joins at the end of it.\n",
    }
    imported = read(**texts)
    assert imported.draft.head["lessons"] == ["the-stack.yaml", "the-queue.yaml"]
    assert [lesson["title"] for lesson in imported.draft.lessons] == ["The stack", "The queue"]
    assert list(section_texts(imported)) == ["Push", "Pop", "Join"]
