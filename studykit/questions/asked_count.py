"""How many options a stem asks for: “choose three”, 「選出兩項」."""

from __future__ import annotations

import re

_ENGLISH = dict(zip(["two", "three", "four", "five", "six"], range(2, 7), strict=True))
_CHINESE = dict(zip("兩两二三四五六", (2, 2, 2, 3, 4, 5, 6), strict=True))
_ASKED = re.compile(
    r"\b(?:which|what|choose|select|pick|tick|mark|find|name)\s+(?:the\s+|any\s+)?"
    r"(?P<english>two|three|four|five|six|[2-6])\b"
    r"|[哪選选挑勾](?:出|取|擇|择|哪)?(?P<chinese>[兩两二三四五六2-6])[個个項项種种者句類类點点]",
    re.IGNORECASE,
)


def asked_count(stem: str) -> int | None:
    """The number of options that the stem asks for, 2 to 6; None where it names none, or
    several."""
    found = {_number(match["english"] or match["chinese"]) for match in _ASKED.finditer(stem)}
    return found.pop() if len(found) == 1 else None


def _number(text: str) -> int:
    return _ENGLISH.get(text.lower()) or _CHINESE.get(text) or int(text)
