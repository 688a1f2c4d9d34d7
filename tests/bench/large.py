"""A library of 100,000 questions and 100,000 cards in 2,000 files: twenty courses, half of
them Chinese."""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

COURSES, LESSONS, QUESTIONS = 20, 100, 50
SECTIONS, CARDS, OBJECTIVES = 4, 50, 3

_ENGLISH = """patrol river border harbour treaty council village market engine signal bridge
    winter journey account measure witness teacher station mineral pattern custom harvest letter
    reason charter province cabinet railway textile dialect estuary monsoon census"""
_CHINESE = """聯合 巡邏 河流 邊界 港口 條約 議會 村莊 市場 機器 信號 橋樑 冬季 旅程 帳目 措施
    證人 教師 車站 礦物 圖樣 習俗 收成 書信 理由 憲章 省份 內閣 鐵路 紡織 方言 河口
    季風 人口 調查 園區 清剿 遣返 會議 機制"""


def write_library(folder: Path) -> None:
    """Write the library to `folder`, the same every time."""
    for number in range(COURSES):
        write_course(folder / f"course-{number:02}", number)


def all_cards() -> list[tuple[str, str]]:
    """The course and the id of every card in the library."""
    return [
        (f"course-{course}", f"card-{course}-{lesson}-{card}")
        for course in range(COURSES)
        for lesson in range(LESSONS)
        for card in range(CARDS)
    ]


def write_course(folder: Path, number: int, lessons: int = LESSONS) -> None:
    """Write course `number`; those with an odd number are Chinese."""
    chance, chinese = random.Random(number), number % 2 == 1
    folder.mkdir(parents=True)
    language = "zh-Hant" if chinese else "en"
    title = f"第{number}門課程" if chinese else f"Course {number}"
    head = [f"id: course-{number}", f"title: {title}", f"language: {language}"]
    head += ["quizzes:", "  - {id: final, title: Final, draw: [{count: 30}], mode: exam}"]
    (folder / "course.yaml").write_text("\n".join([*head, ""]), encoding="utf-8")
    past = time.time() - 60  # a file that has just changed is not trusted yet
    for lesson in range(lessons):
        file = folder / f"lesson-{lesson:03}.yaml"
        file.write_text(lesson_text(f"{number}-{lesson}", chance, chinese), encoding="utf-8")
        os.utime(file, (past, past))


def lesson_text(name: str, chance: random.Random, chinese: bool) -> str:
    """One lesson with sections, cards and questions of several types."""

    def said(words: int) -> str:
        if chinese:
            return "".join(chance.choices(_CHINESE.split(), k=words)) + "。"
        return " ".join(chance.choices(_ENGLISH.split(), k=words)).capitalize() + "."

    lines = [f"id: lesson-{name}", f"title: {_text(said(3))}", f"summary: {_text(said(8))}"]
    lines.append("objectives:")
    lines += [f"  aim-{name}-{n}: {_text(said(6))}" for n in range(OBJECTIVES)]
    lines.append("sections:")
    for n in range(SECTIONS):
        lines += [f"  - id: part-{name}-{n}", f"    title: {_text(said(3))}", "    text: |"]
        lines += [f"      {said(20)}" for _ in range(4)]
        lines.append(f"    check: [q-{name}-{n}]")
    lines.append("cards:")
    for n in range(CARDS):
        lines += [
            f"  - id: card-{name}-{n}",
            f"    front: {_text(said(6))}",
            f"    back: {_text(said(3))}",
            f"    objective: aim-{name}-{n % OBJECTIVES}",
        ]
    lines.append("questions:")
    for n in range(QUESTIONS):
        lines += [f"  - id: q-{name}-{n}", f"    stem: {_text(f'{name}/{n} {said(8)}')}"]
        lines += _answered(n % 5, said)
        lines += [
            f"    explanation: {_text(said(12))}",
            f"    objective: aim-{name}-{n % OBJECTIVES}",
            f"    source: part-{name}-{n % SECTIONS}",
        ]
    return "\n".join([*lines, ""])


def _answered(kind: int, said: Callable[[int], str]) -> list[str]:
    """The lines of a question's key; most questions are choices."""
    if kind == 0:
        return ["    type: true_false", "    answer: true"]
    if kind == 1:
        return ["    type: short_answer", f"    answers: [{_text(said(2))}, {_text(said(3))}]"]
    lines = ["    type: single_choice", "    options:"]
    different = set[str]()
    while len(different) < 4:
        different.add(said(3))
    for n, option in enumerate(sorted(different)):
        right = ", correct: true" if n == 0 else ""
        lines.append(f"      - {{text: {_text(option)}{right}, feedback: {_text(said(5))}}}")
    return lines


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    import sys

    write_library(Path(sys.argv[1]))
