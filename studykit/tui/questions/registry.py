"""Where each type of question is answered on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

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
from studykit.tui.questions.choices import ChoicePart, ManyChoices, OneChoice, TrueOrFalse
from studykit.tui.questions.cloze import GapsPart
from studykit.tui.questions.open_response import OpenPart
from studykit.tui.questions.ordering import OrderingPart
from studykit.tui.questions.placing import PlacingPart
from studykit.tui.questions.slider import SliderPart
from studykit.tui.questions.typed import TypedPart

if TYPE_CHECKING:
    from studykit.study.answering import Asking
    from studykit.tui.questions.part import Part


def part_of(asking: Asking) -> Part[Any]:
    """The part where a question is answered."""
    question = asking.question
    match question:
        case SingleChoice():
            return ChoicePart(asking, question, OneChoice(asking, question))
        case MultipleChoice():
            return ChoicePart(asking, question, ManyChoices(asking, question))
        case TrueFalse():
            return ChoicePart(asking, question, TrueOrFalse(asking, question))
        case ShortAnswer() | Numerical():
            return TypedPart(asking, question)
        case Slider():
            return SliderPart(asking, question)
        case Cloze():
            return GapsPart(asking, question)
        case Ordering():
            return OrderingPart(asking, question)
        case Matching() | Categorize():
            return PlacingPart(asking, question)
        case OpenResponse():
            return OpenPart(asking, question)
        case _:
            assert_never(question)
