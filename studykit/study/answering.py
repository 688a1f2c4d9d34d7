"""One question being asked: how it is shown, what is answered so far, how it is judged."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.questions.grade import grade, is_answered
from studykit.questions.marks import with_penalty
from studykit.questions.responses import is_response, located_response, named_response

if TYPE_CHECKING:
    from studykit.language.message import Message
    from studykit.questions.fields import ChoiceScoring
    from studykit.questions.marks import Grade, Verdict
    from studykit.questions.registry import Question


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
        self.seed = seed
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
        chance = random.Random(f"{seed}:{question.id}")
        self.order = question.shown_order(chance if shuffle else None)
        """Author's indices in the order shown: options, right sides, items to sort."""
        self.choices = question.gap_choices(chance)
        """For each gap of a cloze, what is offered; empty where it is typed."""
        self.touched = response is not None
        """Whether the learner did anything; an order as first shown is no answer yet."""
        self.revealed = False
        """Whether the model answer of an open response is shown, to tick the key points."""
        self.hides_solution = False
        """Whether another try could still earn something: then the correct answer and the
        explanation are not shown. The session decides."""
        self._asked_incomplete: Any = None
        """The incomplete response that the learner was asked about."""
        self.response: Any = question.blank(self.order) if response is None else response

    def take_over(self, before: Asking) -> None:
        """Go on where `before` was, the same question in another wording. One that changed its
        parts begins anew."""
        parts = (type(before.question), len(before.order), len(before.choices))
        if parts != (type(self.question), len(self.order), len(self.choices)):
            return
        if before.touched:
            named = named_response(before.question, before.response)
            response = located_response(self.question, before.response, named)
            if response is None:
                return
            self.response, self.touched = response, True
        self.tries, self.revealed = before.tries, before.revealed
        self.hints = min(before.hints, len(self.question.hints))
        self.hides_solution = before.hides_solution
        if before.open:
            self.grade = None  # it was being tried again
        else:
            self.restore_grade()

    @property
    def answered(self) -> bool:
        """Whether there is a response to judge."""
        return self.touched and is_answered(self.question, self.response)

    @property
    def objection(self) -> Message | None:
        """Why the response cannot be submitted as it stands, such as a number that cannot be
        read; None where it can."""
        if not self.open or not self.answered:
            return None
        return self.question.objection(self.response)

    @property
    def open(self) -> bool:
        """Whether the response can still be changed."""
        return self.grade is None

    def ask_incomplete(self) -> Message | None:
        """What seems to be missing, when the learner answers: asked about once, so None when
        the same response is given again."""
        if not self.open or not self.answered or self._asked_incomplete == self.response:
            return None
        missing = self.question.incomplete(self.response)
        if missing is not None:
            self._asked_incomplete = self.response
        return missing

    def choose(self, index: int) -> None:
        """Choose an option (author's index); of several keys, tick it or take the tick off.

        For true or false, 0 is true and 1 is false.
        """
        self._edit(self.question.choose(self.response, index))

    def write(self, text: str, gap: int = 0) -> None:
        """Write a short answer, a number, an open response or the text of one gap; not once the
        model answer was seen."""
        if self.self_marked and self.revealed:
            return
        self._edit(self.question.write(self.response, text, gap))

    def move(self, place: int, to: int) -> None:
        """Move the item at `place` of an order to the place `to`, counted from 0."""
        self._edit(self.question.move(self.response, place, to))

    def assign(self, part: int, place: int | None) -> None:
        """Give a left side its right side, an item its category (author's indices)."""
        self._edit(self.question.assign(self.response, part, place))

    def tick(self, point: int) -> None:
        """Say that the open response makes a key point, or that it does not."""
        self._edit(self.question.tick(self.response, point))

    def accept_order(self) -> None:
        """Take the order as it is shown for the answer."""
        self._edit(self.question.move(self.response, 0, 0))

    def _edit(self, response: Any) -> None:
        """Take an edited response; None is what the question has no way to edit by."""
        if self.open and response is not None:
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
        return self.question.needs_model_comparison and self.open and not self.revealed

    def reveal(self) -> None:
        """Show the model answer, or the solution; the response can only be compared now."""
        self.revealed = True

    def judgement(self) -> Judgement:
        """How the response stands if it is judged now; nothing changes. Where its grade is not
        `judged`, it does not stand: it is not to be stored as a try."""
        judged = grade(self.question, self.response, scoring=self._scoring)
        score = with_penalty(judged.score, self.tries, self._penalty)
        return Judgement(judged, score, self.tries + 1)

    def judge(self, judgement: Judgement | None = None) -> Grade:
        """Grade the response; it cannot be changed until `retry`. One that could not be judged
        stays open and counts as no try. `judgement`: what was stored, so that grading once
        more cannot come to another end."""
        if self.grade is None:
            graded = (judgement or self.judgement()).grade
            if not graded.judged:
                return graded
            self.grade = graded
            self.tries += 1
        return self.grade

    @property
    def retryable(self) -> bool:
        """Whether a second try says more than that the first was wrong."""
        return self.question.can_be_retried

    @property
    def self_marked(self) -> bool:
        """Whether the learner marks it, by comparing with a model answer."""
        return self.question.needs_model_comparison

    @property
    def unticked(self) -> bool:
        """Whether it is an open response whose key points are not compared yet."""
        return self.question.awaits_comparison(self.response)

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
