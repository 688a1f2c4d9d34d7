"""Where a learner stands in a course: plain JSON, with a type for each part."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from studykit.progress.fields import (
    AuthorId,
    Certainty,
    Count,
    Digest,
    Flag,
    Form,
    Instant,
    Number,
    Parts,
    PointsPair,
    Response,
    StudyDay,
)
from studykit.questions.fields import ChoiceScoring

Verdict = Literal["right", "partial", "wrong"]
Mode = Annotated[
    str,
    Form(
        lambda mode: mode in ("practice", "exam"),
        {"enum": ["practice", "exam"]},
        anonymous="keep",
    ),
]


class Schedule(TypedDict):
    """The schedule of a card, as `studykit.scheduling.memory.Memory` describes it."""

    state: Literal["new", "learning", "review", "relearning"]
    step: Count | None
    stability: Annotated[
        float, Form(lambda value: value >= 0, {"minimum": 0}, anonymous="keep")
    ]
    difficulty: Number
    due: Instant
    due_day: StudyDay
    last: Instant | None
    last_day: StudyDay | None
    reps: Count
    lapses: Count


class CardState(Schedule, total=False):
    """A card's schedule, and what the learner did with it. A card that was marked but never
    reviewed has the state `new` and is due in the year 9999."""

    suspended: Flag
    leech: Flag
    buried_day: StudyDay
    flagged: Flag
    missed_day: StudyDay
    """The study day on which it was last graded Again, also while cramming."""


class SectionState(TypedDict):
    """When a section was last read."""

    read: Instant
    day: StudyDay


class QuestionState(TypedDict):
    """How a question was answered so far; scores from 0 to 1 (below 0 where an author's
    weights say so)."""

    answers: Count
    right: Count
    last_score: Number
    last: Instant
    last_day: StudyDay


class ResponseState(TypedDict):
    """The answer to one question of an attempt."""

    response: Response
    parts: NotRequired[Parts]
    certainty: Certainty | None
    tries: Count
    hints: Count
    score: Number | None
    verdict: Verdict | None
    seconds: Number
    """Spent on the question in all."""
    at: Instant
    solution_shown: NotRequired[Flag]
    """Whether the solution was seen instead of trying again."""
    self_marked: NotRequired[Flag]
    """Whether it was compared with the model answer of a closed exam, whatever was ticked."""


class DraftState(TypedDict):
    """A response of a practice quiz that was chosen or typed and not submitted yet."""

    response: Response
    parts: NotRequired[Parts]
    at: Instant
    solution_shown: NotRequired[Flag]
    """Whether the model answer was seen: from then on it can only be compared."""


class AttemptItem(TypedDict):
    """A question of an attempt as it was when the attempt began."""

    points: Number
    objective: AuthorId
    """The id of the objective, "" where there is none."""
    digest: Digest
    """Of its wording, options, key and scoring (`question_digest`), its variables as their
    author wrote them."""
    values: NotRequired[dict[AuthorId, Number]]
    """The numbers that its variables have in the attempt; absent where it has none."""


class AttemptRules(TypedDict):
    """How an attempt is scored, as it was when the attempt began."""

    pass_mark: Number | None
    certainty: Flag
    penalty: Number
    scoring: Annotated[ChoiceScoring | None, Form(anonymous="keep")]


class EarlierAttempt(TypedDict):
    """An attempt as profiles before version 3 had it."""

    quiz: AuthorId
    started: Instant
    day: StudyDay
    questions: list[AuthorId]
    seed: int
    mode: Mode
    deadline: Instant | None
    index: Count
    responses: dict[str, ResponseState]
    flags: list[AuthorId]
    submitted: Instant | None
    score: Number | None
    points: Number | None
    points_max: Number | None
    passed: Flag | None
    by_objective: dict[str, PointsPair] | None
    results: dict[str, Number] | None


class AttemptState(EarlierAttempt):
    """One attempt at a quiz; `submitted` and the result are null while it goes on."""

    items: list[AttemptItem] | None
    """Parallel to `questions`; null of an attempt begun before version 3."""
    rules: AttemptRules | None
    drafts: dict[str, DraftState]
    closed: Instant | None
    """When the answers of an exam became final; its open responses may still be compared."""
    abandoned: Instant | None
    """When it was ended without a result."""


class Place(TypedDict):
    """Where the learner stopped reading in a course, and when."""

    lesson: AuthorId
    section: AuthorId
    scroll: Number
    at: Instant


class DayState(TypedDict, total=False):
    """What was done in a course on one study day. Absent counts are 0."""

    new: Count
    """Cards reviewed for the first time; questions asked as cards are not among them."""
    reviews: Count
    """Reviews of cards in review, which a daily limit counts."""
    steps: Count
    """Reviews on learning or relearning steps."""
    crammed: Count
    again: Count
    """Reviews (of any of the first three sorts) graded Again."""
    answers: Count
    right: Count
    sections: Count
    seconds: Number
    """Spent in all."""
    card_seconds: Number
    question_seconds: Number
    reading_seconds: Number


class EarlierCourse(TypedDict):
    """The state of a course as a file of any version has it."""

    sections: dict[str, SectionState]
    cards: dict[str, CardState]
    questions: dict[str, QuestionState]
    attempts: dict[str, EarlierAttempt]
    place: Place | None
    days: dict[str, DayState]


class CourseState(TypedDict):
    """Where a learner stands in one course; its editions share it."""

    sections: dict[str, SectionState]
    cards: dict[str, CardState]
    questions: dict[str, QuestionState]
    attempts: dict[str, AttemptState]
    place: Place | None
    days: dict[str, DayState]


def new_course_state() -> CourseState:
    """Return the state of a learner who has done nothing in a course yet."""
    return {
        "sections": {},
        "cards": {},
        "questions": {},
        "attempts": {},
        "place": None,
        "days": {},
    }


def present_attempt(attempt: EarlierAttempt) -> AttemptState:
    """Return an attempt of any version in this version's form."""
    added: Any = {
        "items": None,
        "rules": None,
        "drafts": {},
        "closed": None,
        "abandoned": None,
        **attempt,
    }
    completed: AttemptState = added
    return completed
