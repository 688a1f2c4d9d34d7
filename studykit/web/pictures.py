"""The pictures of a text, put into the page itself."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from studykit.content.pictures import LARGEST, picture_facts, picture_file
from studykit.text.markdown import pictures
from studykit.web.rich_text import html

if TYPE_CHECKING:
    from pathlib import Path

_IMAGE = re.compile(r'<span class="image">([^<]*)</span>')
_HEAD = 65_536
_MEDIA = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WebP": "image/webp",
    "SVG": "image/svg+xml",
}


def with_pictures(text: str, folder: Path) -> str:
    """The HTML of a text with its pictures from the course's `folder`; of one that is missing,
    of no known kind or too large, the alternative text."""
    shown, named = html(text), pictures(text)
    if len(_IMAGE.findall(shown)) != len(named):
        return shown
    addresses = iter(named)

    def picture(found: re.Match[str]) -> str:
        data = _data(next(addresses)[1], folder)
        return f'<img src="{data}" alt="{found[1]}">' if data else found[0]

    return _IMAGE.sub(picture, shown)


def _data(address: str, folder: Path) -> str:
    """A picture as an address that holds it; "" where it cannot be shown."""
    file = picture_file(address, folder)
    try:
        if file is None or not file.is_file() or file.stat().st_size > LARGEST:
            return ""
        data = file.read_bytes()
    except OSError:
        return ""
    facts = picture_facts(data[:_HEAD])
    if facts is None or facts.kind not in _MEDIA:
        return ""
    return f"data:{_MEDIA[facts.kind]};base64,{base64.b64encode(data).decode()}"
