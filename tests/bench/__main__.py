"""`python -m tests.bench [NAME…]`: measure, print one table, end with 1 when a bound is broken.

Every figure is a ratio to a baseline that was taken in the same run on the same machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench import bench_app, bench_deck, bench_reading
from tests.bench.figures import table

BENCHES = {"app": bench_app, "deck": bench_deck, "reading": bench_reading}


def main(names: list[str]) -> int:
    """Measure the benches called `names`; all of them when there are none."""
    figures = []
    with tempfile.TemporaryDirectory() as place:
        os.environ["STUDYKIT_CACHE"] = str(Path(place) / "cache")
        for name in names or BENCHES:
            folder = Path(place) / name
            folder.mkdir()
            figures += BENCHES[name].figures(folder)
    print(table(figures))
    return 1 if any(figure.ratio > figure.bound for figure in figures) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
