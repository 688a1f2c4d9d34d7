"""Cards and questions drafted from an article: few, and each from a sentence that bears it.

A section gets at most three cards and two questions, those with the highest scores. A score
says how surely the pattern is a fact worth knowing: a glossary's entry 8.5, a definition 6 to
10, an announced list, a matching or ordering question 7, a cause 6, which figure belongs in a
sentence 5.4, who made something or what is the first of its kind 5.2, a date or a figure as a
gap 5, as a statement to judge 4.6, a term in its sentence 4.5. A sentence counts half a point
more where it opens a paragraph, and where it is short; half a point less for each further
figure in it, two less where the figure stands aside, one less where the topic has to be named
before it. What the author of the article asks and answers is taken whole, beyond these numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.formats.article.blocks import letters, unmarked
from studykit.formats.article.candidates import Candidate, Tree, definition_card
from studykit.formats.article.event_order import ordering
from studykit.formats.article.fact_items import (
    choice,
    statement,
    with_gap,
    without_other_units,
)
from studykit.formats.article.known_facts import KnownFacts
from studykit.formats.article.list_items import announced_lists, glossary
from studykit.formats.article.names import item_id
from studykit.formats.article.pairs import key_points
from studykit.formats.article.patterns import (
    cause,
    definition,
    facts,
    is_side_matter,
    named,
    term_in,
)
from studykit.formats.article.sentences import (
    is_wide,
    names_its_subject,
    sentences_of,
    stands_alone,
    terms_of,
    with_topic,
    without_opener,
)
from studykit.formats.article.wording import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.formats.article.event_order import Ordering
    from studykit.formats.article.outline import Chapter, Outline, Section
    from studykit.formats.article.patterns import Cause, Fact
    from studykit.formats.article.sentences import Sentence

MOST_CARDS, MOST_QUESTIONS = 3, 2
"""Of a section."""
_LEAST_SCORE = 3.5
"""Of what is asked at all: below it are figures that stand aside of what a sentence says."""
_MOST_STATEMENTS = 3
"""True-or-false statements a lesson has at most: guessing earns half of each."""
_MOST_FACTS, _MOST_ALIKE = 4, 2
"""Figures of a sentence, and those of one kind: of more it is chance which one is asked."""
_LENGTHS = {True: (12, 90), False: (40, 240)}
"""Characters of a sentence that is asked, in Chinese and the like and elsewhere."""
_TOPIC = {
    True: re.compile(r"[\w·（）()]{1,12}"),
    False: re.compile(r"[\w'’-]+(?: [\w'’-]+){0,3}"),
}
"""A title that names a topic: a headline is a sentence of its own."""
_NO_TOPIC = re.compile(
    r"(?:introduction|overview|summary|preface|conclusion|readme|index|home|lesson \d+"
    r"|chapter \d+"
    r"|引言|介紹|介绍|簡介|简介|概述|概論|概论|前言|緒論|绪论|導論|导论|總結|总结|小結|小结|首頁|首页|第.+[章課课])",
    re.IGNORECASE,
)
"""Titles that name no topic."""
_EXERCISES = re.compile(
    r"^(?:exercises?|problems|challenges?|assignments?|discussions?|acknowledge?ments?"
    r"|credits)\b"
    r"|練習|练习|習題|习题|作業|作业|討論|讨论|致謝|致谢|補充教材|评价量表",
    re.IGNORECASE,
)
"""Titles of sections that teach nothing."""
_SIGNS = re.compile(r"[*_`<>{}|\\\[\]]|::|https?:")
"""What may mean something else in a card than in the sentence it comes from."""


class Drafter:
    """Drafts the items of one article, lesson by lesson."""

    def __init__(self, outline: Outline, language: str) -> None:
        self.words = words_in(language)
        self.title = outline.title
        self.asked: set[str] = set()
        """The answers and sentences that are asked already."""
        self._sentences = {
            id(section): list(sentences_of(section.blocks, language))
            for chapter in outline.chapters
            for section in chapter.sections
        }
        self.known = KnownFacts(
            each.text for sentences in self._sentences.values() for each in sentences
        )

    def items(self, chapter: Chapter, ids: Sequence[str]) -> Tree:
        """The cards and questions of a lesson whose sections have these ids."""
        lesson: Tree = {"cards": [], "questions": []}
        found = self.candidates(chapter, ids)
        for section, key in zip(chapter.sections, ids, strict=True):
            self._choose(found[key], key, lesson)
            for pair in section.pairs:
                lesson["questions"].append(_open_question(pair.asked, pair.answer, key))
        return lesson

    def candidates(self, chapter: Chapter, ids: Sequence[str]) -> dict[str, list[Candidate]]:
        """What each section of a lesson offers, the best first."""
        found = {
            key: list(self._of_section(section, chapter))
            for section, key in zip(chapter.sections, ids, strict=True)
        }
        if self.words is not None and (events := self._events(chapter, ids)):
            order = Candidate(7.0, "", f"order {events.sentence}", events.tree)
            found[events.section].append(order)
        return {
            key: sorted(offered, key=lambda each: -each.score) for key, offered in found.items()
        }

    def _choose(self, found: Sequence[Candidate], key: str, lesson: Tree) -> None:
        room = {True: MOST_CARDS, False: MOST_QUESTIONS}
        for each in found:
            marks = {letters(each.sentence)}
            if each.answer:
                marks.add(f"answer {letters(each.answer)}")
            if each.score < _LEAST_SCORE or not room[each.is_card] or marks & self.asked:
                continue
            if each.tree.get("type") == "true_false":
                types = [question["type"] for question in lesson["questions"]]
                if types.count("true_false") == _MOST_STATEMENTS:
                    continue
            room[each.is_card] -= 1
            self.asked |= marks
            tree = {
                "id": item_id(key, each.sentence),
                **each.tree,
                "source": key,
                "draft": True,
            }
            lesson["cards" if each.is_card else "questions"].append(tree)

    # What a section offers

    def _of_section(self, section: Section, chapter: Chapter) -> Iterator[Candidate]:
        topic = terms_of(f"{self.title} {chapter.title} {section.title}")
        yield from glossary(section.blocks, self.words)
        if self.words is not None:
            yield from announced_lists(section.blocks, topic, self.title, self.words)
        if not _EXERCISES.search(section.title):
            for sentence in self._sentences[id(section)]:
                yield from self._of_sentence(sentence, topic)

    def _of_sentence(self, sentence: Sentence, topic: set[str]) -> Iterator[Candidate]:
        text = without_opener(sentence.text)
        wide = is_wide(text)
        shortest, longest = _LENGTHS[wide]
        if not shortest <= len(text) <= longest or _SIGNS.search(text):
            return
        if not stands_alone(text):
            return
        bonus = 0.5 if sentence.first else 0.0
        bonus += 0.5 if len(text) < (shortest + longest) / 2 else 0.0
        if found := definition(text, sentence.marked, self.title):
            yield definition_card(found, text, found.score + bonus)
            return
        front = ""
        # Of a language whose pronouns or capitals we do not know only its topic is clear.
        known_words = self.words is not None
        if not (_is_clear(text, topic) if known_words else terms_of(text) & topic):
            topical = _TOPIC[wide].fullmatch(self.title) and not _NO_TOPIC.fullmatch(self.title)
            if not topical or not known_words:
                return
            front, bonus = with_topic(self.title, text), bonus - 1
        if self.words is not None and (why := cause(text)):
            yield from _cause(why, text, front, 6 + bonus, self.words)
        known = facts(text)
        bonus -= 0.5 * max(0, len(known) - 1)
        kinds = [fact.kind for fact in known]
        for fact in known:
            if kinds.count(fact.kind) <= _MOST_ALIKE and len(known) <= _MOST_FACTS:
                aside = 2.0 if is_side_matter(fact, text) else 0.0
                yield from self._of_fact(fact, text, front, bonus - aside)
        name = named(text)
        if name is not None and text[slice(*name)].casefold() not in self.title.casefold():
            answer = text[slice(*name)]
            yield Candidate(5.2 + bonus, answer, text, with_gap(text, *name, front))
        if (term := term_in(sentence.marked, text)) and term not in self.title:
            start = text.index(term)
            card = with_gap(text, start, start + len(term), front)
            yield Candidate(4.5 + bonus, term, text, card)

    def _of_fact(
        self, fact: Fact, sentence: str, front: str, bonus: float
    ) -> Iterator[Candidate]:
        if sentence.count(fact.text) > 1 or fact.text in front:
            return
        shown = without_other_units(fact, sentence)
        card = with_gap(shown, fact.start, fact.end, front)
        yield Candidate(5.0 + bonus, fact.text, sentence, card)
        others = self.known.others(fact, sentence)
        if len(others) >= 2:
            tree = choice(fact, shown, front, others)
            yield Candidate(5.4 + bonus, fact.text, sentence, tree)
        if others:
            tree = statement(fact, shown, front, others[0])
            yield Candidate(4.6 + bonus, fact.text, sentence, tree)

    def _events(self, chapter: Chapter, ids: Sequence[str]) -> Ordering | None:
        sentences = (
            (key, sentence.text)
            for section, key in zip(chapter.sections, ids, strict=True)
            if not _EXERCISES.search(section.title)
            for sentence in self._sentences[id(section)]
        )
        return ordering(sentences, (self.words or {})["order"])


def _is_clear(text: str, topic: set[str]) -> bool:
    """Whether a sentence says what it is about; “The city …” may be any city."""
    if not names_its_subject(text, topic):
        return False
    begins = " ".join(text.split()[:5])
    return not re.match(r"The [a-z]", text) or bool(terms_of(begins) & topic)


def _cause(
    why: Cause, sentence: str, front: str, score: float, words: dict[str, str]
) -> Iterator[Candidate]:
    effect = why.effect[:1].upper() + why.effect[1:]
    end = "。" if is_wide(effect) else "."
    reason = why.cause[:1].upper() + why.cause[1:]
    if stands_alone(effect + end) and stands_alone(reason + end):
        tree = {
            "front": front + words["why"].format(effect=effect),
            "back": words["because"].format(cause=why.cause),
        }
        yield Candidate(score, effect, sentence, tree)


def _open_question(asked: str, answer: str, key: str) -> Tree:
    """A question that the article's author asks and answers."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", answer) if "```" not in p]
    points = [] if "```" in answer else list(key_points("\n".join(map(unmarked, paragraphs))))
    first = next(filter(None, paragraphs), answer)
    return {
        "id": item_id(key, asked),
        "type": "open_response",
        "stem": asked,
        "model_answer": answer,
        "key_points": points or [unmarked(first)],
        "source": key,
        "draft": True,
    }
