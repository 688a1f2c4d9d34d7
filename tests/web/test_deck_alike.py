"""The player deals the cards that the app deals, in the same order."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from studykit.content.course import Edition
from studykit.learner.course_state import course_state
from studykit.planning.deck import deal, siblings_last, steps_due
from studykit.progress import events
from studykit.progress.folding import QUESTION_CARD
from studykit.progress.state import fold
from studykit.scheduling.days import instant_text, moment
from studykit.scheduling.memory import Memory, Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.web.course_data import course_data
from tests.web.courses import editions, written
from tests.web.node import needs_browser, needs_node, rules

pytestmark = pytest.mark.long

CARDS = [f"card-{n}" for n in range(120)]


def _course(folder: Path) -> Edition:
    choice = {"type": "true_false", "stem": "?", "answer": True}
    sections = [{"id": f"s{n}", "title": f"S{n}", "text": "x"} for n in range(3)]
    cards = [
        {"id": card, "front": card, "back": "b"} | ({"source": f"s{n % 3}"} if n % 4 else {})
        for n, card in enumerate(CARDS[:-1])
    ]
    gaps = {"id": "gaps", "cloze": "{{a}} {{b}} {{c}}"}
    questions = [{"id": f"q{n}", **choice, "exam_only": n == 0} for n in range(4)]
    folder = written(folder, sections=sections, cards=[*cards, gaps], questions=questions)
    return editions(folder)[0]


def _life(chance: random.Random) -> tuple[list[Any], datetime]:
    """Some days of study with breaks between, and the instant of the next review."""
    at, scheduler = datetime(2026, 3, 1, 9, tzinfo=UTC), Scheduler()
    known: dict[str, Memory] = {}
    done: list[Any] = []
    asked = [*CARDS[:-1], "gaps/1", "gaps/2", QUESTION_CARD + "q1"]
    for _ in range(chance.randint(0, 9)):
        if chance.random() < 0.3:
            done.append(
                events.section_read(moment(at, UTC), "rivers", f"s{chance.randint(0, 2)}")
            )
        for _ in range(chance.choice((0, 1, 5, 40, 110))):
            at += timedelta(seconds=20)
            now, card = moment(at, UTC), chance.choice(asked)
            if chance.random() < 0.05:
                done.append(
                    chance.choice((events.card_suspended, events.card_buried))(
                        now, "rivers", card
                    )
                )
                continue
            rating = chance.choice((Rating.Again, Rating.Good, Rating.Good, Rating.Easy))
            known[card] = scheduler.review(card, known.get(card), rating, now)
            done.append(
                events.card_reviewed(now, "rivers", card, rating, seconds=5, memory=known[card])
            )
        at += timedelta(days=chance.choice((0, 1, 1, 1, 2, 20)))
    if chance.random() < 0.3:
        setting = chance.choice((("new_per_day", 3), ("reviews_per_day@rivers", 7)))
        done.append(events.setting_changed(moment(at, UTC), *setting))
    return done, at + timedelta(minutes=90)


@needs_node
@needs_browser
def test_the_deck_is_the_same_after_any_days_and_breaks(tmp_path: Path) -> None:
    edition = _course(tmp_path / "course")
    chance = random.Random(1)
    lives = [_life(chance) for _ in range(150)]
    asked = [{"events": done, "at": instant_text(at)} for done, at in lives]
    found = rules(tmp_path, {"course": course_data([edition]).data, "lives": asked})["dealt"]
    spread = 0
    for said, (done, at) in zip(found, lives, strict=True):
        state, now = fold(done), moment(at, UTC)
        deck = deal(edition, state, now)
        steps = steps_due(edition, course_state(state, "rivers"), now)
        # A card whose learning step is due comes before all others.
        assert [card for card in said if card not in steps] == siblings_last(deck.cards, steps)
        spread += bool(deck.put_off.days)
    assert spread
