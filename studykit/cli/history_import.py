"""The history of a learner's cards in an imported deck, and the learner's profile."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from studykit.cli.interface import words
from studykit.cli.keeping import own_profile
from studykit.cli.outcome import Failure
from studykit.language.message import Message, in_a_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studykit.formats.base import CourseDraft
    from studykit.progress.events import Event


class ImportedHistory(NamedTuple):
    """The reviews in a deck, and the events that the profile lacks; no events where they were
    not asked for."""

    reviews: int
    cards: int
    events: list[Event]

    @property
    def new(self) -> int:
        """How many of the reviews the profile lacks."""
        return sum(event["kind"] in ("card_reviewed", "card_crammed") for event in self.events)

    def as_json(self) -> dict[str, int]:
        """The numbers as plain JSON."""
        return {"reviews": self.reviews, "reviews_new": self.new} if self.reviews else {}

    def lines(self, *, asked: bool, written: bool) -> Iterator[str]:
        """What becomes of the reviews."""
        if not self.reviews:
            if asked:
                yield words()("The files hold no reviews.")
            return
        found = Message.many(
            self.reviews,
            "The files hold {n} review (cards: {cards}).",
            "The files hold {n} reviews (cards: {cards}).",
            cards=self.cards,
        )
        if not asked:
            rest = Message("Add --history to take them into your profile.")
        elif written:
            rest = Message("New in your profile: {n}.", n=self.new)
        else:
            rest = Message("Not in your profile yet: {n}.", n=self.new)
        yield words().translate(in_a_row(found, rest))


def imported_history(
    draft: CourseDraft, *, asked: bool, path: Path | None, dry_run: bool
) -> ImportedHistory:
    """What a deck holds of its cards' history, and where `asked` the events that the profile
    at `path` (None: the learner's own) lacks; the draft hears of what cannot be carried.

    Raises:
        Failure: the profile cannot be read; or written, unless it is a `dry_run`.
    """
    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.card_history import history_events, review_count
    from studykit.learner.clock import clock_from
    from studykit.learner.settings import scheduler_settings
    from studykit.scheduling.scheduler import Scheduler

    if not isinstance(draft, BankDraft):
        return ImportedHistory(0, 0, [])
    histories = draft.histories
    cards = sum(any(review.rating for review in each.reviews) for each in histories)
    reviews = review_count(histories)
    if not asked or not histories:
        return ImportedHistory(reviews, cards, [])
    course = draft.course_id
    with own_profile(path, write=not dry_run) as profile:
        known = {
            (str(event.get("card")), str(event.get("at")))
            for event in profile.events()
            if event.get("course") == course
        }
        scheduler = Scheduler(scheduler_settings(profile.state, course))
        clock = clock_from(profile.state)
        events, losses = history_events(course, histories, scheduler, clock, known)
    draft.losses += losses
    return ImportedHistory(reviews, cards, events)


def store(history: ImportedHistory, path: Path | None) -> None:
    """Merge the events into the profile at `path` (None: the learner's own).

    Raises:
        Failure: it cannot be written; it is as it was.
    """
    from studykit.progress.store.files import ProfileError
    from studykit.progress.store.layout import default_path, expanded
    from studykit.progress.transfer import merge_histories

    def tell(notice: str) -> None:
        print(f"studykit: {words().translate(notice)}", file=sys.stderr)

    if not history.events:
        return
    try:
        merge_histories(
            expanded(path or default_path()).absolute(),
            [[dict(event) for event in history.events]],
            tell,
        )
    except ProfileError as error:
        raise Failure(error.message) from error
