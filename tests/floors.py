"""`python -m tests.floors`: the oldest packages that pyproject.toml allows, for pip to keep to.

What is declared as `name>=1.2` is held to the releases of 1.2, so that an install with these
constraints shows whether the floors are true.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_DECLARED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*>=\s*(?P<floor>[0-9.]+)")


def floors(project: Path = _PROJECT) -> dict[str, str]:
    """The floor of each package that the project or one of its extras declares; the highest
    where several declare one."""
    declared = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    lines = [*declared["dependencies"]]
    for extra in declared["optional-dependencies"].values():
        lines += extra
    found: dict[str, str] = {}
    for line in lines:
        if match := _DECLARED.match(line):
            name = match["name"].lower()
            found[name] = max(found.get(name, ""), match["floor"], key=_numbers)
    return found


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part]


if __name__ == "__main__":
    for name, floor in sorted(floors().items()):
        print(f"{name}=={floor}.*")
