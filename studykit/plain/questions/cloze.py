"""A text with gaps, filled one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.commands import hear
from studykit.plain.prose import plain_text
from studykit.plain.questions.face import Face
from studykit.plain.questions.lines import letter, letters
from studykit.plain.talk import OutOfTime
from studykit.questions.cloze import Cloze
from studykit.questions.gaps import Gap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.plain.commands import Command
    from studykit.study.answering import Asking


class ClozeFace(Face[Cloze]):
    """A prompt for each gap."""

    @property
    def how(self) -> str:
        """What belongs in the gap."""
        return self.talk.words("Type what belongs in each gap, or the letter in front of it.")

    def show(self, asking: Asking) -> None:
        """The text, its gaps numbered."""
        shown, number = "", 0
        for part in self.question.parts:
            if isinstance(part, Gap):
                number += 1
                shown += f"[{number}: {part.hint or '…'}]"
            else:
                shown += part
        self.talk.say(plain_text(shown))

    def ask(
        self, asking: Asking, commands: Sequence[Command], enter: str, keep: Callable[[], None]
    ) -> str:
        """Ask gap by gap. A gap can be left open, all of them cannot."""
        talk, gap = self.talk, 0
        while gap < len(asking.choices):
            offered = asking.choices[gap]
            self.list(offered)
            prompt = talk.words("Gap {n} (? helps)", n=gap + 1)
            try:
                command, text = hear(
                    talk, prompt, commands, how=self.how, letters=letters(len(offered))
                )
            except OutOfTime as out:
                late = _chosen(out.text, offered) if offered else out.text
                if late:
                    asking.write(late, gap)
                raise
            if command == "hint":
                self.hint(asking)
                continue
            if command:
                return command
            if not text and enter and gap == 0:
                return enter
            if text and offered:
                text = _chosen(text, offered)
                if not text:
                    talk.say(self.how)
                    continue
            if text:
                asking.write(text, gap)
                keep()
            gap += 1
            if gap == len(asking.choices) and not asking.answered:
                talk.say(self.how)
                gap = 0
        return ""


def _chosen(text: str, offered: Sequence[str]) -> str:
    """The offered word that `text` names by letter, number or itself; "" when none."""
    for n, word in enumerate(offered):
        if text.casefold() in (letter(n), str(n + 1), word.casefold()):
            return word
    return ""
