"""The formats that courses are imported from."""

from __future__ import annotations

import pytest

from studykit.formats.base import FormatError, Options, Source
from studykit.formats.registry import FORMATS, format_of
from studykit.language.words import Words

ARTICLE = "# Rivers\n\n## The Moei\n\nThe Moei flows north for 327 km.\n"


def test_a_text_that_no_other_format_claims_is_an_article() -> None:
    source = Source("rivers.md", ARTICLE.encode())
    draft = format_of([source]).read([source], Options("rivers"))
    assert "course.yaml" in draft.texts()
    assert next(draft.report(Words("en"))) == "Rivers"
    assert draft.report_json()["title"] == "Rivers"


@pytest.mark.parametrize("each", FORMATS)
def test_a_format_refuses_what_is_empty_with_a_sentence(each: object) -> None:
    with pytest.raises(FormatError, match=r"empty\.$"):
        each.read([Source("x", b"")], Options("x"))  # type: ignore[attr-defined]
