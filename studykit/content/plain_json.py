"""Models and outlines ↔ plain JSON, without pydantic: what the compiled cache holds.

The JSON of a model is its validated YAML tree, plain scalars as typed, so that reading it needs
no checks. How each field is read follows from its type alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from inspect import get_annotations
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from studykit.content.outline import (
    CardOutline,
    Inclusion,
    LessonOutline,
    QuestionOutline,
    SectionOutline,
)
from studykit.questions.fields import Formula, is_formula
from studykit.questions.scalars import core_scalar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_Model = TypeVar("_Model")
_Reader = Callable[[Any], Any]


def from_plain(model: type[_Model], data: dict[str, Any]) -> _Model:
    """The `model` that `data`, a valid YAML tree, describes."""
    kind: Any = model  # else a type of a variable's kind counts as not hashable
    read: _Model = _model_reader(kind)(data)
    return read


@cache
def _model_reader(model: Any) -> _Reader:
    hints: dict[str, Any] = {}
    for base in reversed(model.__mro__[:-1]):
        hints |= _own_hints(base)
    readers = {f.name: reader for f in fields(model) if (reader := _reader(hints[f.name]))}

    def read(data: dict[str, Any]) -> Any:
        return model(
            **{
                key: readers[key](value) if key in readers else value
                for key, value in data.items()
                if value is not None  # a key that is left empty is as good as missing
            }
        )

    return read


@cache
def _own_hints(model: Any) -> dict[str, Any]:
    """The types of the fields that a class declares itself: `get_type_hints` would work out
    those of `QuestionBase` again for each type, which a first lesson would have to wait for."""
    return get_annotations(model, eval_str=True)


def _reader(hint: Any) -> _Reader | None:
    """Turns a value into what `hint` says; None where a value of JSON is that already."""
    if hint is float:
        return _number
    if hint is int or hint is bool:
        return _scalar
    if _is_model(hint):
        return _model_reader(hint)
    kind, of = get_origin(hint), get_args(hint)
    if kind is Annotated:
        return _reader(of[0])
    if kind is tuple:
        item = _reader(of[0])
        return (
            tuple if item is None else lambda values: tuple([item(value) for value in values])
        )
    if kind is dict and (value_reader := _reader(of[1])):
        return lambda entries: {key: value_reader(value) for key, value in entries.items()}
    return _union_reader(of) if kind in (UnionType, Union) else None


def _as_it_is(value: Any) -> Any:
    return value


def _number(value: Any) -> float:
    # A whole number may have been written.
    return Formula(value) if is_formula(value) else float(_scalar(value))


def _scalar(value: Any) -> Any:
    return core_scalar(value) if isinstance(value, str) else value


def _is_model(hint: Any) -> bool:
    return is_dataclass(hint)


def _union_reader(members: Iterable[Any]) -> _Reader | None:
    """A mapping is one of the models, told apart by `type`; all else is of the other kind."""
    models = [member for member in members if _is_model(member)]
    if len(models) > 1:
        # Each type is looked into when the first question of it is read.
        by_type = {model.__dataclass_fields__["type"].default: model for model in models}
        return lambda data: _model_reader(by_type[data["type"]])(data)
    others = {get_origin(member) or member: _reader(member) for member in members}
    list_reader, entry_reader = others.pop(tuple, None), others.pop(dict, None)
    if list_reader and entry_reader:
        readers: dict[type[Any], _Reader] = {list: list_reader, dict: entry_reader}
        return lambda value: readers.get(type(value), _as_it_is)(value)
    other = next((_reader(m) for m in members if m not in models and _reader(m)), None)
    if not models:
        return other and (lambda value: None if value is None else other(value))

    def read(value: Any) -> Any:
        if isinstance(value, dict):
            return _model_reader(models[0])(value)
        return value if other is None or value is None else other(value)

    return read


def outline_to_plain(outline: LessonOutline) -> dict[str, Any]:
    """The outline as JSON; where its file lies is left to whoever reads it."""
    return {
        "id": outline.id,
        "title": outline.title,
        "summary": outline.summary,
        "objectives": outline.objectives,
        "sections": outline.sections,
        "cards": outline.cards,
        "questions": outline.questions,
        "line": outline.line,
        "drafts": outline.drafts,
        "bank": outline.bank,
        "stimuli": outline.stimuli,
        "includes": outline.includes,
        "borrowed": outline.borrowed,
    }


def outline_from_plain(data: dict[str, Any], file: Path) -> LessonOutline:
    """The outline that `outline_to_plain` wrote, of the lesson in `file`."""
    return LessonOutline(
        id=data["id"],
        title=data["title"],
        summary=data["summary"],
        objectives=data["objectives"],
        sections=tuple(
            SectionOutline(key, title, tuple(check), line)
            for key, title, check, line in data["sections"]
        ),
        cards=tuple(
            CardOutline(key, entry, objective, source, tuple(tags), *rest)
            for key, entry, objective, source, tags, *rest in data["cards"]
        ),
        questions=tuple(
            QuestionOutline(key, kind, objective, source, tuple(tags), *rest)
            for key, kind, objective, source, tags, *rest in data["questions"]
        ),
        file=file,
        line=data["line"],
        drafts=data["drafts"],
        bank=data["bank"],
        stimuli=tuple(data["stimuli"]),
        includes=tuple(
            Inclusion(name, tuple(ids), tuple(tags), *place)
            for name, ids, tags, *place in data["includes"]
        ),
        borrowed=tuple(data["borrowed"]),
    )
