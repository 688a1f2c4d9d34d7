"""The sentences of the interface, in English or Traditional Chinese.

The English sentence is the key. A screen's Chinese ones stand in a file of its own under
`wording_zh/`, so that a screen and its words are changed together.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from studykit.content.languages import is_chinese
from studykit.progress.sentence import Sentence


class Words:
    """Says sentences in the language of the interface: Chinese beside a Chinese edition
    (any tag that begins with `zh`), English beside every other."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.chinese = is_chinese(language)
        self.gap = "" if self.chinese else " "
        """What stands between two sentences."""

    def __call__(self, sentence: str, /, **values: Any) -> str:
        """`sentence` in the interface's language, with `{name}` filled from `values`.

        A sentence without a Chinese form is said in English.
        """
        said = _catalogue().get(sentence, sentence) if self.chinese else sentence
        return said.format(**values) if values else said

    def tell(self, told: str) -> str:
        """Say in the interface's language what was told where none was known, the texts that
        it names too; a text that is no `Sentence` as it is."""
        if not self.chinese or not isinstance(told, Sentence):
            return told
        values = {k: self(v) if isinstance(v, str) else v for k, v in told.values.items()}
        return self(told.pattern, **values)

    def many(self, n: int, one: str, more: str, /, **values: Any) -> str:
        """`one` for a single thing, else `more`; `{n}` is the number. Chinese knows one form,
        that of `more`."""
        return self(one if n == 1 and not self.chinese else more, n=n, **values)


@cache
def _catalogue() -> dict[str, str]:
    from studykit.study.wording_zh import catalogue

    return catalogue()
