"""What a format has no field for travels in tags, so that it comes back.

A tag `studykit:KEY=VALUE` is read as the field KEY; all other tags are an author's.
"""

from __future__ import annotations

PREFIX = "studykit:"
FIELDS = frozenset(
    {"objective", "source", "exam_only", "scoring", "type", "variants", "low", "high", "step"}
    | {
        "relative",
        "geometric",
        "stem",
        "exact",
        "decimal_comma",
        "gaps_in_code",
        "unit",
        "lesson",
    }
)
"""Fields of a question that are written as tags; of the stem of a cloze its length."""


def as_tag(key: str, value: object) -> str:
    """A field as a tag."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"{PREFIX}{key}={text}"


def fields_and_tags(tags: list[str]) -> tuple[dict[str, str], list[str]]:
    """The fields among the tags of a question, and the other tags."""
    fields: dict[str, str] = {}
    others: list[str] = []
    for tag in tags:
        key, sign, value = tag.removeprefix(PREFIX).partition("=")
        if tag.startswith(PREFIX) and sign and key in FIELDS:
            fields[key] = value
        else:
            others.append("-".join(tag.split()))
    return fields, others
