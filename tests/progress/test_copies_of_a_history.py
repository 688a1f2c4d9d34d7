"""Damaged copies of a history are surveyed and put together."""

from __future__ import annotations

from studykit.progress import events as make
from studykit.progress.history_merge import in_same_order, merge_copies, survey
from tests.progress.learning import at


def test_a_history_is_surveyed_once() -> None:
    first, second, third = (make.section_read(at(n), "course", f"s{n}") for n in (0, 1, 2))
    found = survey([first, second, second, third], second["at"])
    assert (found.newest, found.ordered, found.until) == (third["at"], True, 2)
    assert found.ids == {first["id"], second["id"], third["id"]}
    assert not survey([second, first]).ordered
    assert survey([first, first]).ordered
    assert survey([]) == (set(), "", True, 0)


def test_two_copies_of_a_history_are_put_together_in_their_order() -> None:
    a, b, c, d = (make.section_read(at(n), "course", f"s{n}") for n in range(4))
    assert merge_copies([a, c], [a, b, c, d]) == [a, b, c, d]
    assert merge_copies([a, b, d], [a, c, d]) == [a, b, c, d]
    assert merge_copies([b, a], [a, b]) == [b, a]
    assert merge_copies([a, a, b], []) == [a, b]
    assert in_same_order([a, b, d], [a, c, d])
    assert not in_same_order([a, b], [b, a])
