"""The cards on learning steps, as a plain dictionary would hold them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studykit.study.learning_steps import LearningSteps

CARDS = st.sampled_from("abcdef")
INSTANTS = st.sampled_from([f"2026-01-01T0{hour}" for hour in range(6)])
DUE = st.dictionaries(CARDS, INSTANTS)


@given(DUE, st.lists(st.tuples(st.sets(CARDS), DUE)), INSTANTS, CARDS)
def test_after_any_changes_the_first_and_the_count_are_those_of_all_cards(
    due: dict[str, str], changes: list[tuple[set[str], dict[str, str]]], until: str, card: str
) -> None:
    steps, plain = LearningSteps(due), dict(due)
    for gone, change in changes:
        steps.replace([*gone, *change], change)
        plain = {each: at for each, at in plain.items() if each not in gone | set(change)}
        plain |= change
    assert (set(steps), len(steps)) == (set(plain), len(plain))
    assert steps.count_due(until) == sum(at <= until for at in plain.values())
    assert steps.is_due(card, until) == (plain.get(card, "9") <= until)
    first = min(plain.items(), key=lambda each: each[1], default=None)
    assert steps.first() == first, "of two that are due together, the one that came first"
    plain.pop(card, None)
    second = min(plain.items(), key=lambda each: each[1], default=None)
    assert steps.first(but=card) == second
