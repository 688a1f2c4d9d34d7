"""Files of a class → who took which quiz, and how each question was answered."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.cohort.result_file import ResultError, chain_of, checked_result, is_result
from studykit.language.message import Message
from studykit.language.system_errors import reason, regular_file
from studykit.learner.attempts import is_repetition
from studykit.progress.history_merge import merge
from studykit.progress.state import fold
from studykit.progress.store.files import ProfileError
from studykit.progress.transfer import history_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LARGEST = 200_000_000
"""Bytes of a file; a profile of years has some 20 MB."""
_MOST_FILES = 20_000
_NAMES = ("*.json", "*.jsonl")


class ItemKey(NamedTuple):
    """A question in one wording: figures of two wordings are never mixed."""

    question: str
    digest: str


@dataclass(frozen=True)
class Attempt:
    """One submitted attempt."""

    id: str
    student: str
    course: str
    quiz: str
    started: str
    submitted: str
    score: float
    """From 0 to 1; certainty may take it below."""
    passed: bool | None
    points: dict[ItemKey, float]
    """What each question is worth."""
    marks: dict[ItemKey, float]
    """The share of its points that each question earned; one that could not be judged is not
    there."""
    objectives: dict[ItemKey, str]
    responses: dict[ItemKey, dict[str, Any]] = field(default_factory=dict)
    """Response, certainty, seconds of each question that was answered."""


@dataclass
class Trouble:
    """A file that was not used, or only with care."""

    file: str
    reason: Message
    used: bool = False


@dataclass
class Submissions:
    """All that was read."""

    attempts: list[Attempt] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    files: int = 0
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    """Course and quiz → the quiz's title, as far as the files say it."""


def read_submissions(paths: Iterable[Path]) -> Submissions:
    """Read result files, exports and profiles; a folder stands for all such files in it.

    A file that cannot be read is named and does not keep the others from being read.
    """
    found = Submissions()
    by_learner: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    seen: set[tuple[str, str]] = set()
    for file in profiles_in(paths, found):
        found.files += 1
        try:
            student, learner, attempts = _read(file, found)
        except (ResultError, ProfileError) as error:
            found.troubles.append(Trouble(str(file), error.message))
            continue
        except (OSError, ValueError, RecursionError, MemoryError) as error:
            why = reason(error) if isinstance(error, OSError) else error
            found.troubles.append(
                Trouble(str(file), Message("It cannot be read: {error}.", error=why))
            )
            continue
        known = by_learner.get(learner)
        if known is None:
            names.setdefault(student.casefold(), set()).add(learner)
            number = len(names[student.casefold()])
            known = by_learner[learner] = student if number == 1 else f"{student} ({number})"
            if number == 2:
                why = Message("Another student also handed in as “{student}”.", student=student)
                found.troubles.append(Trouble(str(file), why, used=True))
        for key, course, attempt in attempts:
            if (learner, key) not in seen:
                seen.add((learner, key))
                attempt_read = _attempt(key, known, course, attempt)
                if attempt_read is not None:
                    found.attempts.append(attempt_read)
    return found


def profiles_in(paths: Iterable[Path], found: Submissions) -> Iterator[Path]:
    """The files that may be profiles or results, those in folders too; `found` is told where
    they are too many."""
    count = 0
    for path in paths:
        if path.is_dir():
            inside = sorted({file for name in _NAMES for file in path.rglob(name)})
        else:
            inside = [path]
        for file in inside:
            # A journal belongs to the profile beside it, which reads it.
            if file.name.endswith(".journal.jsonl") and _snapshot_of(file).exists():
                continue
            if any(part.endswith(".backups") for part in file.parts):
                continue
            count += 1
            if count > _MOST_FILES:
                why = Message("More than {n:,} files: the rest was not read.", n=_MOST_FILES)
                found.troubles.append(Trouble(str(path), why))
                return
            yield file


def _snapshot_of(journal: Path) -> Path:
    return journal.with_name(journal.name.removesuffix(".journal.jsonl") + ".json")


def _read(file: Path, found: Submissions) -> tuple[str, str, list[tuple[str, str, Any]]]:
    """The student's name, the profile it is from, and its attempts with course and id.

    Raises:
        ResultError, ProfileError, OSError, ValueError: it cannot be used.
    """
    if regular_file(file).st_size > LARGEST:
        raise ResultError("It is larger than {size:.0f} MB.", size=LARGEST / 1e6)
    if file.suffix != ".jsonl":
        data = file.read_bytes()
        document = json.loads(data) if data.strip() else None
        if document is None:
            raise ResultError("It is empty.")
        if is_result(document):
            return _read_result(file, document, found)
    events = merge([history_at(file)])
    if not events:
        raise ResultError("Nothing was studied in it.")
    state = fold(events)
    attempts = [
        (key, course_id, attempt)
        for course_id, course in state["courses"].items()
        for key, attempt in course["attempts"].items()
        if attempt["submitted"] and not is_repetition(attempt)
    ]
    name = student_of(file)
    return name, f"profile:{events[0].get('id', name)}", attempts


def student_of(file: Path) -> str:
    """The student whose profile it is, by the file's name."""
    return file.name.removesuffix(".jsonl").removesuffix(".json").removesuffix(".journal")


def _read_result(
    file: Path, document: Any, found: Submissions
) -> tuple[str, str, list[tuple[str, str, Any]]]:
    result = checked_result(document)
    if chain_of(result) != result["chain"]:
        reason = Message("It was changed after it was handed in: its digests do not agree.")
        found.troubles.append(Trouble(str(file), reason, used=True))
    course, quiz = result["course"], result["quiz"]
    found.titles[course["id"], quiz["id"]] = quiz["title"]
    attempts = [
        (key, course["id"], {**attempt, "quiz": quiz["id"]})
        for key, attempt in result["attempts"].items()
    ]
    return " ".join(result["name"].split()) or file.stem, result["learner"], attempts


def _attempt(key: str, student: str, course: str, attempt: Mapping[str, Any]) -> Attempt | None:
    items = attempt.get("items") or [None] * len(attempt["questions"])
    if len(items) != len(attempt["questions"]) or not attempt["questions"]:
        return None
    keys = {}
    points, objectives = {}, {}
    for question, item in zip(attempt["questions"], items, strict=True):
        sound = isinstance(item, dict)
        name = keys[question] = ItemKey(str(question), str(item["digest"]) if sound else "")
        points[name] = float(item["points"]) if sound else 1.0
        objectives[name] = str(item["objective"]) if sound else ""
    return Attempt(
        id=key,
        student=student,
        course=course,
        quiz=str(attempt["quiz"]),
        started=str(attempt["started"]),
        submitted=str(attempt["submitted"]),
        score=float(attempt["score"] or 0.0),
        passed=attempt["passed"],
        points=points,
        marks={keys[q]: float(s) for q, s in attempt["results"].items() if q in keys},
        objectives=objectives,
        responses={keys[q]: dict(r) for q, r in attempt["responses"].items() if q in keys},
    )
