"""The keys that hold: the usual ones, those of a preset, and the learner's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from studykit.language.message import Message
from studykit.learner.config import unknown
from studykit.tui.actions import ACTIONS, BY_ID, DIALOGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studykit.learner.config import Config, Entry, Wrong
    from studykit.tui.actions import Action

_ASKING = ("lesson", "review", "quiz")
"""Screens on which questions are asked."""
_PAGED = ("review", "chooser", "panel")
_NEXT_BACK = ("lesson", "quiz", "answers", "statistics", "drafts")
PRESETS: dict[str, dict[str, str]] = {
    "vim": {
        **{f"{table}.next": "l,n,right" for table in _NEXT_BACK},
        **{f"{table}.back": "h,p,left" for table in _NEXT_BACK},
        "lesson.next": "l,n,right,pagedown",
        "lesson.back": "h,p,left,pageup",
        "lesson.hint": "H",
        "quiz.hint": "H",
        **{f"{table}.page_down": "ctrl+d,ctrl+f,pagedown" for table in _PAGED},
        **{f"{table}.page_up": "ctrl+u,ctrl+b,pageup" for table in _PAGED},
        "chooser.first": "g,home",
        "chooser.last": "G,end",
    },
    # The left hand alone; a to i and the digits choose options.
    "one-hand": {
        **{
            each: f"v,{action.keys}"
            for each, action in BY_ID.items()
            if action.defaults[0] == "enter" and not action.everywhere and each != "result.home"
        },
        **{
            f"{table}.{way}": f"{key},{way},{plain}"
            for table in ("home", "quiz_start", "settings", "lesson", "question", "chooser")
            for way, key, plain in (("up", "w", "k"), ("down", "s", "j"))
        },
        "home.weak": "g",
        "home.settings": "e",
        "home.read": "d",
        "home.progress": "f",
        "settings.reset": "d,R",
        "lesson.next": "x,n,right,pagedown",
        "lesson.back": "z,p,left,pageup",
        "lesson.hint": "grave_accent,h",
        "lesson.stimulus": "X",
        "quiz.next": "x,n,right",
        "quiz.back": "z,p,left",
        "quiz.hint": "grave_accent,h",
        "quiz.stimulus": "X",
        "quiz.navigator": "W,o",
        "review.undo": "z,u",
        "review.suspend": "Z",
        "review.why": "W",
        "review.hint": "grave_accent,h",
        "answers.back": "z,p,left",
        "statistics.back": "z,p,left",
        "everywhere.search": "f3,slash",
        "everywhere.help": "f1,question_mark",
    },
}
"""Sets of keys by name."""
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "page_up": "pageup",
    "page_down": "pagedown",
    "backtick": "grave_accent",
}
Source = Literal["default", "preset", "config", "class", "all"]


class Bound(NamedTuple):
    """The keys of an action, the first of which is shown, and where they come from."""

    keys: tuple[str, ...]
    source: Source = "default"


@dataclass(frozen=True)
class Keymap:
    """The keys of all actions, by id (`review.undo`)."""

    changed: Mapping[str, Bound] = field(default_factory=dict)
    """Those that are not the usual ones."""
    preset: str = ""

    def bound(self, each: str) -> Bound:
        """The keys of an action."""
        return self.changed.get(each) or Bound(BY_ID[each].defaults)

    def of(self, table: str, action: Action) -> tuple[str, ...]:
        """The keys of an action of a table."""
        return action.defaults if action.fixed else self.bound(f"{table}.{action.id}").keys

    def in_question(self, key: str) -> str:
        """The usual key for what `key` does while a question is answered; "" for none."""
        for action in ACTIONS["question"]:
            if not action.fixed and key in self.of("question", action):
                return action.defaults[0]
        usual = (key in action.defaults for action in ACTIONS["question"])
        return "" if any(usual) and key != "tab" else key

    def for_textual(self) -> dict[str, str]:
        """What `App.set_keymap` takes. All keys of a table in which one is changed: what
        shares a key with a changed action would lose it."""
        tables = {each.partition(".")[0] for each in self.changed}
        return {
            each: ",".join(self.bound(each).keys)
            for each in BY_ID
            if each.partition(".")[0] in tables
        }

    def with_profile(self, settings: Mapping[str, Any]) -> Keymap:
        """These keys, and above them those that are settings of the profile (`keys.ID`)."""
        own = {}
        for each in BY_ID:
            if isinstance(named := settings.get(f"keys.{each}"), str) and named:
                keys = tuple(filter(None, map(_key_named, named.split(","))))
                if len(keys) == named.count(",") + 1:
                    own[each] = Bound(keys, "all")
        return Keymap({**self.changed, **own}, self.preset)


def read_keys(config: Config) -> Keymap:
    """The keys by the section `keys` of the learner's files; what is wrong there is added to
    `config.wrong`, and of two actions with one key on one screen one keeps its usual keys."""
    preset = ""
    lines: dict[str, tuple[tuple[str, ...], Entry]] = {}
    later: list[tuple[str, tuple[str, ...], Entry]] = []
    for source in ("config", "class"):
        for entry in config.section("keys"):
            if entry.source != source:
                continue
            name = ".".join(entry.path[1:])
            if name == "preset":
                preset = preset or _preset(entry, config.wrong)
                continue
            ids = _ids(name)
            keys = _keys(entry, ids, config.wrong)
            for each in ids if keys else ():
                if name.startswith("all."):
                    later.append((each, keys, entry))
                else:
                    lines.setdefault(each, (keys, entry))
        for each, keys, entry in later:  # what names a screen comes first
            lines.setdefault(each, (keys, entry))
    while True:
        changed = {
            each: Bound(tuple(keys.split(",")), "preset")
            for each, keys in PRESETS.get(preset, {}).items()
        }
        changed |= {each: Bound(keys, entry.source) for each, (keys, entry) in lines.items()}
        keymap = Keymap(changed, preset)
        # First what clashes with usual keys: of two lines the weaker may do without the other.
        found = [([e for e in lines if e in pair], key, pair) for key, *pair in clashes(keymap)]
        own, key, pair = min(found, key=lambda each: len(each[0]) or 3, default=([], "", []))
        if not own:
            return keymap
        config.wrong.append(lines.pop(own[-1])[1].wrong(_clash(key, *pair), value=True))


def clashes(keymap: Keymap) -> Iterator[tuple[str, str, str]]:
    """Each key that is to do two things on one screen, with the ids of both. What has a key
    in common with another by default never holds when the other does."""
    for table in ACTIONS:
        tables = [table]
        if table not in DIALOGS and table not in ("question", "everywhere"):
            tables += ["question"] * (table in _ASKING) + ["everywhere"]
        holders: dict[str, list[tuple[str, Action]]] = {}
        for each in tables:
            for action in ACTIONS[each]:
                for key in dict.fromkeys(keymap.of(each, action)):
                    holders.setdefault(key, []).append((f"{each}.{action.id}", action))
        for key, holding in holders.items():
            for n, (one, first) in enumerate(holding):
                for other, second in holding[n + 1 :]:
                    changed = one in keymap.changed or other in keymap.changed
                    apart = set(first.defaults) & set(second.defaults)
                    if changed and not apart and one != other:
                        yield key, one, other


def is_typed(key: str) -> bool:
    """Whether a key writes a character where a text is being typed."""
    from textual.keys import key_to_character

    written = "/" if key == "slash" else key_to_character(key)
    return written is not None and written.isprintable()


def _clash(key: str, one: str, other: str) -> Message:
    return Message(
        "“{key}” would be both “{one}” ({first}) and “{other}” ({second}) on one screen: give "
        "one of them another key.",
        key=key,
        one=_label(one),
        first=one,
        other=_label(other),
        second=other,
    )


def _label(each: str) -> Message:
    table, _, name = each.partition(".")
    return next(action.message for action in ACTIONS[table] if action.id == name)


def _preset(entry: Entry, wrong: list[Wrong]) -> str:
    if isinstance(entry.value, str) and entry.value in PRESETS:
        return entry.value
    sentence = Message(
        "There is no preset “{name}”; there are {known}.",
        name=entry.value,
        known=", ".join(PRESETS),
    )
    wrong.append(entry.wrong(sentence, value=True))
    return ""


def _ids(name: str) -> list[str]:
    """The actions that a line is about: one, or with `all.NAME` that of every screen."""
    table, _, action = name.partition(".")
    if table == "all":
        return [each for each in BY_ID if each.partition(".")[2] == action]
    return [name] if name in BY_ID else []


def _keys(entry: Entry, ids: list[str], wrong: list[Wrong]) -> tuple[str, ...]:
    """The keys that a line names; none where it cannot be used."""
    name = ".".join(entry.path[1:])
    if not ids:
        sentence = Message("There is no action “{name}”.", name=name)
        alike = [*BY_ID, *(f"all.{each.partition('.')[2]}" for each in BY_ID)]
        wrong.append(unknown(entry, sentence, name, alike))
        return ()
    named = entry.value.split(",") if isinstance(entry.value, str) else entry.value
    if not isinstance(named, list) or not named or not all(isinstance(k, str) for k in named):
        sentence = Message("Write the keys as “u” or “u, ctrl+z”.")
        wrong.append(entry.wrong(sentence, value=True))
        return ()
    keys = []
    for one in named:
        text, key = one.strip() or one, _key_named(one)
        if key is None:
            sentence = Message("There is no key “{key}”.", key=text)
            hints = unknown(entry, sentence, text, _known_keys())
            wrong.append(hints._replace(column=entry.value_column))
            return ()
        if is_typed(key) and any(BY_ID[each].everywhere for each in ids):
            sentence = Message(
                "“{key}” writes a character, and {name} works while a text is typed, too: "
                "choose a key such as ctrl+k or f5.",
                key=text,
                name=name,
            )
            wrong.append(entry.wrong(sentence, value=True))
            return ()
        keys.append(key)
    return tuple(keys)


@cache
def _known_keys() -> list[str]:
    from textual.keys import Keys, _character_to_key

    named = sorted(key.value for key in Keys if not key.value.startswith("<"))
    return named + [_character_to_key(chr(code)) for code in range(33, 127)]


def _key_named(name: str) -> str | None:
    """The key of this name, or that writes this character, as textual calls it; None where
    there is none."""
    from textual.keys import _character_to_key

    text = name.strip() or name
    key = _character_to_key(text) if len(text) == 1 else text.casefold()
    key = _ALIASES.get(key, key)
    return key if key in _known_keys() or (len(text) == 1 and text.isprintable()) else None
