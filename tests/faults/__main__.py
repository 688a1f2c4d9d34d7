"""`python -m tests.faults`: try every fault many times, print one table; 1 on any failure."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time

from tests.faults.campaign import run, table
from tests.faults.every import FAULTS


def main(words: list[str]) -> int:
    """Run the campaign that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="rounds of each fault")
    names = [fault.name for fault in FAULTS]
    parser.add_argument("--only", action="append", choices=names, help="only this fault")
    parser.add_argument("--seed", type=int, help="where the dice begin (default: the clock)")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once")
    asked = parser.parse_args(words)
    seed = asked.seed if asked.seed is not None else int(time.time())
    faults = [fault for fault in FAULTS if not asked.only or fault.name in asked.only]
    print(f"seed {seed}, {asked.rounds} rounds, {asked.jobs} at once", flush=True)
    start = time.monotonic()

    def tell(text: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {text}", flush=True)

    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        os.environ["TMPDIR"] = place  # the processes put their profiles there
        outcomes = run(faults, asked.rounds, seed, asked.jobs, tell)
    print(table(faults, outcomes))
    return 1 if any(outcome.failures for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
