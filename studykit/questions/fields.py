"""The types of fields that all that authors write has in common.

Plain types, so that reading a course from the cache needs no pydantic; `validate.py` hangs
pydantic on them where YAML is read.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from studykit.language.message import Message, quoted
from studykit.questions.scalars import value_of

STRICT_DATACLASS: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True}


class _Strict:
    """Asks pydantic for the very type: `correct: yes` is text, not true."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        strict = handler(source) | {"strict": True}
        return core_schema.no_info_before_validator_function(value_of, strict)


class Formula(float):
    """A number that the variables of a question give: `= n * 2`. Until it is worked out for a
    draw it counts as 0."""

    __slots__ = ("source",)

    source: str
    """The expression, without the sign of equality before it."""

    def __new__(cls, source: str) -> Formula:
        """The formula that `source` writes, whose sign of equality may stand before it."""
        formula = super().__new__(cls, 0.0)
        formula.source = source.removeprefix("=").strip()
        return formula

    def __eq__(self, other: object) -> bool:
        """Formulas are equal when they are written alike."""
        return isinstance(other, Formula) and self.source == other.source

    def __ne__(self, other: object) -> bool:
        """As `__eq__`; a float would ask for the value alone."""
        return not self == other

    def __hash__(self) -> int:
        """As `__eq__`."""
        return hash(self.source)

    def __bool__(self) -> bool:
        """It is something written, whatever it comes to."""
        return True

    def __repr__(self) -> str:
        """The formula as its author wrote it."""
        return f"= {self.source}"


def is_formula(value: Any) -> bool:
    """Whether what stands where a number is expected is a formula."""
    return isinstance(value, str) and value.startswith("=")


class _StrictOrFormula(_Strict):
    """A number, or the formula that gives one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        strict = super().__get_pydantic_core_schema__(source, handler)
        return core_schema.no_info_wrap_validator_function(
            lambda value, number: Formula(value) if is_formula(value) else number(value), strict
        )

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Any:
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^="}]}


class _VariableKinds:
    """Asks pydantic for one of the kinds of variables, and says itself what does not fit: of
    several kinds pydantic reports each."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self._variable)

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Any:
        number = {"type": "number"}
        limits = {
            "type": "object",
            "properties": dict.fromkeys(("from", "to", "step"), number),
            "required": ["from", "to"],
            "additionalProperties": False,
        }
        numbers = {"type": "array", "items": number, "minItems": 1}
        return {"anyOf": [limits, numbers, number, {"type": "string", "pattern": "^="}]}

    def _variable(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): self._number(each, quoted(key)) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return tuple(self._number(each, Message("A number of the list")) for each in value)
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return repr(value)
        raise self._error(
            Message("A variable must be a range, a list, a number or an expression.")
        )

    def _number(self, value: Any, name: Message) -> float:
        number = value_of(value)
        if isinstance(number, bool) or not isinstance(number, int | float):
            if isinstance(value, dict | list) or value is None:
                raise self._error(Message("{name} must be a number.", name=name))
            raise self._error(
                Message("{name} must be a number, not “{value}”.", name=name, value=value)
            )
        return float(number)

    @staticmethod
    def _error(message: Message) -> Exception:
        from pydantic_core import PydanticCustomError

        return PydanticCustomError("variable", "{message}", {"message": message})


Flag = Annotated[bool, _Strict()]
Number = Annotated[float, _Strict()]
Whole = Annotated[int, _Strict()]
Computable = Annotated[float, _StrictOrFormula()]
"""A number of a question, which its variables may give."""
Variable = Annotated[dict[str, float] | tuple[float, ...] | str, _VariableKinds()]
"""How a variable gets its number: the keys of a range, the numbers of a list, or an expression
with its sign of equality; a number that is always the same is text as typed."""

ChoiceScoring = Literal["all_or_nothing", "net_correct", "each_option", "weights"]
