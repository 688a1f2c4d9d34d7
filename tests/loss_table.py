"""What each format holds of each type of question, found by writing one of each.

`python -m tests.loss_table` writes the tables of `docs/formats.md` again;
`tests/formats/test_loss_table.py` tells when they are not true any more.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from studykit.formats.registry import PRINTED, WRITERS
from tests.formats.course_samples import EXAMPLES, written_course

PAGE = Path(__file__).parents[1] / "docs" / "formats.md"
_MARKS = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
CARDS: dict[str, dict[str, Any]] = {
    "card": {"id": "c", "front": "river", "back": "河"},
    "card, both ways": {"id": "c", "front": "river", "back": "河", "reverse": True},
    "card with gaps": {"id": "c", "cloze": "The {{Moei}} flows {{north}}."},
}
NAMES = [name for name in WRITERS if name not in PRINTED]
FIELDS: dict[str, dict[str, Any]] = {
    "feedback of an option": {},
    "hints": {"hints": ["Look north."]},
    "explanation": {"explanation": "It does."},
    "points": {"points": 2},
    "objective": {"objective": "flow"},
    "tags": {"tags": ["river"]},
    "source": {"source": "setting"},
    "exam_only": {"exam_only": True},
}
"""A field of a question, and the keys that set it."""


def _plain_choice() -> dict[str, Any]:
    options = [{"text": "Moei", "correct": True}, {"text": "Ping"}]
    return {"id": "q", "type": "single_choice", "stem": "Which?", "options": options}


def _cell(name: str, notes: list[str], **items: list[dict[str, Any]]) -> str:
    """`yes`, `in part` with the number of its note, or `–`."""
    with tempfile.TemporaryDirectory() as folder:
        edition = written_course(
            Path(folder) / "course", items.get("questions", []), items.get("cards", [])
        )
        exported = WRITERS[name].write(edition)
    if not exported.items or any(loss.left_out for loss in exported.losses):
        return "–"
    if not exported.losses:
        return "yes"
    numbers = []
    for loss in exported.losses:
        reason = str(loss.reason)
        if reason not in notes:
            notes.append(reason)
        numbers.append(str(notes.index(reason) + 1))
    return f"in part ({', '.join(dict.fromkeys(numbers))})"


def _table(rows: dict[str, list[str]]) -> list[str]:
    names = NAMES
    lines = [f"| | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    return lines + [f"| {label} | {' | '.join(cells)} |" for label, cells in rows.items()]


def tables() -> dict[str, str]:
    """The tables of the page, by the name of their place."""
    notes: list[str] = []
    types = {
        f"`{example['type']}`": [_cell(n, notes, questions=[example]) for n in NAMES]
        for example in EXAMPLES
    }
    types |= {
        label: [_cell(n, notes, cards=[card]) for n in NAMES] for label, card in CARDS.items()
    }
    fields = {}
    for label, keys in FIELDS.items():
        question = _plain_choice() | keys
        if not keys:
            question["options"][0]["feedback"] = "It does."
        fields[label] = [_field_cell(n, question) for n in NAMES]
    listed = [f"{n}. {note}" for n, note in enumerate(notes, start=1)]
    return {
        "types": "\n".join([*_table(types), "", *listed, ""]),
        "fields": "\n".join([*_table(fields), ""]),
    }


def _field_cell(name: str, question: dict[str, Any]) -> str:
    before, after = list[str](), list[str]()
    _cell(name, before, questions=[_plain_choice()])
    cell = _cell(name, after, questions=[question])
    return cell if cell == "–" else "yes" if after == before else "–"


def page(text: str) -> str:
    """The page with its tables as they are now."""
    found = tables()
    return _MARKS.sub(lambda match: match[1] + found[match[2]] + match[3], text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit()
