"""What each kind of event changes in the state, and how to take the change back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from studykit.progress.baseline import PARTS, taken_up
from studykit.progress.courses import no_standing
from studykit.scheduling.memory import interval_days

if TYPE_CHECKING:
    from studykit.progress.events import Event
    from studykit.progress.images import Image

QUESTION_CARD = "question:"
"""Before the id of a question that is asked as a card."""

LEARNT_DAYS = 21
"""A missed question is learnt, and leaves the cards, when its interval reaches this."""

RIGHT = 0.999999
"""A score from here on is a right answer."""

_NEVER = "9999-12-31"


def change(state: Mapping[str, Any], event: Event) -> list[Image]:
    """Change `state` by a well-formed `event` that is no undo; return what stood before.

    Values are replaced, never altered in place, so that the images stay true.
    """
    edit = _Edit(cast("dict[str, Any]", state), event)
    rule = _RULES.get(event["kind"])
    if rule:
        rule(edit, event)
    return edit.before


class _Edit:
    """The changes one event makes, noted as they are made."""

    def __init__(self, state: dict[str, Any], event: Event) -> None:
        self.state = state
        self.event = event
        self.before: list[Image] = []

    def course(self, course_id: str | None = None) -> dict[str, Any]:
        course_id = self.event["course"] if course_id is None else course_id
        courses = self.state["courses"]
        if course_id not in courses:
            self.before.append([["courses", course_id]])
            courses[course_id] = no_standing()
        course: dict[str, Any] = courses[course_id]
        return course

    def put(self, *path_and_value: Any) -> None:
        """Put the last argument where the others lead, from the course down."""
        *path, value = path_and_value
        self.put_at(["courses", self.event["course"], *path], value)

    def setting(self, key: str, value: Any) -> None:
        path = ["settings", key]
        if value is not None:
            self.put_at(path, value)
        elif key in self.state["settings"]:
            self.before.append([path, self.state["settings"].pop(key)])

    def drop_card(self, card: str) -> None:
        cards = self.course()["cards"]
        if card in cards:
            self.before.append([["courses", self.event["course"], "cards", card], cards[card]])
            del cards[card]

    def count(self, **more: float) -> None:
        """Add to the counts of the day."""
        day = self.event["day"]
        counts = dict(self.course()["days"].get(day, {}))
        for name, number in more.items():
            if number:
                counts[name] = counts.get(name, 0) + number
        self.put("days", day, counts)

    def put_at(self, path: list[Any], value: Any) -> None:
        """Put `value` where `path` leads from the top of the state."""
        node: Any = self.state
        for key in path[:-1]:
            node = node[key]
        last = path[-1]
        self.before.append([path, node[last]] if last in node else [path])
        node[last] = value


def _section_read(edit: _Edit, event: Event) -> None:
    edit.course()
    edit.put("sections", event["section"], {"read": event["at"], "day": event["day"]})
    edit.count(sections=1)


def _place_kept(edit: _Edit, event: Event) -> None:
    edit.course()
    place = {name: event[name] for name in ("lesson", "section", "scroll", "at")}
    edit.put("place", place)


def _question_answered(edit: _Edit, event: Event) -> None:
    _answer(edit, event["question"], event["score"])
    edit.count(answers=1, right=int(event["score"] >= RIGHT), seconds=event["seconds"])


def _answer(edit: _Edit, question: str, score: float) -> None:
    event = edit.event
    old = edit.course()["questions"].get(question)
    edit.put(
        "questions",
        question,
        {
            "answers": (old["answers"] if old else 0) + 1,
            "right": (old["right"] if old else 0) + int(score >= RIGHT),
            "last_score": score,
            "best_score": max(old["best_score"], score) if old else score,
            "last": event["at"],
            "last_day": event["day"],
        },
    )


def _missed(edit: _Edit, question: str) -> None:
    """A question missed in a quiz is a card due now; what is known of it is kept."""
    card = QUESTION_CARD + question
    old = edit.course()["cards"].get(card) or _unseen()
    due = {"due": edit.event["at"], "due_day": edit.event["day"]}
    edit.put("cards", card, {**old, **due})


def _unseen() -> dict[str, Any]:
    return {
        "state": "new",
        "step": None,
        "stability": 0.0,
        "difficulty": 0.0,
        "due": f"{_NEVER}T00:00:00.000Z",
        "due_day": _NEVER,
        "last": None,
        "last_day": None,
        "reps": 0,
        "lapses": 0,
    }


def _card_reviewed(edit: _Edit, event: Event) -> None:
    card = event["card"]
    old = edit.course()["cards"].get(card)
    state = old["state"] if old else "new"
    again = event["rating"] == 1
    memory = {
        **(old or {}),
        **event["memory"],
        # Counted, not copied: two machines' reviews add up after a merge.
        "reps": (old["reps"] if old else 0) + 1,
        "lapses": (old["lapses"] if old else 0) + int(again and state == "review"),
    }
    if again:
        memory["missed_day"] = event["day"]
    asked = card.startswith(QUESTION_CARD)
    if asked and interval_days(cast("Any", memory)) >= LEARNT_DAYS:
        edit.drop_card(card)
    else:
        edit.put("cards", card, memory)
    edit.count(
        new=int(state == "new" and not asked),
        reviews=int(state == "review"),
        steps=int(state in ("learning", "relearning") or (state == "new" and asked)),
        again=int(again),
        seconds=event["seconds"],
    )


def _card_crammed(edit: _Edit, event: Event) -> None:
    if event["rating"] == 1 and not event["card"].startswith(QUESTION_CARD):
        _mark(edit, event, missed_day=event["day"])  # a question's answer is kept as such
    edit.count(crammed=1, seconds=event["seconds"])


def _mark(edit: _Edit, event: Event, **marks: Any) -> None:
    """Set marks on a card; None takes one away."""
    old = edit.course()["cards"].get(event["card"])
    card = {**(old or _unseen()), **marks}
    edit.put(
        "cards",
        event["card"],
        {name: value for name, value in card.items() if name not in marks or value is not None},
    )


def _card_suspended(edit: _Edit, event: Event) -> None:
    _mark(edit, event, suspended=True, leech=True if event.get("leech") is True else None)


def _card_unsuspended(edit: _Edit, event: Event) -> None:
    _mark(edit, event, suspended=None, leech=None)


def _card_buried(edit: _Edit, event: Event) -> None:
    _mark(edit, event, buried_day=event["day"])


def _card_unburied(edit: _Edit, event: Event) -> None:
    _mark(edit, event, buried_day=None)


def _card_flagged(edit: _Edit, event: Event) -> None:
    _mark(edit, event, flagged=True)


def _card_unflagged(edit: _Edit, event: Event) -> None:
    _mark(edit, event, flagged=None)


def _card_reset(edit: _Edit, event: Event) -> None:
    card = event["card"]
    old = edit.course()["cards"].get(card)
    if old is None:
        return
    marks = {name: old[name] for name in ("flagged",) if name in old}
    fresh = {**_unseen(), **marks}
    if card.startswith(QUESTION_CARD):
        edit.put("cards", card, {**fresh, "due": event["at"], "due_day": event["day"]})
    elif marks:
        edit.put("cards", card, fresh)
    else:
        edit.drop_card(card)


def _card_due_set(edit: _Edit, event: Event) -> None:
    old = edit.course()["cards"].get(event["card"]) or _unseen()
    day = event["due_day"]
    edit.put("cards", event["card"], {**old, "due": f"{day}T00:00:00.000Z", "due_day": day})


def _quiz_started(edit: _Edit, event: Event) -> None:
    edit.course()
    edit.put(
        "attempts",
        event["attempt"],
        {
            "quiz": event["quiz"],
            "started": event["at"],
            "day": event["day"],
            "questions": event["questions"],
            "seed": event["seed"],
            "mode": event["mode"],
            "deadline": event["deadline"],
            "index": 0,
            "responses": {},
            "flags": [],
            "submitted": None,
            "score": None,
            "points": None,
            "points_max": None,
            "passed": None,
            "by_objective": None,
            "results": None,
        },
    )


def _attempt(edit: _Edit) -> dict[str, Any] | None:
    """The attempt an event is about, if it goes on. One handed in does not change any more."""
    attempt: dict[str, Any] | None = edit.course()["attempts"].get(edit.event["attempt"])
    return attempt if attempt and attempt["submitted"] is None else None


_RESPONSE = ("response", "certainty", "tries", "hints", "score", "verdict", "seconds", "at")


def _quiz_answered(edit: _Edit, event: Event) -> None:
    attempt = _attempt(edit)
    if attempt is None:
        return
    question, score = event["question"], event["score"]
    response = {name: event[name] for name in _RESPONSE}
    edit.put("attempts", event["attempt"], "responses", question, response)
    counts = attempt["mode"] != "exam" and score is not None
    if counts:
        _answer(edit, question, score)
        if score < RIGHT:
            _missed(edit, question)
    edit.count(
        answers=int(counts), right=int(counts and score >= RIGHT), seconds=event["seconds"]
    )


def _quiz_flagged(edit: _Edit, event: Event) -> None:
    attempt = _attempt(edit)
    if attempt is None:
        return
    flags = [question for question in attempt["flags"] if question != event["question"]]
    if event["on"]:
        flags.append(event["question"])
    edit.put("attempts", event["attempt"], "flags", flags)


def _quiz_moved(edit: _Edit, event: Event) -> None:
    if _attempt(edit) is not None:
        edit.put("attempts", event["attempt"], "index", event["index"])


_RESULT = ("score", "points", "points_max", "passed", "by_objective", "results")


def _quiz_submitted(edit: _Edit, event: Event) -> None:
    attempt = _attempt(edit)
    if attempt is None:
        return
    result = {name: event[name] for name in _RESULT}
    edit.put("attempts", event["attempt"], {**attempt, **result, "submitted": event["at"]})
    # The state does not know which section teaches a question, so the event says what was
    # never read. Nobody has forgotten what they never learnt.
    unread = set(event.get("unread", ()))
    for question, score in event["results"].items():
        answer = attempt["responses"].get(question)
        if attempt["mode"] != "exam" and answer is not None and answer["score"] is not None:
            continue  # Counted when it was answered.
        if answer is not None:
            _answer(edit, question, score)
            edit.count(answers=1, right=int(score >= RIGHT))
        if score < RIGHT and not (answer is None and question in unread):
            _missed(edit, question)


def _setting_changed(edit: _Edit, event: Event) -> None:
    edit.setting(event["key"], event["value"])


def _baseline(edit: _Edit, event: Event) -> None:
    for key, value in event["settings"].items():
        edit.setting(key, value)
    for course_id, old in event["courses"].items():
        course = edit.course(course_id)
        for part in PARTS:
            for name, entry in old[part].items():
                known = course[part].get(name)
                kept = entry if known is None else taken_up(part, known, entry)
                if kept is not known:
                    edit.put_at(["courses", course_id, part, name], kept)
        place, known = old.get("place"), course["place"]
        if place and (not known or place["at"] >= known["at"]):
            edit.put_at(["courses", course_id, "place"], place)


_RULES: dict[str, Callable[[_Edit, Event], None]] = {
    "section_read": _section_read,
    "place_kept": _place_kept,
    "question_answered": _question_answered,
    "card_reviewed": _card_reviewed,
    "card_crammed": _card_crammed,
    "card_suspended": _card_suspended,
    "card_unsuspended": _card_unsuspended,
    "card_buried": _card_buried,
    "card_unburied": _card_unburied,
    "card_flagged": _card_flagged,
    "card_unflagged": _card_unflagged,
    "card_reset": _card_reset,
    "card_due_set": _card_due_set,
    "quiz_started": _quiz_started,
    "quiz_answered": _quiz_answered,
    "quiz_flagged": _quiz_flagged,
    "quiz_moved": _quiz_moved,
    "quiz_submitted": _quiz_submitted,
    "setting_changed": _setting_changed,
    "baseline": _baseline,
}
