"""Every type of question there is, by the name that an author writes under `type`."""

from __future__ import annotations

from typing import get_args

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

Question = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | ShortAnswer
    | Numerical
    | Slider
    | Cloze
    | Ordering
    | Matching
    | Categorize
    | OpenResponse
)

QUESTION_TYPES: dict[str, type[Question]] = {
    model.__dataclass_fields__["type"].default: model for model in get_args(Question)
}
