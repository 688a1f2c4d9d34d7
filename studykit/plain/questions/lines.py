"""Reading a typed line that names things by letters or numbers."""

from __future__ import annotations

import re
from string import ascii_lowercase

_NOTHING = "-"
_BETWEEN = re.compile(r"[\s,;，、；]+")


def letter(number: int) -> str:
    """How the option numbered `number`, from 0, is called: a … z, then by its number."""
    return ascii_lowercase[number] if number < len(ascii_lowercase) else str(number + 1)


def letters(count: int) -> list[str]:
    """How the first `count` options are called."""
    return [letter(number) for number in range(count)]


def numbers_in(line: str, count: int) -> list[int | None] | None:
    """Letters or numbers, apart or run together, as numbers from 0; None for `-`. None in
    place of the list when something else is among them."""
    words = [word for word in _BETWEEN.split(line.casefold()) if word]
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
