"""Markdown becomes HTML in which formulas are marked as other programs expect them."""

from __future__ import annotations

import pytest

from studykit.formats.markdown_html import block_html, inline_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a** <b>", "<strong>a</strong> &lt;b&gt;"),
        ("If $x_1 < x_2*3*4$.", r'If <span class="math inline">\(x_1 &lt; x_2*3*4\)</span>.'),
        ("$5 and $6", "$5 and $6"),
        ("**注意：**請 2*3*4", "<strong>注意：</strong>請 2*3*4"),
        (
            "**{漢字|かんじ}**は",
            "<strong><ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby></strong>は",
        ),
    ],
)
def test_a_line(text: str, html: str) -> None:
    assert inline_html(text) == html


def test_a_formula_that_stands_alone() -> None:
    assert r"\[\frac{a}{b}\]" in block_html("Thus\n\n$$\n\\frac{a}{b}\n$$\n")
