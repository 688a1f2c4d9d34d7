"""The file that a student hands in: the attempts at one quiz, and nothing else of a profile.

A chain of digests runs through the attempts, so that a change by hand shows. It proves nothing
about who sat before the screen, or that the program was not altered: it is evidence of
tampering, not proof of honesty.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypedDict

from studykit.language.message import Refusal
from studykit.learner.attempts import past_attempts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.content.course import Edition
    from studykit.progress.course_state import AttemptState, CourseState

FORMAT = "studykit result"
VERSION = 1
_ATTEMPT = (
    *("started", "submitted", "mode", "questions", "items", "rules", "responses", "results"),
    *("score", "points", "points_max", "passed", "by_objective"),
)
"""What of an attempt is handed in."""


class ResultError(Refusal):
    """A file is no result file, or one that cannot be read; `str()` says why."""


class Named(TypedDict):
    """Something by its id and its title."""

    id: str
    title: str


class ResultDocument(TypedDict):
    """A result file."""

    format: str
    version: int
    name: str
    """What the student typed: a name or a number."""
    learner: str
    """The same in all files from one profile, and in no other's."""
    course: Named
    language: str
    quiz: Named
    attempts: dict[str, dict[str, Any]]
    """By their ids, the first one first."""
    chain: str
    """The digest of all of the above."""


def result_document(
    edition: Edition, course: CourseState, quiz_id: str, *, name: str, learner: str
) -> ResultDocument:
    """The result file of a quiz.

    Raises:
        KeyError: the course has no such quiz.
        ResultError: it was never submitted.
    """
    quiz = edition.quiz(quiz_id)
    attempts = {key: _handed_in(each) for key, each in reversed(past_attempts(course, quiz_id))}
    if not attempts:
        raise ResultError("This quiz was not submitted yet.")
    document: ResultDocument = {
        "format": FORMAT,
        "version": VERSION,
        "name": name,
        "learner": learner,
        "course": {"id": edition.id, "title": edition.title},
        "language": edition.language,
        "quiz": {"id": quiz_id, "title": quiz.title},
        "attempts": attempts,
        "chain": "",
    }
    document["chain"] = chain_of(document)
    return document


def _handed_in(attempt: AttemptState) -> dict[str, Any]:
    # The names in `_ATTEMPT` are keys of an attempt, which a type checker cannot see.
    return {key: attempt[key] for key in _ATTEMPT}  # type: ignore[literal-required]


def learner_id(first_event: str) -> str:
    """A name for a profile that says nothing about the learner, from its first event's id."""
    return sha256(f"learner:{first_event}".encode()).hexdigest()[:16]


def chain_of(document: ResultDocument) -> str:
    """The digest of a file that nobody changed: each attempt's covers the one before."""
    head = {k: v for k, v in document.items() if k not in {"attempts", "chain"}}
    digest = _digest("", head)
    for key, attempt in document["attempts"].items():
        digest = _digest(digest, [key, attempt])
    return digest


def _digest(before: str, value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{before}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def is_result(document: Any) -> bool:
    """Whether a JSON document is, or claims to be, a result file."""
    return isinstance(document, dict) and document.get("format") == FORMAT


def checked_result(document: Any) -> ResultDocument:
    """A result file whose layout was checked.

    Raises:
        ResultError: it is of a newer version, or not laid out as one.
    """
    version = document.get("version")
    if version != VERSION:
        raise ResultError(
            "It is of version {version}; this studykit reads version {known}.",
            version=version,
            known=VERSION,
        )
    texts = [document.get(key) for key in ("name", "learner", "language", "chain")]
    names = [document.get(key) for key in ("course", "quiz")]
    attempts = document.get("attempts")
    sound = all(isinstance(text, str) for text in texts) and isinstance(attempts, dict)
    sound = sound and all(
        isinstance(n, dict) and all(isinstance(n.get(k), str) for k in ("id", "title"))
        for n in names
    )
    if not sound or not all(_sound_attempt(each) for each in _values(attempts)):
        raise ResultError("It is damaged: something in it is not laid out as a result.")
    result: ResultDocument = document
    return result


def _values(attempts: Any) -> Iterable[Any]:
    return attempts.values() if isinstance(attempts, dict) else ()


def _sound_attempt(attempt: Any) -> bool:
    return (
        isinstance(attempt, dict)
        and isinstance(attempt.get("questions"), list)
        and isinstance(attempt.get("results"), dict)
        and isinstance(attempt.get("responses"), dict)
        and isinstance(attempt.get("items"), list | None)
        and all(isinstance(attempt.get(key), str) for key in ("started", "submitted"))
        and all(isinstance(v, int | float) for v in attempt["results"].values())
        and all(isinstance(v, dict) for v in attempt["responses"].values())
        and all(
            isinstance(attempt.get(key), int | float)
            for key in ("score", "points", "points_max")
        )
    )
