"""A course in two languages whose every text can be told apart on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LESSONS, SECTIONS, CARDS = 3, 4, 6
COURSE = "faults"
LANGUAGES = ("en", "zh-Hant")
OPTIONS = 3


def section_ids() -> list[str]:
    """The sections, in the order they are read."""
    return [f"s{lesson}{n}" for lesson in range(LESSONS) for n in range(SECTIONS)]


def card_ids() -> list[str]:
    """The cards."""
    return [f"c{lesson}{n}" for lesson in range(LESSONS) for n in range(CARDS)]


def write_library(folder: Path) -> Path:
    """Write both editions into `folder`; returned for the command line."""
    for language in LANGUAGES:
        chinese = language != "en"
        place = folder / f"{COURSE}.{language}"
        place.mkdir(parents=True)
        lines = [
            f"id: {COURSE}",
            f"title: Course-faults {'課程' if chinese else ''}",
            f"language: {language}",
            "quizzes:",
            "  - {id: practice, title: Quiz-practice, mode: practice, shuffle: false}",
            "  - {id: exam, title: Quiz-exam, mode: exam, shuffle: false}",
        ]
        (place / "course.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")
        for lesson in range(LESSONS):
            text = _lesson(lesson, "這裡說的是" if chinese else "This is about")
            (place / f"lesson{lesson}.yaml").write_text(text, encoding="utf-8")
    return folder


def _lesson(lesson: int, about: str) -> str:
    lines = [f"id: lesson{lesson}", f"title: Lesson-{lesson}", "sections:"]
    for n in range(SECTIONS):
        one = f"{lesson}{n}"
        lines.append(
            f"  - {{id: s{one}, title: Title-s{one}, text: {about} Text-s{one},"
            f" check: [q{one}]}}"
        )
    lines.append("cards:")
    for n in range(CARDS):
        one = f"{lesson}{n}"
        lines.append(f"  - {{id: c{one}, front: {about} Front-c{one}, back: 答 Back-c{one}}}")
    lines.append("questions:")
    for n in range(SECTIONS):
        one = f"{lesson}{n}"
        lines += [
            f"  - id: q{one}",
            "    type: single_choice",
            f"    stem: {about} Stem-q{one}",
            "    shuffle: false",
            f"    explanation: {about} Reason-q{one}",
            "    options:",
            *(
                f"      - {{text: Option-{n}{', correct: true' if n == 1 else ''}}}"
                for n in range(OPTIONS)
            ),
        ]
    return "\n".join([*lines, ""])
