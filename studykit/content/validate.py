"""Plain tree → models: pydantic finds what does not fit, we say it and point at it."""

from __future__ import annotations

import dataclasses
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from studykit.content import advice
from studykit.content.course_model import CourseHead
from studykit.content.diagnostics import MOST_PROBLEMS, did_you_mean
from studykit.content.lesson_model import CardEntry, Include, Lesson, Section, StimulusEntry
from studykit.language.message import Message, either, quoted
from studykit.questions.problem import Problem, Way
from studykit.questions.registry import QUESTION_TYPES, Question

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic import TypeAdapter, ValidationError


_MOST_ERRORS = 1000
"""Errors in one part of a file that are looked at; each takes a kilobyte."""
_SCALAR_BRANCHES = ("str", "function-before[", "function-wrap[")
"""By what pydantic names the kinds of a union that are no model."""
_TYPE = "type"
_KIND_NAMES = {
    "string_type": Message("text"),
    "tuple_type": Message("a list"),
    "dict_type": Message("a mapping of keys and values"),
    "dataclass_type": Message("a mapping of keys and values"),
    "bool_type": Message("true or false"),
    "float_type": Message("a number"),
    "int_type": Message("a whole number"),
}


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    # Costs 75 ms, and more for building the schemas: only who reads YAML pays.
    from pydantic import TypeAdapter

    return TypeAdapter(model)


@cache
def _lesson_top() -> Any:
    """`Lesson` without its questions, which are validated one by one by their types."""
    hints = get_type_hints(Lesson, include_extras=True)
    fields = [
        (f.name, hints[f.name], dataclasses.field(default=f.default))
        for f in dataclasses.fields(Lesson)
        if f.name != "questions"
    ]
    config = {"__pydantic_config__": Lesson.__pydantic_config__}
    return dataclasses.make_dataclass("LessonTop", fields, kw_only=True, namespace=config)


def _validated(model: Any, tree: Any, known: list[str]) -> tuple[Any, list[Any]]:
    """The model of `tree`, or None and pydantic's errors, which may be too many to list."""
    from pydantic import ValidationError

    try:
        return _adapter(model).validate_python(tree), []
    except ValidationError as error:
        errors = _listed_errors(error)
    empty = {way for one in errors if (way := _empty_key(tree, one["loc"], known))}
    if empty:
        # Once more without the keys that are empty: those that may be left out are no error.
        try:
            return _adapter(model).validate_python(_without(tree, empty)), []
        except ValidationError as error:
            errors = _listed_errors(error)
    return None, errors


def _listed_errors(error: ValidationError) -> list[Any]:
    if error.error_count() > _MOST_ERRORS:
        return []
    return error.errors(include_url=False, include_context=True)


def _checked(model: Any, tree: Any, name: Message, *more: str) -> tuple[Any, list[Problem]]:
    """`more`: keys that may stand beside those of the model."""
    known = [*_names(model), *more]
    found, errors = _validated(model, tree, known)
    if found is not None:
        return found, []
    if not errors:
        message = Message(
            "{thing} has more than {most:,} keys or values that do not fit.",
            thing=name,
            most=_MOST_ERRORS,
        )
        return None, [Problem((), "SK203", message)]
    return None, [p for one in errors if (p := _in_our_words(tree, one, name, known))]


def _way(tree: Any, steps: tuple[str | int, ...]) -> Way:
    """The way into `tree` of where pydantic found an error, without the names of branches."""
    way: list[str | int] = []
    for step in steps:
        if _has(tree, step):
            tree = tree[step]
            way.append(step)
    return tuple(way)


def _empty_key(tree: Any, steps: tuple[str | int, ...], known: list[str]) -> Way:
    """The way to the key of a model behind which nothing stands, if an error is about one."""
    way = _way(tree, steps)
    return (
        way
        if way and _at(tree, way) is None and way[-1] in _known_keys(way[:-1], known)
        else ()
    )


def _without(tree: Any, ways: Collection[Way], here: Way = ()) -> Any:
    """A copy of `tree` without the keys at `ways`."""
    if isinstance(tree, dict):
        return {
            key: _without(value, ways, (*here, key))
            for key, value in tree.items()
            if (*here, key) not in ways
        }
    if isinstance(tree, list):
        return [_without(value, ways, (*here, n)) for n, value in enumerate(tree)]
    return tree


def lesson_from_tree(tree: Any) -> tuple[Lesson | None, list[Problem]]:
    """The lesson, or None and everything that keeps it from being one."""
    if not isinstance(tree, dict):
        return None, [_not_a_mapping((), tree, Message("A lesson file"), "title: …")]
    top_tree = {key: value for key, value in tree.items() if key != "questions"}
    top, problems = _checked(_lesson_top(), top_tree, Message("The lesson"), "questions")
    entries = tree.get("questions")
    questions, more = _questions_from_tree([] if entries is None else entries)
    problems += more
    if problems:
        return None, problems
    values = {f.name: getattr(top, f.name) for f in dataclasses.fields(top)}
    return Lesson(**values, questions=questions), []


def sound_parts(tree: Any) -> tuple[Lesson, dict[str, list[int]]]:
    """What can be understood of a lesson that cannot be as a whole, for further checks.

    With it comes, for `sections`, `cards` and `questions`, where each part stands in `tree`.
    """
    places: dict[str, list[int]] = {"sections": [], "cards": [], "questions": []}
    parts: dict[str, Any] = {}
    for kind, indices in places.items():
        found = []
        entries = tree.get(kind) if isinstance(tree, dict) else None
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            model = _question_model(entry) if kind == "questions" else _models()[kind][0]
            part = _validated(model, entry, _names(model))[0] if model else None
            if part is not None:
                found.append(part)
                indices.append(index)
        parts[kind] = tuple(found)
    return Lesson(id="lesson", title="Lesson", **parts), places


def _questions_from_tree(entries: Any) -> tuple[tuple[Question, ...], list[Problem]]:
    if not isinstance(entries, list):
        wrong = _wrong_kind("tuple_type", entries, "questions")
        return (), [Problem(("questions",), "SK203", *wrong)]
    problems: list[Problem] = []
    questions: list[Question] = []
    for index, entry in enumerate(entries):
        question, wrong_here = question_from_tree(entry)
        if question is not None:
            questions.append(question)
        problems += [problem.within(("questions", index)) for problem in wrong_here]
        if len(problems) > MOST_PROBLEMS:
            break
    return tuple(questions), problems


def _question_model(entry: Any) -> Any:
    """The type that a question names, or None."""
    name = entry.get("type") if isinstance(entry, dict) else None
    return QUESTION_TYPES.get(name) if isinstance(name, str) else None


def question_from_tree(entry: Any) -> tuple[Question | None, list[Problem]]:
    """One question, or None and everything that keeps it from being one."""
    if not isinstance(entry, dict):
        return None, [_not_a_mapping((), entry, Message("A question"), "type: …")]
    if "<<" in entry:
        hint = advice.key_advice("<<", entry, ())
        problem = Problem(
            ("<<",), "SK201", Message("The question has no key “<<”."), hint, key=True
        )
        return None, [problem]
    if entry.get("type") is None:
        near = _near_key("type", entry, [])
        if near:
            hint = Message("Did you mean “{name}”?", name=_TYPE)
            message = Message("The question has no key “{near}”.", near=near)
            return None, [Problem((near,), "SK201", message, hint, key=True)]
        if {"front", "back"} & entry.keys():
            message = Message("This is a card, and stands among the questions.")
            return None, [Problem((), "SK202", message, Message("Put it under “cards”."))]
        hint = Message("Add “type: …”, one of {names}.", names=either(QUESTION_TYPES))
        return None, [Problem((), "SK202", Message("The question has no “type”."), hint)]
    name = entry["type"]
    if not isinstance(name, str) or name not in QUESTION_TYPES:
        hint = did_you_mean(str(name), QUESTION_TYPES)
        hint = hint or Message("The types are {names}.", names=either(QUESTION_TYPES))
        return None, [
            Problem(
                ("type",),
                "SK205",
                Message("There is no question type “{name}”.", name=name),
                hint,
            )
        ]
    model = QUESTION_TYPES[name]
    return _checked(model, entry, Message("A question of the type {name}", name=name))


def card_from_tree(entry: Any) -> tuple[CardEntry | None, list[Problem]]:
    """One entry under `cards`, or None and everything that keeps it from being one."""
    if not isinstance(entry, dict):
        return None, [_not_a_mapping((), entry, Message("A card"), "front: …")]
    return _checked(CardEntry, entry, Message("The card"))


def course_from_tree(tree: Any) -> tuple[CourseHead | None, list[Problem]]:
    """The head of a course, or None and everything that keeps it from being one."""
    if not isinstance(tree, dict):
        return None, [_not_a_mapping((), tree, Message("A course file"), "id: …")]
    return _checked(CourseHead, tree, Message("The course"))


def _has(node: Any, step: str | int) -> bool:
    """Whether a mapping or a list has something at this step of a path."""
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int)


def _in_our_words(tree: Any, error: Any, whole: Message, top_keys: list[str]) -> Problem | None:
    """Our problem for one pydantic error; None when another error says it better."""
    kind: str = error["type"]
    steps: tuple[str | int, ...] = error["loc"]
    way: list[str | int] = []
    node: Any = tree
    for step in steps:
        if _has(node, step):
            node = node[step]
            way.append(step)
        elif (
            str(step).startswith(_SCALAR_BRANCHES)
            if isinstance(node, dict)
            else step in _branch_names()
        ):
            return None  # the other branch of a union is the one that was meant
    path = tuple(way)
    if kind == "missing":
        missing = str(steps[-1])
        if path and path[-1] == missing and node is None:
            message = Message("“{name}” is empty.", name=missing)
            return Problem(path, "SK202", message, Message("Write a value behind the colon."))
        known = _known_keys(path, top_keys)
        if _near_key(missing, node, known) or advice.other_name(missing, node, known):
            return None  # the key that stands for it is reported, with this one as its hint
        hint = Message("Add “{key}: …”.", key=missing)
        return Problem(
            path,
            "SK202",
            Message("{thing} has no “{key}”.", thing=_thing(path, whole), key=missing),
            hint,
        )
    if kind == "unexpected_keyword_argument":
        word, known = str(path[-1]), _known_keys(path[:-1], top_keys)
        hint = advice.key_advice(word, _at(tree, path[:-1]), known)
        hint = hint or did_you_mean(word, known)
        message = Message(
            "{thing} has no key “{word}”.", thing=_thing(path[:-1], whole), word=word
        )
        return Problem(path, "SK201", message, hint, key=True)
    if kind == "dataclass_type" and path and isinstance(path[-1], int):
        entries = _at(tree, path[:-1])
        if path[-1] and not isinstance(entries[path[-1] - 1], dict):
            return None  # the first of them is reported, with how each is written
        list_name = str(path[-2])
        message = Message(
            "{thing} must be a mapping, not {kind}.",
            thing=_thing(path, whole),
            kind=_kind_of(node),
        )
        return Problem(path, "SK203", message, advice.entry_advice(list_name, node))
    if kind == "variable":
        hint = Message("Write {from: 2, to: 9}, [2, 3, 5], 9.81 or = n * 2.")
        return Problem(path, "SK203", error["ctx"]["message"], hint)
    name = path[-1] if path and isinstance(path[-1], str) else _thing(path, whole)
    if kind == "literal_error":
        allowed = [word.strip("'") for word in _allowed(error["ctx"]["expected"])]
        near = did_you_mean(node, allowed) if isinstance(node, str) else None
        message = Message("“{name}” cannot be {kind}.", name=name, kind=_kind_of(node))
        hint = near or Message("Use {names}.", names=either(allowed))
        return Problem(path, "SK204", message, hint)
    if kind in _KIND_NAMES:
        return Problem(path, "SK203", *_wrong_kind(kind, node, name))
    return Problem(
        path, "SK203", Message("“{name}” is not right: {error}.", name=name, error=error["msg"])
    )


def _at(tree: Any, path: Way) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _near_key(missing: str, node: Any, known: list[str]) -> str:
    if isinstance(node, dict):
        for key in islice(node, MOST_PROBLEMS):
            if key not in known and did_you_mean(str(key), [missing]):
                return str(key)
    return ""


def _allowed(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


def _wrong_kind(kind: str, value: Any, name: str | Message) -> tuple[Message, Message]:
    wanted = _KIND_NAMES[kind]
    subject = name if isinstance(name, Message) else quoted(name)
    if value is None:
        return Message(
            "{subject} is empty; it must be {wanted}.", subject=subject, wanted=wanted
        ), Message("Give a value, or remove it.")
    message = Message(
        "{subject} must be {wanted}, not {kind}.",
        subject=subject,
        wanted=wanted,
        kind=_kind_of(value),
    )
    match kind:
        case "string_type":
            return message, advice.text_advice(value)
        case "tuple_type":
            return message, advice.list_advice(name, value)
        case "dict_type":
            return message, advice.mapping_advice(name, value)
        case "bool_type":
            return message, advice.flag_advice(value)
        case "float_type" | "int_type":
            return message, advice.number_advice(name, value)
    return message, Message()


def _kind_of(value: Any) -> Message:
    if isinstance(value, dict):
        return Message("a mapping")
    if isinstance(value, list):
        return Message("a list")
    text = "null" if value is None else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return quoted(text if len(text) <= 40 else f"{text[:39]}…")


def _not_a_mapping(way: Way, value: Any, thing: Message, example: str) -> Problem:
    message = Message(
        "{thing} must be a mapping of keys and values, not {kind}.",
        thing=thing,
        kind=_kind_of(value),
    )
    return Problem(way, "SK203", message, advice.file_advice(example, value))


_THINGS = {
    "Answer": Message("The answer"),
    "CardEntry": Message("The card"),
    "Draw": Message("This line of the draw"),
    "NumberAnswer": Message("The answer"),
    "Option": Message("The option"),
    "Pair": Message("The pair"),
    "Quiz": Message("The quiz"),
    "Section": Message("The section"),
    "Source": Message("The source"),
    "Tolerance": Message("The tolerance"),
}
"""What an entry is called in a sentence, by the name of its model."""


def _thing(path: Way, whole: Message) -> Message:
    """What the mapping at `path` is called in a sentence."""
    for step in reversed(path):
        if isinstance(step, str):
            models = _models().get(step)
            return _THINGS[models[0].__name__] if models else quoted(step)
    return whole


def _names(model: type[Any]) -> list[str]:
    return [f.name for f in dataclasses.fields(model)]


@cache
def _models() -> dict[str, list[type[Any]]]:
    """The models of the entries that stand under a key, by the key: some types of question
    have different entries under one."""
    found: dict[str, list[type[Any]]] = {
        "sections": [Section],
        "cards": [CardEntry],
        "include": [Include],
        "stimuli": [StimulusEntry],
    }
    waiting: list[type[Any]] = [CourseHead, *QUESTION_TYPES.values()]
    while waiting:
        hints = get_type_hints(waiting.pop())
        for key, hint in hints.items():
            if (model := _model_in(hint)) and model not in found.setdefault(key, []):
                found[key].append(model)
                waiting.append(model)
    return found


def _model_in(hint: Any) -> type[Any] | None:
    """The model that a type is, or holds as an item or as one of several kinds."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint
    return next(filter(None, map(_model_in, get_args(hint))), None)


@cache
def _branch_names() -> frozenset[str]:
    """By what pydantic names the models that are one of several kinds."""
    return frozenset(model.__name__ for models in _models().values() for model in models)


def _known_keys(path: Way, top_keys: list[str]) -> list[str]:
    for step in reversed(path):
        if isinstance(step, str) and step in _models():
            models = _models()[step]
            return list(dict.fromkeys(name for model in models for name in _names(model)))
    return top_keys
