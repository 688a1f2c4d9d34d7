"""A student at the keyboard, who remembers every result that was shown."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from studykit.language.words import Words
from tests.faults.course import COURSE, OPTIONS, card_ids, section_ids

if TYPE_CHECKING:
    import random

    from tests.faults.window import Window

GUARD = 0.35
"""Seconds a new card or question takes no key, against keys held down, and a little more."""
_LETTERS = "abc"
_PATIENCE = 4.0
"""Seconds after which a key that showed nothing was ignored, however slow the machine."""
Key = tuple[Any, ...]


def remembered(events: list[dict[str, Any]]) -> Counter[Key]:
    """What events say, in the words in which a student remembers it."""
    counts: Counter[Key] = Counter()
    for event in events:
        match event["kind"]:
            case "question_answered":
                counts["answered", event["question"], event["response"]] += 1
            case "quiz_answered":
                counts["quiz", event["question"], event["response"]] += 1
            case "card_reviewed":
                counts["reviewed", event["card"], event["rating"]] += 1
            case "section_read":
                counts["read", event["section"]] += 1
            case "quiz_submitted":
                counts["submitted", event["quiz"]] += 1
    return counts


class Student:
    """Studies in one window. `shown` is what the results shown so far say; `pending` what the
    last key will have done once its result is shown; `silent` what may be done without one."""

    def __init__(
        self, window: Window, dice: random.Random, state: dict[str, Any], language: str
    ) -> None:
        self.window, self.dice = window, dice
        self.words = Words(language)
        self._course = state["courses"].get(COURSE, {})
        self._changed = False
        """Something was done in this window already, which the state does not say."""
        self.shown: Counter[Key] = Counter()
        self.pending: Key | None = None
        self.silent: Counter[Key] = Counter()
        self._seen = ""
        self._hidden: str | None = None

    def settle(self) -> None:
        """After the window was killed: was the last result drawn before?"""
        text = self.window.text()
        hidden = not self._hidden or not re.search(self._hidden, text)
        if self.pending and hidden and re.search(self._seen, text):
            self.shown[self.pending] += 1
            self.pending = None

    def _does(self, keys: str, key: Key, seen: str, without: str | None = None) -> str:
        """Press keys that do something, and wait until its result is shown."""
        self.pending, self._seen, self._hidden = key, seen, without
        text = self.press(keys, seen, without)
        self.shown[key] += 1
        self.pending = None
        return text

    def press(self, keys: str, seen: str, without: str | None = None) -> str:
        """Press keys until their result is shown: once, but for a key that came too soon after
        a question and was ignored."""
        for _ in range(4):
            self.window.key(keys)
            try:
                return self.window.wait(seen, without=without, timeout=_PATIENCE)
            except AssertionError:
                continue
        return self.window.wait(seen, without=without)

    def home(self) -> None:
        """Wait for Home."""
        self.window.wait("Course-faults")

    def _go_home(self) -> None:
        self._changed = True
        time.sleep(GUARD)
        self.press("\x1b", "Course-faults")

    # Reading

    def expected_section(self) -> str | None:
        """The section a student goes on with."""
        read = self._course.get("sections", {})
        unread = [section for section in section_ids() if section not in read]
        place = self._course.get("place")
        if place and place["section"] in unread:
            return str(place["section"])
        if place:
            in_lesson = [s for s in unread if s[1] == place["lesson"].removeprefix("lesson")]
            unread = in_lesson or unread
        return unread[0] if unread else None

    def reads(self, pages: int) -> None:
        """Continue reading where it was left, answering checks."""
        section = self.expected_section()
        if section is None:
            return
        waits = any(a["submitted"] is None for a in self._course.get("attempts", {}).values())
        self.window.key("kkkk" + ("j" if waits else ""))
        self.window.key("\r")
        for _ in range(pages):
            self.window.wait(f"Text-{section}(?s:.)*Stem-q{section[1:]}(?s:.)*Option-2")
            self._checks(f"q{section[1:]}")
            following = _after(section)
            if following is None:
                break
            if section in self._course.get("sections", {}):
                self.press("n", f"Text-{following}")
            else:
                self._does("n", ("read", section), f"Text-{following}")
            section = following
        # Who leaves a section after its check has read it.
        self.silent["read", section] += 1
        self._go_home()

    def _checks(self, question: str) -> None:
        if self.dice.random() < 0.3:
            time.sleep(GUARD)
            return
        option = self._choose()
        reason = f"Reason-{question}"
        self._does("\r", ("answered", question, option), reason)

    def _choose(self) -> int:
        """Choose an option; again should the key have come too soon."""
        option = self.dice.randrange(OPTIONS)
        for _ in range(20):
            time.sleep(GUARD)
            self.window.key(_LETTERS[option])
            try:
                self.window.wait(f"● Option-{option}", timeout=0.7)
            except AssertionError:
                continue
            return option
        raise AssertionError(f"no option could be chosen:\n{self.window.text()}")

    # Reviewing

    def _kinds(self) -> list[str]:
        """How the top line says how many cards are to come, of each kind."""
        said = (self.words(f"{{n}} {kind}", n="N") for kind in ("learning", "due", "new"))
        return [re.escape(text).replace("N", r"(\d+)") for text in said]

    def reviews(self, cards: int) -> None:
        """Review what is due."""
        if not self._waiting():
            return
        self.window.key("r")
        top = self.window.wait(f"○ {self._kinds()[1]}").splitlines()[0]
        found = [re.search(kind, top) for kind in self._kinds()]
        left = sum(int(one[1]) for one in found if one)
        assert self._changed or left == self._waiting(), (
            f"{left} left, not {self._waiting()}:\n{self.window.text()}"
        )
        done = rf"(?<!\d ){re.escape(self.words('done'))}(?! \d)"
        for _ in range(cards):
            text = self.window.wait(rf"Front-c\d\d|Stem-q\d\d|{done}", without="Back-|Reason-")
            found = re.search(r"Front-(c\d\d)|Stem-(q\d\d)", text)
            if not found:
                break
            if found[1]:
                time.sleep(GUARD)
                self.press(" ", f"Back-{found[1]}")
                card, back = found[1], f"Back-{found[1]}"
            else:
                option = self._choose()
                back = f"Reason-{found[2]}"
                self._does("\r", ("answered", found[2], option), back)
                card = f"question:{found[2]}"
            rating = self.dice.choice([1, 2, 3, 3, 4])
            self.window.wait(re.escape(self.words("Again")))
            following = rf"Front-c|Stem-q|{done}"
            self._does(str(rating), ("reviewed", card, rating), following, without=back)
        self._go_home()

    def _waiting(self) -> int:
        """How many cards wait now, by a rule of our own."""
        cards = self._course.get("cards", {})
        ahead = (datetime.now(UTC) + timedelta(minutes=20)).isoformat()
        today = (datetime.now().astimezone() - timedelta(hours=4)).date().isoformat()
        unseen = [card for card in card_ids() if card not in cards]
        begun = {section[1] for section in self._course.get("sections", {})}
        # The cards of lessons that are begun come first, all others only when none is left.
        count = sum(card[1] in begun for card in unseen) or len(unseen)
        for card in cards.values():
            stepping = card["state"] in ("learning", "relearning")
            count += card["due"] <= ahead if stepping else card["due_day"] <= today
        return count

    # Quizzes

    def takes(self, quiz: str, answers: int) -> None:
        """Begin a quiz or go on with it; answer, move on, submit at its end."""
        begun = [
            attempt
            for attempt in self._course.get("attempts", {}).values()
            if attempt["quiz"] == quiz and attempt["submitted"] is None
        ]
        close = re.escape(self.words("close"))
        self.window.key("z")
        chooser = self.window.wait(rf"Quiz-\w+(?s:.)*Quiz-\w+(?s:.)*{close}")
        listed = re.findall("Quiz-(practice|exam)", chooser.partition(self.words("close"))[0])
        self.window.key("j" * listed[-2:].index(quiz))
        self.window.key("\r")
        if not begun:
            self.window.wait(re.escape(self.words("Start")), without=close)
            time.sleep(GUARD)
            self.window.key("\r")
        text = self.window.wait(r"Stem-q\d\d", without=close)
        stem, given = self._stem(text), {}
        if begun:
            given = begun[-1]["responses"]
            expected = begun[-1]["questions"][begun[-1]["index"]]
            assert stem == expected, f"goes on at {stem}, not at {expected}:\n{text}"
        for _ in range(answers):
            last = stem == f"q{section_ids()[-1][1:]}"
            gone = None if last else f"Stem-{stem}"
            then = re.escape(self.words("Submit?")) if last else r"Stem-q\d\d"
            if quiz == "exam":
                self._answers_in_exam(stem, then, gone)
            else:
                # Of a wrong answer the explanation waits: it may be tried again.
                judged = rf"Reason-{stem}|{re.escape(self.words('show the answer'))}"
                if stem in given:
                    self.window.wait(judged)
                else:
                    self._does("\r", ("quiz", stem, self._choose()), judged)
                time.sleep(GUARD)
                self.press("n", then, gone)
            text = self.window.wait(then, without=gone)
            if last:
                self._does("\r", ("submitted", quiz), r"\d+ ?%")
                break
            stem = self._stem(text)
        self._go_home()

    def _answers_in_exam(self, stem: str, then: str, gone: str | None) -> None:
        """Answer, which is ticked off at once, and go on; what is answered stays so."""
        time.sleep(GUARD)
        text = self.window.text()
        if "● Option-" in text:
            self.press("\x1b[C", then, gone)
            return
        option = self.dice.randrange(OPTIONS)
        told = re.escape(self.words("{n} of {total} answered", n=0, total=12))
        count = told.replace("0", r"(\d+)", 1)
        found = re.search(count, text)
        assert found, text
        more = told.replace("0", str(int(found[1]) + 1), 1)
        self._does(_LETTERS[option], ("quiz", stem, option), more)
        time.sleep(GUARD)
        self.press("\r", then, gone)

    def _stem(self, text: str) -> str:
        found = re.search(r"Stem-(q\d\d)", text)
        assert found, text
        return found[1]


def _after(section: str) -> str | None:
    """The next section of the same lesson."""
    known = section_ids()
    at = known.index(section) + 1
    return known[at] if at < len(known) and known[at][1] == section[1] else None
