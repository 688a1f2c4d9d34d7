"""Plays a script in the app: each verb becomes the keys that a learner would press."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from textual.events import Key
from textual.widgets import Input, TextArea

from studykit.learner.attempts import open_attempts
from studykit.study.quiz_navigator import unanswered
from studykit.tui.app import StudyApp
from studykit.tui.questions.cloze import GapChoice
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.comparing import ComparingScreen
from studykit.tui.screens.decision import DecisionScreen
from studykit.tui.screens.home import open_quiz
from studykit.tui.screens.quiz import QuizScreen
from studykit.tui.widgets.rows import LETTERS
from tests.faces.played import COURSE, Desk

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen

    from tests.faces.scripts import Verb


class AppDriver:
    """A learner in the app."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sitting = AsyncExitStack()
        self._pilot: Pilot[None] | None = None

    async def play(self) -> None:
        """Play the whole script, one start of the program after the other."""
        try:
            await self._start(self._desk.script.language)
            for verb in self._desk.script.verbs:
                await self._do(verb)
        finally:
            await self._sitting.aclose()

    async def _start(self, language: str) -> None:
        desk = self._desk
        profile = self._sitting.enter_context(desk.open_profile())
        app = StudyApp(desk.library, profile, desk.clock, language=language, guard=0)
        running = app.run_test(size=(80, 40))
        self._pilot = await self._sitting.enter_async_context(running)
        await self._pilot.pause()
        waiting = next(iter(open_attempts(app.learner.course(COURSE)).values()), None)
        home = app.screen
        assert isinstance(home, StudyScreen)
        quiz = app.edition.quizzes[0] if waiting else app.edition.quiz(desk.script.quiz)
        open_quiz(home, quiz, waiting)
        await self._settle()
        if waiting is None:
            await self._press("enter")

    # The verbs

    async def _do(self, verb: Verb) -> None:
        match verb.name:
            case "wait":
                self._desk.wait(verb.what)
                if isinstance(self._screen, QuizScreen) and self._screen.attempt.expired:
                    await self._screen._tick()
            case "reopen":
                await self._sitting.aclose()
                await self._start(verb.what)
            case "kill":
                await self._sitting.aclose()
            case "answer":
                await self._answer(verb)
            case "tick":
                assert isinstance(self._screen, ComparingScreen)
                await self._press(*[str(point + 1) for point in verb.what], "enter")
            case "submit" | "abandon" | "first":
                await self._end(verb.name)
            case _:
                await self._leave_field()
                await self._press(*_KEYS[verb.name])
        await self._settle()

    async def _end(self, how: str) -> None:
        if not isinstance(self._screen, DecisionScreen):
            await self._press("ctrl+s")
        left = unanswered(self._quiz.attempt)
        await self._press(_ENDING[how] if left or how != "submit" else "enter")

    async def _answer(self, verb: Verb) -> None:
        attempt = self._quiz.attempt
        asking, part = attempt.asking, self._view.part
        assert asking is not None
        match asking.question.type:
            case "open_response":
                self._screen.query_one(TextArea).text = verb.what["text"]
                await self._settle()
                self._view.focus()
                ticks = [] if attempt.exam else [*map(_digit, verb.what["ticked"]), "enter"]
                await self._press("enter", *ticks)
            case "cloze":
                await self._fill(verb.what)
            case "short_answer" | "numerical":
                part.query_one(Input).value = str(verb.what)
                part.query_one(Input).focus()
                await self._press("enter")
            case _:
                await self._press(*_keys(asking, verb.what), "enter")
        await self._settle()
        if verb.certainty is not None:
            await self._press(str(verb.certainty))
            await self._settle()
        if not attempt.exam and not attempt.can_retry:
            await self._press("enter")

    async def _fill(self, response: list[str]) -> None:
        fields = list(self._view.part.query("Input, GapChoice"))
        for field, text in zip(fields, response, strict=True):
            if isinstance(field, Input):
                field.value = text
            while isinstance(field, GapChoice) and field.chosen != text:
                field.cycle(1)
        fields[-1].focus()
        await self._press("enter")

    # The screen

    @property
    def _screen(self) -> Screen[Any]:
        assert self._pilot is not None
        return self._pilot.app.screen

    @property
    def _quiz(self) -> QuizScreen:
        assert self._pilot is not None
        screens = self._pilot.app.screen_stack
        return next(screen for screen in screens if isinstance(screen, QuizScreen))

    @property
    def _view(self) -> QuestionView:
        return self._screen.query_one(QuestionView)

    async def _leave_field(self) -> None:
        if isinstance(self._screen.focused, Input | TextArea):
            await self._press("escape")

    async def _press(self, *keys: str) -> None:
        for key in keys:
            character = key if len(key) == 1 else None
            self._app.post_message(Key(key, character))
            await self._settle()

    async def _settle(self) -> None:
        """Wait until all that a key caused is done: quicker than to wait for an idle machine,
        as pilots do."""
        if self._pilot is None or not self._app.is_running:
            return
        for _ in range(_ROUNDS):
            barrier = asyncio.Event()
            self._app.call_later(barrier.set)
            await barrier.wait()
            await self._pilot._wait_for_screen()
            while self._app.saving:
                await asyncio.sleep(0.001)

    @property
    def _app(self) -> StudyApp:
        assert self._pilot is not None
        app = self._pilot.app
        assert isinstance(app, StudyApp)
        return app


_ROUNDS = 4
"""A key goes down to a widget, its message up to the screen, the screen's step to the disk."""

_KEYS = {
    "retry": ["r"],
    "solution": ["enter", "enter"],
    "hint": ["h"],
    "text": ["x", "escape"],
    "flag": ["f"],
    "next": ["n"],
    "previous": ["p"],
    "again": ["a"],
    "leave": ["escape"],
}
_ENDING = {"submit": "s", "abandon": "g", "first": "enter"}


def _digit(number: int) -> str:
    return str(number + 1)


def _keys(asking: Any, response: Any) -> list[str]:
    """The keys of a response that is chosen, ordered or given a place."""
    match asking.question.type:
        case "true_false":
            return ["a" if response else "b"]
        case "slider":
            return ["home", *["right"] * int(response)]
        case "single_choice":
            return [LETTERS[asking.order.index(response)]]
        case "multiple_choice":
            wanted = set(response) ^ set(asking.response)
            return [LETTERS[asking.order.index(n)] for n in sorted(wanted)]
        case "matching":
            return [LETTERS[asking.order.index(n)] for n in response]
        case "categorize":
            return [LETTERS[response[n]] for n in asking.order]
        case "ordering":
            return _moves(list(asking.response), response)
    raise AssertionError(asking.question.type)


def _moves(order: list[int], wanted: list[int]) -> list[str]:
    """Pick up and move the items into the order wanted, from the first place on."""
    keys, cursor = [], 0
    for place, item in enumerate(wanted):
        at = order.index(item)
        keys += ["down" if at > cursor else "up"] * abs(at - cursor)
        keys += ["K"] * (at - place)
        order.insert(place, order.pop(at))
        cursor = place
    return keys
