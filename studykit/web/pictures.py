"""The pictures of a text, put into the page itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.content.pictures import address_of_content
from studykit.text.markdown import pictures
from studykit.web.rich_text import html

if TYPE_CHECKING:
    from pathlib import Path

_IMAGE = re.compile(r'<span class="image">([^<]*)</span>')


def with_pictures(text: str, folder: Path) -> str:
    """The HTML of a text with its pictures from the course's `folder`; of one that is missing,
    of no known kind or too large, the alternative text."""
    shown, named = html(text), pictures(text)
    if len(_IMAGE.findall(shown)) != len(named):
        return shown
    addresses = iter(named)

    def picture(found: re.Match[str]) -> str:
        data = address_of_content(next(addresses)[1], folder)
        return f'<img src="{data}" alt="{found[1]}">' if data else found[0]

    return _IMAGE.sub(picture, shown)
