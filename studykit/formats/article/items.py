"""Cards and questions drafted from an article: few, and each from a sentence that bears it.

A section gets at most three cards and two questions, those with the highest scores. A score
says how surely the pattern is a fact worth knowing: a glossary's entry 8.5, a definition 6 to
9.5, an announced list 7, a matching or ordering question 7, a cause 6, a date or a figure 5, a
term in its sentence 4.5; half a point more where the sentence opens a paragraph, half a point
less for each further figure in it, one less where the topic has to be named beside it. What the
author of the article asks and answers himself is taken whole, beyond these numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from studykit.formats.article.blocks import letters, unmarked
from studykit.formats.article.names import item_id
from studykit.formats.article.pairs import key_points
from studykit.formats.article.patterns import (
    Definition,
    announced,
    cause,
    date_key,
    definition,
    facts,
    is_side_matter,
    item_definition,
    named,
    term_in,
)
from studykit.formats.article.sentences import (
    is_wide,
    names_its_subject,
    sentences_of,
    stands_alone,
    terms_of,
    without_opener,
)
from studykit.formats.article.wording import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.formats.article.blocks import Block
    from studykit.formats.article.outline import Chapter, Outline, Section
    from studykit.formats.article.patterns import Fact
    from studykit.formats.article.sentences import Sentence

Tree = dict[str, Any]
MOST_CARDS, MOST_QUESTIONS = 3, 2
_LEAST_SCORE = 4.5
"""Below it nothing is asked."""
_MOST_STATEMENTS = 3
"""True-or-false statements a lesson has at most: guessing earns half of each."""
_DISTRACTORS = 3
_NEAR = 6
"""Values below and above a fact's own that are looked at for distractors."""
_LENGTHS = {True: (12, 90), False: (40, 240)}
"""Characters of a sentence that is asked, in Chinese and the like and elsewhere."""
_TOPIC = {
    True: re.compile(r"[\w·（）()]{1,12}"),
    False: re.compile(r"[\w'’-]+(?: [\w'’-]+){0,3}"),
}
_CONVERTED = re.compile(r"\s*[(（][^()（）]{0,30}\d[^()（）]{0,30}[)）]")
_SPAN = 80
"""Years within which another date may be mistaken for a date."""
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
_GAP = "____"
_SIGNS = re.compile(r"[*_`<>{}|\\\[\]]|::|https?:")
"""What may mean something else in a card than in the sentence it comes from."""


class _Candidate(NamedTuple):
    score: float
    card: bool
    answer: str
    """What is asked; the same is asked but once."""
    sentence: str
    tree: Tree


class _Known(NamedTuple):
    """A fact and the sentence that states it; such are ordered by value."""

    value: float
    text: str
    sentence: str


class Drafter:
    """Drafts the items of one article, lesson by lesson."""

    def __init__(self, outline: Outline, language: str) -> None:
        self.language = language
        self.words = words_in(language)
        self.title = outline.title
        self.by_kind: dict[str, list[_Known]] = defaultdict(list)
        """The facts of the article that may be mistaken for one another."""
        self.asked: set[str] = set()
        """The answers and sentences that are asked already."""
        self.statements = 0
        self._sentences: dict[int, list[Sentence]] = {}
        for chapter in outline.chapters:
            for section in chapter.sections:
                found = list(sentences_of(section.blocks, language))
                self._sentences[id(section)] = found
                for sentence in found:
                    for fact in facts(sentence.text):
                        known = self.by_kind[fact.kind]
                        known.append(_Known(_value(fact.text), fact.text, sentence.text))
        for facts_of_kind in self.by_kind.values():
            first = {known.text: known for known in reversed(facts_of_kind)}
            facts_of_kind[:] = sorted(first.values())

    def items(self, chapter: Chapter, ids: Sequence[str]) -> Tree:
        """The cards and questions of a lesson whose sections have these ids."""
        lesson: Tree = {"cards": [], "questions": []}
        self.statements = 0
        ordering = self._ordering(chapter, ids)
        for section, key in zip(chapter.sections, ids, strict=True):
            found = sorted(self._candidates(section, chapter), key=lambda each: -each.score)
            if ordering is not None and ordering[0] == key:
                found.insert(0, ordering[1])
            self._choose(found, key, lesson)
            for pair in section.pairs:
                lesson["questions"].append(self._open_question(pair.asked, pair.answer, key))
        return lesson

    def _choose(self, found: list[_Candidate], key: str, lesson: Tree) -> None:
        cards = questions = 0
        for each in found:
            if (each.card and cards >= MOST_CARDS) or (
                not each.card and questions >= MOST_QUESTIONS
            ):
                continue
            marks = {letters(each.sentence), f"answer {letters(each.answer)}"}
            if not each.card and each.tree["type"] in ("ordering", "matching"):
                marks = {letters(each.sentence)}
            if marks & self.asked:
                continue
            if not each.card and each.tree["type"] == "true_false":
                if self.statements >= _MOST_STATEMENTS:
                    continue
                self.statements += 1
            self.asked |= marks
            tree = {
                "id": item_id(key, each.sentence),
                **each.tree,
                "source": key,
                "draft": True,
            }
            lesson["cards" if each.card else "questions"].append(tree)
            cards, questions = cards + each.card, questions + (not each.card)

    def _open_question(self, asked: str, answer: str, key: str) -> Tree:
        paragraphs = [
            " ".join(p.split()) for p in re.split(r"\n\s*\n", answer) if "```" not in p
        ]
        points = (
            [] if "```" in answer else list(key_points("\n".join(map(unmarked, paragraphs))))
        )
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

    # What a section offers

    def _candidates(self, section: Section, chapter: Chapter) -> Iterator[_Candidate]:
        topic = terms_of(f"{self.title} {chapter.title} {section.title}")
        yield from self._glossary(section.blocks)
        if self.words is not None:
            yield from self._announced(section.blocks, topic)
        if _EXERCISES.search(section.title):
            return
        for sentence in self._sentences[id(section)]:
            yield from self._from_sentence(sentence, topic, section.title or self.title)

    def _from_sentence(
        self, sentence: Sentence, topic: set[str], title: str
    ) -> Iterator[_Candidate]:
        text = without_opener(sentence.text)
        wide = is_wide(text)
        shortest, longest = _LENGTHS[wide]
        if not shortest <= len(text) <= longest or _SIGNS.search(text):
            return
        if not stands_alone(text):
            return
        bonus = 0.5 if sentence.first else 0.0
        bonus += 0.5 if len(text) < (shortest + longest) / 2 else 0.0
        if self.words is not None and (found := definition(text, sentence.marked, self.title)):
            yield self._definition(found, text, found.score + bonus)
            return
        front = ""
        clear = names_its_subject(text, topic) and not (
            re.match(r"The [a-z]", text) and not terms_of(" ".join(text.split()[:5])) & topic
        )
        if self.words is None and not terms_of(text) & topic:
            return  # of a language whose pronouns we do not know only what is surely clear
        if not clear:
            # A short title is a topic; a headline is a sentence of its own.
            titled = _TOPIC[wide].fullmatch(self.title)
            if not titled or _NO_TOPIC.fullmatch(self.title):
                return
            front, bonus = f"{self.title}：" if wide else f"{self.title}: ", bonus - 1
        if self.words is not None and (why := cause(text)):
            yield from self._cause(why.effect, why.cause, text, front, 6 + bonus)
        known = facts(text)
        bonus -= 0.5 * max(0, len(known) - 1)
        kinds = [fact.kind for fact in known]
        for fact in known:
            # Of several figures of one kind it is chance which one is asked.
            if kinds.count(fact.kind) < 3 and len(known) <= 4:
                aside = 2.0 if is_side_matter(fact, text) else 0.0
                yield from self._from_fact(fact, text, front, bonus - aside)
        name = named(text)
        if name is not None and text[slice(*name)].casefold() not in self.title.casefold():
            gap = _cloze(text, *name, front)
            yield _Candidate(5.2 + bonus, True, text[slice(*name)], text, {"cloze": gap})
        if (term := term_in(sentence.marked, text)) and term not in self.title:
            start = text.index(term)
            gap = _cloze(text, start, start + len(term), front)
            yield _Candidate(4.5 + bonus, True, term, text, {"cloze": gap})

    def _definition(self, found: Definition, sentence: str, score: float) -> _Candidate:
        term = re.sub(r"^(?:An?|The) ", "", found.term)
        tree = {"front": unmarked(term), "back": unmarked(found.meaning), "reverse": True}
        return _Candidate(score, True, term, sentence, tree)

    def _cause(
        self, effect: str, reason: str, sentence: str, front: str, score: float
    ) -> Iterator[_Candidate]:
        words = self.words or {}
        effect = effect[:1].upper() + effect[1:]
        ended = f"{effect}。" if is_wide(effect) else f"{effect}."
        if not stands_alone(ended) or not stands_alone(
            f"{reason[:1].upper()}{reason[1:]}{ended[-1]}"
        ):
            return
        tree = {
            "front": front + words["why"].format(effect=effect),
            "back": words["because"].format(cause=reason),
        }
        yield _Candidate(score, True, effect, sentence, tree)

    def _from_fact(
        self, fact: Fact, sentence: str, front: str, bonus: float
    ) -> Iterator[_Candidate]:
        if sentence.count(fact.text) > 1 or fact.text in front:
            return
        shown = sentence
        # The same in other units right behind it would give it away.
        if converted := _CONVERTED.match(sentence, fact.end):
            shown = sentence[: fact.end] + sentence[converted.end() :]
        gap = _cloze(shown, fact.start, fact.end, front)
        yield _Candidate(5 + bonus, True, fact.text, sentence, {"cloze": gap})
        others = self._others(fact, sentence)
        if len(others) >= 2:
            tree = _choice(fact, shown, front, others)
            yield _Candidate(5.4 + bonus, False, fact.text, sentence, tree)
        if others:
            tree = _statement(fact, shown, front, others[0])
            yield _Candidate(4.6 + bonus, False, fact.text, sentence, tree)

    def _others(self, fact: Fact, sentence: str) -> list[_Known]:
        """Facts of the same kind elsewhere in the article, those nearest to it first."""
        value, known = _value(fact.text), self.by_kind[fact.kind]
        at = bisect_left(known, (value,))
        near = known[max(0, at - _NEAR) : at + _NEAR]
        found = [k for k in near if k.value != value and k.text not in sentence]
        if fact.kind.startswith("date"):
            found = [k for k in found if abs(k.value - value) <= _SPAN]
        return sorted(found, key=lambda each: abs(each.value - value))

    # Lists

    def _glossary(self, blocks: Sequence[Block]) -> Iterator[_Candidate]:
        """The items of lists that say what a term is."""
        entries: list[Definition] = []
        for block in blocks:
            if block.kind != "item":
                continue
            found = item_definition(re.sub(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+", "", block.text))
            if found and letters(found.term) not in letters(found.meaning):
                entries.append(found)
        if len(entries) < 2:
            return
        for entry in entries:
            yield self._definition(entry, f"{entry.term}: {entry.meaning}", entry.score)
        short = [e for e in entries if len(unmarked(e.meaning)) <= 120]
        if self.words is not None and len(short) >= 4:
            pairs = short[: min(5, len(short) - 1)]
            spare = short[len(pairs) : len(pairs) + 2]
            tree = {
                "type": "matching",
                "stem": self.words["match"],
                "pairs": [
                    {"left": unmarked(e.term), "right": unmarked(e.meaning)} for e in pairs
                ],
                "distractors": [unmarked(e.meaning) for e in spare],
                "explanation": "\n".join(f"- **{e.term}**: {e.meaning}" for e in pairs),
            }
            yield _Candidate(7, False, "", "match " + pairs[0].term, tree)

    def _announced(self, blocks: Sequence[Block], topic: set[str]) -> Iterator[_Candidate]:
        """A list that the line above it announces by its number."""
        words = self.words or {}
        for at, block in enumerate(blocks):
            if block.kind != "text":
                continue
            lines = unmarked(block.text)
            last = re.split(r"(?<=[.!?])\s+|(?<=[。！？])", lines)[-1].strip()
            found = announced(last)
            items = []
            for each in blocks[at + 1 :]:
                if each.kind != "item":
                    break
                items.append(unmarked(re.sub(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+", "", each.text)))
            if not found or len(items) != found[0]:
                continue
            line = found[1]
            ended = f"{line}。" if is_wide(line) else f"{line}."
            if not stands_alone(ended) or max(map(len, items)) > 160:
                continue
            front = ""
            if not names_its_subject(line, topic):
                front = f"{self.title}：" if is_wide(line) else f"{self.title}: "
            tree = {
                "front": front + words["name_them"].format(line=line),
                "back": "\n".join(f"- {item}" for item in items),
            }
            yield _Candidate(7, True, line, last, tree)

    def _ordering(self, chapter: Chapter, ids: Sequence[str]) -> tuple[str, _Candidate] | None:
        """The events of a lesson whose sentences begin with their dates."""
        if self.words is None:
            return None
        events: dict[tuple[int, int, int], tuple[str, str, str]] = {}
        for section, key in zip(chapter.sections, ids, strict=True):
            for sentence in self._sentences[id(section)]:
                found = _dated_event(sentence.text)
                if found is not None:
                    events.setdefault(found[0], (found[1], key, sentence.text))
        years = [date[0] for date in events]
        dates = sorted(date for date in events if date[1] or years.count(date[0]) == 1)
        if len(dates) < 3:
            return None
        chosen = [events[date] for date in dates[:6]]
        tree = {
            "type": "ordering",
            "stem": self.words["order"],
            "items": [item for item, _, _ in chosen],
            "explanation": "\n".join(f"- {sentence}" for _, _, sentence in chosen),
        }
        return chosen[-1][1], _Candidate(7, False, "", "order " + chosen[0][2], tree)


def _choice(fact: Fact, sentence: str, front: str, others: list[_Known]) -> Tree:
    """Which figure belongs in the sentence, of those that belong in others."""
    options: list[Tree] = [{"text": fact.text, "correct": True}]
    options += [
        {"text": other.text, "feedback": other.sentence} for other in others[:_DISTRACTORS]
    ]
    options.sort(key=lambda option: _value(option["text"]))
    return {
        "type": "single_choice",
        "stem": f"{front}{sentence[: fact.start]}{_GAP}{sentence[fact.end :]}",
        "options": options,
        "explanation": sentence,
    }


def _statement(fact: Fact, sentence: str, front: str, other: _Known) -> Tree:
    """The sentence to judge; about half of them with the figure of another one."""
    false = len(letters(sentence)) % 2 == 0
    shown = other.text if false else fact.text
    return {
        "type": "true_false",
        "stem": f"{front}{sentence[: fact.start]}{shown}{sentence[fact.end :]}",
        "answer": not false,
        "explanation": sentence,
    }


def _dated_event(text: str) -> tuple[tuple[int, int, int], str] | None:
    """The date and the event of a sentence that begins with a date and is whole without it."""
    known = facts(text)
    dates = [fact for fact in known if fact.kind.startswith("date")]
    if len(dates) != 1 or re.search(r"\b(?:1[0-9]|20)\d\d\b", text[dates[0].end :]):
        return None
    before, after = text[: dates[0].start], text[dates[0].end :]
    wide = is_wide(text)
    if wide and (before or not after.startswith(("，", "、", ","))):
        return None
    if not wide and (before not in ("In ", "On ", "") or not after.startswith(", ")):
        return None
    event = after.lstrip("，、, ").rstrip("。.")
    event = event if wide else event[:1].upper() + event[1:]
    key = date_key(dates[0].text)
    ended = f"{event}。" if wide else f"{event}."
    if key is None or len(event) > (50 if wide else 110) or not stands_alone(ended):
        return None
    return key, event


def _cloze(text: str, start: int, end: int, front: str) -> str:
    """The sentence with one gap."""
    return f"{front}{text[:start]}{{{{{text[start:end]}}}}}{text[end:]}"


def _value(text: str) -> float:
    """A number to order facts of one kind by."""
    key = date_key(text)
    if key is not None and re.search(r"年|[A-Z][a-z]|^\d{4}$", text):
        return key[0] + key[1] / 12 + key[2] / 400
    found = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    number = float(found[0].replace(",", "")) if found else 0.0
    for sign, times in (
        ("trillion", 1e12),
        ("billion", 1e9),
        ("million", 1e6),
        ("億", 1e8),
        ("亿", 1e8),
        ("萬", 1e4),
        ("万", 1e4),
        ("千", 1e3),
    ):
        if sign in text:
            return number * times
    return number
