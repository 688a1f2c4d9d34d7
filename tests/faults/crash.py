"""The program dies at every single step it takes on the disk.

What a deed does to files is counted; then it is done again and again in a process of its own
that dies at the first step, at the second, and so on; in each life in one of three ways: just
before the step, in the middle of it, or with the power, when bytes never synced are gone too.
"""

from __future__ import annotations

import builtins
import functools
import io
import json
import os
import shutil
import signal
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.progress.backups import backups, keep_whole
from studykit.progress.layout import Layout
from studykit.progress.store import Profile
from studykit.progress.transfer import merge_into, restore
from tests.faults.campaign import Fault, NotTriedError
from tests.faults.lives import Learner, study
from tests.faults.oracle import (
    check_whole,
    folded,
    ids,
    intact,
    journal_events,
    left_over,
    standing,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

WAYS = ("before", "half", "power")
OLD_PROFILES = sorted((Path(__file__).parents[1] / "progress" / "data").glob("version-*.json"))

_STEPS = ("mkdir", "rename", "replace", "unlink", "rmdir", "truncate")
_ON_FILES = ("write", "ftruncate", "sendfile", "copy_file_range")


class Steps:
    """Counts what is done to files by this process, and dies at step `fatal`."""

    def __init__(self, fatal: int | None = None, way: str = "before") -> None:
        self.count = 0
        self._fatal, self._way = fatal, way
        self._unsynced: dict[str, int] = {}
        """How much of each file is surely on the disk, where not all is."""
        self._open = io.open

    def install(self) -> None:
        """Count from now on, until the process ends."""
        for name in _STEPS:
            setattr(os, name, self._counted(getattr(os, name)))
        for name in _ON_FILES:
            if hasattr(os, name):
                setattr(os, name, self._writing(name, getattr(os, name)))
        for name in ("fsync", "fdatasync"):
            setattr(os, name, self._syncing(getattr(os, name)))
        os.open = self._opening(os.open)
        io.open = builtins.open = self._open_counted

    def step(self, half: Callable[[], object] | None = None) -> None:
        """One more step; `half` does a part of it."""
        self.count += 1
        if self.count != self._fatal:
            return
        if self._way == "half" and half is not None:
            half()
        if self._way == "power":
            for path, size in self._unsynced.items():
                if Path(path).exists():
                    with self._open(path, "rb+") as file:
                        file.truncate(size)
        os.kill(os.getpid(), signal.SIGKILL)

    def written(self, descriptor: int) -> None:
        """Something was written that is not on the disk yet."""
        self._unsynced.setdefault(_path_of(descriptor), os.fstat(descriptor).st_size)

    def _counted(self, real: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(real)
        def done(*given: Any, **more: Any) -> Any:
            self.step()
            result = real(*given, **more)
            if real.__name__ in ("rename", "replace"):
                old, new = (str(Path(name).absolute()) for name in given[:2])
                self._unsynced.pop(new, None)
                if old in self._unsynced:
                    self._unsynced[new] = self._unsynced.pop(old)
            return result

        return done

    def _writing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(real)
        def done(descriptor: int, *given: Any, **more: Any) -> Any:
            half = None
            if name == "write":
                half = functools.partial(
                    real, descriptor, bytes(given[0])[: len(given[0]) // 2]
                )
            target = given[0] if name == "copy_file_range" else descriptor
            self.step(half)
            self.written(target)
            return real(descriptor, *given, **more)

        return done

    def _syncing(self, real: Callable[[int], None]) -> Callable[[int], None]:
        @functools.wraps(real)
        def done(descriptor: int) -> None:
            self.step()
            real(descriptor)
            self._unsynced.pop(_path_of(descriptor), None)

        return done

    def _opening(self, real: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(real)
        def done(path: Any, flags: int, *given: Any, **more: Any) -> int:
            if flags & (os.O_CREAT | os.O_TRUNC):
                self.step()
            return real(path, flags, *given, **more)

        return done

    def _open_counted(self, file: Any, mode: str = "r", *given: Any, **more: Any) -> Any:
        if not set(mode) & set("wax+") or "b" not in mode:
            return self._open(file, mode, *given, **more)
        self.step()
        raw = _Counted(self, file, mode.replace("b", ""))
        return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)


def _path_of(descriptor: int) -> str:
    return str(Path(f"/proc/self/fd/{descriptor}").readlink())


class _Counted(io.FileIO):
    """A file whose writes are steps."""

    def __init__(self, steps: Steps, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._steps = steps

    def write(self, data: Any) -> int:
        self._steps.step(lambda: super(_Counted, self).write(bytes(data)[: len(data) // 2]))
        self._steps.written(self.fileno())
        return super().write(data)

    def truncate(self, size: int | None = None) -> int:
        self._steps.step()
        return super().truncate(size)


def _in_a_child(deed: Callable[[Callable[[str], None]], None], steps: Steps) -> tuple[str, int]:
    """Do a deed in a process of its own: what it said, and its steps (0: it died).

    What it says is heard as it was said before the process died, as a screen would show it.
    """
    heard, said = os.pipe()
    with warnings.catch_warnings():
        # Newer Pythons warn of forking beside threads; the child runs none and locks nothing.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(heard)
            tell = functools.partial(_tell, os.write, said)
            steps.install()
            deed(tell)
            tell(f"steps {steps.count}\n")
            status = 0
        except BaseException as error:
            tell(f"error {error!r}\n")
        finally:
            os._exit(status)
    os.close(said)
    with os.fdopen(heard, encoding="utf-8") as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    assert "error " not in text, text
    steps_made = [line for line in text.splitlines() if line.startswith("steps ")]
    return text, int(steps_made[0].split()[1]) if steps_made else 0


def _tell(write: Callable[[int, bytes], int], descriptor: int, text: str) -> None:
    write(descriptor, text.encode())


def at_every_step(
    folder: Path,
    deed: Callable[[Path, Callable[[str], None]], None],
    check: Callable[[Path, str], None],
    way: str,
) -> int:
    """Do `deed` on copies of `folder/life`, dying at every step in one `way`; `check` what is
    left, given what was said. How often it died."""
    if not hasattr(os, "fork") or not Path("/proc/self/fd").exists():
        raise NotTriedError("this system cannot fork, or does not tell what files are open")
    place = folder / "run"

    def run(steps: Steps) -> tuple[str, int]:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(folder / "life", place, symlinks=True)
        return _in_a_child(functools.partial(deed, place / "me.json"), steps)

    text, total = run(Steps())
    check(place / "me.json", text)
    assert total, "the deed took no step"
    for fatal in range(1, total + 1):
        text, survived = run(Steps(fatal, way))
        assert not survived
        try:
            check(place / "me.json", text)
        except Exception as error:
            raise AssertionError(f"died {way} step {fatal} of {total}: {error}") from error
    return total


def _recording(folder: Path, dice: random.Random) -> int:
    """A session: answers, then its end with snapshot and backup."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, dice.choice([0, 0, 1, 12]))
    before = ids(learner.made)
    answers = [learner.events() for _ in range(dice.randint(1, 3))]

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        with Profile.open(path) as profile:
            for events in answers:
                profile.record(events)
                tell(json.dumps([event["id"] for event in events]) + "\n")

    def check(path: Path, text: str) -> None:
        told = [line for line in text.splitlines() if line.startswith("[")]
        acknowledged = before.union(*map(json.loads, told))
        events = check_whole(path, acknowledged)
        if not path.parent.exists():
            return
        _goes_on(path, events)
        _backups_hold(path, events)

    return at_every_step(folder, deed, check, dice.choice(WAYS))


def _goes_on(path: Path, events: list[dict[str, Any]]) -> None:
    """The next session records on, ends, and leaves nothing lying about."""
    more = Learner(Learner(_NO_DICE).dice, "next")
    more.minutes = 1e6
    with Profile.open(path) as profile:
        assert not profile.read_only
        profile.record([more.event()])
        for notice in profile.notices:
            assert "damaged" not in notice and "lost" not in notice, notice
    after = check_whole(path, ids(events) | ids(more.made))
    assert len(after) == len(events) + 1, "more than was known before"
    assert not left_over(path.parent), left_over(path.parent)
    with Profile.open(path) as again:
        assert again.notices == [], again.notices


def _backups_hold(path: Path, events: list[dict[str, Any]]) -> None:
    """Every backup that can be read holds just the events it says it does."""
    for backup in backups(Layout(path)):
        held = intact(backup.journal.read_bytes()[: backup.snapshot.position.offset])
        known = [event["id"] for event in held]
        assert len(known) == backup.snapshot.position.events, backup.path.name
        assert folded(held)["courses"] == dict(backup.snapshot.state)["courses"]


def _backing_up(folder: Path, dice: random.Random) -> int:
    """`profile backup`, after a session that was killed."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, dice.choice([1, 12]))
    killed = Profile.open(path)
    killed.record(learner.events())
    killed._lock.release()  # type: ignore[union-attr]  # as the system does for the dead
    known = ids(learner.made)

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        from studykit.cli import main

        assert main(["profile", "backup", "--profile", str(path)]) == 0

    def check(path: Path, text: str) -> None:
        events = check_whole(path, known)
        _goes_on(path, events)
        _backups_hold(path, events)

    return at_every_step(folder, _quietly(deed), check, dice.choice(WAYS))


def _quietly(deed: Callable[..., None]) -> Callable[..., None]:
    def done(*given: Any) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        deed(*given)

    return done


def _replacing(folder: Path, dice: random.Random) -> int:
    """`profile restore` and `profile merge`: the old history or the new one, never less."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, 2)
    old = ids(learner.made)
    other = folder / "other" / "them.json"
    other.parent.mkdir()
    stranger = Learner(dice, "other")
    study(other, stranger, 2)
    merging = dice.random() < 0.5
    new = ids(stranger.made) | (old if merging else set())

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        if merging:
            merge_into(path, [other])
        else:
            restore(path, other)
        tell("done\n")

    def check(path: Path, text: str) -> None:
        known = ids(check_whole(path, set()))
        assert known in (old, new), "neither the old history nor the new"
        if "done" in text:
            assert known == new
        _goes_on(path, journal_events(path))

    return at_every_step(folder, deed, check, dice.choice(WAYS))


def _migrating(folder: Path, dice: random.Random) -> int:
    """The first start of a new version on an old profile."""
    old = dice.choice(OLD_PROFILES)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    shutil.copyfile(old, path)
    journal = Layout(old).journal
    if journal.exists():
        shutil.copyfile(journal, Layout(path).journal)
    expected = standing(path)

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        with Profile.open(path):
            tell("opened\n")

    def check(path: Path, text: str) -> None:
        assert standing(path) == expected
        with Profile.open(path) as profile:
            for notice in profile.notices:
                assert "damaged" not in notice and "lost" not in notice, notice
        kept = list(Layout(path).backups.glob("before-migration-*/me.json"))
        assert any(copy.read_bytes() == old.read_bytes() for copy in kept), "no backup first"
        assert standing(path) == expected
        _goes_on(path, journal_events(path))

    return at_every_step(folder, deed, check, dice.choice(WAYS))


def _mending(folder: Path, dice: random.Random) -> int:
    """A start that has damage to put in order: it dies while it does, and is started again."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, 3)
    journal = Layout(path).journal
    lines = journal.read_bytes().splitlines(keepends=True)
    hit = dice.randrange(1, len(lines))
    lines[hit] = lines[hit].replace(b'"kind"', b'"kinD"')
    hurt = b"".join(lines)
    journal.write_bytes(hurt)
    if dice.random() < 0.5:
        path.write_bytes(path.read_bytes()[:-40])
    else:
        path.unlink()
    expected = folded(learner.made)

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        with Profile.open(path):
            tell("opened\n")

    def check(path: Path, text: str) -> None:
        with Profile.open(path) as profile:
            seen = {"settings": profile.state["settings"], "courses": profile.state["courses"]}
            assert seen == expected
        assert ids(check_whole(path, set())) == ids(learner.made)
        asides = [*path.parent.glob("me.journal.jsonl.damaged-*")]
        assert any(aside.read_bytes() == hurt for aside in asides), "the damaged file is gone"
        _goes_on(path, journal_events(path))

    return at_every_step(folder, deed, check, dice.choice(WAYS))


def _keeping(folder: Path, dice: random.Random) -> int:
    """Whole copies before a deed: half a copy is never taken for one."""
    learner = Learner(dice)
    path = folder / "life" / "me.json"
    path.parent.mkdir()
    study(path, learner, 2)

    def deed(path: Path, tell: Callable[[str], None]) -> None:
        keep_whole(Layout(path), "before-something")
        tell("done\n")

    def check(path: Path, text: str) -> None:
        copies = list(Layout(path).backups.glob("before-something-*/me.json"))
        for copy in copies:
            assert journal_events(copy) == journal_events(path), "half a copy"
        assert copies or "done" not in text

    return at_every_step(folder, deed, check, dice.choice(WAYS))


class _NoDice:
    """Dice that always fall the same way, for what need not be random."""

    def choice(self, things: Any) -> Any:
        return things[0]

    def randrange(self, _: int) -> int:
        return 0

    def randint(self, least: int, _: int) -> int:
        return least


_NO_DICE: Any = _NoDice()
_CHECKED = "died at every write, sync, rename: all acknowledged is there, once; goes on"
FAULTS = tuple(
    Fault(f"crash-{name}", _CHECKED, play, rounds_a_life=1, share=0.05, in_memory=True)
    for name, play in {
        "record": _recording,
        "backup": _backing_up,
        "replace": _replacing,
        "migrate": _migrating,
        "mend": _mending,
        "keep": _keeping,
    }.items()
)
