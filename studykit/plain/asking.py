"""Asking one question, of any type, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studykit.plain.answers import letter, places, take
from studykit.plain.commands import Command, hear
from studykit.plain.prose import plain_text
from studykit.questions.gaps import Gap, split_gaps
from studykit.questions.grade import response_text
from studykit.questions.models import (
    Categorize,
    Cloze,
    Matching,
    MultipleChoice,
    Numerical,
    OpenResponse,
    Ordering,
    SingleChoice,
    TrueFalse,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.plain.talk import Talk
    from studykit.study.answering import Asking

_LETTERED = (SingleChoice, MultipleChoice, Matching, Categorize)


def show_question(talk: Talk, asking: Asking) -> None:
    """Say the stem and what there is to choose from; also what was answered before."""
    question, words = asking.question, talk.words
    if question.stem:
        talk.say(plain_text(question.stem))
    match question:
        case SingleChoice() | MultipleChoice():
            _list(talk, [question.options[n].text for n in asking.order])
        case TrueFalse():
            _list(talk, [words("True"), words("False")])
        case Cloze():
            talk.say(plain_text(_with_gaps(question.text)))
        case Ordering():
            _list(talk, [question.items[n] for n in asking.order], numbers=True)
        case Matching():
            _list(talk, [pair.left for pair in question.pairs], numbers=True)
            talk.say()
            _list(talk, [question.rights[n] for n in asking.order])
        case Categorize():
            _list(talk, [question.items[n] for n in asking.order], numbers=True)
            talk.say()
            _list(talk, list(question.categories))
        case _:
            pass
    for hint in asking.hints_shown:
        talk.say(words("Hint: {text}", text=plain_text(hint)))
    if asking.answered:
        given = answer_text(talk, asking.question, asking.response)
        talk.say(words("Your answer: {text}", text=given))


def answer_text(talk: Talk, question: Any, response: Any) -> str:
    """A response in words, on one line."""
    if isinstance(question, TrueFalse):
        return talk.words("True") if response else talk.words("False")
    return plain_text(response_text(question, response)).replace("\n", "; ")


def _list(talk: Talk, texts: Sequence[str], *, numbers: bool = False) -> None:
    for n, text in enumerate(texts):
        name = f"{n + 1}." if numbers else f"{letter(n)})"
        talk.say(f"{name} {plain_text(text)}".replace("\n", " "), 2)


def _with_gaps(text: str) -> str:
    shown, number = "", 0
    for part in split_gaps(text):
        if isinstance(part, Gap):
            number += 1
            shown += f"[{number}: {part.hint}]" if part.hint else f"[{number}: …]"
        else:
            shown += part
    return shown


def ask(
    talk: Talk,
    asking: Asking,
    commands: Sequence[Command] = (),
    *,
    enter: str = "",
    hints: bool = True,
) -> str:
    """Let the learner answer; the question was shown before.

    Returns "" once there is an answer, or the word of one of `commands`. `enter` is the
    command that an empty line stands for, where it stands for one. `hints`: whether hints are
    offered.

    Raises:
        Left: the learner quits, or there are no more answers.
    """
    offered = list(commands)
    if hints and asking.question.hints:
        offered.insert(0, Command("hint", talk.words("show one hint more")))
    match asking.question:
        case Cloze():
            return _ask_gaps(talk, asking, offered, enter)
        case OpenResponse():
            return _ask_open(talk, asking, offered, enter)
        case _:
            return _ask_line(talk, asking, offered, enter)


def _ask_line(talk: Talk, asking: Asking, commands: Sequence[Command], enter: str) -> str:
    how, letters = how_to_answer(talk, asking), _letters(asking)
    typed = not letters and not isinstance(asking.question, Ordering)
    while True:
        command, text = hear(
            talk, talk.words("Answer (? helps)"), commands, how=how, letters=letters
        )
        if command == "hint":
            _hint(talk, asking)
        elif command:
            return command
        elif not text and enter:
            return enter
        elif typed and text:
            asking.write(text)
            return ""
        elif text and take(asking, text):
            return ""
        else:
            talk.say(how)


def _ask_gaps(talk: Talk, asking: Asking, commands: Sequence[Command], enter: str) -> str:
    how = how_to_answer(talk, asking)
    gap = 0
    while gap < len(asking.choices):
        offered = asking.choices[gap]
        _list(talk, offered)
        command, text = hear(
            talk,
            talk.words("Gap {n} (? helps)", n=gap + 1),
            commands,
            how=how,
            letters=[letter(n) for n in range(len(offered))],
        )
        if command == "hint":
            _hint(talk, asking)
            continue
        if command:
            return command
        if not text and enter and gap == 0:
            return enter
        if text and offered:
            text = _chosen(text, offered)
            if not text:
                talk.say(how)
                continue
        if text:
            asking.write(text, gap)
        gap += 1
        if gap == len(asking.choices) and not asking.answered:
            talk.say(how)
            gap = 0
    return ""


def _chosen(text: str, offered: Sequence[str]) -> str:
    """The offered word that `text` names by letter, number or itself; "" when none."""
    for n, word in enumerate(offered):
        if text.casefold() in (letter(n), str(n + 1), word.casefold()):
            return word
    return ""


def _ask_open(talk: Talk, asking: Asking, commands: Sequence[Command], enter: str) -> str:
    how = how_to_answer(talk, asking)
    lines: list[str] = []
    while True:
        prompt = talk.words("Answer (? helps)") if not lines else talk.words("Next line")
        # Once the text is begun, its lines are text whatever they say.
        if lines:
            command, text = "", talk.ask(prompt)
        else:
            command, text = hear(talk, prompt, commands, how=how)
        if command == "hint":
            _hint(talk, asking)
        elif command:
            return command
        elif text:
            lines.append(text)
        elif lines:
            asking.write("\n".join(lines))
            return ""
        elif enter:
            return enter
        else:
            talk.say(how)


def compare_with_model(talk: Talk, asking: Asking) -> None:
    """Show the model answer of an open response, and ask which key points were made."""
    question, words = asking.question, talk.words
    if not isinstance(question, OpenResponse):
        return
    asking.revealed = True
    talk.say(words("Model answer: {text}", text=plain_text(question.model_answer)))
    talk.say(words("Key points:"))
    _list(talk, question.key_points, numbers=True)
    how = words("Type the numbers of the key points you made, or 0 for none of them.")
    while True:
        _, text = hear(talk, words("Which did your answer make?"), how=how)
        numbers = text.replace(",", " ").replace("、", " ").replace("，", " ").split()
        if numbers == ["0"]:
            return
        if numbers and all(
            n.isdecimal() and 1 <= int(n) <= len(question.key_points) for n in numbers
        ):
            made = {int(n) - 1 for n in numbers}
            for point in sorted(made ^ set(asking.response["ticked"])):
                asking.tick(point)
            return
        talk.say(how)


def _hint(talk: Talk, asking: Asking) -> None:
    hint = asking.next_hint()
    if hint is None:
        talk.say(talk.words("There are no more hints."))
    else:
        talk.say(talk.words("Hint: {text}", text=plain_text(hint)))


def _letters(asking: Asking) -> list[str]:
    """The letters that are answers to the question."""
    if isinstance(asking.question, TrueFalse):
        return ["a", "b", "t", "f"]
    if isinstance(asking.question, Matching | Categorize):
        return [letter(n) for n in range(len(places(asking)[1]))]
    if isinstance(asking.question, _LETTERED):
        return [letter(n) for n in range(len(asking.order))]
    return []


def how_to_answer(talk: Talk, asking: Asking) -> str:
    """A sentence on how a question of this type is answered here."""
    words = talk.words
    match asking.question:
        case SingleChoice():
            return words("Type the letter of one option.")
        case MultipleChoice():
            return words("Type the letters of all right options, such as: a c")
        case TrueFalse():
            return words("Type t for true or f for false.")
        case Numerical(unit=unit) if unit:
            return words("Type a number, with its unit: {unit}", unit=unit)
        case Numerical():
            return words("Type a number.")
        case Cloze():
            return words("Type what belongs in each gap, or the letter in front of it.")
        case Ordering():
            return words("Type all the numbers in the right order, such as: 2 1 3")
        case Matching():
            return words("Type one letter for each number, in order; - leaves one out.")
        case Categorize():
            return words("Type the category's letter for each number; - leaves one out.")
        case OpenResponse():
            return words("Write as many lines as you like; an empty line ends the answer.")
        case _:
            return words("Type a word or a phrase; after = even h or q is an answer.")
