"""The face of each type of question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from studykit.plain.questions.choices import (
    MultipleChoiceFace,
    SingleChoiceFace,
    TrueFalseFace,
)
from studykit.plain.questions.cloze import ClozeFace
from studykit.plain.questions.open_response import OpenResponseFace
from studykit.plain.questions.ordering import OrderingFace
from studykit.plain.questions.placing import CategorizeFace, MatchingFace
from studykit.plain.questions.slider import SliderFace
from studykit.plain.questions.typed import NumericalFace, ShortAnswerFace
from studykit.questions.categorize import Categorize
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numerical import Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from studykit.plain.questions.face import Face
    from studykit.plain.talk import Talk
    from studykit.questions.registry import Question


def face_of(talk: Talk, question: Question) -> Face[Any]:
    """The face of a question in a conversation."""
    match question:
        case SingleChoice():
            return SingleChoiceFace(talk, question)
        case MultipleChoice():
            return MultipleChoiceFace(talk, question)
        case TrueFalse():
            return TrueFalseFace(talk, question)
        case ShortAnswer():
            return ShortAnswerFace(talk, question)
        case Numerical():
            return NumericalFace(talk, question)
        case Slider():
            return SliderFace(talk, question)
        case Cloze():
            return ClozeFace(talk, question)
        case Ordering():
            return OrderingFace(talk, question)
        case Matching():
            return MatchingFace(talk, question)
        case Categorize():
            return CategorizeFace(talk, question)
        case OpenResponse():
            return OpenResponseFace(talk, question)
        case _:
            assert_never(question)
