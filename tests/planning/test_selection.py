"""Cramming: what can be chosen, and that the schedule stays as it is."""

from __future__ import annotations

from datetime import date

from studykit.language.words import Words
from studykit.learner.course_state import course_state
from studykit.planning.selection import Selection, objectives, select, selection_line, sizes
from studykit.progress import events
from studykit.scheduling.memory import Rating
from studykit.study.review import Review
from tests.planning.standing import learnt
from tests.study.builder import COURSE, Student, small_course


def crammed(learner: Student, selection: Selection) -> set[str]:
    return set(select(small_course(), learner.state, learner.now(), selection))


def study(learner: Student, rating: Rating = Rating.Easy) -> None:
    """Grade every card once."""
    session = Review(small_course(), learner)
    for _ in range(session.left):
        learner.keep(session.grade(rating))


def answer(learner: Student, question: str, score: float) -> None:
    verdict = "right" if score == 1 else "wrong"
    learner.record(
        [
            events.question_answered(
                learner.now(),
                COURSE,
                question,
                response=1,
                score=score,
                verdict="right" if verdict == "right" else "wrong",
            )
        ]
    )


def test_cramming_never_touches_the_schedule() -> None:
    learner = Student()
    study(learner)
    cards = course_state(learner.state, COURSE)["cards"]
    before = {card: (known["due_day"], known["reps"]) for card, known in cards.items()}
    session = Review(small_course(), learner, Selection())
    assert session.cram
    assert session.preview() == {}
    assert session.left == 5
    for rating in (Rating.Again, Rating.Again, Rating.Easy, Rating.Hard, Rating.Good):
        learner.keep(session.grade(rating))
    assert session.prompt is None
    session = Review(small_course(), learner, Selection())
    assert not session.bury()
    assert not session.reset()
    assert not session.set_due(3)
    after = course_state(learner.state, COURSE)["cards"]
    assert {card: (known["due_day"], known["reps"]) for card, known in after.items()} == before


def test_a_new_card_missed_while_cramming_is_still_new() -> None:
    learner = Student()
    session = Review(small_course(), learner, Selection())
    assert session.prompt is not None
    missed = session.prompt.id
    learner.keep(session.grade(Rating.Again))
    assert crammed(learner, Selection(missed=True)) == {missed}
    assert Review(small_course(), learner).left == 5


def test_missed_lately_is_a_matter_of_seven_days() -> None:
    learner = Student()
    study(learner, Rating.Again)
    learner.wait(days=6)
    assert len(crammed(learner, Selection(missed=True))) == 5
    learner.wait(days=1)
    assert not crammed(learner, Selection(missed=True))


def test_a_question_missed_in_a_check_can_be_crammed_until_it_is_right() -> None:
    learner = Student()
    answer(learner, "q1", 0)
    answer(learner, "q2", 1)
    assert crammed(learner, Selection(missed=True)) == {"question:q1"}
    session = Review(small_course(), learner, Selection(missed=True))
    assert session.prompt is not None
    assert session.prompt.asking is not None
    session.prompt.asking.choose(0)
    learner.keep(session.answer())
    learner.keep(session.grade(session.suggested()))
    assert not crammed(learner, Selection(missed=True))


def test_the_sizes_are_those_of_the_selections() -> None:
    learner = Student()
    study(learner)
    found = sizes(small_course(), learner.state)
    assert found[Selection()] == 5
    for selection, count in found.items():
        if selection.objectives != ("",):  # cards of no objective
            assert count == len(crammed(learner, selection))


def test_conditions_hold_together() -> None:
    learner = Student()
    assert crammed(learner, Selection(lessons=("lesson",))) == crammed(learner, Selection())
    assert crammed(learner, Selection(objectives=("know",))) == {"card-0", "card-1", "card-2"}
    assert not crammed(learner, Selection(objectives=("know",), tags=("none",)))
    assert not crammed(learner, Selection(due_within=400))  # nothing was reviewed yet
    study(learner)
    soon = crammed(learner, Selection(due_within=400))
    assert len(soon) == 5
    assert not crammed(learner, Selection(due_within=0))


def test_what_is_crammed_is_said() -> None:
    edition = small_course()
    assert objectives(edition) == ["know"]
    chosen = Selection(missed=True, objectives=("know",), due_within=1)
    told = selection_line(edition, chosen, Words("en"))
    assert told == "Recently missed · Due within 1 day · know it"
    assert selection_line(edition, Selection(), Words("zh-Hant")) == "整門課程"


def test_what_is_due_within_days_is_crammed_up_to_that_day() -> None:
    learner, edition = Student(), small_course()
    learnt(learner, "card-0")
    card = course_state(learner.state, COURSE)["cards"]["card-0"]
    ahead = (date.fromisoformat(card["due_day"]) - learner.now().day).days
    for within, found in ((ahead, ["card-0"]), (ahead - 1, [])):
        chosen = Selection(due_within=within)
        assert select(edition, learner.state, learner.now(), chosen) == found
