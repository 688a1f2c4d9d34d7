"""Which questions a line of a blueprint draws, and what they are worth."""

from __future__ import annotations

from dataclasses import replace

from studykit.content.course_model import Draw, Quiz
from studykit.study.question_selection import draw_questions, point_values, pool_of
from tests.study.builder import small_course


def test_where_some_of_different_worth_are_drawn_each_counts_one_point() -> None:
    edition = small_course(points={"q1": 3.0})
    some = Quiz(id="s", title="S", draw=(Draw(ids=("q1", "q2"), count=1),))
    assert point_values(edition, some, ["q1", "q2"]) == {"q1": 1, "q2": 1}
    every = replace(some, draw=(Draw(ids=("q1", "q2"), count=2),))
    assert point_values(edition, every, ["q1", "q2"]) == {"q1": 3, "q2": 1}
    whole = replace(some, draw=(Draw(ids=("q1", "q2")),))
    assert point_values(edition, whole, ["q1", "q2"]) == {"q1": 3, "q2": 1}
    alike = small_course(points={"q1": 3.0, "q2": 3.0})
    assert point_values(alike, some, ["q1", "q2"]) == {"q1": 3, "q2": 3}
    none = replace(some, draw=())
    assert point_values(edition, none, ["q1", "q3"]) == {"q1": 3, "q3": 1}


def test_a_line_draws_by_lesson_objective_tag_and_id_together() -> None:
    edition = small_course(exam_only=("q4",))

    def drawn(line: Draw | None, mode: str = "practice") -> list[str]:
        quiz = Quiz(id="s", title="S", mode=mode)  # type: ignore[arg-type]
        return [question.id for question in pool_of(edition, line, quiz)]

    assert drawn(None) == ["q1", "q2", "q3"]
    assert drawn(None, "exam") == ["q1", "q2", "q3", "q4"]
    assert drawn(Draw(lessons=("lesson",))) == ["q1", "q2", "q3"]
    assert drawn(Draw(lessons=("other",))) == []
    assert drawn(Draw(objectives=("see",))) == ["q3"]
    assert drawn(Draw(objectives=("see",), ids=("q1",))) == []
    assert drawn(Draw(tags=("none",))) == []
    assert drawn(Draw(ids=("q4", "q1"))) == ["q1"]


def test_linked_questions_are_drawn_together_or_not_at_all() -> None:
    edition = small_course()
    linked = Quiz(
        id="l", title="L", shuffle=False, linked=(("q2", "q1"),), draw=(Draw(count=3),)
    )
    for seed in range(30):
        drawn = draw_questions(edition, linked, seed)
        assert len(drawn) == len(set(drawn)) <= 3
        assert ("q1" in drawn) == ("q2" in drawn)
        if "q1" in drawn:
            assert drawn.index("q1") == drawn.index("q2") + 1
    one = replace(linked, draw=(Draw(count=1),))
    assert all(set(draw_questions(edition, one, seed)) <= {"q3", "q4"} for seed in range(30))
    twice = replace(linked, linked=(), draw=(Draw(ids=("q1",)), Draw()))
    assert sorted(draw_questions(edition, twice, 1)) == ["q1", "q2", "q3", "q4"]
