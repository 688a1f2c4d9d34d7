"""`studykit serve [PATH]`: open the app in browser tabs, for oneself or for a class."""

from __future__ import annotations

import errno
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.interface import words
from studykit.cli.keeping import add_profile_argument
from studykit.cli.outcome import EXIT_FINE, EXIT_USAGE, Failure
from studykit.language.message import Message, Refusal
from studykit.language.system_errors import reason

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from studykit.serve.access import Learner

_PORT = 8765
_BOUND = 40
"""Programs of some 60 MB each."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to serve, to whom, and at which address."""
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        help=words()("a library, a course folder or a lesson file"),
    )
    whose = parser.add_mutually_exclusive_group()
    add_profile_argument(whose)
    whose.add_argument(
        "--class",
        dest="class_file",
        type=Path,
        metavar="FILE",
        help=words()("names of students (TOML, YAML or CSV): each gets a link and a profile"),
    )
    parser.add_argument(
        "--profiles",
        type=Path,
        metavar="FOLDER",
        help=words()("where the profiles of the class are (default: beside FILE)"),
    )
    parser.add_argument(
        "--language", metavar="TAG", help=words()("the edition to begin with: zh-Hant, en")
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help=words()("the address of this machine to serve at (default: this machine alone)"),
    )
    parser.add_argument(
        "--port",
        type=int,
        default=_PORT,
        metavar="N",
        help=words()("the port to serve at (default: {n})", n=_PORT),
    )
    parser.add_argument(
        "--url", help=words()("the address that students open, if it is another (a proxy)")
    )
    parser.add_argument(
        "--sessions",
        type=int,
        default=_BOUND,
        metavar="N",
        help=words()("how many tabs may be open at a time (default: {n})", n=_BOUND),
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the links and serve until Ctrl-C."""
    from studykit.cli.open_command import nothing_to_open
    from studykit.content.finding import LibraryError
    from studykit.content.library import default_paths, open_library
    from studykit.serve.access import address_of, with_tokens

    learners = with_tokens(_learners(arguments))
    try:
        from studykit.serve.server import Served, server
    except ImportError:
        message = Message("Install studykit with its extra `serve` to open it in a browser.")
        raise Failure(message, EXIT_USAGE) from None
    try:
        library = open_library([arguments.path] if arguments.path else default_paths())
    except LibraryError as error:
        raise Failure(error.message) from error
    if not library.courses:
        return nothing_to_open(library)
    if arguments.sessions < 1:
        raise Failure(Message("--sessions must be at least 1."), EXIT_USAGE)
    with _listening(arguments.host, arguments.port) as listening:
        try:
            address = address_of(arguments.host, listening.getsockname()[1], arguments.url)
        except Refusal as refusal:
            raise Failure(refusal.message, EXIT_USAGE) from None
        served = Served(
            learners,
            address,
            _command(arguments),
            words(),
            bound=arguments.sessions,
            environment=_environment(arguments),
        )
        for token, learner in learners.items():
            link = f"{address.origin}/{token}"
            print(f"{learner.name}\t{link}" if learner.name else link)
        print(
            words()("Press Ctrl-C to stop. Anyone who has a link can use it."), file=sys.stderr
        )
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            server(served).run(sockets=[listening])
    return EXIT_FINE


def _learners(arguments: argparse.Namespace) -> list[Learner]:
    """Who gets a link: the one learner, or each of the class.

    Raises:
        Failure: the file of the class cannot be used.
    """
    from studykit.cli.writing import file_name
    from studykit.serve.access import Learner
    from studykit.serve.class_list import ClassListError, class_list

    if arguments.class_file is None:
        return [Learner("", arguments.profile)]
    folder = _class_folder(arguments)
    try:
        names = class_list(arguments.class_file)
    except ClassListError as error:
        raise Failure(error.message, EXIT_USAGE) from None
    learners: dict[str, Learner] = {}
    for name in names:
        profile = folder / f"{file_name(name)}.json"
        known = learners.setdefault(str(profile).casefold(), Learner(name, profile))
        if known.profile is not profile:
            message = Message(
                "“{first}” and “{second}” would share the profile {file}. Tell them apart, by a"
                " number for example.",
                first=known.name,
                second=name,
                file=profile,
            )
            raise Failure(message, EXIT_USAGE)
    return [*learners.values()]


def _class_folder(arguments: argparse.Namespace) -> Path:
    """Where the profiles of the class are."""
    names: Path = arguments.class_file
    folder: Path = arguments.profiles or names.with_name(f"{names.stem}-profiles")
    return folder.absolute()


def _environment(arguments: argparse.Namespace) -> dict[str, str]:
    """A class has the settings that lie beside its profiles, not the teacher's."""
    if arguments.class_file is None:
        return {}
    return {"STUDYKIT_CONFIG": str(_class_folder(arguments) / "config.toml")}


def _command(arguments: argparse.Namespace) -> Callable[[Learner], list[str]]:
    """What opens the app for a learner."""
    given = [str(arguments.path.absolute())] if arguments.path else []
    if arguments.language:
        given += ["--language", arguments.language]

    def command(learner: Learner) -> list[str]:
        whose = ["--profile", str(learner.profile.absolute())] if learner.profile else []
        return [sys.executable, "-m", "studykit", "open", *given, *whose]

    return command


def _listening(host: str, port: int) -> socket.socket:
    """A socket that is bound, before anything is printed.

    Raises:
        Failure: the port is taken, or the address is not of this machine.
    """
    if not 0 <= port < 65536:
        raise Failure(Message("There is no port {port}.", port=port), EXIT_USAGE)
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family)
    except UnicodeError:
        raise Failure(Message("{host} is no address.", host=host), EXIT_USAGE) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = Message(
                "Port {port} is in use by another program. Choose another one with --port.",
                port=port,
            )
        else:
            message = Message(
                "It cannot be served at {host}, port {port}: {reason}.",
                host=host,
                port=port,
                reason=reason(error).partition(" (while")[0],  # Python adds the address
            )
        raise Failure(message) from None
