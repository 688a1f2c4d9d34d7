"""Reading 10,000 questions in 200 files, against what PyYAML alone takes on the same files."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from pathlib import Path

import yaml

from tests.bench.figures import Figure, typical
from tests.bench.large import write_course as write_mixed_course

LESSONS, QUESTIONS = 200, 50
ROUNDS = 3
MIXED = 1
"""A Chinese course of the large library: its words are the dearest to look at."""


def lesson_text(number: int) -> str:
    """A lesson of the usual kind: mostly choice questions, with feedback."""
    lines = [
        f"id: lesson-{number}",
        f"title: 第{number}課",
        "summary: 這一課說明電詐園區在哪裡坐大，以及原因",
        "objectives:",
        f"  aim-{number}: 說明電詐園區在哪裡坐大，以及原因",
        "sections:",
        f"  - id: section-{number}",
        "    title: 形勢",
        "    text: |",
        "      園區集中在邊境，那裡的權力分散在許多手裡。",
        "      The compounds lie along the border, where power is divided.",
        f"    check: [q-{number}-0]",
        "questions:",
    ]
    for index in range(QUESTIONS):
        lines += [
            f"  - id: q-{number}-{index}",
            "    type: single_choice",
            f"    stem: 文中所指的第{index}個核心區是哪裡？",
            "    options:",
            "      - {text: 妙瓦底, correct: true, feedback: 對，文中說的就是這裡。}",
            "      - {text: 內比都, feedback: 這是會議的地點。}",
            "      - text: 仰光",
            "        feedback: 這是最大的城市，不在邊境。",
            "    hints: [想想邊境, 那裡有一條河]",
            "    explanation: The border town is where the compounds grew.",
            f"    objective: aim-{number}",
            f"    points: {1 + index % 3}",
        ]
    return "\n".join(lines) + "\n"


def write_course(folder: Path, lessons: int = LESSONS) -> list[Path]:
    """A course of `lessons` files in `folder`; the files."""
    head = "id: bench\ntitle: Bench\nlanguage: zh-Hant\n"
    (folder / "course.yaml").write_text(head, encoding="utf-8")
    files = [folder / f"lesson-{number:03}.yaml" for number in range(lessons)]
    for number, file in enumerate(files):
        file.write_text(lesson_text(number), encoding="utf-8")
    return files


def pyyaml_ms(files: list[Path]) -> float:
    """What `yaml.load` with libyaml takes for the files."""
    start = time.perf_counter()
    for file in files:
        yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return 1000 * (time.perf_counter() - start)


def reading_ms(files: list[Path]) -> float:
    """What reading the files with positions and validating them takes."""
    from studykit.content.lesson_file import read_lesson

    start = time.perf_counter()
    for file in files:
        reading = read_lesson(file.read_bytes(), file)
        assert reading.usable is not None, reading.diagnostics
    return 1000 * (time.perf_counter() - start)


def check_ms(folder: Path) -> float:
    """What reading the course and the checks between its files take."""
    from studykit.content.checking import read_courses

    start = time.perf_counter()
    assert not read_courses([folder]).diagnostics
    return 1000 * (time.perf_counter() - start)


def all_rules_ms(folder: Path) -> float:
    """What the whole `studykit check` takes, the critic and the proof of the keys included."""
    from studykit.cli.check_command import checked

    start = time.perf_counter()
    checked([folder])
    return 1000 * (time.perf_counter() - start)


WARM = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from studykit.content.library import open_library
library = open_library([Path(sys.argv[1])])
edition = library.courses[0].edition()
edition.lesson(edition.lessons[0].id)
print(1000 * (time.perf_counter() - start))
"""


def warm_ms(folder: Path) -> float:
    """What opening the course from the cache takes in a new process, imports included."""
    done = subprocess.run(
        [sys.executable, "-c", WARM, str(folder)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def figures(folder: Path) -> list[Figure]:
    """Every figure of reading; the course is written to `folder`."""
    files = write_course(folder)
    reading_ms(files[:1])  # pydantic's import is not what is measured
    plain, ours, whole = [], [], []
    for _ in range(ROUNDS):
        gc.collect()
        plain.append(pyyaml_ms(files))
        gc.collect()
        ours.append(reading_ms(files))
        gc.collect()
        whole.append(check_ms(folder))
    time.sleep(2.1)  # files that have just changed are read again, to be sure
    warm_ms(folder)
    base = typical(plain)
    half = folder / "half"
    half.mkdir()
    fewer = write_course(half, LESSONS // 2)
    all_rules_ms(half)
    halves = [(pyyaml_ms(fewer), all_rules_ms(half)) for _ in range(ROUNDS)]
    mixed = folder / "mixed"
    write_mixed_course(mixed, MIXED, lessons=LESSONS // 2)
    varied = sorted(mixed.glob("lesson-*.yaml"))
    all_rules_ms(mixed)
    mixes = [(pyyaml_ms(varied), all_rules_ms(mixed)) for _ in range(ROUNDS)]
    return [
        Figure("read and validate", typical(ours), "yaml.load", base, 0.6),
        Figure("with checks of the course", typical(whole), "yaml.load", base, 2),
        Figure(
            "check of 5,000 questions, all rules",
            typical([ours for _, ours in halves]),
            "yaml.load",
            typical([load for load, _ in halves]),
            2.5,
        ),
        Figure(
            "the same, of all types and no two alike",
            typical([ours for _, ours in mixes]),
            "yaml.load",
            typical([load for load, _ in mixes]),
            2.5,
        ),
        Figure("open from the cache", warm_ms(folder), "yaml.load", base, 0.15),
    ]
