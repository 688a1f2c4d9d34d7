"""The names of a class, from a file."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING, Any

import yaml

from studykit.language.message import Refusal
from studykit.language.system_errors import reason, regular_file

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 1_000_000
_HEADINGS = ("name", "names", "student", "students", "姓名", "學生", "学生")


class ClassListError(Refusal):
    """A file does not say who is in the class."""


def class_list(file: Path) -> list[str]:
    """The names in a file of a class: TOML (`students = ["Lee Ann", …]`), YAML (such a list, or
    `students:` with one), or else CSV or plain text (the first column, with or without a
    heading).

    Raises:
        ClassListError: it cannot be read, or no names are in it.
    """
    try:
        if regular_file(file).st_size > _LARGEST:
            raise ClassListError("{file} is too large for a list of names.", file=file)
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ClassListError(
            "{file} cannot be read: {reason}.", file=file, reason=reason(error)
        ) from None
    except UnicodeDecodeError:
        raise ClassListError("{file} is not in UTF-8: save it as UTF-8.", file=file) from None
    try:
        found = _names(text, file.suffix.lower())
    except (tomllib.TOMLDecodeError, yaml.YAMLError, csv.Error, RecursionError) as error:
        line = " ".join(str(error).split())
        raise ClassListError(
            "{file} cannot be read: {reason}.", file=file, reason=line
        ) from None
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        found = []
    names = [" ".join(name.split()) for name in found if name.strip()]
    if not names:
        raise ClassListError(
            '{file} names no students. Write students = ["Lee Ann", "Wu Ming"] into a .toml '
            "file, or a name on each line of a .csv file.",
            file=file,
        )
    return names


def _names(text: str, suffix: str) -> Any:
    if suffix == ".toml":
        return tomllib.loads(text).get("students")
    if suffix in (".yaml", ".yml"):
        document = yaml.load(text, Loader=yaml.BaseLoader)
        return document.get("students") if isinstance(document, dict) else document
    names = [row[0] for row in csv.reader(text.splitlines()) if row]
    return names[1:] if names and names[0].strip().casefold() in _HEADINGS else names
