"""Classes of generated students with known abilities, as the files they hand in."""

from __future__ import annotations

import json
import math
import random
from typing import TYPE_CHECKING, Any

from studykit.cohort.result_file import FORMAT, VERSION, chain_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ITEMS = [f"q{n}" for n in range(1, 13)]
KEY = 0
"""The correct option of every item."""


def chosen(item: str, ability: float, chance: random.Random, bad: dict[str, str]) -> int:
    """The option that a student chooses: by a Rasch model, but for bad items."""
    difficulty = -1.2 + 1.6 * ITEMS.index(item) / len(ITEMS)
    right = 1 / (1 + math.exp(-1.7 * (ability - difficulty)))
    kind = bad.get(item)
    if kind == "wrong key":  # who knows the subject chooses what is marked as wrong
        return 1 if chance.random() < right else KEY
    if kind == "guessed":  # nobody can tell
        return chance.randrange(4)
    if kind == "too hard":
        right = 0.12
    return KEY if chance.random() < right else 1 + chance.randrange(3)


def result(
    name: str, choices: dict[str, int], *, learner: str = "", attempt: str = "", day: str = "01"
) -> dict[str, Any]:
    """A result file of one attempt."""
    results = {item: float(choice == KEY) for item, choice in choices.items()}
    points = sum(results.values())
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "name": name,
        "learner": learner or f"learner-{name}",
        "course": {"id": "rivers", "title": "Rivers"},
        "language": "en",
        "quiz": {"id": "final", "title": "The final"},
        "attempts": {
            attempt or f"attempt-{name}-{day}": {
                "started": f"2026-05-{day}T08:00:00Z",
                "submitted": f"2026-05-{day}T08:30:00Z",
                "mode": "exam",
                "questions": list(choices),
                "items": [
                    {"points": 1.0, "objective": "flow", "digest": f"digest-{item}"}
                    for item in choices
                ],
                "rules": None,
                "responses": {
                    item: {"response": choice, "certainty": 1 + choice % 3, "seconds": 20.0}
                    for item, choice in choices.items()
                },
                "results": results,
                "score": points / len(choices),
                "points": points,
                "points_max": float(len(choices)),
                "passed": points / len(choices) >= 0.6,
                "by_objective": {},
            }
        },
        "chain": "",
    }
    document["chain"] = chain_of(document)  # type: ignore[arg-type]
    return document


def students(
    count: int, bad: dict[str, str] | None = None, seed: int = 7
) -> Iterator[dict[str, Any]]:
    """The result files of a class."""
    chance = random.Random(seed)
    for n in range(count):
        ability = chance.gauss(0, 1)
        choices = {item: chosen(item, ability, chance, bad or {}) for item in ITEMS}
        yield result(f"Student {n + 1:02}", choices)


def written(folder: Path, documents: Any) -> Path:
    """A folder of result files."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, document in enumerate(documents):
        text = json.dumps(document, ensure_ascii=False)
        (folder / f"result-{n:04}.json").write_text(text, encoding="utf-8")
    return folder
