"""Every format that courses are imported from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studykit.formats.article.format import ArticleFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.formats.base import Format, Source

FORMATS: tuple[Format, ...] = (ArticleFormat(),)
"""In the order in which they are asked; an article may be any text, so it comes last."""

LARGEST = max(each.largest for each in FORMATS)
"""Bytes of a file that are worth reading at all."""


def format_of(sources: Sequence[Source]) -> Format:
    """The format of files that are imported together: the first that recognises them all."""
    return next((each for each in FORMATS if all(map(each.recognises, sources))), FORMATS[-1])
