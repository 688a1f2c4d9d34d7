"""Text that is written from right to left, such as Arabic and Hebrew.

A paragraph begins at the side of its first strong character (UAX #9, P2 and P3). Most terminals
draw characters in the order in which they come, so that its lines must be put into the order in
which they are seen, by the Unicode Bidirectional Algorithm; those that do so by themselves get
lines as they are. Signs that steer the direction never get here (`studykit.text.sanitize`), so
that of the algorithm all is needed but embeddings and isolates. A library gives back only a
text, and what is drawn has styles, so that one must know where each character went.
"""

from __future__ import annotations

import re
from bisect import insort
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional, decomposition

from studykit.text.width import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘"
    "⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
"""Unicode's pairs of brackets (BidiBrackets.txt)."""
_CLOSING = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_SAME = str.maketrans("\u2329\u232a", "〈〉")
"""Brackets that Unicode takes for others."""
_MIRRORED = str.maketrans(
    {**_CLOSING, **_OPENING, **dict(zip("<>«»‹›≤≥", "><»«›‹≥≤", strict=True))}
)
_MOST_OPEN = 63
"""Brackets that are open at once (BD16); behind more, none is paired."""
_puts_in_order = False


def put_in_order(wanted: bool) -> None:
    """Put lines into the order in which they are seen from now on, or leave that to the
    terminal."""
    global _puts_in_order  # noqa: PLW0603 - a program has one terminal
    _puts_in_order = wanted


def from_right(text: str) -> bool:
    """Whether a paragraph begins at the right side."""
    return has_from_right(text) and _first_strong(text) in ("R", "AL")


def _first_strong(text: str) -> str:
    return next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "")


def has_from_right(text: str) -> bool:
    """Whether anything in a text is written from right to left."""
    return not text.isascii() and _FROM_RIGHT.search(text) is not None


def to_be_drawn(text: str, *, right: bool) -> list[tuple[int, str]] | None:
    """The graphemes of a line in the order in which they are drawn from left to right, each
    with its place in the text; `right` is the side at which its paragraph begins. None where
    the line is drawn as it is."""
    if not _puts_in_order or not has_from_right(text):
        return None
    levels = embedding_levels(text, right=right)
    shaped = _shaped(text)
    places: list[tuple[int, str]] = []
    at = 0
    for grapheme in graphemes(text):
        drawn_as = shaped[at : at + len(grapheme)]
        places.append((at, drawn_as.translate(_MIRRORED) if levels[at] % 2 else drawn_as))
        at += len(grapheme)
    for level in range(max(levels), 0, -1):  # L2
        start = 0
        while start < len(places):
            end = start
            while end < len(places) and levels[places[end][0]] >= level:
                end += 1
            places[start:end] = reversed(places[start:end])
            start = max(end, start + 1)
    return places


def _shaped(text: str) -> str:
    """Arabic letters in the forms in which they join their neighbours: a terminal that draws
    characters as they come would join them to others. Lam and alef stay two letters."""
    if not _ARABIC.search(text):
        return text
    forms = _arabic_forms()
    letters = [n for n, sign in enumerate(text) if bidirectional(sign) != "NSM"]
    shaped = list(text)
    for number, n in enumerate(letters):
        own = forms.get(text[n], {})
        before = text[letters[number - 1]] if number else ""
        after = text[letters[number + 1]] if number + 1 < len(letters) else ""
        joins_before = before == _TATWEEL or "initial" in forms.get(before, {})
        joins_after = after == _TATWEEL or "final" in forms.get(after, {})
        wanted = _FORMS[joins_before, joins_after and "initial" in own]
        shaped[n] = own.get(wanted, text[n])
    return "".join(shaped)


_ARABIC = re.compile("[\u0620-\u06ff]")
_TATWEEL = "ـ"
_FORMS = {
    (False, False): "isolated",
    (False, True): "initial",
    (True, True): "medial",
    (True, False): "final",
}


@cache
def _arabic_forms() -> dict[str, dict[str, str]]:
    """The presentation forms of each letter, by their names in Unicode."""
    forms: dict[str, dict[str, str]] = {}
    for code in range(0xFB50, 0xFEFD):
        kind, *letters = decomposition(chr(code)).split() or [""]
        if len(letters) == 1:
            forms.setdefault(chr(int(letters[0], 16)), {})[kind.strip("<>")] = chr(code)
    return forms


def drawn(text: str, *, right: bool) -> str:
    """A line as it is drawn from left to right."""
    places = to_be_drawn(text, right=right)
    return text if places is None else "".join(grapheme for _, grapheme in places)


def embedding_levels(text: str, *, right: bool) -> list[int]:
    """The level of each character of a line, odd from right to left (UAX #9, W1 to L1)."""
    base = int(right)
    direction = "R" if right else "L"
    classes = [bidirectional(character) or "L" for character in text]
    places = [n for n, kind in enumerate(classes) if kind != "BN"]
    kinds = [classes[n] for n in places]
    _resolve_weak(kinds, direction)
    _resolve_brackets([text[n] for n in places], [classes[n] for n in places], kinds, direction)
    _resolve_neutral(kinds, direction)
    step = {"L": base, "R": 1 - base, "EN": 2 - base, "AN": 2 - base}
    levels = [base] * len(text)
    for n, kind in zip(places, kinds, strict=True):
        levels[n] = base + step[kind]
    for n, kind in enumerate(classes):  # what steers nothing goes with what is before it
        if kind == "BN" and n:
            levels[n] = levels[n - 1]
    blank = True
    for n in reversed(range(len(text))):  # L1
        blank = classes[n] in ("S", "B") or (blank and classes[n] in ("WS", "BN"))
        if blank:
            levels[n] = base
    return levels


_BETWEEN_NUMBERS = {("CS", "EN"), ("CS", "AN"), ("ES", "EN")}


def _resolve_weak(kinds: list[str], direction: str) -> None:
    """W1 to W7."""
    strong = before = direction
    for n in range(len(kinds)):
        if kinds[n] == "NSM":  # W1
            kinds[n] = before
        before = kind = kinds[n]
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for n in range(1, len(kinds) - 1):  # W4
        left, kind, right = kinds[n - 1 : n + 2]
        if left == right and (
            (kind == "CS" and left in ("EN", "AN")) or (kind == "ES" and left == "EN")
        ):
            kinds[n] = left
    for start, end in _runs(kinds, ("ET",)):  # W5
        if "EN" in (kinds[start - 1 : start] + kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = direction
    for n, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):  # W6
            kinds[n] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[n] = "L"


def _resolve_brackets(
    text: Sequence[str], classes: Sequence[str], kinds: list[str], direction: str
) -> None:
    """N0: both brackets of a pair have the direction of what they enclose."""
    strong = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    for opening, closing in _pairs(text, kinds):
        inside = {strong[kind] for kind in kinds[opening + 1 : closing] if kind in strong}
        if not inside:
            continue
        taken = direction
        if direction not in inside:
            before = (strong[kind] for kind in reversed(kinds[:opening]) if kind in strong)
            taken = next(before, direction)
        for place in (opening, closing):
            kinds[place] = taken
            for after in range(place + 1, len(kinds)):
                if classes[after] != "NSM":
                    break
                kinds[after] = taken


def _pairs(text: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Brackets that belong together, by where the first of them is."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for n, character in enumerate(text):
        if kinds[n] != "ON":
            continue
        sign = character.translate(_SAME)
        if sign in _CLOSING:
            if len(waiting) == _MOST_OPEN:
                return []
            waiting.append((_CLOSING[sign], n))
        elif sign in _OPENING:
            for depth in reversed(range(len(waiting))):
                if waiting[depth][0] == sign:
                    insort(found, (waiting[depth][1], n))
                    del waiting[depth:]
                    break
    return found


def _resolve_neutral(kinds: list[str], direction: str) -> None:
    """N1 and N2."""
    strong = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    for start, end in _runs(kinds, ("B", "S", "WS", "ON")):
        before = strong[kinds[start - 1]] if start else direction
        after = strong[kinds[end]] if end < len(kinds) else direction
        kinds[start:end] = [before if before == after else direction] * (end - start)


def _runs(kinds: Sequence[str], wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where runs of the wanted kinds begin and end."""
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > start:
            yield start, end
        start = end + 1
