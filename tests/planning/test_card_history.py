"""Why a card comes now: its memory and its history."""

from __future__ import annotations

from datetime import date

from studykit.language.words import Words
from studykit.planning.card_history import history_lines, why_rows
from studykit.planning.selection import Selection
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.state import apply
from studykit.scheduling.memory import Rating
from studykit.study.review import Review
from tests.study.builder import COURSE, Student, small_course


class Remembering(Learner):
    """A learner whose history is kept, as a journal keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.history: list[Event] = []

    def do(self, happened: list[Event]) -> None:
        for event in happened:
            self.history.append(event)
            assert apply(self.held, event)

    def review(self, selection: Selection | None = None) -> Review:
        return Review(
            small_course(cards=1), self.state, self.now, selection, lambda: self.history
        )


def told(learner: Remembering) -> list[str]:
    why = learner.review().why()
    assert why is not None
    return list(history_lines(why, Words("en")))


def test_a_new_card_has_no_reasons() -> None:
    assert Remembering().review().why() is None


def test_what_was_done_is_told_the_last_thing_first_and_without_what_was_undone() -> None:
    learner = Remembering()
    session = learner.review()
    assert session.prompt is not None
    card = session.prompt.id
    learner.do(session.grade(Rating.Easy, 2))
    crammed = learner.review(Selection(objectives=("know",)))
    learner.do(crammed.grade(Rating.Again, 2))
    learner.wait(days=1)
    learner.do([events.card_due_set(learner.now(), COURSE, card, "2026-05-12")])
    learner.wait(days=12)
    again = learner.review()
    learner.do(again.grade(Rating.Again, 2))
    undone = again.undo()
    assert undone is not None
    learner.do(undone[1])
    session = learner.review()
    while session.prompt and session.prompt.id != card:
        learner.do(session.grade(Rating.Easy, 2))
        session.advance()
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
    learner = Remembering()
    session = learner.review()
    learner.do(session.grade(Rating.Good, 2))
    learner.wait(minutes=11)
    learner.history.clear()
    assert told(learner) == []
