"""An attempt at a quiz, from the first question to the result: all its rules.

In practice an answer is judged at once and may be tried again; in an exam nothing is revealed
until the attempt is submitted. Both faces ask this session what is allowed and draw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.content.finding import LibraryError
from studykit.learner.attempts import AGAIN
from studykit.learner.step import Step
from studykit.progress import events
from studykit.questions.marks import Verdict, verdict
from studykit.questions.responses import located_response, named_response
from studykit.scheduling.days import parse_instant
from studykit.study.answering import Asking
from studykit.study.quiz_rules import frozen_items, frozen_rules, may_retry, totals
from studykit.study.stopwatch import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.learner.learner import Learner
    from studykit.progress.events import Event
    from studykit.progress.state import AttemptState, ResponseState
    from studykit.questions.registry import Question
    from studykit.scheduling.days import Moment


class Cell(NamedTuple):
    """One question in the navigator."""

    number: int
    """From 0."""
    question: str
    answered: bool
    flagged: bool
    here: bool
    verdict: Verdict | None
    """None as long as nothing may be revealed."""


class QuizAttempt:
    """An attempt that was begun, as the profile knows it; resuming is opening it again.

    `editions` are those of the course, the one that is read first: a question that it lacks is
    asked in the next one that has it. Methods that return a step change nothing until the step
    is kept.
    """

    def __init__(self, editions: Sequence[Edition], attempt_id: str, learner: Learner) -> None:
        self.editions = tuple(editions)
        self.id = attempt_id
        self._learner = learner
        self._askings: dict[str, Asking] = {}
        attempt = self.attempt
        self.mode = attempt["mode"]
        self.questions = attempt["questions"]
        self.quiz = self._quiz_of(attempt["quiz"])
        """The blueprint; None where no edition has it any more."""
        self.again = attempt["quiz"].startswith(AGAIN)
        """Whether it asks only what was missed in another attempt."""
        self.items = frozen_items(attempt, self.editions)
        self.rules = frozen_rules(attempt, self.quiz)
        self.index = max(0, min(attempt["index"], len(self.questions) - 1))
        self._watch = Stopwatch(learner.clock)

    def _quiz_of(self, quiz_id: str) -> Quiz | None:
        for edition in self.editions:
            try:
                return edition.quiz(quiz_id.removeprefix(AGAIN))
            except KeyError:
                continue
        return None

    # What it is

    @property
    def edition(self) -> Edition:
        """The edition that is read."""
        return self.editions[0]

    @property
    def attempt(self) -> AttemptState:
        """The attempt in the learner's state."""
        return self._learner.course(self.editions[0].id)["attempts"][self.id]

    @property
    def title(self) -> str:
        """The quiz's title; its id where the course has lost the quiz."""
        return self.quiz.title if self.quiz else self.attempt["quiz"].removeprefix(AGAIN)

    @property
    def exam(self) -> bool:
        """Whether nothing is revealed until it is submitted."""
        return self.mode == "exam"

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

    # What is allowed

    @property
    def hides_course(self) -> bool:
        """Whether searching, editing and reading the course would give answers away."""
        return self.exam and not self.closed

    @property
    def hints_allowed(self) -> bool:
        """Whether hints may be asked for."""
        return not self.exam and self.open_now

    @property
    def open_now(self) -> bool:
        """Whether the question shown can be answered now."""
        asking = self.asking
        return asking is not None and asking.open and not self.closed and not self.expired

    @property
    def can_retry(self) -> bool:
        """Whether the question shown may be tried again for fewer points."""
        asking = self.asking
        if asking is None or self.exam or self.closed or self.certainty:
            return False
        return not self._solution_shown(asking.question.id) and may_retry(
            asking, self.rules["penalty"]
        )

    @property
    def reveals(self) -> bool:
        """Whether the correct answer and the explanation of the question shown may be seen:
        never while another try could earn points with it."""
        asking = self.asking
        if asking is None or asking.open:
            return False
        return self.submitted or (not self.exam and not self.can_retry)

    def _solution_shown(self, question_id: str) -> bool:
        response = self._response(question_id)
        return response is not None and bool(response.get("solution_shown"))

    # Time

    def seconds_left(self, moment: Moment | None = None) -> float | None:
        """Seconds until the attempt ends, not below 0; None without a limit.

        A clock that was set back gains nothing: time never stands before the last thing that
        happened in the attempt.
        """
        attempt = self.attempt
        if attempt["deadline"] is None:
            return None
        now = (moment or self._learner.now()).at
        known = [attempt["started"], *(r["at"] for r in attempt["responses"].values())]
        latest = max(now, *map(parse_instant, known))
        return max(0.0, (parse_instant(attempt["deadline"]) - latest).total_seconds())

    @property
    def expired(self) -> bool:
        """Whether the time is up; no answer counts from then on."""
        return self.seconds_left() == 0

    # The question shown

    @property
    def question_id(self) -> str:
        """The id of the question shown."""
        return self.questions[self.index]

    @property
    def asking(self) -> Asking | None:
        """The question shown, with what was answered so far; None where the course has lost
        it."""
        return self.asking_of(self.question_id) if self.questions else None

    def edition_of(self, question_id: str) -> Edition | None:
        """The edition in which a question is asked; None where none has it any more."""
        return next((e for e in self.editions if e.lesson_of_question(question_id)), None)

    def question_of(self, question_id: str) -> Question | None:
        """A question of the attempt; None where it cannot be read any more."""
        edition = self.edition_of(question_id)
        if edition is None:
            return None
        try:
            return edition.question(question_id)
        except (KeyError, LibraryError):
            return None

    def asking_of(self, question_id: str) -> Asking | None:
        """A question of the attempt, with what was answered so far."""
        if question_id not in self._askings:
            question = self.question_of(question_id)
            if question is None:
                return None
            self._askings[question_id] = self._ask(question)
        return self._askings[question_id]

    def _ask(self, question: Question) -> Asking:
        stored = self._response(question.id)
        draft = self.attempt["drafts"].get(question.id)
        chosen = draft or stored
        response = chosen and located_response(
            question, chosen["response"], chosen.get("parts")
        )
        asking = Asking(
            question,
            seed=self.attempt["seed"],
            scoring=self.rules["scoring"],
            penalty=0.0 if self.exam else self.rules["penalty"],
            response=response,
            tries=stored["tries"] if stored else 0,
            hints=stored["hints"] if stored else 0,
        )
        if stored and not draft and (self.submitted or not self.exam):
            asking.restore_grade()
        return asking

    def _response(self, question_id: str) -> ResponseState | None:
        return self.attempt["responses"].get(question_id)

    def certainty_of(self, question_id: str) -> int | None:
        """How sure the learner said to be, 1 to 3."""
        stored = self._response(question_id)
        return stored["certainty"] if stored else None

    def change_editions(self, editions: Sequence[Edition]) -> None:
        """Go on in another edition, or after a text was edited; what was chosen is kept."""
        before = self._askings
        self.editions, self._askings = tuple(editions), {}
        self.quiz = self._quiz_of(self.attempt["quiz"])
        for question_id, old in before.items():
            asking = self.asking_of(question_id)
            if asking is not None:
                asking.take_over(old)

    # Answering

    def answer(self, *, certainty: int | None = None) -> Step:
        """Submit the response to the question shown. In practice it is judged at once; in an
        exam its score is stored unseen, so that a course that changes changes no result."""
        asking = self.asking
        if asking is None or not asking.answered or not self.open_now:
            return Step()
        event = self._answered(asking, certainty or self.certainty_of(asking.question.id))
        return Step((event,), lambda: self._after_answer(asking))

    def _after_answer(self, asking: Asking) -> None:
        self._watch.restart()
        if not self.exam:
            asking.judge()

    def _answered(self, asking: Asking, certainty: int | None) -> Event:
        judged = asking.judgement()
        return events.quiz_answered(
            self._learner.now(),
            self.edition.id,
            self.id,
            asking.question.id,
            response=asking.response,
            parts=named_response(asking.question, asking.response),
            certainty=certainty,
            tries=1 if self.exam else judged.tries,
            hints=asking.hints,
            score=judged.score,
            verdict=judged.verdict,
            seconds=self._watch.answering,
        )

    @property
    def unsaved(self) -> bool:
        """Whether what is chosen or typed differs from what is stored."""
        asking = self.asking
        if asking is None or not asking.touched or not self.open_now:
            return False
        return bool(asking.response != self._stored(asking.question.id))

    def _stored(self, question_id: str) -> Any:
        """What is stored as chosen: the draft, else the answer."""
        draft = self.attempt["drafts"].get(question_id)
        stored = draft or self._response(question_id)
        return stored and stored["response"]

    def save(self, *, certainty: int | None = None) -> Step:
        """Store what is chosen or typed without judging it: nothing chosen is lost by moving.

        In an exam a stored response is the answer, and one that was emptied is taken back; in
        practice it is a draft that waits to be submitted.
        """
        asking = self.asking
        if asking is None or not self.open_now:
            return Step()
        said = certainty is not None and certainty != self.certainty_of(asking.question.id)
        if not self.unsaved and not (said and self.exam and asking.answered):
            return Step()
        if self.exam and asking.answered:
            return self.answer(certainty=certainty)
        if self.exam:
            stored = self._response(asking.question.id)
            return Step((self._emptied(asking),), self._watch.restart) if stored else Step()
        drafted = events.quiz_drafted(
            self._learner.now(),
            self.edition.id,
            self.id,
            asking.question.id,
            response=asking.response,
            parts=named_response(asking.question, asking.response),
            seconds=self._watch.answering,
        )
        return Step((drafted,), self._watch.restart)

    def _emptied(self, asking: Asking) -> Event:
        return events.quiz_answered(
            self._learner.now(),
            self.edition.id,
            self.id,
            asking.question.id,
            response=None,
            seconds=self._watch.answering,
        )

    @property
    def waiting(self) -> bool:
        """Whether an answer of a practice quiz was chosen and not submitted yet: before going
        on the learner is asked whether to submit it or to skip the question."""
        asking = self.asking
        return not self.exam and self.open_now and asking is not None and asking.answered

    def compare(self) -> Step:
        """Show the model answer of a written open response in practice, to tick its key
        points; what was written is stored first and final."""
        asking = self.asking
        if asking is None or self.exam or not asking.needs_ticks or not asking.answered:
            return Step()
        return Step(self.save().events, asking.reveal)

    def retry(self) -> None:
        """Open the question shown again after a wrong response."""
        asking = self.asking
        if asking is not None and self.can_retry:
            asking.retry()
            self._watch.restart()

    def show_solution(self) -> Step:
        """Show the correct answer instead of trying again; no try can follow."""
        if not self.can_retry:
            return Step()
        shown = events.quiz_solution_shown(
            self._learner.now(), self.edition.id, self.id, self.question_id
        )
        return Step((shown,))

    # Going about

    def go(self, index: int) -> Step:
        """Go to the question numbered `index`, from 0; what is chosen here is stored first."""
        if not 0 <= index < len(self.questions):
            return Step()
        stored = self.save().events
        moved = () if index == self.index or self.over else (self._moved(index),)
        return Step((*stored, *moved), lambda: self._arrive(index))

    def _moved(self, index: int) -> Event:
        return events.quiz_moved(self._learner.now(), self.edition.id, self.id, index)

    def _arrive(self, index: int) -> None:
        self.index = index
        self._watch.restart()

    def flag(self) -> Step:
        """Flag the question shown to come back to it, or take the flag off."""
        on = self.question_id not in self.attempt["flags"]
        return Step(
            (
                events.quiz_flagged(
                    self._learner.now(), self.edition.id, self.id, self.question_id, on
                ),
            )
        )

    def navigator(self) -> list[Cell]:
        """All questions, with what is answered and flagged."""
        attempt = self.attempt
        return [self._cell(n, question, attempt) for n, question in enumerate(self.questions)]

    def _cell(self, number: int, question: str, attempt: AttemptState) -> Cell:
        stored = attempt["responses"].get(question)
        judged: Verdict | None = None
        if stored and attempt["submitted"] is not None:
            judged = verdict((attempt["results"] or {}).get(question, 0.0))
        elif stored and not self.exam and stored["score"] is not None:
            judged = verdict(stored["score"])
        flagged = question in attempt["flags"]
        here = number == self.index
        return Cell(number, question, stored is not None, flagged, here, judged)

    @property
    def unanswered(self) -> list[int]:
        """The numbers, from 0, of the questions without an answer."""
        return [cell.number for cell in self.navigator() if not cell.answered]

    # Ending

    @property
    def to_compare(self) -> list[int]:
        """The numbers of written open responses whose key points are not ticked yet.

        The learner compares them with the model answers once an exam is closed.
        """
        return [
            number
            for number, question in enumerate(self.questions)
            if (asking := self.asking_of(question)) is not None
            and asking.answered
            and asking.unticked
        ]

    def finish(self) -> Step:
        """End the attempt. What is not answered earns nothing.

        An exam with open responses is closed first: its answers are final before a model
        answer is seen; `submit` follows when they are compared.
        """
        if self.over:
            return Step()
        stored = self.save().events
        if self.exam and not self.closed and (self.to_compare or self._would_compare()):
            closed = events.quiz_closed(self._learner.now(), self.edition.id, self.id)
            return Step((*stored, closed), self._askings.clear)
        return self.submit(stored)

    def _would_compare(self) -> bool:
        asking = self.asking
        return asking is not None and asking.answered and asking.unticked

    def self_mark(self, number: int) -> Step:
        """Store which key points an open response of a closed exam makes, as ticked."""
        asking = self.asking_of(self.questions[number])
        if asking is None or not self.closed or self.submitted:
            return Step()
        judged = asking.judgement()
        marked = events.quiz_self_marked(
            self._learner.now(),
            self.edition.id,
            self.id,
            asking.question.id,
            response=asking.response,
            score=judged.score,
            verdict=judged.verdict,
        )
        return Step((marked,))

    def submit(self, before: Sequence[Event] = ()) -> Step:
        """Submit the attempt for its result; `before` is stored with it."""
        if self.over:
            return Step()
        responses = dict(self.attempt["responses"])
        for event in before:
            if event["kind"] == "quiz_answered" and event["response"] is not None:
                responses[event["question"]] = event
            elif event["kind"] == "quiz_answered":
                responses.pop(event["question"], None)
        result = totals(self, responses)
        submitted = events.quiz_submitted(
            self._learner.now(),
            self.edition.id,
            self.attempt["quiz"],
            self.id,
            score=result.score,
            points=result.points,
            points_max=result.most,
            passed=result.passed,
            by_objective=result.by_objective,
            results=result.scores,
        )
        return Step((*before, submitted), self._askings.clear)

    def abandon(self) -> Step:
        """End the attempt without a result; it counts among the attempts begun."""
        if self.over:
            return Step()
        return Step((events.quiz_abandoned(self._learner.now(), self.edition.id, self.id),))
