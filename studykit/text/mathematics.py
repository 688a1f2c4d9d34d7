"""LaTeX mathematics → text that a terminal shows.

Inside a line a formula stays on the line: x², √(a + b), (a + b)/c. Displayed, it is laid out in
rows: fractions over a line, sums with limits above and below, matrices. The parser and most of
the symbols are pylatexenc's; boxes are put together as TeX does it (Knuth, The TeXbook, ch. 17
and appendix G), in cells.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from studykit.text.mathematics_signs import (
    ACCENTS,
    BINARY,
    BLACKBOARD,
    FENCES,
    GRIDS,
    LIMITS,
    NAMES,
    OWN,
    RELATIONS,
    SINGLE_FENCES,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    TALL,
    TEXTS,
    TRANSPARENT,
)
from studykit.text.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 4000
"""Characters of a formula."""
_DEEPEST = 40
"""Braces and environments inside one another."""


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of text of one width; `base` is the row that stands on the line."""

    rows: tuple[str, ...]
    base: int = 0

    @property
    def width(self) -> int:
        """In cells."""
        return cells(self.rows[0])

    @property
    def flat(self) -> bool:
        """Whether it is one row."""
        return len(self.rows) == 1


class Unreadable(ValueError):
    """A formula that is no LaTeX; `str()` says why."""


@lru_cache(maxsize=512)
def in_line(latex: str) -> str:
    """A formula as a text of one row; as written where it cannot be read."""
    try:
        return " ".join(_row(_nodes(latex), display=False).rows[0].split())
    except Unreadable:
        return latex.strip()


@lru_cache(maxsize=128)
def displayed(latex: str) -> tuple[str, ...]:
    """The rows of a formula that stands alone; as written where it cannot be read."""
    try:
        box = _row(_nodes(latex), display=True)
    except Unreadable:
        return tuple(line.rstrip() for line in latex.strip().split("\n"))
    return tuple(row.rstrip() for row in box.rows)


def unknown_commands(latex: str) -> list[str]:
    """The commands of a formula that are shown as written.

    Raises:
        Unreadable: it is no LaTeX, too long, or nested too deep.
    """
    found: dict[str, None] = {}
    _collect_unknown(_nodes(latex), found)
    return list(found)


def _nodes(latex: str) -> Sequence[Any]:
    if len(latex) > LONGEST:
        raise Unreadable(f"a formula has at most {LONGEST:,} characters")
    depth = 0
    for match in re.finditer(r"\\.|[{}]|\\begin|\\end", latex):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth > _DEEPEST:
            raise Unreadable("it is nested too deep")
    if latex.count("\\begin") > _DEEPEST or latex.count("\\frac") > 8 * _DEEPEST:
        raise Unreadable("it is nested too deep")
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerError

    try:
        nodes, _, _ = LatexWalker(latex, tolerant_parsing=False).get_latex_nodes()
    except LatexWalkerError as error:
        why = str(error).split(" @(")[0].split("\n")[0]
        raise Unreadable(why[:1].lower() + why[1:]) from None
    except (RecursionError, IndexError, ValueError, TypeError, AttributeError):
        raise Unreadable("it is not laid out as LaTeX") from None
    found: Sequence[Any] = nodes
    return found


@cache
def _symbol(name: str) -> str | None:
    """The sign of a command without arguments; None where there is none."""
    if name in OWN:
        return OWN[name]
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    sign = getattr(spec, "simplify_repl", None)
    return sign if isinstance(sign, str) and sign and "%" not in sign else None


def _collect_unknown(nodes: Sequence[Any], found: dict[str, None]) -> None:
    for node in nodes:
        if node is None:
            continue
        name = getattr(node, "macroname", "")
        environment = getattr(node, "environmentname", "")
        if name and not _is_known(name):
            found[f"\\{name}"] = None
        if environment and environment not in GRIDS:
            found[f"\\begin{{{environment}}}"] = None
        if name in TEXTS or name == "ce":
            continue
        _collect_unknown(getattr(node, "nodelist", None) or (), found)
        arguments = getattr(getattr(node, "nodeargd", None), "argnlist", None) or ()
        _collect_unknown(arguments, found)


def _is_known(name: str) -> bool:
    laid_out = {
        "frac",
        "dfrac",
        "tfrac",
        "cfrac",
        "sqrt",
        "binom",
        "dbinom",
        "tbinom",
        "ce",
        "mathbb",
        "\\",
    }
    return (
        name in laid_out | TEXTS | TRANSPARENT | NAMES | {"left"}
        or name in SPACES
        or name in ACCENTS
        or _symbol(name) is not None
    )


# Layout


class _Tokens:
    """The nodes of a row one after the other; a command takes its arguments from them."""

    def __init__(self, nodes: Sequence[Any]) -> None:
        self._nodes = [piece for node in nodes if node is not None for piece in _pieces(node)]
        """Characters, and nodes that are more than a character."""
        self._at = 0

    def __iter__(self) -> Iterator[Any]:
        while self._at < len(self._nodes):
            self._at += 1
            yield self._nodes[self._at - 1]

    def raised(self, signs: str) -> str:
        """The next of `signs`, past white space, which it takes; "" where another stands."""
        while self._at < len(self._nodes) and isinstance(self._nodes[self._at], str):
            sign = self._nodes[self._at]
            if sign != " " and sign not in signs:
                break
            self._at += 1
            if sign != " ":
                return str(sign)
        return ""

    def group_as_written(self) -> str:
        """The groups in braces that stand next, which an unknown command applies to."""
        texts = []
        while self._at < len(self._nodes):
            node = self._nodes[self._at]
            if getattr(node, "delimiters", None) != ("{", "}"):
                break
            texts.append(node.latex_verbatim())
            self._at += 1
        return "".join(texts)

    def until_right(self) -> tuple[str, list[Any], str]:
        """What `\\left` encloses: its bracket, the nodes, and the bracket of `\\right`."""
        left = self._bracket()
        inside: list[Any] = []
        depth = 1
        while self._at < len(self._nodes):
            node = self._nodes[self._at]
            self._at += 1
            name = getattr(node, "macroname", "")
            depth += {"left": 1, "right": -1}.get(name, 0)
            if not depth:
                return left, inside, self._bracket()
            inside.append(node)
        return left, inside, ""

    def _bracket(self) -> str:
        self.raised("")
        if self._at == len(self._nodes):
            return ""
        node = self._nodes[self._at]
        self._at += 1
        sign = node if isinstance(node, str) else _symbol(getattr(node, "macroname", "")) or ""
        return "" if sign == "." else sign

    def argument(self) -> Sequence[Any]:
        """What a command, or a raising, applies to: a group, or the next sign."""
        self.raised("")
        if self._at == len(self._nodes):
            return ()
        self._at += 1
        node = self._nodes[self._at - 1]
        group = getattr(node, "delimiters", None) == ("{", "}")
        nodes: Sequence[Any] = node.nodelist if group else (node,)
        return nodes


def _pieces(node: Any) -> Iterator[Any]:
    """Characters one by one, white space as one space; other nodes as they are."""
    if isinstance(node, str):
        yield node
        return
    characters = getattr(node, "chars", None)
    if characters is None:
        yield node
        if getattr(node, "macro_post_space", ""):
            yield " "
        return
    yield from re.sub(r"\s+", " ", characters)


def _row(nodes: Sequence[Any], *, display: bool) -> Box:
    """The nodes side by side."""
    tokens = _Tokens(nodes)
    parts: list[Box] = []
    for token in tokens:
        if isinstance(token, str):
            if token in "^_":
                _raise(parts, token, tokens, display=display)
            elif token != " ":
                _put(parts, "−" if token == "-" else token)
            continue
        name = getattr(token, "macroname", "")
        if name == "left":
            left, inside, right = tokens.until_right()
            box = _row(inside, display=display)
            parts.append(_fenced(box, TALL.get(left, ""), TALL.get(right, ""), left, right))
        elif name in LIMITS and display:
            parts.append(_with_limits(name, tokens))
        elif name and _is_operator(name):
            _put(parts, _symbol(name) or "")
        else:
            before = parts[-1].rows[-1][-1:] if parts else ""
            if name.endswith("frac") and not display and before.isalnum():
                parts.append(Box((" ",)))  # 12 1/6 and not 121/6
            parts.append(_box(token, tokens, display=display, first=not parts))
    return _beside(parts)


def _is_operator(name: str) -> bool:
    sign = _symbol(name)
    return sign is not None and (sign in RELATIONS or sign in BINARY)


def _put(parts: list[Box], sign: str) -> None:
    """A sign with the spaces that it has in a row: round a relation, and round a sum or a
    product where something stands before it."""
    before = parts[-1].rows[parts[-1].base].rstrip()[-1:] if parts else ""
    opens = not before or before in "([{⟨,;" or before in RELATIONS or before in BINARY
    if sign in RELATIONS or (sign in BINARY and not opens):
        parts.append(Box((f" {sign} ",)))
    elif sign in ",;":
        parts.append(Box((f"{sign} ",)))
    elif sign == "'":
        parts.append(Box(("′",)))
    else:
        parts.append(Box((sign,)))


def _beside(parts: Sequence[Box]) -> Box:
    """Boxes beside each other, their base rows on one line."""
    shown = [part for part in parts if part.rows != ("",)]
    if not shown:
        return Box(("",))
    above = max(part.base for part in shown)
    below = max(len(part.rows) - part.base for part in shown)
    rows = [""] * (above + below)
    for part in shown:
        for n in range(len(rows)):
            at = n - above + part.base
            inside = 0 <= at < len(part.rows)
            rows[n] += part.rows[at] if inside else " " * part.width
    return Box(tuple(rows), above)


def _stacked(parts: Sequence[Box], base: int, *, gap: str = "") -> Box:
    """Boxes over each other, centred; `base` is the row that stands on the line. A `gap` of
    one sign is a line across."""
    width = max(part.width for part in parts)
    rows: list[str] = []
    for n, part in enumerate(parts):
        if n and gap:
            rows.append(gap * width)
        for row in part.rows:
            left = (width - cells(row)) // 2
            rows.append(" " * left + row + " " * (width - cells(row) - left))
    return Box(tuple(rows), base)


def _raise(parts: list[Box], sign: str, tokens: _Tokens, *, display: bool) -> None:
    """Put what is raised or lowered at the last box."""
    content = _row(tokens.argument(), display=False)
    text = content.rows[0].strip()
    if (
        parts
        and parts[-1].flat
        and parts[-1].rows[0].endswith(" ")
        and parts[-1].rows[0].strip()
    ):
        # Behind the name of a function, before the space that follows it.
        parts[-1] = Box((parts[-1].rows[0].rstrip(),))
        _raise_text(parts, sign, text, display=display)
        parts.append(Box((" ",)))
    else:
        _raise_text(parts, sign, text, display=display)


def _raise_text(parts: list[Box], sign: str, text: str, *, display: bool) -> None:
    table = SUPERSCRIPTS if sign == "^" else SUBSCRIPTS
    if all(character in table for character in text):
        parts.append(Box(("".join(table[c] for c in text),)))
    elif display and parts:
        small = Box((text,))
        last = parts[-1]
        height = len(last.rows)
        # Above the last box, or below it, and to its right.
        rows = (*small.rows, *[" " * small.width] * height)
        if sign == "_":
            parts.append(Box(tuple(reversed(rows)), last.base))
        else:
            parts.append(Box(rows, last.base + 1))
    else:
        short = len(text) == 1 or re.fullmatch(r"\w+", text)
        parts.append(Box((f"{sign}{text}" if short else f"{sign}({text})",)))


def _with_limits(name: str, tokens: _Tokens) -> Box:
    """An operator with its limits above and below."""
    limits: dict[str, Box] = {}
    while sign := tokens.raised("".join({"^", "_"} - set(limits))):
        limits[sign] = _row(tokens.argument(), display=False)
    operator = Box((name if name in NAMES else _symbol(name) or name,))
    parts = [box for box in (limits.get("^"), operator, limits.get("_")) if box]
    box = _stacked(parts, 1 if "^" in limits else 0)
    return Box(tuple(f"{row} " for row in box.rows), box.base)


def _box(node: Any, tokens: _Tokens, *, display: bool, first: bool) -> Box:
    """One node that is not a single character."""
    name = getattr(node, "macroname", "")
    environment = getattr(node, "environmentname", "")
    if environment:
        return _grid(node, environment, display=display)
    if not name:
        specials = getattr(node, "specials_chars", "")
        if specials:
            return Box(({"''": "″", "~": " ", "&": " "}.get(specials, specials),))
        inner = getattr(node, "nodelist", None)
        left, right = getattr(node, "delimiters", ("", "")) or ("", "")
        box = _row(inner or (), display=display)
        return box if left == "{" else _beside([Box((left,)), box, Box((right,))])
    arguments = [a for a in (getattr(node.nodeargd, "argnlist", None) or ()) if a is not None]
    return _command(name, node, arguments, tokens, display=display, first=first)


def _command(
    name: str, node: Any, arguments: list[Any], tokens: _Tokens, *, display: bool, first: bool
) -> Box:
    if name in {"frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"}:
        # pylatexenc knows the arguments of some of these only.
        pair = [_inside(a) for a in arguments] or [tokens.argument(), tokens.argument()]
        top, bottom = (_row(each, display=display) for each in pair[:2])
        if name.endswith("frac"):
            return _fraction(top, bottom, display=display)
        if display:
            return _fenced(_stacked([top, bottom], 1), "⎛⎜⎝", "⎞⎟⎠", "(", ")")
        return Box((f"C({top.rows[0].strip()}, {bottom.rows[0].strip()})",))
    if name == "sqrt":
        index = _row(_inside(arguments[0]), display=False) if len(arguments) > 1 else None
        inside = _inside(arguments[-1]) if arguments else tokens.argument()
        return _root(_row(inside, display=display), index)
    if name == "ce":
        return Box((_chemistry(_source(tokens.argument())),))
    if name == "mathbb":
        text = _source(_inside(arguments[0]) if arguments else tokens.argument())
        return Box(("".join(BLACKBOARD.get(c, c) for c in text),))
    if name in TEXTS:
        inside = _inside(arguments[0]) if arguments else tokens.argument()
        return Box((_source(inside),))
    if name in ACCENTS:
        box = _row(_inside(arguments[0]) if arguments else tokens.argument(), display=False)
        text = "".join(c + ACCENTS[name] for c in box.rows[0])
        return Box((unicodedata.normalize("NFC", text),))
    if name in NAMES:
        return Box((f"{'' if first else ' '}{name} ",))
    if name in TRANSPARENT:
        return Box(("",))
    if name in SPACES:
        return Box((SPACES[name],))
    if name == "\\":
        return Box((" ",))
    sign = _symbol(name)
    if sign is not None:
        return Box((sign,))
    return Box((f"\\{name}{tokens.group_as_written()}",))


def _inside(node: Any) -> Sequence[Any]:
    """What an argument holds."""
    nodes: Sequence[Any] = getattr(node, "nodelist", None) or (node,)
    return nodes


def _source(nodes: Sequence[Any]) -> str:
    """Nodes as they were written, for texts."""
    return "".join(n if isinstance(n, str) else n.latex_verbatim() for n in nodes)


def _fraction(top: Box, bottom: Box, *, display: bool) -> Box:
    if display:
        padded = [
            Box(tuple(f" {row} " for row in part.rows), part.base) for part in (top, bottom)
        ]
        return _stacked(padded, len(top.rows), gap="─")
    texts = [part.rows[0].strip() for part in (top, bottom)]
    over, under = (t if re.fullmatch(r"[\w′°²³⁴√∞.]+", t) else f"({t})" for t in texts)
    return Box((f"{over}/{under}",))


def _root(box: Box, index: Box | None) -> Box:
    text = box.rows[0].strip() if box.flat else ""
    sign = {"2": "√", "3": "∛", "4": "∜", "": "√"}.get(index.rows[0].strip() if index else "")
    if sign is None and index is not None:
        raised = index.rows[0].strip()
        sign = "".join(SUPERSCRIPTS.get(c, c) for c in raised) + "√"
    if box.flat:
        return Box(
            (f"{sign}{text}" if len(text) == 1 or text.isdigit() else f"{sign}({text})",)
        )
    rows = [f"{' ' * cells(sign or '')}┌{'─' * box.width}"]
    for n, row in enumerate(box.rows):
        left = sign if n == len(box.rows) - 1 else " " * cells(sign or "")
        rows.append(f"{left}│{row}")
    return Box(tuple(rows), box.base + 1)


def _fenced(box: Box, left: str, right: str, short_left: str, short_right: str) -> Box:
    """A box between brackets as tall as it is: each by its top, middle and end."""
    if box.flat:
        return _beside([Box((short_left,)), box, Box((short_right,))])

    def fence(signs: str) -> Box:
        if not signs:
            return Box(("",))
        middle = [signs[1]] * (len(box.rows) - 2)
        if signs[1] in "⎨⎬" and middle:
            middle = ["⎪"] * len(middle)
            middle[box.base - 1 if 0 < box.base < len(box.rows) - 1 else len(middle) // 2] = (
                signs[1]
            )
        return Box((signs[0], *middle, signs[2]), box.base)

    return _beside([fence(left), box, fence(right)])


def _grid(node: Any, environment: str, *, display: bool) -> Box:
    """A matrix, cases, or lines that are aligned."""
    rows: list[list[list[Any]]] = [[[]]]
    for each in node.nodelist:
        if getattr(each, "macroname", "") == "\\":
            rows.append([[]])
        elif getattr(each, "specials_chars", "") == "&":
            rows[-1].append([])
        else:
            rows[-1][-1].append(each)
    boxes = [
        [_row(cell, display=display) for cell in row] for row in rows if any(map(len, row))
    ]
    if not boxes:
        return Box(("",))
    if not display:
        between = ", " if environment in _MATRICES else " "
        texts = [between.join(cell.rows[0].strip() for cell in row) for row in boxes]
        single = SINGLE_FENCES.get(environment, "  ")
        return Box((f"{single[0]}{'; '.join(texts)}{single[1]}".strip(),))
    box = _columns(boxes, environment)
    if environment not in FENCES:
        return box
    opening, closing = FENCES[environment]
    single = SINGLE_FENCES[environment]
    return _fenced(box, opening, closing, single[0], single[1].strip())


_MATRICES = frozenset({*FENCES, "matrix", "array", "smallmatrix"})


def _columns(rows: list[list[Box]], environment: str) -> Box:
    """Boxes in columns: centred in a matrix, to the left in cases, and where lines are aligned
    the first column to the right, the others to the left."""
    is_matrix = environment in _MATRICES
    columns = max(map(len, rows))
    widths = [
        max((row[n].width for row in rows if n < len(row)), default=0) for n in range(columns)
    ]
    lines: list[str] = []
    for row in rows:
        cells_of_row = []
        for n, width in enumerate(widths):
            box = row[n] if n < len(row) else Box(("",))
            room = width - box.width
            if is_matrix:
                before = 0 if environment.endswith("cases") else room // 2
            else:
                before = room if n == 0 and columns > 1 else 0
            space = "  " if n and is_matrix else ""
            shown = (f"{space}{' ' * before}{r}{' ' * (room - before)}" for r in box.rows)
            cells_of_row.append(Box(tuple(shown), box.base))
        line = _beside(cells_of_row)
        lines += line.rows if line.rows != ("",) else (" " * sum(widths),)
    return Box(tuple(lines), len(lines) // 2)


_ARROWS = {"<=>": " ⇌ ", "->": " → ", "<-": " ← ", "<->": " ↔ "}


def _chemistry(source: str) -> str:
    """`2H2 + O2 -> 2H2O`, `SO4^2-`, `^{14}_{6}C` as chemists print it (the package mhchem)."""
    text = source.strip()
    text = re.sub(r"\s*(<=>|<->|->|<-)\s*", lambda m: _ARROWS[m[1]], text)

    def sup(match: re.Match[str]) -> str:
        return "".join(SUPERSCRIPTS.get(c, c) for c in match[1] or match[2])

    def sub(match: re.Match[str]) -> str:
        return "".join(SUBSCRIPTS.get(c, c) for c in match[1] or match[2])

    text = re.sub(r"\^(?:\{([^{}]*)\}|(\d*[+-]))", sup, text)
    text = re.sub(r"_(?:\{([^{}]*)\}|(\w))", sub, text)
    text = re.sub(r"(?<=[A-Za-z)\]])(\d+)()", sub, text)
    return re.sub(r"(?<=[A-Za-z₀-₉)\]])([+-])(?=\s|$|\))", lambda m: SUPERSCRIPTS[m[1]], text)
