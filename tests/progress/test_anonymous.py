"""An anonymous export says how somebody studied and nothing of who it was."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from studykit.progress import events as make
from studykit.progress.anonymous import anonymised
from studykit.progress.events.base import KINDS
from tests.faults.lives import Learner
from tests.progress.learning import at, reviewed

NAME = "Erika Mustermann"
OF_THE_COURSE = {
    "course", "card", "question", "section", "lesson", "quiz", "questions", "objective",
    "by_objective", "results", "unread", "flags",
}  # fmt: skip
"""Fields that hold ids of the author's: the same for all who study the course."""
DIGEST = "0123456789abcdef"


def history() -> list[dict[str, Any]]:
    """Events of all sorts."""
    learner = Learner(random.Random(4), "who")
    for _ in range(300):
        learner.event()
    typed = {"response": {"ticked": [0, 1], "text": "x"}, "score": 1.0, "verdict": "right"}
    chosen = {"response": [1, 0], "parts": [DIGEST, "x"], "score": 1.0, "verdict": "right"}
    more: list[Any] = [
        make.question_answered(at(1e6), "course", "q", **typed),
        make.question_answered(at(1e6), "course", "q", **chosen),
        make.quiz_drafted(at(1e6), "course", "try", "q", response="x", parts="x"),
        make.card_suspended(at(1e6), "course", "a"),
        make.card_buried(at(1e6), "course", "a"),
        reviewed(at(1e6)),
    ]
    return [*learner.made, *more]


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in an event where something stands."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        yield (*way, key)
        if isinstance(part, dict | list):
            yield from places(part, (*way, key))


def planted(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The event with a name in one place after the other: as the value, and as a field more."""
    for way in places(event):
        if way[0] == "kind" or OF_THE_COURSE.intersection(way):
            continue
        for beside in (False, True):
            changed = deepcopy(event)
            holder: Any = changed
            for key in way[:-1]:
                holder = holder[key]
            if beside and isinstance(holder, dict):
                holder[NAME] = {NAME: [NAME]}
            else:
                holder[way[-1]] = NAME
            yield changed


@pytest.mark.parametrize("kind", sorted({event["kind"] for event in history()}))
def test_a_name_in_any_field_of_any_event_stays_out(kind: str) -> None:
    known = [event for event in history() if event["kind"] == kind][:12]
    first = history()[0]
    for event in known:
        for changed in planted(event):
            text = json.dumps(anonymised([first, changed]), ensure_ascii=False)
            assert NAME not in text, (event, changed)


def test_the_events_tried_are_of_most_kinds() -> None:
    assert len({event["kind"] for event in history()} & set(KINDS)) >= 12


def test_ids_days_seeds_and_settings_stay_out() -> None:
    events = history()
    text = json.dumps(anonymised(events))
    assert not any(event["id"] in text for event in events)
    assert "2026-" not in text  # a new id may hold the digits
    after = anonymised(events)
    assert not [event for event in after if event["kind"] == "setting_changed"]
    assert {event["seed"] for event in after if event["kind"] == "quiz_started"} <= {0}


def test_what_was_chosen_stays_so_that_items_can_be_analysed() -> None:
    chosen = make.question_answered(
        at(1), "course", "q", response=[1, 0], parts=[DIGEST, "typed"], score=1.0,
        verdict="right",
    )  # fmt: skip
    (after,) = anonymised([chosen])
    assert after["response"] == [1, 0]
    assert after["parts"] == [DIGEST, ""]
