"""The learner's own file, `config.toml`, and beside it `class.toml`, which a class handed out.

Each statement is read by itself, so that a wrong line is named with its place and the others
are used. What the learner changes in the program is in the profile and comes before both files;
`config.toml` comes before `class.toml`.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from studykit.language.message import Message, Refusal, in_a_row, listed
from studykit.language.system_errors import reason
from studykit.learner.settings import SETTINGS, Beneath, checked, read_value
from studykit.learner.themes import COLOURS, LEAST_CONTRAST, PALETTES, Palette, is_colour
from studykit.progress.store.files import open_regular
from studykit.text.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONFIG_FILE, CLASS_FILE = "config.toml", "class.toml"
_SECTIONS = ("settings", "keys", "themes")
_MOST_BYTES = 200_000
_MOST_LINES = 100
"""Lines of one statement."""
_MOST_NOTICES = 3
_SEVERAL_LINES = re.compile(r"""[^=]*=\s*(\[|\{|\"{3}|'{3})""")


class Wrong(NamedTuple):
    """Something in a file that is not used. `line` and `column` count from 1, columns in
    characters; both are 0 where it is about the whole file."""

    file: Path
    line: int
    column: int
    message: Message
    """What is wrong and what to do."""

    @property
    def line_of_text(self) -> Message:
        """The problem with its place."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else str(self.file)
        return Message("{place}: {text}", place=place, text=self.message)


class Entry(NamedTuple):
    """A value of a file."""

    file: Path
    line: int
    column: int
    value_column: int
    path: tuple[str, ...]
    """The names that lead to it: `("settings", "new_per_day")`."""
    value: Any
    source: Literal["config", "class"]

    def wrong(self, *sentences: Message, value: bool = False) -> Wrong:
        """What is wrong with its name, or with its `value`."""
        column = self.value_column if value else self.column
        return Wrong(self.file, self.line, column, in_a_row(*sentences))


@dataclass
class Config:
    """What stands in both files."""

    path: Path
    """Where `config.toml` is, or would be."""
    entries: list[Entry] = field(default_factory=list)
    """Those of `config.toml` first, each file's in its order, whatever their values are."""
    settings: dict[str, Beneath] = field(default_factory=dict)
    """The settings that can be used."""
    themes: dict[str, Palette] = field(default_factory=dict)
    """Own themes that can be used."""
    wrong: list[Wrong] = field(default_factory=list)
    """What is not used; whoever reads a section adds to it."""

    @property
    def class_path(self) -> Path:
        """Where `class.toml` is, or would be."""
        return self.path.with_name(CLASS_FILE)

    def section(self, name: str) -> list[Entry]:
        """The entries of a section, the strongest first."""
        return [entry for entry in self.entries if entry.path[0] == name]


def config_path() -> Path:
    """Where `config.toml` is: `STUDYKIT_CONFIG`, else in the platform's folder for a user's
    configuration."""
    if chosen := os.environ.get("STUDYKIT_CONFIG"):
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("studykit", appauthor=False) / CONFIG_FILE


def read_config(file: Path | None = None) -> Config:
    """What stands in a file alone; with None, in the learner's own and in `class.toml` beside
    it. Of these a file that is missing is as an empty one."""
    config = Config(file or config_path())
    _read_file(config.path, "config", config)
    if file is None and config.class_path != config.path:
        _read_file(config.class_path, "class", config)
    _read_themes(config)
    for entry in config.section("settings"):
        _read_setting(entry, config)
    return config


def _read_file(file: Path, source: Literal["config", "class"], config: Config) -> None:
    config.entries += _used(_entries(file, source, config.wrong), config.wrong)


def notices(wrong: list[Wrong]) -> list[Message]:
    """What is wrong, for somebody who wants to study: the first lines, and how many more."""
    lines = [each.line_of_text for each in sorted(wrong)[:_MOST_NOTICES]]
    if more := len(wrong) - len(lines):
        lines.append(
            Message.many(
                more,
                "{n} more line of your configuration is not used; “studykit config check” "
                "names it.",
                "{n} more lines of your configuration are not used; “studykit config check” "
                "names them.",
            )
        )
    return lines


def unknown(entry: Entry, sentence: Message, name: str, known: Iterable[str]) -> Wrong:
    """What is wrong with an entry whose `name` is none of `known`."""
    from studykit.content.diagnostics import did_you_mean

    return entry.wrong(sentence, did_you_mean(name, known))


def _used(entries: Iterable[Entry], wrong: list[Wrong]) -> Iterator[Entry]:
    """Those in a section that there is, each path once."""
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        name = entry.path[0]
        if name in _SECTIONS and len(entry.path) > 1:
            first = seen.setdefault(entry.path, entry)
            if first is entry:
                yield entry
            else:
                already = Message("This is already set in line {line}.", line=first.line)
                wrong.append(entry.wrong(already))
        elif name in SETTINGS:
            here = Message("“{key}” belongs below a line [settings].", key=name)
            wrong.append(entry.wrong(here))
        else:
            sentence = Message("There is no section “{name}”.", name=name)
            wrong.append(unknown(entry, sentence, name, _SECTIONS))


def _read_setting(entry: Entry, config: Config) -> None:
    key = ".".join(entry.path[1:])
    if key not in SETTINGS:
        sentence = Message("There is no setting “{key}”.", key=key)
        config.wrong.append(unknown(entry, sentence, key, SETTINGS))
        return
    setting, value = SETTINGS[key], entry.value
    try:
        # As everywhere else "90%" and "1 10" may be written, in quotation marks.
        read = read_value if isinstance(value, str) else checked
        if key != "theme" or value not in config.themes:
            value = read(setting, value)
    except Refusal as refusal:
        config.wrong.append(entry.wrong(refusal.message, value=True))
    else:
        config.settings.setdefault(key, Beneath(value, entry.source))


def _read_themes(config: Config) -> None:
    """The themes of which every line can be used and every text be read."""
    lines: dict[str, dict[str, Entry]] = {}
    for entry in config.section("themes"):
        name, *colour = entry.path[1:]
        lines.setdefault(name, {}).setdefault(".".join(colour), entry)
    for name, own in lines.items():
        wrong = list(_wrong_lines(name, own)) or list(_unreadable_texts(own))
        config.wrong += wrong
        if not wrong:
            config.themes[name] = _palette(own)


def _wrong_lines(name: str, own: dict[str, Entry]) -> Iterator[Wrong]:
    if name in PALETTES or not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        sentence = Message(
            "A theme is called by small letters, digits, - and _, and not as one that is there "
            "already: not “{name}”.",
            name=name,
        )
        yield next(iter(own.values())).wrong(sentence)
    for colour, entry in own.items():
        if colour == "base":
            if entry.value not in tuple(PALETTES):
                known = listed(PALETTES)
                sentence = Message("The base of a theme is one of {known}.", known=known)
                yield entry.wrong(sentence, value=True)
        elif colour not in COLOURS:
            sentence = Message("There is no colour “{name}”.", name=colour)
            yield unknown(entry, sentence, colour, ("base", *COLOURS))
        elif not is_colour(entry.value):
            yield entry.wrong(Message("Write the colour as “#1c1f26”."), value=True)


def _palette(own: dict[str, Entry]) -> Palette:
    base = own["base"].value if "base" in own else next(iter(PALETTES))
    colours = {name: entry.value.lower() for name, entry in own.items() if name != "base"}
    return replace(PALETTES[base], **colours)


def _unreadable_texts(own: dict[str, Entry]) -> Iterator[Wrong]:
    for text, ground, found in _palette(own).too_weak():
        entry = own.get(text) or own.get(ground) or next(iter(own.values()))
        sentence = Message(
            "“{text}” on “{ground}” has a contrast of {found}:1, and {least}:1 is the least "
            "that can be read (WCAG 2.2): this theme is not used.",
            text=text,
            ground=ground,
            found=f"{found:.1f}",
            least=LEAST_CONTRAST,
        )
        yield entry.wrong(sentence, value=True)


def _entries(
    file: Path, source: Literal["config", "class"], wrong: list[Wrong]
) -> Iterator[Entry]:
    """All values of a file in their order; what cannot be read is added to `wrong`."""
    lines = _lines(file, wrong)
    table: tuple[str, ...] | None = ()
    at = 0
    while at < len(lines):
        line, start = lines[at], at
        at += 1
        if line.lstrip()[:1] in ("", "#"):
            continue
        found = _parsed(line)
        while isinstance(found, ValueError) and _SEVERAL_LINES.match(line):
            if at == len(lines) or at - start == _MOST_LINES:
                break
            at += 1
            more = _parsed("\n".join(lines[start:at]))
            found = found if isinstance(more, ValueError) else more
        column = len(line) - len(line.lstrip()) + 1
        header = line.lstrip().startswith("[")
        if isinstance(found, ValueError):
            at = start + 1
            table = None if header else table
            wrong.append(_unreadable(file, start + 1, line, found))
        elif header:
            table = next(_leaves(found))[0]
            if not isinstance(next(_leaves(found))[1], dict):
                wrong.append(_unreadable(file, start + 1, line, ValueError()))
                table = None
        elif table is not None:
            equals = re.match(r"[^=]*=\s*", line)
            value_column = 1 + (equals.end() if equals else 0)
            for path, value in _leaves(found):
                yield Entry(
                    file, start + 1, column, value_column, (*table, *path), value, source
                )


def _lines(file: Path, wrong: list[Wrong]) -> list[str]:
    try:
        with open_regular(file) as opened:
            data = opened.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return []
    except OSError as error:
        sentence = Message("This file cannot be read: {reason}.", reason=reason(error))
        wrong.append(Wrong(file, 0, 0, sentence))
        return []
    if len(data) > _MOST_BYTES:
        sentence = Message("This file is too large for a configuration; it is not used.")
        wrong.append(Wrong(file, 0, 0, sentence))
        return []
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().split("\n")
        sentence = Message("This is not UTF-8; save the file as UTF-8.")
        wrong.append(Wrong(file, len(before), len(before[-1]) + 1, sentence))
        text = data.decode(errors="replace")
    return [line.removesuffix("\r") for line in text.split("\n")]


def _parsed(text: str) -> dict[str, Any] | ValueError:
    import tomllib  # only who has such a file waits for it

    try:
        return tomllib.loads(text)
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError()


def _leaves(
    values: dict[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each value with the names that lead to it; a table without values counts as one."""
    for name, value in values.items():
        path = (*above, one_line(name))
        if isinstance(value, dict) and value:
            yield from _leaves(value, path)
        else:
            yield path, one_line(value) if isinstance(value, str) else _bounded(value)


def _bounded(value: Any) -> Any:
    """A value of which every number can be written out: TOML itself ends at 64 bits."""
    if isinstance(value, list):
        return [_bounded(one) for one in value]
    too_large = isinstance(value, int) and abs(value) >= 2**63
    return float("nan") if too_large else value


def _unreadable(file: Path, line: int, text: str, error: ValueError) -> Wrong:
    found = re.search(r"column (\d+)", str(error))
    column = int(found[1]) if found else len(text.rstrip()) + 1 if str(error) else 1
    if text.lstrip().startswith("["):
        advice = Message("Write [settings], for example; the lines below it are not used.")
    elif "=" in text:
        advice = Message(
            "Write a text in quotation marks, yes and no as true and false, several values as "
            "[1, 10]."
        )
    else:
        advice = Message("Write NAME = VALUE.")
    return Wrong(file, line, column, in_a_row(Message("This line cannot be read."), advice))
