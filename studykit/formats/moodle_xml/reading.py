"""Moodle XML → items, as Moodle's own importer reads it (`question/format/xml/format.php`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_text import (
    markdown_of,
    number_fields,
    one_paragraph,
    split_points,
    with_ruby_marked,
)
from studykit.formats.base import FormatError
from studykit.formats.exchange import (
    Item,
    Loss,
    Unreadable,
)
from studykit.formats.field_tags import fields_and_tags
from studykit.formats.media import MediaReader, from_base64, named_alike
from studykit.formats.moodle_xml.calculated import expression, variables_of, with_insertions
from studykit.formats.moodle_xml.multianswer import gaps_from_moodle
from studykit.language.message import Message
from studykit.questions.gaps import escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.formats.exchange import Bank
    from studykit.formats.xml_tree import Element

ORDER_SCORING = {
    "ALL_OR_NOTHING": "all_or_nothing",
    "ABSOLUTE_POSITION": "position",
    "RELATIVE_NEXT_EXCLUDE_LAST": "adjacent",
    "LONGEST_ORDERED_SUBSET": "longest_ordered",
    "-1": "all_or_nothing",
    "0": "position",
    "1": "adjacent",
    "5": "longest_ordered",
}
"""Moodle's way to grade an order, by name and by number → ours."""
_USUAL_PENALTIES = (0.0, 0.1, 1 / 3, 1.0)
"""What Moodle and its authors leave as it is; anything else was chosen for the question."""
_STANDARD_FEEDBACK = re.compile(
    r"\W*(?:your answer is (?:partially )?(?:correct|incorrect)|"
    r"(?:respuesta|réponse|die antwort).{0,30}|你的?答案.{0,12}|您的答案.{0,12})\W*",
    re.I | re.S,
)
"""What Moodle fills in by itself."""
_TOLERANCES = {"1": "relative", "3": "geometric"}
"""Moodle's kinds of tolerance that are not a number."""
FILES = "@@PLUGINFILE@@"
"""How a text names the place of the files embedded beside it."""
_CHOICE_GAP = re.compile(r"\[\[(\d{1,2})\]\]")


def read_quiz(bank: Bank, file: str, root: Element) -> None:
    """Put every question of a `<quiz>` into the bank, and what is lost of it."""
    category = ""
    for element in root.all("question"):
        kind = element.attributes.get("type", "")
        if kind == "category":
            category = _category(element.text_of("category", "text"))
            continue
        reader = _Reader(file, element, bank.media)
        try:
            item = reader.item(kind, category)
        except Unreadable as problem:
            bank.losses.append(reader.loss(problem.reason, left_out=True))
        else:
            bank.items.append(item)
            bank.losses += reader.losses


def _category(path: str) -> str:
    """`$course$/top/Rivers/Asia` → `Rivers/Asia`."""
    parts = [part.replace("\0", "/").strip() for part in path.replace("//", "\0").split("/")]
    skipped = {"top", ""}
    return "/".join(p for p in parts if p not in skipped and not re.fullmatch(r"\$\w+\$", p))


class _Reader:
    """One question."""

    def __init__(self, file: str, element: Element, media: dict[str, bytes]) -> None:
        self._file, self._element = file, element
        self._name = one_paragraph(element.text_of("name", "text"))
        self._id = element.text_of("idnumber")
        self.losses: list[Loss] = []
        self._media = MediaReader(self._embedded, self._lose, media)
        self._places: list[Element] = []
        """Where texts with embedded files stand; a file's name counts within its place."""
        self._carried: set[int] = set()

    def loss(self, reason: Message, *, left_out: bool = False) -> Loss:
        """A loss at this question."""
        stem = self._element.text_of("questiontext", "text")
        label = self._id or self._name or one_paragraph(markdown_of(stem))[:48]
        return Loss(label, reason, left_out, self._file, self._element.line)

    def item(self, kind: str, category: str) -> Item:
        """The question as an author writes it.

        Raises:
            Unreadable: studykit has no counterpart, or it lacks what it needs.
        """
        if kind == "description":
            title = self._name or one_paragraph(self._stem())[:60]
            fields: dict[str, Any] = {"id": self._id, "title": title, "text": self._stem()}
            return self._made("section", fields, category)
        if kind not in _READERS:
            raise Unreadable(
                Message("There is no counterpart of the type “{type}”.", type=kind)
            )
        fields = {"id": self._id, "type": "", "stem": self._stem()}
        fields |= _READERS[kind](self)
        self._common(fields)
        if variables := fields.pop("variables", None):
            fields = with_insertions(fields, set(variables)) | {"variables": variables}
        return self._made("question", fields, category)

    def _made(self, kind: Any, fields: dict[str, Any], category: str) -> Item:
        for file in self._element.walk():
            if file.name == "file" and id(file) not in self._carried:
                name = file.attributes.get("name", "")
                self._lose(Message("The file {name} is not carried over.", name=name))
        filled = self._media.filled(fields)
        return Item(kind, filled, category, self._element.line, self._file, self._name)

    def _embedded(self, address: str) -> tuple[str, bytes]:
        """The name and the content of the file that a text names.

        Raises:
            FormatError: it is not there, or damaged.
        """
        place, _, name = address.removeprefix(FILES).strip("/").partition("/")
        name = named_alike(name)
        files = self._places[int(place)].all("file") if place.isdecimal() else []
        for file in files:
            if named_alike(file.attributes.get("name", "")) == name:
                self._carried.add(id(file))
                return name, from_base64(file.text, name)
        raise FormatError(Message("The file {name} is missing.", name=name or address))

    def _common(self, fields: dict[str, Any]) -> None:
        element = self._element
        explanation = self._text(element.first("generalfeedback"))
        fields["explanation"] = "\n\n".join(
            filter(None, (explanation, fields.get("explanation")))
        )
        fields["hints"] = [self._text(hint) for hint in element.all("hint")]
        points = _number(element.text_of("defaultgrade"), 1.0)
        if points > 0 and points != 1:
            fields["points"] = points
        penalty = _number(element.text_of("penalty"), 1 / 3)
        if not any(abs(penalty - usual) < 1e-4 for usual in _USUAL_PENALTIES):
            self._lose(
                Message("Its penalty of {n} is a setting of the quiz.", n=f"{penalty:g}")
            )
        found = [tag.text_of("text") for tag in element.all("tags") for tag in tag.all("tag")]
        extra, fields["tags"] = fields_and_tags(found)
        fields |= {key: extra[key] for key in ("objective", "source") if key in extra}
        if extra.get("exam_only") == "true":
            fields["exam_only"] = True
        if "scoring" in extra and fields["type"] in {"multiple_choice", "ordering"}:
            self._restore_scoring(fields, extra["scoring"])
        if extra.get("type") == "categorize" and fields["type"] == "matching":
            self._restore_categories(fields)
        if extra.get("type") == "slider" and fields["type"] == "numerical":
            scale = {key: _number(extra.get(key, ""), 0.0) for key in ("low", "high", "step")}
            fields |= {"type": "slider", **scale}
        if fields["type"] == "cloze" and extra.get("stem", "").isdecimal():
            self._restore_stem(fields, int(extra["stem"]))
        if extra.get("variants") == "chinese" and fields["type"] == "short_answer":
            fields["variants"] = "chinese"

    def _restore_scoring(self, fields: dict[str, Any], scoring: str) -> None:
        """The policy of a question that was written by studykit."""
        if fields["type"] == "multiple_choice":
            for option in fields["options"]:
                option.pop("weight", None)
            fields.pop("scoring", None)
        if scoring != "none":
            fields["scoring"] = scoring

    @staticmethod
    def _restore_stem(fields: dict[str, Any], length: int) -> None:
        """The stem of a cloze, which stands before its text there."""
        text = fields["text"]
        if text[length : length + 2] == "\n\n":
            fields |= {"stem": text[:length], "text": text[length + 2 :]}

    @staticmethod
    def _restore_categories(fields: dict[str, Any]) -> None:
        categories: dict[str, list[str]] = {}
        for pair in fields.pop("pairs"):
            categories.setdefault(pair["right"], []).append(pair["left"])
        fields.pop("distractors", None)
        fields |= {"type": "categorize", "categories": categories}

    # Texts

    def _stem(self) -> str:
        return self._text(self._element.first("questiontext"))

    def _text(self, element: Element | None) -> str:
        if element is None:
            return ""
        text = element.text_of("text")
        if FILES in text:
            if element not in self._places:
                self._places.append(element)
            text = text.replace(f"{FILES}/", f"{FILES}/{self._places.index(element)}/")
        if element.attributes.get("format", "html") in {"markdown", "plain_text"}:
            return with_ruby_marked(self._media.marked_markdown(text, FILES))
        return markdown_of(self._media.marked(text))

    def _line(self, element: Element | None) -> str:
        return one_paragraph(self._text(element))

    def _lose(self, reason: Message) -> None:
        self.losses.append(self.loss(reason))

    def _feedback(self, *, wrong: bool) -> dict[str, str]:
        """Feedback on the whole question: what was written for a wrong answer is kept."""
        fields: dict[str, str] = {}
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            text = self._text(self._element.first(name))
            if not text or _STANDARD_FEEDBACK.fullmatch(text):
                continue
            if wrong and name == "incorrectfeedback":
                fields["feedback"] = text
            else:
                self._lose(Message("Its “{name}” has no place.", name=name))
        return fields

    def _is(self, name: str, *, default: bool) -> bool:
        text = self._element.text_of(name).lower()
        return text in {"1", "true"} if text else default

    # Types

    def choice(self) -> dict[str, Any]:
        """`multichoice`."""
        single = self._is("single", default=True)
        options = []
        for answer in self._element.all("answer"):
            weight = _fraction(answer)
            option: dict[str, Any] = {"text": self._line(answer)}
            if (weight >= 0.999) if single else (weight > 0):
                option["correct"] = True
            option["weight"] = weight
            option["feedback"] = self._text(answer.first("feedback"))
            options.append(option)
        fields: dict[str, Any] = {"type": "single_choice", "options": options}
        if not self._is("shuffleanswers", default=True):
            fields["shuffle"] = False
        self._feedback(wrong=False)
        if not single:
            return fields | {"type": "multiple_choice", "scoring": "weights"}
        if all(option["weight"] in (0.0, 1.0) for option in options):
            for option in options:
                del option["weight"]
        return fields

    def true_false(self) -> dict[str, Any]:
        """`truefalse`."""
        right = ""
        feedback: dict[str, str] = {}
        for answer in self._element.all("answer"):
            name = answer.text_of("text").strip().lower()
            feedback[name] = self._text(answer.first("feedback"))
            if _fraction(answer) > 0:
                right = name
        if right not in {"true", "false"}:
            raise Unreadable(Message("Neither true nor false is marked as right."))
        other = "false" if right == "true" else "true"
        return {
            "type": "true_false",
            "answer": right == "true",
            "feedback": feedback.get(other, ""),
            "explanation": feedback.get(right, ""),
        }

    def short_answer(self) -> dict[str, Any]:
        """`shortanswer`."""
        answers: list[Any] = []
        for answer in self._element.all("answer"):
            text = one_paragraph(answer.text_of("text"))
            feedback = self._text(answer.first("feedback"))
            weight = _fraction(answer)
            if weight == 1 and not feedback:
                answers.append(text)
            else:
                answers.append({"text": text, "weight": weight, "feedback": feedback})
        fields: dict[str, Any] = {"type": "short_answer", "answers": answers}
        if self._is("usecase", default=False):
            fields["case_sensitive"] = True
        return fields

    def calculated(self) -> dict[str, Any]:
        """`calculated` and `calculatedsimple`: a number that variables give."""
        return self._varying(self.numerical(calculated=True))

    def calculated_choice(self) -> dict[str, Any]:
        """`calculatedmulti`: options with numbers that variables give."""
        return self._varying(self.choice())

    def _varying(self, fields: dict[str, Any]) -> dict[str, Any]:
        variables = variables_of(self._element)
        if not variables:
            raise Unreadable(Message("A number is missing."))
        return fields | {"variables": variables}

    def numerical(self, *, calculated: bool = False) -> dict[str, Any]:
        """`numerical`, in its first unit."""
        found: list[dict[str, Any]] = []
        otherwise = ""
        for answer in self._element.all("answer"):
            text = answer.text_of("text")
            feedback = self._text(answer.first("feedback"))
            if text == "*":
                otherwise = otherwise or feedback
                continue
            number = f"= {expression(text)}" if calculated else _number(text, None)
            if number is None:
                raise Unreadable(Message("“{text}” is not a number.", text=text))
            reach: Any = _number(answer.text_of("tolerance"), 0.0)
            if calculated and (kind := _TOLERANCES.get(answer.text_of("tolerancetype"))):
                reach = {kind: reach}
            weight = max(0.0, _fraction(answer))
            entry = {"answer": number, "tolerance": reach, "weight": weight}
            found.append(entry | {"feedback": feedback})
        if not any(entry["weight"] > 0 for entry in found):
            raise Unreadable(Message("A number is missing."))
        fields: dict[str, Any] = {"type": "numerical"} | number_fields(found)
        units = [
            (unit.text_of("unit_name"), _number(unit.text_of("multiplier"), 1.0))
            for group in self._element.all("units")
            for unit in group.all("unit")
        ]
        base = next((name for name, factor in units if factor == 1), "")
        if base:
            # Moodle's factor turns the answer into the unit, ours the unit into the answer's.
            others = {name: 1 / factor for name, factor in units if name != base and factor > 0}
            fields |= {"unit": base, "units": others}
            self._unit_penalty(fields)
        elif units:
            self._lose(Message("Its units have no place: none has the factor 1."))
        return fields | ({"feedback": otherwise} if otherwise else {})

    def _unit_penalty(self, fields: dict[str, Any]) -> None:
        """What a wrong unit costs: a fraction of what the number earns (1) or of all points
        (2), which are the same for whoever has the number right."""
        grading = self._element.text_of("unitgradingtype")
        if grading not in {"1", "2"}:
            return
        penalty = _number(self._element.text_of("unitpenalty"), 0.1)
        fields["unit_penalty"] = min(1.0, max(0.0, penalty))
        if grading == "2" and len(fields.get("answers", ())) > 1:
            self._lose(Message("A wrong unit costs a fraction of what the number earns."))

    def matching(self) -> dict[str, Any]:
        """`matching`."""
        pairs, distractors = [], []
        for part in self._element.all("subquestion"):
            left, right = self._line(part), one_paragraph(part.text_of("answer", "text"))
            if left:
                pairs.append({"left": left, "right": right})
            elif right:
                distractors.append(right)
        fields = {"type": "matching", "pairs": pairs, "distractors": distractors}
        return fields | self._feedback(wrong=True)

    def ordering(self) -> dict[str, Any]:
        """`ordering`."""
        items = [self._line(answer) for answer in self._element.all("answer")]
        grading = self._element.text_of("gradingtype") or "ALL_OR_NOTHING"
        fields: dict[str, Any] = {"type": "ordering", "items": items}
        if grading not in ORDER_SCORING:
            self._lose(Message("Its way to grade, {name}, has no counterpart.", name=grading))
        fields["scoring"] = ORDER_SCORING.get(grading, "position")
        return fields | self._feedback(wrong=True)

    def essay(self) -> dict[str, Any]:
        """`essay`, whose notes for graders become the model answer and its key points."""
        model = self._text(self._element.first("graderinfo"))
        explanation = self._text(self._element.first("generalfeedback"))
        if not model and not explanation:
            raise Unreadable(Message("An essay without notes for graders has no model answer."))
        text = model or explanation
        head, points = split_points(text)
        return {
            "type": "open_response",
            "model_answer": head or text,
            "key_points": points or [one_paragraph(text)],
        }

    def multianswer(self) -> dict[str, Any]:
        """`cloze`, also called multianswer."""
        text, problems = gaps_from_moodle(self._stem())
        for problem in problems:
            self._lose(problem)
        return {"type": "cloze", "stem": "", "text": text} | self._feedback(wrong=True)

    def choice_gaps(self) -> dict[str, Any]:
        """`gapselect` and `ddwtos`: words chosen for numbered gaps."""
        name = "selectoption" if self._element.first("selectoption") else "dragbox"
        words = [
            (one_paragraph(each.text_of("text")), each.text_of("group") or "1")
            for each in self._element.all(name)
        ]

        def gap(match: re.Match[str]) -> str:
            number = int(match[1])
            if not 0 < number <= len(words):
                raise Unreadable(Message("Gap {n} has no word.", n=number))
            word, group = words[number - 1]
            others = [w for w, g in words if g == group and w != word]
            return "{{" + "|".join([escaped(word), *(f"~{escaped(w)}" for w in others)]) + "}}"

        text = _CHOICE_GAP.sub(gap, self._stem())
        return {"type": "cloze", "stem": "", "text": text} | self._feedback(wrong=True)


def _fraction(answer: Element) -> float:
    share: float = _number(answer.attributes.get("fraction", ""), 0.0) / 100
    return round(max(-1.0, min(1.0, share)), 7)


def _number(text: str, default: Any) -> Any:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return default


_READERS: dict[str, Callable[[_Reader], dict[str, Any]]] = {
    "multichoice": _Reader.choice,
    "truefalse": _Reader.true_false,
    "shortanswer": _Reader.short_answer,
    "numerical": _Reader.numerical,
    "calculated": _Reader.calculated,
    "calculatedsimple": _Reader.calculated,
    "calculatedmulti": _Reader.calculated_choice,
    "matching": _Reader.matching,
    "ordering": _Reader.ordering,
    "essay": _Reader.essay,
    "cloze": _Reader.multianswer,
    "multianswer": _Reader.multianswer,
    "gapselect": _Reader.choice_gaps,
    "ddwtos": _Reader.choice_gaps,
}
