"""Why a card comes, as the learner reads it."""

from __future__ import annotations

from datetime import timedelta

from studykit.planning.card_history import Past, Why, history_lines, why_rows
from studykit.scheduling.memory import Rating
from tests.planning.standing import EN, FIRST


def test_what_is_known_of_a_card_is_said_in_rows() -> None:
    why = Why(3.14159, 5.26, 0.876, 0.9, 4, 1, FIRST, FIRST, ())
    rows = dict(why_rows(why, EN))
    assert rows["Chance you remember it now"] == "87% (due when it falls to 90%)"
    assert rows["Stability"] == "your recall falls to 90% in 3.1 days"
    assert rows["Difficulty"] == "5.3 of 10"
    assert rows["Reviews"] == "4, forgotten once"
    assert "days ago" not in rows["Due"]
    late = Why(3.0, 5.0, 0.5, 0.9, 4, 2, FIRST, FIRST + timedelta(days=2), ())
    assert dict(why_rows(late, EN))["Due"].endswith("2 days ago")
    yesterday = Why(3.0, 5.0, 0.5, 0.9, 4, 2, FIRST, FIRST + timedelta(days=1), ())
    assert "days ago" not in dict(why_rows(yesterday, EN))["Due"]


def test_the_past_of_a_card_is_said_a_line_each() -> None:
    past = (
        Past(FIRST, "card_reset", None, None),
        Past(FIRST, "card_due_set", None, timedelta(days=3)),
        Past(FIRST, "card_crammed", Rating.Again, None),
        Past(FIRST, "card_reviewed", Rating.Good, timedelta(days=2)),
    )
    why = Why(3.0, 5.0, 0.5, 0.9, 4, 2, FIRST, FIRST, past)
    assert list(history_lines(why, EN)) == [
        "2026-05-01  reset",
        "2026-05-01  set by hand  → 3 d",
        "2026-05-01  Again  crammed",
        "2026-05-01  Good  → 2 d",
    ]
