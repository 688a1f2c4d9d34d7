"""Sentences for the learner, made where no language is known."""

from __future__ import annotations

from typing import Any, Self


class Sentence(str):
    """A sentence in English that remembers how it was made, so that it can be said in the
    learner's language (`Words.tell`)."""

    __slots__ = ("pattern", "values")
    pattern: str
    """With `{name}` where a value stands; of a sentence with a number, that for many."""
    values: dict[str, Any]

    def __new__(cls, pattern: str, /, **values: Any) -> Self:
        """Fill `pattern` from `values`."""
        return cls._made(pattern, pattern, values)

    @classmethod
    def many(cls, n: int, one: str, more: str, /, **values: Any) -> Self:
        """Fill `one` for a single thing, else `more`; `{n}` is the number."""
        return cls._made(one if n == 1 else more, more, values | {"n": n})

    @classmethod
    def _made(cls, english: str, pattern: str, values: dict[str, Any]) -> Self:
        sentence = super().__new__(cls, english.format(**values))
        sentence.pattern, sentence.values = pattern, values
        return sentence


class Refusal(Exception):
    """What was asked for cannot be done; `str()` is the sentence that says so, in English."""

    def __init__(self, pattern: str, /, **values: Any) -> None:
        self.sentence = Sentence(pattern, **values)
        super().__init__(self.sentence)
