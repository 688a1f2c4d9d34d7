"""The critic on mixed banks as teachers write them: every warning is one a teacher agrees with.

Each question of the banks is tagged with the warnings that a strict teacher would give it; most
have none. Sciences, history, languages, mathematics and programming, in three scripts.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from studykit.authoring.critic.criticise import critic_diagnostics
from studykit.content.checking import read_courses

BANKS = sorted(path.parent for path in (Path(__file__).parent / "banks").glob("*/course.yaml"))
ABOUT_THE_LESSON = {"SK615", "SK619", "SK625"}


@pytest.mark.parametrize("bank", BANKS, ids=lambda path: path.name)
def test_a_teacher_agrees_with_every_warning_and_misses_none(bank: Path) -> None:
    reading = read_courses([bank])
    assert not reading.diagnostics
    expected, found = set(), set()
    places: dict[tuple[Path, int], str] = {}
    for course in reading.courses:
        for file, lesson in course.models():
            for n, question in enumerate(lesson.questions):
                first = file.document.place(("questions", n))[0]
                for line in range(first, file.document.text.count("\n") + 2):
                    places[file.file, line] = question.id
                expected |= {
                    (question.id, tag) for tag in question.tags if tag.startswith("SK")
                }
    for warning in critic_diagnostics(reading.courses):
        if warning.code not in ABOUT_THE_LESSON:
            found.add((places[warning.file, warning.line], warning.code))
    assert found == expected


def test_the_banks_are_mixed() -> None:
    types: Counter[str] = Counter()
    for bank in BANKS:
        for course in read_courses([bank]).courses:
            types.update(q.type for _, lesson in course.models() for q in lesson.questions)
    assert types.total() >= 200
    assert {"single_choice", "true_false", "short_answer", "numerical", "cloze"} <= set(types)
