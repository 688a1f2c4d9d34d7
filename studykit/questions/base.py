"""What every question has, and what each type of question answers about its own.

A type is one dataclass that extends `QuestionBase`. The dataclasses are plain and frozen, so
that reading a course from the cache needs no pydantic; `content/validate.py` hangs pydantic on
them where YAML is read. The string below a field is its description in the JSON Schema.

A response is a JSON value; each type's module says which. Indices in it are the author's, never
those of a shuffled order.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from studykit.language.message import Message
from studykit.questions.fields import STRICT_DATACLASS, Flag, Number, Variable
from studykit.questions.stimulus import Stimulus

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from studykit.questions.fields import ChoiceScoring
    from studykit.questions.marks import Grade
    from studykit.questions.problem import Problem

JOINER = " · "
"""Stands between the parts of a response in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBase(ABC):
    """The fields of every question, and the protocol of a question type."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT_DATACLASS

    example: ClassVar[dict[str, Any]]
    """A question of the type as an author writes it, for the JSON Schema."""
    label: ClassVar[Message]
    """What an author who looks through items reads of the type."""
    needs_stem: ClassVar[bool] = True
    """Whether a question without a stem asks nothing."""
    is_statement: ClassVar[bool] = False
    """Whether the stem states what is to be judged, so that it need not ask anything."""
    needs_model_comparison: ClassVar[bool] = False
    """Whether the learner compares the response with a model answer before it can be graded."""
    can_be_retried: ClassVar[bool] = True
    """Whether a second try says anything, once the first one was found not to be right."""

    type: str = ""
    """The type of the question."""
    id: str = ""
    """Progress hangs on it; unique among the questions of the course."""
    stem: str = ""
    """The question itself, in Markdown."""
    hints: tuple[str, ...] = ()
    """Shown one by one when asked for; the solution is not among them."""
    explanation: str = ""
    """Shown after answering: why the key is right."""
    objective: str = ""
    """Id of the objective it tests."""
    tags: tuple[str, ...] = ()
    """Free words by which quizzes and searches can select it."""
    points: Number = 1.0
    """What a full score is worth."""
    source: str = ""
    """Id of the section to re-read."""
    stimulus: str = ""
    """Id of the text, table or picture that is shown with it, under `stimuli`."""
    variables: dict[str, Variable] | None = None
    """Numbers that every attempt draws anew: name → `{from: …, to: …, step: …}`, a list to draw
    from, or an expression such as `= n * 2`. Texts show them as `[= n]`."""
    exam_only: Flag = False
    """Asked in exams alone: no practice, no check of a section and no review asks it."""
    draft: Flag = False
    """Made by a program, waiting for the author to confirm."""

    @property
    def shown_stimulus(self) -> Stimulus | None:
        """What is shown with it; None where it stands alone."""
        return self.stimulus if isinstance(self.stimulus, Stimulus) else None

    # Responses and grading

    @abstractmethod
    def judge(self, response: Any) -> Grade:
        """Grade a response. Never raises: what is no response of this type earns 0, and one
        that cannot be decided on in time is not `judged`."""

    def judge_by(self, scoring: ChoiceScoring | None, response: Any) -> Grade:
        """Grade a response by the quiz's policy, where the type has policies and the question
        sets none."""
        return self.judge(response)

    @property
    @abstractmethod
    def key(self) -> Any:
        """The response that earns full marks."""

    @abstractmethod
    def accepts(self, value: Any) -> bool:
        """Whether `value` is laid out as a response, with indices of what the question has."""

    @abstractmethod
    def answered(self, response: Any) -> bool:
        """Whether the learner has given anything to grade; `response` may be anything."""

    def objection(self, response: Any) -> Message | None:
        """Why an answered response cannot be submitted as it stands: said while the learner
        can still mend it. None where it can."""
        return None

    def in_language(self, tag: str) -> Self:
        """The question as it is asked in a course of the language with this BCP 47 tag."""
        return self

    def incomplete(self, response: Any) -> Message | None:
        """What seems to be missing in an answered response, told without the key's help; None
        where nothing does."""
        return None

    @classmethod
    def awaits_comparison(cls, response: Any) -> bool:
        """Whether `response` was not compared with the model answer yet."""
        return False

    # Texts

    def text_of(self, response: Any) -> str:
        """A response that was answered, in a line or a few, without words of any language."""
        return str(response)

    @property
    def solution(self) -> str:
        """The key in a line or a few, without words of any language."""
        return self.text_of(self.key)

    @property
    def wording(self) -> str:
        """All that is asked, for comparing questions with each other."""
        return self.stem

    @property
    def key_texts(self) -> tuple[str, ...]:
        """Texts that would give the key away where another question shows them."""
        return ()

    @property
    def shown_texts(self) -> tuple[str, ...]:
        """What a learner reads before answering: first what asks, then all that is offered."""
        return (self.stem, *self.row_texts, *self.indexed_texts)

    @property
    def title(self) -> str:
        """What search shows the question by."""
        return self.stem

    @property
    @abstractmethod
    def texts(self) -> tuple[str, ...]:
        """What a learner reads of it beside the stem and the explanation."""

    # What an author got wrong

    def problems(self) -> Iterator[Problem]:
        """Errors that the types of the fields do not show; ways lead from the question's own
        mapping."""
        yield from ()

    def flaws(self) -> Iterator[Problem]:
        """Advice on a question that works, yet likely not as it was meant."""
        yield from ()

    @property
    def key_advice(self) -> Message:
        """What to look at where the key does not earn all the points."""
        return Message("Look at the weights, and at the scoring.")

    def counted_parts(self) -> Iterator[tuple[str, int]]:
        """The keys that hold many things, each a row of the screen, and how many."""
        for name in _names_of_fields(type(self)):
            value = getattr(self, name)
            if isinstance(value, tuple | dict) and name != "tags":
                yield name, len(value)

    @property
    def guess_score(self) -> float | None:
        """The score blind guessing earns on average, 0 to 1; None where nothing can be
        guessed."""
        return 0.0

    @property
    def shape(self) -> tuple[Any, ...]:
        """What must be the same in every language, since responses refer to it."""
        return ()

    # Being asked

    def shown_order(self, chance: random.Random | None) -> tuple[int, ...]:
        """The indices of what is shown in an order of its own, shuffled by `chance`."""
        return ()

    def gap_choices(self, chance: random.Random) -> tuple[tuple[str, ...], ...]:
        """For each gap what is offered; empty where it is typed."""
        return ()

    def blank(self, order: tuple[int, ...]) -> Any:
        """The response before the learner did anything; `order` is the order shown."""
        return None

    # Each way to edit a response returns it changed, or None where a type has no such way.

    def choose(self, response: Any, index: int) -> Any:
        """Choose an option; of several, tick it or take the tick off."""
        return None

    def write(self, response: Any, text: str, gap: int) -> Any:
        """Write a text, or that of one gap."""
        return None

    def move(self, response: Any, place: int, to: int) -> Any:
        """Move what stands at `place` of an order to the place `to`."""
        return None

    def assign(self, response: Any, part: int, place: int | None) -> Any:
        """Give a part its place."""
        return None

    def tick(self, response: Any, point: int) -> Any:
        """Tick a key point, or take the tick off."""
        return None

    # What the indices of a response stand for

    @property
    def indexed_texts(self) -> tuple[str, ...]:
        """The texts that indices in a response point at."""
        return ()

    @property
    def row_texts(self) -> tuple[str, ...]:
        """The texts of the parts that a response lists places or texts for, one after the
        other."""
        return ()


def empty_parts(number: int) -> Message | None:
    """That so many parts of a response have nothing in them; None where none has."""
    if not number:
        return None
    return Message.many(number, "{n} part is still empty.", "{n} parts are still empty.")


@cache
def _names_of_fields(model: type[QuestionBase]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(model))
