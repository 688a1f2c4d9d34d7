"""What several questions are about, and what another lesson reuses, in the player."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.courses import written
from tests.web.journey import LAPTOP, PHONE, Step, journey, written_page
from tests.web.node import needs_browser, needs_node

pytestmark = [pytest.mark.long, needs_node, needs_browser]


def course(folder: Path) -> Path:
    questions = [
        {"id": f"q{n}", "type": "true_false", "stem": f"Question {n}?", "answer": True}
        for n in range(6)
    ]
    for n in (1, 4):
        questions[n]["stimulus"] = "lake"
    text = "The ferryman walked.\n\n| month | ice |\n|---|---|\n| May | 0 |"
    lines = [{"ids": ["q1", "q4"], "count": 1}, {"ids": ["q0"]}]
    written(
        folder,
        stimuli={"lake": {"title": "The frozen lake", "text": text}},
        questions=questions,
        quizzes=[
            {"id": "all", "title": "All"},
            {"id": "one", "title": "One", "draw": lines, "shuffle": False},
            {"id": "two", "title": "Two", "draw": [{"lessons": ["two"]}], "shuffle": False},
        ],
    )
    (folder / "two.yaml").write_text(
        "id: two\ntitle: Two\nreuse: [q4]\nsections:\n"
        "  - {id: s2, title: Second, text: It freezes., check: [q4]}\n"
    )
    return folder


def test_it_is_shown_with_each_of_its_questions_which_come_together(tmp_path: Path) -> None:
    steps: list[Step] = [["go", "/quiz/all"], ["click", "Start"]]
    for _ in range(5):
        steps += [["text"], ["click", "next →"]]
    seen = journey(
        written_page(tmp_path, course(tmp_path / "c")), *steps, ["text"], options=PHONE
    )
    pages = [text for text in seen.steps if text and "Question " in text and "?" in text]
    about = [number for number, text in enumerate(pages) if "The ferryman walked." in text]
    assert len(pages) == 6
    assert len(about) == 2 and about[1] == about[0] + 1
    assert "Question 1?" in pages[about[0]] and "Question 4?" in pages[about[1]]
    assert all("The frozen lake" in pages[n] for n in about)


def test_of_more_than_are_drawn_some_come_and_a_lesson_asks_what_it_reuses(
    tmp_path: Path,
) -> None:
    page = written_page(tmp_path, course(tmp_path / "c"))
    seen = journey(
        page,
        ["go", "/quiz/one"],
        ["click", "Start"],
        ["text"],
        ["go", "/quiz/two"],
        ["click", "Start"],
        ["text"],
        ["go", "/read/s2"],
        ["text"],
        options=LAPTOP,
    )
    texts = [text for text in seen.steps if text]
    assert "Question 1?" in texts[-3] and "1 of 2" in texts[-3]
    assert "Question 4?" in texts[-2] and "1 of 1" in texts[-2]
    assert "The ferryman walked." in texts[-1] and "Question 4?" in texts[-1]
