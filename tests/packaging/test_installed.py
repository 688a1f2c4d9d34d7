"""The program as it is installed, not as it lies in its folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
ROOMS = (
    "text",
    "language",
    "questions",
    "scheduling",
    "charts",
    "content",
    "progress",
    "learner",
    "planning",
    "study",
    "authoring",
    "formats",
    "analytics",
    "plain",
    "web",
)


def python(*words: str, cwd: Path, env: dict[str, str] | None = None, given: str = "") -> str:
    """What `python WORDS…` prints."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 4, 5), done.stderr  # 4, 5: a quiz left open or not passed
    return done.stdout


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but what the wheel holds."""
    folder = tmp_path_factory.mktemp("installed")
    wheels = folder / "wheels"
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(ROOT))
    python(*build, cwd=folder)
    (wheel,) = wheels.glob("*.whl")
    target = folder / "packages"
    install = ("install", "--quiet", "--no-deps", "--target", str(target), str(wheel))
    python("-m", "pip", *install, cwd=folder)
    return target


def test_the_installed_program_teaches_its_course_from_any_folder(
    elsewhere: Path, tmp_path: Path
) -> None:
    # `-P`: what lies in the folder we stand in, or in the project, is not found.
    env = {"PYTHONPATH": str(elsewhere), "STUDYKIT_PROFILE": str(tmp_path / "me.json")}
    run = ("-P", "-m", "studykit")
    where = python(
        "-P", "-c", "import studykit; print(studykit.__file__)", cwd=tmp_path, env=env
    )
    assert where.startswith(str(elsewhere))
    listed = json.loads(python(*run, "list", "--json", cwd=tmp_path, env=env))
    assert [course["languages"] for course in listed["courses"]] == [["en", "zh-Hant"]] * 2
    quiz = ("quiz", "--quiz", "practice-background", "--json")
    result = json.loads(python(*run, *quiz, cwd=tmp_path, env=env, given="1\n" * 60))
    assert result["quiz"] == "practice-background"
    shown = json.loads(python(*run, "profile", "show", "--json", cwd=tmp_path, env=env))
    assert shown


def test_the_licences_and_the_types_travel_along(elsewhere: Path) -> None:
    assert (elsewhere / "studykit" / "py.typed").exists()
    (licences,) = elsewhere.glob("studykit_terminal-*.dist-info/licenses")
    assert (licences / "LICENSE").exists()
    assert (licences / "lessons" / "LICENSE").exists()


def test_the_source_distribution_holds_the_readmes_and_the_pictures_they_show(
    tmp_path: Path,
) -> None:
    build = ("-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), str(ROOT))
    python(*build, cwd=tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        names = {name.partition("/")[2] for name in files.getnames()}
    for readme in ("README.md", "README.zh-Hant.md"):
        text = (ROOT / readme).read_text("utf-8")
        shown = re.findall(r"\.pictures/[\w.-]+\.svg", text)
        assert shown
        assert names.issuperset([readme, *shown])


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_asking_about_the_program_loads_neither_the_app_nor_the_models(option: str) -> None:
    code = (
        "import sys, studykit.cli\n"
        f"try: studykit.cli.main([{option!r}])\n"
        "except SystemExit: pass\n"
        "print(sorted({'textual', 'pydantic', 'yaml'} & set(sys.modules)))"
    )
    assert python("-c", code, cwd=ROOT).splitlines()[-1] == "[]"


def test_the_installed_program_writes_the_player_without_its_sources(
    elsewhere: Path, tmp_path: Path
) -> None:
    env = {"PYTHONPATH": str(elsewhere)}
    course = str(elsewhere / "studykit" / "lessons" / "telecom-fraud-clearance.en")
    words = ("export", course, "--to", "html", "--output", "course.html")
    python("-P", "-m", "studykit", *words, cwd=tmp_path, env=env)
    assert "<script>" in (tmp_path / "course.html").read_text(encoding="utf-8")
    assert not (elsewhere / "studykit" / "web" / "player").exists()


def test_no_room_but_the_app_loads_textual() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for room in ROOMS
        for path in (ROOT / "studykit" / room).rglob("*.py")
        if path.name != "__init__.py"
    ]
    code = f"import sys\nfor n in {names!r}: __import__(n)\nprint('textual' in sys.modules)"
    assert python("-c", code, cwd=ROOT).strip() == "False"
