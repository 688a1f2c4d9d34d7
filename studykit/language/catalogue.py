"""The catalogues of the interface: one gettext file of translations for each language.

English is the language of the source and has no file. `locale/zh_Hant/LC_MESSAGES/studykit.po`
makes Traditional Chinese a language of the interface; nothing else names it.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = "en"
LOCALE = Path(__file__).parent / "locale"
_TRADITIONAL = {"tw", "hk", "mo"}
"""Regions where Chinese without a script is Traditional; elsewhere it is Simplified."""


@cache
def languages() -> tuple[str, ...]:
    """The languages of the interface, as tags such as `zh-Hant`; English first."""
    folders = sorted(
        file.parent.parent.name for file in LOCALE.glob("*/LC_MESSAGES/studykit.po")
    )
    return (SOURCE, *(folder.replace("_", "-") for folder in folders))


def supported(tag: str) -> str | None:
    """The language of the interface for a reader of `tag`, such as `zh-TW` or `en_GB`; None
    where there is none."""
    parts = tag.replace("_", "-").casefold().split("-")
    if parts[0] == "zh":
        script = "hant" if _TRADITIONAL & set(parts) else "hans"
        parts = ["zh", next((part for part in parts if part in ("hant", "hans")), script)]
    known = {language.casefold(): language for language in languages()}
    return known.get("-".join(parts)) or known.get(parts[0])


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The translations into one of `languages()`."""
    if language == SOURCE:
        return gettext.NullTranslations()
    file = LOCALE / language.replace("-", "_") / "LC_MESSAGES" / "studykit.po"
    with file.open("rb") as opened:
        return PoTranslations(opened)


class PoTranslations(gettext.GNUTranslations):
    """A catalogue read from the `.po` file itself.

    It takes about as long as reading the compiled form, and no compiled file can be missing
    or out of date.
    """

    _catalog: dict[str | tuple[str, int], str]
    plural: Callable[[int], int]

    def _parse(self, fp: Any) -> None:
        """Fill the catalogue; entries that are empty or marked as fuzzy count as missing."""
        self._catalog = {}
        self.plural = _one_or_more
        for entry in fp.read().decode("utf-8").split("\n\n"):
            self._add(entry)
        header = self._catalog.pop("", "")
        for line in header.split("\n"):
            name, _, value = line.partition(":")
            if name == "Plural-Forms":
                self.plural = gettext.c2py(value.partition("plural=")[2].strip("; "))

    def _add(self, entry: str) -> None:
        fields: dict[str, str] = {}
        field = ""
        for line in entry.split("\n"):
            if line.startswith('"'):
                fields[field] += line[1:-1]
            elif line.startswith("msg"):
                field, _, text = line.partition(" ")
                fields[field] = text[1:-1]
            elif line.startswith("#, ") and "fuzzy" in line:
                return
        if "msgid" not in fields:
            return
        source = _unescaped(fields.pop("msgid"))
        if (context := fields.pop("msgctxt", None)) is not None:
            source = f"{_unescaped(context)}\x04{source}"
        for field, text in fields.items():
            if text and field == "msgstr":
                self._catalog[source] = _unescaped(text)
            elif text and field.startswith("msgstr["):
                self._catalog[source, int(field[7:-1])] = _unescaped(text)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    text = text.replace("\\\\", "\0").replace('\\"', '"')
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")


def _one_or_more(n: int) -> int:
    return int(n != 1)
