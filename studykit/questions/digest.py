"""Short names of texts and of questions, by which a profile knows what was answered.

They are the same on every machine and in every version of the program.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from studykit.questions.fields import Formula
from studykit.questions.stimulus import Stimulus
from studykit.text.ruby import without_needless_ruby, without_ruby

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.questions.base import QuestionBase

_LENGTH = 16
_NOT_ASKED = frozenset(
    {
        "id",
        "tags",
        "hints",
        "objective",
        "source",
        "draft",
        "exam_only",
        "points",
        "explanation",
        "feedback",
    }
)
"""What an author can change without its being another question: neither what is asked nor
what is right. Points are frozen beside the digest."""


def text_digest(text: str) -> str:
    """The digest of a text; white space does not count."""
    return _digest(" ".join(text.split()))


def text_digests(texts: Sequence[str]) -> list[str]:
    """The digests of texts that stand beside each other; a reading counts only where nothing
    else tells two of them apart."""
    return [text_digest(text) for text in without_needless_ruby(texts)]


def question_digest(question: QuestionBase) -> str:
    """The digest of a question's wording, options, key and scoring, in 16 digits; a reading
    counts only where nothing else tells two of its texts apart."""
    texts = question.shown_texts
    bare = without_needless_ruby(texts) == [*map(without_ruby, texts)]
    return _digest(json.dumps(_plain(question, bare=bare), ensure_ascii=False))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _plain(value: Any, *, bare: bool) -> Any:
    if is_dataclass(value):
        asked = sorted(f.name for f in fields(value) if f.name not in _NOT_ASKED)
        defaults = {f.name: f.default for f in fields(value) if f.name != "type"}
        own = {name: getattr(value, name) for name in asked}
        # What is as by default is left out, so that a new field changes no digest.
        return {
            n: _plain(each, bare=bare)
            for n, each in own.items()
            if each != defaults.get(n, MISSING)
        }
    if isinstance(value, dict):
        return [[key, _plain(each, bare=bare)] for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(each, bare=bare) for each in value]
    if isinstance(value, Stimulus):
        return [str(value), *(_plain(each, bare=bare) for each in (value.heading, value.text))]
    if isinstance(value, Formula):
        return repr(value)
    return without_ruby(value) if bare and isinstance(value, str) else value
