"""Accepted answers → regular expressions of XML Schema, which match a whole response."""

from __future__ import annotations

import re

from studykit.questions.short_answer import wild_pieces

_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_NONE_THERE = re.compile(r"\(\?(?!:)|\\[bBAZ1-9]|[*+?}][?+]")
"""What Python's expressions have and those of XML Schema have not."""
_SPECIAL = set(".\\?*+{}()[]|^$")


def schema_pattern(answer: str, *, case_sensitive: bool) -> str | None:
    """A regular expression of Python in the form of XML Schema; None where it has none."""
    whole = answer.removeprefix("^")
    if whole.endswith("$") and not whole.endswith("\\$"):
        whole = whole[:-1]
    if _NONE_THERE.search(whole):
        return None
    out = []
    for token in _TOKEN.findall(whole.replace("(?:", "(")):
        if token in {"^", "$"}:
            return None
        if token.startswith("[") and not case_sensitive and re.search("[A-Za-z]", token):
            out.append(f"[{_both_cases(token[1:-1])}]")
        else:
            out.append(token if case_sensitive or len(token) > 1 else _either_case(token))
    return "".join(out)


def wild_pattern(answer: str, *, case_sensitive: bool) -> str:
    """An answer in which `*` is any run of characters."""

    def literal(piece: str) -> str:
        letters = (f"\\{c}" if c in _SPECIAL else c for c in piece)
        return "".join(c if case_sensitive or len(c) > 1 else _either_case(c) for c in letters)

    return ".*".join(literal(piece) for piece in wild_pieces(answer))


def _either_case(letter: str) -> str:
    both = dict.fromkeys((letter.lower(), letter.upper()))
    return f"[{''.join(both)}]" if all(len(c) == 1 for c in both) and len(both) > 1 else letter


def _both_cases(inner: str) -> str:
    """What stands in square brackets, with the other case of each letter and range."""
    more = inner.swapcase() if "\\" not in inner else inner
    negated = inner.startswith("^")
    return inner + (more[1:] if negated else more) if more != inner else inner
