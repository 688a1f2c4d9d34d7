"""Reading a lesson in line mode, section by section, each with its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.commands import Command, hear
from studykit.plain.prose import plain_text
from studykit.plain.questions.asking import ask, compare_with_model, show_question
from studykit.plain.questions.feedback import tell_judged

if TYPE_CHECKING:
    from studykit.learner.clock import Clock
    from studykit.plain.talk import Talk
    from studykit.progress.store import Profile
    from studykit.study.answering import Asking
    from studykit.study.reading import Reading


def read_lesson(talk: Talk, reading: Reading, profile: Profile, clock: Clock) -> None:
    """Read from the section shown to the end of the lesson, or until the learner goes back.

    Raises:
        Left: the learner quits; the place is kept.
        ProfileError: the place or an answer could not be kept.
    """
    words = talk.words
    while reading.section is not None:
        profile.record(reading.keep_place(clock.now()))
        _show_section(talk, reading)
        back = Command("back", words("go back to the menu"))
        before = Command("previous", words("go back one section"))
        command, _ = hear(talk, words("Enter: I have read it (? helps)"), [before, back])
        if command == "back":
            return
        if command == "previous":
            reading.turn(-1)
            continue
        profile.record(reading.read(clock.now()))
        for asking in reading.checks():
            _ask_check(talk, reading, asking, profile, clock)
        if not reading.turn(1):
            talk.say(words("That was the last section of this lesson."))
            return
        if hear(talk, words("Enter: the next section (? helps)"), [back]).command:
            profile.record(reading.keep_place(clock.now()))
            return


def _show_section(talk: Talk, reading: Reading) -> None:
    section = reading.section
    if section is None:
        return
    place = talk.words(
        "Section {n} of {total}", n=reading.page + 1, total=len(reading.lesson.sections)
    )
    talk.say(f"\n{plain_text(reading.lesson.title)} · {place}")
    talk.say(plain_text(section.title))
    talk.say()
    talk.say(plain_text(section.text))
    talk.say()


def _ask_check(
    talk: Talk, reading: Reading, asking: Asking, profile: Profile, clock: Clock
) -> None:
    """Ask one question after a section until it is right, passed over or given up."""
    words = talk.words
    talk.say()
    show_question(talk, asking)
    begun = clock.now().at
    over = Command("next", words("pass it over"))
    while not ask(talk, asking, [over]):
        if asking.question.needs_model_comparison:
            compare_with_model(talk, asking)
        asking.judge()
        seconds = (clock.now().at - begun).total_seconds()
        profile.record(reading.answered(clock.now(), asking, seconds))
        if not tell_judged(talk, asking):
            return
