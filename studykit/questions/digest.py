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
from studykit.text.ruby import without_ruby

if TYPE_CHECKING:
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
    """The digest of a text; white space and readings do not count."""
    return _digest(" ".join(without_ruby(text).split()))


def question_digest(question: QuestionBase) -> str:
    """The digest of a question's wording, options, key and scoring, in 16 digits."""
    return _digest(json.dumps(_plain(question), ensure_ascii=False))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        asked = sorted(f.name for f in fields(value) if f.name not in _NOT_ASKED)
        defaults = {f.name: f.default for f in fields(value) if f.name != "type"}
        own = {name: getattr(value, name) for name in asked}
        # What is as by default is left out, so that a new field changes no digest.
        return {n: _plain(each) for n, each in own.items() if each != defaults.get(n, MISSING)}
    if isinstance(value, dict):
        return [[key, _plain(each)] for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Stimulus):
        return [str(value), *map(without_ruby, (value.heading, value.text))]
    if isinstance(value, Formula):
        return repr(value)
    return without_ruby(value) if isinstance(value, str) else value
