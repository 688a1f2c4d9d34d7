"""Formulas are shown in a line or laid out in rows, and what cannot be read is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.plain.prose import plain_text
from studykit.text.markdown import formulas
from studykit.text.mathematics import Unreadable, displayed, in_line, unknown_commands
from studykit.text.width import cells


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"E=mc^2", "E = mc²"),
        (r"a_{ij}x^{n+1}", "aᵢⱼxⁿ⁺¹"),
        (r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}", "(−b ± √(b² − 4ac))/2a"),
        (r"\frac12", "1/2"),
        (r"12\tfrac{1}{6} + \dfrac{a}{b}", "12 1/6 + a/b"),
        (r"\sqrt[3]{x+1}", "∛(x + 1)"),
        (r"\alpha\le\beta,\ x\in\mathbb{R}", "α ≤ β, x ∈ ℝ"),
        (r"\{x : x > 0\}", "{x : x > 0}"),
        (r"\int_0^\infty e^{-x^2}\,dx", "∫₀^∞e^(−x²) dx"),
        (r"\lim_{x\to0}\sin x", "lim_(x → 0) sin x"),
        (r"\hat{y}=\bar x", "ŷ = x̄"),
        (r"\vec{v}\cdot\vec{w}", "v⃗·w⃗"),
        (r"10^{-3}\,\text{m/s}", "10⁻³ m/s"),
        (r"-x + -y", "−x + −y"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2H₂ + O₂ → 2H₂O"),
        (r"\ce{SO4^2-}", "SO₄²⁻"),
        (r"\ce{Fe^{3+} + 3OH- <=> Fe(OH)3}", "Fe³⁺ + 3OH⁻ ⇌ Fe(OH)₃"),
        (r"\ce{^{14}_{6}C}", "¹⁴₆C"),
        (r"\overline{AB} \perp \overline{CD}", "A̅B̅ ⊥ C̅D̅"),
        (r"f: A \to B", "f : A → B"),
        (r"\foo{x}", r"\foo{x}"),
        (r"x^{2", r"x^{2"),
    ],
)
def test_a_formula_in_a_line(latex: str, shown: str) -> None:
    assert in_line(latex) == shown


@pytest.mark.parametrize(
    ("latex", "rows"),
    [
        (r"\frac{a+b}{c}", [" a + b", "───────", "   c"]),
        (
            r"\sum_{i=1}^{n} x_i = \frac{n(n+1)}{2}",
            [
                "  n         n(n + 1)",
                "  ∑   xᵢ = ──────────",
                "i = 1          2",
            ],
        ),
        (r"A=\begin{pmatrix}1&2\\3&4\end{pmatrix}", ["    ⎛1  2⎞", "A = ⎝3  4⎠"]),
        (
            r"\begin{bmatrix}1\\2\\3\end{bmatrix}",
            ["⎡1⎤", "⎢2⎥", "⎣3⎦"],
        ),
        (
            r"f(x)=\begin{cases}x & x>0\\ -x & \text{otherwise}\end{cases}",
            ["       ⎧x   x > 0", "f(x) = ⎩−x  otherwise"],
        ),
        (r"\begin{aligned}a&=b+c\\&=d\end{aligned}", ["a = b + c", "  = d"]),
        (r"\left(\frac12\right)^2", ["⎛ 1 ⎞", "⎜───⎟²", "⎝ 2 ⎠"]),
        (r"\binom{n}{k}", ["⎛n⎞", "⎝k⎠"]),
    ],
)
def test_a_formula_that_stands_alone(latex: str, rows: list[str]) -> None:
    assert list(displayed(latex)) == rows


@pytest.mark.parametrize(
    ("text", "shown", "latex"),
    [
        ("If $x^2_i$ and $a_b$, then *so*.", "If x²ᵢ and a_b, then so.", ["x^2_i", "a_b"]),
        ("Price $5 or $6, US$7.", "Price $5 or $6, US$7.", []),
        ("from $5-$10", "from $5-$10", []),
        ("`$x$` and \\$5$", "$x$ and $5$", []),
        ("$a,$b and $HOME/$x", "$a,$b and $HOME/$x", []),
        ("一$x^2$二", "一x²二", ["x^2"]),
        ("$2*3*4$ and $a*b*c$", "2*3*4 and a*b*c", ["2*3*4", "a*b*c"]),
        (
            "Thus\n\n$$\n\\frac{a}{b}\n$$\n\nfollows.",
            "Thus\n\n     a\n    ───\n     b\n\nfollows.",
            ["\\frac{a}{b}"],
        ),
    ],
)
def test_dollar_signs_mark_formulas_and_prices_stay_prices(
    text: str, shown: str, latex: list[str]
) -> None:
    assert plain_text(text) == shown
    assert [each.strip() for each in formulas(text)] == latex


def test_commands_that_are_not_known_are_named() -> None:
    assert unknown_commands(r"\foo{x} + \frac{\bar y}{\baz}") == ["\\foo", "\\baz"]
    assert unknown_commands(r"\begin{tikz}x\end{tikz}") == ["\\begin{tikz}"]
    assert unknown_commands(r"\left(\sum_{i}\alpha_i\right) \text{\foo}") == []


@pytest.mark.parametrize(
    "latex",
    [
        r"x^{2",
        r"\frac{1}{2",
        r"\begin{pmatrix}1",
        "x" * 10_000,
        "{" * 1000 + "x" + "}" * 1000,
        r"\frac{1}{" * 1000 + "x" + "}" * 1000,
        r"\begin{matrix}" * 100,
    ],
)
def test_what_is_no_latex_or_too_much_is_refused_and_shown_as_written(latex: str) -> None:
    with pytest.raises(Unreadable):
        unknown_commands(latex)
    assert in_line(latex) == latex
    assert "\n".join(displayed(latex)) == latex


SIMPLE = ["x", "^2", "_i", "{", "}", "&", r"\\", " ", "+", "=", "漢", "$", "'"]
COMMANDS = [
    r"\frac{a}{b}",
    r"\frac ",
    r"\dfrac",
    r"\sqrt",
    r"\binom",
    r"\hat",
    r"\mathbb",
    r"\sum",
    r"\sqrt{x}",
    r"\left(",
    r"\right)",
    r"\alpha",
]
PIECES = st.sampled_from(
    [*SIMPLE, *COMMANDS, r"\begin{pmatrix}", r"\end{pmatrix}", r"\text{if }"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_formula_is_shown_and_its_rows_are_of_one_text(latex: str) -> None:
    assert "\n" not in in_line(latex)
    rows = displayed(latex)
    assert max(map(cells, rows)) < 400
