"""What Home names first, and which quizzes it offers."""

from __future__ import annotations

from datetime import timedelta

from studykit.content.course_model import Quiz
from studykit.content.library import open_library, shipped_lessons
from studykit.planning.exam_plan import asked_today
from studykit.planning.goal import Goal
from studykit.planning.pace import SECTION_MINUTES
from studykit.planning.today import Today, today
from studykit.progress import events
from studykit.progress.state import fold
from studykit.scheduling.memory import Rating
from tests.planning.standing import NOW, learnt
from tests.study.builder import COURSE, Student, small_course

EXAM = Quiz(id="exam", title="Exam", mode="exam", pass_mark=0.6, attempts=2)
DRILL = Quiz(id="drill", title="Drill")
SHIPPED = open_library([shipped_lessons()]).courses[0].edition("en")


def taken(learner: Student, quiz: Quiz, attempt: str, score: float) -> None:
    """Begin a quiz and submit it."""
    learner.record(
        [
            events.quiz_started(
                learner.now(),
                COURSE,
                quiz.id,
                attempt,
                questions=["q1"],
                seed=1,
                mode=quiz.mode,
            )
        ]
    )
    learner.record(
        [
            events.quiz_submitted(
                learner.now(),
                COURSE,
                quiz.id,
                attempt,
                score=score,
                points=score,
                points_max=1,
                passed=None,
                by_objective={},
                results={"q1": score},
            )
        ]
    )


def home(learner: Student, *quizzes: Quiz) -> Today:
    return today(small_course(quizzes=quizzes), learner.state, learner.now())


def offered(found: Today) -> dict[str, tuple[float | None, int | None]]:
    return {quiz.quiz.id: (quiz.best, quiz.left) for quiz in found.quizzes}


def test_the_attempts_of_a_quiz_run_out() -> None:
    learner = Student()
    assert offered(home(learner, EXAM))["exam"] == (None, 2)
    taken(learner, EXAM, "a", 0.5)
    found = home(learner, EXAM)
    assert offered(found)["exam"] == (0.5, 1)
    assert not found.used_up
    taken(learner, EXAM, "b", 0.25)
    found = home(learner, EXAM)
    assert "exam" not in offered(found)
    assert [(quiz.quiz.id, quiz.best, quiz.left) for quiz in found.used_up] == [
        ("exam", 0.5, 0)
    ]


def test_a_quiz_that_is_passed_comes_behind_those_that_are_not() -> None:
    learner = Student()
    assert [quiz.quiz.id for quiz in home(learner, EXAM, DRILL).quizzes][:2] == [
        "exam",
        "drill",
    ]
    taken(learner, EXAM, "a", 0.6)
    assert [quiz.quiz.id for quiz in home(learner, EXAM, DRILL).quizzes][-1] == "exam"
    other = Student()
    taken(other, EXAM, "a", 0.59)
    assert home(other, EXAM, DRILL).quizzes[0].quiz.id == "exam"
    third = Student()
    taken(third, DRILL, "a", 0.0)  # without a mark to pass, taken is passed
    assert [quiz.quiz.id for quiz in home(third, DRILL, EXAM).quizzes][-1] == "drill"


def all_done(learner: Student) -> None:
    """Read everything and learn every card."""
    for section in ("first", "second"):
        learner.record([events.section_read(learner.now(), COURSE, section)])
    for card in ("card-0", "card-1", "card-2", "gaps/1", "gaps/2"):
        learnt(learner, card, Rating.Easy)


def test_when_all_is_read_and_learnt_a_quiz_is_next_and_then_nothing() -> None:
    learner = Student()
    all_done(learner)
    found = home(learner, EXAM)
    assert (found.reading, found.cards.total) == (None, 0)
    assert found.next == "take"
    for quiz in found.quizzes:
        taken(learner, quiz.quiz, quiz.quiz.id, 1.0)
    assert home(learner, EXAM).next == "done"


def test_due_cards_come_before_reading_and_new_cards_of_the_unread_behind() -> None:
    learner = Student()
    assert home(learner).next == "read"
    learnt(learner, "card-0", Rating.Easy)
    assert home(learner).next == "read"
    learner.wait(days=30)
    found = home(learner)
    assert found.next == "review"
    assert (found.cards.due, found.cards.new, found.cards.ready) == (1, 4, 0)
    assert found.cards.total == 5


def test_reading_goes_on_in_the_lesson_where_it_stopped() -> None:
    lesson = SHIPPED.lessons[1]
    first, second = lesson.sections[:2]
    place = events.place_kept(NOW, SHIPPED.id, lesson.id, first.id, 0)
    read = events.section_read(NOW, SHIPPED.id, first.id)
    found = today(SHIPPED, fold([place, read]), NOW).reading
    assert found is not None
    assert (found.lesson.id, found.section, found.number) == (lesson.id, second.id, 2)
    assert found.begun


def test_the_plan_counts_what_was_studied_today() -> None:
    goal = Goal(NOW.day + timedelta(days=10), 20, 0.9)
    assert asked_today(SHIPPED, fold([]), NOW, goal).minutes == 4 * SECTION_MINUTES == 20
    section = SHIPPED.lessons[0].sections[0].id
    read = fold([events.section_read(NOW, SHIPPED.id, section)])
    assert asked_today(SHIPPED, read, NOW, goal).minutes == 15
    day = read["courses"][SHIPPED.id]["days"][NOW.day.isoformat()]
    day["seconds"] = 120.0  # of questions: none of it was spent reading
    asked = asked_today(SHIPPED, read, NOW, goal)
    assert (len(asked.sections), asked.new, asked.minutes) == (1, 5, 8.125)
    day["reading_seconds"] = 120.0
    assert asked_today(SHIPPED, read, NOW, goal).minutes == 15
