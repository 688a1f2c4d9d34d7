"""Formulas of a page are MathML: set by the browser, and nothing but the formula."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.text.mathml import mathml
from studykit.web.rich_text import gap, html


def test_a_formula_is_laid_out_and_read_aloud() -> None:
    shown = mathml(r"\frac{a}{b} < 1", display=True)
    assert shown is not None
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" in shown
    assert "<mo>&lt;</mo>" in shown
    assert 'display="block"' in shown
    assert 'alttext="a/b &lt; 1"' in shown


@pytest.mark.parametrize("latex", [r"\ce{H2O}", r"\foo x", r"\frac{1}{", "x" * 5000])
def test_what_the_library_cannot_set_stays_the_text_that_a_terminal_shows(latex: str) -> None:
    assert mathml(latex, display=False) is None


@pytest.mark.parametrize(
    "latex",
    [r"\href{javascript:alert(1)}{x}", r"\style{background:url(x)}{y}", r"\text{<b>&lt;i>}"],
)
def test_a_formula_brings_no_link_no_style_and_no_tag_of_its_own(latex: str) -> None:
    shown = mathml(latex, display=False) or ""
    root = ElementTree.fromstring(shown)
    assert not {name for each in root.iter() for name in each.attrib} & {"href", "style"}
    assert {each.tag for each in root.iter()} <= {
        *("math", "mrow", "mi", "mtext"),
    }


@given(st.text(st.sampled_from(r"\frac{}^_x1 sqrt&<>$=+()[]'\""), max_size=30))
def test_any_text_between_dollar_signs_is_a_formula_or_none(latex: str) -> None:
    shown = mathml(latex, display=False)
    assert shown is None or ElementTree.fromstring(shown).tag.endswith("math")


def test_a_page_sets_formulas_but_for_those_with_gaps() -> None:
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html("So $x^2$ holds.")
    assert '<div class="mathematics"><math' in html("Thus\n\n$$x^2$$\n")
    assert "2H₂ + O₂" in html(r"So $\ce{2H2 + O2 -> 2H2O}$ burns.")
    with_gap = html(f"So $x = {gap(0)}$ holds.")
    assert 'data-gap="0"' in with_gap
    assert "<math" not in with_gap
