"""What an event may be, and what it does to the state."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given, settings

from studykit.progress import events as make
from studykit.progress.anonymous import anonymised
from studykit.progress.events import Event, is_event
from studykit.progress.events.base import KINDS
from studykit.progress.fields import fields_of
from studykit.progress.schema import snapshot_schema
from studykit.progress.state import AttemptItem, AttemptRules, fold
from tests.progress.learning import answered, at, histories, reviewed, started, submitted

ITEMS: list[AttemptItem] = [
    {"points": 2.0, "objective": "where", "digest": "d0"},
    {"points": 1.0, "objective": "", "digest": "d1"},
]
RULES: AttemptRules = {"pass_mark": 0.6, "certainty": False, "penalty": 0.5, "scoring": None}
EXAM = make.quiz_started(
    at(0),
    "course",
    "final",
    "try",
    questions=["q", "r"],
    seed=1,
    mode="exam",
    deadline=at(30).at.isoformat(),
    items=ITEMS,
    rules=RULES,
)


def exam_answer(minutes: float, question: str = "q", seconds: float = 5.0) -> Event:
    return make.quiz_answered(
        at(minutes), "course", "try", question, response=1, score=0.0, seconds=seconds
    )


def course(*events: Event) -> Any:
    return fold([*events])["courses"]["course"]


def attempt(*events: Event) -> Any:
    return course(*events)["attempts"]["try"]


def test_every_kind_is_described_once_and_says_what_it_is() -> None:
    kinds = {KINDS[name].form for name in KINDS}
    assert set(get_args(Event)) == kinds
    for name, kind in KINDS.items():
        assert get_args(fields_of(kind.form)["kind"]) == (name,)
        assert kind.form.__doc__


MALFORMED: dict[str, Event | dict[str, Any]] = {
    "a deadline that is no instant": {**EXAM, "deadline": "abc"},
    "a deadline without a zone": {**EXAM, "deadline": "2026-01-01T09:00:00"},
    "items without points": {**EXAM, "items": [{"objective": "", "digest": "d"}]},
    "rules that are a list": {**EXAM, "rules": []},
    "a mode there is not": {**EXAM, "mode": "x"},
    "a memory without stability": {
        **reviewed(at(0)),
        "memory": {**reviewed(at(0))["memory"], "stability": 0},
    },
    "a rating there is not": {**reviewed(at(0)), "rating": 5},
    "three points of an objective": {
        **submitted(at(0), {}),
        "by_objective": {"o": [1, 2, 3]},
    },
    "a question before the first": make.quiz_moved(at(0), "course", "try", -1),
    "a certainty there is not": {**exam_answer(1), "certainty": 4},
    "a verdict there is not": {**exam_answer(1), "verdict": "[red]"},
    "a flag that is a number": {**make.quiz_flagged(at(0), "course", "t", "q", True), "on": 1},
    "seconds that are true": {**exam_answer(1), "seconds": True},
    "a day that is none": make.card_due_set(at(0), "course", "a", "2026-02-30"),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_event_is_none_and_changes_nothing(what: str) -> None:
    assert not is_event(MALFORMED[what])
    assert fold([MALFORMED[what]])["courses"] == {}


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    """Built once a kind: to check the schema itself takes longer than the event."""
    form = KINDS[kind].form.__name__
    definitions = snapshot_schema()["$defs"]
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{form}", "$defs": definitions})


@settings(deadline=None)
@given(histories())
def test_every_event_is_as_its_schema_says(history: list[Event]) -> None:
    for event in history:
        validator(event["kind"]).validate(event)


def test_the_schema_describes_every_kind_and_its_bounds() -> None:
    definitions = snapshot_schema()["$defs"]
    for kind in KINDS.values():
        assert definitions[kind.form.__name__]["description"]
    deadline = {**EXAM, "deadline": 5}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(deadline, {"$ref": "#/$defs/QuizStarted", "$defs": definitions})


def test_an_attempt_keeps_what_it_was_begun_with() -> None:
    assert (attempt(EXAM)["items"], attempt(EXAM)["rules"]) == (ITEMS, RULES)
    before = attempt(started(at(0)))
    assert (before["items"], before["rules"]) == (None, None)
    old = {name: value for name, value in EXAM.items() if name not in ("items", "rules")}
    assert attempt(old)["items"] is None


def test_time_counts_once_by_what_it_was_spent_on() -> None:
    days = course(
        make.section_read(at(0), "course", "s", seconds=40),
        reviewed(at(1)),
        make.question_answered(
            at(2), "course", "q", response=1, score=1.0, verdict="right", seconds=7
        ),
    )["days"]["2026-01-01"]
    assert days["reading_seconds"] == 40
    assert days["card_seconds"] == 2.5
    assert days["question_seconds"] == 7
    assert days["seconds"] == 49.5


def test_the_answers_of_an_exam_add_up() -> None:
    done = course(EXAM, exam_answer(1, seconds=5), exam_answer(2, seconds=3))
    assert done["days"]["2026-01-01"]["question_seconds"] == 8
    assert done["attempts"]["try"]["responses"]["q"]["seconds"] == 8


def test_the_time_of_an_earlier_exam_is_not_counted_at_every_letter() -> None:
    """Before version 3 each change of an answer said how long the question had been shown."""
    typed = [answered(at(n), "q", None) for n in range(1, 4)]
    spent = [{**event, "seconds": 2.0 * n} for n, event in enumerate(typed, 1)]
    done = course(started(at(0), mode="exam"), *spent)
    assert done["days"]["2026-01-01"]["seconds"] == 6
    assert done["attempts"]["try"]["responses"]["q"]["seconds"] == 6


def test_an_answer_after_the_deadline_of_an_exam_is_none() -> None:
    in_time = course(EXAM, exam_answer(29))
    late = course(EXAM, exam_answer(29), exam_answer(31), exam_answer(9 * 1440, "r"))
    assert late == in_time
    assert list(in_time["attempts"]["try"]["responses"]) == ["q"]


def test_what_was_typed_in_time_may_reach_the_disk_a_moment_later() -> None:
    assert list(attempt(EXAM, exam_answer(30 + 1 / 60))["responses"]) == ["q"]


def test_an_abandoned_attempt_has_ended_without_a_result() -> None:
    abandoned = make.quiz_abandoned(at(2), "course", "try")
    done = course(EXAM, exam_answer(1), abandoned)
    assert done["attempts"]["try"]["abandoned"] == abandoned["at"]
    assert (done["questions"], done["cards"]) == ({}, {})
    later = [exam_answer(3, "r"), submitted(at(4), {"q": 1.0})]
    assert course(EXAM, exam_answer(1), abandoned, *later) == done


def test_an_answer_knows_the_parts_that_it_named() -> None:
    named = make.quiz_answered(
        at(1), "course", "try", "q", response=[1], parts=["0a1b"], score=0.0
    )
    assert attempt(EXAM, named)["responses"]["q"]["parts"] == ["0a1b"]


def planted(value: Any) -> Any:
    """The value with a field that nobody knows in every object of an event."""
    if isinstance(value, dict):
        inside = {
            name: part if name in ("results", "by_objective") else planted(part)
            for name, part in value.items()
        }
        return {**inside, "planted": "SECRET"}
    if isinstance(value, list):
        return [planted(part) for part in value]
    return value


def test_an_anonymous_export_has_only_what_is_marked_as_safe() -> None:
    typed = {"text": "SECRET", "ticked": [0], "SECRET": 1}
    answers = [
        make.quiz_answered(at(n), "course", "try", "q", response=response, parts=["SECRET"])
        for n, response in enumerate([typed, "SECRET", ["SECRET", 1], 3.25, {"SECRET": 1}])
    ]
    history = [
        {**EXAM, "seed": 987654321},
        reviewed(at(1)),
        *answers,
        make.setting_changed(at(2), "SECRET", "SECRET"),
        submitted(at(3), {"q": 1.0}),
    ]
    told = anonymised([planted(event) for event in history])
    text = json.dumps(told)
    for secret in ("SECRET", "planted", "987654321", "3.25", "2026"):
        assert secret not in text
    passed = [event["response"] for event in told if event["kind"] == "quiz_answered"]
    assert passed == [{"ticked": [0]}, None, [None, 1], None, None]
    assert {event["kind"] for event in told} == {
        "quiz_started",
        "card_reviewed",
        "quiz_answered",
        "quiz_submitted",
    }
