"""Arithmetic that an author writes: `n * 2 + sqrt(m)`.

An expression is read by Python's own parser and worked out here, node by node: numbers, names,
the signs `+ - * / // % **` and a fixed set of functions, nothing else. Every number is a float,
so that no result can grow in memory (`9**9**9` is out of range at once); the length, the number
of parts and the depth of an expression have bounds, and nothing in it can repeat.
"""

from __future__ import annotations

import ast
import math
import operator
import warnings
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from studykit.language.message import NOTHING, Message, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST = 500
"""Characters of an expression."""
_MOST_PARTS = 200
_DEEPEST = 30
_MOST_ARGUMENTS = 20
_LARGEST_WHOLE = 2**53
"""Up to here every whole number has a float of its own."""


class ExpressionError(Exception):
    """Why an expression cannot be read, or has no value; `hint` says what to do."""

    def __init__(self, message: Message, hint: Message = NOTHING) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class _NoValue(ValueError):
    """Why a function has no value for what it is given; `str()` is part of a sentence."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class Expression(NamedTuple):
    """An expression that was read."""

    body: ast.expr
    names: frozenset[str]
    """The variables in it."""

    def value(self, values: Mapping[str, float]) -> float:
        """What it comes to; `values` has all its names.

        Raises:
            ExpressionError: it has no value, such as a division by zero, or one that is out of
                range.
        """
        try:
            result = _value(self.body, values)
        except ZeroDivisionError:
            raise ExpressionError(Message("It divides by zero.")) from None
        except OverflowError:
            raise ExpressionError(Message("Its value is out of range.")) from None
        except ValueError as error:
            raise ExpressionError(no_value(error)) from None
        if not math.isfinite(result):
            raise ExpressionError(Message("Its value is out of range."))
        return result + 0.0  # no −0


def no_value(error: ValueError) -> Message:
    """The sentence for a function that has no value for what it is given."""
    why = error.reason if isinstance(error, _NoValue) else str(error)
    return Message("It has no value: {reason}.", reason=why)


def of_text(text: str, trouble: Message) -> Message:
    """What is wrong, and in which expression or variable."""
    return Message("“{text}”: {trouble}", text=text, trouble=trouble)


@lru_cache(maxsize=4096)
def read_expression(source: str) -> Expression:
    """The expression that `source` writes.

    Raises:
        ExpressionError: it is no arithmetic, or too large.
    """
    if len(source) > LONGEST:
        raise ExpressionError(
            Message("An expression has at most {n} characters.", n=LONGEST),
            Message("Give a part its own variable."),
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about code that is never run
            body = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ExpressionError(
            Message("“{text}” cannot be read as arithmetic.", text=_short(source)),
            Message("Write it as n * 2, with a sign between a number and a name."),
        ) from None
    if sum(1 for _ in ast.walk(body)) > _MOST_PARTS * 3:  # each sign and name is a node
        raise ExpressionError(
            Message("This expression is too long."), Message("Give a part its own variable.")
        )
    names: set[str] = set()
    _check(body, names, 0)
    return Expression(body, frozenset(names))


def _check(node: ast.expr, names: set[str], depth: int) -> None:
    """Collect the names in `node`.

    Raises:
        ExpressionError: something in it is no arithmetic.
    """
    if depth > _DEEPEST:
        raise ExpressionError(
            Message("This expression is nested too deep."), Message("Give a part a variable.")
        )
    match node:
        case ast.Constant(value=value):
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ExpressionError(
                    Message("“{text}” is no number.", text=_short(ast.unparse(node)))
                )
            _number(value)
        case ast.Name(id=name):
            if name in FUNCTIONS:
                raise ExpressionError(
                    Message("“{name}” is a function.", name=name),
                    Message("Write {name}(…).", name=name),
                )
            names.add(name)
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
            _check(operand, names, depth + 1)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            _check(left, names, depth + 1)
            _check(right, names, depth + 1)
        case ast.BinOp(op=ast.BitXor()):
            raise ExpressionError(
                Message("“^” is no sign of arithmetic here."),
                Message("Write n**2 for a power."),
            )
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            _check_call(name, arguments)
            for argument in arguments:
                _check(argument, names, depth + 1)
        case _:
            raise ExpressionError(
                Message("“{text}” is no arithmetic.", text=_short(ast.unparse(node))),
                Message(
                    "Use numbers, variables, + - * / // % ** and {functions}.",
                    functions=listed(FUNCTIONS),
                ),
            )


def _check_call(name: str, arguments: list[ast.expr]) -> None:
    if name not in FUNCTIONS:
        raise ExpressionError(
            Message("There is no function “{name}”.", name=name),
            Message("There are: {known}.", known=listed(FUNCTIONS)),
        )
    least, most, _ = FUNCTIONS[name]
    if not least <= len(arguments) <= most:
        if least == most:
            raise ExpressionError(
                Message.many(
                    least,
                    "{name}(…) takes {n} number.",
                    "{name}(…) takes {n} numbers.",
                    name=name,
                )
            )
        raise ExpressionError(
            Message(
                "{name}(…) takes {least} to {most} numbers.", name=name, least=least, most=most
            )
        )


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return _number(value)
        case ast.Name(id=name):
            return values[name] if name in values else CONSTANTS[name]
        case ast.UnaryOp(op=op, operand=operand):
            return _UNARY[type(op)](_value(operand, values))
        case ast.BinOp(left=left, op=op, right=right):
            return _BINARY[type(op)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return float(FUNCTIONS[name][2](*(_value(each, values) for each in arguments)))
    raise ExpressionError(Message("This is no arithmetic."))


def _number(value: float) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ExpressionError(Message("A number in it is out of range."))
    return number


def _short(text: str) -> str:
    return text.strip() if len(text.strip()) <= 40 else f"{text.strip()[:39]}…"


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except ValueError:
        if base == 0:
            raise ZeroDivisionError from None
        raise _NoValue(Message("a root of a negative number")) from None


def rounded(value: float, digits: float = 0) -> float:
    """`value` with so many decimals; a half goes away from zero, as at school."""
    places = _whole(digits)
    if abs(places) > 300:
        raise _NoValue(Message("that many digits are more than a number has"))
    exact = Decimal(repr(value))
    if exact.adjusted() + places > 16:
        return value
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def significant(value: float, digits: float) -> float:
    """`value` with so many significant figures."""
    figures = _whole(digits)
    if figures < 1:
        raise _NoValue(Message("a number has at least one significant figure"))
    return rounded(value, figures - 1 - Decimal(repr(value)).adjusted()) if value else 0.0


def _whole(value: float) -> int:
    if value != int(value):
        raise _NoValue(Message("{number:.15g} is no whole number", number=value))
    if abs(value) > _LARGEST_WHOLE:
        raise OverflowError
    return int(value)


def _of_wholes(function: Callable[..., int]) -> Callable[..., float]:
    """A function of whole numbers, which are small enough for it to end at once."""

    def call(*arguments: float) -> float:
        return float(function(*map(_whole, arguments)))

    return call


def _small(function: Callable[..., int]) -> Callable[..., float]:
    """A function whose result and time grow fast: its largest number is bounded."""

    def call(*arguments: float) -> float:
        wholes = [_whole(each) for each in arguments]
        if max(wholes) > 1000:
            raise OverflowError
        return float(function(*wholes))

    return call


def _log(value: float, base: float = math.e) -> float:
    if value <= 0 or base <= 0:
        raise _NoValue(Message("a logarithm of zero or of a negative number"))
    return math.log(value) if base == math.e else math.log(value, base)


def _sqrt(value: float) -> float:
    if value < 0:
        raise _NoValue(Message("a root of a negative number"))
    return math.sqrt(value)


_UNARY: dict[type[ast.unaryop], Callable[[float], float]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: _power,
}
CONSTANTS = {"pi": math.pi, "e": math.e}
"""Names that have a value unless a variable has the same name."""
FUNCTIONS: dict[str, tuple[int, int, Callable[..., float]]] = {
    "abs": (1, 1, abs),
    "min": (2, _MOST_ARGUMENTS, min),
    "max": (2, _MOST_ARGUMENTS, max),
    "round": (1, 2, rounded),
    "significant": (2, 2, significant),
    "floor": (1, 1, math.floor),
    "ceil": (1, 1, math.ceil),
    "sqrt": (1, 1, _sqrt),
    "pow": (2, 2, _power),
    "exp": (1, 1, math.exp),
    "ln": (1, 1, _log),
    "log10": (1, 1, lambda value: math.log10(value) if value > 0 else _log(value)),
    "log": (1, 2, _log),
    "sin": (1, 1, math.sin),
    "cos": (1, 1, math.cos),
    "tan": (1, 1, math.tan),
    "asin": (1, 1, math.asin),
    "acos": (1, 1, math.acos),
    "atan": (1, 2, lambda y, x=1.0: math.atan2(y, x) if x != 1.0 else math.atan(y)),
    "radians": (1, 1, math.radians),
    "degrees": (1, 1, math.degrees),
    "gcd": (2, _MOST_ARGUMENTS, _of_wholes(math.gcd)),
    "lcm": (2, _MOST_ARGUMENTS, _of_wholes(math.lcm)),
    "factorial": (1, 1, _small(math.factorial)),
    "comb": (2, 2, _small(math.comb)),
    "perm": (2, 2, _small(math.perm)),
}
"""Name → the fewest and the most numbers it takes, and what works it out. Angles are radians;
`log` is to the base e unless a second number says another."""
