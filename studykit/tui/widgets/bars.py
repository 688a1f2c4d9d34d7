"""The line at the top, the line of keys at the bottom, and bars that show a share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.keys import format_key
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, TextArea

from studykit.tui.actions import GOING_ON, LEAVING, SPARE
from studykit.tui.keymap import is_typed
from studykit.tui.layout import shortened
from studykit.tui.markdown import BOLD, MUTED, safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import Binding
    from textual.geometry import Size

    from studykit.language.words import Words

FULL, EMPTY = "█", "░"
_SHARE = 12
"""Cells of the bar before a text."""


def bar(share: float, width: int) -> Content:
    """A share, 0 to 1, as a bar of `width` cells. Anything begun shows one cell at least."""
    filled = round(min(1.0, max(0.0, share)) * width)
    if share > 0:
        filled = max(1, filled)
    if share < 1:
        filled = min(filled, width - 1)
    return Content.assemble((FULL * filled, "$accent"), (EMPTY * (width - filled), MUTED))


def share_line(share: float, share_text: str, text: Content, width: int) -> Content:
    """A share as a bar, with the figure and what it is of; a long text hangs beside the bar."""
    return hanging(bar(share, _SHARE) + f" {share_text:>5}  ", text, width)


def hanging(head: Content, text: Content, width: int) -> Content:
    """A text after its head; where it is long, its other lines begin below its first."""
    hang = "\n" + " " * head.cell_length
    lines = text.wrap(max(8, width - head.cell_length))
    return head + Content(hang).join(line.rstrip() for line in lines)


_LEAST = 8
"""Cells of the top line that are left to what the screen is about."""


class TopLine(Widget):
    """What the screen is about at the left, where the learner is at the right."""

    DEFAULT_CSS = """
    TopLine { height: 1; dock: top; padding: 0 1; background: $surface; color: $foreground; }
    """

    left = ""
    rights: tuple[Content, ...] = ()

    def show(self, left: str, *rights: str | Content) -> None:
        """Show these words: at the right the first of `rights` that leaves room for the left,
        muted unless it brings its own style."""
        self.left = safe(left)
        self.rights = tuple(
            right if isinstance(right, Content) else Content.styled(safe(right), MUTED)
            for right in rights
        )
        self.refresh()

    def render(self) -> Content:
        width = self.content_size.width
        left = Content.styled(self.left, BOLD)
        for right in self.rights:
            room = width - right.cell_length - 1
            if room >= min(_LEAST, left.cell_length):
                left = shortened(left, room)
                return left + " " * (width - left.cell_length - right.cell_length) + right
        return shortened(left, width)


_NARROW = 64
"""Columns below which few keys have room: then the one that leaves the screen is among them."""
_FIRST, _LAST = 0, 3
"""Ranks in the line of keys: of what Enter does, and of the help."""


class _Entry(NamedTuple):
    """A key with what it does."""

    rank: int
    line: Content
    named: bool
    """Whether it stands in the line however little room there is."""


class KeyLine(Widget):
    """The keys that work now, the most useful first; each can be clicked.

    What does not fit is left to the help, which is always named, as what Enter does and how
    the screen is left are.
    """

    DEFAULT_CSS = """
    KeyLine { height: 1; dock: bottom; padding: 0 1; background: $surface; color: $foreground; }
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def show(self, words: Words) -> None:
        """Draw again, in the language of `words`."""
        self._words = words
        self.refresh()

    def render(self) -> Content:
        entries = self._entries()
        if not entries:
            return Content("")
        width, gap = self.content_size.width, Content("  ")
        room = width + 2 - sum(entry.line.cell_length + 2 for entry in entries if entry.named)
        shown: list[Content] = []
        for entry in entries:
            if not entry.named:
                if room < entry.line.cell_length + 2:
                    continue
                room -= entry.line.cell_length + 2
            shown += [gap] * bool(shown) + [entry.line]
        # Textual counts a separator once too often, and leaves as many cells unpainted.
        return Content("").join(shown)

    def _entries(self) -> list[_Entry]:
        """The shown bindings of the screen; the help comes last."""
        entries: list[_Entry] = []
        seen: set[str] = set()
        typing = isinstance(self.screen.focused, Input | TextArea)
        bound = self.screen.active_bindings
        if isinstance(self.screen.focused, Input) and not bound["enter"].binding.priority:
            style = Style.from_meta({"@click": "focused.submit"})
            does = self._words("answer") if self._asked else self._words("done")
            done = Content.assemble((key_name("enter"), "$accent"), " ", (does, style))
            entries.append(_Entry(_FIRST, done, named=True))
        for active in bound.values():
            binding = active.binding
            name = binding.action
            if not binding.show or not active.enabled or name in seen:
                continue
            if typing and not binding.priority and is_typed(binding.key):
                continue
            seen.add(name)
            key = binding.key_display or key_name(binding.key)
            # The link is the word alone: its colour would hide the accent of the key.
            click = Style.from_meta({"@click": ("screen.press", (binding.key,))})
            does = self._label(name) or self._words.translate(binding.description)
            label = Content(does).stylize(click)
            entry = Content.assemble((key, "$accent"), " ", label)
            rank = self._rank(binding)
            leaves = (
                binding.id in LEAVING or binding.key == "escape"
            ) and self.size.width < _NARROW
            named = (leaves and self.size.width < _NARROW) or rank in (_FIRST, _LAST)
            entries.append(_Entry(rank, entry, named=named))
        return sorted(entries, key=lambda entry: entry.rank)

    def _rank(self, binding: Binding) -> int:
        """What Enter does comes first, the help last, and before it what needs not be there."""
        if binding.id in GOING_ON or (binding.id is None and binding.key == "enter"):
            return _FIRST
        return _LAST if binding.action.endswith("help") else 1 + (binding.id in SPARE)

    def _label(self, action: str) -> str:
        """What the screen says that an action does now."""
        label: Callable[[str], str] | None = getattr(self.screen, "label", None)
        return label(action) if label else ""

    @property
    def _asked(self) -> bool:
        """Whether the field that takes the keys answers a question."""
        field = self.screen.focused
        return field is not None and any(node.has_class("question") for node in field.ancestors)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1


def key_name(key: str) -> str:
    """A key as it is shown: `esc`, `/`, `␣`."""
    names = {"escape": "esc", "slash": "/", "question_mark": "?", "space": "␣"}
    return names.get(key) or safe(format_key(key))  # a profile may name any text as a key
