"""The packages that are declared have floors, which CI installs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.floors import floors

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
WITHOUT_A_FLOOR = {"tzdata", "types-pyyaml"}
"""Data and types, of which any release will do."""


def test_every_package_that_is_declared_has_a_floor() -> None:
    declared = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = declared["optional-dependencies"].values()
    lines = [*declared["dependencies"], *(line for extra in extras for line in extra)]
    names = {re.split(r"[^A-Za-z0-9._-]", line)[0].lower() for line in lines}
    assert names - set(floors()) <= WITHOUT_A_FLOOR


def test_the_highest_of_several_floors_counts(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text(
        '[project]\ndependencies = ["a>=1.9,<3", "b"]\n'
        '[project.optional-dependencies]\nx = ["a>=1.10", "B_c >= 2.0.1; python_version"]\n',
        encoding="utf-8",
    )
    assert floors(project) == {"a": "1.10", "b_c": "2.0.1"}
