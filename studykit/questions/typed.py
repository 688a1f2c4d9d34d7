"""Questions answered by one typed line: what words and numbers have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studykit.questions.base import QuestionBase
from studykit.questions.texts import is_written


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedQuestion(QuestionBase):
    """A question whose response is the text as it was typed."""

    def accepts(self, value: Any) -> bool:
        """Whether `value` is a text."""
        return isinstance(value, str)

    def answered(self, response: Any) -> bool:
        """Whether anything was typed."""
        return is_written(response)

    def blank(self, order: tuple[int, ...]) -> str:
        """Nothing typed."""
        return ""

    def write(self, response: Any, text: str, gap: int) -> str:
        """Type the answer."""
        return text
