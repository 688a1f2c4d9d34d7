"""Moodle's calculated questions, `{a}` and `{={a}*2}`, and our variables.

A data set becomes a range by its limits and decimals where it is uniform, else the list of its
values. Moodle draws one row of all data sets, we draw each variable alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studykit.formats.xml_tree import Element

_EXPRESSION = re.compile(r"\{=((?:[^{}]|\{[^{}]*\})*)\}")
_NAME = re.compile(r"\{([^{}=|]+)\}")
_RENAMED = {
    r"\bpi\s*\(\s*\)": "pi",
    r"\bdeg2rad\b": "radians",
    r"\brad2deg\b": "degrees",
    r"\batan2\b": "atan",
    r"\bfact\b": "factorial",
}
"""Functions of Moodle's that have another name here."""


def variables_of(question: Element) -> dict[str, Any]:
    """The variables of a calculated question as an author writes them."""
    found: dict[str, Any] = {}
    for definitions in question.all("dataset_definitions"):
        for data_set in definitions.all("dataset_definition"):
            found[data_set.text_of("name", "text")] = _variable(data_set)
    return found


def _variable(data_set: Element) -> Any:
    low, high, decimals = (
        _number(data_set.text_of(name, "text")) for name in ("minimum", "maximum", "decimals")
    )
    uniform = data_set.text_of("distribution", "text") in {"", "uniform"}
    if uniform and low is not None and high is not None and low <= high:
        return {"from": low, "to": high, "step": 10.0 ** -int(decimals or 0)}
    values = [
        _number(item.text_of("value"))
        for items in data_set.all("dataset_items")
        for item in items.all("dataset_item")
    ]
    return list(dict.fromkeys(value for value in values if value is not None))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def expression(written: str) -> str:
    """A formula of Moodle's as one of ours."""
    ours = _NAME.sub(lambda name: name[1].strip(), written.replace("\\", ""))
    for theirs, name in _RENAMED.items():
        ours = re.sub(theirs, name, ours)
    return ours.strip()


def with_insertions(value: Any, names: set[str]) -> Any:
    """The texts of a question with `[= a]` where Moodle has `{a}`."""
    if isinstance(value, dict):
        return {key: with_insertions(each, names) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [with_insertions(each, names) for each in value]
    if not isinstance(value, str):
        return value
    value = _EXPRESSION.sub(lambda found: f"[= {expression(found[1])}]", value)
    return _NAME.sub(
        lambda found: f"[= {found[1].strip()}]" if found[1].strip() in names else found[0],
        value,
    )
