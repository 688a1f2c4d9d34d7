"""Where a learner stands after what happened."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.progress import events as make
from studykit.progress.events import Event
from studykit.progress.schema import snapshot_schema
from studykit.progress.state import State, apply, empty_state, fold
from studykit.scheduling.days import Moment
from tests.progress.learning import answered, at, histories, reviewed, started, submitted

_SCHEMA = snapshot_schema()
STATE_SCHEMA = {**_SCHEMA["$defs"]["State"], "$defs": _SCHEMA["$defs"]}
STANDING = jsonschema.Draft202012Validator(
    {**STATE_SCHEMA, "required": ["settings", "courses"]}
)


def standing(state: State) -> dict[str, Any]:
    """The state but for the trail, which may be shorter or longer."""
    return {"settings": state["settings"], "courses": state["courses"]}


def applied(events: list[Event]) -> State:
    state = empty_state()
    for number, event in enumerate(events):
        if not apply(state, event):
            state = fold(events[: number + 1])
    return state


@given(histories())
def test_event_by_event_comes_to_the_same_as_all_at_once(history: list[Event]) -> None:
    assert standing(applied(history)) == standing(fold(history))


@given(histories())
def test_the_state_is_plain_json(history: list[Event]) -> None:
    state = applied(history)
    assert json.loads(json.dumps(state)) == state


@given(histories(undos=False), st.data())
def test_what_is_undone_has_never_happened(history: list[Event], data: st.DataObject) -> None:
    undone = data.draw(
        st.lists(st.sampled_from(history), unique_by=lambda event: event["id"])
        if history
        else st.just([])
    )
    state = applied([*history, *(make.undo(at(10**6), event["id"]) for event in undone)])
    rest = [event for event in history if event not in undone]
    assert standing(state) == standing(fold(rest))


@given(histories(), st.data())
def test_an_event_counts_once_however_often_it_is_there(
    history: list[Event], data: st.DataObject
) -> None:
    copies = data.draw(
        st.lists(st.sampled_from(history), max_size=5) if history else st.just([])
    )
    assert standing(fold(history + copies)) == standing(fold(history))
    if not any(event["kind"] == "undo" for event in history):
        assert standing(applied(history + copies)) == standing(fold(history))


@given(histories(), st.data())
def test_strange_events_change_nothing(history: list[Event], data: st.DataObject) -> None:
    strange = data.draw(
        st.sampled_from(
            [
                {"id": "x", "kind": "from_the_future", "at": "2026-01-01T00:00:00Z"},
                {"kind": "section_read"},
                {},
                {"id": "x", "at": 5, "day": 3, "kind": "undo", "undoes": 1},
                {**reviewed(at()), "memory": {"state": "review"}},
                {**reviewed(at()), "day": "2026-13-40"},
                {**started(at()), "questions": None},
                {
                    "id": "b",
                    "at": "2026-01-01T00:00:00Z",
                    "day": "2026-01-01",
                    "kind": "baseline",
                    "settings": {},
                    "courses": {"c": 1},
                },
            ]
        )
    )
    assert standing(applied([*history, strange])) == standing(fold(history))
    assert standing(fold([*history, strange])) == standing(fold(history))


def test_undo_reaches_back_past_the_trail() -> None:
    history = [make.section_read(at(n), "course", f"s{n}") for n in range(250)]
    undos = [make.undo(at(300 + n), event["id"]) for n, event in enumerate(reversed(history))]
    assert standing(applied(history + undos)) == standing(empty_state())


def test_undoing_a_review_brings_back_the_card_and_the_counts() -> None:
    first = reviewed(at(0))
    again = reviewed(at(1), rating=1, memory=first["memory"])
    state = applied([first])
    before = json.dumps(standing(state))
    apply(state, again)
    apply(state, make.undo(at(2), again["id"]))
    assert json.dumps(standing(state)) == before
    assert [entry["event"]["id"] for entry in state["undoable"]] == [first["id"]]


def unburied(when: Moment, card: str) -> Event:
    """What earlier versions wrote when a buried card was shown again at once."""
    return {**make.card_buried(when, "course", card), "kind": "card_unburied"}


def test_a_question_missed_in_practice_is_a_card_due_at_once() -> None:
    state = fold([started(at(0)), answered(at(1), "q", 0.0), answered(at(2), "r", 1.0)])
    course = state["courses"]["course"]
    assert list(course["cards"]) == ["question:q"]
    assert course["cards"]["question:q"]["due_day"] == at(1).day.isoformat()
    assert course["questions"]["q"]["answers"] == 1
    assert course["questions"]["r"]["right"] == 1


def test_an_exam_counts_when_it_is_handed_in_and_not_before() -> None:
    sitting = [
        started(at(0), mode="exam"),
        answered(at(1), "q", 0.0),
        answered(at(2), "r", 1.0),
    ]
    before = fold(sitting)["courses"]["course"]
    assert (before["questions"], before["cards"]) == ({}, {})
    handed_in = [*sitting, submitted(at(3), {"q": 0.0, "r": 1.0, "s": 0.0})]
    after = fold(handed_in)["courses"]["course"]
    assert set(after["questions"]) == {"q", "r"}
    assert set(after["cards"]) == {"question:q", "question:s"}
    assert after["attempts"]["try"]["submitted"] == sitting[0]["at"].replace("00:00", "03:00")


def test_what_was_not_answered_and_never_read_becomes_no_card() -> None:
    sitting = [started(at(0), mode="exam"), answered(at(1), "q", 0.0)]
    results = {"q": 0.0, "r": 0.0, "s": 0.0}
    state = fold([*sitting, submitted(at(2), results, unread=["s"])])
    assert set(state["courses"]["course"]["cards"]) == {"question:q", "question:r"}
    assert set(state["courses"]["course"]["questions"]) == {"q"}


def test_a_hand_in_of_an_earlier_version_makes_a_card_of_all_that_was_missed() -> None:
    earlier = submitted(at(2), {"q": 0.0, "r": 0.0})
    del earlier["unread"]
    state = fold([started(at(0), mode="exam"), earlier])
    assert set(state["courses"]["course"]["cards"]) == {"question:q", "question:r"}


@pytest.mark.parametrize("unread", [None, "q", [1], {"q": 1}])
def test_a_hand_in_with_a_strange_list_of_the_unread_changes_nothing(unread: Any) -> None:
    strange = {**submitted(at(2), {"q": 0.0}), "unread": unread}
    history = [started(at(0), mode="exam")]
    assert standing(fold([*history, strange])) == standing(fold(history))


def test_what_practice_counted_already_is_not_counted_again_at_the_end() -> None:
    state = fold([started(at(0)), answered(at(1), "q", 0.0), submitted(at(2), {"q": 0.0})])
    assert state["courses"]["course"]["questions"]["q"]["answers"] == 1
    assert state["courses"]["course"]["days"]["2026-01-01"]["answers"] == 1


def test_nothing_changes_an_attempt_that_is_handed_in() -> None:
    history = [started(at(0)), submitted(at(1), {"q": 1.0})]
    late = [
        answered(at(2), "q", 0.0),
        make.quiz_moved(at(2), "course", "try", 2),
        make.quiz_flagged(at(2), "course", "try", "q", True),
    ]
    attempts = [
        fold(events)["courses"]["course"]["attempts"] for events in (history, history + late)
    ]
    assert attempts[0] == attempts[1]


def test_an_open_attempt_knows_where_it_was_left() -> None:
    state = fold(
        [
            started(at(0)),
            make.quiz_moved(at(1), "course", "try", 2),
            make.quiz_flagged(at(2), "course", "try", "q", True),
            make.quiz_flagged(at(3), "course", "try", "r", True),
            make.quiz_flagged(at(4), "course", "try", "q", False),
        ]
    )
    attempt = state["courses"]["course"]["attempts"]["try"]
    assert (attempt["index"], attempt["flags"], attempt["submitted"]) == (2, ["r"], None)


def test_a_missed_question_leaves_the_cards_once_it_is_learnt() -> None:
    history = [started(at(0)), answered(at(1), "q", 0.0)]
    memory = None
    for minutes in (2, 20, 3 * 1440, 14 * 1440, 60 * 1440):
        event = reviewed(at(minutes), "question:q", 4, memory)
        memory = event["memory"]
        history.append(event)
    assert "question:q" not in fold(history)["courses"]["course"]["cards"]


def test_a_card_that_is_marked_but_unseen_is_not_due() -> None:
    for mark in (make.card_flagged, make.card_suspended, make.card_buried):
        card = fold([mark(at(0), "course", "a")])["courses"]["course"]["cards"]["a"]
        assert card["state"] == "new"
        assert card["due_day"].startswith("9999")


def test_marks_are_set_and_taken_away() -> None:
    history = [
        reviewed(at(0)),
        make.card_suspended(at(1), "course", "a", leech=True),
        make.card_flagged(at(1), "course", "a"),
        make.card_buried(at(1), "course", "a"),
    ]
    card = fold(history)["courses"]["course"]["cards"]["a"]
    assert card["suspended"] and card["leech"] and card["flagged"]
    assert card["buried_day"] == "2026-01-01"
    back = [
        make.card_unsuspended(at(2), "course", "a"),
        make.card_unflagged(at(2), "course", "a"),
        unburied(at(2), "a"),
    ]
    state = fold([*history, *back])
    assert (
        state["courses"]["course"]["cards"] == fold(history[:1])["courses"]["course"]["cards"]
    )


def test_reset_and_setting_the_day() -> None:
    moved = make.card_due_set(at(1), "course", "a", "2026-05-01")
    state = fold([reviewed(at(0)), moved])
    assert state["courses"]["course"]["cards"]["a"]["due_day"] == "2026-05-01"
    state = fold([reviewed(at(0)), moved, make.card_reset(at(2), "course", "a")])
    assert state["courses"]["course"]["cards"] == {}


def test_cramming_leaves_the_schedule_alone() -> None:
    from studykit.scheduling.memory import Rating

    first = reviewed(at(0))
    crammed = make.card_crammed(at(1), "course", "a", Rating.Again, 4)
    before, after = fold([first]), fold([first, crammed])
    card = after["courses"]["course"]["cards"]["a"]
    assert card == before["courses"]["course"]["cards"]["a"] | {"missed_day": "2026-01-01"}
    assert after["courses"]["course"]["days"]["2026-01-01"]["crammed"] == 1


def test_the_day_a_card_was_last_missed_is_kept_until_it_starts_anew() -> None:
    first = reviewed(at(0), rating=1)
    later = reviewed(at(3000), rating=3, memory=first["memory"])
    card = fold([first, later])["courses"]["course"]["cards"]["a"]
    assert card.get("missed_day") == "2026-01-01"
    anew = make.card_reset(at(4000), "course", "a")
    assert "a" not in fold([first, later, anew])["courses"]["course"]["cards"]


def test_reviews_are_counted_by_sort_for_the_daily_limits() -> None:
    history, memory = [], None
    for minutes, rating in ((0, 3), (20, 3), (4 * 1440, 1), (4 * 1440 + 20, 3)):
        event = reviewed(at(minutes), rating=rating, memory=memory)
        memory = event["memory"]
        history.append(event)
    days = fold(history)["courses"]["course"]["days"]
    spent = {"seconds": 5.0, "card_seconds": 5.0}
    assert days["2026-01-01"] == {"new": 1, "steps": 1, **spent}
    assert days["2026-01-05"] == {"reviews": 1, "again": 1, "steps": 1, **spent}
    card = fold(history)["courses"]["course"]["cards"]["a"]
    assert (card["reps"], card["lapses"]) == (4, 1)


def test_a_setting_taken_back_is_gone() -> None:
    state = fold([make.setting_changed(at(0), "theme", "dark")])
    assert state["settings"] == {"theme": "dark"}
    assert apply(state, make.setting_changed(at(1), "theme", None))
    assert state["settings"] == {}


def test_an_iterator_cannot_be_folded() -> None:
    with pytest.raises(TypeError, match="twice"):
        fold(iter([]))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**6)
    | st.text(max_size=3)
    | st.just("2026-01-01"),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(histories(most=5), st.data())
def test_no_value_in_an_event_breaks_the_state(
    history: list[Event], data: st.DataObject
) -> None:
    for event in history:
        field = data.draw(st.sampled_from(sorted(event)))
        event[field] = data.draw(JSON)
    state = fold(history)
    STANDING.validate(standing(state))
    assert isinstance(applied(history), dict)
