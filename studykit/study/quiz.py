"""An attempt at a quiz: which question is shown, what is allowed, how it is answered.

In practice an answer is judged at once and may be tried again; in an exam nothing is revealed
until the attempt is submitted. Both faces ask this session what is allowed and draw it. How an
attempt ends is in `quiz_ending`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.learner.attempts import AGAIN, quiz_of
from studykit.learner.step import Step
from studykit.progress import events
from studykit.questions.digest import question_digest
from studykit.questions.drawing import drawn
from studykit.questions.responses import located_response, named_response
from studykit.study.answering import Asking
from studykit.study.quiz_clock import seconds_left
from studykit.study.quiz_questions import edition_of, question_in
from studykit.study.quiz_rules import frozen_items, frozen_rules, may_retry
from studykit.study.stopwatch import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.learner.learner import Learner
    from studykit.progress.course_state import AttemptState, DraftState, ResponseState
    from studykit.progress.events import Event
    from studykit.questions.registry import Question
    from studykit.study.answering import Judgement


class QuizAttempt:
    """An attempt that was begun, as the profile knows it; resuming is opening it again.

    `editions` are those of the course, the one that is read first: a question that it lacks is
    asked in the next one that has it. Methods that return a step change nothing until the step
    is kept.
    """

    def __init__(self, editions: Sequence[Edition], attempt_id: str, learner: Learner) -> None:
        self.editions = tuple(editions)
        self.id = attempt_id
        self.learner = learner
        self._askings: dict[str, Asking] = {}
        attempt = self.attempt
        self.exam = attempt["mode"] == "exam"
        """Whether nothing is revealed until it is submitted."""
        self.questions = attempt["questions"]
        self.again = attempt["quiz"].startswith(AGAIN)
        """Whether it asks only what was missed in another attempt."""
        self.quiz_id = attempt["quiz"].removeprefix(AGAIN)
        self.quiz = quiz_of(self.editions, self.quiz_id)
        """The blueprint; None where no edition has it any more."""
        self.items = frozen_items(attempt, self.editions)
        self.rules = frozen_rules(attempt, self.quiz)
        self.index = max(0, min(attempt["index"], len(self.questions) - 1))
        self._watch = Stopwatch(learner.clock)
        self._opened = learner.clock.seconds()
        self._left_at_opening = seconds_left(attempt, learner.now())

    # What it is

    @property
    def edition(self) -> Edition:
        """The edition that is read."""
        return self.editions[0]

    @property
    def attempt(self) -> AttemptState:
        """The attempt in the learner's state."""
        return self.learner.course(self.editions[0].id)["attempts"][self.id]

    @property
    def title(self) -> str:
        """The quiz's title; its id where the course has lost the quiz."""
        return self.quiz.title if self.quiz else self.quiz_id

    @property
    def certainty(self) -> bool:
        """Whether the learner says how sure each answer is."""
        return self.rules["certainty"]

    @property
    def submitted(self) -> bool:
        """Whether it has a result."""
        return self.attempt["submitted"] is not None

    @property
    def closed(self) -> bool:
        """Whether its answers are final; open responses may still be compared."""
        return self.submitted or self.attempt.get("closed") is not None

    @property
    def over(self) -> bool:
        """Whether nothing is left to do in it: it is submitted or was abandoned."""
        return self.submitted or self.attempt.get("abandoned") is not None

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the attempt ends, not below 0; None without a limit. While it is open
        they fall by a clock that nobody sets."""
        left = seconds_left(self.attempt, self.learner.now())
        if left is None or self._left_at_opening is None:
            return left
        passed = max(0.0, self.learner.clock.seconds() - self._opened)
        return max(0.0, min(left, self._left_at_opening - passed))

    @property
    def expired(self) -> bool:
        """Whether the time is up; no answer counts from then on."""
        return self.seconds_left == 0

    # What is allowed

    @property
    def hides_course(self) -> bool:
        """Whether searching, editing and reading the course would give answers away."""
        return self.exam and not self.closed and not self.over

    @property
    def open_now(self) -> bool:
        """Whether the question shown can be answered now."""
        asking = self.asking
        return asking is not None and asking.open and not self._ended

    @property
    def _ended(self) -> bool:
        return self.closed or self.over or self.expired

    @property
    def hints_allowed(self) -> bool:
        """Whether hints may be asked for."""
        return not self.exam and self.open_now

    @property
    def can_retry(self) -> bool:
        """Whether the question shown may be tried again for fewer points."""
        asking = self.asking
        return asking is not None and not self._ended and self._retryable(asking)

    def _retryable(self, asking: Asking) -> bool:
        if self.exam or self.certainty:
            return False
        response = self._response(asking.question.id)
        if response is not None and response.get("solution_shown"):
            return False
        return may_retry(asking, self.rules["penalty"])

    @property
    def reveals(self) -> bool:
        """Whether the correct answer and the explanation of the question shown may be seen:
        never while another try could earn points with it."""
        asking = self.asking
        if asking is None or asking.open:
            return False
        return self.submitted or not (self.exam or self.can_retry)

    @property
    def waiting(self) -> bool:
        """Whether an answer of a practice quiz was chosen and not submitted yet: before going
        on the learner is asked whether to submit it or to skip the question."""
        asking = self.asking
        return not self.exam and self.open_now and asking is not None and asking.answered

    # The question shown

    @property
    def question_id(self) -> str:
        """The id of the question shown; "" of an attempt without questions."""
        return self.questions[self.index] if self.questions else ""

    @property
    def asking(self) -> Asking | None:
        """The question shown, with what was answered so far; None where the course has lost
        it."""
        return self.asking_of(self.question_id)

    @property
    def other_language(self) -> str | None:
        """The language in which the question shown is asked, where it is not the one that is
        read; None else."""
        edition = edition_of(self.editions, self.question_id)
        return None if edition in (None, self.edition) else edition.language

    @property
    def changed(self) -> bool:
        """Whether the author has changed the question shown since the attempt began, in every
        language."""
        digest = self.items[self.index]["digest"] if self.questions else ""
        return bool(digest) and all(
            question_digest(question) != digest
            for edition in self.editions
            if (question := question_in((edition,), self.question_id)) is not None
        )

    def asking_of(self, question_id: str) -> Asking | None:
        """A question of the attempt, with what was answered so far; None where the course has
        lost it."""
        if question_id not in self._askings:
            asking = self._ask(question_id)
            if asking is None:
                return None
            self._askings[question_id] = asking
        return self._askings[question_id]

    def question(self, question_id: str) -> Question | None:
        """A question of the attempt with the numbers that this attempt has drawn; None where
        the course has lost it."""
        question = question_in(self.editions, question_id)
        if question is None or not question.variables:
            return question
        item = next(
            (i for q, i in zip(self.questions, self.items, strict=True) if q == question_id),
            None,
        )
        return drawn(question, self.attempt["seed"], item and item.get("values"))

    def _ask(self, question_id: str) -> Asking | None:
        question = self.question(question_id)
        if question is None:
            return None
        stored = self._response(question_id)
        draft = self._draft(question_id)
        chosen = draft or stored
        asking = Asking(
            question,
            seed=self.attempt["seed"],
            scoring=self.rules["scoring"],
            penalty=0.0 if self.exam else self.rules["penalty"],
            response=chosen
            and located_response(question, chosen["response"], chosen.get("parts")),
            tries=stored["tries"] if stored else 0,
            hints=stored["hints"] if stored else 0,
        )
        if self.submitted or (stored and not draft and not self.exam):
            asking.restore_grade()
        if draft and draft.get("solution_shown"):
            asking.reveal()
        self._cover(asking)
        return asking

    def _cover(self, asking: Asking) -> None:
        """Hide the solution as long as another try could earn something."""
        asking.hides_solution = not self._ended and self._retryable(asking)

    def _response(self, question_id: str) -> ResponseState | None:
        return self.attempt["responses"].get(question_id)

    def _draft(self, question_id: str) -> DraftState | None:
        return self.attempt.get("drafts", {}).get(question_id)

    def certainty_of(self, question_id: str) -> int | None:
        """How sure the learner said to be, 1 to 3."""
        stored = self._response(question_id)
        return stored["certainty"] if stored else None

    def change_editions(self, editions: Sequence[Edition]) -> None:
        """Go on in another edition, or after a text was edited; what was chosen is kept."""
        before = self._askings
        self.editions, self._askings = tuple(editions), {}
        self.quiz = quiz_of(self.editions, self.quiz_id)
        for question_id, old in before.items():
            asking = self.asking_of(question_id)
            if asking is not None:
                asking.take_over(old)
                self._cover(asking)

    def forget_unsaved(self) -> None:
        """Ask every question anew as it is stored."""
        self._askings.clear()

    # Answering

    def answer(self, *, certainty: int | None = None) -> Step:
        """Submit the response to the question shown; one that is blank is none.

        In practice it is judged at once; nothing is stored, and the question stays open, where
        that cannot be done in time, or where the response has an `objection`. In an exam its
        score is stored unseen, so that a course that changes later changes no result; one that
        could not be judged has none.
        """
        asking = self.asking
        if asking is None or not asking.answered or not self.open_now or asking.objection:
            return Step()
        if self.exam:
            return self.save(certainty=certainty)
        answered, judged = self._answered(asking, certainty)
        if not judged.grade.judged:
            return Step()
        return Step((answered,), lambda: self._after_answer(asking, judged))

    def _after_answer(self, asking: Asking, judged: Judgement) -> None:
        self._watch.restart()
        asking.judge(judged)
        self._cover(asking)

    def _answered(self, asking: Asking, certainty: int | None) -> tuple[Event, Judgement]:
        # Grading may take seconds: they make no answer late.
        moment, seconds = self.learner.now(), self._watch.answering
        judged = asking.judgement()
        known = judged.grade.judged
        event = events.quiz_answered(
            moment,
            self.edition.id,
            self.id,
            asking.question.id,
            response=asking.response,
            parts=named_response(asking.question, asking.response),
            certainty=certainty or self.certainty_of(asking.question.id),
            tries=1 if self.exam else judged.tries,
            hints=asking.hints,
            score=judged.score if known else None,
            verdict=judged.verdict if known else None,
            seconds=seconds,
        )
        return event, judged

    @property
    def unsaved(self) -> bool:
        """Whether what is chosen or typed differs from what is stored."""
        asking = self.asking
        if asking is None or not asking.touched or not self.open_now:
            return False
        stored = self._draft(asking.question.id) or self._response(asking.question.id)
        if stored is None:
            return asking.answered
        return bool(asking.response != stored["response"])

    def save(self, *, certainty: int | None = None) -> Step:
        """Store what is chosen or typed without judging it: nothing chosen is lost by moving.

        In an exam a stored response is the answer, and one that was emptied is taken back; in
        practice it is a draft that waits to be submitted.
        """
        asking = self.asking
        if asking is None or not self.open_now:
            return Step()
        if not self.exam:
            return self._saved(self._drafted(asking)) if self.unsaved else Step()
        surer = certainty not in (None, self.certainty_of(asking.question.id))
        if asking.answered and (self.unsaved or surer):
            return self._saved(self._answered(asking, certainty)[0])
        return self._saved(self._emptied(asking)) if self.unsaved else Step()

    def _saved(self, event: Event) -> Step:
        return Step((event,), self._watch.restart)

    def _drafted(self, asking: Asking) -> Event:
        return events.quiz_drafted(
            self.learner.now(),
            self.edition.id,
            self.id,
            asking.question.id,
            response=asking.response,
            parts=named_response(asking.question, asking.response),
            seconds=self._watch.answering,
        )

    def _emptied(self, asking: Asking) -> Event:
        return events.quiz_answered(
            self.learner.now(),
            self.edition.id,
            self.id,
            asking.question.id,
            response=None,
            seconds=self._watch.answering,
        )

    def compare(self) -> Step:
        """Show the model answer of a written open response in practice, to tick its key
        points; what was written is stored first, and cannot be changed any more."""
        asking = self.asking
        if asking is None or self.exam or not asking.needs_ticks or not asking.answered:
            return Step()
        return Step((*self.save().events, self._solution_shown()), asking.reveal)

    def _solution_shown(self) -> Event:
        return events.quiz_solution_shown(
            self.learner.now(), self.edition.id, self.id, self.question_id
        )

    def retry(self) -> None:
        """Open the question shown again after a wrong response."""
        asking = self.asking
        if asking is not None and self.can_retry:
            asking.retry()
            self._watch.restart()

    def show_solution(self) -> Step:
        """Show the correct answer instead of trying again; no try can follow."""
        asking = self.asking
        if asking is None or not self.can_retry:
            return Step()
        return Step((self._solution_shown(),), lambda: self._cover(asking))

    # Going about

    def go(self, index: int) -> Step:
        """Go to the question numbered `index`, from 0; what is chosen here is stored first."""
        if not 0 <= index < len(self.questions):
            return Step()
        stored = self.save().events
        moved = () if index == self.index or self._ended else (self._moved(index),)
        return Step((*stored, *moved), lambda: self._arrive(index))

    def _moved(self, index: int) -> Event:
        return events.quiz_moved(self.learner.now(), self.edition.id, self.id, index)

    def _arrive(self, index: int) -> None:
        self.index = index
        self._watch.restart()

    @property
    def flagged(self) -> bool:
        """Whether the question shown is flagged to come back to it."""
        return self.question_id in self.attempt["flags"]

    def flag(self) -> Step:
        """Flag the question shown to come back to it, or take the flag off."""
        if not self.questions or self._ended:
            return Step()
        on = not self.flagged
        flagged = events.quiz_flagged(
            self.learner.now(), self.edition.id, self.id, self.question_id, on
        )
        return Step((flagged,))
