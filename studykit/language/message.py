"""Messages to the learner from code that does not know the interface's language."""

from __future__ import annotations

from typing import Any, Self


class Message(str):
    """An English sentence that keeps its pattern and values, so that `Words.translate` can
    say it in another language later."""

    __slots__ = ("context", "more", "pattern", "values")
    pattern: str
    """With `{name}` where a value goes; of a sentence with a number, the singular."""
    more: str
    """The plural of a sentence with a number; "" for any other."""
    context: str
    """Which meaning of an ambiguous word is meant (`Words.in_context`); "" for any other."""
    values: dict[str, Any]

    def __new__(cls, pattern: str, /, **values: Any) -> Self:
        """Fill `pattern` from `values`; values that are messages are translated with it."""
        return cls._filled(pattern, values, pattern)

    @classmethod
    def many(cls, n: int, one: str, more: str, /, **values: Any) -> Self:
        """Fill `one` for a single thing, else `more`; `{n}` is the number."""
        return cls._filled(one if n == 1 else more, values | {"n": n}, one, more=more)

    @classmethod
    def in_context(cls, context: str, pattern: str, /, **values: Any) -> Self:
        """A word that has several meanings; `context` names the one that is meant."""
        return cls._filled(pattern, values, pattern, context=context)

    @classmethod
    def _filled(
        cls,
        english: str,
        values: dict[str, Any],
        pattern: str,
        *,
        more: str = "",
        context: str = "",
    ) -> Self:
        message = super().__new__(cls, english.format(**values) if values else english)
        message.pattern, message.more = pattern, more
        message.context, message.values = context, values
        return message


class Refusal(Exception):
    """What was asked for cannot be done; `str()` is the sentence that says so, in English."""

    def __init__(self, pattern: str, /, **values: Any) -> None:
        self.message = Message(pattern, **values)
        super().__init__(self.message)
