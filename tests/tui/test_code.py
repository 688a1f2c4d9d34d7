"""Code in a lesson is shown in the colours of the theme, and never changed by it."""

from __future__ import annotations

import pytest

from studykit.tui.code import highlighted
from studykit.tui.markdown import article

PYTHON = "def flow(river):\n    # north\n    return 'Moei', 327\n"


def styles(text: str) -> dict[str, str]:
    block = article(text).blocks[0]
    return {
        block.content.plain[span.start : span.end]: str(span.style)
        for span in block.content.spans
    }


def test_keywords_texts_numbers_and_comments_stand_out() -> None:
    shown = styles(f"```python\n{PYTHON}```")
    assert "$accent" in shown["def"]
    assert "$success" in shown["Moei"] or "$success" in shown["'Moei'"]
    assert "$warning" in shown["327"]
    assert "$text-muted" in shown["# north"]


@pytest.mark.parametrize("language", ["", "nosuch", "python", "html", "c", "bash"])
def test_the_code_itself_stays_as_it_is(language: str) -> None:
    code = "  if (a < b) { x = '漢字' } # ⚠️\n\n\tend"
    shown = highlighted(code, language)
    assert shown is None or shown.plain == code
    text = f"```{language}\n{code}\n```"
    assert (
        article(text).blocks[0].content.plain.strip()
        == article(f"```\n{code}\n```").blocks[0].content.plain.strip()
    )


def test_code_of_an_unknown_language_is_shown_plainly() -> None:
    assert highlighted("x = 1", "nosuch") is None
    assert "x = 1" in article("```nosuch\nx = 1\n```").blocks[0].content.plain
