"""Finds the sentences of the interface in the source, and brings the catalogues up to them.

`python -m tests.messages` adds what is new to every catalogue, with an empty translation, and
takes out what no longer occurs. `tests/language/test_catalogues.py` tells what is left to do.
"""

from __future__ import annotations

import ast
import json
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib

from studykit.web.sentences import SENTENCES

ROOT = Path(__file__).parents[1] / "studykit"
CATALOGUES = sorted((ROOT / "language" / "locale").glob("*/LC_MESSAGES/studykit.po"))

WORDS = frozenset({"words", "_words", "texts"})
"""What an object of `Words` is called; calling it says its first argument."""
TABLES = {"Action": 2, "_tell": 0}
"""Other callables that take a sentence, and which of their arguments it is."""
PASSED_ON = frozenset({"pattern", "one", "label", "line_of_text"})
"""Parameters of functions that only pass a sentence on; their callers are read instead."""


class Source(NamedTuple):
    """A sentence as gettext knows it."""

    text: str
    more: str = ""
    context: str = ""


class Found(NamedTuple):
    """One call that says a sentence, or would if the sentence could be read off it."""

    place: str
    source: Source | None
    problem: str = ""


def found(root: Path = ROOT) -> list[Found]:
    """Every sentence that the program says, in the order of the files."""
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in _modules(root)}
    messages = {"Message", *_refusals(trees.values())}
    said = [
        call
        for file in sorted(trees)
        for node in ast.walk(trees[file])
        if isinstance(node, ast.Call)
        for call in _said(node, messages, f"{file.relative_to(root).as_posix()}")
    ]
    return said + (_of_the_player() if root == ROOT else [])


def _modules(root: Path) -> Iterator[Path]:
    """The modules of the program; packages of the player's tools are none of them."""
    return (file for file in root.rglob("*.py") if "node_modules" not in file.parts)


def _of_the_player() -> list[Found]:
    """What the sources of the player say, as its build has found it."""
    place = f"{SENTENCES.relative_to(ROOT).as_posix()}:1"
    said = []
    for first, *more in json.loads(SENTENCES.read_text(encoding="utf-8")):
        if len(more) == 2:
            said.append(Found(place, Source(more[0], context=first)))
        else:
            said.append(Found(place, Source(first, *more)))
    return said


def _refusals(trees: Iterable[ast.Module]) -> set[str]:
    """The exceptions whose first argument is a sentence; those with a beginning of their own
    take a `Message`, and the type checker looks at that."""
    classes = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and not any(isinstance(n, ast.FunctionDef) and n.name == "__init__" for n in node.body)
    ]
    known = {"Refusal"}
    while True:
        more = {c.name for c in classes if known & {ast.unparse(base) for base in c.bases}}
        if more <= known:
            return known
        known |= more


def _said(call: ast.Call, messages: set[str], file: str) -> Iterator[Found]:
    *owner, name = ast.unparse(call.func).replace("words()", "words").split(".")
    if not call.args or any(map(_is_passed_on, call.args)):
        return  # textual's Message() has no argument
    says = owner[-1] if owner else ""
    place = f"{file}:{call.lineno}"
    if (name == "many" and says in WORDS | messages) or name == "_tell_many":
        yield _read(place, call.args[1:3], ("text", "more"))
    elif name == "in_context":
        yield _read(place, call.args[:2], ("context", "text"))
    elif name in WORDS | messages:
        yield _read(place, call.args[:1], ("text",))
    elif name in TABLES:
        argument = call.args[TABLES[name] : TABLES[name] + 1]
        if argument and (
            isinstance(argument[0], ast.JoinedStr | ast.BinOp) or _is_text(argument[0])
        ):
            context = [k.value for k in call.keywords if k.arg == "context"]
            parts = ("text", "context") if context else ("text",)
            yield _read(place, argument + context, parts)
        return
    else:
        return
    yield from _values(place, call)


def _is_text(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)


def _is_passed_on(argument: ast.expr) -> bool:
    if isinstance(argument, ast.Call):
        return ast.unparse(argument.func) == "str"  # another's text, said as it is
    name = ast.unparse(argument).rpartition(".")[2]
    return isinstance(argument, ast.Name | ast.Attribute) and name in PASSED_ON


def _read(place: str, arguments: list[ast.expr], parts: tuple[str, ...]) -> Found:
    texts = [a.value if isinstance(a, ast.Constant) else None for a in arguments]
    if len(texts) == len(parts) and all(isinstance(text, str) and text for text in texts):
        return Found(place, Source(**dict(zip(parts, map(str, texts), strict=True))))
    return Found(place, None, "not a literal: a translator cannot see what is said")


def _values(place: str, call: ast.Call) -> Iterator[Found]:
    """What is wrong with the values that a sentence is filled with."""
    named = {keyword.arg for keyword in call.keywords}
    patterns = [a.value for a in call.args if isinstance(a, ast.Constant)]
    wanted = {name for text in patterns if isinstance(text, str) for name in names(text)}
    if wanted - named - {"n"} and None not in named:
        yield Found(place, None, f"no value for {sorted(wanted - named)}")
    for keyword in call.keywords:
        value = keyword.value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield Found(place, None, f"{keyword.arg} is English: make it a Message")


def names(pattern: str) -> set[str]:
    """The values that a sentence names; an example such as `{text: …}` is none."""
    try:
        fields = list(string.Formatter().parse(pattern))
    except ValueError:  # it speaks of a brace, and nothing is filled in
        return set()
    return {
        name
        for _, name, form, _ in fields
        if name and name.isidentifier() and not (form or "").startswith(" ")
    }


def update(catalogue: polib.POFile, calls: Iterable[Found]) -> None:
    """Make the entries of a catalogue those of the source; translations are kept."""
    places: dict[Source, set[str]] = defaultdict(set)
    for call in calls:
        if call.source:
            places[call.source].add(call.place.rpartition(":")[0])
    known = {(e.msgid, e.msgid_plural or "", e.msgctxt or ""): e for e in catalogue}
    plurals = catalogue.metadata["Plural-Forms"].partition("nplurals=")[2].partition(";")[0]
    catalogue[:] = []
    for source in sorted(places, key=lambda source: (source.text.casefold(), source)):
        entry = known.get(source) or polib.POEntry(
            msgid=source.text,
            msgid_plural=source.more,
            msgctxt=source.context or None,
            msgstr_plural=dict.fromkeys(range(int(plurals)), "") if source.more else {},
        )
        entry.occurrences = [(file, "") for file in sorted(places[source])]
        catalogue.append(entry)


def main() -> None:
    """Bring every catalogue up to the source and say what is left to translate."""
    calls = found()
    for call in calls:
        if call.problem:
            print(f"{call.place}: {call.problem}")
    for file in CATALOGUES:
        catalogue = polib.pofile(str(file), wrapwidth=0)
        update(catalogue, calls)
        file.write_bytes(str(catalogue).encode() + b"\n")
        print(f"{file}: {len(catalogue.untranslated_entries())} to translate")


if __name__ == "__main__":
    main()
