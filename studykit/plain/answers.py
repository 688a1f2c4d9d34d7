"""Reading a typed line as the answer to a question that is answered by letters or numbers."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING

from studykit.questions.categorize import Categorize
from studykit.questions.matching import Matching
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.ordering import Ordering
from studykit.questions.single_choice import SingleChoice
from studykit.questions.true_false import TrueFalse

if TYPE_CHECKING:
    from studykit.study.answering import Asking

_TRUE = frozenset(("t", "true", "a", "1", "對", "对", "是", "真"))
_FALSE = frozenset(("f", "false", "b", "2", "錯", "错", "否", "假"))
_NOTHING = "-"
_BETWEEN = re.compile(r"[\s,;，、；]+")


def letter(number: int) -> str:
    """How the option numbered `number`, from 0, is called: a … z, then by its number."""
    return ascii_lowercase[number] if number < len(ascii_lowercase) else str(number + 1)


def take(asking: Asking, line: str) -> bool:
    """Read `line` as the answer to a question answered by letters or numbers, and give it.

    False when it is none; then nothing is changed. Options are called as they are shown.
    """
    question = asking.question
    told = line.casefold()
    match question:
        case TrueFalse():
            if told in _TRUE or told in _FALSE:
                asking.choose(0 if told in _TRUE else 1)
                return True
            return False
        case SingleChoice():
            match _numbers(told, len(asking.order)):
                case [int(number)]:
                    asking.choose(asking.order[number])
                    return True
            return False
        case MultipleChoice():
            return _take_several(asking, told)
        case Ordering():
            return _take_order(asking, told)
        case Matching() | Categorize():
            return _take_places(asking, told)
        case _:
            return False


def _take_several(asking: Asking, told: str) -> bool:
    chosen = _numbers(told, len(asking.order))
    if not chosen or None in chosen:
        return False
    wanted = {asking.order[n] for n in chosen if n is not None}
    for index in sorted(wanted ^ set(asking.response)):
        asking.choose(index)
    return True


def _take_order(asking: Asking, told: str) -> bool:
    chosen = _numbers(told, len(asking.order)) or []
    order = [asking.order[n] for n in chosen if n is not None]
    if len(order) != len(chosen) or sorted(order) != sorted(asking.order):
        return False
    for place, item in enumerate(order):
        asking.move(asking.response.index(item), place)
    return True


def _take_places(asking: Asking, told: str) -> bool:
    """One letter for each left side or item, in the order shown; `-` leaves one out."""
    parts, names = places(asking)
    chosen = _numbers(told, len(names))
    if chosen is None or len(chosen) != len(parts) or all(n is None for n in chosen):
        return False
    for part, shown in zip(parts, chosen, strict=True):
        asking.assign(part, None if shown is None else names[shown])
    return True


def places(asking: Asking) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What is placed and where it may be placed, as author's indices in the order shown."""
    question = asking.question
    if isinstance(question, Matching):
        return tuple(range(len(question.pairs))), asking.order
    if isinstance(question, Categorize):
        return asking.order, tuple(range(len(question.categories)))
    return (), ()


def _numbers(told: str, count: int) -> list[int | None] | None:
    """Letters or numbers, apart or run together, as numbers from 0; None for `-`. None in
    place of the list when something else is among them."""
    words = [word for word in _BETWEEN.split(told) if word]
    if len(words) == 1 and (count < 10 or not words[0].isdecimal()):
        words = list(words[0])
    read: list[int | None] = []
    for word in words:
        if word == _NOTHING:
            read.append(None)
            continue
        if word.isdecimal():
            number = int(word) - 1
        elif len(word) == 1 and word in ascii_lowercase:
            number = ascii_lowercase.index(word)
        else:
            return None
        if not 0 <= number < count:
            return None
        read.append(number)
    return read
