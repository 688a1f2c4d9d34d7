"""Regular expressions of strangers: bounded before they are compiled, and while they run.

Compiling writes a repetition out: `((a{1000}){1000}){1000}` would take gigabytes. So the size
of an expression is counted first. What is slow on one response only is stopped by the clock.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from time import process_time
from typing import TYPE_CHECKING

from studykit.language.message import Message
from studykit.questions.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studykit.questions.problem import Way

SECONDS = 0.35
"""Of computing, for all regular expressions of a question to decide on a response."""
LARGEST = 10_000
"""Parts of all the regular expressions of a question, each counted as often as it repeats."""
_LONGEST = 500
"""Characters of a regular expression."""
_DEEPEST = 50
"""Groups in one another."""
_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<flags>\(\?[a-zA-Z]*x[a-zA-Z-]*[):])|\(\?#[^)]*\)"
    r"|(?P<opens>\((?:\?(?:P?<\w+>|P[=>]\w+|[a-zA-Z-]*:|<?[=!]|>|\(\w+\)))?)"
    r"|(?P<closes>\))"
    r"|(?P<repeats>\{(?P<least>\d*)(?:,(?P<most>\d*))?\}|[*+?])|.",
    re.DOTALL,
)


class Patterns:
    """The regular expressions of a question, asked about one response. They share the time:
    what one does not need is left for the others."""

    def __init__(self, count: int, *, case_sensitive: bool) -> None:
        # The `regex` package can be told when to give up; `re` may never come back.
        import regex

        self._regex = regex
        self._flags = regex.VERSION0 if case_sensitive else regex.IGNORECASE
        self._waiting = count
        self._size = 0
        self._end = process_time() + SECONDS

    def match(self, pattern: str, text: str) -> bool | None:
        """Whether an expression matches the whole text; None where it cannot be run, or not in
        time."""
        left, self._waiting = self._end - process_time(), max(1, self._waiting)
        share = left / self._waiting
        self._waiting -= 1
        if left <= 0 or pattern_trouble(pattern):
            return None
        self._size += _size(pattern)
        if self._size > LARGEST:
            return None
        try:
            with warnings.catch_warnings(
                action="ignore"
            ):  # on what a later one reads otherwise
                compiled = self._regex.compile(pattern, self._flags)
            return compiled.fullmatch(text, timeout=share) is not None
        except (self._regex.error, TimeoutError, RecursionError, MemoryError, OverflowError):
            return None


def pattern_problems(patterns: Iterable[tuple[Way, str]]) -> Iterator[Problem]:
    """What is wrong with the regular expressions of a question, each with its way."""
    size = 0
    for way, pattern in patterns:
        trouble = pattern_trouble(pattern)
        if trouble:
            yield Problem(way, "SK305", trouble, _hint(trouble))
            continue
        size += _size(pattern)
        if size > LARGEST:
            message = Message(
                "All regular expressions of this question come to more than {most:,} parts, "
                "each counted as often as it repeats.",
                most=LARGEST,
            )
            yield Problem(way, "SK305", message, Message("Write fewer or simpler ones."))
            return


def _hint(trouble: Message) -> Message:
    return Message("Write smaller numbers in “{…}”.") if "parts" in trouble else Message()


@lru_cache(maxsize=500)
def pattern_trouble(pattern: str) -> Message:
    """Why a text cannot be used as a regular expression; empty when it can."""
    if len(pattern) > _LONGEST:
        return Message("A regular expression has at most {n} characters.", n=_LONGEST)
    try:
        with warnings.catch_warnings(action="ignore"):
            re.compile(pattern)  # it compiles no repetition before it is run
        size = _size(pattern)
    except (RecursionError, _TooDeepError):
        return Message("This regular expression is nested too deep.")
    except (re.error, OverflowError) as error:
        return Message("This is not a regular expression: {error}.", error=error)
    except _SpacedError:
        return Message("Spaces and comments inside a regular expression (“x”) are not read.")
    if size > LARGEST:
        return Message(
            "This regular expression comes to more than {most:,} parts, each counted as often "
            "as it repeats.",
            most=LARGEST,
        )
    return _engine_trouble(pattern)


def _engine_trouble(pattern: str) -> Message:
    """What the engine that runs expressions says of one that `re` takes."""
    import regex

    try:
        with warnings.catch_warnings(action="ignore"):
            regex.compile(pattern)
    except RecursionError:
        return Message("This regular expression is nested too deep.")
    except (regex.error, OverflowError, MemoryError) as error:
        return Message("This is not a regular expression: {error}.", error=error)
    return Message()


class _TooDeepError(Exception):
    """There are too many groups in one another."""


class _SpacedError(Exception):
    """It has spaces and comments, which would have to be told from what is matched."""


def _size(pattern: str) -> int:
    """The parts of a valid expression, each counted as often as it repeats.

    Raises:
        _TooDeepError, _SpacedError
    """
    outer: list[int] = []
    before = last = 0
    """The parts of the group so far, without the one that comes last and may be repeated."""
    for token in _TOKEN.finditer(pattern):
        if token["flags"]:
            raise _SpacedError
        if token["opens"]:
            if len(outer) >= _DEEPEST:
                raise _TooDeepError
            outer.append(before + last)
            before = last = 0
        elif token["closes"]:
            before, last = (outer.pop() if outer else 0), before + last + 1
        elif token["repeats"]:
            last *= _times(token)
        else:
            before, last = before + last, 1
    return sum(outer) + before + last


def _times(token: re.Match[str]) -> int:
    """How often a repetition writes its part out; what has no end is written out once more."""
    least, most = token["least"], token["most"]
    if least is None:
        return 1
    return max(1, int(least or 0), int(most or 0))
