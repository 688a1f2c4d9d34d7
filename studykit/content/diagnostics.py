"""What is wrong in a file, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.language.message import NOTHING, Message, in_a_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.language.words import Words
    from studykit.questions.problem import Severity

MOST_PROBLEMS = 100
"""Problems of one file that are named; nobody reads more, and a bomb has millions."""
_ABOUT_COURSES = frozenset({"SK409", "SK414"})
_LONGEST_SENTENCE = 400
"""Characters; an author's own words in a sentence may be of any length."""
_LONGEST_VALUE = 120
"""Of an author's words in a sentence that is too long."""
_LONGEST_WORD = 200
_MOST_KNOWN = 2000


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. `line` and `column` count from 1, columns in characters."""

    file: Path
    line: int
    column: int
    severity: Severity
    code: str
    """`SK` and three digits; it never changes its meaning."""
    message: Message
    """One sentence that says what is wrong; whoever shows it translates it."""
    hint: Message = NOTHING
    """One sentence that says what to do, where one can tell."""

    def __post_init__(self) -> None:
        for field in ("message", "hint"):
            value: Message = getattr(self, field)
            if len(value) > _LONGEST_SENTENCE:
                object.__setattr__(self, field, value.shortened(_LONGEST_VALUE))

    @property
    def advice(self) -> Message:
        """What is wrong and what to do."""
        return in_a_row(self.message, self.hint)

    @property
    def line_of_text(self) -> Message:
        """The problem with its place, its severity and its code."""
        return Message(
            "{place}: {severity} {code}: {text}",
            place=f"{self.file}:{self.line}:{self.column}",
            severity=severity_name(self.severity),
            code=self.code,
            text=self.advice,
        )

    def to_json(self, words: Words) -> dict[str, str | int]:
        """The problem as `studykit check --json` prints it."""
        message, hint = words.translate(self.message), words.translate(self.hint)
        return {**self._place, "message": message, "hint": hint}

    def plain(self) -> dict[str, Any]:
        """The problem as values of JSON that hold in every language."""
        return {**self._place, "message": self.message.plain(), "hint": self.hint.plain()}

    @property
    def _place(self) -> dict[str, str | int]:
        """Where it is and what kind of problem, the same in every language."""
        return {
            "file": str(self.file),
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "code": self.code,
        }

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> Diagnostic:
        """The problem that `plain` wrote."""
        said = {name: Message.from_plain(data[name]) for name in ("message", "hint")}
        return cls(**{**data, **said, "file": Path(data["file"])})

    def __str__(self) -> str:
        return self.line_of_text


def severity_name(severity: Severity) -> Message:
    """`error` or `warning`, in words."""
    return Message("error") if severity == "error" else Message("warning")


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """`diagnostics` as a reader of the files meets them, each problem once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (str(d.file), d.line, d.column, d.code)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of `diagnostics` is more than a warning."""
    return any(d.severity == "error" for d in diagnostics)


def for_learners(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is wrong that a learner should know of: what is left out, and courses alike."""
    return [d for d in diagnostics if d.severity == "error" or d.code in _ABOUT_COURSES]


def did_you_mean(word: str, known: Iterable[str]) -> Message:
    """A hint that names the word of `known` nearest to `word`; empty when none is near."""
    from difflib import get_close_matches  # only who has made a mistake waits for it

    if len(word) > _LONGEST_WORD:
        return Message()
    nearby = [k for k in islice(known, _MOST_KNOWN) if k and len(k) <= _LONGEST_WORD]
    near = get_close_matches(word.casefold(), nearby, n=1, cutoff=0.6)
    return Message("Did you mean “{name}”?", name=near[0]) if near else Message()
