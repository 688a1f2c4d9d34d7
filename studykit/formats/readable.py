"""A question as a text that a person reads, for formats that cannot ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.questions.categorize import Categorize
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.cloze import Cloze
from studykit.questions.gaps import split_gaps
from studykit.questions.matching import Matching
from studykit.questions.ordering import Ordering
from studykit.questions.short_answer import ShortAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.questions.registry import Question

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BLANK = "_____"


def asked(question: Question, order: Sequence[int] = ()) -> str:
    """The stem and all that is offered, in Markdown; options in `order`, where it is given."""
    return "\n\n".join(filter(None, (question.stem, offered(question, order))))


def offered(question: Question, order: Sequence[int] = ()) -> str:
    """What is offered below the stem, in Markdown; "" where the answer is free."""
    if isinstance(question, ChoiceQuestion):
        return lettered(
            [question.options[n].text for n in order or range(len(question.options))]
        )
    if isinstance(question, Cloze):
        parts = split_gaps(question.text)
        return "".join(part if isinstance(part, str) else _gap(part) for part in parts)
    if isinstance(question, Ordering):
        return bulleted(sorted(question.items))
    if isinstance(question, Matching):
        lefts = bulleted(pair.left for pair in question.pairs)
        return f"{lefts}\n\n{lettered(sorted(question.rights))}"
    if isinstance(question, Categorize):
        return f"{' / '.join(question.categories)}\n\n{bulleted(sorted(question.items))}"
    return ""


def solved(question: Question, order: Sequence[int] = ()) -> str:
    """The correct answer, in Markdown; options in `order`, where it is given."""
    if isinstance(question, ChoiceQuestion):
        shown = order or range(len(question.options))
        lines = [
            f"{LETTERS[place % 26]}. {question.options[n].text}"
            for place, n in enumerate(shown)
            if n in question.best
        ]
        return "\n\n".join(lines)
    if isinstance(question, Matching):
        return bulleted(f"{pair.left} → {pair.right}" for pair in question.pairs)
    if isinstance(question, Categorize):
        return bulleted(
            f"{name}: {'; '.join(items)}" for name, items in question.categories.items()
        )
    if isinstance(question, Ordering):
        return "\n".join(f"{n}. {item}" for n, item in enumerate(question.items, start=1))
    if isinstance(question, ShortAnswer):
        return " / ".join(question.texts)
    return question.solution


_SHOWN = {
    "single_choice": ("options.text", "options.correct"),
    "multiple_choice": ("options.text", "options.correct"),
    "true_false": ("answer",),
    "short_answer": ("answers", "answers.text"),
    "numerical": ("answer", "unit"),
    "slider": ("answer", "unit"),
    "cloze": ("text",),
    "ordering": ("items",),
    "matching": ("pairs.left", "pairs.right", "distractors"),
    "categorize": ("categories",),
    "open_response": ("model_answer",),
}


def shown_fields(question: Question) -> tuple[str, ...]:
    """The fields of a type's own that the text and the answer show."""
    return _SHOWN[question.type]


def lettered(texts: list[str]) -> str:
    """Texts behind letters, a paragraph each."""
    return "\n\n".join(f"{LETTERS[n % 26]}. {text}" for n, text in enumerate(texts))


def bulleted(texts: Any) -> str:
    """Texts as a list."""
    return "\n".join(f"- {text}" for text in texts)


def _gap(gap: Any) -> str:
    if gap.choices:
        return f"{BLANK} ({' / '.join(sorted(gap.choices))})"
    return f"{BLANK} ({gap.hint})" if gap.hint else BLANK
