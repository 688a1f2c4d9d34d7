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
from functools import partial
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

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
    may_define,
    may_have_term,
    may_name,
    may_state_cause,
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
_THE_THING = re.compile(r"The [a-z]")
_DIGIT = re.compile(r"\d")


class Drafter:
    """Drafts the items of one article, lesson by lesson."""

    def __init__(self, outline: Outline, language: str) -> None:
        self.words = words_in(language)
        self.title = outline.title
        self.asked: set[str] = set()
        """The answers and sentences that are asked already."""
        self._statements = 0
        """How many statements to judge the lesson has that is being drafted."""
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
        self._statements = 0
        rooms = [{True: MOST_CARDS, False: MOST_QUESTIONS} for _ in ids]
        found = self.candidates(chapter, ids, rooms)
        for section, key, room in zip(chapter.sections, ids, rooms, strict=True):
            self._choose(found[key], key, lesson, room)
            for pair in section.pairs:
                lesson["questions"].append(_open_question(pair.asked, pair.answer, key))
        return lesson

    def candidates(
        self, chapter: Chapter, ids: Sequence[str], rooms: Sequence[dict[bool, int]]
    ) -> dict[str, Iterator[Candidate]]:
        """What each section of a lesson offers, the best first, while there is room in it for
        cards (True) or for questions (False)."""
        events = self._events(chapter, ids) if self.words is not None else None
        return {
            key: self._of_section(
                section, chapter, room, events if events and events.section == key else None
            )
            for section, key, room in zip(chapter.sections, ids, rooms, strict=True)
        }

    def _choose(
        self, found: Iterator[Candidate], key: str, lesson: Tree, room: dict[bool, int]
    ) -> None:
        for each in found:
            is_card = not each.type
            if each.score < _LEAST_SCORE or not room[is_card]:
                continue
            marks = {letters(each.sentence)}
            if each.answer:
                marks.add(_answer_mark(each.answer))
            if marks & self.asked:
                continue
            if each.type == "true_false":
                if self._statements == _MOST_STATEMENTS:
                    continue
                self._statements += 1
            room[is_card] -= 1
            self.asked |= marks
            tree = {
                "id": item_id(key, each.sentence),
                **each.tree,
                "source": key,
                "draft": True,
            }
            lesson["cards" if is_card else "questions"].append(tree)

    def _is_asked(self, answer: str) -> bool:
        return _answer_mark(answer) in self.asked

    # What a section offers

    def _of_section(
        self, section: Section, chapter: Chapter, room: dict[bool, int], events: Ordering | None
    ) -> Iterator[Candidate]:
        """What a section offers, the best first, of equals the one that comes first in it.

        What a sentence offers is looked for when no other one can offer anything better.
        """
        topic = terms_of(f"{self.title} {chapter.title} {section.title}")
        found = list(glossary(section.blocks, self.words))
        if self.words is not None:
            found += announced_lists(section.blocks, topic, self.title, self.words)
        heap: list[tuple[float, int, int, Candidate | _Promise]]
        heap = [(-each.score, 0, n, each) for n, each in enumerate(found)]
        sentences = self._sentences[id(section)]
        if not _EXERCISES.search(section.title):
            promises = filter(None, map(_promise, sentences))
            heap += [(-each.most(room), n, -1, each) for n, each in enumerate(promises, 1)]
        if events:
            stem = f"order {events.sentence}"
            order = Candidate(7.0, "", stem, events.tree.copy, "ordering")
            heap.append((-order.score, len(sentences) + 1, 0, order))
        heapify(heap)
        while heap and any(room.values()):
            score, at, _, best = heappop(heap)
            if isinstance(best, Candidate):
                yield best
            elif (most := best.most(room)) < -score:
                if most >= _LEAST_SCORE:
                    heappush(heap, (-most, at, -1, best))
            else:
                for n, each in enumerate(self._of_sentence(best, topic, room)):
                    heappush(heap, (-each.score, at, n, each))

    def _of_sentence(
        self, promise: _Promise, topic: set[str], room: dict[bool, int]
    ) -> Iterator[Candidate]:
        sentence, text, bonus = promise.sentence, promise.text, promise.bonus
        if found := definition(text, sentence.marked, self.title):
            card = definition_card(found, text, found.score + bonus)
            if not self._is_asked(card.answer) and stands_alone(text):
                yield card
            return
        if not stands_alone(text):
            return
        wide = is_wide(text)
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
                yield from self._of_fact(fact, text, front, bonus - aside, room)
        name = named(text)
        if name is not None and text[slice(*name)].casefold() not in self.title.casefold():
            answer = text[slice(*name)]
            gap = partial(with_gap, text, *name, front)
            yield Candidate(5.2 + bonus, answer, text, gap)
        if (term := term_in(sentence.marked, text)) and term not in self.title:
            start = text.index(term)
            gap = partial(with_gap, text, start, start + len(term), front)
            yield Candidate(4.5 + bonus, term, text, gap)

    def _of_fact(
        self, fact: Fact, sentence: str, front: str, bonus: float, room: dict[bool, int]
    ) -> Iterator[Candidate]:
        if sentence.count(fact.text) > 1 or fact.text in front or self._is_asked(fact.text):
            return
        shown = without_other_units(fact, sentence)
        if room[True]:
            card = partial(with_gap, shown, fact.start, fact.end, front)
            yield Candidate(5.0 + bonus, fact.text, sentence, card)
        if not room[False]:
            return
        others = self.known.others(fact, sentence)
        if len(others) >= 2:
            asked = partial(choice, fact, shown, front, others)
            yield Candidate(5.4 + bonus, fact.text, sentence, asked, "single_choice")
        if others and self._statements < _MOST_STATEMENTS:
            judged = partial(statement, fact, shown, front, others[0])
            yield Candidate(4.6 + bonus, fact.text, sentence, judged, "true_false")

    def _events(self, chapter: Chapter, ids: Sequence[str]) -> Ordering | None:
        sentences = (
            (key, sentence.text)
            for section, key in zip(chapter.sections, ids, strict=True)
            if not _EXERCISES.search(section.title)
            for sentence in self._sentences[id(section)]
        )
        return ordering(sentences, (self.words or {})["order"])


class _Promise(NamedTuple):
    """A sentence that may be asked, and what is known of its items without a closer look."""

    sentence: Sentence
    text: str
    """Without the word that only ties it to the sentence before."""
    bonus: float
    card: float
    """The highest score that a card may have, but for the bonus."""
    question: float
    """The same of a question."""

    def most(self, room: dict[bool, int]) -> float:
        """The highest score of what there is room for."""
        card, question = room[True] and self.card, room[False] and self.question
        return max(card, question) + self.bonus


def _answer_mark(answer: str) -> str:
    return f"answer {letters(answer)}"


def _promise(sentence: Sentence) -> _Promise | None:
    text = without_opener(sentence.text)
    shortest, longest = _LENGTHS[is_wide(text)]
    if not shortest <= len(text) <= longest or _SIGNS.search(text):
        return None
    bonus = 0.5 if sentence.first else 0.0
    bonus += 0.5 if len(text) < (shortest + longest) / 2 else 0.0
    has_digits = _DIGIT.search(text) is not None
    if may_define(text):
        card = 10.0
    elif may_state_cause(text):
        card = 6.0
    elif may_name(text):
        card = 5.2
    else:
        card = 5.0 if has_digits else 4.5 if may_have_term(sentence.marked) else 0.0
    if not card:
        return None
    return _Promise(sentence, text, bonus, card, 5.4 if has_digits else 0.0)


def _is_clear(text: str, topic: set[str]) -> bool:
    """Whether a sentence says what it is about; “The city …” may be any city."""
    if not names_its_subject(text, topic):
        return False
    if not _THE_THING.match(text):
        return True
    return bool(terms_of(" ".join(text.split(maxsplit=5)[:5])) & topic)


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
        yield Candidate(score, effect, sentence, tree.copy)


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
