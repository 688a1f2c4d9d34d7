"""A quiz in line mode: practice with feedback at once, or an exam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.phrases import duration
from studykit.learner.attempts import open_attempt
from studykit.plain.commands import Command, hear, hear_command
from studykit.plain.prose import plain_text
from studykit.plain.questions.asking import ask, compare_with_model, show_question
from studykit.plain.questions.feedback import tell_solution, tell_verdict
from studykit.plain.result import tell_result
from studykit.plain.talk import Left, OutOfTime
from studykit.study.attempt_start import check_seed, start_again, start_attempt
from studykit.study.not_judged_text import try_again_line
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_ending import abandon, finish, self_mark, submit, to_compare
from studykit.study.quiz_navigator import following, navigator, unanswered
from studykit.study.quiz_start_text import start_facts, start_rules, starting_costs
from studykit.study.quiz_text import (
    attempt_title,
    certainty_line,
    leaving_line,
    not_answered_text,
    question_notice,
)
from studykit.study.result import result_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.learner.learner import Learner
    from studykit.plain.talk import Talk
    from studykit.study.answering import Asking


_STORING = 0.5
"""Seconds before the end at which what is typed and not entered is taken and stored."""


class _TimeUp(Exception):
    """The time for the attempt is over."""


class _Ended(Exception):
    """The learner submits the attempt, or gives it up."""


def begin_or_resume(
    talk: Talk,
    editions: Sequence[Edition],
    quiz: Quiz,
    learner: Learner,
    seed: int | None = None,
) -> QuizAttempt:
    """The attempt at a quiz that waits to be continued, or a new one, drawn by `seed`.
    `editions` are those of the course, the one that is read first.

    Raises:
        Left: the learner does not start it.
        Refusal: the quiz has no question to ask.
        ProfileError: the attempt could not be stored.
    """
    waiting = open_attempt(learner.course(editions[0].id), quiz.id)
    if waiting is not None:
        return resume(talk, editions, waiting, learner)
    check_seed(quiz, seed)
    course, words = learner.course(editions[0].id), talk.words
    facts = " · ".join(start_facts(editions[0], quiz, course, words))
    talk.say(plain_text(quiz.title))
    for line in filter(None, (plain_text(quiz.description), facts)):
        talk.say(line)
    for rule in start_rules(quiz, words):
        talk.say(rule)
    if starting_costs(quiz):
        while hear(talk, words("Enter starts, quit leaves")).text:
            continue  # only Enter starts a clock
    started = start_attempt(editions, quiz, learner, seed)
    learner.keep(started.step)
    return QuizAttempt(editions, started.attempt, learner)


def resume(
    talk: Talk, editions: Sequence[Edition], attempt_id: str, learner: Learner
) -> QuizAttempt:
    """An attempt that waits to be continued."""
    attempt = QuizAttempt(editions, attempt_id, learner)
    title = plain_text(attempt_title(attempt, talk.words))
    talk.say(talk.words("Continuing: {title}", title=title))
    return attempt


def repeat_missed(talk: Talk, attempt: QuizAttempt) -> None:
    """Ask again what was missed in a submitted attempt, as often as the learner wants.

    Raises:
        Left: the learner quits; what was answered is stored and the repetition stays open.
        Refusal: the course has lost the questions.
        ProfileError: an answer could not be stored.
    """
    again = Command("missed", talk.words("retry missed questions"))
    prompt = talk.words("Enter goes back, m asks again what was missed")
    while attempt.submitted and result_of(attempt).again:
        if not hear_command(talk, prompt, [again]):
            return
        started = start_again(attempt)
        attempt.learner.keep(started.step)
        attempt = QuizAttempt(attempt.editions, started.attempt, attempt.learner)
        talk.say(plain_text(attempt_title(attempt, talk.words)))
        take_quiz(talk, attempt)


def take_quiz(talk: Talk, attempt: QuizAttempt) -> None:
    """Go through an attempt to its end and tell the result.

    Every answer is stored before it is judged in front of the learner.

    Raises:
        Left: the learner quits; what was answered is stored and the attempt stays open.
        ProfileError: an answer could not be stored.
    """
    try:
        _Sitting(talk, attempt).run()
    except Left:
        if line := leaving_line(attempt, talk.words):
            talk.say(line)
        raise


class _Sitting:
    """One sitting at an attempt."""

    def __init__(self, talk: Talk, attempt: QuizAttempt) -> None:
        self._talk = talk
        self._words = talk.words
        self._attempt = attempt
        self._learner = attempt.learner

    def run(self) -> None:
        """Ask what is open, submit, tell the result."""
        attempt = self._attempt
        if not attempt.closed:
            self._talk.seconds_left = self._seconds_to_type
            try:
                self._check_time()
                while attempt.questions:
                    self._question()
            except (_TimeUp, OutOfTime):
                self._talk.say(self._words("The time is up."))
            except _Ended:
                pass  # the learner chose to end; what follows is the same
            finally:
                self._talk.seconds_left = None
            if attempt.over:
                self._talk.say(self._words("The attempt is given up; it has no result."))
                return
            self._learner.keep(finish(attempt))
        for number in to_compare(attempt):
            self._compare(number)
        self._learner.keep(submit(attempt))
        self._talk.say()
        tell_result(self._talk, attempt)

    def _seconds_to_type(self) -> float | None:
        left = self._attempt.seconds_left
        return None if left is None else left - _STORING

    def _question(self) -> None:
        """Ask the question in front, or show how it was judged, and go where the learner
        wants."""
        attempt = self._attempt
        self._head()
        if notice := question_notice(attempt, self._words):
            self._talk.say(notice)
        asking = attempt.asking
        if asking is None:
            self._pause()
            return
        show_question(self._talk, asking)
        if not asking.open:
            self._judged(asking, before=True)
            return
        if asking.revealed:  # only the comparison is left
            self._answer(asking)
            return
        enter = "answer" if attempt.waiting else "next" if asking.answered else ""
        if attempt.waiting:
            self._talk.say(self._words("Enter submits this answer."))
        command = ask(
            self._talk,
            asking,
            self._commands(),
            enter=enter,
            hints=attempt.hints_allowed,
            keep=self._keep_written,
        )
        self._check_time()
        if command not in ("", "answer"):
            self._obey(command)
            return
        self._answer(asking)

    def _keep_written(self) -> None:
        """In an exam what is written counts even if the time is up before its last line."""
        if self._attempt.exam:
            self._learner.keep(self._attempt.save())

    def _answer(self, asking: Asking) -> None:
        attempt = self._attempt
        if asking.self_marked and not attempt.exam:
            self._learner.keep(attempt.compare())
            compare_with_model(self._talk, asking)
        self._keep_written()
        certainty = self._ask_certainty() if attempt.certainty else None
        self._check_time()
        self._learner.keep(attempt.answer(certainty=certainty))
        if attempt.exam:
            self._talk.say(self._words("Kept."))
            self._continue()
        elif asking.open:
            self._talk.say(try_again_line(self._words))
        else:
            self._judged(asking)

    def _judged(self, asking: Asking, *, before: bool = False) -> None:
        """Tell how the answer was judged; the solution unless another try is wanted.
        `before`: it was answered before, and the learner came back to it."""
        attempt, words = self._attempt, self._words
        tell_verdict(self._talk, asking)
        if attempt.can_retry:
            commands = [Command("try", words("try again")), *self._commands()]
            prompt = words("Enter shows the solution, t tries again")
            command = hear_command(self._talk, prompt, commands)
            self._check_time()
            if command == "try":
                attempt.retry()
                return
            if command:
                self._obey(command)
                return
            self._learner.keep(attempt.show_solution())
            before = False
        if attempt.reveals:
            tell_solution(self._talk, asking)
        if before:
            self._pause()
        else:
            self._continue()

    def _pause(self) -> None:
        """Nothing is to be answered here: wait for Enter or a command."""
        command = hear_command(self._talk, self._words("Enter goes on"), self._commands())
        self._check_time()
        if command:
            self._obey(command)
        else:
            self._continue()

    def _head(self) -> None:
        attempt, words = self._attempt, self._words
        number, count = attempt.index + 1, len(attempt.questions)
        head = [words("Question {n} of {total}", n=number, total=count)]
        left = attempt.seconds_left
        if left is not None:
            head.append(words("{time} left", time=duration(words, left)))
        if attempt.flagged:
            head.append(words("flagged"))
        self._talk.say("\n" + " · ".join(head))

    def _commands(self) -> list[Command]:
        words = self._words
        return [
            Command("next", words("leave it for later")),
            Command("submit", words("submit the quiz")),
            Command("previous", words("go back one question")),
            Command("flag", words("flag or unflag it")),
            Command("list", words("list the questions")),
        ]

    def _obey(self, command: str) -> None:
        attempt = self._attempt
        if command == "flag":
            self._learner.keep(attempt.flag())
        elif command == "list":
            self._list()
        elif command == "previous":
            self._go(max(0, attempt.index - 1))
        elif command == "next" and attempt.index + 1 < len(attempt.questions):
            self._go(attempt.index + 1)
        else:
            self._end()

    def _continue(self) -> None:
        """Go on to the next question without an answer; behind the last one, to the end."""
        to = following(self._attempt)
        if to is not None:
            self._go(to)
        elif self._attempt.exam or unanswered(self._attempt):
            self._end()
        else:
            raise _Ended

    def _go(self, number: int) -> None:
        self._learner.keep(self._attempt.go(number))

    def _end(self) -> None:
        """Ask whether to submit; the learner may go to a question instead.

        Raises:
            _Ended: the attempt is to be submitted, or was given up.
        """
        attempt, words = self._attempt, self._words
        left = unanswered(attempt)
        self._talk.say(not_answered_text(attempt, words))
        how = words("Enter submits. This cannot be undone.")
        if left:
            how = words("Enter goes to the first open question, s submits.")
        how = f"{how}\n{words('A number goes to that question.')}"
        commands = [
            Command("submit", words("submit: this cannot be undone")),
            Command("list", words("list the questions")),
            Command("drop", words("give up: no result is kept")),
        ]
        while True:
            command, text = hear(self._talk, how, commands)
            self._check_time()
            if command == "list":
                self._list()
            elif command == "drop":
                self._learner.keep(abandon(attempt))
                raise _Ended
            elif command or (not text and not left):
                raise _Ended
            elif not text:
                self._go(left[0])
                return
            elif text.isdecimal() and 0 < int(text) <= len(attempt.questions):
                self._go(int(text) - 1)
                return

    def _list(self) -> None:
        words = self._words
        for cell in navigator(self._attempt):
            standing = [words("answered") if cell.answered else words("not answered")]
            if cell.flagged:
                standing.append(words("flagged"))
            asking = self._attempt.asking_of(cell.question)
            stem = plain_text(asking.question.stem) if asking else cell.question
            self._talk.say(f"{cell.number + 1}. {stem} ({', '.join(standing)})", 2)

    def _ask_certainty(self) -> int:
        words = self._words
        how = certainty_line(words)
        self._talk.say(how)
        prompt = words("How sure are you, 1 to 3? Enter: not sure (? helps)")
        while True:
            _, text = hear(self._talk, prompt, how=how)
            if text in ("", "1", "2", "3"):
                return int(text or "1")
            self._talk.say(how)

    def _compare(self, number: int) -> None:
        """Let the learner compare an open response of a closed exam."""
        attempt = self._attempt
        attempt.go(number).apply()
        asking = attempt.asking
        if asking is None:
            return
        self._talk.say(
            "\n"
            + self._words("Question {n} of {total}", n=number + 1, total=len(attempt.questions))
        )
        show_question(self._talk, asking)
        compare_with_model(self._talk, asking)
        self._learner.keep(self_mark(attempt, number))

    def _check_time(self) -> None:
        """Raises: _TimeUp: the deadline has passed."""
        if self._attempt.expired:
            raise _TimeUp
