"""Home: what comes next, how far everything is, what is weak; reading and searching."""

from datetime import timedelta

from studykit.content.course_model import Quiz
from studykit.planning.deck import deal
from studykit.planning.mastery import masteries
from studykit.planning.today import today
from studykit.progress import events
from studykit.scheduling.memory import Rating
from studykit.study.reading import Reading
from studykit.study.review import Review
from studykit.study.search import Search
from tests.study.builder import COURSE, Student, small_course


def test_a_first_visit_begins_with_the_first_section() -> None:
    learner = Student()
    found = today(small_course(), learner.state, learner.now())
    assert found.next == "read"
    assert found.reading is not None
    assert (found.reading.section, found.reading.number, found.reading.total) == ("first", 1, 2)
    assert not found.weakest


def test_reading_goes_on_where_it_stopped_also_after_a_restart() -> None:
    learner = Student()
    edition = small_course()
    reading = Reading(edition, "lesson", learner)
    learner.keep(reading.read())
    assert reading.turn(1)
    learner.keep(reading.keep_place(12))
    again = Reading(edition, "lesson", learner)
    assert again.section is not None
    assert (again.section.id, again.scroll) == ("second", 12)
    assert [row.read for row in again.contents] == [True, False]
    assert not again.turn(1)


def test_the_cards_of_a_lesson_come_when_it_is_read_and_before_the_next() -> None:
    learner, edition = Student(), small_course()
    for section, after in (("first", "read"), ("second", "review")):
        learner.record([events.section_read(learner.now(), COURSE, section)])
        found = today(edition, learner.state, learner.now())
        assert found.next == after
    assert found.cards.ready == found.cards.new == 5


def test_cards_of_what_is_unread_come_only_to_who_has_no_others() -> None:
    learner, edition = Student(), small_course()
    assert len(deal(edition, learner.state, learner.now()).cards) == 5
    # The plain cards name no section: they are read with the lesson, the gaps with theirs.
    learner.record([events.section_read(learner.now(), COURSE, "second")])
    assert deal(edition, learner.state, learner.now()).cards == ["card-0", "card-1", "card-2"]


def test_an_attempt_that_waits_comes_first() -> None:
    learner = Student()
    quiz = Quiz(id="quiz", title="Quiz")
    started = events.quiz_started(
        learner.now(), COURSE, "quiz", "a", questions=["q1"], seed=1, mode="exam"
    )
    learner.record([started])
    found = today(small_course(quizzes=(quiz,)), learner.state, learner.now())
    assert found.next == "quiz"
    assert found.quizzes[0].attempt == "a"


def test_mastery_lies_between_0_and_1_and_fades() -> None:
    learner = Student()
    edition = small_course()
    session = Review(edition, learner)
    while session.prompt is not None:
        learner.keep(session.grade(Rating.Easy))
    day = learner.now().day
    fresh = masteries(edition, learner.state, day).objectives["know"].value
    later = masteries(edition, learner.state, day + timedelta(days=60)).objectives["know"].value
    assert 0 < later < fresh <= 1


def test_a_weak_objective_names_the_section_that_teaches_it() -> None:
    learner = Student()
    missed = events.question_answered(
        learner.now(), COURSE, "q3", response=False, score=0.0, verdict="wrong"
    )
    learner.record([missed])
    weakest = today(small_course(), learner.state, learner.now()).weakest
    assert [(weak.objective, weak.section) for weak in weakest] == [("see", "second")]


def test_an_objective_is_not_weak_because_its_cards_are_still_to_be_learnt() -> None:
    learner, edition = Student(), small_course()
    learner.record(
        events.question_answered(
            learner.now(), COURSE, question, response=0, score=1.0, verdict="right"
        )
        for question in ("q1", "q3")
    )
    found = today(edition, learner.state, learner.now())
    assert found.weakest == []
    known = masteries(edition, learner.state, learner.now().day).objectives["know"]
    assert (known.seen, known.known) == (1, 1.0)
    assert known.value < 0.5
    learner.wait(days=3000)
    forgotten = today(edition, learner.state, learner.now()).weakest
    assert {weak.objective for weak in forgotten} == {"know", "see"}


def test_everything_is_found_whatever_its_width_and_case() -> None:
    search = Search(small_course())
    assert [hit.id for hit in search("聯合")] == ["first"]
    hit = search("ｐａｔｒｏｌｓ")[0]
    assert hit.snippet[slice(*hit.found)] == "patrols"
    assert {hit.kind for hit in search("front")} == {"card"}
    assert not search("  ")
