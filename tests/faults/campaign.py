"""What a fault test is, and a campaign of many rounds of them."""

from __future__ import annotations

import itertools
import random
import shutil
import tempfile
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


_MEMORY = "/dev/shm"


class NotTriedError(Exception):
    """This machine does not let the fault be brought about; `str()` is why."""


@dataclass(frozen=True)
class Fault:
    """Something that happens to a profile, and how it is tried."""

    name: str
    checked: str
    """What must hold afterwards, in a few words."""
    play: Callable[[Path, random.Random], int]
    """One life of a profile in an empty folder; how many rounds it came to. Raises
    AssertionError where what must hold does not, NotTriedError where it cannot be tried."""
    rounds_a_life: int = 1
    share: float = 1.0
    """How many rounds are made of it for each round asked for: less where one takes long."""
    in_tests: int = 1
    """Lives in each run of the tests."""
    small: Callable[[Path, random.Random], int] | None = None
    """A shorter life for these, where one takes long."""
    in_memory: bool = False
    """Whether a disk in memory will do, where what matters is the order of the steps."""

    def lives(self, rounds: int) -> int:
        """How many lives make up so many rounds."""
        return max(1, round(rounds * self.share / self.rounds_a_life))


@dataclass
class Outcome:
    """What came of a fault, or of one life of it."""

    rounds: int = 0
    failures: list[str] = field(default_factory=list)
    """Each begins with the words that repeat it."""
    not_tried: set[str] = field(default_factory=set)

    def add(self, other: Outcome) -> None:
        """Take in what came of another life."""
        self.rounds += other.rounds
        self.failures += other.failures
        self.not_tried |= other.not_tried


def live(fault: Fault, seed: int, *, small: bool = False) -> Outcome:
    """One life of a profile under a fault, in a folder of its own."""
    play = fault.small if small and fault.small else fault.play
    memory = _MEMORY if fault.in_memory and Path(_MEMORY).is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix=f"{fault.name}-", dir=memory))
    folder.chmod(0o755)  # some faults run the program as another user
    try:
        return Outcome(play(folder, random.Random(seed)))
    except NotTriedError as reason:
        return Outcome(not_tried={str(reason)})
    except Exception as error:
        how = f"python -m tests.faults --only {fault.name} --rounds 1 --seed {seed}"
        what = str(error) if isinstance(error, AssertionError) else traceback.format_exc()
        return Outcome(fault.rounds_a_life, [f"{how}\n{what or traceback.format_exc()}"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(
    faults: Sequence[Fault], rounds: int, seed: int, jobs: int, tell: Callable[[str], None]
) -> dict[str, Outcome]:
    """Try every fault, the lives of all mixed over `jobs` processes; `tell` hears how far it
    is and of every failure."""
    outcomes = {fault.name: Outcome() for fault in faults}
    tasks = list(_tasks(faults, rounds, seed))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(live, fault, number): fault for fault, number in tasks}
        for done, future in enumerate(as_completed(running), start=1):
            outcome = future.result()
            outcomes[running[future].name].add(outcome)
            for failure in outcome.failures:
                tell(f"FAILED: {failure}")
            if done % max(1, len(tasks) // 20) == 0:
                failed = sum(len(known.failures) for known in outcomes.values())
                tell(f"{done} of {len(tasks)} lives, {failed} failed")
    return outcomes


def _tasks(faults: Sequence[Fault], rounds: int, seed: int) -> Iterator[tuple[Fault, int]]:
    lives = [[(fault, seed + n) for n in range(fault.lives(rounds))] for fault in faults]
    for turn in itertools.zip_longest(*lives):
        yield from (task for task in turn if task is not None)


def table(faults: Sequence[Fault], outcomes: dict[str, Outcome]) -> str:
    """One line a fault: its rounds, its failures, what was checked."""
    width = max(len(fault.name) for fault in faults)
    lines = [f"{'fault':<{width}}  rounds  failures  checked"]
    for fault in faults:
        outcome = outcomes[fault.name]
        lines.append(
            f"{fault.name:<{width}}  {outcome.rounds:6}  {len(outcome.failures):8}  "
            f"{fault.checked}"
        )
        lines += [f"{'':{width}}  not tried: {reason}" for reason in sorted(outcome.not_tried)]
    return "\n".join(lines)
