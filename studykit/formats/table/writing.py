"""Items → rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.formats.exchange import Loss, lessons_of, losses_of
from studykit.formats.table.layout import LETTERS
from studykit.language.message import Message
from studykit.questions.categorize import Categorize
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching
from studykit.questions.numbers import Tolerance
from studykit.questions.numerical import Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.content.lesson_model import CardEntry
    from studykit.questions.registry import Question

_FIRST = ("id", "type", "lesson", "question")
_LAST = (
    *("answer", "tolerance", "unit", "feedback", "explanation", "hint", "objective", "tags"),
    *("points", "source", "scoring", "exam_only", "front", "back", "reverse"),
)
_HEADINGS = {"unit": "units"}
"""Columns whose usual heading would be taken for another one's."""
_COMMON = frozenset(
    {"id", "stem", "hints", "explanation", "objective", "tags", "points", "feedback"}
    | {"source", "scoring", "exam_only"}
)
_BETWEEN = "; "


def table_of(edition: Edition) -> tuple[list[list[str]], int, list[Loss]]:
    """Rows with their headings, how many items they hold, and what is lost."""
    found: list[dict[str, str]] = []
    losses: list[Loss] = []
    count = 0
    for lesson in lessons_of(edition):
        for question in lesson.questions:
            cells, held = _question(question)
            if sum(len(name) == 1 for name in cells) > len(LETTERS):
                cells, held = {}, set()
            holds = _COMMON | held if held else ()
            losses += losses_of(edition, question, holds, Message("A table"))
            if not held:
                count += 1
                continue
            found.append({"lesson": lesson.title, **cells})
        for card in lesson.cards:
            cells, held = _card(card)
            losses += losses_of(edition, card, held, Message("A table"))
            found.append({"lesson": lesson.title, **cells})
    used = {name for cells in found for name, text in cells.items() if text}
    options = [c for c in LETTERS if c in used]
    feedback = [f"feedback {c}" for c in LETTERS if f"feedback {c}" in used]
    columns = [*_FIRST, *options, *feedback, *(name for name in _LAST if name in used)]
    rows = [[_HEADINGS.get(name, name) for name in columns]]
    rows += [[cells.get(name, "") for name in columns] for cells in found]
    return rows, count + len(found), losses


def _question(question: Question) -> tuple[dict[str, str], set[str]]:
    cells = {
        "id": question.id,
        "type": question.type,
        "question": question.stem,
        "explanation": question.explanation,
        "hint": _BETWEEN.join(question.hints),
        "objective": question.objective,
        "tags": ", ".join(question.tags),
        "points": "" if question.points == 1 else f"{question.points:g}",
        "feedback": getattr(question, "feedback", ""),
        "source": question.source,
        "scoring": _scoring(question),
        "exam_only": "yes" if question.exam_only else "",
    }
    own, held = _own(question)
    return cells | own, held


def _scoring(question: Any) -> str:
    """The policy of a question that sets one."""
    scoring = getattr(question, "scoring", None)
    return scoring if scoring and scoring != "all_or_nothing" else ""


def _own(question: Any) -> tuple[dict[str, str], set[str]]:
    """The cells that a type fills, and the fields they hold."""
    match question:
        case ChoiceQuestion():
            cells = _options(option.text for option in question.options)
            letters = list(cells)
            cells |= {
                f"feedback {letter}": option.feedback
                for letter, option in zip(letters, question.options, strict=True)
            }
            cells["answer"] = ", ".join(letters[n] for n in question.keys)
            return cells, {"options.text", "options.correct", "options.feedback"}
        case TrueFalse():
            return {"answer": str(question.answer).lower()}, {"answer"}
        case ShortAnswer():
            return {"answer": _BETWEEN.join(question.texts)}, {"answers", "answers.text"}
        case Numerical() | Slider():
            one = question.best if isinstance(question, Numerical) else question
            reach = one.tolerance
            held = {"answer", "tolerance", "tolerance.relative", "unit"}
            cells = {"answer": f"{one.answer:.15g}", "unit": question.unit}
            if isinstance(reach, Tolerance):
                relative = reach.relative
                cells["tolerance"] = f"{100 * relative:.12g}%" if relative else ""
            else:
                cells["tolerance"] = f"{reach:.15g}" if reach else ""
            if isinstance(question, Slider):
                scale = (question.low, question.high, question.step)
                cells |= _options(f"{number:.15g}" for number in scale)
                held |= {"low", "high", "step"}
            return cells, held
        case Cloze():
            # A stem of its own has no column: “Fill in the gaps.” goes without saying.
            return {"question": question.text}, {"text"}
        case Ordering():
            return _options(question.items), {"items"}
        case Matching():
            pairs = [_pair(pair.left, pair.right) for pair in question.pairs]
            return _options([*pairs, *(_pair("", d) for d in question.distractors)]), {
                *("pairs.left", "pairs.right", "distractors")
            }
        case Categorize():
            entries = [
                _pair(item, name)
                for name, items in question.categories.items()
                for item in items
            ]
            return _options(entries), {"categories"}
        case OpenResponse():
            cells = _options(question.key_points)
            return cells | {"answer": question.model_answer}, {"model_answer", "key_points"}
    raise AssertionError(question)


def _pair(left: str, right: str) -> str:
    sign = "=>" if "=" in left + right else "="
    return f"{left} {sign} {right}".strip()


def _options(texts: Any) -> dict[str, str]:
    """Texts by their letters; beyond the last letter each has a sign that is no column."""
    return {
        LETTERS[n] if n < len(LETTERS) else chr(0x100 + n): text for n, text in enumerate(texts)
    }


def _card(card: CardEntry) -> tuple[dict[str, str], set[str]]:
    cells = {
        "id": card.id,
        "type": "card",
        "front": card.cloze or card.front,
        "back": card.back,
        "objective": card.objective,
        "tags": ", ".join(card.tags),
        "reverse": "yes" if card.reverse else "",
    }
    return cells, {"id", "front", "back", "reverse", "cloze", "objective", "tags"}
