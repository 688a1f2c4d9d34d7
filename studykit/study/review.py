"""A review of flashcards: what is asked, what a grade does, undo, and the summary."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from studykit.content.finding import LibraryError
from studykit.learner.course_state import standing
from studykit.learner.settings import scheduler_settings, value_of
from studykit.planning.backlog import PutOff
from studykit.planning.card_history import Why, why
from studykit.planning.deck import deal, entry_of, is_hidden, is_there, steps_due
from studykit.planning.selection import Selection, select
from studykit.planning.source_sections import section_of
from studykit.progress import events
from studykit.progress.folding import QUESTION_CARD
from studykit.scheduling.days import instant_text, later_day
from studykit.scheduling.leeches import becomes_leech
from studykit.scheduling.memory import Memory, Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.waiting import wait
from studykit.study.answering import Asking
from studykit.study.prompt import Prompt, Summary
from studykit.study.undo import last_step, undo_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studykit.content.course import Edition
    from studykit.language.words import Words
    from studykit.progress.events import Event
    from studykit.progress.state import CardState, CourseState, State
    from studykit.scheduling.days import Moment

LEARN_AHEAD = timedelta(minutes=20)
MOST_DAYS = 3650
"""The most days for which a card can be sent away by hand."""


class _Shown(NamedTuple):
    """A grade given in this review."""

    card: str
    rating: Rating
    seconds: float
    new: bool


class Review:
    """A review in progress.

    Methods that return events change nothing by themselves: record the events, then call
    `advance` for the next card. With a `selection` it crams: the schedule stays untouched.
    """

    def __init__(
        self,
        edition: Edition,
        state: Callable[[], State],
        now: Callable[[], Moment],
        selection: Selection | None = None,
        history: Callable[[], Iterable[Event]] = tuple,
    ) -> None:
        self.edition = edition
        self._history = history
        self.selection = selection
        self._state = state
        self._now = now
        self._scheduler = Scheduler(scheduler_settings(state(), edition.id))
        moment = now()
        if selection is None:
            dealt = deal(edition, state(), moment)
            self._waiting, self.put_off = dealt.cards, dealt.put_off
        else:
            self._waiting = select(edition, state(), moment, selection)
            self.put_off = PutOff(0, 0)
        # A deck may be large: it is gone through once, then only the cards at hand change.
        self._stepping = {} if self.cram else steps_due(edition, self.course, moment)
        self._at_hand: set[str] = set()
        self.summary = Summary()
        self.prompt: Prompt | None = None
        self._shown: list[_Shown] = []
        self._undoing_grade = False
        self.advance()

    @property
    def cram(self) -> bool:
        """Whether it crams."""
        return self.selection is not None

    @property
    def course(self) -> CourseState:
        """Where the learner stands in this course."""
        return standing(self._state(), self.edition.id)

    @property
    def left(self) -> int:
        """Cards still to come, the one shown among them."""
        until = instant_text(self._now().at + LEARN_AHEAD)
        steps = self._steps()
        coming = sum(due <= until for due in steps.values())
        shown = self.prompt is not None and self.prompt.id not in steps
        return len(self._waiting) + coming + shown

    def _steps(self) -> dict[str, str]:
        """Cards on learning steps, and the instant each is due."""
        if self._at_hand and not self.cram:
            for card in self._at_hand:
                self._stepping.pop(card, None)
            moment = self._now()
            self._stepping |= steps_due(self.edition, self.course, moment, self._at_hand)
        return self._stepping

    def advance(self) -> Prompt | None:
        """Show the next card: one whose learning step is due, else the next of the deck,
        else one whose step comes soon. None at the end."""
        card_id = self._next()
        self.prompt = None if card_id is None else self._prompt(card_id)
        return self.prompt

    def prepare(self) -> None:
        """Have the text of the cards that may come next read before it is asked for."""
        shown = self.prompt.id if self.prompt else ""
        steps = {card: due for card, due in self._steps().items() if card != shown}
        for card_id in [*sorted(steps, key=steps.__getitem__)[:1], *self._waiting[:1]]:
            if not card_id.startswith(QUESTION_CARD) and self.edition.lesson_of_card(card_id):
                with suppress(LibraryError):  # told when it is asked for
                    self.edition.card(card_id)

    def _next(self) -> str | None:
        if self.cram:
            return self._waiting.pop(0) if self._waiting else None
        moment = self._now()
        step, due = min(self._steps().items(), key=lambda step: step[1], default=("", "never"))
        if due <= instant_text(moment.at):
            return step
        while self._waiting:
            card_id = self._waiting.pop(0)
            known = self._known(card_id)
            if known is None or not is_hidden(known, moment):
                return card_id
        return step if due <= instant_text(moment.at + LEARN_AHEAD) else None

    def _prompt(self, card_id: str) -> Prompt:
        self._at_hand = {card_id}
        known = self._known(card_id)
        kind: Literal["new", "learning", "review"] = "new"
        if known is not None and known["state"] != "new":
            kind = "review" if known["state"] == "review" else "learning"
        if card_id.startswith(QUESTION_CARD):
            question = self.edition.question(card_id.removeprefix(QUESTION_CARD))
            card, asking = None, Asking(question, seed=known["reps"] if known else 0)
        else:
            card, asking = self.edition.card(card_id), None
        section = section_of(self.edition, card_id)
        unread = section is not None and section not in self.course["sections"]
        return Prompt(card_id, card, asking, kind, section, unread)

    def _known(self, card_id: str) -> CardState | None:
        return self.course["cards"].get(card_id)

    def _memory(self, card_id: str) -> Memory | None:
        known = self._known(card_id)
        return None if known is None else cast("Memory", known)

    def change_edition(self, edition: Edition) -> None:
        """Go on with the same cards in another edition, or after a text was edited; what the
        edition lacks is passed over."""
        shown = self.prompt
        self.edition = edition
        self._waiting = [card for card in self._waiting if is_there(edition, card)]
        self._stepping = {k: due for k, due in self._steps().items() if is_there(edition, k)}
        if shown is None:
            return
        if not is_there(edition, shown.id):
            self.advance()
            return
        self.prompt = self._prompt(shown.id)
        if shown.asking is not None and self.prompt.asking is not None:
            self.prompt.asking.take_over(shown.asking)

    def preview(self) -> dict[Rating, timedelta]:
        """How long until the card shown comes back, for each grade. Empty while cramming."""
        if self.prompt is None or self.cram:
            return {}
        moment = self._now()
        card_id = self.prompt.id
        after = self._scheduler.preview(card_id, self._memory(card_id), moment)
        return {rating: wait(memory, moment) for rating, memory in after.items()}

    def answer(self, seconds: float) -> list[Event]:
        """Judge the answer to a question asked as a card; its grade is a step of its own."""
        asking = self.prompt.asking if self.prompt else None
        if asking is None or not asking.answered or not asking.open:
            return []
        judged = asking.judge()
        return [
            events.question_answered(
                self._now(),
                self.edition.id,
                asking.question.id,
                response=asking.response,
                score=judged.score,
                verdict=judged.verdict,
                tries=asking.tries,
                hints=asking.hints,
                seconds=seconds,
                context="card",
            )
        ]

    def grade(self, rating: Rating, seconds: float) -> list[Event]:
        """Grade the card shown."""
        if self.prompt is None:
            return []
        moment, card_id = self._now(), self.prompt.id
        course = self.edition.id
        said: list[Event] = []
        if self.cram:
            said.append(events.card_crammed(moment, course, card_id, rating, seconds))
        else:
            memory = self._scheduler.review(card_id, self._memory(card_id), rating, moment)
            said.append(
                events.card_reviewed(
                    moment, course, card_id, rating, seconds=seconds, memory=memory
                )
            )
            before = self._known(card_id)
            if (
                before
                and memory["lapses"] > before["lapses"]
                and becomes_leech(memory["lapses"])
            ):
                said.append(events.card_suspended(moment, course, card_id, leech=True))
        new = self.prompt.kind == "new"
        self._shown.append(_Shown(card_id, rating, seconds, new))
        self.summary.ratings[rating] += 1
        self.summary.new += new
        self.summary.seconds += seconds
        return said

    def not_graded(self) -> None:
        """The last grade does not count: it was taken back, or could not be kept."""
        undone = self._shown.pop()
        self.summary.ratings[undone.rating] -= 1
        self.summary.new -= undone.new
        self.summary.seconds -= undone.seconds

    @property
    def became_leech(self) -> bool:
        """Whether the card graded last was just suspended as a leech."""
        known = self._known(self._shown[-1].card) if self._shown else None
        return bool(known and known.get("leech"))

    @property
    def leech_section(self) -> str:
        """The title of the section that teaches the card graded last; "" without one."""
        card = self._shown[-1].card if self._shown else ""
        section = section_of(self.edition, card)
        return self.edition.section(section).title if section else ""

    def suggested(self) -> Rating:
        """The grade that the answer to a question asked as a card deserves."""
        asking = self.prompt.asking if self.prompt else None
        if asking is None or asking.grade is None or asking.grade.verdict == "right":
            return Rating.Good
        partial = asking.grade.verdict == "partial" and Rating.Hard in self.grades
        return Rating.Hard if partial else Rating.Again

    @property
    def grades(self) -> tuple[Rating, ...]:
        """The grades that are offered: all four, or two for who wants no more."""
        two = value_of(self._state(), "two_buttons", self.edition.id)
        return (Rating.Again, Rating.Good) if two else tuple(Rating)

    def bury(self) -> list[Event]:
        """Do not show this card or its siblings again today. Not while cramming."""
        if self.prompt is None or self.cram:
            return []
        entry = entry_of(self.prompt.id)
        siblings = [card for card in self._waiting if entry_of(card) == entry]
        moment = self._now()
        buried = dict.fromkeys([*siblings, self.prompt.id])
        return [events.card_buried(moment, self.edition.id, card) for card in buried]

    def suspend(self) -> list[Event]:
        """Do not show this card any more until it is taken up again."""
        if self.prompt is None:
            return []
        return [events.card_suspended(self._now(), self.edition.id, self.prompt.id)]

    def flag(self) -> list[Event]:
        """Mark the card shown, or take the mark away."""
        if self.prompt is None:
            return []
        known = self._known(self.prompt.id)
        change = (
            events.card_unflagged if known and known.get("flagged") else events.card_flagged
        )
        return [change(self._now(), self.edition.id, self.prompt.id)]

    def reset(self) -> list[Event]:
        """The card shown starts anew, as if it had never been reviewed. Not while cramming."""
        if self.prompt is None or self.cram or self._known(self.prompt.id) is None:
            return []
        return [events.card_reset(self._now(), self.edition.id, self.prompt.id)]

    def set_due(self, days: int) -> list[Event]:
        """The card shown comes back in so many days, whatever its schedule says. Not while
        cramming."""
        memory = self._memory(self.prompt.id) if self.prompt else None
        if self.prompt is None or self.cram or memory is None or memory["state"] == "new":
            return []
        now = self._now()
        due = later_day(now.day, days).isoformat()
        return [events.card_due_set(now, self.edition.id, self.prompt.id, due)]

    def suspended(self) -> dict[str, str]:
        """The cards that are suspended and still in the course, with their fronts; of a
        question, its stem."""
        held = [key for key, card in self.course["cards"].items() if card.get("suspended")]
        return {key: self._front(key) for key in held if is_there(self.edition, key)}

    def _front(self, card: str) -> str:
        if card.startswith(QUESTION_CARD):
            return self.edition.question(card.removeprefix(QUESTION_CARD)).stem
        return self.edition.card(card).front

    def unsuspend(self, card: str) -> list[Event]:
        """Take a suspended card up again."""
        self._at_hand.add(card)
        return [events.card_unsuspended(self._now(), self.edition.id, card)]

    @property
    def can_undo(self) -> bool:
        """Whether anything is left to be taken back."""
        return last_step(self._state(), self.edition.id, self._history) is not None

    def undo(self) -> tuple[str, list[Event]] | None:
        """Take back the last grade, burial or suspension in this course, also one of before
        a restart: the card it was about, and the events. Then call `show` with the card."""
        step = last_step(self._state(), self.edition.id, self._history)
        if step is None:
            return None
        self._undoing_grade = step.graded
        return step.card, undo_events(self._now(), step)

    def show(self, card_id: str) -> None:
        """Show a card again whose grade was taken back; the one shown now comes after it. A
        card that the course no longer has cannot be shown."""
        if self._undoing_grade and self._shown and self._shown[-1].card == card_id:
            self.not_graded()
        self._undoing_grade = False
        if not is_there(self.edition, card_id):
            return
        if self.prompt is not None and self.prompt.id != card_id:
            self._waiting.insert(0, self.prompt.id)
        if card_id in self._waiting:
            self._waiting.remove(card_id)
        self.prompt = self._prompt(card_id)

    def why(self) -> Why | None:
        """Why the card comes now, and what was done with it; None for a new one."""
        if self.prompt is None:
            return None
        key = (self.edition.id, self.prompt.id)
        known = self._known(self.prompt.id)
        return why(key, known, self._scheduler, self._now(), self._history())


def leech_line(review: Review, words: Words) -> str:
    """That the card graded last is suspended as a leech, and what would help."""
    section = review.leech_section
    if section:
        return words(
            "You have forgotten this card again and again, so it has been suspended "
            "(a “leech”). Read “{section}” again, or reword the card.",
            section=section,
        )
    return words(
        "You have forgotten this card again and again, so it has been suspended "
        "(a “leech”). Reword the card, or split it in two."
    )
