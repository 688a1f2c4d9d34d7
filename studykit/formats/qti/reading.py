"""QTI items → items of a lesson."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from studykit.formats.bank_text import markdown_of, one_paragraph, split_points
from studykit.formats.exchange import (
    Item,
    Loss,
    Unreadable,
)
from studykit.formats.field_tags import fields_and_tags
from studykit.formats.media import MediaReader
from studykit.formats.qti.declared import Declared, Scoring
from studykit.language.message import Message
from studykit.questions.gaps import escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.formats.exchange import Bank
    from studykit.formats.qti.package import PackedItem
    from studykit.formats.xml_tree import Element

_INLINE = {"textEntryInteraction", "inlineChoiceInteraction", "gap"}
_SHOWN = re.compile(r"wrong|incorrect|not.?correct", re.I)
_NUMBERED = re.compile(r"A\d+")
"""Feedback on one of several answers."""
_NOT_SHOWN = {"rubricBlock", "modalFeedback", "feedbackInline", "feedbackBlock", "stylesheet"}
_FILES = {"img", "object", "audio", "video", "assessmentStimulusRef"}
_ARITHMETIC = {"product", "divide", "subtract", "power", "index", "customOperator", "anyN"}
"""What rules use that do more than to compare and to map."""
_STATEMENT = {
    "true": True,
    "false": False,
    **{"對": True, "对": True, "是": True, "正確": True, "正确": True, "right": True},
    **{"錯": False, "错": False, "否": False, "錯誤": False, "错误": False, "wrong": False},
}


def read_item(bank: Bank, packed: PackedItem) -> None:
    """Put an item into the bank, and what is lost of it."""
    reader = _Reader(packed, bank.media)
    try:
        item = reader.item()
    except Unreadable as problem:
        bank.losses.append(reader.loss(problem.reason, left_out=True))
    else:
        bank.items.append(item)
        bank.losses += reader.losses


class _Reader:
    """One item."""

    def __init__(self, packed: PackedItem, media: dict[str, bytes]) -> None:
        self._packed, self._root = packed, packed.root
        self._id = packed.root.attributes.get("identifier", "")
        self._extra, self._tags = fields_and_tags(packed.keywords)
        self.losses: list[Loss] = []
        self._media = MediaReader(self._found, self._lose, media)
        self._asked_for: set[str] = set()
        """The files that its texts show, or would."""

    def loss(self, reason: Message, *, left_out: bool = False) -> Loss:
        """A loss at this item."""
        label = self._id or self._root.attributes.get("title", "")
        return Loss(label, reason, left_out, self._packed.file, self._root.line)

    def _found(self, address: str) -> tuple[str, bytes]:
        self._asked_for.add(address)
        return self._packed.find(address)

    def _lose(self, reason: Message) -> None:
        loss = self.loss(reason)
        if loss not in self.losses:
            self.losses.append(loss)

    def item(self) -> Item:
        """The item as an author writes it.

        Raises:
            Unreadable: studykit has no counterpart, or it lacks what it needs.
        """
        found = self._root.first("itemBody")
        if found is None:
            raise Unreadable(Message("There is no itemBody in it."))
        self._body = found
        self._scoring = Scoring(self._root)
        asked = [each for each in found.walk() if each.name.endswith("Interaction")]
        kinds = {each.name for each in asked}
        if not asked:
            raise Unreadable(Message("It asks nothing."))
        if self._root.first("templateDeclaration"):
            raise Unreadable(Message("Its values are drawn by chance when it is asked."))
        unknown = kinds - _READERS.keys() - _INLINE
        if unknown:
            kind = min(unknown)
            raise Unreadable(
                Message("There is no counterpart of the type “{type}”.", type=kind)
            )
        self._feedback = self._modal_feedback()
        if kinds <= _INLINE:
            single = len(asked) == 1 and kinds == {"textEntryInteraction"}
            fields = self._typed(asked[0]) if single else self._gaps(asked)
        elif len(asked) > 1:
            raise Unreadable(Message("It asks several things at once."))
        else:
            fields = _READERS[asked[0].name](self, asked[0])
        self._common(fields)
        self._rest(fields)
        title = one_paragraph(self._root.attributes.get("title", ""))
        fields = self._media.filled({"id": self._id, **fields})
        lesson = self._packed.lesson
        return Item("question", fields, lesson, self._root.line, self._packed.file, title)

    def _common(self, fields: dict[str, Any]) -> None:
        extra = self._extra
        fields.setdefault("stem", self._stem())
        fields["tags"] = self._tags
        fields |= {key: extra[key] for key in ("objective", "source") if key in extra}
        if extra.get("exam_only") == "true":
            fields["exam_only"] = True
        if fields["type"] in {"short_answer", "cloze"} and extra.get("variants") == "chinese":
            fields["variants"] = "chinese"
        for key in ("exact", "gaps_in_code", "decimal_comma"):
            if extra.get(key) == "true":
                fields[key] = True
        points = self._scoring.points
        if points and points != 1:
            fields["points"] = round(points, 7)
        explanation = self._feedback.pop("solution", "")
        takes_feedback = fields["type"] not in {
            *("single_choice", "multiple_choice", "short_answer", "open_response")
        }
        for name, shown in list(self._feedback.items()):
            if takes_feedback and _SHOWN.search(name) and "feedback" not in fields:
                fields["feedback"] = shown
            elif not explanation and not _SHOWN.search(name) and not _NUMBERED.fullmatch(name):
                explanation = shown
            else:
                self._lose(Message("Its “{name}” has no place.", name=name))
        fields["explanation"] = explanation

    def _rest(self, fields: dict[str, Any]) -> None:
        """Say what else is in the item, and is in no field."""
        for each in self._root.walk():
            about = each.attributes
            name = about.get("src") or about.get("data") or about.get("href")
            carried = not name or "://" in name or name in self._asked_for
            if each.name in _FILES and not carried:
                self._lose(Message("The file {name} is not carried over.", name=name))
            choice_feedback = each.name == "feedbackInline" and "options" in fields
            if each.name in {"feedbackBlock", "feedbackInline"} and not choice_feedback:
                self._lose(Message("Its “{name}” has no place.", name=each.name))
            if each.name == "modalFeedback" and about.get("showHide") == "hide":
                self._lose(Message("Its “{name}” has no place.", name=each.name))
            rubric = each.name == "rubricBlock" and not _is_for_learners(each)
            if rubric and fields["type"] != "open_response":
                self._lose(Message("Its “{name}” has no place.", name=each.name))
        written_here = "type" in self._extra or "scoring" in self._extra
        if not written_here and any(rule.name in _ARITHMETIC for rule in self._scoring.rules):
            self._lose(Message("Its own rules for the score are not carried over."))

    # Texts

    def _modal_feedback(self) -> dict[str, str]:
        """Identifier → text of what is shown after answering."""
        found: dict[str, str] = {}
        for each in self._root.walk():
            if each.name == "modalFeedback" and each.attributes.get("showHide") != "hide":
                shown = self._markdown(each)
                if shown:
                    found[each.attributes.get("identifier", "")] = shown
        return found

    def _markdown(
        self, element: Element, fields: Callable[[Element], str | None] | None = None
    ) -> str:
        def instead(inner: Element) -> str | None:
            if inner.name in _NOT_SHOWN and not _is_for_learners(inner):
                return ""
            kind, name = (inner.attributes.get(key, "") for key in ("type", "data"))
            if inner.name == "object" and kind.startswith("image/"):
                words = one_paragraph(inner.whole_text)
                return f"<img src={quoteattr(name)} alt={quoteattr(words)}/>"
            return fields(inner) if fields else None

        return self._of_markup(element.markup(instead))

    def _of_markup(self, markup: str) -> str:
        return markdown_of(self._media.marked(_tidy(markup)))

    def _line(self, element: Element) -> str:
        return one_paragraph(self._markdown(element))

    def _stem(self) -> str:
        """All that stands around the interaction, and its prompt."""

        def prompt(inner: Element) -> str | None:
            if not inner.name.endswith("Interaction"):
                return None
            asked = inner.first("prompt")
            return "" if asked is None else f"<p>{asked.markup()}</p>"

        return self._markdown(self._body, prompt)

    def _declared(self, interaction: Element) -> Declared:
        name = interaction.attributes.get("responseIdentifier", "")
        return self._scoring.responses.get(name) or Declared()

    # Interactions

    def choice(self, interaction: Element) -> dict[str, Any]:
        """`choiceInteraction`."""
        declared = self._declared(interaction)
        choices = interaction.all("simpleChoice")
        names = [each.attributes.get("identifier", "") for each in choices]
        worth = declared.worth
        key = declared.correct or [n for n, w in (worth or {}).items() if w > 0]
        if not set(key) & set(names):
            raise Unreadable(Message("No option of it is marked as right."))
        texts = [self._line(each) for each in choices]
        if len(choices) == 2 and not declared.several and worth is None:
            said = [
                _STATEMENT.get(name.lower(), _STATEMENT.get(text.lower()))
                for name, text in zip(names, texts, strict=True)
            ]
            if set(said) == {True, False}:
                return {"type": "true_false", "answer": said[names.index(key[0])]}
        options = []
        for name, text, choice in zip(names, texts, choices, strict=True):
            option: dict[str, Any] = {"text": text, "correct": name in key or None}
            if worth is not None:
                option["weight"] = max(-1.0, worth.get(name, 0.0))
            inline = next((e for e in choice.walk() if e.name == "feedbackInline"), None)
            shown = "" if inline is None else self._of_markup(inline.markup())
            option["feedback"] = self._feedback.pop(name, "") or shown
            if choice.attributes.get("fixed") == "true":
                option["fixed"] = True
            options.append(option)
        fields: dict[str, Any] = {"options": options}
        if interaction.attributes.get("shuffle", "false") != "true":
            fields["shuffle"] = False
        if not declared.several:
            fields["type"] = "single_choice"
            if all(o.get("weight", 0) == float(bool(o["correct"])) for o in options):
                _without_weights(options)
            return fields
        fields["type"] = "multiple_choice"
        policy = self._extra.get("scoring") or self._policy(declared, names, key)
        if policy != "weights":
            _without_weights(options)
        if policy != "all_or_nothing" or "scoring" in self._extra:
            fields["scoring"] = policy
        return fields

    @staticmethod
    def _policy(declared: Declared, names: list[str], key: list[str]) -> str:
        """How ticks become a score."""
        if declared.worth is None:
            return "all_or_nothing"
        share = 1 / len(key)
        usual = all(
            abs(declared.worth.get(name, 0.0) - (share if name in key else -share)) < 1e-6
            for name in names
        )
        return "net_correct" if usual and declared.lowest == 0 else "weights"

    def _typed(self, entry: Element) -> dict[str, Any]:
        """One `textEntryInteraction`: a number, a short answer, or a gap in a text."""
        declared = self._declared(entry)
        name = entry.attributes.get("responseIdentifier", "")
        number = declared.kind in {"float", "integer"}
        if self._extra.get("type") == "cloze" or (not number and self._text_behind()):
            return self._gaps([entry])
        if number:
            return self._number(name, declared)
        patterns = self._scoring.patterns(name)
        answers = patterns or declared.answers() or self._scoring.matched_texts(name)
        if not answers:
            raise Unreadable(Message("It says no answer."))
        listed: list[Any] = []
        for n, (text, worth) in enumerate(
            sorted(answers.items(), key=lambda each: -each[1]), start=1
        ):
            remark = self._feedback.pop(f"A{n}", "")
            plain = text if patterns else text.replace("*", "\\*")
            whole = worth == 1 and not remark
            listed.append(
                plain if whole else {"text": plain, "weight": worth, "feedback": remark}
            )
        fields: dict[str, Any] = {"type": "short_answer", "answers": listed}
        if patterns:
            fields |= {"regex": True, "case_sensitive": True}
        elif declared.case_sensitive:
            fields["case_sensitive"] = True
        return fields | {"stem": self._stem()}

    def _text_behind(self) -> bool:
        """Whether words follow the field in its own paragraph."""
        mark = "\ue200"
        text = self._markdown(
            self._body, lambda e: mark if e.name == "textEntryInteraction" else None
        )
        behind = text.partition(mark)[2].split("\n\n")[0]
        return bool(re.search(r"\w", behind))

    def _number(self, name: str, declared: Declared) -> dict[str, Any]:
        answer = _float(next(iter(declared.answers()), ""))
        ranges = self._scoring.ranges(name, answer or 0.0)
        if answer is None and not ranges:
            raise Unreadable(Message("A number is missing."))
        found = ranges[0][:2] if ranges else None
        if answer is None or (found and not found[0] <= answer <= found[1]):
            answer = _middle(*ranges[0][:2])
        fields: dict[str, Any] = {"type": "numerical", "answer": answer}
        kept = {
            key: float(self._extra[key])
            for key in ("relative", "geometric")
            if _float(self._extra.get(key, "")) is not None
        }
        if kept:
            fields["tolerance"] = kept
        elif found:
            fields["tolerance"] = self._reach(answer, found)
        others = [
            {"answer": _middle(low, high), "tolerance": _middle(-low, high), "weight": worth}
            for low, high, worth in ranges[1:]
        ]
        remarks = [self._feedback.pop(f"A{n}", "") for n in range(1, len(ranges) + 1)]
        if others or any(remarks):
            best = {"answer": fields.pop("answer"), "tolerance": fields.pop("tolerance", None)}
            fields["answers"] = [
                each | {"feedback": remark}
                for each, remark in zip([best, *others], remarks, strict=False)
            ]
        unit = self._extra.get("unit", "")
        stem = self._stem()
        if unit and stem.endswith(unit):
            stem = stem.removesuffix(unit).rstrip()
        return fields | {"unit": unit, "stem": stem}

    def _reach(self, answer: float, found: tuple[float, float]) -> float:
        middle = Decimal(repr(answer))
        reaches = [abs(Decimal(repr(bound)) - middle) for bound in found]
        if max(reaches) - min(reaches) > Decimal("1e-9") * max(reaches):
            self._lose(
                Message("Its range is not even on both sides; the narrower side counts.")
            )
        return float(f"{min(reaches):.12g}")

    def slider(self, interaction: Element) -> dict[str, Any]:
        """`sliderInteraction`."""
        name = interaction.attributes.get("responseIdentifier", "")
        fields = self._number(name, self._declared(interaction))
        scale = {
            key: _float(interaction.attributes.get(attribute, default))
            for key, attribute, default in (
                ("low", "lowerBound", ""),
                ("high", "upperBound", ""),
                ("step", "step", "1"),
            )
        }
        if "answers" in fields:
            best, *_ = fields.pop("answers")
            fields |= best
            self._lose(Message("Of several numbers only the best one is taken."))
        return fields | {"type": "slider", **scale}

    def open_response(self, interaction: Element) -> dict[str, Any]:
        """`extendedTextInteraction`, whose rubric becomes the model answer."""
        found = (each for each in self._body.walk() if each.name == "rubricBlock")
        rubrics = [each for each in found if not _is_for_learners(each)]
        text = "\n\n".join(self._of_markup(each.markup()) for each in rubrics)
        text = text or "\n\n".join(self._declared(interaction).correct)
        if not text:
            text = next(iter(self._feedback.values()), "")
        if not text:
            raise Unreadable(Message("An essay without notes for graders has no model answer."))
        head, points = split_points(text)
        return {
            "type": "open_response",
            "model_answer": head or text,
            "key_points": points or [one_paragraph(text)],
        }

    def order(self, interaction: Element) -> dict[str, Any]:
        """`orderInteraction`."""
        items = {
            each.attributes.get("identifier", ""): self._line(each)
            for each in interaction.all("simpleChoice")
        }
        key = self._declared(interaction).correct
        if sorted(key) != sorted(items):
            raise Unreadable(Message("Its right order does not name every item once."))
        fields: dict[str, Any] = {"type": "ordering", "items": [items[each] for each in key]}
        if "scoring" in self._extra:
            fields["scoring"] = self._extra["scoring"]
        return fields

    def match(self, interaction: Element) -> dict[str, Any]:
        """`matchInteraction`: pairs, or items and their categories."""
        sets = interaction.all("simpleMatchSet")
        if len(sets) != 2:
            raise Unreadable(Message("It does not have two sets."))
        lefts, rights = (
            {
                each.attributes.get("identifier", ""): self._line(each)
                for each in side.all("simpleAssociableChoice")
            }
            for side in sets
        )
        found = [pair.split() for pair in self._declared(interaction).answers()]
        pairs = [pair for pair in found if len(pair) == 2]
        if len({pair[0] for pair in pairs}) < len(pairs):
            # One left side has several right ones: then those are what is placed.
            lefts, rights = rights, lefts
            pairs = [[right, left] for left, right in pairs]
        place = {left: right for left, right in pairs if left in lefts and right in rights}
        if len(place) < len(pairs) or len(place) < len(lefts):
            raise Unreadable(
                Message("Its sides do not match one to one, nor as items in categories.")
            )
        used = list(place.values())
        doubled = len(set(used)) < len(used) and set(used) == set(rights)
        if self._extra.get("type", "categorize" if doubled else "") == "categorize":
            categories: dict[str, list[str]] = {rights[each]: [] for each in rights}
            for left in lefts:
                categories[rights[place[left]]].append(lefts[left])
            return {"type": "categorize", "categories": categories}
        return {
            "type": "matching",
            "pairs": [{"left": lefts[each], "right": rights[place[each]]} for each in lefts],
            "distractors": [text for name, text in rights.items() if name not in used],
        }

    def gap_match(self, interaction: Element) -> dict[str, Any]:
        """`gapMatchInteraction`: words that are put into gaps."""
        words = {
            each.attributes.get("identifier", ""): self._line(each)
            for each in interaction.children
            if each.name == "gapText"
        }
        if any(each.name == "gapImg" for each in interaction.walk()):
            raise Unreadable(Message("Pictures are put into its gaps."))
        pairs = [pair.split() for pair in self._declared(interaction).answers()]
        places = {pair[1]: pair[0] for pair in pairs if len(pair) == 2 and pair[0] in words}

        def gap(inner: Element) -> str | None:
            if inner.name != "gap":
                return "" if inner.name in {"gapText", "prompt"} else None
            name = inner.attributes.get("identifier", "")
            if name not in places:
                raise Unreadable(Message("Gap {n} has no word.", n=name))
            right = words[places[name]]
            others = [word for word in words.values() if word != right]
            return self._kept([right], others)

        text = self._filled(interaction, gap)
        return {"type": "cloze", "text": text}

    def _gaps(self, interactions: list[Element]) -> dict[str, Any]:
        """Fields and menus in a text."""

        def gap(inner: Element) -> str | None:
            if inner.name not in _INLINE or inner.name == "gap":
                return None
            declared = self._declared(inner)
            answers = declared.answers()
            if declared.worth and min(answers.values(), default=1.0) < 1:
                self._lose(Message("A gap is right or wrong: answers in between are left out."))
            right = [each for each, worth in answers.items() if worth >= 1]
            wrong: list[str] = []
            if inner.name == "inlineChoiceInteraction":
                offered = {
                    each.attributes.get("identifier", ""): self._line(each)
                    for each in inner.all("inlineChoice")
                }
                wrong = [text for name, text in offered.items() if name not in right]
                right = [offered[name] for name in right if name in offered]
            if not right:
                raise Unreadable(Message("A gap of it says no answer."))
            return self._kept(right, wrong, inner.attributes.get("placeholderText", ""))

        self._slots: list[str] = []
        fields: dict[str, Any] = {"type": "cloze"}
        block = next(
            (e for e in self._body.walk() if e.attributes.get("class") == "text"), None
        )
        stem = self._body.first("div")
        if block is not None and stem is not None and stem.attributes.get("class") == "stem":
            fields |= {"stem": self._markdown(stem), "text": self._filled(block, gap)}
        else:
            fields |= {"stem": "", "text": self._filled(self._body, gap)}
        return fields

    def _kept(self, right: list[str], wrong: list[str], hint: str = "") -> str:
        """A mark that stands for a gap while the text becomes Markdown."""
        listed = [*map(escaped, right), *(f"~{escaped(each)}" for each in wrong)]
        shown = f"::{escaped(hint)}" if hint else ""
        self._slots.append("{{" + "|".join(listed) + shown + "}}")
        return f"\ue200{len(self._slots) - 1}\ue201"

    def _filled(self, element: Element, gap: Callable[[Element], str | None]) -> str:
        self._slots = []
        text = self._markdown(element, gap)
        return re.sub("\ue200(\\d+)\ue201", lambda m: self._slots[int(m[1])], text)


def _middle(low: float, high: float) -> float:
    """The number between two others, worked out in decimal."""
    return float((Decimal(repr(low)) + Decimal(repr(high))) / 2)


def _is_for_learners(element: Element) -> bool:
    return element.name == "rubricBlock" and "candidate" in element.attributes.get("view", "")


def _without_weights(options: list[dict[str, Any]]) -> None:
    for option in options:
        option.pop("weight", None)


def _tidy(markup: str) -> str:
    """HTML without the blocks that only group, whose ends would be kept as empty lines."""
    text = re.sub(r"</?div\b[^>]*>", "\n\n", markup)
    return re.sub(r"\s*\n\s*", "\n", text).strip() if "<pre" not in text else text.strip()


def _float(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


_READERS: dict[str, Callable[[_Reader, Element], dict[str, Any]]] = {
    "choiceInteraction": _Reader.choice,
    "sliderInteraction": _Reader.slider,
    "extendedTextInteraction": _Reader.open_response,
    "orderInteraction": _Reader.order,
    "matchInteraction": _Reader.match,
    "gapMatchInteraction": _Reader.gap_match,
}
