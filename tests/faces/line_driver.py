"""Plays a script in line mode: each verb becomes the lines that a learner would type."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from studykit.language.words import Words
from studykit.learner.attempts import open_attempts
from studykit.learner.learner import Learner
from studykit.plain.questions.lines import letter
from studykit.plain.quiz import begin_or_resume, repeat_missed, resume, take_quiz
from studykit.plain.talk import Left, Talk
from studykit.study.quiz_navigator import unanswered
from studykit.study.quiz_start_text import starting_costs
from tests.faces.played import COURSE, Desk

if TYPE_CHECKING:
    from studykit.study.quiz import QuizAttempt
    from tests.faces.scripts import Verb


class _Typing(io.StringIO):
    """Standard input whose lines are decided when they are read."""

    def __init__(self, driver: LineDriver) -> None:
        super().__init__()
        self._driver = driver

    def isatty(self) -> bool:
        return True

    def readline(self, _: int = -1, /) -> str:
        return self._driver.line()


class LineDriver:
    """A learner in line mode."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._verbs = list(desk.script.verbs)
        self._lines: list[str] = []
        self._output = io.StringIO()
        self._attempt: QuizAttempt | None = None

    def play(self) -> None:
        """Play the whole script, one sitting after the other."""
        self._sit(self._desk.script.language)
        while self._verbs:
            verb = self._verbs.pop(0)
            if verb.name == "wait":
                self._desk.wait(verb.what)
            elif verb.name == "reopen":
                self._sit(verb.what)
            else:
                assert verb.name in ("submit", "leave", "again"), verb

    def _sit(self, language: str) -> None:
        desk = self._desk
        course = desk.library.course(COURSE)
        editions = course.from_edition(course.edition(language))
        talk = Talk(_Typing(self), self._output, Words(language), width=80)
        self._words = talk.words
        with desk.open_profile() as profile:
            learner = Learner(profile, desk.clock)
            waiting = next(iter(open_attempts(learner.course(COURSE)).values()), None)
            try:
                if waiting is None:
                    quiz = editions[0].quiz(desk.script.quiz)
                    self._lines = [""] if starting_costs(quiz) else []
                    self._attempt = begin_or_resume(talk, editions, quiz, learner)
                else:
                    self._attempt = resume(talk, editions, waiting, learner)
                take_quiz(talk, self._attempt)
                if self._again():
                    repeat_missed(talk, self._attempt)
            except Left:
                pass

    def _again(self) -> bool:
        """Whether the script goes on with what was missed; what was to submit is submitted."""
        while self._verbs and self._verbs[0].name == "submit":
            self._verbs.pop(0)
        return bool(self._verbs) and self._verbs[0].name == "again"

    # Typing

    def line(self) -> str:
        """The next line; "" where the input ends."""
        while not self._lines:
            if not self._verbs:
                return ""
            verb = self._verbs.pop(0)
            if verb.name == "kill":
                return ""
            self._lines = self._typed(verb)
        return self._lines.pop(0) + "\n"

    def _typed(self, verb: Verb) -> list[str]:
        attempt = self._now()
        match verb.name:
            case "answer":
                return self._answer(verb)
            case "retry":
                return ["t"]
            case "solution" | "first":
                return [""]
            case "hint" | "text" | "flag" | "next" | "previous":
                return [verb.name]
            case "again":
                return ["m"]
            case "leave":
                return ["quit"]
            case "submit":
                end = [] if self._at_end() else ["submit"]
                return [*end, "s" if unanswered(attempt) else ""]
            case "abandon":
                return [*([] if self._at_end() else ["submit"]), "drop"]
            case "tick":
                return [" ".join(str(point + 1) for point in verb.what) or "0"]
            case "wait":
                self._desk.wait(verb.what)
                return ["flag"] if attempt.expired else []
        raise AssertionError(verb)

    def _now(self) -> QuizAttempt:
        """The attempt of now: a repetition has one of its own."""
        assert self._attempt is not None
        attempt = self._attempt
        waiting = open_attempts(attempt.learner.course(COURSE))
        newest = next(iter(waiting.values()), attempt.id)
        if newest != attempt.id and attempt.over:
            attempt = type(attempt)(attempt.editions, newest, attempt.learner)
        else:
            attempt = type(attempt)(attempt.editions, attempt.id, attempt.learner)
        return attempt

    def _at_end(self) -> bool:
        asked = self._output.getvalue().split("\n")[-4:]
        return any(
            sentence in "\n".join(asked)
            for sentence in (self._words("A number goes to that question."),)
        )

    def _answer(self, verb: Verb) -> list[str]:
        attempt = self._now()
        asking = attempt.asking
        assert asking is not None
        lines = _lines(asking, verb.what)
        if asking.self_marked and not attempt.exam:
            lines.append(" ".join(str(n + 1) for n in verb.what["ticked"]) or "0")
        if attempt.certainty:
            lines.append(str(verb.certainty))
        return lines


def _lines(asking: Any, response: Any) -> list[str]:
    """What is typed for a response."""
    match asking.question.type:
        case "single_choice":
            return [letter(asking.order.index(response))]
        case "multiple_choice":
            return [" ".join(letter(asking.order.index(n)) for n in response)]
        case "true_false":
            return ["t" if response else "f"]
        case "ordering":
            return [" ".join(str(asking.order.index(n) + 1) for n in response)]
        case "matching":
            return [" ".join(letter(asking.order.index(n)) for n in response)]
        case "categorize":
            return [" ".join(letter(response[n]) for n in asking.order)]
        case "cloze":
            return list(response)
        case "open_response":
            return [response["text"], ""]
        case _:
            return [str(response)]
