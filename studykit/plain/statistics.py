"""The statistics told line by line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from studykit.analytics.figures import HISTORY, PAGES, as_text, page
from studykit.analytics.history import History, history
from studykit.analytics.statistics import statistics_of

if TYPE_CHECKING:
    from studykit.content.course import Edition
    from studykit.learner.learner import Learner
    from studykit.plain.talk import Talk


class Reader:
    """A learner's state and history; the latter is read when something first asks for it,
    since a long one takes a while."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner

    @cached_property
    def history(self) -> dict[str, History]:
        """What the reviews of each course tell.

        Raises:
            ProfileError: it cannot be read.
        """
        return history(self.learner.history(), self.learner.clock.zone())


def tell_statistics(talk: Talk, edition: Edition, reader: Reader) -> None:
    """Tell the figures of a course, each as soon as it is known.

    Raises:
        ProfileError: the history cannot be read.
    """
    words = talk.words
    statistics = statistics_of(edition, reader.learner.state, reader.learner.now())
    if not statistics.days:
        talk.say(page("days", statistics, History(), words).empty)
        talk.say()
        return
    for name in PAGES:
        history = reader.history.get(edition.id) if name in HISTORY else None
        for line in as_text(page(name, statistics, history or History(), words)):
            talk.say(line)
        talk.flush()
