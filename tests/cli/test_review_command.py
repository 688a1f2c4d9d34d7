"""`studykit review` reviews cards on standard input and output."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from studykit.cli import main
from tests.plain.lines import write_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    course = write_course(tmp_path / "course")
    profile = tmp_path / "profile.json"
    monkeypatch.setenv("STUDYKIT_NOW", "2026-05-01T08:00:00Z")

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main(["review", str(course), "--profile", str(profile), *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_review_ends_with_a_document(review: Any) -> None:
    status, out, err = review("--json", typed="\n4\n\n4\n\n")
    assert status == 0
    document = json.loads(out)
    assert document.pop("seconds") >= 0
    assert document == {
        "format": "studykit review 1",
        "course": "demo",
        "language": "en",
        "reviewed": 2,
        "new": 2,
        "ratings": {"again": 0, "hard": 0, "good": 0, "easy": 2},
        "left": 0,
        "put_off": 0,
        "put_off_days": 0,
        "cram": False,
    }
    assert "Capital?" in err


def test_the_next_run_goes_on_with_the_cards_left(review: Any) -> None:
    status, out, _ = review(typed="\n4\n\n")
    assert status == 0
    assert "All grades are kept." in out
    _, out, _ = review(typed="\n4\n\n")
    assert "Capital?" not in out
    assert "The [river] is a river" in out


def test_the_limit_is_kept(review: Any) -> None:
    _, out, _ = review("--limit", "1", "--json", typed="\n4\n\n")
    assert json.loads(out)["reviewed"] == 1


def test_a_limit_of_nothing_is_wrong_usage(review: Any) -> None:
    with pytest.raises(SystemExit) as stopped:
        review("--limit", "0")
    assert stopped.value.code == 2


def test_cramming_says_so_and_leaves_the_schedule(review: Any) -> None:
    review(typed="\n4\n\n4\n\n")
    status, out, _ = review("--cram", typed="\n1\n\n1\n\n")
    assert status == 0
    assert "Cram: The whole course" in out
    assert "Cramming does not change your review schedule." in out
    assert "1 Again · 2 Hard" in out  # no interval: nothing is scheduled
    _, out, _ = review("--missed", "--json", typed="\n3\n\n3\n\n")
    assert json.loads(out)["cram"] is True
    assert json.loads(out)["reviewed"] == 2
    _, out, _ = review("--due-within", "0", typed="")
    assert "There is no such card to cram." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--lesson", "on"), "The course has no lesson “on”. Did you mean “one”?"),
        (("--objective", "x"), "The course has no objective “x”."),
        (("--tag", "x"), "The course has no tag “x”. There are none."),
    ],
)
def test_what_the_course_lacks_cannot_be_crammed(
    review: Any, words: tuple[str, ...], said: str
) -> None:
    status, _, err = review(*words)
    assert status == 2
    assert said in err
