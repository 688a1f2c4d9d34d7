"""Two machines that studied apart come to one history."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from studykit.progress import history_merge
from studykit.progress.events import Event, quiz_answered, quiz_started, quiz_submitted
from studykit.progress.history_merge import merge
from studykit.progress.state import fold
from tests.progress.learning import at, histories, reviewed

HISTORIES = st.lists(histories(most=8), min_size=3, max_size=3)


@st.composite
def overlapping(draw: st.DrawFn) -> list[list[Event]]:
    """Three histories that share some events, and have an id or two in dispute."""
    events = draw(histories(most=20))
    for event in draw(st.lists(st.sampled_from(events), max_size=3) if events else st.just([])):
        events.append({**event, "edited": True})
    picks = st.lists(st.sampled_from(events), max_size=15) if events else st.just([])
    return [draw(picks) for _ in range(3)]


@given(overlapping())
def test_in_whatever_order_and_grouping(parts: list[list[Event]]) -> None:
    a, b, c = parts
    whole = merge([a, b, c])
    assert merge([c, a, b]) == whole
    assert merge([merge([a, b]), c]) == merge([a, merge([b, c])]) == whole


@given(overlapping())
def test_merging_again_changes_nothing(parts: list[list[Event]]) -> None:
    once = merge(parts)
    assert merge([once]) == once
    assert merge([once, once, *parts]) == once
    assert len({event["id"] for event in once}) == len(once)


def test_of_two_events_of_one_id_the_same_is_taken_wherever_it_comes_from() -> None:
    event = reviewed(at(0))
    first, last = {**event, "aa": 1}, {**event, "zz": 1}
    assert merge([[last], [first]]) == merge([[first], [last]]) == [first]


def test_reviews_made_on_two_machines_all_count() -> None:
    shared = reviewed(at(0))
    here = reviewed(at(10), rating=3, memory=shared["memory"])
    there = reviewed(at(2000), rating=3, memory=shared["memory"])
    state = fold(merge([[shared, there], [shared, here]]))
    card = state["courses"]["course"]["cards"]["a"]
    assert card["reps"] == 3
    assert card["due"] == there["memory"]["due"]


def test_an_answer_stored_with_the_end_of_its_attempt_is_still_there() -> None:
    now = at(0)
    started = quiz_started(now, "course", "final", "a", questions=["q"], seed=1, mode="exam")
    answered = quiz_answered(now, "course", "a", "q", response=1)
    submitted = quiz_submitted(
        now,
        "course",
        "final",
        "a",
        score=1.0,
        points=1,
        points_max=1,
        passed=True,
        by_objective={},
        results={"q": 1.0},
    )
    for first, second, third in permutations(("1", "2", "3")):
        history: list[Event] = [
            {**started, "id": first},
            {**answered, "id": second},
            {**submitted, "id": third},
        ]
        attempt = fold(merge([reversed(history)]))["courses"]["course"]["attempts"]["a"]
        assert attempt["responses"]["q"]["response"] == 1
        assert attempt["submitted"]


def test_the_player_has_the_same_order_of_what_happens_at_once() -> None:
    source = Path(history_merge.__file__).parents[1] / "web" / "player" / "src" / "learner.ts"
    listed = source.read_text(encoding="utf-8").partition("const AT_ONCE = [")[2]
    assert re.findall(r'"(\w*)"', listed.partition("]")[0]) == [*history_merge._AT_ONCE]
