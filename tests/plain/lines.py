"""A course on disk with every type of question, and conversations with typed answers."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.content.library import open_library
from studykit.language.words import Words
from studykit.learner.clock import Clock
from studykit.learner.learner import Learner
from studykit.plain.talk import Left, Talk
from studykit.progress.store import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.content.course import Edition

HEAD = """\
id: demo
title: Demo course
language: LANGUAGE
quizzes:
  - {id: short, title: A short one, draw: [{ids: [single, tf]}], shuffle: false, pass_mark: 0.5}
  - {id: exam, title: The exam, mode: exam, draw: [{ids: [single, word, open]}],
     shuffle: false, time_limit: 10}
  - {id: sure, title: How sure, draw: [{ids: [tf]}], certainty: true, attempts: 1}
"""

LESSON = """\
title: First lesson
objectives: {know: Know the capital, sort: Sort things}
sections:
  - {id: s1, title: Where it is, text: "The **capital** is Naypyidaw.", check: [single]}
  - {id: s2, title: Rivers, text: There are rivers.}
cards:
  - {id: c1, front: Capital?, back: Naypyidaw, objective: know, source: s1}
  - {id: c2, cloze: "The {{Moei::river}} is a river", source: s1}
questions:
  - id: single
    type: single_choice
    stem: Which is the capital?
    objective: know
    source: s1
    shuffle: false
    hints: [Not the largest city.]
    explanation: It moved in 2005.
    options:
      - {text: Naypyidaw, correct: true}
      - {text: Yangon, feedback: That was it once.}
  - {id: multi, type: multiple_choice, stem: Rivers?, shuffle: false,
     options: [{text: Moei, correct: true}, {text: Popa}, {text: Salween, correct: true}]}
  - {id: tf, type: true_false, stem: The Moei is a river., answer: true, objective: know}
  - {id: word, type: short_answer, stem: Which river?, answers: [Moei], hints: [Not the Nile.]}
  - {id: num, type: numerical, stem: How long is it?, answer: 327, tolerance: 5, unit: km}
  - {id: scale, type: slider, stem: How steep?, low: 0, high: 50, step: 5, answer: 20, unit: m}
  - {id: gaps, type: cloze, stem: Fill it., text: "{{Naypyidaw|~Yangon}} since {{2005::year}}."}
  - {id: order, type: ordering, stem: Order them., items: [first, second, third]}
  - {id: match, type: matching, stem: Match them.,
     pairs: [{left: Thailand, right: Bangkok}, {left: Laos, right: Vientiane}],
     distractors: [Hanoi]}
  - {id: cats, type: categorize, stem: Sort them., objective: sort,
     categories: {river: [Moei, Salween], hill: [Popa]}}
  - {id: open, type: open_response, stem: Why did it move?,
     model_answer: Because of the sea., key_points: [sea, defence]}
"""


def write_course(folder: Path, language: str = "en") -> Path:
    """Write the course into `folder` and return its path."""
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(HEAD.replace("LANGUAGE", language), encoding="utf-8")
    (folder / "one.yaml").write_text(LESSON, encoding="utf-8")
    return folder


class Desk:
    """A learner with a course, a profile and a clock that only `wait` moves."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.library = open_library([write_course(folder / "course", language)])
        course = self.library.courses[0]
        self.edition: Edition = course.edition()
        self.editions = course.from_edition(self.edition)
        self.profile = Profile.open(folder / "profile.json")
        self.at = datetime(2026, 5, 1, 8, tzinfo=UTC)
        self.clock = Clock(zone=UTC, tell=lambda: self.at)
        self.learner = Learner(self.profile, self.clock)

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.at += timedelta(**span)

    def hold(self, run: Callable[[Talk], object], *lines: str, width: int = 80) -> str:
        """Run a conversation in which `lines` are typed and nothing after; what was said."""
        said = io.StringIO()
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        try:
            run(Talk(typed, said, Words(self.edition.language), width=width))
        except Left:
            said.write("(left)")
        return said.getvalue()
