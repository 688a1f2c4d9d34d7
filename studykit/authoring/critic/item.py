"""A question with its texts, as all the rules look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studykit.authoring.critic.words import Stem, Text
from studykit.questions.drawing import example

if TYPE_CHECKING:
    from studykit.content.lesson_model import Lesson
    from studykit.questions.registry import Question


_KNOWN = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Item:
    """One question; every rule is given the same texts, so that each is folded once."""

    question: Question
    stem: Stem
    asks: Text
    """What asks: the stem, with what belongs to it."""
    offered: tuple[Text, ...]
    """What the learner may choose from, sort or match; the options of a choice."""
    answers: tuple[Text, ...]
    """Texts that would give the key away elsewhere."""
    known: bool
    """Whether it is in a language whose words the rules know: English or Chinese."""


def items_of(lesson: Lesson, language: str = "en") -> list[Item]:
    """The questions of `lesson` as items; `language` is that of its course (BCP 47)."""
    known = language.partition("-")[0].lower() in _KNOWN
    return [_item(example(question), known) for question in lesson.questions]


def _item(question: Question, known: bool) -> Item:
    stem = Stem(question.stem)
    asks, *offered = question.shown_texts
    texts = {text: Text(text) for text in offered}
    return Item(
        question,
        stem,
        stem if asks == question.stem else Text(asks),
        tuple(texts[text] for text in offered),
        tuple(texts.get(text) or Text(text) for text in dict.fromkeys(question.key_texts)),
        known and not stem.is_foreign,
    )
