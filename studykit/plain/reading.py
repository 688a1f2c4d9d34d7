"""Reading a lesson in line mode, section by section, each with its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.plain.commands import Command, hear_command
from studykit.plain.prose import plain_text
from studykit.plain.questions.asking import ask, compare_with_model, show_question
from studykit.plain.questions.feedback import tell_judged
from studykit.study.not_judged_text import try_again_line

if TYPE_CHECKING:
    from studykit.learner.learner import Learner
    from studykit.plain.talk import Talk
    from studykit.study.reading import Reading


def read_lesson(talk: Talk, reading: Reading, learner: Learner) -> None:
    """Read from the section shown to the end of the lesson, or until the learner goes back.

    Raises:
        Left: the learner quits; the place is kept.
        ProfileError: the place or an answer could not be stored.
    """
    words = talk.words
    while reading.section is not None:
        learner.keep(reading.keep_place())
        _show_section(talk, reading)
        back = Command("back", words("go back to the menu"))
        before = Command("previous", words("go back one section"))
        command = hear_command(talk, words("Enter: I have read it (? helps)"), [before, back])
        if command == "back":
            return
        if command == "previous":
            reading.turn(-1)
            continue
        learner.keep(reading.read())
        more = reading.asking is not None
        while more:
            reading.check_appeared()
            _ask_check(talk, reading, learner)
            more = reading.next_check()
        if not reading.turn(1):
            talk.say(words("That was the last section of this lesson."))
            return
        if hear_command(talk, words("Enter: the next section (? helps)"), [back]):
            learner.keep(reading.keep_place())
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


def _ask_check(talk: Talk, reading: Reading, learner: Learner) -> None:
    """Ask one question after a section until it is right, passed over or given up."""
    asking, words = reading.asking, talk.words
    if asking is None:
        return
    talk.say()
    show_question(talk, asking)
    over = Command("next", words("skip it"))
    while not ask(talk, asking, [over]):
        if asking.needs_ticks:
            compare_with_model(talk, asking)
        learner.keep(reading.answer())
        if asking.open:
            talk.say(try_again_line(words))
            continue
        if not tell_judged(talk, asking, retry=reading.can_retry):
            reading.show_solution()
            return


def reading_document(reading: Reading) -> dict[str, Any]:
    """How far the lesson is read, as JSON."""
    sections = [section.id for section in reading.lesson.sections]
    return {
        "course": reading.edition.id,
        "language": reading.edition.language,
        "lesson": reading.lesson.id,
        "title": reading.lesson.title,
        "section": reading.section.id if reading.section else None,
        "sections": len(sections),
        "read": sum(section in reading.course["sections"] for section in sections),
    }
