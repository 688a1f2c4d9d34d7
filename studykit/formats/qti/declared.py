"""What the declarations and the response processing of a QTI item say of scoring."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studykit.formats.xml_tree import Element


@dataclass
class Declared:
    """A response: which is correct, and what each value is worth."""

    kind: str = "identifier"
    several: bool = False
    correct: list[str] = field(default_factory=list)
    worth: dict[str, float] | None = None
    """What the values map to, where that is how they are scored; the best earns 1."""
    most: float = 1.0
    """What the best response earns."""
    lowest: float | None = None
    case_sensitive: bool = False

    def answers(self) -> dict[str, float]:
        """The values that earn something, with their share of the points."""
        if self.worth is None:
            return dict.fromkeys(self.correct, 1.0)
        return {key: worth for key, worth in self.worth.items() if worth > 0}


class Scoring:
    """The scoring of an item."""

    def __init__(self, root: Element) -> None:
        processing = root.first("responseProcessing")
        self.rules = list(processing.walk()) if processing else []
        template = processing.attributes.get("template", "") if processing else ""
        self._template = template.rsplit("/", 1)[-1].removesuffix(".xml").lower()
        self.responses = {
            each.attributes.get("identifier", ""): self._declared(each)
            for each in root.all("responseDeclaration")
        }
        self.points = _points(root)
        if self.points is None:
            mapped = [each.most for each in self.responses.values() if each.worth]
            self.points = math.fsum(mapped) or None

    @property
    def is_own(self) -> bool:
        """Whether rules are written out, instead of a usual template."""
        return not self._template

    def _declared(self, element: Element) -> Declared:
        declared = Declared(
            element.attributes.get("baseType", "identifier"),
            element.attributes.get("cardinality", "single") != "single",
        )
        correct = element.first("correctResponse")
        if correct is not None:
            declared.correct = [value.text.strip() for value in correct.all("value")]
        table = element.first("mapping")
        identifier = element.attributes.get("identifier", "")
        if table is not None and (self._is_mapped(identifier) or not declared.correct):
            _map(declared, table)
        if not declared.correct and declared.worth is None:
            declared.correct = self._compared(identifier)
        return declared

    def _compared(self, identifier: str) -> list[str]:
        """What the first rule that compares a response wants of it."""
        for rule in self.rules:
            if rule.name == "match" and _is_about(rule, identifier):
                values = [each.text.strip() for each in rule.walk() if each.name == "baseValue"]
                if values:
                    return values
        return []

    def _is_mapped(self, identifier: str) -> bool:
        if self._template:
            return self._template.startswith("map_response")
        return any(
            rule.name == "mapResponse" and rule.attributes.get("identifier") == identifier
            for rule in self.rules
        )

    def ranges(self, identifier: str, answer: float) -> list[tuple[float, float, float]]:
        """The ranges of a number that rules give points for, with their share of the points,
        the best first. `answer` is the correct response."""
        found = []
        for branch in self.rules:
            setting = branch.first("setOutcomeValue")
            if branch.name not in {"responseIf", "responseElseIf"} or setting is None:
                continue
            if "FEEDBACK" in setting.attributes.get("identifier", "").upper():
                continue
            score = _number(setting.text_of("baseValue"))
            worth = 1.0 if score is None else score / (self.points or 1.0)
            bounds = _range(branch.children, identifier, answer)
            if bounds is not None and worth > 0:
                found.append((*bounds, min(1.0, worth)))
        return sorted(found, key=lambda each: -each[2])

    def patterns(self, identifier: str) -> dict[str, float]:
        """Regular expressions that a response is matched by, with their share."""
        found: dict[str, float] = {}
        for branch in self.rules:
            if branch.name not in {"responseIf", "responseElseIf"}:
                continue
            score = _number(branch.text_of("setOutcomeValue", "baseValue"))
            for rule in branch.walk():
                if rule.name == "patternMatch" and _is_about(rule, identifier):
                    worth = (1.0 if score is None else score) / (self.points or 1.0)
                    found.setdefault(rule.attributes.get("pattern", ""), min(1.0, worth))
        return {pattern: worth for pattern, worth in found.items() if pattern and worth > 0}

    def matched_texts(self, identifier: str) -> dict[str, float]:
        """Texts that a response is compared with by rules, with their share."""
        found: dict[str, float] = {}
        for branch in self.rules:
            if branch.name not in {"responseIf", "responseElseIf"}:
                continue
            setting = branch.first("setOutcomeValue")
            if setting is None or setting.attributes.get("identifier") != "SCORE":
                continue
            score = _number(setting.text_of("baseValue"))
            if score is None or score <= 0:
                continue
            for rule in branch.walk():
                if rule.name == "stringMatch" and _is_about(rule, identifier):
                    worth = min(1.0, score / (self.points or 1.0))
                    found.setdefault(rule.text_of("baseValue"), worth)
        return found


def _map(declared: Declared, table: Element) -> None:
    worth: dict[str, float] = {}
    for entry in table.all("mapEntry"):
        value = _number(entry.attributes.get("mappedValue", ""))
        worth[entry.attributes.get("mapKey", "").strip()] = value or 0.0
        declared.case_sensitive |= entry.attributes.get("caseSensitive") in {"true", "1"}
    gains = [value for value in worth.values() if value > 0]
    # A response of several parts earns all of them together.
    most = (math.fsum(gains) if declared.several else max(gains, default=0.0)) or 1.0
    declared.most = most
    declared.worth = {key: round(value / most, 7) for key, value in worth.items()}
    declared.lowest = _number(table.attributes.get("lowerBound", ""))


def _range(parts: list[Element], identifier: str, answer: float) -> tuple[float, float] | None:
    """The range of a number for which a condition holds."""
    low, high = -math.inf, math.inf
    for part in parts:
        if part.name in {"responseCondition", "setOutcomeValue"}:
            continue
        for rule in part.walk():
            if not _is_about(rule, identifier):
                continue
            if rule.name == "equal":
                return _tolerance(rule, answer)
            bound = _number(rule.text_of("baseValue"))
            if rule.name in {"gte", "gt"} and bound is not None:
                low = max(low, bound)
            elif rule.name in {"lte", "lt"} and bound is not None:
                high = min(high, bound)
    return (low, high) if math.isfinite(low) and math.isfinite(high) else None


def _is_about(rule: Element, identifier: str) -> bool:
    return any(
        each.name == "variable" and each.attributes.get("identifier") == identifier
        for each in rule.children
    )


def _tolerance(rule: Element, answer: float) -> tuple[float, float] | None:
    found = [_number(each) for each in rule.attributes.get("tolerance", "").split()]
    reaches = [each for each in found if each is not None]
    mode = rule.attributes.get("toleranceMode", "exact")
    if mode == "exact" or not reaches:
        return (answer, answer)
    below, above = reaches[0], reaches[-1]
    if mode == "relative":
        below, above = abs(answer) * below / 100, abs(answer) * above / 100
    return answer - below, answer + above


def _points(root: Element) -> float | None:
    """What the whole item is worth, where it says so."""
    for outcome in root.all("outcomeDeclaration"):
        name = outcome.attributes.get("identifier")
        given = ""
        if name == "MAXSCORE":
            given = outcome.text_of("defaultValue", "value")
        elif name == "SCORE":
            given = outcome.attributes.get("normalMaximum", "")
        value = _number(given)
        if value is not None and value > 0:
            return value
    return None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
