"""Messages to the learner from code that does not know the interface's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


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

    def __new__(cls, pattern: str = "", /, **values: Any) -> Self:
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

    def plain(self) -> Any:
        """The message as values of JSON; `from_plain` reads it."""
        if not (self.values or self.more or self.context):
            return self.pattern
        values = {
            name: {"message": value.plain()}
            if isinstance(value, Message)
            else value
            if isinstance(value, str | int | float)
            else str(value)
            for name, value in self.values.items()
        }
        return [self.pattern, values, self.more, self.context]

    @classmethod
    def from_plain(cls, data: Any) -> Self:
        """The message that `plain` wrote."""
        if isinstance(data, str):
            return cls(data)
        pattern, plain, more, context = data
        values = {
            name: cls.from_plain(value["message"]) if isinstance(value, dict) else value
            for name, value in plain.items()
        }
        english = more if more and values["n"] != 1 else pattern
        return cls._filled(english, values, pattern, more=more, context=context)

    def shortened(self, longest: int) -> Self:
        """The message with the middle of its longer values left out."""
        values = {
            name: value.shortened(longest)
            if isinstance(value, Message)
            else f"{value[: longest // 2]} … {value[-longest // 2 :]}"
            if isinstance(value, str) and len(value) > longest
            else value
            for name, value in self.values.items()
        }
        english = self.more if self.more and values["n"] != 1 else self.pattern
        return self._filled(english, values, self.pattern, more=self.more, context=self.context)

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


NOTHING = Message()
"""A message that says nothing."""


def in_a_row(*sentences: Message) -> Message:
    """Sentences of one paragraph; empty ones are left out."""
    whole, *rest = [sentence for sentence in sentences if sentence] or [Message()]
    for sentence in rest:
        whole = Message.in_context(
            "two sentences in a row", "{first} {second}", first=whole, second=sentence
        )
    return whole


def listed(things: Iterable[object]) -> str:
    """Things one behind the other: `a, b, c`."""
    whole, *rest = things
    for thing in rest:
        whole = Message.in_context("a list", "{first}, {rest}", first=whole, rest=thing)
    return whole if isinstance(whole, str) else str(whole)


def either(things: Iterable[object]) -> str:
    """Things of which one is to be chosen: `a, b or c`."""
    *most, last = things
    if not most:
        return listed([last])
    return Message.in_context("a list", "{first} or {last}", first=listed(most), last=last)


def quoted(text: object) -> Message:
    """Words of an author or a file, between the quotes of the language."""
    return Message("“{text}”", text=text)


class Refusal(Exception):
    """What was asked for cannot be done; `str()` is the sentence that says so, in English.

    It is built from a pattern and its values, or from a `Message`.
    """

    def __init__(self, pattern: str, /, **values: Any) -> None:
        self.message = pattern if isinstance(pattern, Message) else Message(pattern, **values)
        super().__init__(self.message)
