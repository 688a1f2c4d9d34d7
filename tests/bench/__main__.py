"""`python -m tests.bench [NAME…]`: measure, print one table, end with 1 when a bound is broken.

Every figure is a ratio to a baseline that was taken in the same run on the same machine.
`--record` ends with 0 whatever the ratios are. `--compare A B` measures two commits, each by
its own benches, and prints their ratios side by side.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.bench import (
    bench_app,
    bench_deck,
    bench_import,
    bench_library,
    bench_profile,
    bench_reading,
)
from tests.bench.compare import compared
from tests.bench.figures import table

BENCHES = {
    "app": bench_app,
    "deck": bench_deck,
    "profile": bench_profile,
    "reading": bench_reading,
    "import": bench_import,
    "library": bench_library,
}


def main(words: list[str]) -> int:
    """Measure the benches that `words` name; all of them when there are none."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--record", action="store_true", help="end with 0 in any case")
    parser.add_argument("--compare", nargs=2, metavar="COMMIT", help="measure two commits")
    arguments = parser.parse_args(words)
    if unknown := [name for name in arguments.names if name not in BENCHES]:
        parser.error(f"no bench is called {unknown[0]}")
    if arguments.compare:
        print(compared(*arguments.compare, arguments.names))
        return 0
    figures = []
    with tempfile.TemporaryDirectory() as place:
        os.environ["STUDYKIT_CACHE"] = str(Path(place) / "cache")
        # As an installed program, this one is compiled once and not at each start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(place) / "bytecode")
        for name in arguments.names or BENCHES:
            folder = Path(place) / name
            folder.mkdir()
            figures += BENCHES[name].figures(folder)
    print(table(figures))
    broken = any(figure.ratio > figure.bound for figure in figures)
    return 1 if broken and not arguments.record else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
