"""A learner by script: remembers as FSRS says people do, and goes where the screen points.

What to press is read off the screen; the answers the learner knows come from the course.
"""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import fsrs

from studykit.questions.categorize import Categorize
from studykit.questions.cloze import Cloze
from studykit.questions.gaps import Gap, split_gaps
from studykit.questions.grade import solution_text
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numerical import Numerical
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse
from tests.rehearsal.window import GUARD

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.questions.registry import Question
    from tests.rehearsal.window import Window

KNOWS = 0.8
"""How likely a question is known once its section was read."""
_OPTION = re.compile(r"^\s*▸?\s*([a-i])\s+(?:[○●□■]\s*)?(\S.*)$", re.MULTILINE)


class Learner:
    """Somebody who studies a course in `window` after `window`."""

    def __init__(self, edition: Edition, seed: int) -> None:
        self._chance = random.Random(seed)
        self._memory: dict[str, fsrs.Card] = {}
        self._fsrs = fsrs.Scheduler(
            enable_fuzzing=False, learning_steps=(), relearning_steps=()
        )
        self._questions = [
            edition.question(outline.id)
            for lesson in edition.lessons
            for outline in lesson.questions
        ]
        self.log: list[str] = []
        """What was done on the day, in short."""

    def study(self, window: Window, today: datetime, most: int = 12) -> None:
        """Do what Home points at, until it is all done or enough for a day."""
        self.log, read, quizzed, reviewed = [], False, False, 0
        for _ in range(most):
            window.wait("studykit")
            first = next((line for line in window.lines if "▸" in line), "")
            if quizzed and re.search("▸ (Quiz|Continue the quiz|測驗|繼續測驗)", first):
                return  # its clock would run
            top = window.turned("\r")
            if top.startswith("studykit"):
                self.log.append("nothing more to do")
                return
            if re.match("Review|複習", top):
                reviewed += 1
                if reviewed > 2 or not self._review(window, today):
                    window.go_home()
                    return
            elif re.search(r"\d+ ?/ ?\d+  ", top + "  ") and "▫" not in window.body:
                if read:  # a lesson a day is enough, and a quiz
                    window.go_home()
                    return
                self._read(window)
                read = True
            else:
                if quizzed:
                    window.go_home()
                    return
                self._quiz(window)
                quizzed = True

    # Cards

    def _review(self, window: Window, today: datetime) -> int:
        """Review what is due; how many cards were graded."""
        done, missed = 0, set[str]()
        while done < 120:
            window.settle(GUARD)
            if re.search("done|完成", window.top):
                break
            if re.search(r"You\s+missed\s+this|這是你在測驗中答錯", window.body):
                self._answer(window, self._chance.random() < KNOWS)
                essay = re.search("esc, then enter|先按 esc", window.body)
                for guess in (
                    (("x",), ("\x1b",), ("\r",), ("\r",))
                    if essay
                    else ((), "abc\r", "aaaaa\r", "x\r", ("\x1b[C", "\r"), "\r")
                ):
                    for key in guess:
                        window.type(key)
                    told = window.seen("[✓✗]", 0.5)
                    if told:
                        break
                else:  # more than a guess is asked for: enough for today
                    self.log.append(f"stopped at:\n{window.text()}\n")
                    break
                window.settle(GUARD)
                question = self._asked(window)
                name = question.id if question else ""
                # What was missed once is known the next time, from its feedback.
                window.type("3" if told[0] == "✓" or name in missed else "1")
                missed.add(name)
            else:
                front = next(line.strip() for line in window.lines[2:] if line.strip())
                window.type(" ")
                window.seen(r"\n.*1 .*2 .*3 .*4 ", 2.0)
                window.type(self._grade(front, today))
            done += 1
        self.log.append(f"{done} cards")
        window.go_home()
        return done

    def _grade(self, front: str, today: datetime) -> str:
        """Recall a card or not; what is learnt of it by that."""
        card = self._memory.get(front)
        recalled = card is None or self._chance.random() < self._fsrs.get_card_retrievability(
            card, today
        )
        grade = self._chance.choices("234", weights=[1, 8, 1])[0] if recalled else "1"
        review = fsrs.Rating(int(grade))
        self._memory[front], _ = self._fsrs.review_card(
            card or fsrs.Card(card_id=0), review, today.astimezone(UTC)
        )
        return grade

    # Reading and questions

    def _read(self, window: Window) -> None:
        title = window.top
        for _ in range(40):
            window.type(" ", pause=0.1)
            if "▸" in window.body and re.search("esc close|esc 關閉", window.body):
                break
            if self._asked(window) is not None:
                window.type("\r")  # to the check
                self._answer(window, self._chance.random() < KNOWS)
                window.type("n")
                if re.search("esc close|esc 關閉", window.body):
                    break
        self.log.append(f"read {title}")
        window.go_home()

    def _quiz(self, window: Window) -> None:
        if re.search("⏎ (start|開始)", window.lines[-1]):
            window.settle(GUARD)
            window.type("\r", pause=0.3)
        title = window.top
        for _ in range(80):
            if re.search("home|首頁", window.lines[-1]) and "✓" in window.top:
                break
            window.settle(GUARD)
            self._answer(window, self._chance.random() < KNOWS)
            if re.search("press 1, 2 or 3|1、2", window.body):
                window.type("2")
            before = window.top
            if re.search("leave the field|離開欄位", window.lines[-1]):
                window.type("\x1b", pause=0.3)
            ending = False
            for key in ("\r", "\r", "n", "n"):  # show the answer, continue, or skip
                ending = bool(re.search(r"Submit\?|要交卷嗎", window.body))
                if ending or window.top != before:
                    break
                window.type(key, pause=0.3)
            if ending:
                window.type("s\r", pause=0.3)
                break
        self.log.append(f"quiz {title}: {window.top}")
        window.go_home()

    def _asked(self, window: Window) -> Question | None:
        """The question whose stem stands on the screen last."""
        flat = re.sub(r"\s+", "", window.body)
        found = [
            (flat.rfind(key), question)
            for question in self._questions
            if (key := re.sub(r"[\s*_`]+", "", question.stem)) and key in flat
        ]
        return max(found, key=lambda one: one[0])[1] if found else None

    def _answer(self, window: Window, knows: bool) -> None:
        """Answer the question on the screen, or leave it when it needs more than a key."""
        question = self._asked(window)
        if isinstance(question, (ShortAnswer, Numerical)):
            right = solution_text(question).partition("\n")[0]
            window.type((right if knows else "7") + "\r")
        elif isinstance(question, Slider):
            steps = question.index(question.answer) or 0
            window.type("\x1b[C" * steps if knows and steps else "\x1b[H")
            window.type("\r")
        elif isinstance(question, Cloze):
            for gap in (part for part in split_gaps(question.text) if isinstance(part, Gap)):
                chosen = "\x1b[C" if gap.distractors else "x"
                window.type(gap.answer if knows and not gap.distractors else chosen)
                window.type("\r")
        elif isinstance(question, (Matching, Categorize)):
            letters = {text.strip(): letter for letter, text in _OPTION.findall(window.body)}
            for row in re.findall(r"^ *(?:▸ *)?(\S.*?) +→  …", window.body, re.MULTILINE):
                wanted = self._place(question, row) if knows else ""
                window.type(letters.get(wanted, "a"))
            window.type("\r")
        elif isinstance(question, (SingleChoice, MultipleChoice, TrueFalse)):
            letters = dict(_OPTION.findall(window.body)) or {"a": "", "b": ""}
            rights = [
                letter
                for letter, text in letters.items()
                if self._is_key(question, letter, text)
            ]
            for letter in rights if knows and rights else [self._chance.choice(list(letters))]:
                window.type(letter)
            window.type("\r")
        window.settle(GUARD)

    def _place(self, question: Matching | Categorize, row: str) -> str:
        if isinstance(question, Matching):
            return next((p.right for p in question.pairs if p.left == row), "")
        places = question.categories.items()
        return next((place for place, items in places if row in items), "")

    def _is_key(self, question: Question, letter: str, text: str) -> bool:
        if isinstance(question, TrueFalse):
            return (letter == "a") == question.answer
        start = text.strip()[:20]
        return any(
            option.correct and option.text.strip().startswith(start)
            for option in getattr(question, "options", ())
        )
