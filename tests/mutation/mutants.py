"""What is changed: one rule of a module at a time, by the operators of cosmic-ray."""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider

from tests.mutation.rooms import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

Position = tuple[tuple[int, int], tuple[int, int]]


class SwapMinAndMax(Operator):  # type: ignore[misc]
    """A limit from below becomes one from above."""

    _OTHER: ClassVar = {"min": "max", "max": "min"}

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Calls of `min` and `max`."""
        if node.type == "name" and node.value in self._OTHER:
            after = node.get_next_leaf()
            if after is not None and after.value == "(":
                yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        """The same call of the other."""
        node.value = self._OTHER[node.value]
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        """None: nothing here reads them."""
        return ()


class DropKeywordArgument(Operator):  # type: ignore[misc]
    """A flag is lost: a call goes on without one of its keyword arguments."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Keyword arguments of calls."""
        if node.type == "argument" and node.children[1] == "=":
            yield node.start_pos, node.end_pos

    def mutate(self, _node: Any, _index: int) -> Any:
        """An empty unpacking in the argument's place."""
        return parso.parse("f(**{})").children[0].children[1].children[1]

    @classmethod
    def examples(cls) -> tuple[()]:
        """None: nothing here reads them."""
        return ()


_PROVIDED = OperatorProvider()
_NAMES = (
    *(f"ReplaceComparisonOperator_{pair}" for pair in (
        "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
        "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is",
    )),
    *(f"ReplaceBinaryOperator_{pair}" for pair in (
        "Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_FloorDiv", "Pow_Mul",
        "BitOr_BitAnd", "BitAnd_BitOr",
    )),
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_Delete_USub",
    "AddNot",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "NumberReplacer",
    "ZeroIterationForLoop",
)  # fmt: skip
OPERATORS: dict[str, Operator] = {
    **{name: _PROVIDED[name]() for name in _NAMES},
    "SwapMinAndMax": SwapMinAndMax(),
    "DropKeywordArgument": DropKeywordArgument(),
}
"""Of cosmic-ray's operators those that a person might write by mistake. Its others replace an
operator by one that no value here would survive, or speak of annotations."""


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    file: Path
    operator: str
    occurrence: int
    line: int

    @cached_property
    def code(self) -> str:
        """The whole module with the change in it."""
        source = self.file.read_text(encoding="utf-8")
        code = mutate_code(source, OPERATORS[self.operator], self.occurrence)
        assert code is not None, self
        return str(code)

    @cached_property
    def change(self) -> tuple[str, str]:
        """The lines before and after: they name the mutant, wherever they stand."""
        before = self.file.read_text(encoding="utf-8").splitlines()
        lines = list(difflib.ndiff(before, self.code.splitlines()))
        return tuple(  # type: ignore[return-value]
            " ".join(line[2:].strip() for line in lines if line[:2] == sign)
            for sign in ("- ", "+ ")
        )

    @property
    def runs(self) -> bool:
        """Whether the changed module is Python at all."""
        try:
            ast.parse(self.code)
        except SyntaxError:
            return False
        return True

    @property
    def name(self) -> str:
        """The file, from the root on."""
        return self.file.relative_to(ROOT).as_posix()


def mutants_of(file: Path) -> list[Mutant]:
    """Every change of one module, in a fixed order."""
    source = file.read_text(encoding="utf-8")
    passed_over = _passed_over(source)
    nodes = list(ast_nodes(get_ast(source)))
    found = []
    for name, operator in OPERATORS.items():
        positions = [p for node in nodes for p in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(positions):
            if name == "NumberReplacer" and occurrence % 2:
                continue  # one more is enough: one less is most often as wrong
            if not any(first <= start < last for first, last in passed_over):
                found.append(Mutant(file, name, occurrence, start[0]))
    return found


def _passed_over(source: str) -> list[Position]:
    """Where no rule stands: annotations, what only a type checker reads, assertions, and the
    star of a signature, which is no multiplication."""
    tree = ast.parse(source)
    spans: list[Any] = []
    stars: list[Position] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.args.kwonlyargs:
            first = node.args.kwonlyargs[0]
            before = max(
                (
                    (each.end_lineno or 0, each.end_col_offset or 0)
                    for each in _positional(node)
                ),
                default=(node.lineno, node.col_offset),
            )
            stars.append((before, (first.lineno, first.col_offset)))
        match node:
            case (
                ast.AnnAssign(annotation=annotation)
                | ast.arg(annotation=ast.expr() as annotation)
            ):
                spans.append(annotation)
            case ast.FunctionDef(returns=ast.expr() as returns):
                spans.append(returns)
            case ast.Assert():
                spans.append(node)
            case ast.ClassDef(decorator_list=decorators):
                spans += decorators
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                spans.append(node)
            case ast.Call(func=ast.Name(id="zip"), keywords=[ast.keyword(arg="strict")]):
                spans.append(node.keywords[0])
            case ast.Assign(targets=[ast.Name(id=name)]) if name[:1].isupper() and _is_type(
                node.value
            ):
                spans.append(node)
    return stars + [
        ((span.lineno, span.col_offset), (span.end_lineno or 0, span.end_col_offset or 0))
        for span in spans
    ]


def _positional(function: ast.FunctionDef) -> list[Any]:
    arguments = function.args
    return [*arguments.posonlyargs, *arguments.args, *arguments.defaults]


def _is_type(value: ast.expr) -> bool:
    """An alias of a type: `JSON = int | str`."""
    return isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr)
