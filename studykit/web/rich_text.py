"""An author's Markdown → HTML that is safe to put into a page.

Every character of the author's is escaped; tags come from here alone. What is shown is what
`studykit.text.markdown` says, as in every other face.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from studykit.text.direction import from_right, has_from_right
from studykit.text.markdown import Block, blocks
from studykit.text.markdown import plain as _text
from studykit.text.mathml import mathml
from studykit.text.ruby import ruby_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.text.markdown import Mark, Runs

_TAGS: dict[Mark, str] = {
    "strong": "strong",
    "emphasis": "em",
    "strike": "s",
    "code": "code",
    "note": "sup",
}
_GAP_ON, _GAP_OFF = "\uf5d4", "\uf5d5"
"""Private characters round the number of a gap."""
_GAP = re.compile(f"{_GAP_ON}(\\d+){_GAP_OFF}")
_GAP_SIGNS = re.compile(f"[{_GAP_ON}{_GAP_OFF}]")
_NUMBER = re.compile(r"(\d{1,9})[.)]")


def gap(number: int) -> str:
    """What stands in Markdown for the gap of this number: an empty place in the HTML."""
    return f"{_GAP_ON}{number}{_GAP_OFF}"


def without_gap_signs(text: str) -> str:
    """An author's text in which nothing can be taken for a `gap`."""
    return _GAP_SIGNS.sub("", text)


def html(text: str) -> str:
    """`text` as HTML: of one paragraph its content alone, else blocks."""
    found = blocks(text)
    if len(found) == 1 and found[0].kind == "paragraph" and not _is_nested(found[0]):
        return _inline(found[0].runs)
    return "".join(_nested(found))


def _is_nested(block: Block) -> bool:
    return bool(block.labels or block.quotes)


def _inline(runs: Runs) -> str:
    shown = []
    for run in runs:
        text = escape(run.text).replace("\n", "<br>")
        text = _formula(run.formula) or _GAP.sub(_gap_place, text)
        if run.reading:
            text = ruby_html(text, escape(run.reading))
        for mark, tag in _TAGS.items():
            if mark in run.marks:
                text = f"<{tag}>{text}</{tag}>"
        if "image" in run.marks:
            text = f'<span class="image">{text}</span>'
        if run.link:
            address = escape(_GAP_SIGNS.sub("", run.link), quote=True)
            text = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{text}</a>'
        shown.append(text)
    return "".join(shown)


def _nested(found: Sequence[Block]) -> Iterator[str]:
    """The blocks with the quotations and lists they are in."""
    quotes = 0
    open_lists: list[str] = []
    """The tag of each list that is open, the outermost first."""
    for block in found:
        depth = block.begun
        if block.quotes != quotes:
            depth = 0
        # An item of the same sort goes on in the list that is still open at its depth.
        keeps = depth
        if len(block.labels) > depth < len(open_lists):
            keeps += open_lists[depth] == _list_of(block.labels[depth])
        while len(open_lists) > keeps:
            yield f"</li></{open_lists.pop()}>"
        while quotes > block.quotes:
            quotes -= 1
            yield "</blockquote>"
        while quotes < block.quotes:
            quotes += 1
            yield "<blockquote>"
        for level in range(depth, len(block.labels)):
            label = block.labels[level]
            if level < len(open_lists):
                yield "</li>"
            else:
                open_lists.append(_list_of(label))
                side = ' dir="rtl"' if from_right(_text(block.runs)) else ""
                yield f"<{open_lists[-1]}{_CLASS.get(label[:1], '')}{side}>"
            yield f"<li{_value(label)}>"
        yield _block(block)
    yield "".join(f"</li></{tag}>" for tag in reversed(open_lists))
    yield "</blockquote>" * quotes


_CLASS = {"[": ' class="notes"'}


def _list_of(label: str) -> str:
    return "ul" if label == "•" else "ol"


def _value(label: str) -> str:
    number = _NUMBER.fullmatch(label.strip("[]") + ("." if label.startswith("[") else ""))
    return f' value="{int(number[1])}"' if number else ""


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"<h4{_side(block.runs)}>{_inline(block.runs)}</h4>"
        case "code":
            return f"<pre><code>{_plain(block.runs)}</code></pre>"
        case "mathematics":
            if shown := _formula(block.runs[0].formula, display=True):
                return f'<div class="mathematics">{shown}</div>'
            # Laid out in rows, which must stay below each other.
            return f'<pre class="mathematics">{_plain(block.runs)}</pre>'
        case "rule":
            return "<hr>"
        case "table":
            return "".join(_table(block))
        case _:
            return f"<p{_side(block.runs)}>{_inline(block.runs)}</p>"


def _side(runs: Runs) -> str:
    """Lets the text itself decide at which side it begins, where that may be the right."""
    return ' dir="auto"' if has_from_right(_text(runs)) else ""


def _formula(latex: str, *, display: bool = False) -> str:
    """A formula without gaps as MathML; "" where its text must do."""
    if not latex or _GAP_SIGNS.search(latex):
        return ""
    return mathml(latex, display=display) or ""


def _plain(runs: Runs) -> str:
    return _GAP.sub(_gap_place, escape(_text(runs)))


def _gap_place(found: re.Match[str]) -> str:
    return f'<span class="gap" data-gap="{found[1]}"></span>'


def _table(block: Block) -> Iterator[str]:
    yield '<div class="table"><table>'
    for number, row in enumerate(block.rows):
        cell = "td" if number else "th"
        yield "<tr>"
        for runs, side in zip(row, block.alignments, strict=False):
            yield f'<{cell} class="{side}"{_side(runs)}>{_inline(runs)}</{cell}>'
        yield "</tr>"
    yield "</table></div>"
