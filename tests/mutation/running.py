"""Trying mutants: each in a process of its own, which runs the tests that reach the changed
line. No file is changed."""

from __future__ import annotations

import gc
import os
import pickle
import resource
import shutil
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

import pytest

from tests.mutation.rooms import ROOT, Room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.mutation.mutants import Mutant

_MEMORY = 4_000_000_000
_SECONDS = 20
"""Of the processor, and as much again ten times what the tests took: an endless loop is caught,
a busy machine is not taken for one."""
_WALL_SECONDS = 240
_OTHERS = (
    "fsrs",
    "jsonschema",
    "markdown_it",
    "pydantic",
    "pydantic_core",
    "regex",
    "rich",
    "yaml",
)


@dataclass
class Baseline:
    """What the tests of a room did before anything was changed."""

    seconds: dict[str, float] = field(default_factory=dict)
    """Of the processor, by test."""
    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    """By file and line the tests that ran it; the empty name is what ran before any test."""
    packages: list[str] = field(default_factory=list)
    """Modules of other packages that were imported."""

    def import_packages(self) -> None:
        """Import what no mutant changes, for every child to find it imported."""
        for name in self.packages:
            with suppress(Exception):
                import_module(name)

    def runs_at_import(self, mutant: Mutant) -> bool:
        """Whether a line runs before any test: as modules are imported and tests collected."""
        return "" in self.lines.get(str(mutant.file), {}).get(mutant.line, ())

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that reach a change, the quickest first."""
        lines = self.lines.get(str(mutant.file), {})
        tests = lines.get(mutant.line, set())
        nearest = sorted(tests & self.seconds.keys(), key=self.seconds.__getitem__)
        if "" not in tests and len(nearest) not in (1, 2):
            return nearest
        # What ran as the module was imported, or was cached behind its first use, concerns all.
        others = set().union(*lines.values()) & self.seconds.keys() - tests
        return nearest + sorted(others, key=self.seconds.__getitem__)


def baseline(room: Room, work: Path) -> Baseline:
    """Run the tests of a room, all of which must pass.

    Raises:
        RuntimeError: One does not.
    """
    kept = work / "baseline"

    def run() -> int:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(work)
        from coverage import Coverage

        watch = Coverage(
            data_file=None, include=[str(file) for file in room.files()], config_file=False
        )
        recorder = _Recorder(watch)
        watch.start()
        status = pytest.main(_arguments(room.tests), plugins=[recorder])
        watch.stop()
        data, lines = watch.get_data(), {}
        for file in data.measured_files():
            lines[file] = {n: set(names) for n, names in data.contexts_by_lineno(file).items()}
        packages = [name for name in sys.modules if name.partition(".")[0] in _OTHERS]
        kept.write_bytes(pickle.dumps(Baseline(recorder.seconds, lines, packages)))
        return int(status)

    process = _start(run, work / "baseline.log")
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if status != 0:
        raise RuntimeError(
            f"The tests do not pass as they are:\n{(work / 'baseline.log').read_text()[-4000:]}"
        )
    return pickle.loads(kept.read_bytes())


class _Recorder:
    def __init__(self, watch: Any) -> None:
        self.seconds: dict[str, float] = {}
        self._watch = watch

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._watch.switch_context(item.nodeid)
        before = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - before
            self._watch.switch_context("")


class _Selected:
    """Of what is collected, the tests that reach the change, the quickest first."""

    def __init__(self, tests: list[str]) -> None:
        self._order = {test: place for place, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self._order]
        items[:] = sorted(chosen, key=lambda item: self._order[item.nodeid])


class _Changed(MetaPathFinder):
    """Imports one module in its changed form."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = ".".join(mutant.file.relative_to(ROOT).with_suffix("").parts)
        self._name = self._name.removesuffix(".__init__")
        self._file, self._code = mutant.file, mutant.code

    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        code, file = self._code, str(self._file)

        class Loader(SourceFileLoader):
            def get_code(self, fullname: str) -> Any:
                return compile(code, file, "exec")

        folder = [str(self._file.parent)] if self._file.name == "__init__.py" else None
        return spec_from_file_location(
            name, file, loader=Loader(name, file), submodule_search_locations=folder
        )


def try_all(
    mutants: Iterable[Mutant], known: Baseline, room: Room, work: Path, jobs: int
) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether a test noticed it, in the order in which they end."""
    imported: list[Mutant] = []
    swapped: list[Mutant] = []
    for mutant in mutants:
        if not known.tests_of(mutant):
            yield mutant, False
        else:
            (
                imported
                if known.runs_at_import(mutant) or not in_functions(mutant)
                else swapped
            ).append(mutant)
    reader, writer = os.pipe()
    process = _start(
        lambda: _collect_once(swapped, known, room, work, jobs=jobs, writer=writer),
        work / "collected.log",
    )
    os.close(writer)
    with os.fdopen(reader) as results:
        for line in results:
            number, seen = line.split()
            yield swapped[int(number)], seen == "1"
    if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) != 0:
        raise RuntimeError((work / "collected.log").read_text()[-4000:])
    trials = (
        (m, _fresh(m, known.tests_of(m), known, work / f"fresh-{n}"))
        for n, m in enumerate(imported)
    )
    yield from _side_by_side(trials, work / "fresh.log", jobs)


def _side_by_side(
    trials: Iterable[tuple[Any, Callable[[], int]]], log: Path, jobs: int
) -> Iterator[tuple[Any, bool]]:
    """Run each trial in a child; what it is of, with whether it failed."""
    running: dict[int, tuple[Any, float]] = {}
    waiting = iter(trials)
    while True:
        while len(running) < jobs and (trial := next(waiting, None)) is not None:
            running[_start(trial[1], log)] = (trial[0], time.monotonic() + _WALL_SECONDS)
        if not running:
            return
        process, status = os.waitpid(-1, os.WNOHANG)
        if process in running:
            yield running.pop(process)[0], status != 0
            continue
        for late, (_, end) in running.items():
            if time.monotonic() > end:
                os.kill(late, signal.SIGKILL)
        time.sleep(0.005)


def _collect_once(
    mutants: list[Mutant], known: Baseline, room: Room, work: Path, *, jobs: int, writer: int
) -> int:
    """Import and collect everything once, and fork from there: most changes are within
    functions, of which only the code need be another."""

    class Loop:
        @pytest.hookimpl(tryfirst=True)
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            items = {item.nodeid: item for item in session.items}
            functions = [f for f in gc.get_objects() if isinstance(f, FunctionType)]
            gc.freeze()
            trials = (
                (
                    number,
                    _swapped(
                        mutant,
                        [items[t] for t in known.tests_of(mutant)],
                        functions,
                        known,
                        work / f"swapped-{number}",
                    ),
                )
                for number, mutant in enumerate(mutants)
            )
            for number, seen in _side_by_side(trials, work / "swapped.log", jobs):
                os.write(writer, f"{number} {int(seen)}\n".encode())
            return True

    return int(pytest.main(_arguments(room.tests), plugins=[Loop()]))


def _swapped(
    mutant: Mutant,
    items: list[pytest.Item],
    functions: list[FunctionType],
    known: Baseline,
    folder: Path,
) -> Callable[[], int]:
    """A trial that gives the functions of a module their changed code."""

    def run() -> int:
        code = compile(mutant.code, str(mutant.file), "exec")
        changed = {(c.co_qualname, c.co_firstlineno): c for c in _codes(code)}
        for function in functions:
            old = function.__code__
            if old.co_filename == code.co_filename:
                function.__code__ = changed[old.co_qualname, old.co_firstlineno]
        _bound([item.nodeid for item in items], known, folder)
        session = items[0].session
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return 1
        return 0

    return _without_rest(run, folder)


def _fresh(
    mutant: Mutant, tests: list[str], known: Baseline, folder: Path
) -> Callable[[], int]:
    """A trial that imports everything with the module in its changed form."""

    def run() -> int:
        sys.meta_path.insert(0, _Changed(mutant))
        _bound(tests, known, folder)
        files = dict.fromkeys(test.split("::")[0] for test in tests)
        return int(pytest.main(_arguments(files), plugins=[_Selected(tests)]))

    return _without_rest(run, folder)


def _without_rest(run: Callable[[], int], folder: Path) -> Callable[[], int]:
    def cleanly() -> int:
        try:
            return run()
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return cleanly


def _bound(tests: list[str], known: Baseline, folder: Path) -> None:
    """Let this process take no more time and memory than its tests may need."""
    folder.mkdir()
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
    used = int(time.process_time())
    seconds = used + int(_SECONDS + 10 * sum(known.seconds[test] for test in tests))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def in_functions(mutant: Mutant) -> bool:
    """Whether a change is within functions alone: what a module and its classes run as they are
    imported is as before."""
    before, after = (
        {(c.co_qualname, c.co_firstlineno): c for c in _codes(compile(text, "", "exec"))}
        for text in (mutant.file.read_text(encoding="utf-8"), mutant.code)
    )
    if before.keys() != after.keys():
        return False
    for key, code in before.items():
        other = after[key]
        if code.co_freevars != other.co_freevars:
            return False
        if not code.co_flags & CO_OPTIMIZED and _own(code) != _own(other):
            return False
    return True


def _own(code: CodeType) -> tuple[Any, ...]:
    constants = [repr(c) for c in code.co_consts if not isinstance(c, CodeType)]
    return code.co_code, code.co_names, constants


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _arguments(tests: Iterable[str]) -> list[str]:
    return [
        *("-x", "-q", "--no-header", "--tb=line", "--import-mode=importlib", "-o", "addopts="),
        *("-p", "no:cacheprovider", "-p", "no:xdist", f"--rootdir={ROOT}"),
        *(str(ROOT / test) for test in tests if (ROOT / test).exists()),
    ]


def _start(run: Callable[[], int], log: Path) -> int:
    """A child that runs `run` and ends with its status."""
    sys.stdout.flush()
    if process := os.fork():
        return process
    status = 3
    try:
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for descriptor in (1, 2):
            os.dup2(output, descriptor)
        status = run()
    finally:
        sys.stdout.flush()
        os._exit(status)
