"""An attempt at a quiz, from the first question to the result."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from studykit.content.questions import OpenResponse
from studykit.grading.grade import grade
from studykit.grading.marks import Verdict, certainty_mark, verdict
from studykit.progress import events
from studykit.scheduling.days import instant_text, parse_instant
from studykit.study.asking import Asking
from studykit.study.attempts import again_id
from studykit.study.drawing import draw_questions
from studykit.study.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.progress.events import Event
    from studykit.progress.state import AttemptState, ResponseState, State
    from studykit.scheduling.days import Moment

_BEST_MARK = 3


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


def start_attempt(
    edition: Edition, quiz: Quiz, moment: Moment, *, only: Sequence[str] | None = None
) -> tuple[str, list[Event]]:
    """Begin an attempt: its id, and the events to record before it is opened.

    `only`: ask these questions again, in practice and without a limit of time, whatever
    the blueprint says. Such an attempt is one at `again:` and the quiz's id, so that it
    changes neither the scores of the quiz nor the attempts left.
    """
    attempt_id = os.urandom(6).hex()
    seed = int.from_bytes(os.urandom(4))
    again = only is not None
    questions = list(only) if only is not None else draw_questions(edition, quiz, seed)
    limit = None if again else quiz.time_limit
    deadline = None if limit is None else moment.at + timedelta(minutes=limit)
    started = events.quiz_started(
        moment,
        edition.id,
        again_id(quiz.id) if again else quiz.id,
        attempt_id,
        questions=questions,
        seed=seed,
        mode="practice" if again else quiz.mode,
        deadline=None if deadline is None else instant_text(deadline),
    )
    return attempt_id, [started]


class QuizAttempt:
    """An attempt that was begun, as the profile knows it; resuming is opening it again."""

    def __init__(
        self, edition: Edition, quiz: Quiz, attempt_id: str, state: Callable[[], State]
    ) -> None:
        self.edition = edition
        self.quiz = quiz
        self.id = attempt_id
        self._state = state
        self._askings: dict[str, Asking] = {}
        attempt = self.attempt
        self.mode = attempt["mode"]
        self.questions = [q for q in attempt["questions"] if edition.lesson_of_question(q)]
        """Those of the attempt that the course still has."""
        last = max(0, len(self.questions) - 1)
        self.index = max(0, min(attempt["index"], last))

    @property
    def attempt(self) -> AttemptState:
        """The attempt in the learner's state."""
        return standing(self._state(), self.edition.id)["attempts"][self.id]

    @property
    def exam(self) -> bool:
        """Whether nothing is revealed until it is handed in."""
        return self.mode == "exam"

    @property
    def submitted(self) -> bool:
        """Whether it was handed in."""
        return self.attempt["submitted"] is not None

    @property
    def asking(self) -> Asking:
        """The question shown, with what was answered so far."""
        return self.asking_of(self.questions[self.index])

    def asking_of(self, question_id: str) -> Asking:
        """A question of the attempt, with what was answered so far."""
        if question_id not in self._askings:
            given = self._given(question_id)
            asking = Asking(
                self.edition.question(question_id),
                seed=self.attempt["seed"],
                scoring=self.quiz.scoring,
                penalty=0.0 if self.exam else self.quiz.penalty,
                response=given["response"] if given else None,
                tries=given["tries"] if given else 0,
                hints=given["hints"] if given else 0,
            )
            if given and (self.submitted or not self.exam):
                asking.restore_grade()
            self._askings[question_id] = asking
        return self._askings[question_id]

    def _given(self, question_id: str) -> ResponseState | None:
        return self.attempt["responses"].get(question_id)

    def certainty_of(self, question_id: str) -> int | None:
        """How sure the learner said to be, 1 to 3."""
        given = self._given(question_id)
        return given["certainty"] if given else None

    def answer(
        self, moment: Moment, *, certainty: int | None = None, seconds: float = 0.0
    ) -> list[Event]:
        """Take the response to the question shown. In practice it is judged at once.

        After the deadline nothing is taken but the key points ticked for a text that was
        written in time.
        """
        asking = self.asking
        if not asking.answered or self.submitted or self._too_late(moment):
            return []
        judged = None if self.exam else asking.judge()
        return [
            events.quiz_answered(
                moment,
                self.edition.id,
                self.id,
                asking.question.id,
                response=asking.response,
                certainty=certainty,
                tries=max(1, asking.tries),
                hints=asking.hints,
                score=None if judged is None else asking.score,
                verdict=None if judged is None else judged.verdict,
                seconds=seconds,
            )
        ]

    def _too_late(self, moment: Moment) -> bool:
        if self.seconds_left(moment) != 0:
            return False
        asking = self.asking
        given = self._given(asking.question.id)
        if not isinstance(asking.question, OpenResponse) or given is None:
            return True
        stored = given["response"]
        return not isinstance(stored, dict) or stored.get("text") != asking.response["text"]

    def go(self, moment: Moment, index: int) -> list[Event]:
        """Go to the question numbered `index`."""
        if not 0 <= index < len(self.questions) or index == self.index:
            return []
        self.index = index
        if self.submitted:
            return []
        return [events.quiz_moved(moment, self.edition.id, self.id, index)]

    def flag(self, moment: Moment) -> list[Event]:
        """Flag the question shown to come back to it, or take the flag off."""
        question = self.questions[self.index]
        on = question not in self.attempt["flags"]
        return [events.quiz_flagged(moment, self.edition.id, self.id, question, on)]

    def navigator(self) -> list[Cell]:
        """All questions, with what is answered and flagged."""
        responses, flags = self.attempt["responses"], self.attempt["flags"]
        cells = []
        for number, question in enumerate(self.questions):
            given = responses.get(question)
            judged: Verdict | None = None
            if self.submitted:
                judged = verdict((self.attempt["results"] or {}).get(question, 0.0))
            elif given and not self.exam and given["score"] is not None:
                judged = verdict(given["score"])
            cells.append(
                Cell(
                    number,
                    question,
                    given is not None,
                    question in flags,
                    number == self.index,
                    judged,
                )
            )
        return cells

    def seconds_left(self, moment: Moment) -> float | None:
        """Seconds until the attempt ends, not below 0; None without a limit."""
        deadline = self.attempt["deadline"]
        if deadline is None:
            return None
        return max(0.0, (parse_instant(deadline) - moment.at).total_seconds())

    @property
    def unanswered(self) -> list[int]:
        """The numbers, from 0, of the questions without a response."""
        return [cell.number for cell in self.navigator() if not cell.answered]

    @property
    def to_compare(self) -> list[int]:
        """The numbers of written open responses whose key points are not ticked yet.

        Before an exam is handed in the learner compares them with the model answers.
        """
        return [
            number
            for number, question in enumerate(self.questions)
            if (given := self._given(question))
            and self.edition.question_outline(question).type == "open_response"
            and isinstance(given["response"], dict)
            and not given["response"].get("ticked")
        ]

    def submit(self, moment: Moment) -> list[Event]:
        """Hand the attempt in. What is not answered earns nothing."""
        if self.submitted:
            return []
        results = {question: self._score(question) for question in self.questions}
        outlines = {q: self.edition.question_outline(q) for q in self.questions}
        worth = {q: outline.points for q, outline in outlines.items()}
        by_objective: dict[str, list[float]] = {}
        for question, score in results.items():
            sums = by_objective.setdefault(outlines[question].objective, [0, 0])
            sums[0] += score * worth[question]
            sums[1] += worth[question]
        by_objective.pop("", None)
        if self.quiz.certainty:
            points = sum(self._mark(q, s) * worth[q] for q, s in results.items())
            most = _BEST_MARK * sum(worth.values())
        else:
            points = sum(score * worth[q] for q, score in results.items())
            most = sum(worth.values())
        score = min(1.0, max(0.0, points / most)) if most else 0.0
        self._askings.clear()
        return [
            events.quiz_submitted(
                moment,
                self.edition.id,
                self.attempt["quiz"],
                self.id,
                score=score,
                points=points,
                points_max=most,
                passed=None if self.quiz.pass_mark is None else score >= self.quiz.pass_mark,
                by_objective=by_objective,
                results=results,
            )
        ]

    def _score(self, question_id: str) -> float:
        given = self._given(question_id)
        if given is None:
            return 0.0
        if given["score"] is not None:
            return min(1.0, max(0.0, given["score"]))  # a profile may hold any number
        question = self.edition.question(question_id)
        return grade(question, given["response"], scoring=self.quiz.scoring).score

    def _mark(self, question_id: str, score: float) -> int:
        certainty = self.certainty_of(question_id)
        if certainty not in (1, 2, 3):
            return 0
        return certainty_mark(right=verdict(score) == "right", certainty=certainty)
