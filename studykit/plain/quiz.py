"""A quiz in line mode: practice with feedback at once, or an exam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.content.questions import OpenResponse
from studykit.plain.asking import ask, compare_with_model, show_question
from studykit.plain.commands import Command, hear
from studykit.plain.feedback import tell_judged
from studykit.plain.prose import plain_text
from studykit.plain.result import tell_result
from studykit.plain.talk import Left
from studykit.study.attempts import again_id, open_attempt
from studykit.study.phrases import duration
from studykit.study.quiz import QuizAttempt, start_attempt
from studykit.study.standing import standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.plain.talk import Talk
    from studykit.progress.store import Profile
    from studykit.scheduling.days import Moment
    from studykit.study.asking import Asking
    from studykit.study.clock import Clock


class _TimeUp(Exception):
    """The time for the attempt is over."""


def begin_or_resume(
    talk: Talk,
    edition: Edition,
    quiz: Quiz,
    profile: Profile,
    clock: Clock,
    *,
    only: Sequence[str] | None = None,
) -> QuizAttempt:
    """The attempt that waits to be gone on with, or a new one; `only` these questions."""
    course = standing(profile.state, edition.id)
    waiting = open_attempt(course, quiz.id if only is None else again_id(quiz.id))
    if waiting is None:
        waiting, events = start_attempt(edition, quiz, clock.now(), only=only)
        profile.record(events)
        talk.say(plain_text(quiz.title))
        if quiz.description:
            talk.say(plain_text(quiz.description))
    else:
        talk.say(talk.words("Going on with: {title}", title=plain_text(quiz.title)))
    return QuizAttempt(edition, quiz, waiting, lambda: profile.state)


def take_quiz(talk: Talk, attempt: QuizAttempt, profile: Profile, clock: Clock) -> None:
    """Go through an attempt to its end and tell the result.

    Every answer is recorded before it is judged in front of the learner.

    Raises:
        Left: the learner quits; what was answered is kept and the attempt stays open.
        ProfileError: an answer could not be kept.
    """
    _Taking(talk, attempt, profile, clock).run()


class _Taking:
    """One sitting at an attempt."""

    def __init__(
        self, talk: Talk, attempt: QuizAttempt, profile: Profile, clock: Clock
    ) -> None:
        self._talk = talk
        self._words = talk.words
        self._attempt = attempt
        self._profile = profile
        self._clock = clock
        self._uncompared = attempt.to_compare
        """Open responses of an earlier sitting that was left at the model answer."""

    def run(self) -> None:
        """Ask what is open, hand in, tell the result."""
        attempt = self._attempt
        self._introduce()
        try:
            self._check_time()
            done = not attempt.questions
            if not done and attempt.index not in attempt.unanswered:
                done = self._on()
            while not done:
                done = self._one_question()
        except _TimeUp:
            self._talk.say(self._words("The time is up."))
        self._compare(attempt.to_compare if attempt.exam else self._uncompared)
        self._profile.record(attempt.submit(self._clock.now()))
        self._talk.say()
        tell_result(self._talk, attempt)

    def _introduce(self) -> None:
        words, count = self._words, len(self._attempt.questions)
        self._talk.say(words.many(count, "{n} question", "{n} questions"))
        if self._attempt.exam:
            self._talk.say(words("This is an exam: nothing is revealed until it is handed in."))

    def _one_question(self) -> bool:
        """Ask the question in front; True when the attempt is to be handed in."""
        attempt = self._attempt
        self._head()
        asking = attempt.asking
        show_question(self._talk, asking)
        begun = self._clock.now().at
        enter = "next" if asking.answered else ""
        command = ask(self._talk, asking, self._commands(), enter=enter)
        self._check_time()
        if command:
            return self._obey(command)
        certainty = self._ask_certainty() if attempt.quiz.certainty else None
        if isinstance(asking.question, OpenResponse) and not attempt.exam:
            self._compare_at_once(asking)
        now = self._check_time()
        seconds = (now.at - begun).total_seconds()
        self._profile.record(attempt.answer(now, certainty=certainty, seconds=seconds))
        if attempt.exam:
            self._talk.say(self._words("Kept."))
        elif tell_judged(self._talk, asking, retry=not attempt.quiz.certainty):
            return False
        return self._on()

    def _head(self) -> None:
        attempt, words = self._attempt, self._words
        number, count = attempt.index + 1, len(attempt.questions)
        head = [words("Question {n} of {total}", n=number, total=count)]
        left = attempt.seconds_left(self._clock.now())
        if left is not None:
            head.append(words("{time} left", time=duration(words, left)))
        if attempt.questions[attempt.index] in attempt.attempt["flags"]:
            head.append(words("flagged"))
        self._talk.say("\n" + " · ".join(head))

    def _commands(self) -> list[Command]:
        words = self._words
        commands = [
            Command("next", words("leave it for later")),
            Command("submit", words("hand in")),
        ]
        if self._attempt.exam:
            commands += [
                Command("previous", words("go back one question")),
                Command("flag", words("flag it, or take the flag off")),
                Command("list", words("list the questions")),
            ]
        return commands

    def _obey(self, command: str) -> bool:
        """Carry out a command; True when the attempt is to be handed in."""
        attempt = self._attempt
        if command == "flag":
            self._profile.record(attempt.flag(self._clock.now()))
        elif command == "previous":
            self._go(max(0, attempt.index - 1))
        elif command == "next" and attempt.exam and attempt.index + 1 < len(attempt.questions):
            self._go(attempt.index + 1)
        elif command == "next":
            return self._on()
        else:
            if command == "list":
                self._list()
            return self._hand_in()
        return False

    def _on(self) -> bool:
        """Go on to the next open question; True when the attempt is to be handed in."""
        attempt = self._attempt
        later = [number for number in attempt.unanswered if number > attempt.index]
        if later:
            self._go(later[0])
            return False
        if not attempt.exam and not attempt.unanswered:
            return True
        return self._hand_in()

    def _go(self, number: int) -> None:
        self._profile.record(self._attempt.go(self._clock.now(), number))

    def _hand_in(self) -> bool:
        """Ask whether to hand in; False when the learner goes to a question instead."""
        attempt, words = self._attempt, self._words
        open_ones = attempt.unanswered
        if open_ones:
            count = len(open_ones)
            self._talk.say(
                words.many(count, "{n} question is open.", "{n} questions are open.")
            )
            how = words("Enter goes to the first open question, s hands in.")
        else:
            how = words("All questions are answered. Enter hands in.")
        if attempt.exam:
            how = f"{how}\n{words('A number goes to that question.')}"
        commands = [
            Command("submit", words("hand in")),
            Command("list", words("list the questions")),
        ]
        while True:
            command, text = hear(self._talk, how, commands)
            self._check_time()
            if command == "list":
                self._list()
                continue
            if command or (not text and not open_ones):
                return True
            if not text:
                self._go(open_ones[0])
                return False
            if attempt.exam and text.isdecimal() and 0 < int(text) <= len(attempt.questions):
                self._go(int(text) - 1)
                return False

    def _list(self) -> None:
        words = self._words
        for cell in self._attempt.navigator():
            standing = [words("answered") if cell.answered else words("not answered")]
            if cell.flagged:
                standing.append(words("flagged"))
            stem = plain_text(self._attempt.edition.question(cell.question).stem)
            self._talk.say(f"{cell.number + 1}. {stem} ({', '.join(standing)})", 2)

    def _ask_certainty(self) -> int:
        words = self._words
        how = words("1 not very: 1 point or 0. 2 fairly: 2 or −2. 3 very: 3 or −6.")
        while True:
            _, text = hear(self._talk, words("How sure are you, 1 to 3? (? helps)"), how=how)
            if text in ("1", "2", "3"):
                return int(text)
            self._talk.say(how)

    def _compare_at_once(self, asking: Asking) -> None:
        """Compare an open response with the model answer; who leaves there keeps the text."""
        try:
            compare_with_model(self._talk, asking)
        except Left:
            self._profile.record(self._attempt.answer(self._clock.now()))
            raise

    def _compare(self, numbers: Sequence[int]) -> None:
        """Let the learner compare written open responses before handing in."""
        attempt = self._attempt
        for number in numbers:
            self._go(number)
            asking = attempt.asking
            if not asking.open:
                # Left at the model answer: this goes on with the same try.
                asking.retry()
                asking.tries = 0
            self._head()
            show_question(self._talk, asking)
            compare_with_model(self._talk, asking)
            certainty = attempt.certainty_of(asking.question.id)
            self._profile.record(attempt.answer(self._clock.now(), certainty=certainty))

    def _check_time(self) -> Moment:
        """The present moment. Raises _TimeUp when the deadline has passed."""
        now = self._clock.now()
        if self._attempt.seconds_left(now) == 0:
            raise _TimeUp
        return now
