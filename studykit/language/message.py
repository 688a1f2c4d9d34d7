"""Messages to the learner from code that does not know the interface's language."""

from __future__ import annotations

from typing import Any, Self


class Message(str):
    """An English sentence that keeps its pattern and values, so that `Words.translate` can
    say it in another language later."""

    __slots__ = ("pattern", "values")
    pattern: str
    """With `{name}` where a value stands; of a sentence with a number, that for many."""
    values: dict[str, Any]

    def __new__(cls, pattern: str, /, **values: Any) -> Self:
        """Fill `pattern` from `values`."""
        return cls._filled(pattern, pattern, values)

    @classmethod
    def many(cls, n: int, one: str, more: str, /, **values: Any) -> Self:
        """Fill `one` for a single thing, else `more`; `{n}` is the number."""
        return cls._filled(one if n == 1 else more, more, values | {"n": n})

    @classmethod
    def _filled(cls, english: str, pattern: str, values: dict[str, Any]) -> Self:
        message = super().__new__(cls, english.format(**values))
        message.pattern, message.values = pattern, values
        return message


class Refusal(Exception):
    """What was asked for cannot be done; `str()` is the sentence that says so, in English."""

    def __init__(self, pattern: str, /, **values: Any) -> None:
        self.message = Message(pattern, **values)
        super().__init__(self.message)
