"""A course with all its editions → the plain JSON that stands in the player's file."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.content.cards import cards_of
from studykit.formats.exchange import Loss
from studykit.language.message import Message
from studykit.planning.source_sections import section_of_card, section_of_question
from studykit.questions.chinese_forms import TABLE
from studykit.text.ruby import without_ruby
from studykit.web.expressions import NoAutomatonError
from studykit.web.pictures import with_pictures
from studykit.web.questions.data import question_data
from studykit.web.questions.draws import MOST_DRAWS, varying_data
from studykit.web.rich_text import html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.cards import Card
    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.content.lesson_model import Lesson
    from studykit.questions.registry import Question

Data = dict[str, Any]


class CourseData(NamedTuple):
    """What the player knows of a course."""

    data: Data
    items: int
    """Sections, cards and questions of the edition that has most."""
    losses: tuple[Loss, ...]
    """Questions that the player cannot ask, each once."""


def course_data(editions: Sequence[Edition]) -> CourseData:
    """The course, its first edition the one that is shown first."""
    losses: dict[str, Loss] = {}
    shown = [_edition(edition, losses) for edition in editions]
    data: Data = {"id": editions[0].id, "editions": shown}
    compact = _compact(shown)
    if "<ruby>" in compact:
        data["readings"] = True
    if '"variants":"chinese"' in compact:
        data["forms"] = [
            line
            for line in TABLE.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        ]
    items = max(
        sum(len(lesson[kind]) for lesson in edition["lessons"] for kind in _KINDS)
        for edition in shown
    )
    missing = sum(loss.left_out for loss in losses.values())
    return CourseData(data, items + missing, tuple(losses.values()))


_KINDS = ("sections", "cards", "questions")


def _compact(data: Any) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _edition(edition: Edition, losses: dict[str, Loss]) -> Data:
    head = edition.head
    lessons = [edition.lesson(outline.id) for outline in edition.lessons]
    return {
        "language": edition.language,
        "title": html(edition.title),
        "name": without_ruby(edition.title),
        "description": html(head.description),
        "authors": list(head.authors),
        "license": head.license,
        "sources": [html(_source(each.title, each.url, each.date)) for each in head.sources],
        "objectives": {key: html(text) for key, text in edition.objectives.items()},
        "stimuli": _stimuli(lessons, edition),
        "lessons": [_lesson(lesson, edition, losses) for lesson in lessons],
        "quizzes": [_quiz(quiz) for quiz in edition.quizzes],
        "offered": [quiz.id for quiz in edition.offered_quizzes],
    }


def _stimuli(lessons: Sequence[Lesson], edition: Edition) -> Data:
    """What questions are about, each once however many they are."""
    shown = (q.shown_stimulus for lesson in lessons for q in lesson.questions)
    return {
        str(stimulus): {
            "title": html(stimulus.heading),
            "html": with_pictures(stimulus.text, edition.folder),
        }
        for stimulus in shown
        if stimulus is not None
    }


def _source(title: str, url: str, date: str) -> str:
    shown = f"[{title}]({url})" if url else title
    return f"{shown}, {date}" if date else shown


def _lesson(lesson: Lesson, edition: Edition, losses: dict[str, Loss]) -> Data:
    return {
        "id": lesson.id,
        "title": html(lesson.title),
        "summary": html(lesson.summary),
        "objectives": list(lesson.objectives or {}),
        "sections": [
            {
                "id": section.id,
                "title": html(section.title),
                "html": with_pictures(section.text, edition.folder),
                "check": list(section.check),
            }
            for section in lesson.sections
        ],
        "cards": [_card(card, edition) for entry in lesson.cards for card in cards_of(entry)],
        "questions": _questions(lesson.questions, edition, losses),
        "borrowed": list(edition.outline(lesson.id).borrowed),
    }


def _card(card: Card, edition: Edition) -> Data:
    data = {
        "id": card.id,
        "front": html(card.front),
        "back": html(card.back),
        "source": card.source,
        "section": section_of_card(edition, card.id),
    }
    return {name: value for name, value in data.items() if value}


def _questions(
    questions: Sequence[Question], edition: Edition, losses: dict[str, Loss]
) -> list[Data]:
    found = []
    for question in questions:
        template, all_draws = edition.template(question.id), True
        try:
            if template.variables:
                data, all_draws = varying_data(template)
            else:
                data = question_data(question)
        except NoAutomatonError:
            file, line = edition.line_of("question", question.id)
            reason = Message("The player cannot run its regular expression.")
            losses[question.id] = Loss(question.id, reason, True, file.name, line)
            continue
        if not all_draws:
            file, line = edition.line_of("question", question.id)
            reason = Message("Its numbers vary among {n} draws.", n=MOST_DRAWS)
            losses[question.id] = Loss(question.id, reason, False, file.name, line)
        # Of all sections the one that teaches it, also where the author names none.
        data.pop("source", None)
        if section := section_of_question(edition, question.id):
            data["source"] = section
        found.append(data)
    return found


def _quiz(quiz: Quiz) -> Data:
    data = asdict(quiz)
    data["title"] = html(quiz.title)
    data["description"] = html(quiz.description)
    return data
