"""A review of flashcards: what is asked, what a grade does, undo, and the summary."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from studykit.content.finding import LibraryError
from studykit.learner.settings import scheduler_settings
from studykit.learner.step import Step
from studykit.planning.backlog import PutOff
from studykit.planning.card_history import Why, why
from studykit.planning.deck import (
    deal,
    entry_of,
    siblings_last,
    steps_due,
)
from studykit.planning.eligible_cards import is_hidden, is_there
from studykit.planning.pace import seconds_a_card
from studykit.planning.selection import Selection, select
from studykit.planning.source_sections import section_of
from studykit.progress import events
from studykit.progress.folding import NEVER, QUESTION_CARD
from studykit.questions.compare_typed import Compared, compare
from studykit.questions.drawing import drawn
from studykit.scheduling.days import instant_text, later_day, parse_instant
from studykit.scheduling.leeches import becomes_leech
from studykit.scheduling.memory import Memory, Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.scheduling.waiting import wait
from studykit.study.answer_step import answer_step
from studykit.study.answering import Asking
from studykit.study.learning_steps import LearningSteps
from studykit.study.prompt import Prompt, Standing, Summary, Upcoming
from studykit.study.stopwatch import Stopwatch
from studykit.study.undo import last_undoable, undo_events

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.content.course import Edition
    from studykit.learner.learner import Learner
    from studykit.progress.events import Event
    from studykit.progress.state import CardState, CourseState
    from studykit.scheduling.days import Moment
    from studykit.study.undo import UndoRecord

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

    Methods that return a step change nothing until it is kept; then the next card is shown.
    With a `selection` it crams: the schedule stays untouched.
    """

    def __init__(
        self, edition: Edition, learner: Learner, selection: Selection | None = None
    ) -> None:
        self.edition = edition
        self.selection = selection
        self._learner = learner
        self._scheduler = Scheduler(scheduler_settings(learner.state, edition.id))
        moment = learner.now()
        if selection is None:
            dealt = deal(edition, learner.state, moment)
            self._waiting, self.put_off = dealt.cards, dealt.put_off
        else:
            self._waiting = select(edition, learner.state, moment, selection)
            self.put_off = PutOff(0, 0)
        self._watch = Stopwatch(learner.clock)
        # A deck may be large: it is gone through once, then only the cards at hand change.
        self._stepping = LearningSteps(
            {} if self.cram else steps_due(edition, self.course, moment)
        )
        self._waiting = siblings_last(self._waiting, self._stepping)
        self._at_hand: set[str] = set()
        self.summary = Summary()
        self.prompt: Prompt | None = None
        self._shown: list[_Shown] = []
        self.advance()

    @property
    def cram(self) -> bool:
        """Whether it crams."""
        return self.selection is not None

    @property
    def course(self) -> CourseState:
        """Where the learner stands in this course."""
        return self._learner.course(self.edition.id)

    @property
    def left(self) -> int:
        """Cards still to come, the one shown among them."""
        return self.standing.left

    @property
    def standing(self) -> Standing:
        """How far the review is."""
        until = instant_text(self._learner.now().at + LEARN_AHEAD)
        steps = self._steps()
        waiting = list(self._waiting)
        if self.prompt is not None and self.prompt.id not in steps:
            waiting.append(self.prompt.id)
        shown = {shown.card for shown in self._shown}
        done = {card for card in shown if not steps.is_due(card, until)}
        done.difference_update(waiting)
        cards = self.course["cards"]
        new = sum(
            ((known := cards.get(card)) is None or known["state"] == "new")
            and not card.startswith(QUESTION_CARD)
            for card in (() if self.cram else waiting)
        )
        return Standing(len(done), steps.count_due(until), len(waiting) - new, new)

    @property
    def seconds_left(self) -> float:
        """How long the cards still to come will take at the learner's own pace."""
        return seconds_a_card(self.course) * self.left

    def upcoming(self) -> Upcoming:
        """What comes next once nothing is left now. Nothing while cramming."""
        moment = self._learner.now()
        steps = self._steps()
        first = steps.first()
        today = moment.day.isoformat()
        days = Counter(
            card["due_day"]
            for card_id, card in ({} if self.cram else self.course["cards"]).items()
            if today < card["due_day"] < NEVER
            and not card.get("suspended")
            and card_id not in steps
            and is_there(self.edition, card_id)
        )
        day = min(days, default=None)
        return Upcoming(
            len(steps),
            max(timedelta(0), parse_instant(first[1]) - moment.at) if first else timedelta(0),
            days[day] if day else 0,
            date.fromisoformat(day) if day else None,
            moment.day,
        )

    def _steps(self) -> LearningSteps:
        """Cards on learning steps, as they stand after what was done to the card at hand."""
        if self._at_hand and not self.cram:
            moment = self._learner.now()
            due = steps_due(self.edition, self.course, moment, self._at_hand)
            self._stepping.replace(self._at_hand, due)
        return self._stepping

    def advance(self) -> None:
        """Show the next card: one whose learning step is due, else the next of the deck,
        else one whose step comes soon; none at the end. A step that was kept has done so."""
        card_id = self._next()
        self.prompt = None if card_id is None else self._prompt(card_id)
        self._typed_wrong = False
        self._watch.restart()

    def compare_typed(self, text: str) -> Compared | None:
        """Compare a typed back with the card's; None where nothing was typed. One that is wrong
        makes Again the grade that is suggested."""
        card = self.prompt.card if self.prompt else None
        if card is None or not text.strip():
            return None
        compared = compare(text, card.answers, card.rule)
        self._typed_wrong = not compared.right
        return compared

    def prepare(self) -> None:
        """Have the text of the cards that may come next read before it is asked for."""
        step = self._steps().first(but=self.prompt.id if self.prompt else "")
        for card_id in [*(step or ())[:1], *self._waiting[:1]]:
            if not card_id.startswith(QUESTION_CARD) and self.edition.lesson_of_card(card_id):
                with suppress(LibraryError):  # told when it is asked for
                    self.edition.card(card_id)

    def _next(self) -> str | None:
        if self.cram:
            return self._waiting.pop(0) if self._waiting else None
        moment = self._learner.now()
        step, due = self._steps().first() or ("", NEVER)
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
            # Its variables are drawn anew for each review; taking one back shows it as it was.
            seed = known["reps"] if known else 0
            question = drawn(self.edition.template(card_id.removeprefix(QUESTION_CARD)), seed)
            card, asking = None, Asking(question, seed=seed)
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
        steps = self._steps()
        steps.replace([card for card in steps if not is_there(edition, card)], {})
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
        moment = self._learner.now()
        card_id = self.prompt.id
        after = self._scheduler.preview(card_id, self._memory(card_id), moment)
        return {rating: wait(memory, moment) for rating, memory in after.items()}

    def answer(self) -> Step:
        """Submit the answer to a question asked as a card; its grade is a step of its own.
        Nothing is stored where it cannot be judged in time."""
        asking = self.prompt.asking if self.prompt else None
        return answer_step(asking, self._learner, self.edition.id, self._watch, "card")

    def grade(self, rating: Rating) -> Step:
        """Grade the card shown; then the next one is shown."""
        if self.prompt is None or rating not in self.grades:
            return Step()
        shown = _Shown(self.prompt.id, rating, self._watch.answering, self.prompt.kind == "new")
        graded = self._crammed(shown) if self.cram else self._reviewed(shown)

        def apply() -> None:
            self._shown.append(shown)
            self._count(shown, 1)
            self.advance()

        return Step(graded, apply)

    def _crammed(self, shown: _Shown) -> tuple[Event, ...]:
        now, course = self._learner.now(), self.edition.id
        return (events.card_crammed(now, course, shown.card, shown.rating, shown.seconds),)

    def _reviewed(self, shown: _Shown) -> tuple[Event, ...]:
        now, course, card = self._learner.now(), self.edition.id, shown.card
        memory = self._scheduler.review(card, self._memory(card), shown.rating, now)
        reviewed = events.card_reviewed(
            now, course, card, shown.rating, seconds=shown.seconds, memory=memory
        )
        before = self._known(card)
        forgotten = before is not None and memory["lapses"] > before["lapses"]
        if forgotten and becomes_leech(memory["lapses"]):
            return reviewed, events.card_suspended(now, course, card, leech=True)
        return (reviewed,)

    def _count(self, shown: _Shown, times: int) -> None:
        """Count a grade in the summary; −1 when it was taken back."""
        self.summary.ratings[shown.rating] += times
        self.summary.cards = len({each.card for each in self._shown})
        self.summary.new += times * shown.new
        self.summary.seconds += times * shown.seconds

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
        """The grade that the answer to a question asked as a card or a typed back deserves."""
        if self._typed_wrong:
            return Rating.Again
        asking = self.prompt.asking if self.prompt else None
        if asking is None or asking.grade is None or asking.grade.verdict == "right":
            return Rating.Good
        partial = asking.grade.verdict == "partial" and Rating.Hard in self.grades
        return Rating.Hard if partial else Rating.Again

    @property
    def grades(self) -> tuple[Rating, ...]:
        """The grades that are offered: all four, or two for who wants no more."""
        two = self._learner.setting("two_buttons", self.edition.id)
        return (Rating.Again, Rating.Good) if two else tuple(Rating)

    def now(self) -> Moment:
        """The present instant and its study day."""
        return self._learner.now()

    @property
    def cards_left(self) -> tuple[str, ...]:
        """The cards still to come, the one shown first."""
        shown = (self.prompt.id,) if self.prompt else ()
        others = (*self._steps(), *self._waiting)
        return tuple(dict.fromkeys((*shown, *others)))

    def is_known(self, card_id: str) -> bool:
        """Whether the card was ever reviewed."""
        known = self._known(card_id)
        return known is not None and known["reps"] > 0

    def drop(self, cards: Iterable[str]) -> None:
        """Let these cards come no more in this review; the next one is shown."""
        gone = set(cards)
        self._waiting = [card for card in self._waiting if card not in gone]
        self._stepping.replace(gone, {})
        self._at_hand -= gone
        self.advance()

    def bury(self) -> Step:
        """Do not show this card or its siblings again today. Not while cramming."""
        if self.prompt is None or self.cram:
            return Step()
        entry = entry_of(self.prompt.id)
        siblings = [card for card in self._waiting if entry_of(card) == entry]
        now = self._learner.now()
        buried = dict.fromkeys([*siblings, self.prompt.id])
        return self._put_away(
            *(events.card_buried(now, self.edition.id, card) for card in buried)
        )

    def suspend(self) -> Step:
        """Do not show this card any more until it is unsuspended."""
        if self.prompt is None:
            return Step()
        now = self._learner.now()
        return self._put_away(events.card_suspended(now, self.edition.id, self.prompt.id))

    def flag(self) -> Step:
        """Flag the card shown, or take the flag away."""
        if self.prompt is None:
            return Step()
        known = self._known(self.prompt.id)
        change = (
            events.card_unflagged if known and known.get("flagged") else events.card_flagged
        )
        return Step((change(self._learner.now(), self.edition.id, self.prompt.id),))

    def reset(self) -> Step:
        """The card shown starts over, as if it had never been reviewed. Not while cramming."""
        if self.prompt is None or self.cram or self._known(self.prompt.id) is None:
            return Step()
        now = self._learner.now()
        return self._put_away(events.card_reset(now, self.edition.id, self.prompt.id))

    def set_due(self, days: int) -> Step:
        """The card shown comes back in so many days, whatever its schedule says. Not while
        cramming."""
        memory = self._memory(self.prompt.id) if self.prompt else None
        if self.prompt is None or self.cram or memory is None or memory["state"] == "new":
            return Step()
        now = self._learner.now()
        due = later_day(now.day, days).isoformat()
        return self._put_away(events.card_due_set(now, self.edition.id, self.prompt.id, due))

    def _put_away(self, *happened: Event) -> Step:
        return Step(happened, self.advance)

    def suspended(self) -> dict[str, str]:
        """The cards that are suspended and still in the course, with their fronts; of a
        question, its stem."""
        held = [key for key, card in self.course["cards"].items() if card.get("suspended")]
        return {key: self.front(key) for key in held if is_there(self.edition, key)}

    def front(self, card: str) -> str:
        """The front of a card; of a question, its stem; "" where the course has lost it."""
        if not is_there(self.edition, card):
            return ""
        if card.startswith(QUESTION_CARD):
            return self.edition.question(card.removeprefix(QUESTION_CARD)).stem
        return self.edition.card(card).front

    def unsuspend(self, card: str) -> Step:
        """Let a suspended card come again."""
        unsuspended = events.card_unsuspended(self._learner.now(), self.edition.id, card)
        return Step((unsuspended,), lambda: self._at_hand.add(card))

    @property
    def last_undoable(self) -> UndoRecord | None:
        """What undo would take back: the last grade, burial or suspension in this course,
        also one of before a restart. None when nothing is left."""
        return last_undoable(self._learner.state, self.edition.id, self._learner.history)

    def undo(self, record: UndoRecord) -> Step:
        """Take back what `last_undoable` says; its card is shown again."""
        undone = undo_events(self._learner.now(), record)
        return Step(tuple(undone), lambda: self._show_again(record))

    def _show_again(self, record: UndoRecord) -> None:
        """Show the card of an undone step; the one shown now comes after it. A card that the
        course no longer has cannot be shown."""
        card_id = record.card
        if record.rating is not None and self._shown and self._shown[-1].card == card_id:
            self._count(self._shown.pop(), -1)
        if not is_there(self.edition, card_id):
            return
        if self.prompt is not None and self.prompt.id != card_id:
            self._waiting.insert(0, self.prompt.id)
        if card_id in self._waiting:
            self._waiting.remove(card_id)
        self.prompt = self._prompt(card_id)
        self._watch.restart()

    def memory(self) -> Why | None:
        """What is known of the memory of the card shown, without going through its history;
        None for a new one."""
        if self.prompt is None:
            return None
        known, now = self._known(self.prompt.id), self._learner.now()
        return why((self.edition.id, self.prompt.id), known, self._scheduler, now, ())

    def why(self) -> Why | None:
        """Why the card comes now, and what was done with it; None for a new one."""
        if self.prompt is None:
            return None
        key = (self.edition.id, self.prompt.id)
        known = self._known(self.prompt.id)
        return why(key, known, self._scheduler, self._learner.now(), self._learner.history())
