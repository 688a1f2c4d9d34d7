"""QTI 1.2 → items of a lesson, by the types of Canvas, and by structure where none is named."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_text import markdown_of, one_paragraph, split_points, with_gap
from studykit.formats.exchange import (
    Item,
    Loss,
    Unreadable,
)
from studykit.language.message import Message
from studykit.questions.gaps import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.formats.exchange import Bank
    from studykit.formats.xml_tree import Element

_PICTURE = re.compile(r"<img\b[^>]{0,2000}>", re.I)
_SOURCE = re.compile(r"\bsrc=\"([^\"]*)\"", re.I)
_WORDS = re.compile(r"\balt=\"([^\"]*)\"", re.I)
_GENERAL = {"correct_fb", "general_correct_fb", "general_incorrect_fb"}
_PROFILES = {
    "cc.multiple_choice": "multiple_choice_question",
    "cc.multiple_response": "multiple_answers_question",
    "cc.true_false": "true_false_question",
    "cc.fib": "short_answer_question",
    "cc.essay": "essay_question",
}
"""The types of Common Cartridge, which is a profile of QTI 1.2."""


def read_quizzes(bank: Bank, file: str, root: Element) -> None:
    """Put every item of a `questestinterop` into the bank, and what is lost of it."""
    for element in root.children:
        title = element.attributes.get("title") or _metadata(element).get("bank_title", "")
        items = (each for each in element.walk() if each.name == "item")
        for each in items:
            reader = _Reader(file, each)
            try:
                item = reader.item(title)
            except Unreadable as problem:
                bank.losses.append(reader.loss(problem.reason, left_out=True))
            else:
                bank.items.append(item)
                bank.losses += reader.losses


def _metadata(element: Element) -> dict[str, str]:
    """The fields of an element's metadata."""
    return {
        field.text_of("fieldlabel"): field.text_of("fieldentry")
        for child in element.children
        if child.name in {"itemmetadata", "qtimetadata"}
        for field in child.walk()
        if field.name == "qtimetadatafield"
    }


class _Reader:
    """One item."""

    def __init__(self, file: str, element: Element) -> None:
        self._file, self._element = file, element
        self._about = _metadata(element)
        self._id = element.attributes.get("ident", "")
        self._title = one_paragraph(element.attributes.get("title", ""))
        self.losses: list[Loss] = []

    def loss(self, reason: Message, *, left_out: bool = False) -> Loss:
        """A loss at this item."""
        return Loss(self._id or self._title, reason, left_out, self._file, self._element.line)

    def _lose(self, reason: Message) -> None:
        if self.loss(reason) not in self.losses:
            self.losses.append(self.loss(reason))

    def item(self, lesson: str) -> Item:
        """The item as an author writes it.

        Raises:
            Unreadable: studykit has no counterpart, or it lacks what it needs.
        """
        found = self._element.first("presentation")
        if found is None:
            raise Unreadable(Message("It asks nothing."))
        self._presentation = found.first("flow") or found
        self._responses = [
            each for each in found.walk() if each.name in {"response_lid", "response_str"}
        ]
        self._feedback = {
            each.attributes.get("ident", ""): self._material(each)
            for each in self._element.all("itemfeedback")
        }
        kind = self._kind()
        if kind == "text_only_question":
            shown = {"title": self._title, "text": self._stem()}
            return Item("section", shown, lesson, self._element.line, self._file, self._title)
        if kind not in _READERS:
            raise Unreadable(
                Message("There is no counterpart of the type “{type}”.", type=kind)
            )
        asked: dict[str, Any] = {"id": self._id, "stem": self._stem()}
        fields = asked | _READERS[kind](self)
        points = _number(self._about.get("points_possible", ""))
        if points and points > 0 and points != 1:
            fields["points"] = points
        general = self._feedback.pop("general_fb", "")
        fields["explanation"] = "\n\n".join(filter(None, (general, fields.get("explanation"))))
        takes_feedback = fields["type"] not in {
            *("single_choice", "multiple_choice", "short_answer", "open_response")
        }
        wrong = self._feedback.get("general_incorrect_fb")
        if takes_feedback and wrong and not fields.get("feedback"):
            fields["feedback"] = self._feedback.pop("general_incorrect_fb")
        for name, remark in self._feedback.items():
            if remark and name in _GENERAL:
                self._lose(Message("Its “{name}” has no place.", name=name))
            elif remark:
                self._lose(Message("The feedback on single answers has no place."))
        name = "" if self._title == "Question" else self._title
        return Item("question", fields, lesson, self._element.line, self._file, name)

    def _kind(self) -> str:
        kind = self._about.get("question_type", "")
        profile = self._about.get("cc_profile", "")
        if kind:
            return kind
        for name, known in _PROFILES.items():
            if profile.startswith(name):
                return known
        if len(self._responses) != 1:
            return profile or "response"
        response = self._responses[0]
        if response.name == "response_str":
            return "short_answer_question" if self._scored() else "essay_question"
        several = response.attributes.get("rcardinality", "Single") == "Multiple"
        return "multiple_answers_question" if several else "multiple_choice_question"

    # Texts

    def _material(self, element: Element) -> str:
        """The text of the materials in an element, those in its responses left out."""
        texts = [self._mattext(each) for each in _mattexts(element)]
        return "\n\n".join(filter(None, texts))

    def _mattext(self, element: Element) -> str:
        for picture in _PICTURE.findall(element.text):
            for name in _SOURCE.findall(picture):
                self._lose(Message("The file {name} is not carried over.", name=name))
        if element.attributes.get("texttype", "text/html") == "text/plain" or (
            "texttype" not in element.attributes and "<" not in element.text
        ):
            return element.text.strip()
        inner = element.text if not element.children else element.markup()
        return markdown_of(_PICTURE.sub(_words_of, inner))

    def _line(self, element: Element | None) -> str:
        return "" if element is None else one_paragraph(self._material(element))

    def _stem(self) -> str:
        return self._material(self._presentation)

    # Scoring

    def _scored(self) -> list[tuple[Element, float]]:
        """The conditions that earn something."""
        found = []
        for each in self._element.walk():
            if each.name == "respcondition":
                score = _number(each.text_of("setvar"))
                condition = each.first("conditionvar")
                if score and score > 0 and condition is not None:
                    found.append((condition, score))
        return found

    def _right(self, response: str = "") -> list[str]:
        """What is right as the answer to a response."""
        found: dict[str, None] = {}
        for condition, _ in self._scored():
            for each in _wanted(condition):
                if each.attributes.get("respident") == response or not response:
                    found[each.text.strip()] = None
        return list(found)

    def _labels(self, response: Element) -> dict[str, str]:
        return {
            each.attributes.get("ident", ""): self._line(each)
            for each in response.walk()
            if each.name == "response_label"
        }

    def _only_response(self) -> Element:
        if len(self._responses) != 1:
            raise Unreadable(Message("It asks several things at once."))
        return self._responses[0]

    # Types

    def choice(self) -> dict[str, Any]:
        """One right option, or several."""
        response = self._only_response()
        several = response.attributes.get("rcardinality") == "Multiple"
        right = self._right()
        options = [
            {
                "text": text,
                "correct": name in right or None,
                "feedback": self._feedback.pop(f"{name}_fb", ""),
            }
            for name, text in self._labels(response).items()
        ]
        if not any(option["correct"] for option in options):
            raise Unreadable(Message("No option of it is marked as right."))
        if several:
            return {
                "type": "multiple_choice",
                "options": options,
                "scoring": "net_correct",
            }
        return {"type": "single_choice", "options": options}

    def true_false(self) -> dict[str, Any]:
        """The first option is true, unless a name says otherwise."""
        labels = self._labels(self._only_response())
        right = [name for name in self._right() if name in labels]
        if len(labels) != 2 or len(right) != 1:
            raise Unreadable(Message("Neither true nor false is marked as right."))
        names = list(labels)
        said = {labels[each].lower(): each for each in names}
        true = said.get("true") or ("true" if "true" in names else names[0])
        remarks = {each: self._feedback.pop(f"{each}_fb", "") for each in names}
        wrong = next(each for each in names if each != right[0])
        return {
            "type": "true_false",
            "answer": right[0] == true,
            "feedback": remarks[wrong],
            "explanation": remarks[right[0]],
        }

    def short_answer(self) -> dict[str, Any]:
        """Texts that are right."""
        answers = [each for each in self._right() if each]
        if not answers:
            raise Unreadable(Message("It says no answer."))
        remarks: dict[str, str] = {}
        for each in self._element.walk():
            shown = each.first("displayfeedback") if each.name == "respcondition" else None
            if shown is not None:
                link = shown.attributes.get("linkrefid", "")
                for wanted in each.walk():
                    if wanted.name == "varequal" and link in self._feedback:
                        remarks[wanted.text.strip()] = self._feedback.pop(link)
        listed = [
            {"text": each.replace("*", "\\*"), "feedback": remarks[each]}
            if each in remarks
            else each.replace("*", "\\*")
            for each in answers
        ]
        return {"type": "short_answer", "answers": listed}

    def numerical(self) -> dict[str, Any]:
        """A number, alone or within a range."""
        found: list[tuple[float, float, float]] = []
        for condition, _ in self._scored():
            exact = [_number(each.text) for each in condition.walk() if each.name == "varequal"]
            low = [_number(e.text) for e in condition.walk() if e.name in {"vargte", "vargt"}]
            high = [_number(e.text) for e in condition.walk() if e.name in {"varlte", "varlt"}]
            if low and high and low[0] is not None and high[0] is not None:
                middle = (Decimal(repr(low[0])) + Decimal(repr(high[0]))) / 2
                answer = exact[0] if exact and exact[0] is not None else float(middle)
                found.append((answer, low[0], high[0]))
            elif exact and exact[0] is not None:
                found.append((exact[0], exact[0], exact[0]))
        if not found:
            raise Unreadable(Message("A number is missing."))
        if len(found) > 1:
            self._lose(Message("Of several numbers only the best one is taken."))
        answer, low_bound, high_bound = found[0]
        middle = Decimal(repr(answer))
        reach = min(abs(Decimal(repr(each)) - middle) for each in (low_bound, high_bound))
        fields = {"type": "numerical", "answer": answer}
        return fields | {"tolerance": float(f"{reach:.12g}")}

    def matching(self) -> dict[str, Any]:
        """A menu for each left side."""
        pairs, used = [], set()
        offered: dict[str, str] = {}
        for response in self._responses:
            labels = self._labels(response)
            offered |= labels
            right = [
                each
                for each in self._right(response.attributes.get("ident", ""))
                if each in labels
            ]
            left = one_paragraph("\n".join(self._mattext(each) for each in _mattexts(response)))
            if len(right) != 1:
                raise Unreadable(
                    Message("Its sides do not match one to one, nor as items in categories.")
                )
            used.add(labels[right[0]])
            pairs.append({"left": left, "right": labels[right[0]]})
        others = dict.fromkeys(text for text in offered.values() if text not in used)
        return {"type": "matching", "pairs": pairs, "distractors": list(others)}

    def blanks(self) -> dict[str, Any]:
        """Names in square brackets stand for fields or menus."""
        text = self._stem()
        for response in self._responses:
            said = "".join(each.text for each in _mattexts(response)).strip()
            name = response.attributes.get("ident", "").removeprefix("response_") or said
            if f"[{name}]" not in text.replace("\\", ""):
                name = said
            labels = self._labels(response)
            right = [
                labels.get(each, each)
                for each in self._right(response.attributes.get("ident", ""))
            ]
            if not right:
                raise Unreadable(Message("A gap of it says no answer."))
            wrong = [each for each in labels.values() if each not in right]
            listed = [*map(escaped, right), *(f"~{escaped(each)}" for each in wrong)]
            text = with_gap(text, name, listed)
        return {"type": "cloze", "stem": "", "text": text}

    def categories(self) -> dict[str, Any]:
        """Items to sort, as New Quizzes ask it: a response for each category."""
        categories: dict[str, list[str]] = {}
        offered: dict[str, str] = {}
        placed: set[str] = set()
        for response in self._responses:
            labels = self._labels(response)
            offered |= labels
            right = self._right(response.attributes.get("ident", ""))
            name = one_paragraph("\n".join(map(self._mattext, _mattexts(response))))
            categories[name] = [labels[each] for each in right if each in labels]
            placed |= set(right)
        if offered.keys() - placed:
            self._lose(Message("Items that belong to no category are left out."))
        return {"type": "categorize", "categories": categories}

    def ordering(self) -> dict[str, Any]:
        """Items in their right order."""
        labels = self._labels(self._only_response())
        order = self._right()
        if sorted(order) != sorted(labels):
            raise Unreadable(Message("Its right order does not name every item once."))
        return {"type": "ordering", "items": [labels[each] for each in order]}

    def essay(self) -> dict[str, Any]:
        """An open response; its general feedback is the model answer."""
        text = self._feedback.pop("general_fb", "")
        if not text:
            raise Unreadable(Message("An essay without notes for graders has no model answer."))
        text, _, explanation = text.partition("\n\n---\n\n")
        head, points = split_points(text)
        return {
            "type": "open_response",
            "model_answer": head or text,
            "key_points": points or [one_paragraph(text)],
            "explanation": explanation,
        }


def _words_of(picture: re.Match[str]) -> str:
    """What a picture shows, as its author says it."""
    found = _WORDS.search(picture[0])
    return found[1] if found else " "


def _mattexts(element: Element) -> Iterator[Element]:
    """The texts of an element that are not those of its responses and labels."""
    for child in element.children:
        if child.name == "mattext":
            yield child
        elif not child.name.startswith(("response_", "render_")):
            yield from _mattexts(child)


def _wanted(condition: Element) -> Iterator[Element]:
    """What a condition compares with, but for what must not be."""
    for child in condition.children:
        if child.name == "varequal":
            yield child
        elif child.name != "not":
            yield from _wanted(child)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


_READERS: dict[str, Callable[[_Reader], dict[str, Any]]] = {
    "multiple_choice_question": _Reader.choice,
    "multiple_answers_question": _Reader.choice,
    "true_false_question": _Reader.true_false,
    "short_answer_question": _Reader.short_answer,
    "numerical_question": _Reader.numerical,
    "matching_question": _Reader.matching,
    "fill_in_multiple_blanks_question": _Reader.blanks,
    "multiple_dropdowns_question": _Reader.blanks,
    "categorization_question": _Reader.categories,
    "ordering_question": _Reader.ordering,
    "essay_question": _Reader.essay,
}
