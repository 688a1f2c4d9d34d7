"""The commands of the program: what each is called, and the module that carries it out."""

from __future__ import annotations

from typing import NamedTuple

from studykit.language.message import Message


class Command(NamedTuple):
    """One command: its module offers `add_arguments(parser)` and `run(arguments) -> int`."""

    module: str
    summary: Message


COMMANDS = {
    "open": Command(
        "open_command", Message("open the app on a library, a course or a lesson file")
    ),
    "list": Command("list_command", Message("list the courses")),
    "check": Command("check_command", Message("find what is wrong in lessons and courses")),
    "new": Command(
        "new_command", Message("start a course or a lesson: files that explain themselves")
    ),
    "import": Command("import_command", Message("turn an article into the draft of a course")),
    "ids": Command("ids_command", Message("write missing ids into lesson files")),
    "schema": Command(
        "schema_command",
        Message("print the JSON Schema of a course, a lesson file or a profile"),
    ),
    "preview": Command(
        "preview_command", Message("show a lesson, and again whenever its file is saved")
    ),
    "quiz": Command("quiz_command", Message("take a quiz in line mode, also from a script")),
    "review": Command("review_command", Message("review flashcards in line mode")),
    "plan": Command("plan_command", Message("what to do each day until the exam")),
    "stats": Command(
        "stats_command", Message("how much you studied, how well, and what comes next")
    ),
    "optimize": Command("optimize_command", Message("fit the scheduler to your own reviews")),
    "settings": Command("settings_command", Message("show or change your settings")),
    "profile": Command(
        "profile_command", Message("show, back up, merge or export your progress")
    ),
}
"""Every command, in the order the help lists them. A module is imported only to run it."""
