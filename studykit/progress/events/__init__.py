"""What happens while a learner studies, one JSON object an event.

Events are the truth of a profile. Each has an id of its own, the instant (`at`, UTC) and the
study day on which it happened, its `kind` and the ids it concerns. The functions here make
them, one a kind; `moment` is when it happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, TypeGuard

from studykit.progress.course_state import Verdict
from studykit.progress.events.answers import Context, QuestionAnswered, question_answered
from studykit.progress.events.base import KINDS
from studykit.progress.events.cards import (
    CardBuried,
    CardCrammed,
    CardDueSet,
    CardFlagged,
    CardReset,
    CardReviewed,
    CardSuspended,
    CardUnburied,
    CardUnflagged,
    CardUnsuspended,
    card_buried,
    card_crammed,
    card_due_set,
    card_flagged,
    card_reset,
    card_reviewed,
    card_suspended,
    card_unflagged,
    card_unsuspended,
)
from studykit.progress.events.profile import (
    Baseline,
    SettingChanged,
    Undo,
    setting_changed,
    undo,
)
from studykit.progress.events.quiz_steps import (
    QuizAbandoned,
    QuizClosed,
    QuizDrafted,
    QuizSelfMarked,
    QuizSolutionShown,
    quiz_abandoned,
    quiz_closed,
    quiz_drafted,
    quiz_self_marked,
    quiz_solution_shown,
)
from studykit.progress.events.quizzes import (
    QuizAnswered,
    QuizFlagged,
    QuizMoved,
    QuizStarted,
    QuizSubmitted,
    quiz_answered,
    quiz_flagged,
    quiz_moved,
    quiz_started,
    quiz_submitted,
)
from studykit.progress.events.reading import PlaceKept, SectionRead, place_kept, section_read
from studykit.progress.fields import JsonObject

Event: TypeAlias = (
    SectionRead
    | PlaceKept
    | QuestionAnswered
    | CardReviewed
    | CardCrammed
    | CardSuspended
    | CardUnsuspended
    | CardBuried
    | CardUnburied
    | CardFlagged
    | CardUnflagged
    | CardReset
    | CardDueSet
    | QuizStarted
    | QuizAnswered
    | QuizFlagged
    | QuizMoved
    | QuizSubmitted
    | QuizDrafted
    | QuizSolutionShown
    | QuizClosed
    | QuizSelfMarked
    | QuizAbandoned
    | SettingChanged
    | Undo
    | Baseline
)
"""One event; `kind` says of which type."""

History: TypeAlias = Iterable[JsonObject | Event]
"""Events as files hold them: some may be of unknown kinds, or not well formed.
`studykit.progress.state.lasting` gives those that count."""

__all__ = [
    "Context",
    "Event",
    "History",
    "Verdict",
    "card_buried",
    "card_crammed",
    "card_due_set",
    "card_flagged",
    "card_reset",
    "card_reviewed",
    "card_suspended",
    "card_unflagged",
    "card_unsuspended",
    "is_event",
    "place_kept",
    "question_answered",
    "quiz_abandoned",
    "quiz_answered",
    "quiz_closed",
    "quiz_drafted",
    "quiz_flagged",
    "quiz_moved",
    "quiz_self_marked",
    "quiz_solution_shown",
    "quiz_started",
    "quiz_submitted",
    "section_read",
    "setting_changed",
    "undo",
]


def is_event(value: object) -> TypeGuard[Event]:
    """Tell whether an object is of a known kind and has all its fields, of the right types.

    The history may come from another version, another machine or an editor; what is no event
    must neither stop the program nor change the state by half.
    """
    name = value.get("kind") if isinstance(value, dict) else None
    kind = KINDS.get(name) if isinstance(name, str) else None
    return kind is not None and kind.check(value)
