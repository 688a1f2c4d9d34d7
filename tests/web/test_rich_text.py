"""Markdown as the HTML that the player shows."""

from __future__ import annotations

import pytest

from studykit.web.rich_text import gap, html, without_gap_signs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one line", "one line"),
        ("2*3*4 <b> & `code`", "2*3*4 &lt;b&gt; &amp; <code>code</code>"),
        ("**注意：**請", "<strong>注意：</strong>請"),
        ("a\n\nb", "<p>a</p><p>b</p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        (
            "- a\n  1. x\n  2. y\n- b",
            "<ul><li><p>a</p>"
            '<ol><li value="1"><p>x</p></li><li value="2"><p>y</p></li></ol>'
            "</li><li><p>b</p></li></ul>",
        ),
        ("- a\n\n  more\n- b", "<ul><li><p>a</p><p>more</p></li><li><p>b</p></li></ul>"),
        ("> a\n\nb", "<blockquote><p>a</p></blockquote><p>b</p>"),
        (
            "> - a\n> - b",
            "<blockquote><ul><li><p>a</p></li><li><p>b</p></li></ul></blockquote>",
        ),
        ("```\n<a>\n```\nx", "<pre><code>&lt;a&gt;</code></pre><p>x</p>"),
        (
            "| a | b |\n|---|--:|\n| c | d |",
            '<div class="table"><table><tr><th class="left">a</th><th class="right">b</th></tr>'
            '<tr><td class="left">c</td><td class="right">d</td></tr></table></div>',
        ),
        (
            "[x](https://example.org/?a=1&b=2)",
            '<a href="https://example.org/?a=1&amp;b=2" target="_blank"'
            ' rel="noopener noreferrer">x</a>',
        ),
        ("$x$", '<math display="inline" alttext="x"><mrow><mi>x</mi></mrow></math>'),
        ("$$\\ce{H2O}$$\n\nb", '<pre class="mathematics">H₂O</pre><p>b</p>'),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
    ],
)
def test_what_is_written_is_shown(text: str, shown: str) -> None:
    assert html(text) == shown


def test_a_gap_is_an_empty_place_also_within_marks_and_code() -> None:
    place = '<span class="gap" data-gap="0"></span>'
    assert html(f"a **{gap(0)}** b") == f"a <strong>{place}</strong> b"
    assert place in html(f"```\nx = {gap(0)}\n```\nend")


def test_nothing_an_author_types_is_taken_for_a_gap() -> None:
    assert "data-gap" not in html(without_gap_signs(f"typed {gap(3)}"))
