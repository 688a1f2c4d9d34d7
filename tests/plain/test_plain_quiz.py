"""A quiz in line mode: practice, exam, time, leaving and going on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from studykit.learner.attempts import open_attempt
from studykit.plain.quiz import begin_or_resume, repeat_missed, take_quiz
from studykit.plain.result import quiz_document
from studykit.questions.marks import Grade
from studykit.study import answering, quiz_rules
from studykit.study.quiz import QuizAttempt
from studykit.study.quiz_start_text import starting_costs

if TYPE_CHECKING:
    from studykit.plain.talk import Talk
    from tests.plain.lines import Desk


def sit(desk: Desk, quiz: str, *lines: str) -> tuple[QuizAttempt, str]:
    """One sitting at a quiz."""
    attempts: list[QuizAttempt] = []

    blueprint = desk.edition.quiz(quiz)
    waits = open_attempt(desk.learner.course(desk.edition.id), quiz) is not None
    if starting_costs(blueprint) and not waits:
        lines = ("", *lines)

    def run(talk: Talk) -> None:
        attempts.append(begin_or_resume(talk, desk.editions, blueprint, desk.learner))
        take_quiz(talk, attempts[0])

    said = desk.hold(run, *lines)
    return attempts[0], said


def test_practice_tells_at_once_and_ends_with_the_result_by_objective(desk: Desk) -> None:
    attempt, said = sit(desk, "short", "b", "", "t")
    assert "Not right.\nThat was it once." in said
    assert "Solution: Naypyidaw\nIt moved in 2005." in said
    assert "Score: 50% (1 of 2 points)" in said
    assert "Passed." in said
    assert "Know the capital: 50%" in said
    assert "Read again: First lesson, Where it is" in said
    assert attempt.submitted


def test_trying_again_costs_a_third(desk: Desk) -> None:
    attempt, said = sit(desk, "short", "b", "t", "a", "t")
    assert "After 2 tries it earns 66%." in said
    assert "Solution" not in said
    assert round(attempt.attempt["score"] or 0, 2) == 0.83


def test_answers_that_end_half_way_are_kept_and_the_next_sitting_goes_on(desk: Desk) -> None:
    attempt, said = sit(desk, "short", "a")
    assert said.endswith("(left)")
    assert quiz_document(attempt)["answered"] == 1
    again, said = sit(desk, "short", "t")
    assert again.id == attempt.id
    assert "Continuing: A short one" in said
    assert "Which is the capital?" not in said
    assert "Score: 100%" in said


def test_an_answer_is_stored_before_its_result_is_shown(desk: Desk) -> None:
    stored_when_said: list[int] = []

    def run(talk: Any) -> None:
        quiz = desk.edition.quiz("short")
        attempt = begin_or_resume(talk, desk.editions, quiz, desk.learner)
        say = talk.say

        def watched(text: str = "", indent: int = 0) -> None:
            if text in ("Right.", "Not right."):
                stored_when_said.append(len(attempt.attempt["responses"]))
            say(text, indent)

        talk.say = watched
        take_quiz(talk, attempt)

    desk.hold(run, "a", "t")
    assert stored_when_said == [1, 2]


def test_a_question_can_be_left_for_later(desk: Desk) -> None:
    _, said = sit(desk, "short", "n", "t", "", "a")
    assert "1 question is not answered." in said
    assert "Score: 100%" in said


def test_handing_in_early_counts_what_is_there(desk: Desk) -> None:
    _, said = sit(desk, "short", "a", "submit", "s")
    assert "Score: 50%" in said


def test_an_exam_reveals_nothing_before_it_is_handed_in(desk: Desk) -> None:
    attempt, said = sit(desk, "exam", "b", "Moei", "The sea.", "", "", "1")
    before, _, after = said.partition("Score:")
    assert "Not right" not in before
    assert "2005" not in before
    assert before.index("All questions are answered") < before.index("Because of the sea.")
    assert "Your answer: Yangon\nSolution: Naypyidaw\nIt moved in 2005." in after
    assert round(attempt.attempt["score"] or 0, 2) == 0.5


def test_an_exam_answer_can_be_changed_and_a_question_flagged(desk: Desk) -> None:
    _, said = sit(desk, "exam", "b", "f", "p", "a", "Moei", "n", "l", "3", "sea", "", "", "1")
    assert "Your answer: Yangon" in said
    assert "2. Which river? (answered, flagged)" in said
    assert "Score: 83%" in said


def test_when_the_time_is_up_a_late_answer_does_not_count(desk: Desk) -> None:
    sit(desk, "exam", "a")
    desk.wait(minutes=11)
    attempt, said = sit(desk, "exam", "Moei")
    assert "The time is up." in said
    assert attempt.submitted
    assert round(attempt.attempt["score"] or 0, 2) == 0.33


def test_the_time_left_is_said_with_each_question(desk: Desk) -> None:
    _, said = sit(desk, "exam", "a")
    assert "Question 2 of 3 · 10 min left" in said


def test_certainty_is_asked_with_what_it_earns_and_costs(desk: Desk) -> None:
    _, said = sit(desk, "sure", "f", "5", "3")
    assert "1 not sure +1/0 · 2 fairly sure +2/−2 · 3 certain +3/−6" in said
    assert "How sure are you, 1 to 3?" in said
    assert "certain: 0 of 1 right" in said


def test_an_exam_offers_no_hint(desk: Desk) -> None:
    _, said = sit(desk, "exam", "?", "h", "hint")
    assert "show one hint more" not in said
    assert "Not the largest city." not in said


def test_an_exam_left_at_the_model_answer_goes_on_there(desk: Desk) -> None:
    """Today the answers could all be changed once the model answer was seen."""
    attempt, said = sit(desk, "exam", "b", "Moei", "The sea.", "", "")
    assert "Because of the sea." in said
    assert said.endswith("(left)")
    assert attempt.closed
    assert not attempt.submitted
    again, said = sit(desk, "exam", "1 2")
    assert again.id == attempt.id
    assert "Which is the capital?" not in said.partition("Score:")[0]
    assert "Your answer: The sea." in said
    assert "Score: 66% (2 of 3 points · 1 of them marked by yourself)" in said


def test_what_was_missed_is_asked_again_as_a_repetition(desk: Desk) -> None:
    def run(talk: Talk) -> None:
        attempt = begin_or_resume(talk, desk.editions, desk.edition.quiz("short"), desk.learner)
        take_quiz(talk, attempt)
        repeat_missed(talk, attempt)

    said = desk.hold(run, "b", "", "t", "m", "a")
    first, _, second = said.partition("Missed questions again: A short one")
    assert "Score: 50%" in first
    assert "A repetition: it changes no score." in second
    assert "Score: 100% (1 of 1 points)" in second
    assert "Passed" not in second


def test_an_attempt_that_is_given_up_has_no_result(desk: Desk) -> None:
    attempt, said = sit(desk, "short", "a", "submit", "drop")
    assert "The attempt is given up" in said
    assert attempt.over
    assert not attempt.submitted
    assert "Going on" not in sit(desk, "short")[1]


def test_the_correct_answer_waits_while_another_try_earns_something(desk: Desk) -> None:
    attempt, said = sit(desk, "short", "b")
    assert "Solution" not in said
    attempt, said = sit(desk, "short", "t", "a", "t")
    assert "Not right." in said
    assert "Solution" not in said
    assert round(attempt.attempt["score"] or 0, 2) == 0.83


def test_an_answer_chosen_in_the_app_and_not_submitted_is_submitted_by_enter(
    desk: Desk,
) -> None:
    attempt, _ = sit(desk, "short")
    opened = QuizAttempt(desk.editions, attempt.id, desk.learner)
    assert opened.asking is not None
    opened.asking.choose(0)
    desk.learner.keep(opened.save())
    again, said = sit(desk, "short", "", "t")
    assert "Your answer: Naypyidaw\nEnter submits this answer." in said
    assert again.attempt["score"] == 1


def test_after_the_solution_there_is_no_other_try(desk: Desk) -> None:
    _, said = sit(desk, "short", "b", "", "p", "q")
    assert said.count("Solution: Naypyidaw") == 2
    assert said.count("t tries again") == 1


def test_the_result_is_a_document_too(desk: Desk) -> None:
    attempt, _ = sit(desk, "short", "b", "", "t")
    assert quiz_document(attempt) == {
        "course": "demo",
        "language": "en",
        "quiz": "short",
        "title": "A short one",
        "attempt": attempt.id,
        "mode": "practice",
        "repetition": False,
        "submitted": True,
        "questions": 2,
        "answered": 2,
        "score": 0.5,
        "points": 1.0,
        "points_max": 2.0,
        "points_self_marked": 0.0,
        "passed": True,
        "objectives": [
            {
                "objective": "know",
                "text": "Know the capital",
                "points": 1.0,
                "points_max": 2.0,
                "section": "s1",
            }
        ],
        "missed": ["single"],
        "not_judged": [],
        "pass_mark": 0.5,
        "started": attempt.attempt["started"],
        "answers": [
            {"question": "single", "answered": True, "score": 0.0, "certainty": None},
            {"question": "tf", "answered": True, "score": 1.0, "certainty": None},
        ],
    }
    assert open_attempt(desk.learner.course("demo"), "short") is None


def test_what_cannot_be_judged_is_said_and_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "grade", _out_of_time)
    attempt, said = sit(desk, "short", "b")
    assert "This answer took too long to judge" in said
    assert "Not right" not in said
    assert said.count("Which is the capital?") == 2
    assert quiz_document(attempt)["answered"] == 0


def test_an_exam_says_what_was_not_judged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "grade", _out_of_time)
    monkeypatch.setattr(quiz_rules, "grade", _out_of_time)
    attempt, said = sit(desk, "exam", "b", "next", "next", "s")
    assert "Question 1 took too long to judge and does not count." in said
    assert "\n1. Which is the capital?" not in said
    document = quiz_document(attempt)
    assert document["not_judged"] == ["single"]
    assert "single" not in document["missed"]


def _out_of_time(*_: Any, **__: Any) -> Grade:
    return Grade(0.0, judged=False)
