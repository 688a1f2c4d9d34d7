"""What a format that knows only right answers in a gap cannot hold of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.questions.gaps import Gap


def gap_losses(
    gaps: Iterable[Gap], *, hints: bool = False, shares: bool = False
) -> list[Message]:
    """The tolerance of numbers in `gaps` and, unless the format has them, their `hints` and the
    answers that earn only a part (`shares`)."""
    gaps = list(gaps)
    losses = []
    if not hints and any(gap.hint for gap in gaps):
        losses.append(Message("The hint of the gap has no place."))
    if any(each.tolerance for gap in gaps for each in gap.accepted):
        losses.append(Message("The tolerance of its numbers has no place."))
    if not shares and any(gap.partial for gap in gaps):
        losses.append(Message("A gap is right or wrong: answers in between are left out."))
    return losses
