"""A quiz in line mode: practice, exam, time, leaving and going on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from studykit.plain.quiz import begin_or_resume, take_quiz
from studykit.plain.result import quiz_document
from studykit.plain.talk import Talk
from studykit.study.attempts import open_attempt
from studykit.study.quiz import QuizAttempt
from studykit.study.standing import standing
from studykit.study.wording import Words

if TYPE_CHECKING:
    from tests.plain.lines import Desk


def sit(desk: Desk, quiz: str, *lines: str) -> tuple[QuizAttempt, str]:
    """One sitting at a quiz."""
    attempts: list[QuizAttempt] = []

    def run(talk: Talk) -> None:
        attempt = begin_or_resume(
            talk, desk.edition, desk.edition.quiz(quiz), desk.profile, desk.clock
        )
        attempts.append(attempt)
        take_quiz(talk, attempt, desk.profile, desk.clock)

    said = desk.hold(run, *lines)
    return attempts[0], said


def test_practice_tells_at_once_and_ends_with_the_result_by_objective(desk: Desk) -> None:
    attempt, said = sit(desk, "short", "b", "", "t")
    assert "✗ Not right.\nThat was it once." in said
    assert "Solution: Naypyidaw\nIt moved in 2005." in said
    assert "Score: 50 % (1 of 2 points)" in said
    assert "Passed." in said
    assert "Know the capital: 50 %" in said
    assert "Read again: First lesson, Where it is" in said
    assert attempt.submitted


def test_trying_again_costs_a_third(desk: Desk) -> None:
    attempt, said = sit(desk, "short", "b", "t", "a", "t")
    assert "After 2 tries it earns 66 %." in said
    assert "Solution" not in said
    assert round(attempt.attempt["score"] or 0, 2) == 0.83


def test_answers_that_end_half_way_are_kept_and_the_next_sitting_goes_on(desk: Desk) -> None:
    attempt, said = sit(desk, "short", "a")
    assert said.endswith("(left)")
    assert quiz_document(attempt)["answered"] == 1
    again, said = sit(desk, "short", "t")
    assert again.id == attempt.id
    assert "Going on with: A short one" in said
    assert "Which is the capital?" not in said
    assert "Score: 100 %" in said


def test_an_answer_is_recorded_before_its_result_is_shown(desk: Desk) -> None:
    kept_when_told: list[int] = []

    def run(talk: Any) -> None:
        attempt = begin_or_resume(
            talk, desk.edition, desk.edition.quiz("short"), desk.profile, desk.clock
        )
        say = talk.say

        def watched(text: str = "", indent: int = 0) -> None:
            if text.startswith(("✓", "✗")):
                kept = standing(desk.profile.state, "demo")["attempts"][attempt.id]
                kept_when_told.append(len(kept["responses"]))
            say(text, indent)

        talk.say = watched
        take_quiz(talk, attempt, desk.profile, desk.clock)

    desk.hold(run, "a", "t")
    assert kept_when_told == [1, 2]


def test_a_question_can_be_left_for_later(desk: Desk) -> None:
    _, said = sit(desk, "short", "n", "t", "", "a")
    assert "1 question is open." in said
    assert "Score: 100 %" in said


def test_handing_in_early_counts_what_is_there(desk: Desk) -> None:
    _, said = sit(desk, "short", "a", "submit", "s")
    assert "Score: 50 %" in said


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
    assert "Score: 83 %" in said


def test_when_the_time_is_up_a_late_answer_does_not_count(desk: Desk) -> None:
    sit(desk, "exam", "a")
    desk.wait(minutes=11)
    attempt, said = sit(desk, "exam", "Moei")
    assert "The time is up." in said
    assert attempt.submitted
    assert round(attempt.attempt["score"] or 0, 2) == 0.33


class _Slow(io.StringIO):
    """What a learner types who needs eleven minutes for the last line."""

    def __init__(self, desk: Desk, *lines: str) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._desk = desk
        self._left = len(lines)

    def readline(self, size: int | None = -1, /) -> str:
        self._left -= 1
        if self._left == 0:
            self._desk.wait(minutes=11)
        return super().readline(-1 if size is None else size)


def sit_too_long(desk: Desk, *lines: str) -> tuple[QuizAttempt, str]:
    """A sitting at the exam in which the last line comes too late."""
    said = io.StringIO()
    talk = Talk(_Slow(desk, *lines), said, Words("en"), width=80)
    quiz = desk.edition.quiz("exam")
    attempt = begin_or_resume(talk, desk.edition, quiz, desk.profile, desk.clock)
    take_quiz(talk, attempt, desk.profile, desk.clock)
    return attempt, said.getvalue()


def test_the_result_follows_when_the_time_runs_out_at_a_question(desk: Desk) -> None:
    attempt, said = sit_too_long(desk, "a", "Moei")
    assert said.index("The time is up.") < said.index("Score: 33 %")
    assert "Kept." not in said.partition("The time is up.")[2]
    assert list(attempt.attempt["responses"]) == ["single"]
    assert attempt.submitted


def test_no_question_is_asked_after_the_deadline(desk: Desk) -> None:
    sit(desk, "exam", "a")
    desk.wait(minutes=11)
    attempt, said = sit(desk, "exam")
    assert "Question" not in said
    assert attempt.submitted


def test_a_text_written_in_time_is_compared_after_the_deadline(desk: Desk) -> None:
    sit(desk, "exam", "n", "n", "The sea.", "")
    desk.wait(minutes=11)
    attempt, said = sit(desk, "exam", "1")
    assert said.index("The time is up.") < said.index("Because of the sea.")
    assert (attempt.attempt["results"] or {})["open"] == 0.5


def test_the_time_left_is_said_with_each_question(desk: Desk) -> None:
    _, said = sit(desk, "exam", "a")
    assert "Question 2 of 3 · 10 min left" in said


def test_certainty_is_asked_and_told(desk: Desk) -> None:
    _, said = sit(desk, "sure", "f", "5", "3")
    assert "How sure are you, 1 to 3?" in said
    assert "Certainty 3: 0 of 1 right" in said


def test_a_text_left_at_the_model_answer_is_compared_in_the_next_sitting(desk: Desk) -> None:
    """Questions of the lesson, of which only the open response is answered."""

    def run(talk: Talk) -> None:
        quiz = desk.edition.quiz("exam")
        attempt = begin_or_resume(
            talk, desk.edition, quiz, desk.profile, desk.clock, only=["open", "tf"]
        )
        take_quiz(talk, attempt, desk.profile, desk.clock)

    first = desk.hold(run, "The sea.", "")
    assert first.endswith("(left)")
    second = desk.hold(run, "t", "1 2")
    assert "Your answer: The sea." in second
    assert "Score: 100 %" in second


def test_the_result_is_a_document_too(desk: Desk) -> None:
    attempt, _ = sit(desk, "short", "b", "", "t")
    assert quiz_document(attempt) == {
        "course": "demo",
        "language": "en",
        "quiz": "short",
        "attempt": attempt.id,
        "mode": "practice",
        "submitted": True,
        "questions": 2,
        "answered": 2,
        "score": 0.5,
        "points": 1.0,
        "points_max": 2.0,
        "passed": True,
        "objectives": [
            {
                "id": "know",
                "text": "Know the capital",
                "points": 1.0,
                "points_max": 2.0,
                "section": "s1",
            }
        ],
        "missed": ["single"],
    }
    assert open_attempt(standing(desk.profile.state, "demo"), "short") is None
