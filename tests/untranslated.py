"""What of a message would be said in English to whoever reads Chinese."""

from __future__ import annotations

from functools import cache

import polib

from studykit.language.message import Message
from tests.messages import CATALOGUES


@cache
def _translated() -> frozenset[tuple[str, str]]:
    """The sentences that every catalogue has, each with its context."""
    known = [
        {(e.msgctxt or "", e.msgid) for e in polib.pofile(str(file)) if e.translated()}
        for file in CATALOGUES
    ]
    return frozenset.intersection(*map(frozenset, known))


def english_in(text: object) -> list[str]:
    """Patterns in a message that lack a translation, and sentences of ours among its values
    that were filled in as English."""
    if not isinstance(text, str):  # A number, or what an author wrote where a word belongs.
        return []
    if not isinstance(text, Message):
        # One word may well be an author's.
        return [text] if " " in text and ("", text) in _translated() else []
    found = [english for value in text.values.values() for english in english_in(value)]
    if text and (text.context, text.pattern) not in _translated():
        found.append(text.pattern)
    return found
