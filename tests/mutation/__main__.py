"""`python -m tests.mutation [ROOM…]`: change one rule at a time; do the tests notice?

Every change that no test notices is shown. A rule that has one needs an example; a change that
makes no difference to anybody is named in `without_effect.yaml` with the reason. The command
ends with 1 when a room notices fewer than 85 of 100, or than `rooms.py` asks of it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import takewhile
from math import sqrt
from pathlib import Path
from random import Random

import yaml

from tests.mutation.mutants import mutants_of
from tests.mutation.rooms import ROOMS, ROOT
from tests.mutation.running import baseline, try_all

WITHOUT_EFFECT = Path(__file__).with_name("without_effect.yaml")


def main() -> int:
    """Try the rooms one after the other; 1 when one of them notices too little."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--touched", action="store_true", help="the rooms changed since main")
    parser.add_argument("--sample", type=int, help="at most so many changes a room")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--file", help="only modules whose path holds this")
    parser.add_argument("--minutes", type=float, default=600, help="for all rooms together")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    rooms = arguments.rooms or (_touched() if arguments.touched else list(ROOMS))
    if unknown := [name for name in rooms if name not in ROOMS]:
        parser.error(f"There is no room {unknown[0]}. There are: {', '.join(ROOMS)}.")
    if not rooms:
        print("No room was touched.")
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    os.chdir(ROOT)
    end = time.monotonic() + 60 * arguments.minutes
    weak = []
    for number, name in enumerate(rooms):
        # What is left is shared among the rooms that are left.
        until = time.monotonic() + (end - time.monotonic()) / (len(rooms) - number)
        if not _try_room(name, arguments, until):
            weak.append(name)
    if weak:
        print(f"Too few were noticed in: {', '.join(weak)}.")
    return 1 if weak else 0


def _try_room(name: str, arguments: argparse.Namespace, until: float) -> bool:
    """Show what a room's tests did not notice; whether they noticed enough."""
    harmless = _without_effect()
    mutants = [m for file in ROOMS[name].files() for m in mutants_of(file)]
    if arguments.file:
        mutants = [m for m in mutants if arguments.file in m.name]
    if not arguments.sample and not arguments.file:
        listed = {change[0] for change in harmless} & {m.name for m in mutants}
        there = {(m.name, *m.change) for m in mutants if m.name in listed}
        for file, before, after in sorted(harmless - there):
            if file in listed:
                print(f"No such change any more: {file}: {before} → {after}")
    Random(arguments.seed).shuffle(mutants)
    chosen = mutants[: arguments.sample] if arguments.sample else mutants
    with tempfile.TemporaryDirectory(prefix="studykit-mutation-") as folder:
        work = Path(folder)
        os.environ["STUDYKIT_CACHE"] = str(work / "cache")
        known = baseline(ROOMS[name], work)
        counted = [m for m in chosen if m.runs and (m.name, *m.change) not in harmless]
        in_time = takewhile(lambda _: time.monotonic() < until, counted)
        noticed, missed = 0, []
        for mutant, seen in try_all(in_time, known, ROOMS[name], work, arguments.jobs):
            if seen:
                noticed += 1
            else:
                missed.append(mutant)
    tried = noticed + len(missed)
    if counted and not tried:
        print(f"{name}: not tried, no time was left")
        return True
    for mutant in sorted(missed, key=lambda m: (m.name, m.line)):
        before, after = mutant.change
        print(f"{mutant.name}:{mutant.line}\n  - {before}\n  + {after}")
    rate = noticed / tried if tried else 1.0
    print(
        f"{name}: {noticed} of {tried} noticed ({rate:.1%}), "
        f"{len(mutants)} changes in all, {len(chosen) - len(counted)} without effect"
        + (f", {len(counted) - tried} not tried for want of time" * (tried < len(counted)))
    )
    sys.stdout.flush()
    least = ROOMS[name].least
    if len(chosen) < len(mutants) or tried < len(counted):
        # A sample may be off by two of its standard errors.
        least -= 2 * sqrt(least * (1 - least) / max(1, tried))
    return rate >= least


def _without_effect() -> set[tuple[str, str, str]]:
    entries = yaml.safe_load(WITHOUT_EFFECT.read_text(encoding="utf-8")) or {}
    return {
        (file, change["before"], change["after"])
        for file, changes in entries.items()
        for change in changes
    }


def _touched() -> list[str]:
    """The rooms of which a module or a test changed since the branch left main, or in the last
    commit on main itself."""
    base = next(
        filter(None, (_git("merge-base", "HEAD", m) for m in ("origin/main", "main"))), ""
    )
    if not base or base == _git("rev-parse", "HEAD"):
        base = "HEAD~1"
    changed = _git("diff", "--name-only", base).splitlines()
    paths = {ROOT / name for name in changed}
    return [
        name
        for name, room in ROOMS.items()
        if paths & set(room.files()) or any(file.startswith(room.tests) for file in changed)
    ]


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main())
