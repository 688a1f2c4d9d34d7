"""The parser for computers without libyaml: PyYAML's own, which reads what libyaml reads.

The two differ in tabs, which only libyaml takes for white space within a line, and in `?`
between brackets.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

_BREAKS = "\0\r\n\x85\u2028\u2029"
_BRACKETS = ",?[]{}"
_BLANKS = " \t" + _BREAKS


class FallbackLoader(yaml.SafeLoader):
    """`yaml.SafeLoader` with the rules of libyaml for white space and `?`."""

    # What PyYAML's scanner has that its stubs do not tell of.
    peek: Any
    prefix: Any
    forward: Any
    get_mark: Any
    scan_line_break: Any
    index: int
    column: int
    indent: int
    flow_level: int
    allow_simple_key: bool

    def scan_to_next_token(self) -> None:
        """Skip white space and comments, tabs too where no indentation can stand."""
        if self.index == 0 and self.peek() == "\ufeff":
            self.forward()
        while True:
            while self.peek() == " " or (
                self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)
            ):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in _BREAKS:
                    self.forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def check_key(self) -> bool:
        """`?` begins a key before white space alone."""
        return self.peek(1) in _BLANKS

    def check_plain(self) -> bool:
        """A text may begin with `-` or `?`, and with `:` outside brackets, before a sign."""
        sign, after = self.peek(), self.peek(1)
        if sign in "-?":
            return after not in _BLANKS
        if sign == ":":
            return not self.flow_level and after not in _BLANKS
        return sign not in _BLANKS + ",[]{}#&*!|>'\"%@`"

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """What stands behind `|` or `>`."""
        while self.peek() in " \t":
            self.forward()
        if self.peek() == "#":
            while self.peek() not in _BREAKS:
                self.forward()
        if self.peek() not in _BREAKS:
            raise ScannerError(
                "while scanning a block scalar",
                start_mark,
                "expected a comment or a line break",
                self.get_mark(),
            )
        self.scan_line_break()

    def scan_plain(self) -> ScalarToken:
        """A text without quotes."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        spaces: list[str] | None = []
        while self.peek() != "#":
            length = 0
            while not self._ends_plain(length):
                length += 1
            text = self.prefix(length)
            if length:
                self.allow_simple_key = False
                chunks += [*(spaces or []), text]
                self.forward(length)
            if self.flow_level and self.peek() == ":" and self.peek(1) in _BRACKETS:
                raise ScannerError(
                    "while scanning a plain scalar",
                    start,
                    "found unexpected ':'",
                    self.get_mark(),
                )
            if not length:
                break
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _ends_plain(self, length: int) -> bool:
        sign = self.peek(length)
        if sign in _BLANKS:
            return True
        if sign == ":":
            return self.peek(length + 1) in _BLANKS + (_BRACKETS if self.flow_level else "")
        return bool(self.flow_level) and sign in ",[]{}"

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
        """White space within a text: as it is on one line, folded over several."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blank = self.prefix(length)
        self.forward(length)
        if self.peek() not in "\r\n\x85\u2028\u2029":
            return [blank] if blank else []
        first = self.scan_line_break()
        self.allow_simple_key = True
        breaks = []
        while True:
            if self.prefix(3) in ("---", "...") and self.peek(3) in _BLANKS:
                return None
            while self.peek() in " \t":
                if self.peek() == "\t" and self.column < indent:
                    raise ScannerError(
                        "while scanning a plain scalar",
                        start_mark,
                        "found a tab character that violates indentation",
                        self.get_mark(),
                    )
                self.forward()
            if self.peek() not in "\r\n\x85\u2028\u2029":
                break
            breaks.append(self.scan_line_break())
        if first != "\n":
            return [first, *breaks]
        return breaks or [" "]
