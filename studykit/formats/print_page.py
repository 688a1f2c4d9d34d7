"""A course as a page to print: its lessons, a worksheet, or an exam with its key apart.

One HTML file without scripts; any browser prints it, or saves it as PDF.
"""

from __future__ import annotations

import random
import re
from functools import partial
from html import escape, unescape
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args
from urllib.parse import unquote

from studykit.content.pictures import address_of_content
from studykit.formats.base import FormatError
from studykit.formats.exchange import Exported, Loss
from studykit.formats.markdown_html import block_html, inline_html, typeset
from studykit.formats.readable import asked, solved
from studykit.language.message import Message, listed
from studykit.language.words import Words
from studykit.questions.choices import ChoiceQuestion
from studykit.study.question_selection import draw_questions, point_values
from studykit.text.ruby import without_ruby

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from studykit.content.course import Edition
    from studykit.content.course_model import Quiz
    from studykit.content.lesson_model import Lesson
    from studykit.questions.registry import Question

_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"(?: title="([^"]*)")?[^>]*>')
_blocks = partial(block_html, formula=typeset)
_inline = partial(inline_html, formula=typeset)
Part = Literal["lessons", "worksheet", "exam"]
Paper = Literal["a4", "letter"]
PARTS: tuple[Part, ...] = get_args(Part)
_SIZES: dict[Paper, str] = {"a4": "A4", "letter": "letter"}
MOST_VARIANTS = 26
_LINES = {"open_response": 8, "short_answer": 1, "numerical": 1, "slider": 1}
"""Empty lines to write on below a question, by its type."""
_FONTS = {
    "zh-Hant": "'Noto Serif TC', 'Noto Serif CJK TC', 'Songti TC', 'PMingLiU', serif",
    "zh-Hans": "'Noto Serif SC', 'Noto Serif CJK SC', 'Songti SC', 'SimSun', serif",
    "ja": "'Noto Serif JP', 'Noto Serif CJK JP', 'Hiragino Mincho ProN', serif",
}
_STYLE = """
@page { size: %(paper)s; margin: 18mm 20mm; }
html { font: 11pt/1.55 %(fonts)s; }
body { max-width: 42em; margin: 0 auto; padding: 1em; line-break: strict; }
h1 { font-size: 1.6em; margin: 0 0 .2em; } h2 { font-size: 1.25em; margin: 1.6em 0 .4em; }
h3 { font-size: 1.05em; margin: 1.2em 0 .3em; }
h1, h2, h3 { break-after: avoid; } h1, h2, h3, h4 { unicode-bidi: plaintext; }
.names { display: flex; gap: 2em; margin: .8em 0 1.6em; }
.names span { flex: 1; border-bottom: 1px solid; padding-bottom: .2em; }
.question { display: grid; grid-template-columns: 2.4em 1fr auto; margin: 1em 0; }
.question { break-inside: avoid; }
.question > div { min-width: 0; } .question p { margin: 0 0 .35em; }
.points { color: #555; font-size: .85em; padding-left: 1em; white-space: nowrap; }
.stimulus { border-left: 3px solid #999; padding-left: 1em; margin: 1.4em 0 1em; }
.stimulus h4 { margin: 0 0 .4em; break-after: avoid; }
.line { border-bottom: 1px solid #999; height: 1.9em; }
.page { break-before: page; }
img { max-width: 100%%; max-height: 14em; }
table { border-collapse: collapse; margin: .6em 0; }
td, th { border: 1px solid #999; padding: .2em .6em; }
pre { border: 1px solid #ccc; padding: .5em; white-space: pre-wrap; }
.key { columns: 2; column-gap: 2em; }
.key .question { grid-template-columns: 2.4em 1fr; margin: .4em 0; }
"""


class PrintOptions(NamedTuple):
    """How a page is printed."""

    paper: Paper = "a4"
    variants: int = 1
    """Papers of an exam, A, B, C …, with their own order of questions and options."""
    quiz: str | None = None
    """The quiz that an exam is drawn by; else the first exam of the course."""


USUAL = PrintOptions()


class PrintFormat:
    """One kind of page."""

    suffix = ".html"

    def __init__(self, part: Part) -> None:
        self.name = f"print-{part}"
        self._part = part

    def write(self, edition: Edition, options: PrintOptions = USUAL) -> Exported:
        """The page.

        Raises:
            FormatError: the course has no such quiz.
        """
        words = Words(edition.language)
        page = _Page(edition, words)
        body = {"lessons": page.lessons, "worksheet": page.worksheet}.get(self._part)
        lines = list(body() if body else page.exam(options))
        fonts = _FONTS.get(edition.language, "Georgia, 'Noto Serif', 'Times New Roman', serif")
        style = _STYLE % {"paper": _SIZES[options.paper], "fonts": fonts}
        html = [
            "<!DOCTYPE html>",
            f'<html lang="{escape(edition.language)}"><head><meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
            " img-src data:; style-src 'unsafe-inline'\">",
            f"<title>{escape(without_ruby(edition.title))}</title><style>{style}</style></head><body>",
            *(_with_pictures(line, edition.folder) for line in lines),
            "</body></html>",
            "",
        ]
        return Exported("\n".join(html).encode(), page.items, tuple(page.losses))


def _with_pictures(html: str, folder: Path) -> str:
    """HTML with its pictures in it and their captions below; where one is missing, what it
    shows."""

    def picture(found: re.Match[str]) -> str:
        address, alternative, caption = (unescape(part or "") for part in found.groups())
        shown = escape(f"[{alternative or address}]")
        if data := address_of_content(unquote(address), folder):
            shown = f'<img src="{data}" alt="{escape(alternative)}">'
        return f"{shown}<br><em>{escape(caption)}</em>" if caption else shown

    return _IMAGE.sub(picture, html)


class _Page:
    """The pieces of a page, and how many items they hold."""

    def __init__(self, edition: Edition, words: Words) -> None:
        self._edition, self._words = edition, words
        self.items = 0
        self.losses: list[Loss] = []

    def _lessons(self) -> Iterator[Lesson]:
        for outline in self._edition.lessons:
            yield self._edition.lesson(outline.id)

    def lessons(self) -> Iterator[str]:
        """Every section, as it is read."""
        yield f"<h1>{_inline(self._edition.title)}</h1>"
        if self._edition.head.description:
            yield _blocks(self._edition.head.description)
        for lesson in self._lessons():
            yield f"<h2>{_inline(lesson.title)}</h2>"
            yield _blocks(lesson.summary)
            for section in lesson.sections:
                self.items += 1
                yield f"<h3>{_inline(section.title)}</h3>"
                yield _blocks(section.text)

    def worksheet(self) -> Iterator[str]:
        """The questions to practise, by lesson, then their answers with the reasons."""
        yield f"<h1>{_inline(self._edition.title)}</h1>"
        yield self._names()
        answers: list[str] = []
        for lesson in self._lessons():
            questions = _gathered(q for q in lesson.questions if not q.exam_only)
            if not questions:
                continue
            heading = f"<h2>{_inline(lesson.title)}</h2>"
            yield heading
            answers.append(heading)
            for question, first in _with_first(questions):
                self.items += 1
                if first:
                    yield self._stimulus(question)
                yield self._question(self.items, question)
                why = _blocks(question.explanation)
                answers.append(self._answer(self.items, question, why=why))
        yield f'<h1 class="page">{escape(self._words("Answers"))}</h1>'
        yield from answers

    def exam(self, options: PrintOptions) -> Iterator[str]:
        """The papers, then a key for each."""
        quiz = self._quiz(options.quiz)
        keys: list[str] = []
        for variant in range(options.variants):
            letter = chr(65 + variant) if options.variants > 1 else ""
            title = f"{_inline(quiz.title)} {letter}".strip()
            drawn = draw_questions(self._edition, quiz, 0)
            points = point_values(self._edition, quiz, drawn)
            chance = random.Random(f"{self._edition.id}:{quiz.id}:{variant}")
            if quiz.shuffle and variant:
                chance.shuffle(drawn)
            questions = _gathered(map(self._edition.question, drawn))
            page = ' class="page"' if variant else ""
            yield f"<h1{page}>{title}</h1>"
            yield f"<p>{_inline(self._edition.title)}{self._limits(quiz)}</p>"
            yield self._names()
            keys.append(f'<h1 class="page">{escape(self._words("Answer key"))}: {title}</h1>')
            keys.append('<div class="key">')
            for number, (question, first) in enumerate(_with_first(questions), start=1):
                if first:
                    yield self._stimulus(question)
                order: Sequence[int] = ()
                if isinstance(question, ChoiceQuestion):
                    order = question.shown_order(chance if variant else None)
                yield self._question(number, question, order, points[question.id])
                keys.append(self._answer(number, question, order))
            keys.append("</div>")
            self.items = max(self.items, len(drawn))
        yield from keys

    def _quiz(self, wanted: str | None) -> Quiz:
        quizzes = self._edition.quizzes
        exams = [quiz for quiz in quizzes if quiz.mode == "exam"]
        chosen = [q for q in quizzes if q.id == wanted] if wanted else exams
        if not chosen and not exams:
            raise FormatError(Message("The course has no question that could be printed."))
        if not chosen:
            raise FormatError(
                Message(
                    "There is no quiz {wanted} in {id}. There are: {known}.",
                    wanted=wanted,
                    id=self._edition.id,
                    known=listed(quiz.id for quiz in quizzes),
                )
            )
        return chosen[0]

    def _limits(self, quiz: Quiz) -> str:
        if not quiz.time_limit:
            return ""
        limit = self._words.many(round(quiz.time_limit), "{n} minute", "{n} minutes")
        return f" · {escape(limit)}"

    def _names(self) -> str:
        fields = (self._words("Name"), self._words("Date"))
        return (
            f'<div class="names">{"".join(f"<span>{escape(f)}:</span>" for f in fields)}</div>'
        )

    @staticmethod
    def _stimulus(question: Question) -> str:
        """What this question and those behind it are about."""
        stimulus = question.shown_stimulus
        if stimulus is None:
            return ""
        heading = f"<h4>{_inline(stimulus.heading)}</h4>" if stimulus.heading else ""
        return f'<div class="stimulus">{heading}{_blocks(stimulus.text)}</div>'

    def _question(
        self, number: int, question: Question, order: Sequence[int] = (), points: float = 1
    ) -> str:
        lines = '<div class="line"></div>' * _LINES.get(question.type, 0)
        if question.type == "true_false":
            lines = "<p>☐ ✓ &emsp; ☐ ✗</p>"
        worth = (
            self._words.many(round(points), "{n} point", "{n} points")
            if points == round(points)
            else f"{points:g}"
        )
        body = _blocks(asked(question, order))
        return (
            f'<div class="question"><div>{number}.</div><div>{body}{lines}</div>'
            f'<div class="points">{escape(worth)}</div></div>'
        )

    def _answer(
        self, number: int, question: Question, order: Sequence[int] = (), why: str = ""
    ) -> str:
        body = _blocks(solved(question, order))
        return f'<div class="question"><div>{number}.</div><div>{body}{why}</div></div>'


def _gathered(questions: Iterable[Question]) -> list[Question]:
    """The questions in their order, those with one stimulus behind the first of them."""
    groups: dict[str, list[Question]] = {}
    for question in questions:
        stimulus = question.shown_stimulus
        # No id of a stimulus has a slash.
        name = f"/{question.id}" if stimulus is None else stimulus
        groups.setdefault(name, []).append(question)
    return [question for group in groups.values() for question in group]


def _with_first(questions: Iterable[Question]) -> Iterator[tuple[Question, bool]]:
    """Each question with whether it is the first of those with its stimulus."""
    before: object = None
    for question in questions:
        stimulus = question.shown_stimulus
        yield question, stimulus is not None and stimulus != before
        before = stimulus
