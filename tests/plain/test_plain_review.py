"""Cards in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studykit.learner.course_state import course_state
from studykit.plain.review import review_cards, review_document
from studykit.progress import events
from studykit.questions.marks import Grade
from studykit.scheduling.memory import Rating
from studykit.study import answering
from studykit.study.review import Review

if TYPE_CHECKING:
    from studykit.progress.state import CardState
    from tests.plain.lines import Desk


def review(desk: Desk, *lines: str, limit: int | None = None) -> tuple[Review, str]:
    held = Review(desk.edition, desk.learner)
    said = desk.hold(lambda talk: review_cards(talk, held, desk.learner, limit=limit), *lines)
    return held, said


def cards(desk: Desk) -> dict[str, CardState]:
    return course_state(desk.profile.state, "demo")["cards"]


def miss(desk: Desk, question: str) -> None:
    """Answer a question wrongly in a quiz, so that it comes back as a card."""
    desk.profile.record(
        [
            events.quiz_started(
                desk.clock.now(),
                "demo",
                "short",
                "a1",
                questions=[question],
                seed=1,
                mode="practice",
                deadline=None,
            ),
            events.quiz_answered(
                desk.clock.now(),
                "demo",
                "a1",
                question,
                response=1,
                certainty=None,
                tries=1,
                hints=0,
                score=0.0,
                verdict="wrong",
                seconds=1.0,
            ),
        ]
    )


def test_front_enter_back_grade_with_intervals(desk: Desk) -> None:
    held, said = review(desk, "", "4", "", "4", "")
    assert said.index("Capital?") < said.index("Naypyidaw")
    assert "1 Again (1 min) · 2 Hard (" in said
    assert "3 Good (10 min) · 4 Easy (" in said
    assert "The [river] is a river" in said
    assert "2 cards reviewed" in said
    assert held.summary.ratings[Rating.Easy] == 2
    assert set(cards(desk)) == {"c1", "c2/1"}


def test_enter_grades_good(desk: Desk) -> None:
    review(desk, "", "")
    assert cards(desk)["c1"]["state"] == "learning"


def test_a_typed_answer_is_compared(desk: Desk) -> None:
    _, said = review(desk, "naypyidaw", "4", "Salween", "4")
    assert "Right.\nNaypyidaw" in said
    assert "Not the same.\n  Yours: [Salw]e[en]\nThe Moei is a river" in said


def test_u_takes_the_last_grade_back_even_after_the_last_card(desk: Desk) -> None:
    held, said = review(desk, "", "4", "", "4", "u", "", "1", "", "3", "q")
    assert "\n\nnew card" in said.partition("Taken back: ")[2]
    assert held.summary.ratings[Rating.Easy] == 1
    assert cards(desk)["c1"]["state"] == "review"
    assert cards(desk)["c2/1"]["state"] == "learning"


def test_u_takes_back_a_grade_of_before_a_restart(desk: Desk) -> None:
    review(desk, "", "4")
    _, said = review(desk, "u", "", "1")
    assert "Taken back: " in said
    assert cards(desk)["c1"]["state"] == "learning"


def test_burying_and_suspending_move_on(desk: Desk) -> None:
    _, said = review(desk, "b", "s", "")
    assert "(left)" not in said
    assert cards(desk)["c1"].get("buried_day")
    assert cards(desk)["c2/1"].get("suspended")


def test_flagging_and_asking_why_stay_at_the_card(desk: Desk) -> None:
    _, said = review(desk, "f", "why", "", "4")
    assert "Flagged." in said
    assert "New card: no history yet." in said
    assert cards(desk)["c1"].get("flagged")
    assert cards(desk)["c1"]["state"] == "review"


def test_why_tells_the_memory_and_what_was_done(desk: Desk) -> None:
    review(desk, "", "4", "", "4", "")
    desk.wait(days=20)
    _, said = review(desk, "why", "q")
    assert "Chance you remember it now: " in said
    assert "Reviews: 1, forgotten 0 times" in said
    assert "Due: Thu 7 May · 14 days ago" in said
    assert "2026-05-01  Easy  → 6 d" in said


def test_after_the_limit_the_review_ends(desk: Desk) -> None:
    held, said = review(desk, "", "4", "", limit=1)
    assert "1 card reviewed" in said
    assert held.left == 1


def test_a_missed_question_is_asked_as_a_card(desk: Desk) -> None:
    miss(desk, "single")
    _, said = review(desk, "b", "b", "", "", limit=1)
    assert "Which is the capital?" in said
    assert "That was it once." in said
    assert "Solution: Naypyidaw" in said
    assert cards(desk)["question:single"]["reps"] == 1
    answers = course_state(desk.profile.state, "demo")["questions"]["single"]["answers"]
    assert answers == 2


def test_grades_given_before_the_lines_end_are_kept(desk: Desk) -> None:
    held, said = review(desk, "", "4", "")
    assert said.endswith("(left)")
    assert "1 card reviewed" in said
    assert "c1" in cards(desk)
    assert review_document(held)["ratings"] == {"again": 0, "hard": 0, "good": 0, "easy": 1}


def test_when_nothing_is_due_it_says_so(desk: Desk) -> None:
    review(desk, "b", "b")
    _, said = review(desk)
    assert "No cards are due." in said


def test_two_grades_are_enough_for_who_wants_so(desk: Desk) -> None:
    desk.profile.record([events.setting_changed(desk.clock.now(), "two_buttons", True)])
    _, said = review(desk, "", "4", "3", "q")
    assert "1 Again (1 min) · 3 Good (10 min)>" in said
    assert "Hard (" not in said
    assert "1 3 grade; Enter grades Good." in said
    assert cards(desk)["c1"]["state"] == "learning"


def test_any_number_of_steps_is_taken_back_also_with_nothing_due_after_a_restart(
    desk: Desk,
) -> None:
    review(desk, "", "4", "", "4", "")
    _, said = review(desk, "u", "u", "", "1", "q")
    assert said.count("Taken back: ") == 2
    assert {card["state"] for card in cards(desk).values()} == {"learning"}
    _, said = review(desk, "u", "u", "q")
    assert "There is nothing to undo." in said
    assert not cards(desk)


def test_a_card_is_sent_away_starts_anew_and_is_taken_up_again(desk: Desk) -> None:
    _, said = review(desk, "due", "", "4", "", "4", "")
    assert "New card: no history yet." in said
    desk.wait(days=30)
    review(desk, "due", "0", "12", "reset", "q")
    due, fresh = cards(desk)["c1"], cards(desk).get("c2/1")
    assert due["due_day"] == "2026-06-12"
    assert fresh is None
    _, said = review(desk, "s", "u", "s", "q")
    assert cards(desk)["c2/1"].get("suspended")
    desk.wait(days=30)
    _, said = review(desk, "unsuspend", "1", "q")
    assert "1. The [river] is a river" in said
    assert not cards(desk)["c2/1"].get("suspended")


def test_the_section_that_teaches_a_card_is_read_beside_it(desk: Desk) -> None:
    _, said = review(desk, "read", "", "4", "q")
    assert "Its section is not read yet: “read” shows it." in said
    assert "No section is known" not in said


def test_a_leech_is_named_with_what_helps(desk: Desk) -> None:
    memory = {
        "state": "review", "step": None, "stability": 1.0, "difficulty": 9.0,
        "due": "2026-04-30T08:00:00.000Z", "due_day": "2026-04-30",
        "last": "2026-04-29T08:00:00.000Z", "last_day": "2026-04-29", "reps": 1, "lapses": 0,
    }  # fmt: skip
    desk.profile.record(
        [
            events.card_reviewed(
                desk.clock.now(), "demo", "c1", Rating.Again, seconds=1, memory=memory
            )
            for _ in range(8)
        ]
    )
    _, said = review(desk, "", "1", "q")
    assert "You have forgotten this card again and again" in said
    assert cards(desk)["c1"].get("leech")


def test_a_question_that_cannot_be_judged_is_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    miss(desk, "single")
    monkeypatch.setattr(answering, "grade", lambda *_, **__: Grade(0.0, judged=False))
    _, said = review(desk, "b", "b", limit=1)
    assert said.count("This answer took too long to judge") == 1
    assert said.count("Which is the capital?") == 2
    assert "Not right" not in said
    assert course_state(desk.profile.state, "demo")["questions"]["single"]["answers"] == 1
