"""`studykit profile`: look at the learner's progress, keep it, put it together."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.keeping import IN_USE
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure

if TYPE_CHECKING:
    from collections.abc import Callable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit profile`."""
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument(
        "--profile", type=Path, metavar="FILE", help="the profile (default: your own)"
    )
    deeds = parser.add_subparsers(dest="deed", metavar="WHAT", required=True)

    def deed(name: str, says: str) -> argparse.ArgumentParser:
        return deeds.add_parser(name, help=says, parents=[where])

    deed("path", "print where the profile lies")
    show = deed("show", "sum up what is in it")
    show.add_argument("--json", action="store_true", help="print it whole, as JSON")
    backup = deed("backup", "keep a copy now")
    backup.add_argument("--list", action="store_true", help="list the copies, newest first")
    restore = deed("restore", "go back to a backup or an exported file")
    restore.add_argument("file", type=Path, help="a backup, an export, or another profile")
    merge = deed("merge", "take in what was studied elsewhere")
    merge.add_argument("files", type=Path, nargs="+", help="profiles, journals or exports")
    export = deed("export", "print all of it as one JSON document")
    export.add_argument(
        "--anonymous", action="store_true", help="without typed answers, settings and dates"
    )
    deed("schema", "print the JSON Schema of the profile")


def run(arguments: argparse.Namespace) -> int:
    """Carry out `studykit profile`."""
    from studykit.progress.store.files import ProfileError
    from studykit.progress.store.layout import default_path

    path = (arguments.profile or default_path()).expanduser().absolute()
    try:
        _DEEDS[arguments.deed](path, arguments)
    except ProfileError as error:
        raise Failure(str(error)) from error
    return EXIT_FINE


def _path(path: Path, arguments: argparse.Namespace) -> None:
    print(path)


def _show(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.store import Profile
    from studykit.progress.summary import summary_lines

    profile = Profile.open(path, write=False, thorough=True)
    for notice in profile.notices:
        _tell(notice)
    if arguments.json:
        _print_bytes(profile.document())
        return
    print(f"Profile {path}")
    if not path.exists() and not profile.state["courses"]:
        print("Nothing has been studied yet.")
    for line in summary_lines(profile.state, sum(1 for _ in profile.events())):
        print(line)


def _backup(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.store import Profile
    from studykit.progress.store.backups import back_up, backups
    from studykit.progress.store.files import not_written
    from studykit.progress.store.layout import layout_of

    layout = layout_of(path)
    if arguments.list:
        for backup in backups(layout):
            print(f"{backup.path}  {backup.snapshot.position.events} events")
        return
    with Profile.open(path, thorough=True) as profile:
        for notice in profile.notices:
            _tell(notice)
        if profile.read_only:
            raise Failure(IN_USE)
        profile.save()
        if not path.exists():
            raise Failure(f"There is no profile at {path} yet.")
        try:
            print(back_up(layout))
        except OSError as error:
            raise not_written(path, error) from error


def _restore(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.transfer import restore

    count = restore(path, arguments.file, _tell)
    print(f"{path} holds the {count} events of {arguments.file}.")


def _merge(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.store.conflicts import conflicts
    from studykit.progress.transfer import merge_into

    if path in [file.absolute() for file in arguments.files]:
        raise Failure("The profile cannot be merged into itself.", EXIT_USAGE)
    count, new = merge_into(path, arguments.files, _tell)
    print(f"{path} holds {count} events, {new} of them new.")
    for copy in conflicts(path):
        if copy.absolute() in [file.absolute() for file in arguments.files]:
            print(f"What {copy.name} held is in it: that copy can be deleted.")


def _export(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.store import Profile
    from studykit.progress.transfer import exported

    profile = Profile.open(path, write=False, thorough=True)
    for notice in profile.notices:
        _tell(notice)
    text = exported(profile, anonymous=arguments.anonymous)
    _print_bytes(text.encode("utf-8", "surrogatepass") + b"\n")


def _schema(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.schema import snapshot_schema

    print(json.dumps(snapshot_schema(), indent=2))


def _tell(notice: str) -> None:
    print(f"studykit: {notice}", file=sys.stderr)


def _print_bytes(data: bytes) -> None:
    from studykit.text.sanitize import escaped_in_json

    # A profile is UTF-8 whatever the terminal's encoding is.
    sys.stdout.flush()
    text = escaped_in_json(data.decode("utf-8", "surrogatepass"))
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


_DEEDS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "path": _path,
    "show": _show,
    "backup": _backup,
    "restore": _restore,
    "merge": _merge,
    "export": _export,
    "schema": _schema,
}
