"""The structure of an article → the draft of a course, as trees to be written as YAML.

All that is drafted follows from the text by rules, so the same article gives the same draft.
What the author has to confirm is marked `draft: true`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from studykit.formats.article.facts import event, sentences, with_gaps
from studykit.formats.article.pairs import key_points
from studykit.formats.article.wording import joiner, sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.formats.article.facts import Event
    from studykit.formats.article.outline import Chapter, Outline, Section
    from studykit.formats.article.pairs import Pair

Tree = dict[str, Any]
_CLOZES = 3
"""Cloze cards a section has at most."""
_DISTRACTORS = 3
_SHOWN = 3
"""Points of a chapter that a question asks for at most."""


@dataclass
class Draft:
    """A course to be written: its head, and its lessons in order."""

    head: Tree
    lessons: list[Tree] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many sections, cards or questions there are."""
        return sum(len(lesson.get(kind, ())) for lesson in self.lessons)


def draft(outline: Outline, course_id: str, language: str, source: str) -> Draft:
    """The draft of a course; `source` names the file that the article came from."""
    return _Drafting(outline, language).draft(course_id, source)


class _Drafting:
    def __init__(self, outline: Outline, language: str) -> None:
        self.outline = outline
        self.language = language
        self.phrases = sentences_in(language)
        self.lessons: list[Tree] = []
        self.points = _points(outline)

    def draft(self, course_id: str, source: str) -> Draft:
        outline = self.outline
        head: Tree = {"id": course_id, "title": outline.title, "language": self.language}
        if outline.abstract:
            head["description"] = " ".join(outline.abstract.split())
        origin: Tree = {"title": outline.title if outline.title else source}
        if outline.date:
            origin["date"] = outline.date
        head["sources"] = [origin]
        for number, chapter in enumerate(outline.chapters, start=1):
            self.lessons.append(self._lesson(number, chapter))
        head["lessons"] = [f"{lesson['id']}.yaml" for lesson in self.lessons]
        for number, chapter in enumerate(outline.chapters):
            self._ask_about(number, chapter)
            self._ask_which(number, chapter)
        self._ask_to_sort()
        self._ask_for_order()
        for number, pair in enumerate(outline.pairs, start=1):
            self._ask_pair(number, pair)
        for number, lesson in enumerate(self.lessons):
            self._set_objective(lesson, outline.chapters[number])
        return Draft(head, self.lessons)

    def _lesson(self, number: int, chapter: Chapter) -> Tree:
        lesson: Tree = {"id": f"part-{number}", "title": chapter.title}
        lesson |= {"sections": [], "cards": [], "questions": []}
        for place, section in enumerate(chapter.sections, start=1):
            self._add_section(lesson, f"part-{number}-{place}", section)
        titles = [s.title for s in chapter.sections]
        if len(titles) > 1:
            back = "\n".join(f"- {title}" for title in titles)
            front = self.phrases["points"].format(title=chapter.title)
            self._add_card(
                lesson, "points", lesson["sections"][0]["id"], front=front, back=back
            )
        return lesson

    def _add_section(self, lesson: Tree, key: str, section: Section) -> None:
        tree: Tree = {"id": key, "title": section.title, "text": section.text}
        lesson["sections"].append(tree)
        texts = sentences(section.text)
        if texts:
            front = self.phrases["recall"].format(title=section.title)
            self._add_card(lesson, f"{key}-recall", key, front=front, back=texts[0])
        gapped = [(s, with_gaps(s)) for s in texts]
        clozes = [(s, gaps) for s, gaps in gapped if gaps][:_CLOZES]
        for number, (_, gaps) in enumerate(clozes, start=1):
            self._add_card(lesson, f"{key}-fact-{number}", key, cloze=gaps)
        if clozes:
            sentence, gaps = clozes[0]
            why = self.phrases["fill_why"].format(sentence=sentence)
            question = {"type": "cloze", "stem": self.phrases["fill"], "text": gaps}
            self._add_question(lesson, f"{key}-fill", key, question, why)
            tree["check"] = [f"{key}-fill"]

    def _add_card(self, lesson: Tree, key: str, source: str, **faces: Any) -> None:
        key = key if key.startswith("part-") else f"{lesson['id']}-{key}"
        lesson["cards"].append({"id": key, **faces, "source": source, "draft": True})

    def _add_question(
        self, lesson: Tree, key: str, source: str, question: Tree, why: str
    ) -> None:
        end = {"explanation": why, "source": source, "draft": True}
        lesson["questions"].append({"id": key, **question, **end})

    def _ask_about(self, number: int, chapter: Chapter) -> None:
        """A check for every section that has no fact to ask for: whose sentence is it?"""
        lesson = self.lessons[number]
        for section, tree in zip(chapter.sections, lesson["sections"], strict=True):
            candidates = [
                s for s in sentences(section.text) if not _gives_away(section.title, s)
            ]
            if "check" in tree or not candidates:
                continue
            others = list(islice(self._beside(number, section, candidates[0]), _DISTRACTORS))
            if len(others) < 2:
                continue
            options: list[Tree] = [{"text": plain(section.title), "correct": True}]
            for title, sentence in others:
                says = self.phrases["says"].format(sentence=sentence)
                options.append({"text": plain(title), "feedback": says})
            stem = self.phrases["about"].format(sentence=candidates[0])
            question = {"type": "single_choice", "stem": stem, "options": options}
            why = self.phrases["about_why"].format(title=plain(section.title))
            key = f"{tree['id']}-about"
            self._add_question(lesson, key, tree["id"], question, why)
            tree["check"] = [key]

    def _beside(
        self, number: int, section: Section, sentence: str
    ) -> Iterator[tuple[str, str]]:
        """The other sections, the nearest first: their titles and what they say."""
        for place in (number, *self._others(number)):
            for other in self.outline.chapters[place].sections:
                if other.title == section.title or other.title in sentence:
                    continue
                if texts := sentences(other.text):
                    yield other.title, texts[0]

    def _others(self, number: int) -> Iterator[int]:
        """The other chapters, the following ones first; no more than would be read."""
        count = len(self.outline.chapters)
        return ((number + step) % count for step in range(1, min(count, 12)))

    def _ask_which(self, number: int, chapter: Chapter) -> None:
        keys = self.points[number][:_SHOWN]
        if len(keys) < 2:
            return
        siblings = [
            [(self.outline.chapters[n].title, point) for point in self.points[n]]
            for n in self._others(number)
        ]
        longest = max(map(len, siblings), default=0)
        others = [points[n] for n in range(longest) for points in siblings if n < len(points)]
        if len(others) < len(keys):
            return
        options: list[Tree] = [{"text": plain(key), "correct": True} for key in keys]
        for title, other in others[: len(keys)]:
            belongs = self.phrases["belongs"].format(title=plain(title))
            options.append({"text": plain(other), "feedback": belongs})
        stem = self.phrases["which"].format(title=plain(chapter.title), n=len(keys))
        listed = joiner(self.language).join(map(plain, keys))
        why = self.phrases["which_why"].format(title=plain(chapter.title), items=listed)
        question = {"type": "multiple_choice", "stem": stem, "options": options}
        lesson = self.lessons[number]
        first = lesson["sections"][0]["id"]
        self._add_question(lesson, f"{lesson['id']}-which", first, question, why)

    def _ask_to_sort(self) -> None:
        groups = [
            (number, chapter, self.points[number])
            for number, chapter in enumerate(self.outline.chapters)
        ]
        some = [group for group in groups if len(group[2]) > 1][:_SHOWN]
        if len(some) < 2:
            return
        categories = {
            plain(chapter.title): [plain(p) for p in points[:_SHOWN]]
            for _, chapter, points in some
        }
        solution = joiner(self.language).join(
            f"{title} – {', '.join(points)}" for title, points in categories.items()
        )
        question = {
            "type": "categorize",
            "stem": self.phrases["sort"],
            "categories": categories,
        }
        lesson = self.lessons[some[-1][0]]
        why = self.phrases["sort_why"].format(items=solution)
        first = lesson["sections"][0]["id"]
        self._add_question(lesson, f"{lesson['id']}-sort", first, question, why)

    def _ask_for_order(self) -> None:
        """The dated events of the article, where there are three or more on different days."""
        found: dict[tuple[int, int, int], tuple[Event, str, Tree]] = {}
        for lesson in self.lessons:
            for section in lesson["sections"]:
                for sentence in sentences(section["text"]):
                    happened = event(sentence)
                    if happened is not None and len(happened.text) >= 5:
                        found.setdefault(happened.date, (happened, section["id"], lesson))
        months = {(y, m) for (y, m, d) in found if d == 0}
        dates = sorted(d for d in found if d[2] == 0 or d[:2] not in months)
        if len(dates) < 3:
            return
        items = [found[date][0].text for date in dates[:6]]
        _, source, lesson = found[dates[min(5, len(dates) - 1)]]
        why = self.phrases["order_why"].format(items=joiner(self.language).join(items))
        question = {"type": "ordering", "stem": self.phrases["order"], "items": items}
        self._add_question(lesson, f"{lesson['id']}-order", source, question, why)

    def _ask_pair(self, number: int, pair: Pair) -> None:
        lesson, source = self._teaching(pair)
        points = list(key_points(pair.answer))
        question = {
            "type": "open_response",
            "stem": pair.asked,
            "model_answer": pair.answer,
            "key_points": points or [pair.answer],
        }
        self._add_question(
            lesson, f"question-{number}", source, question, self.phrases["source"]
        )
        lesson["cards"].append(
            {
                "id": f"question-{number}-card",
                "front": pair.asked,
                "back": pair.answer,
                "source": source,
                "draft": True,
            }
        )

    def _teaching(self, pair: Pair) -> tuple[Tree, str]:
        """The lesson and section that have most in common with a question and its answer."""
        wanted = _pieces(f"{pair.asked} {pair.answer}")
        best, most = (self.lessons[-1], self.lessons[-1]["sections"][-1]["id"]), -1.0
        for lesson in self.lessons:
            for section in lesson["sections"]:
                have = _pieces(section["text"])
                share = len(wanted & have) / (len(have) ** 0.5 or 1)
                if share >= most:
                    best, most = (lesson, section["id"]), share
        return best

    def _set_objective(self, lesson: Tree, chapter: Chapter) -> None:
        """One objective a lesson, where two questions and a card serve it."""
        if len(lesson["questions"]) >= 2 and lesson["cards"]:
            key = f"{lesson['id']}-aim"
            title = plain(chapter.title)
            aim = {"objectives": {key: self.phrases["objective"].format(title=title)}}
            for item in (*lesson["cards"], *lesson["questions"]):
                item["objective"] = key
            rest = {k: lesson.pop(k) for k in ("sections", "cards", "questions")}
            lesson |= aim | rest
        for kind in ("cards", "questions"):
            if not lesson[kind]:
                del lesson[kind]


def _points(outline: Outline) -> list[list[str]]:
    """The subsections of every chapter whose titles no other chapter has."""
    titles = Counter(s.title for c in outline.chapters for s in c.sections)
    return [
        [s.title for s in c.sections if not s.own and titles[s.title] == 1]
        for c in outline.chapters
    ]


def _pieces(text: str) -> set[str]:
    """What two texts are compared by: words, and pairs of Han characters."""
    han = re.findall("[\u4e00-\u9fff]{2,}", text)
    pairs = {run[n : n + 2] for run in han for n in range(len(run) - 1)}
    return pairs | {word.lower() for word in re.findall(r"[A-Za-z]{4,}", text)}


def _gives_away(title: str, sentence: str) -> bool:
    """Whether the sentence has a part of the title that would lead to it."""
    han = re.findall("[\u4e00-\u9fff]{3,}", title)
    parts = {run[n : n + 3] for run in han for n in range(len(run) - 2)}
    parts |= {word.lower() for word in re.findall(r"[A-Za-z]{4,}", title)}
    return any(part in sentence.lower() for part in parts)


def plain(title: str) -> str:
    """A title for use within a sentence: on one line, without marks."""
    return " ".join(title.replace("\\", "").split())
