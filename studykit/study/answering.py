"""One question being asked: how it is shown, what is answered so far, how it is judged."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.questions.gaps import gaps_of
from studykit.questions.grade import grade, is_answered
from studykit.questions.marks import with_penalty
from studykit.questions.models import (
    Categorize,
    Cloze,
    Matching,
    MultipleChoice,
    OpenResponse,
    Ordering,
    SingleChoice,
    TrueFalse,
)
from studykit.questions.responses import is_response

if TYPE_CHECKING:
    from studykit.questions.fields import ChoiceScoring
    from studykit.questions.marks import Grade, Verdict
    from studykit.questions.models import Question


class Judgement(NamedTuple):
    """How the response stands if it is judged now."""

    grade: Grade
    score: float
    """Less the penalty for the tries before it."""
    tries: int
    """This one included."""

    @property
    def verdict(self) -> Verdict:
        """The grade as a word; the penalty does not count here."""
        return self.grade.verdict


class Asking:
    """A question in front of the learner.

    What is shown may be shuffled (by `seed`, always alike); `response` is in the author's
    order and is what the profile keeps. Editing methods ignore what does not fit, and do
    nothing once the response is judged.
    """

    def __init__(
        self,
        question: Question,
        seed: object = 0,
        *,
        shuffle: bool = True,
        scoring: ChoiceScoring | None = None,
        penalty: float = 0.0,
        response: Any = None,
        tries: int = 0,
        hints: int = 0,
    ) -> None:
        self.question = question
        if not is_response(question, response):
            response = None  # of what the question was before, or of a made-up profile
        self.tries = max(0, tries)
        """Judged responses so far."""
        self.hints = max(0, min(hints, len(question.hints)))
        """Hints shown so far."""
        self.grade: Grade | None = None
        """Set while a judged response stands."""
        self._scoring = scoring
        self._penalty = penalty
        self._random = random.Random(f"{seed}:{question.id}")
        self.order = self._shown_order() if shuffle else tuple(range(self._parts()))
        """Author's indices in the order shown: options, right sides, items to sort."""
        self.choices = self._gap_choices()
        """For each gap of a cloze, what is offered; empty where it is typed."""
        self.touched = response is not None
        """Whether the learner did anything; an order as first shown is no answer yet."""
        self.revealed = False
        """Whether the model answer of an open response is shown, to tick the key points."""
        self.hides_solution = False
        """Whether another try could still earn something: then the correct answer and the
        explanation are not shown. The session decides."""
        self.response: Any = self._blank() if response is None else response

    def _parts(self) -> int:
        match self.question:
            case SingleChoice() | MultipleChoice():
                return len(self.question.options)
            case Ordering() | Categorize():
                return len(self.question.items)
            case Matching():
                return len(self.question.rights)
            case _:
                return 0

    def _shown_order(self) -> tuple[int, ...]:
        question, order = self.question, list(range(self._parts()))
        fixed: set[int] = set()
        if isinstance(question, SingleChoice | MultipleChoice):
            if not question.shuffle:
                return tuple(order)
            fixed = {n for n, option in enumerate(question.options) if option.fixed}
        free = [n for n in order if n not in fixed]
        mixed = free[:]
        self._random.shuffle(mixed)
        if isinstance(question, Ordering) and mixed == free:
            mixed.reverse()  # shown in the right order there would be nothing to do
        refill = iter(mixed)
        return tuple(n if n in fixed else next(refill) for n in order)

    def _gap_choices(self) -> tuple[tuple[str, ...], ...]:
        if not isinstance(self.question, Cloze):
            return ()
        shown = []
        for gap in gaps_of(self.question.text):
            offered = list(gap.choices)
            self._random.shuffle(offered)
            shown.append(tuple(offered))
        return tuple(shown)

    def _blank(self) -> Any:
        match self.question:
            case MultipleChoice():
                return []
            case Ordering():
                return list(self.order)
            case Cloze():
                return [""] * len(self.choices)
            case Matching():
                return [None] * len(self.question.pairs)
            case Categorize():
                return [None] * len(self.question.items)
            case OpenResponse():
                return {"text": "", "ticked": []}
            case SingleChoice() | TrueFalse():
                return None
            case _:
                return ""

    def take_over(self, before: Asking) -> None:
        """Go on where `before` was, the same question in another wording. One that changed its
        parts begins anew."""
        parts = (type(before.question), len(before.order), len(before.choices))
        if parts != (type(self.question), len(self.order), len(self.choices)):
            return
        self.response, self.touched = before.response, before.touched
        self.tries, self.revealed = before.tries, before.revealed
        self.hints = min(before.hints, len(self.question.hints))
        if not before.open:
            self.restore_grade()

    @property
    def answered(self) -> bool:
        """Whether there is a response to judge."""
        return self.touched and is_answered(self.question, self.response)

    @property
    def open(self) -> bool:
        """Whether the response can still be changed."""
        return self.grade is None

    def choose(self, index: int) -> None:
        """Choose an option (author's index); of several keys, tick it or take the tick off.

        For true or false, 0 is true and 1 is false.
        """
        if isinstance(self.question, TrueFalse):
            self._answer(index == 0)
        elif isinstance(self.question, SingleChoice):
            self._answer(index)
        elif isinstance(self.question, MultipleChoice):
            self._answer(sorted(set(self.response) ^ {index}))

    def write(self, text: str, gap: int = 0) -> None:
        """Write a short answer, a number, an open response or the text of one gap."""
        if isinstance(self.question, Cloze):
            self._answer([text if n == gap else old for n, old in enumerate(self.response)])
        elif isinstance(self.question, OpenResponse):
            self._answer({**self.response, "text": text})
        else:
            self._answer(text)

    def move(self, place: int, to: int) -> None:
        """Move the item at `place` of an order to the place `to`, counted from 0."""
        order = list(self.response)
        if 0 <= place < len(order) and 0 <= to < len(order):
            order.insert(to, order.pop(place))
            self._answer(order)

    def assign(self, part: int, place: int | None) -> None:
        """Give a left side its right side, an item its category (author's indices)."""
        self._answer([place if n == part else old for n, old in enumerate(self.response)])

    def tick(self, point: int) -> None:
        """Say that the open response makes a key point, or that it does not."""
        ticked = sorted(set(self.response["ticked"]) ^ {point})
        self._answer({**self.response, "ticked": ticked})

    def accept_order(self) -> None:
        """Take the order as it is shown for the answer."""
        if isinstance(self.question, Ordering):
            self._answer(self.response)

    def _answer(self, response: Any) -> None:
        if self.open:
            self.response = response
            self.touched = True

    def next_hint(self) -> str | None:
        """Show one hint more; None when there are no more."""
        if not self.open or self.hints >= len(self.question.hints):
            return None
        self.hints += 1
        return self.question.hints[self.hints - 1]

    @property
    def hints_shown(self) -> tuple[str, ...]:
        """The hints shown so far."""
        return self.question.hints[: self.hints]

    @property
    def needs_ticks(self) -> bool:
        """Whether the learner has still to compare an open response with the model answer."""
        return isinstance(self.question, OpenResponse) and self.open and not self.revealed

    def reveal(self) -> None:
        """Show the model answer, or the solution; the response can only be compared now."""
        self.revealed = True

    def judgement(self) -> Judgement:
        """How the response stands if it is judged now; nothing changes."""
        judged = grade(self.question, self.response, scoring=self._scoring)
        score = with_penalty(judged.score, self.tries, self._penalty)
        return Judgement(judged, score, self.tries + 1)

    def judge(self) -> Grade:
        """Grade the response; it cannot be changed until `retry`."""
        if self.grade is None:
            self.grade = grade(self.question, self.response, scoring=self._scoring)
            self.tries += 1
        return self.grade

    @property
    def retryable(self) -> bool:
        """Whether a second try says more than that the first was wrong."""
        return not isinstance(self.question, TrueFalse | OpenResponse)

    @property
    def self_marked(self) -> bool:
        """Whether the learner marks it, by comparing with a model answer."""
        return isinstance(self.question, OpenResponse)

    @property
    def unticked(self) -> bool:
        """Whether it is an open response whose key points are not compared yet."""
        return self.self_marked and not self.response["ticked"]

    def restore_grade(self) -> Grade:
        """Grade a response that was judged before, without counting a try."""
        self.grade = grade(self.question, self.response, scoring=self._scoring)
        return self.grade

    @property
    def score(self) -> float:
        """The score of the judged response, less the penalty for the tries before it."""
        if self.grade is None:
            return 0.0
        return with_penalty(self.grade.score, self.tries - 1, self._penalty)

    def retry(self) -> None:
        """Open the question again after a response that was not right."""
        self.grade = None
