"""Events of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired, cast

from studykit.progress.course_state import CardState, Schedule
from studykit.progress.events.base import EventBase, fold_of, stamp
from studykit.progress.fields import AuthorId, Flag, Form, Number, StudyDay
from studykit.progress.folding import LEARNT_DAYS, QUESTION_CARD, spent, unseen_card
from studykit.scheduling.memory import interval_days

if TYPE_CHECKING:
    from studykit.progress.folding import Edit
    from studykit.scheduling.days import Moment
    from studykit.scheduling.memory import Memory, Rating

_Grade = Annotated[Literal[1, 2, 3, 4], Form(anonymous="keep")]


def _is_reviewed(memory: Schedule) -> bool:
    return memory["state"] != "new" and memory["stability"] > 0 and memory["last"] is not None


class CardEvent(EventBase):
    """What every event of a card has."""

    course: AuthorId
    card: AuthorId


class CardReviewed(CardEvent):
    """A card was graded.

    The event carries the memory that the scheduler computed, so that the state needs no
    scheduler to be had from the events and is the same on every machine, with every version
    and every setting.
    """

    kind: Literal["card_reviewed"]
    rating: _Grade
    seconds: Number
    memory: Annotated[Schedule, Form(_is_reviewed)]


def card_reviewed(
    moment: Moment, course: str, card: str, rating: Rating, *, seconds: float, memory: Memory
) -> CardReviewed:
    """A card was graded. `memory` is what `Scheduler.review` returned."""
    return CardReviewed(
        **stamp(moment),
        kind="card_reviewed",
        course=course,
        card=card,
        rating=_grade(rating),
        seconds=seconds,
        memory={**memory},
    )


def _grade(rating: Rating) -> Literal[1, 2, 3, 4]:
    return cast("Literal[1, 2, 3, 4]", int(rating))


@fold_of(CardReviewed)
def _fold_card_reviewed(edit: Edit, event: CardReviewed) -> None:
    card = event["card"]
    old = edit.course["cards"].get(card) or unseen_card()
    state, again = old["state"], event["rating"] == 1
    reviewed: CardState = {
        **old,
        **event["memory"],
        # Counted, not copied: two machines' reviews add up after a merge.
        "reps": old["reps"] + 1,
        "lapses": old["lapses"] + int(again and state == "review"),
    }
    if again:
        reviewed["missed_day"] = event["day"]
    question = card.startswith(QUESTION_CARD)
    if question and interval_days(reviewed) >= LEARNT_DAYS:
        edit.drop("cards", card)
    else:
        edit.put("cards", card, value=reviewed)
    edit.count(
        new=int(state == "new" and not question),
        reviews=int(state == "review"),
        steps=int(state in ("learning", "relearning") or (state == "new" and question)),
        again=int(again),
        **spent("card", event["seconds"]),
    )


class CardCrammed(CardEvent):
    """A card was graded while cramming: counted, but its schedule stays untouched."""

    kind: Literal["card_crammed"]
    rating: _Grade
    seconds: Number


def card_crammed(
    moment: Moment, course: str, card: str, rating: Rating, seconds: float
) -> CardCrammed:
    """A card was graded while cramming: counted, but its schedule stays untouched."""
    return CardCrammed(
        **stamp(moment),
        kind="card_crammed",
        course=course,
        card=card,
        rating=_grade(rating),
        seconds=seconds,
    )


@fold_of(CardCrammed)
def _fold_card_crammed(edit: Edit, event: CardCrammed) -> None:
    if event["rating"] == 1 and not event["card"].startswith(QUESTION_CARD):
        _mark(edit, event, missed_day=event["day"])  # a question's answer is kept as such
    edit.count(crammed=1, **spent("card", event["seconds"]))


def _mark(edit: Edit, event: CardEvent, **marks: Any) -> None:
    """Set marks on a card; None takes one away."""
    card = {**edit.card(event["card"]), **marks}
    marked = {
        name: value for name, value in card.items() if name not in marks or value is not None
    }
    edit.put("cards", event["card"], value=marked)


class CardSuspended(CardEvent):
    """A card shall not be shown until it is unsuspended; `leech`: by the leech rule."""

    kind: Literal["card_suspended"]
    leech: NotRequired[Flag]


def card_suspended(
    moment: Moment, course: str, card: str, leech: bool = False
) -> CardSuspended:
    """A card shall not be shown until it is unsuspended; `leech`: by the leech rule."""
    return CardSuspended(
        **stamp(moment), kind="card_suspended", course=course, card=card, leech=leech
    )


@fold_of(CardSuspended)
def _fold_card_suspended(edit: Edit, event: CardSuspended) -> None:
    _mark(edit, event, suspended=True, leech=event.get("leech") or None)


class CardUnsuspended(CardEvent):
    """A suspended card is shown again."""

    kind: Literal["card_unsuspended"]


def card_unsuspended(moment: Moment, course: str, card: str) -> CardUnsuspended:
    """A suspended card is shown again."""
    return CardUnsuspended(**stamp(moment), kind="card_unsuspended", course=course, card=card)


@fold_of(CardUnsuspended)
def _fold_card_unsuspended(edit: Edit, event: CardUnsuspended) -> None:
    _mark(edit, event, suspended=None, leech=None)


class CardBuried(CardEvent):
    """A card shall not be shown any more on this study day."""

    kind: Literal["card_buried"]


def card_buried(moment: Moment, course: str, card: str) -> CardBuried:
    """A card shall not be shown any more on this study day."""
    return CardBuried(**stamp(moment), kind="card_buried", course=course, card=card)


@fold_of(CardBuried)
def _fold_card_buried(edit: Edit, event: CardBuried) -> None:
    _mark(edit, event, buried_day=event["day"])


class CardUnburied(CardEvent):
    """A buried card was shown again at once. No longer written, only read."""

    kind: Literal["card_unburied"]


@fold_of(CardUnburied)
def _fold_card_unburied(edit: Edit, event: CardUnburied) -> None:
    _mark(edit, event, buried_day=None)


class CardFlagged(CardEvent):
    """The learner marked a card, to find it again."""

    kind: Literal["card_flagged"]


def card_flagged(moment: Moment, course: str, card: str) -> CardFlagged:
    """The learner marked a card, to find it again."""
    return CardFlagged(**stamp(moment), kind="card_flagged", course=course, card=card)


@fold_of(CardFlagged)
def _fold_card_flagged(edit: Edit, event: CardFlagged) -> None:
    _mark(edit, event, flagged=True)


class CardUnflagged(CardEvent):
    """The mark on a card was taken away."""

    kind: Literal["card_unflagged"]


def card_unflagged(moment: Moment, course: str, card: str) -> CardUnflagged:
    """The mark on a card was taken away."""
    return CardUnflagged(**stamp(moment), kind="card_unflagged", course=course, card=card)


@fold_of(CardUnflagged)
def _fold_card_unflagged(edit: Edit, event: CardUnflagged) -> None:
    _mark(edit, event, flagged=None)


class CardReset(CardEvent):
    """A card starts anew, as if never reviewed."""

    kind: Literal["card_reset"]


def card_reset(moment: Moment, course: str, card: str) -> CardReset:
    """A card starts anew, as if never reviewed."""
    return CardReset(**stamp(moment), kind="card_reset", course=course, card=card)


@fold_of(CardReset)
def _fold_card_reset(edit: Edit, event: CardReset) -> None:
    card = event["card"]
    old = edit.course["cards"].get(card)
    if old is None:
        return
    fresh = unseen_card()
    if "flagged" in old:
        fresh["flagged"] = old["flagged"]
    if card.startswith(QUESTION_CARD):
        edit.put("cards", card, value={**fresh, "due": event["at"], "due_day": event["day"]})
    elif "flagged" in old:
        edit.put("cards", card, value=fresh)
    else:
        edit.drop("cards", card)


class CardDueSet(CardEvent):
    """The learner set the study day on which a card is due."""

    kind: Literal["card_due_set"]
    due_day: StudyDay


def card_due_set(moment: Moment, course: str, card: str, due_day: str) -> CardDueSet:
    """The learner set the study day (`YYYY-MM-DD`) on which a card is due."""
    return CardDueSet(
        **stamp(moment), kind="card_due_set", course=course, card=card, due_day=due_day
    )


@fold_of(CardDueSet)
def _fold_card_due_set(edit: Edit, event: CardDueSet) -> None:
    day = event["due_day"]
    due = {**edit.card(event["card"]), "due": f"{day}T00:00:00.000Z", "due_day": day}
    edit.put("cards", event["card"], value=due)


def make_due(edit: Edit, event: EventBase, question: str) -> None:
    """Make a missed question a card due now; what is known of it is kept."""
    card = QUESTION_CARD + question
    due = {**edit.card(card), "due": event["at"], "due_day": event["day"]}
    edit.put("cards", card, value=due)
