"""The pages for readers lead where they say, and what they tell one to type works."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from studykit.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "lessons").glob("*.md")),
]
FOR_INSTRUCTORS = sorted((ROOT / "docs").glob("instructors*.md"))


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", without_code(page.read_text("utf-8"))):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_in_two_languages_links_the_other_one_first(page: Path) -> None:
    chinese = page.stem.endswith(".zh-Hant")
    name = page.name.replace(".zh-Hant.md", ".md") if chinese else f"{page.stem}.zh-Hant.md"
    if page.with_name(name).exists():
        _, _, link, *_ = page.read_text("utf-8").splitlines()
        assert link == f"[{'English' if chinese else '繁體中文'}]({name})"


@pytest.mark.parametrize("page", FOR_INSTRUCTORS, ids=lambda page: page.name)
def test_what_instructors_are_told_to_type_works(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = page.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STUDYKIT_PROFILE", str(tmp_path / "me.json"))
    shutil.copytree(ROOT / "lessons", "lessons")
    lines = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    for line in "".join(lines).splitlines():
        command, *words = shlex.split(line)
        if command == "cp":
            _, source, target = words
            shutil.copytree(source, target)
            rename(Path(target) / "course.yaml", text)
        elif words[0] in ("preview", "fraud-2026"):  # they open a window
            assert Path(words[-1]).exists(), line
        else:
            if words[0] == "hand-in":
                take_the_exam(words[2], monkeypatch)
            # What a format has no place for is left out, and the status says so.
            fine = {0, 1} if words[0] == "export" else {0}
            assert main(words) in fine, (line, capsys.readouterr())
            if words[0] == "hand-in":
                Path("results").mkdir()
                (written,) = re.findall(r"`(\S+-final\.json)`", text)
                shutil.move(written, "results")
    for name in (
        "report.html",
        "fraud-2026.html",
        "exam.html",
        "worksheet.html",
        "fraud-2026.xml",
        "fraud-2026.apkg",
    ):
        assert Path(name).exists()


def rename(head: Path, text: str) -> None:
    """Put the lines that the page shows in the place of those that are there."""
    (shown,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    course = head.read_text("utf-8")
    for line in shown.splitlines():
        key = line.partition(":")[0]
        course, times = re.subn(rf"^{key}: .*$", line, course, count=1, flags=re.MULTILINE)
        assert times == 1, line
    head.write_text(course, encoding="utf-8")


def take_the_exam(course: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" + "1\nnext\n" * 60 + "submit\ns\n"))
    assert main(["quiz", course, "--quiz", "final"]) == 5  # not passed
