"""Markdown decks of hashcards: `Q:` and `A:`, or `C:` with gaps in square brackets.

A card ends where the next begins, or at a line `---`. The name of a deck may stand in front as
TOML between two such lines.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from studykit.formats.bank_draft import draft_of
from studykit.formats.bank_text import LARGEST, bank_text, one_paragraph
from studykit.formats.exchange import Bank, Item, Loss
from studykit.language.message import Message
from studykit.questions.gaps import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.formats.bank_draft import BankDraft
    from studykit.formats.base import Options, Source

_TAG = re.compile(r"([QAC]):(.*)", re.DOTALL)
_RULE = "---"
_FIRST = re.compile(
    r"Q:(?:(?!\n[B-Z]:).)*?\nA:(?![^\n]*\n[BD-PR-Z]:)|C:[^\n]*(?:\n(?![QAC]:)[^\n]*)*?\[",
    re.DOTALL,
)
"""A first card; options behind letters are an exam."""
_SIGN = re.compile(r"\\(.)|(!\[[^\]]{0,500}\])|(\[)|(\])", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]{0,500}\]\(([^)\s]{1,500})[^)]{0,500}\)")


class HashcardsFormat:
    """Decks of hashcards, in."""

    name = "hashcards"
    largest = LARGEST + 1

    def recognises(self, source: Source) -> bool:
        """Whether the text begins with a card, whose name may stand before it."""
        text = source.data[:20_000].decode("utf-8-sig", "replace").replace("\r\n", "\n")
        return bool(_FIRST.match(_headed(text)[1].lstrip()))

    def read(self, sources: Sequence[Source], options: Options) -> BankDraft:
        """Make a course of the cards, a lesson for each deck.

        Raises:
            FormatError: a file cannot be read, or holds no card.
        """
        bank = Bank()
        for source in sources:
            text = bank_text(source, options.encoding)
            deck, body = _headed(text)
            skipped = text.count("\n") - body.count("\n")
            for line, parts in _cards(body, skipped):
                _read(bank, source.name, deck or PurePath(source.name).stem, line, parts)
        return draft_of(bank, options)


def _headed(text: str) -> tuple[str, str]:
    """The name of the deck where the head says it, and the rest of the text."""
    lines = text.split("\n")
    if lines[0].strip() != _RULE:
        return "", text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == _RULE), 0)
    if not end:
        return "", text
    try:
        head = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError:
        return "", text
    name = head.get("name")
    return (name if isinstance(name, str) else ""), "\n".join(lines[end + 1 :])


def _cards(text: str, skipped: int) -> Iterator[tuple[int, dict[str, str]]]:
    """The texts of each card by their letters, with the line where it begins."""
    parts: dict[str, str] = {}
    letter, begin = "", 0
    for number, line in enumerate(text.split("\n"), start=skipped + 1):
        tag = _TAG.fullmatch(line)
        if line.strip() == _RULE or (tag and (tag[1] != "A" or "Q" not in parts)):
            if parts:
                yield begin, parts
            parts, letter, begin = {}, "", number
        if tag:
            letter = tag[1]
            parts[letter] = parts.get(letter, "") + tag[2]
        elif letter and line.strip() != _RULE:
            parts[letter] += f"\n{line}"
    if parts:
        yield begin, parts


def _read(bank: Bank, file: str, deck: str, line: int, parts: dict[str, str]) -> None:
    texts = {letter: text.strip() for letter, text in parts.items()}
    label = one_paragraph(next(filter(None, texts.values()), ""))[:48]
    fields: dict[str, Any]
    if "C" in texts:
        fields = {"cloze": _with_gaps(texts["C"])}
    elif texts.get("Q") and texts.get("A"):
        fields = {"front": texts["Q"], "back": texts["A"]}
    else:
        lacking = (
            Message("It has no answer.") if texts.get("Q") else Message("It has no question.")
        )
        bank.losses.append(Loss(label, lacking, True, file, line))
        return
    bank.items.append(Item("card", fields, deck, line, file))
    for name in dict.fromkeys(_PICTURE.findall("\n".join(texts.values()))):
        reason = Message("The file {name} is not carried over.", name=name)
        bank.losses.append(Loss(label, reason, False, file, line))


def _with_gaps(text: str) -> str:
    """A text with our gaps; brackets of pictures and escaped ones stand for themselves."""
    out, gap, at = "", None, 0
    for sign in _SIGN.finditer(text):
        piece = text[at : sign.start()]
        at = sign.end()
        if sign[1] or sign[2]:
            piece += sign[1] if sign[1] in {"[", "]"} else sign[0]
        elif sign[3] and gap is None:
            out, piece, gap = out + piece, "", ""
        elif sign[4] and gap is not None:
            out, piece, gap = out + "{{" + escaped((gap + piece).strip()) + "}}", "", None
        else:
            piece += sign[0]
        if gap is None:
            out += piece
        else:
            gap += piece
    rest = text[at:]
    return out + rest if gap is None else f"{out}[{gap}{rest}"
