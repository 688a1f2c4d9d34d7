"""The start of line mode: what comes next today, and a small menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Refusal
from studykit.language.phrases import percent
from studykit.language.words import Words
from studykit.learner.editions import (
    course_to_open,
    interface_language,
    preferred_edition,
)
from studykit.learner.learner import Learner
from studykit.plain.choosing import choose, choose_selection
from studykit.plain.commands import Command, hear, not_understood
from studykit.plain.opening import open_edition
from studykit.plain.plan import show_plan
from studykit.plain.progress import tell_progress
from studykit.plain.prose import plain_text
from studykit.plain.quiz import begin_or_resume, repeat_missed, resume, take_quiz
from studykit.plain.reading import read_lesson
from studykit.plain.review import review_cards
from studykit.plain.search import search_course
from studykit.plain.settings import change_settings
from studykit.plain.statistics import Reader, tell_statistics
from studykit.plain.talk import Left, standard_talk
from studykit.planning.backlog import put_off_line
from studykit.planning.plan_text import asked_line, exam_line
from studykit.planning.today import today
from studykit.planning.today_text import cards_line
from studykit.progress.events import setting_changed
from studykit.study.quiz_text import attempt_time_left, quiz_facts, repetition_title
from studykit.study.reading import Reading
from studykit.study.review import Review

if TYPE_CHECKING:
    from studykit.content.course import Course, Edition, Library
    from studykit.learner.clock import Clock
    from studykit.plain.talk import Talk
    from studykit.planning.selection import Selection
    from studykit.planning.today import OpenQuiz, PlanToday, Today
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
    course = course_to_open(library.courses, profile.state)
    first = preferred_edition(course, profile.state, language)
    spoken = interface_language(profile.state, language, first.language)
    talk = talk or standard_talk(Words(spoken))
    for notice in profile.notices:
        talk.say(talk.words.translate(notice))
    try:
        while True:
            edition = preferred_edition(course, learner.state, language)
            spoken = interface_language(learner.state, language, edition.language)
            heard = talk.speaking(spoken)
            if open_edition(edition, heard.words):
                menu = _Menu(heard, course, edition, learner)
                while (word := menu.once(several=len(library.courses) > 1)) not in _LEAVING:
                    continue
                language = None if word == "language" else language
            else:
                heard.say(heard.words("This course has no lesson that can be opened."))
                if len(library.courses) == 1:
                    return 1
                word = "other"
            edition.close()
            if word == "other":
                course = _choose_course(heard, library.courses, learner)
    except Left:
        return 0


def _choose_course(talk: Talk, courses: tuple[Course, ...], learner: Learner) -> Course:
    """The course that the learner chooses; it is opened the next time too.

    Raises:
        Left: the learner quits.
    """
    editions = [preferred_edition(course, learner.state) for course in courses]
    titles = [plain_text(edition.title) for edition in editions]
    chosen = courses[choose(talk, talk.words("Which course?"), titles)]
    learner.record([setting_changed(learner.now(), "course", chosen.id)])
    return chosen


_NEXT = {"quiz": "take", "take": "take", "review": "cards", "read": "read"}
"""What is next today, by the word that does it."""
_LEAVING = ("language", "other")
"""Words of the menu after which another edition is opened."""


class _Menu:
    """The menu of one course."""

    def __init__(self, talk: Talk, course: Course, edition: Edition, learner: Learner) -> None:
        self._talk = talk
        self._words = talk.words
        self._course = course
        self._edition = edition
        self._learner = learner
        self._listed = False
        """Whether the words of the menu were listed; later `?` lists them."""

    def once(self, *, several: bool) -> str:
        """Show what comes today and do one thing; its word."""
        words = self._words
        others = self._course.from_edition(self._edition)[1:]
        seen = today(self._edition, self._learner.state, self._learner.now(), others)
        self._show(seen)
        commands = self._commands(several=several)
        how = words("Type a word, its first letter or the number; Enter does what is next.")
        if not self._listed:
            for number, command in enumerate(commands, start=1):
                self._talk.say(f"{number}. {command.word}: {command.says}", 2)
            self._listed = True
        while True:
            word, text = hear(self._talk, words("What now? (? helps)"), commands, how=how)
            if text.isdecimal() and 1 <= int(text) <= len(commands):
                word = commands[int(text) - 1].word
            elif text:
                self._talk.say(not_understood(self._talk, text))
                continue
            break
        word = word or _NEXT.get(seen.next, "lessons")
        self._do(word, seen)
        return word

    def _commands(self, *, several: bool) -> list[Command]:
        words = self._words
        commands = [
            Command("read", words("read the next section")),
            Command("lessons", words("choose a lesson to read")),
            Command("cards", words("review the cards")),
            Command("take", words("take a quiz")),
            Command("cram", words("cram cards; your review schedule does not change")),
            Command("stats", words("how much you studied, how well, and what comes next")),
            Command("plan", words("what to do each day until the exam")),
            Command("progress", words("what is mastered, by objective")),
            Command("find", words("search the whole course")),
            Command("settings", words("show or change your settings")),
        ]
        if len(self._course.languages) > 1:
            commands.append(Command("language", words("read the course in another language")))
        if several:
            commands.append(Command("other", words("choose another course")))
        return commands

    def _do(self, command: str, seen: Today) -> None:
        talk, edition, learner = self._talk, self._edition, self._learner
        if command == "read":
            if seen.reading:
                self._read(seen.reading.lesson.id, seen.reading.section)
        elif command == "lessons":
            titles = [plain_text(lesson.title) for lesson in edition.lessons]
            if titles:
                number = choose(talk, self._words("Which lesson?"), titles)
                self._read(edition.lessons[number].id)
        elif command == "cards":
            self._review(None)
        elif command == "cram":
            self._review(choose_selection(talk, edition))
        elif command == "progress":
            tell_progress(talk, edition, learner)
        elif command == "plan":
            show_plan(talk, edition, learner)
        elif command == "find":
            self._find()
        elif command == "stats":
            tell_statistics(talk, edition, Reader(learner))
        elif command == "settings":
            change_settings(talk, learner)
        elif command == "language":
            self._choose_language()
        elif command == "take":
            self._quiz(seen)

    def _find(self) -> None:
        hit = search_course(self._talk, self._edition, self._learner)
        if hit is None:
            return
        if hit.kind == "card":
            card = self._edition.card(hit.id)
            if card is not None:
                self._talk.say(plain_text(card.front))
                self._talk.say(plain_text(card.back))
            return
        self._read(hit.lesson, hit.id if hit.kind == "section" else None)

    def _choose_language(self) -> None:
        tags = self._course.languages
        chosen = tags[choose(self._talk, self._words("Which language?"), tags)]
        key = f"language@{self._course.id}"
        self._learner.record([setting_changed(self._learner.now(), key, chosen)])

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
