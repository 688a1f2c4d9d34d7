"""The sentences of the interface, in the learner's language.

The English sentence is the key of its translations, which are in `locale/`.
"""

from __future__ import annotations

from typing import Any

from studykit.language.catalogue import SOURCE, catalogue, supported
from studykit.language.message import Message


class Words:
    """Says sentences in one language; what is not translated is said in English."""

    def __init__(self, language: str) -> None:
        self.language = supported(language) or SOURCE
        """One of `catalogue.languages()`: English where `language` has no catalogue."""
        self._catalogue = catalogue(self.language)

    def __call__(self, sentence: str, /, **values: Any) -> str:
        """`sentence` in the interface's language, with `{name}` filled from `values`."""
        text = self._catalogue.gettext(sentence)
        return text.format(**values) if values else text

    def in_context(self, context: str, sentence: str, /, **values: Any) -> str:
        """The same for a word that has several meanings in English; `context` names the one
        that is meant, for translators only."""
        text = self._catalogue.pgettext(context, sentence)
        return text.format(**values) if values else text

    def many(self, n: int, one: str, more: str, /, **values: Any) -> str:
        """`one` for a single thing, else `more`; `{n}` is the number. A language has its own
        forms, and its own rule which number takes which."""
        return self._catalogue.ngettext(one, more, n).format(n=n, **values)

    def translate(self, message: str) -> str:
        """A `Message` in the interface's language, with the messages among its values; any
        other text as it is."""
        if not isinstance(message, Message) or not message:
            return message
        values = {
            name: self.translate(value) if isinstance(value, str) else value
            for name, value in message.values.items()
        }
        if message.more:
            n = message.values["n"]
            return self._catalogue.ngettext(message.pattern, message.more, n).format(**values)
        if message.context:
            return self.in_context(message.context, message.pattern, **values)
        return self(message.pattern, **values)

    def join(self, *sentences: str) -> str:
        """Sentences of one paragraph; empty ones are left out."""
        whole, *rest = [sentence for sentence in sentences if sentence] or [""]
        for sentence in rest:
            whole = self.in_context(
                "two sentences in a row", "{first} {second}", first=whole, second=sentence
            )
        return whole
