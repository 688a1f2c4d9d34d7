"""What lessons share: banks that they include, questions of each other, stimuli.

Each file is read for itself. Here the lessons of a course are put together of what was read, so
that everything above sees questions that belong to one lesson and have their stimulus. What
cannot be had is left out: of a bank that is missing its items, of a stimulus that is missing
the questions that need it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from studykit.content.finding import LibraryError
from studykit.language.message import Message
from studykit.questions.stimulus import Stimulus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from studykit.content.lesson_model import Include, Lesson
    from studykit.content.outline import (
        CardOutline,
        Inclusion,
        LessonOutline,
        QuestionOutline,
    )
    from studykit.questions.registry import Question

MOST_INCLUDES = 100
"""Of a lesson."""


def resolved_outlines(
    lessons: Sequence[LessonOutline], banks: Mapping[str, LessonOutline]
) -> list[LessonOutline]:
    """The `lessons` of a course with what they include of `banks`, which go by their files'
    names.

    An item of a bank belongs to the first lesson that includes it; the others borrow it.
    """
    if not any(each.includes or each.borrowed or each.stimuli for each in lessons):
        return list(lessons)
    cards = {card.id for lesson in lessons for card in lesson.cards}
    questions = {question.id for lesson in lessons for question in lesson.questions}
    waiting = {name: bank.drafts for name, bank in banks.items()}
    found = [_with_banks(lesson, banks, cards, questions, waiting) for lesson in lessons]
    return [_with_sound_references(lesson, questions) for lesson in found]


def _with_banks(
    lesson: LessonOutline,
    banks: Mapping[str, LessonOutline],
    taken_cards: set[str],
    taken: set[str],
    drafts: dict[str, int],
) -> LessonOutline:
    """`lesson` with what it includes, less what is `taken` by other lessons; what it takes is
    added there, and the `drafts` that wait in a bank are counted with the first lesson."""
    stimuli = set(lesson.stimuli)
    cards: list[CardOutline] = list(lesson.cards)
    questions: list[QuestionOutline] = []
    borrowed = dict.fromkeys(lesson.borrowed)
    for inclusion in lesson.includes:
        bank = banks.get(inclusion.file)
        if bank is None:
            continue
        stimuli.update(bank.stimuli)
        for card in bank.cards:
            if card.id not in taken_cards and takes(inclusion, card.entry, card.tags):
                taken_cards.add(card.id)
                cards.append(card._replace(home=bank.file))
        for question in bank.questions:
            if not takes(inclusion, question.id, question.tags):
                continue
            if question.stimulus and question.stimulus not in bank.stimuli:
                continue
            if question.id in taken:
                borrowed[question.id] = None
            else:
                taken.add(question.id)
                questions.append(question._replace(home=bank.file))
    own = [q for q in lesson.questions if not q.stimulus or q.stimulus in stimuli]
    taken.difference_update({q.id for q in lesson.questions} - {q.id for q in own})
    return replace(
        lesson,
        cards=tuple(cards),
        questions=(*own, *questions),
        borrowed=tuple(borrowed),
        drafts=lesson.drafts + sum(drafts.pop(each.file, 0) for each in lesson.includes),
    )


def _with_sound_references(lesson: LessonOutline, there: set[str]) -> LessonOutline:
    """`lesson` less what it asks and the course does not have."""
    own = {question.id for question in lesson.questions}
    borrowed = tuple(each for each in lesson.borrowed if each in there and each not in own)
    asked = own.union(borrowed)
    sections = tuple(
        section
        if asked.issuperset(section.check)
        else section._replace(check=tuple(each for each in section.check if each in asked))
        for section in lesson.sections
    )
    return replace(lesson, borrowed=borrowed, sections=sections)


def resolved_lesson(
    lesson: Lesson, outline: LessonOutline, bank: Callable[[str], Lesson]
) -> Lesson:
    """`lesson` as its resolved `outline` says, of the texts of its file and of its banks.

    `bank` reads one by its file's name and may raise LibraryError.
    """
    if not lesson.include and not lesson.reuse and not lesson.stimuli:
        return lesson
    stimuli: dict[str, Stimulus] = {}
    cards = list(lesson.cards)
    questions: dict[str, Question] = {}
    homes = {card.entry for card in outline.cards if card.home is not None}
    for name in included_files(lesson):
        with suppress(LibraryError):  # it is left out, as where the outline was made
            included = bank(name)
            own = stimuli_of(included)
            stimuli |= own
            questions |= {q.id: with_stimulus(q, own) for q in included.questions}
            cards += [entry for entry in included.cards if entry.id in homes]
            homes.difference_update(entry.id for entry in included.cards)
    stimuli |= stimuli_of(lesson)
    questions |= {q.id: with_stimulus(q, stimuli) for q in lesson.questions}
    asked = {q.id for q in outline.questions}.union(outline.borrowed)
    return replace(
        lesson,
        sections=tuple(
            replace(section, check=tuple(each for each in section.check if each in asked))
            for section in lesson.sections
        ),
        cards=tuple(cards),
        questions=tuple(
            questions[each.id] for each in outline.questions if each.id in questions
        ),
    )


def included_files(lesson: Lesson) -> list[str]:
    """The names of the files that a lesson includes, each once; none where there are too
    many to be read."""
    if len(lesson.include) > MOST_INCLUDES:
        return []
    return list(dict.fromkeys(map(included_file, lesson.include)))


def takes(entry: Include | Inclusion, item_id: str, tags: Iterable[str]) -> bool:
    """Whether an item of a bank is included by an entry of `include`."""
    return (not entry.ids or item_id in entry.ids) and (
        not entry.tags or not set(entry.tags).isdisjoint(tags)
    )


def not_a_bank(name: str) -> tuple[str, Message, Message]:
    """The code, what is wrong and what to do about a file that is included and is no bank."""
    hint = Message(
        "A bank has “bank: true”; a question of another lesson is named under “reuse”."
    )
    return "SK416", Message("The included file “{name}” is no bank.", name=name), hint


def included_file(entry: str | Include) -> str:
    """The name of the file that an entry of `include` names."""
    return entry if isinstance(entry, str) else entry.file


def stimuli_of(lesson: Lesson) -> dict[str, Stimulus]:
    """The stimuli of one file, by their ids."""
    entries = lesson.stimuli or {}
    return {name: Stimulus(name, entry.title, entry.text) for name, entry in entries.items()}


def with_stimulus(question: Question, stimuli: Mapping[str, Stimulus]) -> Question:
    """The question with the stimulus that it names."""
    if not question.stimulus or question.stimulus not in stimuli:
        return question
    return replace(question, stimulus=stimuli[question.stimulus])


def with_own_stimuli(lesson: Lesson) -> Lesson:
    """A lesson that is looked at without its course, its questions with the stimuli of its
    own file."""
    if not lesson.stimuli:
        return lesson
    stimuli = stimuli_of(lesson)
    questions: Iterable[Question] = (with_stimulus(q, stimuli) for q in lesson.questions)
    return replace(lesson, questions=tuple(questions))
