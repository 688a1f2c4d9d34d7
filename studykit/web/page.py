"""The player's file: one HTML page that holds the program, its style and a course."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.formats.exchange import Exported
from studykit.language.catalogue import languages
from studykit.language.words import Words
from studykit.progress.store.version import PROFILE_FORMAT, VERSION
from studykit.text.ruby import without_ruby
from studykit.web.course_data import course_data
from studykit.web.sentences import player_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Edition

BUILT = Path(__file__).with_name("built")
"""What the sources in `player/` are built into."""
_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


class PlayerFormat:
    """What `--to html` writes."""

    name = "html"
    suffix = ".html"

    def write(self, editions: Sequence[Edition]) -> Exported:
        """The page with all editions of a course that have lessons, the first one first."""
        return player_page([edition for edition in editions if edition.lessons])


def player_page(editions: Sequence[Edition]) -> Exported:
    """The page with these editions of a course; there is at least one."""
    course = course_data(editions)
    first = editions[0]
    words = Words(first.language)
    data = {
        "course": course.data,
        "words": {tag: player_sentences(Words(tag)) for tag in languages()},
        "profile": {"format": PROFILE_FORMAT, "version": VERSION},
    }
    script = (BUILT / "player.js").read_text(encoding="utf-8")
    style = (BUILT / "player.css").read_text(encoding="utf-8")
    policy = _POLICY.format(script=_digest(script), style=_digest(style))
    needs_script = words("This page needs JavaScript, which is switched off.")
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(first.language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(without_ruby(first.title))}</title><style>{style}</style></head><body>",
        f'<div id="player"></div><noscript><p>{escape(needs_script)}</p></noscript>',
        f'<script type="application/json" id="data">{_in_script(data)}</script>',
        f"<script>{script}</script></body></html>",
        "",
    ]
    return Exported("\n".join(lines).encode(), course.items, course.losses)


def _in_script(data: Any) -> str:
    """JSON in which nothing can end the element it stands in, or begin a comment there."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.encode("utf-8", "backslashreplace").decode()


def _digest(text: str) -> str:
    digest = sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
