"""A small course in two languages, and the app on it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from studykit.content.library import open_library
from studykit.learner.clock import Clock
from studykit.progress.store import Profile
from studykit.tui.app import StudyApp
from studykit.tui.keymap import Keymap

COURSE = """\
id: rivers
title: {title}
language: {language}
quizzes:
  - id: final
    title: {exam}
    mode: exam
    shuffle: false
    time_limit: 10
    pass_mark: 0.6
  - {{id: sure, title: Sure, certainty: true, shuffle: false, draw: [{{ids: [flow]}}]}}
"""
LESSON = """\
id: border
title: {title}
summary: Which rivers make the border?
objectives: {{name: name the rivers}}
sections:
  - {{id: moei, title: {first}, text: "{text}", check: [flow]}}
  - {{id: salween, title: {second}, text: "It is longer.", check: [length]}}
cards:
  - {{id: which, front: Which river?, back: The Moei, objective: name, source: moei}}
  - {{id: gaps, cloze: "The {{{{Moei}}}} flows {{{{north}}}}.", objective: name}}
questions:
  - id: flow
    type: single_choice
    stem: Which river flows north?
    options:
      - {{text: The Moei, correct: true, feedback: It does.}}
      - {{text: The Ping, feedback: It flows south.}}
      - {{text: The Nan, feedback: It flows south too.}}
    shuffle: false
    hints: [It passes Mae Sot.]
    explanation: The Moei flows north into the Salween.
    objective: name
    source: moei
  - {{id: several, type: multiple_choice, stem: Which are rivers?, shuffle: false, options: [
      {{text: Moei, correct: true}}, {{text: Ping, correct: true}}, {{text: Alp}}]}}
  - {{id: truth, type: true_false, stem: The Moei flows north., answer: true}}
  - {{id: name, type: short_answer, stem: Which river?, answers: [Moei]}}
  - {{id: length, type: numerical, stem: How long is it?, answer: 327, tolerance: 5, unit: km}}
  - id: fill
    type: cloze
    stem: Fill in.
    text: "The {{{{Moei}}}} flows {{{{north|~south}}}}."
  - {{id: order, type: ordering, stem: Order them., items: [one, two]}}
  - {{id: match, type: matching, stem: Match., pairs: [
      {{left: Moei, right: north}}, {{left: Ping, right: south}}], distractors: [east]}}
  - {{id: sort, type: categorize, stem: Sort., categories: {{river: [Moei], hill: [Alp]}}}}
  - {{id: why, type: open_response, stem: Why?, model_answer: Because., key_points: [one, two]}}
"""

Open = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
PATIENCE = 30
"""Seconds after which what a test waits for is held not to come at all."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    words = {
        "en": (
            "Rivers",
            "Final exam",
            "The border",
            "The Moei",
            "It flows **north**.",
            "Salween",
        ),
        "zh-Hant": ("河流", "期末測驗", "邊界", "湄伊河", "它**向北**流。", "薩爾溫江"),
    }
    for language, (title, exam, lesson, first, text, second) in words.items():
        folder = tmp_path / "lessons" / f"rivers.{language}"
        folder.mkdir(parents=True)
        head = COURSE.format(title=title, language=language, exam=exam)
        body = LESSON.format(title=lesson, first=first, text=text, second=second)
        (folder / "course.yaml").write_text(head, encoding="utf-8")
        (folder / "border.yaml").write_text(body, encoding="utf-8")
    return tmp_path / "lessons"


@pytest.fixture
def profile_file(tmp_path: Path) -> Path:
    return tmp_path / "me.json"


@pytest.fixture
def open_app(library: Path, profile_file: Path) -> Open:
    """Opens the app as a learner would; opening it again is the next start."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (80, 24),
        language: str | None = "en",
        keymap: Keymap | None = None,
    ) -> AsyncIterator[Pilot[None]]:
        with Profile.open(profile_file) as profile:
            app = StudyApp(
                open_library([library]),
                profile,
                Clock(),
                language=language,
                guard=0,
                keymap=keymap,
            )
            async with app.run_test(size=size, notifications=True) as pilot:
                await pilot.pause()
                yield pilot

    return opened


async def until(pilot: Pilot[None], comes: Callable[[], object]) -> str:
    """What stands on the screen once what was waited for is there."""
    late = time.monotonic() + PATIENCE
    while not comes():
        assert time.monotonic() < late, f"it did not come:\n{screen_text(pilot)}"
        await pilot.pause(0.01)
    await pilot.pause()
    return screen_text(pilot)


async def until_shown(pilot: Pilot[None], text: str) -> str:
    """What stands on the screen once `text` does."""
    return await until(pilot, lambda: text in screen_text(pilot))


def screen_text(pilot: Pilot[None]) -> str:
    """What stands on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
