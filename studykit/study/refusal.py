"""What the learner asked for cannot be, in the language of the learner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studykit.study.wording import Words


class Refusal(ValueError):
    """A request that makes no sense; `str()` is the sentence in English."""

    def __init__(self, sentence: str, **values: Any) -> None:
        super().__init__(sentence.format(**values))
        self._sentence = sentence
        self._values = values

    def said(self, words: Words) -> str:
        """The sentence in the language of `words`, the texts it names too."""
        values = {k: words(v) if isinstance(v, str) else v for k, v in self._values.items()}
        return words(self._sentence, **values)
