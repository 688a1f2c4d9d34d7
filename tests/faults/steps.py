"""A process that dies at a given step of those it takes on the disk."""

from __future__ import annotations

import builtins
import functools
import io
import os
import shutil
import signal
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.faults.campaign import NotTriedError

if TYPE_CHECKING:
    from collections.abc import Callable

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
