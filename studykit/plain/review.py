"""Reviewing flashcards in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.language.phrases import duration, interval
from studykit.learner.clock_check import clock_line
from studykit.plain.commands import Command, hear, hear_command
from studykit.plain.prose import plain_text
from studykit.plain.questions.asking import ask, compare_with_model, show_question
from studykit.plain.questions.feedback import tell_judged
from studykit.plain.talk import Left
from studykit.planning.backlog import put_off_line
from studykit.planning.card_history import history_lines, why_rows
from studykit.planning.selection import selection_line
from studykit.questions.compare_typed import compared_text
from studykit.scheduling.memory import Rating
from studykit.study.not_judged_text import try_again_line
from studykit.study.review import MOST_DAYS
from studykit.study.review_text import leech_line, reviewed_line, undone_line, upcoming_lines

if TYPE_CHECKING:
    from studykit.language.words import Words
    from studykit.learner.learner import Learner
    from studykit.plain.talk import Talk
    from studykit.study.prompt import Prompt
    from studykit.study.review import Review


def review_cards(
    talk: Talk, review: Review, learner: Learner, *, limit: int | None = None
) -> None:
    """Review until no card is left, or `limit` cards are graded; then tell the summary.

    Raises:
        Left: the learner quits; every grade given is kept.
        ProfileError: a grade could not be kept.
    """
    _Reviewing(talk, review, learner, limit).run()


class _Reviewing:
    """One sitting at the cards."""

    def __init__(self, talk: Talk, review: Review, learner: Learner, limit: int | None) -> None:
        self._talk = talk
        self._words = talk.words
        self._review = review
        self._learner = learner
        self._limit = limit

    def run(self) -> None:
        """Ask card after card, then tell the summary; also when the learner leaves."""
        self._open()
        try:
            self._go_through()
        except Left:
            tell_summary(self._talk, self._review)
            raise
        tell_summary(self._talk, self._review)

    def _open(self) -> None:
        """Say what kind of review this is, where it is not the usual one."""
        review, words = self._review, self._words
        if review.selection is not None:
            what = selection_line(review.edition, review.selection, words)
            self._talk.say(f"{words('Cram')}: {plain_text(what)}")
            self._talk.say(words("Cramming does not change your review schedule."))
            if review.prompt is None:
                self._talk.say(words("There is no such card to cram."))
        elif review.prompt is None:
            self._talk.say(words("No cards are due."))
        if line := put_off_line(review.put_off, words):
            self._talk.say(line)
        if line := clock_line(review.course, self._learner.now(), words):
            self._talk.say(line)

    def _go_through(self) -> None:
        self._offer_undo()
        while not self._over():
            if self._review.prompt is not None:
                self._one_card(self._review.prompt)
            self._offer_undo()

    def _offer_undo(self) -> None:
        """At the end: the last grade, also one of before a restart, can be taken back too."""
        words = self._words
        undo = [Command("undo", words("undo the last step"))]
        while self._over() and self._review.last_undoable is not None:
            how = words("Enter ends, u undoes the last step")
            if self._review.summary.reviews:
                how = words("That was the last card. Enter ends, u undoes the grade")
            if not hear_command(self._talk, how, undo):
                return
            self._undo()

    def _over(self) -> bool:
        enough = self._limit is not None and self._review.summary.reviews >= self._limit
        return enough or self._review.prompt is None

    def _one_card(self, prompt: Prompt) -> None:
        self._head(prompt)
        command = (
            self._ask_card(prompt) if prompt.asking is None else self._ask_question(prompt)
        )
        if not command:
            command = self._grade_or_command(prompt)
        if command:
            self._obey(command)

    def _head(self, prompt: Prompt) -> None:
        words, left = self._words, self._review.left
        kinds = {
            "new": words("new card"),
            "learning": words("card being learnt"),
            "review": words("card to review"),
        }
        head = [kinds[prompt.kind], words.many(left, "{n} card left", "{n} cards left")]
        lesson = self._review.edition.lesson_of_section(prompt.section or "")
        if lesson is not None:
            head.append(plain_text(lesson.title))
        if self._flagged(prompt):
            head.append(words("flagged"))
        self._talk.say("\n" + " · ".join(head))
        if prompt.asking is not None and not self._review.cram:
            self._talk.say(words("You missed this question in a quiz."))
        if prompt.unread:
            self._talk.say(words("Its section is not read yet: “read” shows it."))

    def _flagged(self, prompt: Prompt) -> bool:
        known = self._review.course["cards"].get(prompt.id)
        return bool(known and known.get("flagged"))

    def _commands(self) -> list[Command]:
        words = self._words
        return [
            Command("undo", words("undo the last step")),
            Command("bury", words("not again today")),
            Command("suspend", words("not again until unsuspended")),
            Command("flag", words("flag or unflag it")),
            Command("why", words("why this card comes now")),
            Command("read", words("read the section that teaches it")),
            Command("due", words("set the next due date")),
            Command("reset", words("reset this card")),
            Command("unsuspend", words("unsuspend a card")),
        ]

    def _ask_card(self, prompt: Prompt) -> str:
        """Show the front, then the back; the word of a command that came between."""
        card, words = prompt.card, self._words
        if card is None:
            return ""
        self._talk.say(plain_text(card.front))
        how = words("Enter shows the back; what you type before is compared with it.")
        while True:
            command, typed = hear(
                self._talk, words("Enter shows the back (? helps)"), self._commands(), how=how
            )
            if not self._aside(prompt, command):
                break
        if command:
            return command
        if (compared := self._review.compare_typed(typed)) is not None:
            self._talk.say(words("Right.") if compared.right else words("Not the same."))
            if not compared.right:
                self._talk.say(words("Yours: {text}", text=compared_text(compared)), 2)
        self._talk.say(plain_text(card.back))
        return ""

    def _ask_question(self, prompt: Prompt) -> str:
        asking, review = prompt.asking, self._review
        if asking is None:
            return ""
        show_question(self._talk, asking)
        while asking.open:
            command = ask(self._talk, asking, self._commands())
            if self._aside(prompt, command):
                continue
            if command:
                return command
            if asking.question.needs_model_comparison:
                compare_with_model(self._talk, asking)
            self._learner.keep(review.answer())
            if asking.open:
                self._talk.say(try_again_line(self._words))
                show_question(self._talk, asking)
        tell_judged(self._talk, asking, retry=False)
        return ""

    def _grade_or_command(self, prompt: Prompt) -> str:
        """Ask for the grade and record it; else the word of a command."""
        review, words = self._review, self._words
        names = _grade_names(words)
        waits = review.preview()
        offered = [
            f"{rating.value} {name}"
            + (f" ({interval(words, waits[rating])})" if rating in waits else "")
            for rating, name in names.items()
            if rating in review.grades
        ]
        suggested = review.suggested()
        keys = [f"{rating.value}" for rating in review.grades]
        how = words(
            "{keys} grade; Enter grades {grade}.", keys=" ".join(keys), grade=names[suggested]
        )
        while True:
            command, text = hear(self._talk, " · ".join(offered), self._commands(), how=how)
            if self._aside(prompt, command):
                continue
            if command:
                return command
            if text in ("", *keys):
                break
            self._talk.say(how)
        rating = Rating(int(text)) if text else suggested
        self._learner.keep(review.grade(rating))
        if review.became_leech:
            self._talk.say(leech_line(review, words))
        return ""

    def _aside(self, prompt: Prompt, command: str) -> bool:
        """Carry out a command that leaves the card where it is; False when it is none."""
        if command == "flag":
            self._learner.keep(self._review.flag())
            on = self._flagged(prompt)
            self._talk.say(self._words("Flagged.") if on else self._words("No longer flagged."))
        elif command == "why":
            self._why()
        elif command == "read":
            self._read_section(prompt)
        elif command == "unsuspend":
            self._unsuspend()
        elif command in ("due", "reset", "bury") and self._review.cram:
            self._talk.say(self._words("Cramming does not change your review schedule."))
        elif command in ("due", "reset") and prompt.kind == "new":
            self._talk.say(self._words("New card: no history yet."))
        else:
            return False
        return True

    def _obey(self, command: str) -> None:
        review = self._review
        if command == "undo":
            self._undo()
            return
        if command == "bury":
            self._learner.keep(review.bury())
        elif command == "suspend":
            self._learner.keep(review.suspend())
        elif command == "reset":
            self._learner.keep(review.reset())
        elif command == "due":
            self._learner.keep(review.set_due(self._days()))

    def _days(self) -> int:
        """In how many days the card shall come back."""
        words = self._words
        how = words("Type a number of days, 1 to {most}.", most=MOST_DAYS)
        while True:
            text = hear(self._talk, words("In how many days?"), how=how).text
            if text.isdecimal() and 1 <= int(text) <= MOST_DAYS:
                return int(text)
            self._talk.say(how)

    def _read_section(self, prompt: Prompt) -> None:
        if prompt.section is None:
            self._talk.say(self._words("No section is known to teach it."))
            return
        section = self._review.edition.section(prompt.section)
        self._talk.say(f"{plain_text(section.title)}\n")
        self._talk.say(plain_text(section.text))
        self._talk.say()

    def _unsuspend(self) -> None:
        review, words = self._review, self._words
        fronts = review.suspended()
        if not fronts:
            self._talk.say(words("No card is suspended."))
            return
        titles = [plain_text(front) for front in fronts.values()]
        for number, title in enumerate(titles, start=1):
            self._talk.say(f"{number}. {title}", 2)
        how = words("Type the number in front of it; Enter leaves all as they are.")
        text = hear(self._talk, words("Which card?"), how=how).text
        if text.isdecimal() and 1 <= int(text) <= len(titles):
            self._learner.keep(review.unsuspend(list(fronts)[int(text) - 1]))
            self._talk.say(words("Unsuspended."))

    def _undo(self) -> None:
        record = self._review.last_undoable
        if record is None:
            self._talk.say(self._words("There is nothing to undo."))
            return
        line = undone_line(self._review, record, self._words)
        self._learner.keep(self._review.undo(record))
        self._talk.say(line)

    def _why(self) -> None:
        words, why = self._words, self._review.why()
        if why is None:
            self._talk.say(words("New card: no history yet."))
            return
        for name, value in why_rows(why, words):
            self._talk.say(f"{name}: {value}", 2)
        for line in history_lines(why, words):
            self._talk.say(line, 2)


def _grade_names(words: Words) -> dict[Rating, str]:
    return {
        Rating.Again: words("Again"),
        Rating.Hard: words("Hard"),
        Rating.Good: words("Good"),
        Rating.Easy: words("Easy"),
    }


def tell_summary(talk: Talk, review: Review) -> None:
    """Say what was done in this review."""
    words, summary = talk.words, review.summary
    if summary.reviews:
        talk.say()
        talk.say(
            words(
                "{cards} in {time}.",
                cards=reviewed_line(summary, words),
                time=duration(words, summary.seconds),
            )
        )
        names = _grade_names(words).items()
        counts = [f"{name} {summary.ratings[rating]}" for rating, name in names]
        talk.say(" · ".join(counts), 2)
    for line in upcoming_lines(review, words) if summary.reviews else ():
        talk.say(line, 2)


def review_document(review: Review) -> dict[str, Any]:
    """What was done in this review, as JSON."""
    summary = review.summary
    return {
        "course": review.edition.id,
        "language": review.edition.language,
        "reviewed": summary.reviews,
        "new": summary.new,
        "ratings": {rating.name.lower(): summary.ratings[rating] for rating in Rating},
        "seconds": round(summary.seconds, 1),
        "left": review.left,
        "put_off": review.put_off.cards,
        "put_off_days": review.put_off.days,
        "cram": review.cram,
    }
