"""Random events of a learner, such as the program records them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from studykit.progress import events as make
from studykit.progress.store import Profile
from studykit.scheduling.days import moment
from tests.progress.learning import answered, reviewed, started, submitted

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from studykit.scheduling.days import Moment

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
_CHINESE = "妙瓦底電詐園區🙂"


class Learner:
    """Makes events one after another; `minutes` is the learner's clock."""

    def __init__(self, dice: random.Random, name: str = "") -> None:
        self.dice = dice
        self.name = name
        self.minutes = 0.0
        self.made: list[dict[str, Any]] = []
        self._attempts = 0

    def now(self) -> Moment:
        """The learner's present moment."""
        return moment(START + timedelta(minutes=self.minutes), UTC)

    def event(self) -> dict[str, Any]:
        """The next thing the learner does."""
        self.minutes += self.dice.choice([0.001, 0.2, 1, 30, 900])
        event = self._event(self.now())
        self.made.append(event)
        return event

    def events(self, most: int = 3) -> list[dict[str, Any]]:
        """A few events, recorded at once."""
        return [self.event() for _ in range(self.dice.randint(1, most))]

    def _event(self, now: Moment) -> dict[str, Any]:
        dice = self.dice
        number, attempt = dice.randrange(12), f"{self.name}try{self._attempts}"
        match dice.randrange(9):
            case 0:
                return make.section_read(now, "course", f"s{number}")
            case 1:
                return make.place_kept(now, "course", "lesson", f"s{number}", number)
            case 2:
                return make.question_answered(
                    now,
                    "course",
                    f"q{number}",
                    response="".join(dice.choices(_CHINESE, k=3)),
                    score=dice.choice([0.0, 0.5, 1.0]),
                    verdict="partial",
                    seconds=1.5,
                )
            case 3:
                self._attempts += 1
                mode = dice.choice(["exam", "practice"])
                return started(now, f"{self.name}try{self._attempts}", mode)
            case 4:
                return answered(now, dice.choice("qrs"), dice.choice([None, 0.0, 1.0]), attempt)
            case 5:
                return submitted(now, {"q": 1.0, "r": 0.5, "s": 0.0}, attempt)
            case 6:
                return make.setting_changed(now, f"key{number}", dice.choice([None, 1, "值"]))
            case 7 if self.made:
                return make.undo(now, dice.choice(self.made[-5:])["id"])
            case _:
                return reviewed(now, f"card{number}", dice.randint(1, 4))


def study(path: Path, learner: Learner, sessions: int = 1) -> None:
    """Some sessions of a learner, each ended as it should be."""
    for _ in range(sessions):
        with Profile.open(path) as profile:
            assert not profile.read_only
            for _ in range(learner.dice.randint(1, 4)):
                profile.record(learner.events())
