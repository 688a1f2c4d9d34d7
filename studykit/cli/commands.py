"""The commands of the program: what each is called and what it does."""

from __future__ import annotations

from studykit.language.message import Message

GROUPS = {
    Message("study"): {
        "open": Message("open the app on a library, a course or a lesson file"),
        "list": Message("list the courses"),
        "read": Message("read a lesson in line mode"),
        "quiz": Message("take a quiz in line mode, also from a script"),
        "review": Message("review flashcards in line mode"),
        "plan": Message("what to do each day until the exam"),
        "stats": Message("how much you studied, how well, and what comes next"),
        "hand-in": Message("write the result of a quiz into a file for your teacher"),
    },
    Message("write a course"): {
        "new": Message("start a course or a lesson: files that explain themselves"),
        "guide": Message("print the author's guide, and the schemas"),
        "check": Message("find what is wrong in lessons and courses"),
        "preview": Message("show a lesson, and again whenever its file is saved"),
        "ids": Message("write missing ids into lesson files"),
        "schema": Message("print the JSON Schema of a course, a lesson file or a profile"),
    },
    Message("exchange and teach"): {
        "import": Message("turn an article, a bank or a deck into a course"),
        "export": Message("write a course in a format that other programs read"),
        "serve": Message("open the app in browser tabs, for yourself or for a class"),
        "class": Message("report on a class from files handed in, or watch it at work"),
    },
    Message("your progress and the program"): {
        "profile": Message("show, back up, merge or export your progress"),
        "settings": Message("show or change your settings"),
        "config": Message("show, check or add a file of settings, keys and colours"),
        "optimize": Message("fit the scheduler to your own reviews"),
        "completion": Message("print what lets a shell complete commands"),
    },
}
"""Every command by what one wants to do, in the order the help lists them."""

COMMANDS = {name: summary for group in GROUPS.values() for name, summary in group.items()}
"""Command → what it does. Its module is `NAME_command`, with `_` for `-`, which offers
`add_arguments(parser)` and `run(arguments) -> int` and is imported only to run it."""
