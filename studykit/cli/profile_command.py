"""`studykit profile`: look at the learner's progress, keep it, put it together."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import profile_opened, words
from studykit.cli.keeping import IN_USE
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure, print_json
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from studykit.progress.store import Profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `studykit profile`."""
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument(
        "--profile", type=Path, metavar="FILE", help=words()("the profile (default: your own)")
    )
    deeds = parser.add_subparsers(dest="deed", metavar="WHAT", required=True)

    def deed(name: str, says: str) -> argparse.ArgumentParser:
        return deeds.add_parser(name, help=says, parents=[where])

    deed("path", words()("print where the profile lies"))
    show = deed("show", words()("sum up what is in it"))
    show.add_argument("--json", action="store_true", help=words()("print it whole, as JSON"))
    backup = deed("backup", words()("keep a copy now"))
    backup.add_argument(
        "--list", action="store_true", help=words()("list the copies, newest first")
    )
    restore = deed("restore", words()("go back to a backup or an exported file"))
    restore.add_argument(
        "file", type=Path, help=words()("a backup, an export, or another profile")
    )
    merge = deed("merge", words()("take in what was studied elsewhere"))
    merge.add_argument(
        "files", type=Path, nargs="+", help=words()("profiles, journals or exports")
    )
    export = deed("export", words()("print all of it as one JSON document"))
    export.add_argument(
        "--anonymous",
        action="store_true",
        help=words()("without typed answers, settings and dates"),
    )
    export.add_argument(
        "--xapi",
        action="store_true",
        help=words()("what was read and answered, as xAPI statements for a record store"),
    )
    export.add_argument(
        "--mbox",
        metavar="ADDRESS",
        help=words()("whose statements they are (default: a name that tells nothing)"),
    )
    deed("schema", words()("print the JSON Schema of the profile"))


def run(arguments: argparse.Namespace) -> int:
    """Carry out `studykit profile`."""
    from studykit.progress.store.files import ProfileError
    from studykit.progress.store.layout import default_path, expanded

    try:
        path = expanded(arguments.profile or default_path()).absolute()
        _DEEDS[arguments.deed](path, arguments)
    except ProfileError as error:
        raise Failure(error.message) from error
    return EXIT_FINE


def _path(path: Path, arguments: argparse.Namespace) -> None:
    print(path)


def _show(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.store import Profile
    from studykit.progress.summary import summary_lines

    profile = Profile.open(path, write=False, thorough=True)
    profile_opened(profile.state)
    for notice in profile.notices:
        _print_notice(notice)
    if arguments.json:
        _print_bytes(profile.document())
        return
    print(words()("Profile {path}", path=path))
    if not path.exists() and not profile.state["courses"]:
        print(words()("Nothing has been studied yet."))
    for line in summary_lines(profile.state, sum(1 for _ in profile.events()), words()):
        print(line)


def _backup(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.store import Profile
    from studykit.progress.store.backups import back_up, backups
    from studykit.progress.store.files import not_written
    from studykit.progress.store.layout import layout_of

    layout = layout_of(path)
    if arguments.list:
        for backup in backups(layout):
            n = backup.snapshot.position.events
            print(f"{backup.path}  {words().many(n, '{n} event', '{n} events')}")
        return
    with Profile.open(path, thorough=True) as profile:
        profile_opened(profile.state)
        for notice in profile.notices:
            _print_notice(notice)
        if profile.read_only:
            raise Failure(IN_USE)
        profile.save()
        if not path.exists():
            raise Failure(Message("There is no profile at {path} yet.", path=path))
        try:
            print(back_up(layout))
        except OSError as error:
            raise not_written(path, error) from error


def _restore(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.transfer import restore

    count = restore(path, arguments.file, _print_notice)
    print(
        words().many(
            count,
            "{path} now holds the {n} event of {file}.",
            "{path} now holds the {n} events of {file}.",
            path=path,
            file=arguments.file,
        )
    )


def _merge(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.store.conflicts import conflicts
    from studykit.progress.transfer import merge_into

    if path in [file.absolute() for file in arguments.files]:
        raise Failure(Message("The profile cannot be merged into itself."), EXIT_USAGE)
    count, new = merge_into(path, arguments.files, _print_notice)
    print(
        words().many(
            count,
            "{path} holds {n} event, {new} of them new.",
            "{path} holds {n} events, {new} of them new.",
            path=path,
            new=new,
        )
    )
    for copy in conflicts(path):
        if copy.absolute() in [file.absolute() for file in arguments.files]:
            print(
                words()(
                    "Everything in {name} is now in the profile; you can delete that copy.",
                    name=copy.name,
                )
            )


def _export(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.store import Profile
    from studykit.progress.transfer import exported

    profile = Profile.open(path, write=False, thorough=True)
    profile_opened(profile.state)
    for notice in profile.notices:
        _print_notice(notice)
    if arguments.xapi:
        _print_statements(profile, arguments.mbox)
        return
    text = exported(profile, anonymous=arguments.anonymous)
    _print_bytes(text.encode("utf-8", "surrogatepass") + b"\n")


def _print_statements(profile: Profile, mbox: str | None) -> None:
    from studykit.cohort.result_file import learner_id
    from studykit.progress.xapi import account, mailbox, statements

    events = list(profile.events())
    first = str(events[0].get("id", "")) if events else ""
    actor = account(learner_id(first)) if mbox is None else mailbox(mbox)
    print_json(list(statements(events, actor)))


def _schema(path: Path, arguments: argparse.Namespace) -> None:
    from studykit.progress.schema import snapshot_schema

    print(json.dumps(snapshot_schema(), indent=2))


def _print_notice(notice: str) -> None:
    print(f"studykit: {words().translate(notice)}", file=sys.stderr)


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
