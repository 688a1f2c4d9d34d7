"""Rules of sessions that show only at their edges."""

from __future__ import annotations

from typing import Any, cast

from studykit.content.course import Edition
from studykit.content.course_model import CourseHead, Quiz
from studykit.content.lesson_model import Lesson
from studykit.learner.attempts import AGAIN
from studykit.progress import events
from studykit.questions.ordering import Ordering
from studykit.scheduling.memory import Memory, Rating
from studykit.study.answering import Asking
from studykit.study.quiz_ending import finish, self_mark
from studykit.study.quiz_navigator import navigator
from studykit.study.quiz_rules import frozen_rules, totals
from studykit.study.reading import Reading
from studykit.study.review import Review
from tests.study.builder import COURSE, OneLesson, Student, choice, small_course
from tests.study.test_quiz import EXAM, PRACTICE, begin
from tests.study.test_quiz_rules import OPEN_EXAM

STRICT = Quiz(
    id="strict",
    title="Strict",
    certainty=True,
    pass_mark=0.7,
    penalty=0.25,
    scoring="all_or_nothing",
)


def rules(quiz_id: str, quiz: Quiz | None) -> Any:
    return frozen_rules(cast("Any", {"quiz": quiz_id, "rules": None}), quiz)


def test_an_attempt_of_an_earlier_version_goes_by_the_rules_of_its_quiz() -> None:
    assert rules("strict", STRICT) == {
        "pass_mark": 0.7,
        "certainty": True,
        "penalty": 0.25,
        "scoring": "all_or_nothing",
    }
    again = rules(f"{AGAIN}1", STRICT)
    assert (again["pass_mark"], again["certainty"]) == (None, False)
    assert (again["penalty"], again["scoring"]) == (0.25, "all_or_nothing")
    assert rules("gone", None) == {
        "pass_mark": None,
        "certainty": False,
        "penalty": 1 / 3,
        "scoring": None,
    }


def test_a_made_up_score_counts_as_the_worst_or_best_there_is() -> None:
    attempt = begin(Student(), PRACTICE)
    first, second, *_ = attempt.questions
    made_up: Any = {
        first: {"response": 0, "score": -3.0, "certainty": None},
        second: {"response": 0, "score": 3.0, "certainty": None},
    }
    scores = totals(attempt, made_up).scores
    assert (scores[first], scores[second]) == (-1.0, 1.0)


def test_an_order_can_be_taken_as_it_is_shown() -> None:
    asking = Asking(Ordering(id="o", stem="Order.", items=("a", "b", "c")), seed=3)
    before = [*asking.response]
    asking.accept_order()
    assert asking.response == before
    assert asking.answered


def test_a_question_of_which_the_result_says_nothing_stands_as_wrong() -> None:
    learner = Student()
    attempt = begin(learner, EXAM)
    learner.keep(finish(attempt))
    assert attempt.attempt["results"] is not None
    attempt.attempt["results"].clear()
    assert {cell.verdict for cell in navigator(attempt)} == {"wrong"}


def test_a_question_without_variables_has_no_values() -> None:
    attempt = begin(Student(), PRACTICE)
    assert attempt.attempt["items"] is not None
    assert all("values" not in item for item in attempt.attempt["items"])


def test_nothing_is_compared_with_a_model_answer_before_the_exam_is_closed() -> None:
    attempt = begin(Student(), OPEN_EXAM, written=True)
    assert not self_mark(attempt, 1).events


def missed(learner: Student) -> None:
    """A practice quiz was taken, and its question missed."""
    now = learner.now()
    answered = events.quiz_answered(
        now, COURSE, "a", "q1", response=1, score=0.0, verdict="wrong"
    )
    learner.record(
        [
            events.quiz_started(
                now, COURSE, "quiz", "a", questions=["q1"], seed=1, mode="practice"
            ),
            answered,
            events.quiz_submitted(
                now,
                COURSE,
                "quiz",
                "a",
                score=0.0,
                points=0,
                points_max=1,
                passed=False,
                by_objective={},
                results={"q1": 0.0},
            ),
        ]
    )


def test_a_question_asked_as_a_card_keeps_its_answer_in_another_edition() -> None:
    learner = Student()
    missed(learner)
    session = Review(small_course(), learner)
    while session.prompt is not None and session.prompt.asking is None:
        learner.keep(session.grade(Rating.Easy))
    assert session.prompt is not None
    assert session.prompt.asking is not None
    assert session.prompt.asking.seed == 0
    session.prompt.asking.choose(1)
    chosen = session.prompt.asking.response
    session.change_edition(small_course(language="zh-Hant"))
    assert session.prompt.asking is not None
    assert session.prompt.asking.response == chosen


def test_a_leech_is_one_when_it_is_forgotten_again_and_not_when_it_is_recalled() -> None:
    learner = Student()
    session = Review(small_course(), learner)
    assert session.prompt is not None
    card = session.prompt.id
    learner.keep(session.grade(Rating.Easy))
    assert not session.became_leech
    known: Any = {**learner.course(COURSE)["cards"][card], "lapses": 8}
    memory = {name: known[name] for name in Memory.__annotations__}
    learner.record(
        [
            events.card_reviewed(
                learner.now(),
                COURSE,
                card,
                Rating.Easy,
                seconds=1.0,
                memory=cast("Any", memory),
            )
        ]
    )
    learner.wait(days=40)
    session = Review(small_course(), learner)
    while session.prompt is not None and session.prompt.id != card:
        learner.keep(session.grade(Rating.Easy))
    assert [event["kind"] for event in session.grade(Rating.Good).events] == ["card_reviewed"]


def test_a_lesson_without_sections_has_no_page() -> None:
    lesson = Lesson(id="lesson", title="Empty", questions=(choice("q1"),))
    edition = Edition(CourseHead(id=COURSE, title="C"), small_course().place, OneLesson(lesson))
    assert Reading(edition, "lesson", Student()).section is None
