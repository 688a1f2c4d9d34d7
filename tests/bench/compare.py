"""The benches of two commits, side by side."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.figures import aligned

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW = re.compile(
    r"^(?P<name>\S.*?)\s{2,}[\d.]+ \S+\s{2,}.*?\s{2,}(?P<ratio>\d+\.\d+)\s{2,}[\d.]+"
)


def compared(before: str, after: str, names: Sequence[str]) -> str:
    """Measure the commits `before` and `after` and return their ratios as one table.

    Each is checked out into a folder of its own and measured by the benches it has. A commit
    that cannot be checked out, or whose benches fail, ends the program with a sentence.
    """
    ratios = [_ratios(commit, names) for commit in (before, after)]
    rows = [("figure", before, after, "change")]
    for name in dict.fromkeys([*ratios[0], *ratios[1]]):
        first, second = (found.get(name) for found in ratios)
        change = f"{100 * (second / first - 1):+.0f} %" if first and second else ""
        told = (f"{value:.2f}" if value is not None else "–" for value in (first, second))
        rows.append((name, *told, change))
    return aligned(rows, right={1, 2, 3})


def _ratios(commit: str, names: Sequence[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place) / "tree"
        _git("worktree", "add", "--detach", "--quiet", str(tree), commit)
        try:
            done = subprocess.run(
                [sys.executable, "-m", "tests.bench", *names],
                cwd=tree,
                env={**os.environ, "PYTHONPATH": str(tree)},
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            _git("worktree", "remove", "--force", str(tree))
    found = {
        row["name"]: float(row["ratio"])
        for row in map(_ROW.match, done.stdout.splitlines())
        if row
    }
    if not found:
        raise SystemExit(f"The benches of {commit} measured nothing:\n{done.stderr}")
    return found


def _git(*words: str) -> None:
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.strip())
