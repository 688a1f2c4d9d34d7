"""Draws the rooms of the code from its imports: `python -m tests.rooms`, `docs/rooms.svg`.

A room is a package directly under `studykit/`; the floors are those of the import contract in
`pyproject.toml`, the ground at the bottom. A box is as wide as its room has modules; a line
leads from a room to each room it imports, strong where there is no other way between the two,
faint where it only shortens one.
"""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "rooms.svg"
FLOOR, BOX, GAP, WIDTH = 58, 34, 28, 760


def floors() -> list[list[str]]:
    """The rooms of the import contract, from the faces down to the ground."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers" and "name" in c)
    return [[room.strip().split(".")[1] for room in layer.split("|")] for layer in layers]


def modules(room: str) -> list[Path]:
    """The files of a room."""
    return sorted((ROOT / "studykit" / room).rglob("*.py"))


def imported_rooms(file: Path) -> set[str]:
    """The rooms that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("studykit.")}
    return found


def arrows() -> Counter[tuple[str, str]]:
    """(importing room, imported room) → how many modules import it."""
    rooms = [room for floor in floors() for room in floor]
    return Counter(
        (room, other)
        for room in rooms
        for file in modules(room)
        for other in imported_rooms(file)
        if other != room and other in rooms
    )


def is_shortcut(way: tuple[str, str], ways: Counter[tuple[str, str]]) -> bool:
    """Whether one can go from room to room by others as well."""
    start, end = way
    seen, following = set[str](), [b for a, b in ways if a == start and b != end]
    while following:
        room = following.pop()
        if room == end:
            return True
        if room not in seen:
            seen.add(room)
            following += [b for a, b in ways if a == room]
    return False


def boxes() -> dict[str, tuple[float, float, float]]:
    """Room → left, top and width of its box."""
    placed = {}
    for number, floor in enumerate(floors()):
        widths = [max(96.0, 5.2 * len(modules(room))) for room in floor]
        left = (WIDTH - sum(widths) - GAP * (len(floor) - 1)) / 2
        # Every other floor is set off, so that lines do not run through the boxes between.
        left += (-1) ** number * 130 if len(floor) == 1 else 0
        for room, width in zip(floor, widths, strict=True):
            placed[room] = (left, 20 + number * FLOOR, width)
            left += width + GAP
    return placed


def drawn() -> str:
    """The picture."""
    placed, ways, lines = boxes(), arrows(), []
    for room, other in sorted(ways, key=lambda way: not is_shortcut(way, ways)):
        x1, y1, w1 = placed[room]
        x2, y2, w2 = placed[other]
        back = y2 <= y1
        colour = "#c0392b" if back else "#2d6a6a"
        faint = is_shortcut((room, other), ways) and not back
        lines.append(
            f'<line x1="{x1 + w1 / 2:.0f}" y1="{y1 + BOX:.0f}" x2="{x2 + w2 / 2:.0f}" '
            f'y2="{y2:.0f}" stroke="{colour}" stroke-width="{0.7 if faint else 1.8}" '
            f'stroke-opacity="{0.18 if faint else 1}"/>'
        )
    for room, (left, top, width) in placed.items():
        lines.append(
            f'<rect x="{left:.0f}" y="{top}" width="{width:.0f}" height="{BOX}" rx="5" '
            f'fill="#f4f1ea" stroke="#2d6a6a" stroke-width="1.3"/>'
            f'<text x="{left + width / 2:.0f}" y="{top + 15}" text-anchor="middle" '
            f'font-weight="600">{escape(room)}</text>'
            f'<text x="{left + width / 2:.0f}" y="{top + 28}" text-anchor="middle" '
            f'font-size="9" fill="#6b7680">{len(modules(room))} modules</text>'
        )
    height = 20 + len(floors()) * FLOOR
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="#22303c">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        + "\n".join(lines)
        + "\n</svg>\n"
    )


def main() -> None:
    """Write the picture."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
