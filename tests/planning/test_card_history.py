"""Why a card comes now: its memory and its history."""

from __future__ import annotations

from datetime import date

from studykit.language.words import Words
from studykit.planning.card_history import history_lines, why_rows
from studykit.planning.selection import Selection
from studykit.progress import events
from studykit.scheduling.memory import Rating
from studykit.study.review import Review
from tests.study.builder import COURSE, Student, small_course


def review(learner: Student, selection: Selection | None = None) -> Review:
    return Review(small_course(cards=1), learner, selection)


def told(learner: Student) -> list[str]:
    why = review(learner).why()
    assert why is not None
    return list(history_lines(why, Words("en")))


def test_a_new_card_has_no_reasons() -> None:
    assert review(Student()).why() is None


def test_what_was_done_is_told_the_last_thing_first_and_without_what_was_undone() -> None:
    learner = Student()
    session = review(learner)
    assert session.prompt is not None
    card = session.prompt.id
    learner.keep(session.grade(Rating.Easy))
    crammed = review(learner, Selection(objectives=("know",)))
    learner.keep(crammed.grade(Rating.Again))
    learner.wait(days=1)
    learner.record([events.card_due_set(learner.now(), COURSE, card, "2026-05-12")])
    learner.record([events.card_flagged(learner.now(), COURSE, card)])
    learner.wait(days=12)
    again = review(learner)
    learner.keep(again.grade(Rating.Again))
    assert learner.undo(again) is not None
    session = review(learner)
    while session.prompt and session.prompt.id != card:
        learner.keep(session.grade(Rating.Easy))
    why = session.why()
    assert why is not None
    assert list(history_lines(why, Words("en"))) == [
        "2026-05-02  set by hand  → 10 d",
        "2026-05-01  Again  crammed",
        "2026-05-01  Easy  → 8 d",
    ]
    assert why.due == date(2026, 5, 12)
    rows = dict(why_rows(why, Words("zh-Hant")))
    assert rows["到期"] == "5月12日（二） · 2 天前"
    assert rows["複習"] == "1 次，忘記 0 次"


def test_a_card_whose_history_is_lost_still_says_what_is_known() -> None:
    learner = Student()
    session = review(learner)
    learner.keep(session.grade(Rating.Good))
    learner.wait(minutes=11)
    learner.forget()
    assert told(learner) == []
