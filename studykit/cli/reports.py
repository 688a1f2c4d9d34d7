"""The documents that `--json` prints: what each holds, and their published schemas.

Each begins with its format, a name and a version (`studykit stats 1`). A version gains fields,
and neither loses one nor changes its meaning: that takes the next version.
`studykit schema report-stats` prints the schema of a report.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Finding(TypedDict):
    """A problem in a file of a course."""

    file: str
    line: int
    column: int
    severity: Literal["error", "warning"]
    code: str
    message: str
    hint: str


class CheckReport(TypedDict):
    """What `check` found."""

    format: str
    ok: bool
    diagnostics: list[Finding]
    drafts: int
    """Items that wait to be accepted."""
    without_id: int


class IdsReport(TypedDict):
    """The ids that `ids` added, by file."""

    format: str
    ok: bool
    added: dict[str, list[str]]
    diagnostics: list[Finding]


class Place(TypedDict):
    """A folder in which courses are looked for."""

    kind: str
    path: str
    exists: bool


class QuizName(TypedDict):
    """A quiz by its id and title."""

    id: str
    title: str


class CourseEntry(TypedDict):
    """A course, as its first edition is."""

    course: str
    title: str
    languages: list[str]
    lessons: int
    cards: int
    questions: int
    drafts: int
    quizzes: list[QuizName]
    path: str


class ListReport(TypedDict):
    """The courses that `list` found."""

    format: str
    places: list[Place]
    courses: list[CourseEntry]


class ObjectiveResult(TypedDict):
    """The points for an objective."""

    objective: str
    text: str
    points: float
    points_max: float
    section: str | None


class AnswerEntry(TypedDict):
    """What became of a question; `score` is 0 to 1, null where it could not be judged."""

    question: str
    answered: bool
    score: float | None
    certainty: int | None
    """1 (not sure) to 3 (certain), null where it was not asked for."""


class QuizReport(TypedDict):
    """An attempt at a quiz; what follows `answered` is there once it is submitted."""

    format: str
    course: str
    language: str
    quiz: str
    title: str
    repetition: bool
    attempt: str
    mode: Literal["practice", "exam"]
    pass_mark: float | None
    """0 to 1."""
    started: str
    submitted: bool
    questions: int
    answered: int
    score: NotRequired[float]
    """0 to 1."""
    points: NotRequired[float]
    points_max: NotRequired[float]
    points_self_marked: NotRequired[float]
    passed: NotRequired[bool | None]
    objectives: NotRequired[list[ObjectiveResult]]
    missed: NotRequired[list[str]]
    not_judged: NotRequired[list[str]]
    answers: NotRequired[list[AnswerEntry]]


class ReadReport(TypedDict):
    """How far a lesson is read."""

    format: str
    course: str
    language: str
    lesson: str
    title: str
    section: str | None
    """Where the learner is."""
    sections: int
    read: int
    """How many of them are read."""


class ReviewReport(TypedDict):
    """What was reviewed."""

    format: str
    course: str
    language: str
    reviewed: int
    new: int
    ratings: dict[str, int]
    seconds: float
    left: int
    put_off: int
    put_off_days: int
    cram: bool


class PlanDay(TypedDict):
    """A day of the plan."""

    day: str
    sections: list[str]
    new: int
    reviews: int
    due: int
    mock: bool
    minutes: float


class Reach(TypedDict):
    """What would be enough, each alone."""

    minutes: int | None
    exam: str
    new_per_day: int
    reviews_per_day: int


class Studied(TypedDict):
    """How the plan was followed."""

    days: int
    studied: int
    missed: int


class ObjectiveRecall(TypedDict):
    """The mean recall of an objective's cards to expect on the day of the exam, 0 to 1."""

    objective: str
    text: str
    recall: float


class PlanReport(TypedDict):
    """A plan until an exam; of one that is over, what `says` says and no days."""

    format: str
    course: str
    exam: str | None
    days: list[PlanDay]
    says: NotRequired[str]
    day: NotRequired[str]
    days_left: NotRequired[int]
    minutes: NotRequired[float]
    recall_wanted: NotRequired[float]
    recall: NotRequired[float | None]
    recall_by_schedule: NotRequired[float | None]
    reached: NotRequired[bool]
    reach: NotRequired[Reach | None]
    unread: NotRequired[int]
    unlearnt: NotRequired[int]
    suspended: NotRequired[int]
    studied_since: NotRequired[Studied | None]
    objectives: NotRequired[list[ObjectiveRecall]]
    objectives_without_cards: NotRequired[list[str]]
    trial: NotRequired[bool]


class StatsReport(TypedDict):
    """The figures of each course."""

    format: str
    day: str
    courses: list[dict[str, Any]]


class SettingEntry(TypedDict):
    """A setting as it is."""

    key: str
    value: Any
    default: Any
    source: Literal["course", "all", "config", "class", "default"]
    low: NotRequired[float]
    high: NotRequired[float]
    choices: NotRequired[list[Any]]
    per_course: bool
    says: str


class SettingsReport(TypedDict):
    """Settings, for one course or for all."""

    format: str
    course: str | None
    settings: list[SettingEntry]


class WrongLine(TypedDict):
    """Something in a file of the configuration that is not used; `line` and `column` are 0
    where it is about the whole file."""

    file: str
    line: int
    column: int
    message: str


class KeysEntry(TypedDict):
    """The keys of an action of the app, the first of which is shown."""

    id: str
    keys: list[str]
    default: list[str]
    source: Literal["default", "preset", "config", "class", "all"]
    says: str


class ConfigReport(TypedDict):
    """The configuration: its files, what is in force, and what is wrong in them."""

    format: str
    path: str
    class_path: str
    settings: list[SettingEntry]
    preset: str | None
    keys: list[KeysEntry]
    themes: dict[str, dict[str, str]]
    """Own ones, each colour as `#rrggbb`."""
    wrong: list[WrongLine]


class OptimizeReport(TypedDict):
    """Weights of the scheduler; what follows them is there after a fit."""

    format: str
    weights: list[float] | None
    reviews: NotRequired[int]
    held_out: NotRequired[int]
    loss_before: NotRequired[float]
    loss_after: NotRequired[float]
    applied: NotRequired[bool]


class LossEntry(TypedDict):
    """An item that was not carried whole."""

    file: str
    line: int | None
    item: str
    carried: Literal["left out", "in part"]
    reason: str


class ExportReport(TypedDict):
    """What `export` wrote; `file` is null in a dry run."""

    format: str
    ok: bool
    file: str | None
    to: str
    items: int
    whole: int
    in_part: int
    left_out: int
    losses: list[LossEntry]


class ImportReport(TypedDict):
    """What `import` made; a bank has items and losses, an article the rest."""

    format: str
    ok: bool
    folder: str | None
    title: str
    language: str
    lessons: int
    errors: NotRequired[int]
    warnings: NotRequired[int]
    added: NotRequired[list[str]]
    updated: NotRequired[list[str]]
    kept: NotRequired[list[dict[str, Any]]]
    backup: NotRequired[str]
    items: NotRequired[int]
    whole: NotRequired[int]
    in_part: NotRequired[int]
    left_out: NotRequired[int]
    losses: NotRequired[list[LossEntry]]
    reviews: NotRequired[int]
    """Reviews of a learner in the files, where there are some."""
    reviews_new: NotRequired[int]
    """How many of them are new in the profile; 0 unless `--history` is given."""
    date: NotRequired[str | None]
    sections: NotRequired[int]
    subsections: NotRequired[int]
    pairs: NotRequired[int]
    cards: NotRequired[int]
    questions: NotRequired[int]
    files: NotRequired[list[dict[str, Any]]]


class HandInReport(TypedDict):
    """The result file that was written."""

    format: str
    file: str
    attempts: int


class Trouble(TypedDict):
    """A file that could not be used, or only in part."""

    file: str
    reason: str
    used: bool


class Certainty(TypedDict):
    """How many answers were given with a certainty, and the share that was right."""

    certainty: int
    answers: int
    right: float


class ObjectiveMean(TypedDict):
    """What a class scored at an objective, 0 to 1."""

    objective: str
    mean: float
    students: int


class Flag(TypedDict):
    """What to look at in a question."""

    what: str
    advice: str


class ChoiceEntry(TypedDict):
    """How often a response was given, and what those who gave it scored elsewhere, 0 to 1."""

    response: str
    count: int
    rest: float
    right: bool


class ItemEntry(TypedDict):
    """What a class did at a question, after Moodle's definitions (see docs/class.md)."""

    question: str
    digest: str
    stem: str
    place: str
    options: list[str]
    guess: float | None
    attempts: int
    facility: float | None
    deviation: float | None
    discrimination: float | None
    efficiency: float | None
    intended_weight: float
    effective_weight: float | None
    upper_lower: float | None
    alpha_without: float | None
    seconds: float | None
    choices: list[ChoiceEntry]
    flags: list[Flag]


class StudentEntry(TypedDict):
    """How a student did at a quiz; `score` is 0 to 1."""

    student: str
    score: float
    passed: bool | None
    submitted: str
    attempts: int


class ClassQuiz(TypedDict):
    """What a class did at a quiz."""

    course: str
    quiz: str
    title: str
    attempts: int
    mean: float
    deviation: float
    passed: float | None
    alpha: float | None
    error_ratio: float | None
    standard_error: float | None
    certainty: list[Certainty]
    results: list[StudentEntry]
    missing: list[str]
    objectives: list[ObjectiveMean]
    items: list[ItemEntry]


class ClassReport(TypedDict):
    """What a class did."""

    format: str
    files: int
    counted: str
    anonymous: bool
    students: list[str]
    troubles: list[Trouble]
    quizzes: list[ClassQuiz]


class QuizProgress(TypedDict):
    """The attempt that a student began last; `score` is 0 to 1, null while it is open."""

    quiz: str
    questions: int
    answered: int
    submitted: bool
    score: float | None


class StudentProgress(TypedDict):
    """What a student did on this study day."""

    student: str
    last: str
    """The instant of what was stored last."""
    seconds: float
    sections: int
    cards: int
    answers: int
    right: int
    quiz: QuizProgress | None


class ClassWatchReport(TypedDict):
    """How far each student of a class is at the moment."""

    format: str
    at: str
    students: list[StudentProgress]
    troubles: list[Trouble]


REPORTS: dict[str, Any] = {
    "check": CheckReport,
    "class": ClassReport,
    "class-watch": ClassWatchReport,
    "config": ConfigReport,
    "export": ExportReport,
    "hand-in": HandInReport,
    "ids": IdsReport,
    "import": ImportReport,
    "list": ListReport,
    "optimize": OptimizeReport,
    "plan": PlanReport,
    "quiz": QuizReport,
    "read": ReadReport,
    "review": ReviewReport,
    "settings": SettingsReport,
    "stats": StatsReport,
}
"""The report of each command."""
