"""The commands. `main` is the program; what is heavy waits until a command needs it."""

from __future__ import annotations

import sys

from studykit import __version__

TYPE_CHECKING = False  # what `typing` would say, without its import: --version is to be quick
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's own) and return its exit status.

    0 fine, 1 the content or data has errors, 2 wrong usage, 3 something outside failed.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        print(f"studykit {__version__}")
        return 0
    from studykit.cli.program import run

    return run(words)
