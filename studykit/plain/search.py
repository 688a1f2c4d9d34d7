"""Searching a course in line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.commands import hear, not_understood
from studykit.plain.prose import plain_text
from studykit.study.search import Search

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.learner.learner import Learner
    from studykit.plain.talk import Talk
    from studykit.study.search import Hit

_MOST = 20


def search_course(talk: Talk, edition: Edition, learner: Learner) -> Hit | None:
    """Ask for words until a place that has them is chosen; None when the learner goes back.

    Raises:
        Left: the learner quits.
    """
    words, search = talk.words, Search(edition, learner=learner)
    while True:
        query = hear(talk, words("Search for; Enter goes back")).text
        if not query:
            return None
        hits = search(query, _MOST)
        if not hits:
            talk.say(words("Nothing has these words."))
            continue
        for number, hit in enumerate(hits, start=1):
            talk.say(f"{number}. {plain_text(hit.title)}", 2)
            talk.say(plain_text(hit.snippet), 5)
        while text := hear(talk, words("The number to open; Enter searches again")).text:
            if text.isdecimal() and 1 <= int(text) <= len(hits):
                return hits[int(text) - 1]
            talk.say(not_understood(talk, text))
