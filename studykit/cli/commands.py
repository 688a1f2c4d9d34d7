"""The commands of the program: what each is called and what it does."""

from __future__ import annotations

from studykit.language.message import Message

COMMANDS = {
    "open": Message("open the app on a library, a course or a lesson file"),
    "list": Message("list the courses"),
    "check": Message("find what is wrong in lessons and courses"),
    "new": Message("start a course or a lesson: files that explain themselves"),
    "import": Message("turn an article into the draft of a course"),
    "export": Message("write a course in a format that other programs read"),
    "ids": Message("write missing ids into lesson files"),
    "schema": Message("print the JSON Schema of a course, a lesson file or a profile"),
    "preview": Message("show a lesson, and again whenever its file is saved"),
    "quiz": Message("take a quiz in line mode, also from a script"),
    "review": Message("review flashcards in line mode"),
    "plan": Message("what to do each day until the exam"),
    "stats": Message("how much you studied, how well, and what comes next"),
    "hand-in": Message("write the result of a quiz into a file for your teacher"),
    "class": Message("report on a class, from the files that students handed in"),
    "optimize": Message("fit the scheduler to your own reviews"),
    "settings": Message("show or change your settings"),
    "profile": Message("show, back up, merge or export your progress"),
}
"""Every command, in the order the help lists them, and what it does. `NAME_command` is its
module, which offers `add_arguments(parser)` and `run(arguments) -> int` and is imported only to
run it."""
