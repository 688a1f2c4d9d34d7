"""A question whose numbers vary → what the player picks its numbers from.

No expression is worked out in the player: its file has some of the draws, each as it is asked.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from studykit.questions.digest import question_digest
from studykit.questions.drawing import DRAWS, broken_by, draws, example, filled, values_for
from studykit.web.questions.data import question_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.registry import Question
    from studykit.questions.variables import Values
    from studykit.web.questions.data import Data

MOST_DRAWS = 12
"""Of a question: enough that its numbers are seldom the same again, and few enough to carry."""


def varying_data(template: Question) -> tuple[Data, bool]:
    """A question with variables as the player needs it, and whether it can have all of the
    numbers that its variables may have.

    Raises:
        NoAutomatonError: the player cannot grade its regular expression.
    """
    found = list(islice(_values(template), MOST_DRAWS + 1))
    digest = {"digest": question_digest(template)}
    first = question_data(example(template)) | digest
    first["draws"] = [
        {"values": values, "changed": _changed(first, question_data(filled(template, values)))}
        for values in found[:MOST_DRAWS]
    ]
    return first, len(found) <= MOST_DRAWS


def _values(template: Question) -> Iterator[Values]:
    """The numbers of draws that can be asked, each once; the first are those of the example."""
    shown = values_for(template, "example")
    yield shown
    for values in draws(template, DRAWS):
        if values != shown and next(broken_by(template, values), None) is None:
            yield values


def _changed(first: Data, other: Data) -> Data:
    """What is otherwise in a draw; None where it has nothing."""
    return {
        name: other.get(name)
        for name in first | other
        if name != "digest" and other.get(name) != first.get(name)
    }
