"""The start of line mode: what comes next today, and a small menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Refusal
from studykit.language.phrases import percent
from studykit.language.words import Words
from studykit.learner.editions import interface_language, preferred_edition
from studykit.learner.learner import Learner
from studykit.plain.choosing import choose, choose_selection
from studykit.plain.commands import Command, hear
from studykit.plain.opening import open_edition
from studykit.plain.prose import plain_text
from studykit.plain.quiz import begin_or_resume, repeat_missed, resume, take_quiz
from studykit.plain.reading import read_lesson
from studykit.plain.review import review_cards
from studykit.plain.statistics import Reader, tell_statistics
from studykit.plain.talk import Left, standard_talk
from studykit.planning.backlog import put_off_line
from studykit.planning.plan_text import asked_line, exam_line
from studykit.planning.today import today
from studykit.planning.today_text import cards_line
from studykit.study.quiz_text import attempt_time_left, quiz_facts, repetition_title
from studykit.study.reading import Reading
from studykit.study.review import Review

if TYPE_CHECKING:
    from studykit.content.course import Course, Edition, Library
    from studykit.learner.clock import Clock
    from studykit.plain.talk import Talk
    from studykit.planning.selection import Selection
    from studykit.planning.today import OpenQuiz, PlanToday, Today
    from studykit.progress.state import State
    from studykit.progress.store import Profile


def run(
    library: Library,
    profile: Profile,
    clock: Clock,
    language: str | None,
    *,
    talk: Talk | None = None,
) -> int:
    """Study in line mode until the learner quits; the exit status is 0, or 1 when there is
    nothing that can be studied.

    `language` is the edition's that is preferred. `talk` is on standard input and output
    when it is not given.

    Raises:
        ProfileError: what was done could not be kept.
    """
    learner = Learner(profile, clock)
    if not library.courses:
        talk = talk or standard_talk(Words(interface_language(profile.state, language)))
        talk.say(talk.words("There are no courses here."))
        return 0
    first = preferred_edition(library.courses[0], profile.state, language)
    spoken = interface_language(profile.state, language, first.language)
    talk = talk or standard_talk(Words(spoken))
    for notice in profile.notices:
        talk.say(talk.words.translate(notice))
    try:
        while True:
            course, edition = choose_edition(talk, library.courses, learner.state, language)
            spoken = interface_language(learner.state, language, edition.language)
            heard = talk.speaking(spoken)
            if open_edition(edition, heard.words):
                menu = _Menu(heard, course, edition, learner)
                while menu.once(several=len(library.courses) > 1):
                    continue
            else:
                heard.say(heard.words("This course has no lesson that can be opened."))
                if len(library.courses) == 1:
                    return 1
            edition.close()
    except Left:
        return 0


def choose_edition(
    talk: Talk, courses: tuple[Course, ...], state: State, language: str | None
) -> tuple[Course, Edition]:
    """The only course, or the one that the learner chooses, with its preferred edition.

    Raises:
        Left: the learner quits.
    """
    editions = [preferred_edition(course, state, language) for course in courses]
    titles = [plain_text(edition.title) for edition in editions]
    chosen = choose(talk, talk.words("Which course?"), titles)
    return courses[chosen], editions[chosen]


_NEXT = {"quiz": "take", "take": "take", "review": "cards", "read": "read"}
"""What is next today, by the word that does it."""


class _Menu:
    """The menu of one course."""

    def __init__(self, talk: Talk, course: Course, edition: Edition, learner: Learner) -> None:
        self._talk = talk
        self._words = talk.words
        self._course = course
        self._edition = edition
        self._learner = learner

    def once(self, *, several: bool) -> bool:
        """Show the menu and do one thing; False to choose another course."""
        words = self._words
        others = self._course.from_edition(self._edition)[1:]
        seen = today(self._edition, self._learner.state, self._learner.now(), others)
        self._show(seen)
        commands = [
            Command("read", words("read the next section")),
            Command("lessons", words("choose a lesson to read")),
            Command("cards", words("review the cards")),
            Command("take", words("take a quiz")),
            Command("cram", words("cram cards; your review schedule does not change")),
            Command("stats", words("how much you studied, how well, and what comes next")),
        ]
        if several:
            commands.append(Command("other", words("choose another course")))
        how = words("Type a word, its first letter or the number; Enter does what is next.")
        for number, command in enumerate(commands, start=1):
            self._talk.say(f"{number}. {command.word}: {command.says}", 2)
        word, text = hear(self._talk, words("What now? (? helps)"), commands, how=how)
        if text.isdecimal() and 1 <= int(text) <= len(commands):
            word = commands[int(text) - 1].word
        elif not text and not word:
            word = _NEXT.get(seen.next, "lessons")
        self._do(word, seen)
        return word != "other"

    def _do(self, command: str, seen: Today) -> None:
        if command == "read":
            if seen.reading:
                self._read(seen.reading.lesson.id, seen.reading.section)
        elif command == "lessons":
            lessons = self._edition.lessons
            titles = [plain_text(lesson.title) for lesson in lessons]
            if titles:
                self._read(lessons[choose(self._talk, self._words("Which lesson?"), titles)].id)
        elif command == "cards":
            self._review(None)
        elif command == "cram":
            self._review(choose_selection(self._talk, self._edition))
        elif command == "stats":
            tell_statistics(self._talk, self._edition, Reader(self._learner))
        elif command == "take":
            self._quiz(seen)

    def _review(self, selection: Selection | None) -> None:
        review = Review(self._edition, self._learner, selection)
        review_cards(self._talk, review, self._learner)

    def _read(self, lesson: str, section: str | None = None) -> None:
        reading = Reading(self._edition, lesson, self._learner, section)
        read_lesson(self._talk, reading, self._learner)

    def _quiz(self, seen: Today) -> None:
        words = self._words
        if not seen.quizzes:
            self._talk.say(words("There is no quiz to take."))
            return
        titles = [self._quiz_line(offered) for offered in seen.quizzes]
        chosen = seen.quizzes[choose(self._talk, words("Which quiz?"), titles)]
        editions = self._course.from_edition(self._edition)
        try:
            if chosen.attempt is None:
                attempt = begin_or_resume(self._talk, editions, chosen.quiz, self._learner)
            else:
                attempt = resume(self._talk, editions, chosen.attempt, self._learner)
            take_quiz(self._talk, attempt)
            repeat_missed(self._talk, attempt)
        except Refusal as refusal:
            self._talk.say(words.translate(refusal.message))

    def _quiz_line(self, offered: OpenQuiz) -> str:
        """A quiz in the list: its title, and what is good to know before it begins."""
        words = self._words
        title = self._title(offered)
        if offered.again:
            return title
        facts = quiz_facts(offered.quiz, self._learner.course(self._edition.id), words)
        line = " · ".join(filter(None, (self._time_left(offered), *facts)))
        return f"{title} ({line})" if line else title

    def _title(self, offered: OpenQuiz) -> str:
        title = plain_text(offered.quiz.title)
        return repetition_title(title, self._words) if offered.again else title

    def _time_left(self, offered: OpenQuiz) -> str:
        """How long an attempt that waits still has; "" without a clock."""
        if offered.attempt is None:
            return ""
        attempt = self._learner.course(self._edition.id)["attempts"][offered.attempt]
        return attempt_time_left(attempt, self._learner.now(), self._words)

    def _plan_line(self, planned: PlanToday) -> str:
        words = self._words
        parts = [exam_line(planned.exam, self._learner.now().day, words)]
        if planned.asked is not None:
            parts.insert(0, asked_line(planned.asked, words) or words("done for today"))
        return f"{words('Plan')}: {' · '.join(parts)}"

    def _show(self, seen: Today) -> None:
        words = self._words
        self._talk.say(f"\n{plain_text(self._edition.title)}")
        waits = seen.quizzes[0] if seen.quizzes and seen.quizzes[0].attempt else None
        if waits is not None:
            line = words("Quiz, begun: {title}", title=self._title(waits))
            self._talk.say(" · ".join(filter(None, (line, self._time_left(waits)))), 2)
        if seen.reading:
            title = plain_text(seen.reading.title)
            self._talk.say(words("To read: {title}", title=title), 2)
        else:
            self._talk.say(words("Everything is read."), 2)
        cards = seen.cards
        waiting = cards_line(cards, words) or words("Nothing is due now.")
        self._talk.say(f"{words('Review')}: {waiting}", 2)
        if line := put_off_line(cards.put_off, words):
            self._talk.say(line, 2)
        if seen.plan is not None:
            self._talk.say(self._plan_line(seen.plan), 2)
        for offered in seen.quizzes[:1] if waits is None else ():
            title = self._title(offered)
            standing = words("Quiz: {title}", title=title)
            if offered.best is not None:
                best = percent(offered.best)
                standing = words("Quiz: {title}, best {best}", title=title, best=best)
            self._talk.say(standing, 2)
