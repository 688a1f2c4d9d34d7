"""The help of a command laid out by the cells of a terminal: a Chinese character takes two,
where argparse counts one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from studykit.cli.interface import words

if TYPE_CHECKING:
    from collections.abc import Iterable


class _ByCells(argparse.HelpFormatter):
    def _split_lines(self, text: str, width: int) -> list[str]:
        from studykit.text.line_breaks import wrapped

        return wrapped(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = self._split_lines(text, width - len(indent))
        return "\n".join(indent + line for line in lines)

    def _format_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None,
    ) -> str:
        from studykit.text.width import cells

        prefix = words().in_context("command line", "usage: ") if prefix is None else prefix
        more = cells(prefix) - len(prefix)
        self._width -= more
        lines = super()._format_usage(usage, actions, groups, prefix)
        self._width += more
        return lines.replace("\n ", f"\n {' ' * more}")


class Parser(argparse.ArgumentParser):
    """A parser whose help, and that of its commands, stands in columns in every language."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _ByCells, **settings})
