"""Every action of the app: its keys, its words, where it holds.

The bindings of the screens, the line of keys, the help and the remapping of keys (`keymap.py`)
are all made from this one table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studykit.language.message import Message

if TYPE_CHECKING:
    from textual.binding import BindingType


class Action(NamedTuple):
    """One action of a screen."""

    name: str
    """The method: `action_NAME`; an argument may follow in brackets."""
    keys: str
    """Comma-separated; the first is shown."""
    label: str
    shown: bool = True
    """Whether it stands in the line of keys; the help lists it in any case."""
    everywhere: bool = False
    """Whether it works while a text is being typed."""
    spare: bool = False
    """Whether it stands in the line of keys only where the others leave room."""
    context: str = ""
    """What the label is about, where the same English word has several translations."""
    fixed: bool = False
    """Whether its keys stay as they are."""

    @property
    def id(self) -> str:
        """What it is called on its screen, in the learner's file of keys too: the method; of
        one with an argument, the label."""
        return self.label.replace(" ", "_") if "(" in self.name else self.name

    @property
    def defaults(self) -> tuple[str, ...]:
        """Its keys."""
        return tuple(key.strip() for key in self.keys.split(","))

    @property
    def message(self) -> Message:
        """The label, to be translated."""
        return Message.in_context(self.context, self.label)


EVERYWHERE = (
    Action("readings", "y", "readings"),
    Action("formulas", "dollar_sign", "LaTeX of the formulas", spare=True),
    Action("language", "L", "language"),
    Action("search", "slash", "search"),
    Action("help", "question_mark", "help"),
    Action("theme", "ctrl+t", "light or dark", shown=False, everywhere=True),
    Action("command_palette", "ctrl+p", "all commands", shown=False, everywhere=True),
    Action("leave", "q", "quit", shown=False),
    Action(
        "suspend_process", "ctrl+z", "suspend to the shell (type fg to return)", shown=False
    ),
    Action("leave", "ctrl+q,ctrl+c", "quit", shown=False, everywhere=True, fixed=True),
)

SCREENS: dict[str, tuple[Action, ...]] = {
    "home": (
        Action("go", "enter,space", "continue"),
        Action("read", "l", "lessons", spare=True),
        Action("review", "r", "review"),
        Action("quiz", "z", "quizzes"),
        Action("progress", "p", "progress"),
        Action("cram", "x", "cram", spare=True),
        Action("weak", "w", "practise weak areas", spare=True),
        Action("plan", "a", "plan", spare=True),
        Action("courses", "c", "courses", spare=True),
        Action("settings", "s", "settings", spare=True),
        Action("move(-1)", "up,k", "up", shown=False),
        Action("move(1)", "down,j", "down", shown=False),
    ),
    "lesson": (
        # What Enter does now stands first; one of these holds at a time.
        Action("answer", "enter", "answer"),
        Action("check", "enter", "answer the check"),
        Action("solution", "enter", "show the answer"),
        Action("onward", "enter", "continue"),
        Action("retry", "r", "try again"),
        Action("next", "n,right,pagedown", "next", context="section"),
        Action("back", "p,left,pageup", "back", context="section"),
        Action("scroll_on", "space", "scroll, then next", shown=False),
        Action("scroll(1)", "down,j", "down", shown=False),
        Action("scroll(-1)", "up,k", "up", shown=False),
        Action("contents", "t", "contents"),
        Action("search", "slash", "search this lesson", spare=True),
        Action("hint", "h", "hint"),
        Action("stimulus", "x", "whole text"),
        Action("picture", "o", "open the picture"),
        Action("edit", "e", "edit in your editor", shown=False),
        Action("home", "escape", "home"),
    ),
    "review": (
        Action("on", "space,enter", "show the back"),
        Action("suggested", "space,enter", "use the suggested grade"),
        Action("finish", "space,enter", "home"),
        Action("answer", "enter", "answer"),
        Action("grade(1)", "1", "again", shown=False),
        Action("grade(2)", "2", "hard", shown=False),
        Action("grade(3)", "3", "good", shown=False),
        Action("grade(4)", "4", "easy", shown=False),
        Action("scroll(1)", "down,j", "down", shown=False),
        Action("scroll(-1)", "up,k", "up", shown=False),
        Action("page(1)", "pagedown", "page down", shown=False),
        Action("page(-1)", "pageup", "page up", shown=False),
        Action("undo", "u", "undo"),
        Action("bury", "b", "bury"),
        Action("suspend", "s", "suspend"),
        Action("flag", "f", "flag", spare=True),
        Action("reset", "R", "reset this card", shown=False),
        Action("due", "d", "set the next due date", shown=False),
        Action("several", "m", "put off or reset several cards", shown=False),
        Action("suspended", "S", "unsuspend a card", shown=False),
        Action("buttons", "B", "two grades or four", shown=False),
        Action("why", "w", "why"),
        Action("section", "g", "read the section", shown=False),
        Action("type", "t", "type the answer", spare=True),
        Action("hint", "h", "hint", shown=False),
        Action("stimulus", "x", "whole text"),
        Action("picture", "o", "open the picture"),
        Action("edit", "e", "edit in your editor", shown=False),
        Action("home", "escape", "end"),
    ),
    "quiz_start": (
        Action("start", "enter,space", "start"),
        Action("look", "enter,space", "open the result"),
        Action("move(-1)", "up,k", "up", shown=False),
        Action("move(1)", "down,j", "down", shown=False),
        Action("home", "escape", "home"),
    ),
    "quiz": (
        # What Enter does now stands first; one of these holds at a time.
        Action("answer", "enter", "answer"),
        Action("write", "enter", "write"),
        Action("unsure", "enter", "not sure"),
        Action("solution", "enter,space", "show the answer"),
        Action("go_on", "enter,space", "continue"),
        Action("try_again", "r,t", "try again"),
        Action("certain(1)", "1", "not sure", shown=False),
        Action("certain(2)", "2", "fairly sure", shown=False),
        Action("certain(3)", "3", "certain", shown=False),
        Action("next", "n,right", "next"),
        Action("back", "p,left", "back"),
        Action("flag", "f", "flag"),
        Action("hint", "h", "hint"),
        Action("stimulus", "x", "whole text"),
        Action("navigator", "o", "list"),
        Action("submit", "ctrl+s", "submit", everywhere=True),
        Action("section", "g", "read the section", shown=False),
        Action("edit", "e", "edit in your editor", shown=False),
        Action("home", "escape", "home"),
    ),
    "comparing": (
        Action("done", "enter", "done"),
        Action("stimulus", "x", "whole text"),
        Action("home", "escape", "home"),
    ),
    "result": (
        Action("home", "enter,escape", "home"),
        Action("again", "a", "retry missed questions"),
        Action("look", "v", "look through all"),
        Action("section", "g", "reread the sections you missed", spare=True),
    ),
    "answers": (
        Action("turn(1)", "enter,space,n,right", "next"),
        Action("turn(-1)", "p,left", "back"),
        Action("missed", "m", "next missed one"),
        Action("stimulus", "x", "whole text"),
        Action("section", "g", "read the section"),
        Action("home", "escape", "close"),
    ),
    "drafts": (
        Action("accept", "enter,a", "accept"),
        Action("drop", "x,delete", "drop"),
        Action("change", "e", "change"),
        Action("turn(1)", "n,right,space", "next"),
        Action("turn(-1)", "p,left", "back"),
        Action("undo", "u", "undo"),
        Action("scroll(1)", "down,j", "down", shown=False),
        Action("scroll(-1)", "up,k", "up", shown=False),
        Action("edit", "E", "edit in your editor", shown=False),
        Action("home", "escape", "close"),
    ),
    "question": (
        Action("choose", "a…i, 1…9", "choose", shown=False, fixed=True),
        Action("answer", "enter", "answer", shown=False),
        Action("pick", "space", "tick; pick up or drop", shown=False),
        Action("up", "up,k", "up", shown=False),
        Action("down", "down,j", "down", shown=False),
        Action("parts", "tab", "go through the parts", shown=False, fixed=True),
    ),
    "progress": (
        Action("statistics", "enter,s", "statistics"),
        Action("plan", "a", "plan"),
        Action("home", "escape", "home"),
    ),
    "settings": (
        Action("change", "enter,space", "change"),
        Action("reset", "d", "back to the default"),
        Action("scope", "c", "this course or all"),
        Action("move(-1)", "up,k", "up", shown=False),
        Action("move(1)", "down,j", "down", shown=False),
        Action("home", "escape", "close"),
    ),
    "plan": (
        Action("change", "enter,c", "change the goal"),
        Action("set_goal", "s", "set as goal"),
        Action("home", "escape", "close"),
    ),
    "statistics": (
        Action("turn(1)", "enter,space,n,right", "next"),
        Action("turn(-1)", "p,left", "back"),
        Action("home", "escape", "close"),
    ),
    "search": (
        Action("open", "enter", "open", everywhere=True),
        Action("move(-1)", "up", "up", shown=False, everywhere=True),
        Action("move(1)", "down", "down", shown=False, everywhere=True),
        Action("widen", "tab", "all courses or this one", everywhere=True),
        Action("home", "escape", "close"),
    ),
    "help": (Action("home", "escape,enter,question_mark", "close"),),
}


DIALOGS: dict[str, tuple[Action, ...]] = {
    "chooser": (
        Action("move(-1)", "up,k", "up", shown=False),
        Action("move(1)", "down,j", "down", shown=False),
        Action("move(-10)", "pageup", "page up", shown=False),
        Action("move(10)", "pagedown", "page down", shown=False),
        Action("move(-100000)", "home", "first", shown=False),
        Action("move(100000)", "end", "last", shown=False),
        Action("take", "enter,space", "choose"),
        Action("dismiss(None)", "escape,q", "close"),
    ),
    "panel": (
        Action("scroll(-1)", "up,k", "up", shown=False),
        Action("scroll(1)", "down,j,space", "down", shown=False),
        Action("scroll(-10)", "pageup", "page up", shown=False),
        Action("scroll(10)", "pagedown", "page down", shown=False),
        Action("dismiss(None)", "escape,q,enter,w,x", "close"),
    ),
    "confirm": (
        Action("answer(True)", "enter,y", "yes"),
        Action("answer(False)", "escape,n", "no"),
    ),
}
"""Those of what lies over a screen, where nothing of the screen holds."""

ACTIONS: dict[str, tuple[Action, ...]] = {"everywhere": EVERYWHERE, **SCREENS, **DIALOGS}
"""All tables, by the name with which the ids of their actions begin."""
BY_ID = {
    f"{table}.{action.id}": action
    for table, actions in ACTIONS.items()
    for action in actions
    if not action.fixed
}
"""What can be given other keys, by the id in the learner's file."""
SPARE = frozenset(each for each, action in BY_ID.items() if action.spare)
"""The ids of those that stand in the line of keys where there is room."""
GOING_ON = frozenset(
    each for each, action in BY_ID.items() if action.defaults[0] in ("enter", "space")
)
"""The ids of what one key does that goes on."""
LEAVING = frozenset(each for each, action in BY_ID.items() if action.defaults[0] == "escape")
"""The ids of what leaves a screen."""


def bindings(table: str) -> list[BindingType]:
    """The bindings of a screen, made from its table."""
    from textual.binding import Binding  # a command that lists the keys needs no textual

    return [
        Binding(
            action.keys,
            action.name,
            action.message,
            show=action.shown,
            priority=action.everywhere,
            id=None if action.fixed else f"{table}.{action.id}",
        )
        for action in ACTIONS[table]
    ]
