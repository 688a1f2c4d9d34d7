"""How large a class can be, and whether all engines count the same: `python -m tests.scale`.

`--responses 1000000 10000000` writes tables of so many generated responses and shows how long
the figures take on DuckDB, and how much memory. `--same` compares the figures of 200,000
generated attempts from plain Python, DuckDB and, with `--engine duckdb spark`, a local Spark.
What was found is in `docs/scale.md`.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.cohort.submissions import Attempt, ItemKey, Submissions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.cohort.class_report import Counted
    from studykit.cohort.engines.files import Form

ITEMS = 12
STUDENTS = 2500
"""Of a quiz in a table that is measured; one in ten tries it twice."""
QUIZZES = 10
"""Of a course in it: 330,000 responses."""
FORMS: tuple[Form, ...] = ("parquet", "jsonl")
RULES: tuple[Counted, ...] = ("first", "last", "best")
DIFFERENT = 30
"""Courses in it that differ; others are copies of them."""


def attempts(count: int, students: int, seed: int = 1) -> Iterator[Attempt]:
    """Attempts at 20 quizzes of two courses, with all that there is: partial marks, several
    options, typed texts, questions left out, second attempts, two wordings of a question."""
    chance = random.Random(seed)
    for n in range(count):
        place, student = divmod(n, students)
        quiz = place % 20
        keys = [ItemKey(f"q{quiz}-{item}", f"digest-{item}") for item in range(ITEMS)]
        if student % 7 == 0:
            keys[0] = ItemKey(keys[0].question, "another wording")
        if quiz % 4 == 0:  # a quiz that draws its questions
            keys = chance.sample(keys, ITEMS - 2)
        ability = (student % 97) / 97
        points = {key: 1.0 + (key.question.endswith("3")) for key in keys}
        marks: dict[ItemKey, float] = {}
        responses: dict[ItemKey, dict[str, Any]] = {}
        for item, key in enumerate(keys):
            drawn = chance.random()
            if drawn < 0.03:
                continue
            right = drawn < 0.2 + 0.7 * ability
            marks[key] = 1.0 if right else chance.choice([0.0, 0.0, 1 / 3, -0.25])
            response: Any = 0 if right else chance.randrange(1, 4)
            if item % 4 == 1:
                response = [0, 2] if right else [1, chance.randrange(2, 4)]
            elif item % 4 == 2:
                response = right
            elif item % 4 == 3:
                response = "Moei" if right else f"it’s “{chance.randrange(300)}”"
            seconds = round(chance.uniform(2, 90), 1) if chance.random() < 0.9 else None
            responses[key] = {"response": response, "seconds": seconds}
            if chance.random() < 0.5:
                responses[key]["certainty"] = chance.randrange(1, 4)
        worth = sum(points.values())
        score = sum(points[key] * mark for key, mark in marks.items()) / worth
        again = place // 20
        yield Attempt(
            id=f"attempt-{n}",
            student=f"Student {student}" if student else "O’Brien, \"A\" \\ 'B'",
            course=("rivers", "sea & land/2")[quiz % 2],
            quiz=f"quiz-{quiz}",
            started="",
            submitted=f"2026-05-{1 + again:02}T{chance.randrange(24):02}:00:00Z",
            score=score,
            passed=None if quiz == 3 else score >= 0.6,
            points=points,
            marks=marks,
            objectives={
                key: f"objective-{i % 3}" if i % 3 else "" for i, key in enumerate(keys)
            },
            responses=responses,
        )


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Where two reports differ by more than one in a thousand million."""
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            yield f"{place}: {sorted(map(str, one.keys() ^ other.keys()))[:3]}"
        for key in one.keys() & other.keys():
            yield from differences(one[key], other[key], f"{place}.{key}")
    elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
        if len(one) != len(other):
            yield f"{place}: {len(one)} and {len(other)}"
        for n, (left, right) in enumerate(zip(one, other, strict=False)):
            yield from differences(left, right, f"{place}[{n}]")
    elif isinstance(one, float) and isinstance(other, float):
        if abs(one - other) > 1e-9:
            yield f"{place}: {one} and {other}"
    elif one != other:
        yield f"{place}: {one!r} and {other!r}"


def figures(report: Any) -> dict[str, Any]:
    """All figures of a report by quiz and item, in no order."""
    found = {}
    for quiz in report.quizzes:
        each = asdict(quiz)
        each["items"] = {(item["figures"]["key"]): item["figures"] for item in each["items"]}
        each["figures"]["items"] = None
        found[quiz.course, quiz.quiz] = each
    return found


def same(
    found: list[Attempt],
    folder: Path,
    engines: list[str],
    forms: Sequence[Form] = FORMS,
    rules: Sequence[Counted] = RULES,
) -> Iterator[str]:
    """Count the attempts in plain Python and with engines, and name what differs."""
    from studykit.cohort.class_report import class_report, report_on
    from studykit.cohort.engines.connection import connect
    from studykit.cohort.engines.counting import LISTED, counts_in
    from studykit.cohort.response_table import write_table

    for form in forms:
        write_table(found, folder / form, form)
    for counted in rules:
        began = time.monotonic()
        plain = figures(class_report(Submissions(found), counted=counted))
        for quiz in plain.values():
            if len(quiz["results"]) > LISTED:
                quiz["results"], quiz["missing"] = [], []
        print(f"{counted}: Python {time.monotonic() - began:.0f} s", end="", flush=True)
        for name in engines:
            for form in forms:
                began = time.monotonic()
                engine = connect(name, str(folder / form))
                counts = counts_in(engine, counted=counted)
                report = report_on(counts, None, counted=counted, titles={})
                print(f", {name} {form} {time.monotonic() - began:.0f} s", end="", flush=True)
                for each in differences(plain, figures(report)):
                    yield f"{counted}, {name}, {form}: {each}"
        print()


def write_responses(count: int, folder: Path) -> None:
    """A table of about `count` responses, generated by DuckDB itself: marks by ability, four
    options, certainty, times, and one student in ten who tries a quiz twice."""
    import duckdb

    courses = max(1, round(count / (STUDENTS * QUIZZES * ITEMS * 1.1)))
    database = duckdb.connect()
    database.execute(
        "SET memory_limit = '2GB'; SET threads = 1; SET enable_progress_bar = false"
    )
    for course in range(courses):
        target = folder / f"course=course-{course}"
        target.mkdir(parents=True)
        if course >= DIFFERENT:
            known = folder / f"course=course-{course % DIFFERENT}" / "responses.parquet"
            shutil.copyfile(known, target / known.name)
            continue
        database.execute(f"""
            COPY (
              WITH tried AS (
                SELECT quiz, person, again, uuid()::VARCHAR AS attempt,
                  (hash(person, {course}) % 1000) / 1000 AS ability
                FROM range({QUIZZES}) AS a(quiz), range({STUDENTS}) AS b(person),
                  range(2) AS c(again)
                WHERE again = 0 OR person % 10 = 0
              ), answered AS (
                SELECT *, random() < 0.25 + 0.7 * ability AS correct
                FROM tried, range(1, {ITEMS + 1}) AS d(position)
              ), totals AS (
                SELECT attempt, SUM(correct::INT)::DOUBLE AS earned
                FROM answered GROUP BY attempt
              )
              SELECT 'quiz-' || quiz AS quiz, attempt,
                'Student ' || (person + {course * 1000}) AS student,
                '2026-05-0' || (1 + again) || 'T08:30:00.000Z' AS submitted,
                earned / {ITEMS} AS score, earned / {ITEMS} >= 0.6 AS passed,
                {ITEMS}::DOUBLE AS worth, earned, position::INT AS position,
                'question-' || quiz || '-' || position AS question,
                md5(quiz || '-' || position)[:16] AS digest,
                'objective-' || (position % 4) AS objective, 1.0::DOUBLE AS points,
                correct::INT::DOUBLE AS mark, (1 + (random() * 3)::INT % 3)::INT AS certainty,
                round(2 + 60 * random(), 1) AS seconds,
                [CASE WHEN correct THEN '0' ELSE (1 + (random() * 3)::INT % 3)::VARCHAR END]
                  AS chosen
              FROM answered JOIN totals USING (attempt) ORDER BY quiz
            ) TO '{target}/responses.parquet' (FORMAT parquet, COMPRESSION zstd)""")


def measured(folder: Path, engine: str) -> None:
    """Count a table in this process, and print the seconds and the peak of its memory."""
    from studykit.cohort.class_report import report_on
    from studykit.cohort.engines.connection import connect
    from studykit.cohort.engines.counting import counts_in

    began = time.monotonic()
    counts = counts_in(connect(engine, str(folder)), counted="first")
    report = report_on(counts, None, counted="first", titles={})
    items = sum(len(quiz.items) for quiz in report.quizzes)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    spent = f"{time.monotonic() - began:.1f} s, {time.process_time():.1f} s of processors"
    print(f"{spent}, {peak:.2f} GB at most, {items} items")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--same", action="store_true")
    parser.add_argument("--attempts", type=int, default=200_000)
    parser.add_argument("--responses", type=int, nargs="+", default=[])
    parser.add_argument("--engine", nargs="+", default=["duckdb"])
    parser.add_argument("--form", nargs="+", choices=FORMS, default=FORMS)
    parser.add_argument("--rule", nargs="+", choices=RULES, default=RULES)
    parser.add_argument("--folder", type=Path, help="where tables are written and kept")
    parser.add_argument("--measured", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measured:
        measured(arguments.measured, arguments.engine[0])
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        for count in arguments.responses:
            table = folder / str(count)
            if not table.exists():
                write_responses(count, table)
            size = sum(file.stat().st_size for file in table.rglob("*.parquet")) / 1e6
            print(f"{count:,} responses, {size:,.0f} MB: ", end="", flush=True)
            call = [sys.executable, "-m", "tests.scale", "--measured", str(table)]
            subprocess.run([*call, "--engine", arguments.engine[0]], check=True)
        found = []
        if arguments.same:
            tried = list(attempts(arguments.attempts, students=5000))
            found = list(same(tried, folder, arguments.engine, arguments.form, arguments.rule))
    for line in found[:20]:
        print(line)
    if arguments.same:
        print(f"{len(found)} differences")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
