"""Where in its line a word that was searched for is marked."""

from __future__ import annotations

from studykit.study.search import Search
from tests.study.builder import small_course


def test_a_hit_far_into_a_text_is_shown_with_what_stands_before_it() -> None:
    hit = Search(small_course())("patrols")[0]
    assert hit.snippet == "Joint patrols 聯合巡邏"
    assert hit.found == (6, 13)
    first = Search(small_course())("joint")[0]
    assert first.found == (0, 5)
