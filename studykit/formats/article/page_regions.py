"""The parts of a page that are no article, by what the page calls them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = {"nav": "navigation", "footer": "footer", "form": "form", "aside": "beside the article"}
_ROLES = {
    "navigation": "navigation",
    "contentinfo": "footer",
    "complementary": "beside the article",
    "search": "form",
    "dialog": "notice",
    "alertdialog": "notice",
}
_NAMES = (
    ("comments", r"comments?|comment-?list|respond|disqus|replies|discuss\w*"),
    ("references", r"reflist|references|footnotes?|citations?|bibliography|mw-references\w*"),
    ("sharing", r"share|sharing|sharedaddy|social|addthis\w*|share-?\w*|social-?\w*"),
    ("related", r"related|recommend\w*|read-?more|more-?from|you-?may-?like|outbrain|taboola"),
    (
        "navigation",
        r"nav|navbar|navbox|navigation|menu|breadcrumbs?|toc|table-of-contents|sidebar|catlinks"
        r"|pager|pagination|skip-?link|mw-jump-link|mw-editsection|tags?-?list|hatnote|noprint"
        r"|vertical-navbox|sistersitebox|mw-indicators|printfooter|interlanguage\w*|vector-\w+",
    ),
    ("infobox", r"infobox\w*|metadata|ambox"),
    ("footer", r"footer|copyright|legal|colophon|site-?footer|page-?footer"),
    ("advertisement", r"ads?|advert\w*|sponsor\w*|promo\w*|newsletter\w*|subscribe\w*|paywall"),
    ("notice", r"cookie\w*|consent\w*|modal|popup|overlay"),
    ("author", r"author-?(?:bio|box|info)|byline|about-?author"),
)
_PATTERNS = [(kind, re.compile(rf"(?:{pattern})$", re.IGNORECASE)) for kind, pattern in _NAMES]
_MOST_TEXT = 0.4
"""Share of the paragraphs above which a part is no mere side matter, whatever its name."""


def region_of(element: HtmlElement, paragraphs: int) -> str:
    """What kind of side matter an element is by its tag, role, id or classes; else empty.

    `paragraphs` is how many characters all paragraphs of the page have.
    """
    kind = _TAGS.get(element.tag) or _ROLES.get(element.get("role") or "") or ""
    if not kind and element.tag not in ("html", "body", "main", "article", "p", "a", "pre"):
        words = f"{element.get('id') or ''} {element.get('class') or ''}".split()
        kind = next((k for word in words for k, named in _PATTERNS if named.match(word)), "")
    if kind:
        own = sum(len(p.text_content()) for p in element.iter("p"))
        if own > 400 and own > _MOST_TEXT * paragraphs:
            return ""  # sites name things as they like
    return kind
