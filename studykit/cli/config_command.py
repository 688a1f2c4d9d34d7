"""`studykit config`: what the learner's files of settings say, and what is wrong in them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.cli.interface import words
from studykit.cli.keeping import add_profile_argument, kept
from studykit.cli.outcome import (
    EXIT_CONTENT,
    EXIT_FINE,
    EXIT_USAGE,
    Failure,
    print_report,
)
from studykit.cli.settings_command import setting_entry
from studykit.language.message import Message

if TYPE_CHECKING:
    import argparse

    from studykit.learner.config import Config, Wrong
    from studykit.progress.state import State
    from studykit.tui.keymap import Keymap


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to do with the files."""
    parser.add_argument(
        "deed",
        nargs="?",
        default="show",
        choices=("show", "check", "path", "add"),
        metavar="WHAT",
        help=words()(
            "show: what is in force and where it comes from (the default); check: what is "
            "wrong in a file; path: where your file is; add: use the file of your class"
        ),
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=words()("the file to add, or to check (default: your own)"),
    )
    add_profile_argument(parser)
    parser.add_argument("--json", action="store_true", help=words()("print one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Show, check or add a file."""
    from studykit.learner.config import config_path

    if arguments.file is None and arguments.deed == "add":
        raise Failure(Message("Name the file to add: studykit config add FILE."), EXIT_USAGE)
    if arguments.file is not None and arguments.deed in ("show", "path"):
        raise Failure(Message("Only “check” and “add” take a file."), EXIT_USAGE)
    if arguments.deed == "path":
        print(config_path())
        return EXIT_FINE
    if arguments.file is not None and not arguments.file.is_file():
        raise Failure(Message("There is no file {file}.", file=arguments.file))
    if arguments.deed == "add":
        return _add(arguments.file)
    config, keymap = _read(arguments.file)
    if arguments.deed == "check" and not arguments.json:
        return _check(config)
    wrong, config.wrong = config.wrong, []  # said here
    with kept(arguments.profile, write=False, config=config) as profile:
        keymap = keymap.with_profile(profile.state["settings"])
        if arguments.json:
            _report(config, keymap, wrong, profile.state)
        else:
            _show(config, keymap, profile.state)
            _name(wrong)
    return EXIT_CONTENT if wrong else EXIT_FINE


def _read(file: Path | None) -> tuple[Config, Keymap]:
    """A file (None: the learner's own), each section read by whom it concerns."""
    from studykit.learner.config import read_config
    from studykit.tui.keymap import read_keys

    config = read_config(file)
    return config, read_keys(config)


def _name(wrong: list[Wrong]) -> None:
    for each in sorted(wrong):
        print(words().translate(each.line_of_text), file=sys.stderr)


def _check(config: Config) -> int:
    _name(config.wrong)
    if config.wrong:
        return EXIT_CONTENT
    missing = Message("There is no file {file} yet.", file=config.path)
    fine = Message("{file}: every line can be used.", file=config.path)
    print(words().translate(fine if config.path.exists() else missing))
    return EXIT_FINE


def _add(file: Path) -> int:
    """Put a copy beside the learner's file, in the place of the one that is there."""
    from studykit.cli.writing import write_file
    from studykit.learner.config import CLASS_FILE, config_path

    handed_out, _ = _read(file)
    _name(handed_out.wrong)
    if not handed_out.entries:
        raise Failure(
            Message("{file} holds nothing that can be used.", file=file), EXIT_CONTENT
        )
    place = config_path().with_name(CLASS_FILE)
    write_file(place, file.read_bytes())
    sentence = Message(
        "It is in force from now on, beneath your own settings. To be without it, delete "
        "{file}.",
        file=place,
    )
    print(words().translate(sentence))
    return EXIT_CONTENT if handed_out.wrong else EXIT_FINE


def _show(config: Config, keymap: Keymap, state: State) -> None:
    """All that can be written into the file, as it would be written there."""
    from studykit.learner.config import CLASS_FILE, CONFIG_FILE
    from studykit.tui.actions import ACTIONS
    from studykit.tui.keymap import PRESETS

    origins = {
        "all": words()("set in the app"),
        "config": CONFIG_FILE,
        "class": CLASS_FILE,
        "default": words()("default"),
        "preset": words()("preset"),
    }
    print(f"# {config.path}")
    rows = [
        (f"{key} = {_toml(entry['value'])}", origins[entry["source"]], entry["says"])
        for key, entry in _settings(state).items()
    ]
    _print_section("settings", rows)
    print("\n[keys]")
    if keymap.preset:
        print(f"preset = {_toml(keymap.preset)}")
    print("# " + words()("presets: {known}", known=", ".join(map(_toml, PRESETS))))
    for table, actions in ACTIONS.items():
        bound = [
            (each, keymap.bound(f"{table}.{each.id}")) for each in actions if not each.fixed
        ]
        rows = [
            (f"{each.id} = {_toml(', '.join(keys))}", origins[source], each.message)
            for each, (keys, source) in bound
        ]
        _print_section(f"keys.{table}", rows)
    for name, palette in config.themes.items():
        print(f"\n[themes.{name}]")
        for colour, value in asdict(palette).items():
            print(f"{colour} = {_toml(value)}")


def _print_section(name: str, rows: list[tuple[str, str, Message]]) -> None:
    from studykit.text.width import cells

    print(f"\n[{name}]")
    lines, origins = (max(cells(row[n]) for row in rows) for n in (0, 1))
    for line, origin, says in rows:
        gaps = " " * (lines - cells(line)), " " * (origins - cells(origin))
        print(f"{line}{gaps[0]}  # {origin}{gaps[1]}  {words().translate(says)}")


def _settings(state: State) -> dict[str, dict[str, Any]]:
    from studykit.learner.settings import SETTINGS

    return {key: setting_entry(setting, state) for key, setting in SETTINGS.items()}


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # of these values the same in TOML


def _report(config: Config, keymap: Keymap, wrong: list[Wrong], state: State) -> None:
    from studykit.tui.actions import BY_ID

    print_report(
        "config",
        {
            "path": str(config.path),
            "class_path": str(config.class_path),
            "settings": list(_settings(state).values()),
            "preset": keymap.preset or None,
            "themes": {name: asdict(palette) for name, palette in config.themes.items()},
            "keys": [
                {
                    "id": each,
                    "keys": list(keymap.bound(each).keys),
                    "default": list(action.defaults),
                    "source": keymap.bound(each).source,
                    "says": words().translate(action.message),
                }
                for each, action in BY_ID.items()
            ],
            "wrong": [
                {
                    "file": str(each.file),
                    "line": each.line,
                    "column": each.column,
                    "message": words().translate(each.message),
                }
                for each in sorted(wrong)
            ],
        },
    )
