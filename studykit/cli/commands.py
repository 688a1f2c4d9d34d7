"""The commands of the program: what each is called, and the module that carries it out."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command: its module offers `add_arguments(parser)` and `run(arguments) -> int`."""

    module: str
    summary: str


COMMANDS = {
    "open": Command("open_command", "open the app on a library, a course or a lesson file"),
    "list": Command("list_command", "list the courses"),
    "check": Command("check_command", "find what is wrong in lessons and courses"),
    "new": Command("new_command", "begin a course or a lesson: files that explain themselves"),
    "import": Command("import_command", "turn an article into the draft of a course"),
    "ids": Command("ids_command", "write missing ids into lesson files"),
    "schema": Command(
        "schema_command", "print the JSON Schema of a course, a lesson file or a profile"
    ),
    "preview": Command("preview_command", "show a lesson anew whenever its file is saved"),
    "quiz": Command("quiz_command", "take a quiz in line mode, also from a script"),
    "review": Command("review_command", "review flashcards in line mode"),
    "plan": Command("plan_command", "what to do each day until the exam"),
    "stats": Command("stats_command", "how much was studied, how well, and what is to come"),
    "optimize": Command("optimize_command", "fit the scheduler to your own reviews"),
    "settings": Command("settings_command", "show or change what you can set about studying"),
    "profile": Command("profile_command", "show, back up, merge or export your progress"),
}
"""Every command, in the order the help lists them. A module is imported only to run it."""
