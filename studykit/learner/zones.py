"""The time zone that a learner sets: whether this machine knows it, and what to say if not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Message, Refusal

if TYPE_CHECKING:
    from studykit.progress.state import State


def checked_zone(name: str) -> str:
    """`name` if it is a time zone that can be used here, or empty for the machine's own.

    Raises:
        Refusal: there is no such zone, or this machine has no time zone data at all.
    """
    if not name or _exists(name):
        return name
    if _has_data():
        raise Refusal("There is no time zone “{name}”; write it as Asia/Taipei.", name=name)
    raise Refusal(
        "The time zone “{name}” cannot be looked up, because this computer has no time zone "
        "data: install the Python package tzdata.",
        name=name,
    )


def unusable_zone(state: State) -> Message | None:
    """Tell a learner whose profile names a zone that cannot be used here, such as one set on
    another machine; None when all is well."""
    name = state["settings"].get("zone")
    if not name or not isinstance(name, str) or _exists(name):
        return None
    if _has_data():
        return Message(
            "The time zone “{name}” in your settings is not known on this computer: study days "
            "follow the computer's time zone.",
            name=name,
        )
    return Message(
        "The time zone “{name}” in your settings cannot be used, because this computer has no "
        "time zone data: install the Python package tzdata. Until then study days follow the "
        "computer's time zone.",
        name=name,
    )


def _exists(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


def _has_data() -> bool:
    # Windows has none of its own; Python then looks into the package tzdata.
    return _exists("UTC")
