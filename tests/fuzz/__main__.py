"""`python -m tests.fuzz [TARGET…] --seconds 60`: feed strange inputs to what reads files.

Each input has some seconds and a bounded memory; what hangs, swells or raises is a finding,
kept as a file, and the command ends with 1. `--engine atheris` lets coverage guide the
mutation (install atheris from PyPI by hand; it has no release for every Python).
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.fuzz.mutation import mutated, seeds
from tests.fuzz.targets import TARGETS

if TYPE_CHECKING:
    from types import FrameType

_MEMORY = 2_000_000_000
_CASE_SECONDS = 10


class TooSlowError(BaseException):
    """One input took longer than it may."""


def main() -> int:
    """Fuzz the targets one after the other; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60, help="for all targets together")
    parser.add_argument("--engine", choices=("own", "atheris"), default="own")
    parser.add_argument("--seed", type=int, help="to repeat a run")
    parser.add_argument("--input", type=Path, help="run one kept input on the target")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    arguments = parser.parse_args()
    names = arguments.targets or list(TARGETS)
    unknown = [name for name in names if name not in TARGETS]
    if unknown:
        parser.error(f"There is no target {unknown[0]}. There are: {', '.join(TARGETS)}.")
    os.environ.setdefault("STUDYKIT_CACHE", str(arguments.keep / "cache"))
    if arguments.input:
        TARGETS[names[0]](arguments.input.read_bytes())
        return 0
    if arguments.engine == "atheris":
        if len(names) != 1:
            parser.error("Atheris fuzzes one target at a time: name it.")
        return _atheris(names[0], arguments.seconds, arguments.keep)
    _bound_memory()
    seed = time.time_ns() % 2**32 if arguments.seed is None else arguments.seed
    print(f"seed {seed}; target, executions, findings")
    found = 0
    for name in names:
        runs, findings = _own(name, arguments.seconds / len(names), seed, arguments.keep)
        print(f"{name:<10} {runs:>8,} {findings:>4}", flush=True)
        found += findings
    return 1 if found else 0


def _own(name: str, seconds: float, seed: int, keep: Path) -> tuple[int, int]:
    """Executions and findings, each kind of finding counted once."""
    random, runs = Random(seed), 0
    kinds: set[str] = set()
    until = time.monotonic() + seconds
    TARGETS[name](seeds(name)[0])
    signal.signal(signal.SIGALRM, _too_slow)
    while time.monotonic() < until:
        data = mutated(name, random)
        runs += 1
        signal.setitimer(signal.ITIMER_REAL, _CASE_SECONDS)
        try:
            TARGETS[name](data)
        except (Exception, TooSlowError) as error:
            signal.setitimer(signal.ITIMER_REAL, 0)
            frame = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {frame.filename}:{frame.lineno}"
            if kind not in kinds:
                kinds.add(kind)
                print(
                    f"{name}: {kind}: {str(error)[:200]!r}\n  kept: {_kept(name, data, keep)}"
                )
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return runs, len(kinds)


def _kept(name: str, data: bytes, keep: Path) -> Path:
    keep.mkdir(parents=True, exist_ok=True)
    file = keep / f"{name}-{sha256(data).hexdigest()[:12]}"
    file.write_bytes(data)
    return file


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError(f"more than {_CASE_SECONDS} seconds")


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _atheris(name: str, seconds: float, keep: Path) -> int:
    try:
        import atheris
    except ImportError:
        print(
            "The engine atheris is not installed: pip install atheris (Linux and macOS only), "
            "or use the engine `own`.",
            file=sys.stderr,
        )
        return 2
    corpus = keep / f"corpus-{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds(name):
        (corpus / sha256(data).hexdigest()[:12]).write_bytes(data[:20_000])
    target = TARGETS[name]
    with atheris.instrument_imports(include=["studykit", "markdown_it", "html.parser"]):
        target(seeds(name)[0])
    options = [
        f"-max_total_time={int(seconds)}",
        f"-timeout={_CASE_SECONDS}",
        "-rss_limit_mb=2000",
        "-max_len=20000",
        f"-artifact_prefix={keep}/{name}-",
        "-print_final_stats=1",
        str(corpus),
    ]
    atheris.Setup([sys.argv[0], *options], target)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
