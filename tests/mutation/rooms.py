"""The rooms whose rules are tried, and the tests that know them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Room:
    """Some modules, and the tests that must notice when one of their rules changes."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    least: float = 0.85
    """The share of changes that must be noticed."""

    def files(self) -> list[Path]:
        """The modules, in order."""
        found = {file for pattern in self.sources for file in ROOT.glob(pattern)}
        return sorted(file for file in found if file.suffix == ".py")


ROOMS = {
    "scheduling": Room(
        ("studykit/scheduling/*.py",),
        ("tests/scheduling", "tests/study/test_when_cards_come.py"),
    ),
    "planning": Room(
        ("studykit/planning/*.py",),
        ("tests/planning", "tests/study", "tests/plain/test_plain_home.py"),
    ),
    "study": Room(
        ("studykit/study/*.py",),
        ("tests/study", "tests/plain/test_plain_quiz.py", "tests/plain/test_plain_review.py"),
    ),
    "questions": Room(
        ("studykit/questions/*.py", "studykit/text/gap_places.py"),
        ("tests/questions", "tests/content/test_variables.py"),
    ),
    "fold": Room(
        (
            "studykit/progress/course_state.py",
            "studykit/progress/events/*.py",
            "studykit/progress/fields.py",
            "studykit/progress/folding.py",
            "studykit/progress/history_merge.py",
            "studykit/progress/state.py",
        ),
        (
            "tests/progress/test_state.py",
            "tests/progress/test_events.py",
            "tests/progress/test_history_merge.py",
            "tests/progress/test_copies_of_a_history.py",
            "tests/progress/test_what_events_change.py",
            "tests/progress/test_bounds_of_fields.py",
            "tests/study",
        ),
    ),
    "article": Room(("studykit/formats/article/*.py",), ("tests/formats/article",)),
}
