"""An article joins a course that exists; a changed one brings its lesson up to date."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import yaml

from studykit.authoring.draft_review import DraftReview
from studykit.cli import main

ARTICLE = """\
# The Moei

In 1903, a British survey mapped the Moei for the first time.

## Trade

In 1951, the first ferry company of the Moei was founded in Mae Sot.

## Floods

The flood of the Moei reached Mae Sot in 1997 and stayed for weeks.
"""
OTHER = "# The Ping\n\nThe Ping was dammed for the first time in 1964 near Tak.\n"


def imported(tmp_path: Path, text: str, *words: str, name: str = "a.md") -> int:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return main(["import", str(file), "--language", "en", *words])


def tree(file: Path) -> dict:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "rivers"
    assert imported(tmp_path, ARTICLE, "--to", str(folder)) == 0
    return folder


def test_another_article_becomes_another_lesson(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [file for file in course.glob("*.yaml") if file.name != "course.yaml"]
    texts = {file: file.read_bytes() for file in before}
    assert imported(tmp_path, OTHER, "--into", str(course)) == 0
    assert "Lessons added: 1; brought up to date: 0." in capsys.readouterr().out
    head = tree(course / "course.yaml")
    assert head["lessons"][-1] == "the-ping.yaml"
    assert [source["title"] for source in head["sources"]] == ["The Moei", "The Ping"]
    assert all(file.read_bytes() == text for file, text in texts.items())
    assert main(["check", str(course)]) == 0


def test_a_changed_article_changes_sections_and_drafts_alone(
    course: Path, tmp_path: Path
) -> None:
    names = tree(course / "course.yaml")["lessons"]
    file = course / next(name for name in names if "trade" in (course / name).read_text())
    review = DraftReview(file)
    review.change("cloze", "The first ferry company dates from {{1951}}.")
    confirmed = review.waiting[0].id
    while review.current and review.current.id != confirmed:
        review.turn(1)
    review.accept()
    item = file.read_text(encoding="utf-8").split(f"- id: {confirmed}\n")[1].split("\n  - ")[0]
    changed = ARTICLE.replace("stayed for weeks", "went after a day") + "\n## Fish\n\nMany.\n"
    assert imported(tmp_path, changed, "--into", str(course)) == 0
    text = file.read_text(encoding="utf-8")
    assert item.rstrip() in text
    assert "went after a day" in text
    assert "stayed for weeks" not in text
    ids = [each["id"] for each in tree(file)["cards"]]
    assert ids.count(confirmed) == 1
    assert "Fish" in [section["title"] for section in tree(file)["sections"]]
    assert main(["check", str(course)]) == 0


def test_force_keeps_a_copy_and_leaves_no_old_lesson(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = {file.name for file in course.glob("*.yaml")}
    (course / "notes.txt").write_text("mine", encoding="utf-8")
    mine = (course / "course.yaml").read_text(encoding="utf-8") + "# by hand\n"
    (course / "course.yaml").write_text(mine, encoding="utf-8")
    capsys.readouterr()
    assert imported(tmp_path, OTHER, "--to", str(course), "--force", "--json") == 0
    backup = Path(json.loads(capsys.readouterr().out)["backup"])
    assert {file.name for file in course.glob("*.yaml")} == {"course.yaml", "the-ping.yaml"}
    assert (course / "notes.txt").read_text(encoding="utf-8") == "mine"
    with zipfile.ZipFile(backup) as archive:
        assert set(archive.namelist()) == old
        assert archive.read("course.yaml").decode() == mine


def test_where_to_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(tmp_path, OTHER) == 2
    assert "--into" in capsys.readouterr().err
    assert imported(tmp_path, OTHER, "--into", str(tmp_path / "nowhere")) == 1
    assert "no course.yaml" in capsys.readouterr().err


@pytest.fixture
def trade(course: Path) -> Path:
    """The lesson file of the course."""
    names = tree(course / "course.yaml")["lessons"]
    return next(course / name for name in names if "Mae Sot" in (course / name).read_text())


def replaced(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_what_the_author_wrote_stays_and_is_named(
    course: Path, trade: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(trade, "and stayed for weeks", "and stayed for a month")
    changed = ARTICLE.replace("stayed for weeks", "went after a day")
    before = trade.read_text(encoding="utf-8")
    line = before[: before.index("title: Floods")].count("\n")
    for _ in range(2):  # also when it is imported once more
        capsys.readouterr()
        assert imported(tmp_path, changed, "--into", str(course)) == 1
        assert f"{trade}:{line}: “Floods” was changed" in capsys.readouterr().out
        text = trade.read_text(encoding="utf-8")
        assert "stayed for a month" in text
        assert "went after a day" not in text
    assert imported(tmp_path, changed, "--into", str(course), "--json", "--allow-loss") == 0
    [kept] = json.loads(capsys.readouterr().out)["kept"]
    assert (kept["line"], kept["title"]) == (line, "Floods")


def test_a_section_that_was_taken_out_comes_anew(
    course: Path, trade: Path, tmp_path: Path
) -> None:
    replaced(trade, "and stayed for weeks", "and stayed for a month")
    changed = ARTICLE.replace("stayed for weeks", "went after a day")
    imported(tmp_path, changed, "--into", str(course))
    text = trade.read_text(encoding="utf-8")
    start = text.index("  - id: floods")
    trade.write_text(text[:start] + text[text.index("cards:") :], encoding="utf-8")
    assert imported(tmp_path, changed, "--into", str(course)) == 0
    assert "went after a day" in trade.read_text(encoding="utf-8")


def test_an_own_text_is_no_loss_where_the_article_says_what_it_said(
    course: Path, trade: Path, tmp_path: Path
) -> None:
    replaced(trade, "and stayed for weeks", "and stayed for a month")
    replaced(trade, "title: Trade", "title: Commerce")
    changed = ARTICLE.replace("for the first time", "at last")
    assert imported(tmp_path, changed, "--into", str(course)) == 0
    sections = {s["title"]: s["text"] for s in tree(trade)["sections"]}
    assert "at last" in next(iter(sections.values()))
    assert "stayed for a month" in sections["Floods"]
    assert "Commerce" in sections
    assert "Trade" not in sections


def test_own_sections_drafts_and_comments_stay(
    course: Path, trade: Path, tmp_path: Path
) -> None:
    replaced(trade, "cards:\n", "  - id: mine\n    title: Mine\n    text: My own.\ncards:\n")
    replaced(trade, "  - id: trade\n", "  # to be told slowly\n  - id: trade\n")
    replaced(trade, "cloze: The flood", "cloze: A flood")
    changed = ARTICLE.replace("stayed for weeks", "went after a day")
    assert imported(tmp_path, changed, "--into", str(course)) == 0
    text = trade.read_text(encoding="utf-8")
    assert "text: My own." in text
    assert "cloze: A flood" in text
    assert "went after a day" in text


def test_what_does_not_change_is_not_written_anew(
    course: Path, trade: Path, tmp_path: Path
) -> None:
    replaced(trade, "  - id: trade\n", "  # to be told slowly\n  - id: trade\n")
    changed = ARTICLE.replace("stayed for weeks", "went after a day")
    assert imported(tmp_path, changed, "--into", str(course)) == 0
    assert "# to be told slowly" in trade.read_text(encoding="utf-8")
