"""A free text, and the comparison with the model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.plain.commands import hear
from studykit.plain.prose import plain_text
from studykit.plain.questions.face import Face
from studykit.plain.talk import OutOfTime
from studykit.questions.open_response import OpenResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studykit.plain.commands import Command
    from studykit.study.answering import Asking


class OpenResponseFace(Face[OpenResponse]):
    """Lines up to an empty one."""

    @property
    def how(self) -> str:
        """As many lines as one likes."""
        return self.talk.words(
            "Write as many lines as you like; an empty line ends the answer."
        )

    def ask(
        self, asking: Asking, commands: Sequence[Command], enter: str, keep: Callable[[], None]
    ) -> str:
        """Ask line by line."""
        talk, lines = self.talk, list[str]()
        while True:
            prompt = talk.words("Answer (? helps)") if not lines else talk.words("Next line")
            # Once the text is begun, its lines are text whatever they say.
            try:
                if lines:
                    command, text = "", talk.ask(prompt)
                else:
                    command, text = hear(talk, prompt, commands, how=self.how)
            except OutOfTime as out:
                if out.text:
                    asking.write("\n".join((*lines, out.text)))
                raise
            if command == "hint":
                self.hint(asking)
            elif command:
                return command
            elif text:
                lines.append(text)
                asking.write("\n".join(lines))
                keep()
            elif lines:
                return ""
            elif enter:
                return enter
            else:
                talk.say(self.how)

    def compare(self, asking: Asking) -> None:
        """Show the model answer, and ask which key points the own answer makes."""
        talk, words, points = self.talk, self.talk.words, self.question.key_points
        asking.revealed = True
        talk.say(words("Model answer: {text}", text=plain_text(self.question.model_answer)))
        talk.say(words("Key points:"))
        self.list(points, numbers=True)
        how = words("Type the numbers of the key points you made, or 0 for none of them.")
        while True:
            _, text = hear(talk, words("Which did your answer make?"), how=how)
            numbers = text.replace(",", " ").replace("、", " ").replace("，", " ").split()
            if numbers == ["0"]:
                return
            if numbers and all(n.isdecimal() and 1 <= int(n) <= len(points) for n in numbers):
                chosen = {int(n) - 1 for n in numbers}
                for point in sorted(chosen ^ set(asking.response["ticked"])):
                    asking.tick(point)
                return
            talk.say(how)
