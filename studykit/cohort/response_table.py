"""Attempts as a flat table, a row each answer: what a database counts a class of any size from.

The table is a folder: `course=ID/responses.parquet` (or `.jsonl`) for each course, as Hive lays
out partitions, so that DuckDB, Spark and Trino read it as it is. `docs/scale.md` describes its
columns.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.cohort.engines.duck import DuckEngine
from studykit.cohort.engines.files import course_folder
from studykit.cohort.item_analysis import responses, totals
from studykit.language.message import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studykit.cohort.engines.files import Form
    from studykit.cohort.submissions import Attempt


class TableError(Refusal):
    """A table cannot be written where it should be."""


def rows(attempt: Attempt) -> Iterator[dict[str, Any]]:
    """The rows of an attempt, a question each, without the course."""
    worth, earned = totals(attempt)
    for position, (key, points) in enumerate(attempt.points.items(), start=1):
        answer = attempt.responses.get(key, {})
        certainty, seconds = answer.get("certainty"), answer.get("seconds")
        yield {
            "quiz": attempt.quiz,
            "student": attempt.student,
            "attempt": attempt.id,
            "submitted": attempt.submitted,
            "score": attempt.score,
            "passed": attempt.passed,
            "worth": worth,
            "earned": earned,
            "position": position,
            "question": key.question,
            "digest": key.digest,
            "objective": attempt.objectives.get(key, ""),
            "points": points,
            "mark": attempt.marks.get(key),
            "certainty": certainty if isinstance(certainty, int) else None,
            "seconds": seconds if isinstance(seconds, int | float) else None,
            "chosen": responses(answer),
        }


def write_table(attempts: Iterable[Attempt], folder: Path, form: Form) -> list[Path]:
    """Write the table, or add courses to it, and return the folders of these courses.

    Raises:
        TableError: a course is in it already.
        MissingExtraError: Parquet needs DuckDB, which is not installed.
        OSError: it cannot be written.
    """
    by_course: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_course[attempt.course].append(attempt)
    targets = {course: folder / course_folder(course) for course in by_course}
    for course, target in targets.items():
        if os.path.lexists(target):
            raise TableError(
                "The course {course} is in {path} already. Name another folder.",
                course=course,
                path=folder,
            )
    database = DuckEngine() if form == "parquet" else None
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as new:
        for course, target in targets.items():
            unfinished = Path(new) / target.name
            unfinished.mkdir(mode=0o700)  # it has names in it
            lines = unfinished / "responses.jsonl"
            with lines.open("w", encoding="utf-8", errors="replace") as file:
                for attempt in sorted(by_course[course], key=lambda each: each.quiz):
                    for row in rows(attempt):
                        file.write(json.dumps(row, ensure_ascii=False) + "\n")
            if database is not None:
                database.to_parquet(lines, lines.with_suffix(".parquet"))
                lines.unlink()
        for target in targets.values():
            shutil.move(Path(new) / target.name, target)
    return list(targets.values())
