"""Texts in the cells of a table that a spreadsheet opens."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=+\-@\t\r]")


def not_a_formula(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, with `'` before it.

    After OWASP, “CSV injection”.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
