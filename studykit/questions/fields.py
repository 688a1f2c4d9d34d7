"""The types of fields that all that authors write has in common.

Plain types, so that reading a course from the cache needs no pydantic; `validate.py` hangs
pydantic on them where YAML is read.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from studykit.questions.scalars import value_of

STRICT_DATACLASS: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True}


class _Strict:
    """Asks pydantic for the very type: `correct: yes` is text, not true."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        strict = handler(source) | {"strict": True}
        return core_schema.no_info_before_validator_function(value_of, strict)


Flag = Annotated[bool, _Strict()]
Number = Annotated[float, _Strict()]
Whole = Annotated[int, _Strict()]

ChoiceScoring = Literal["all_or_nothing", "net_correct", "each_option", "weights"]
