"""The signs of mathematics that are not in pylatexenc's table, or not as one wants them."""

from __future__ import annotations

import re

FORMULA = re.compile(r"(\$\$?)(?!\s)((?:\\.|[^\\$])+?)(?<!\s)\1(?![A-Za-z0-9_$])", re.DOTALL)
"""A formula in a line: a dollar sign that touches it on either side, and no letter or digit
behind, so that prices and `$a,$b` are none (pandoc's rule, a little stricter)."""
_NAMES = (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim"
    " liminf limsup ln log max min Pr sec sin sinh sup tan tanh mod"
)
SUPERSCRIPTS = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ′*",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡ′*",
        strict=True,
    )
) | {"−": "⁻", " ": "", ",": ",", "∘": "°"}
SUBSCRIPTS = dict(
    zip(
        "0123456789+-=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
) | {"−": "₋", " ": "", ",": ","}
BLACKBOARD = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
ACCENTS = {
    **{"hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0305"},
    **{"vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "tilde": "\u0303"},
    **{"widetilde": "\u0303", "underline": "\u0332", "mathring": "\u030a"},
}
NAMES = frozenset(_NAMES.split())
"""Functions whose names stand upright."""
LIMITS = frozenset(
    {"sum", "prod", "coprod", "bigcup", "bigcap", "lim", "max", "min", "sup"}
) | {
    *("inf", "limsup", "liminf", "bigoplus", "bigotimes", "bigvee", "bigwedge"),
}
"""Operators whose limits stand above and below when displayed."""
TEXTS = frozenset(
    {"text", "textrm", "textbf", "textit", "mathrm", "mathbf", "mathit", "mathsf", "mathtt"}
    | {"operatorname", "mathcal", "mathfrak", "mathscr", "boldsymbol", "bm", "mbox"}
)
TRANSPARENT = frozenset(
    [
        "right",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "limits",
        "nolimits",
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "nonumber",
        "notag",
        "hline",
        "hfill",
        "rm",
        "bf",
        "it",
    ]
)
SPACES = {
    **{",": " ", ":": " ", ";": " ", " ": " ", "!": "", "quad": "  ", "qquad": "    "},
    "enspace": " ",
}
OWN = {
    **{"cdot": "·", "times": "×", "div": "÷", "ast": "∗", "star": "⋆", "colon": ":"},
    **{"to": "→", "gets": "←", "iff": "⟺", "implies": "⟹", "mapsto": "↦", "land": "∧"},
    **{"lor": "∨", "lnot": "¬", "neg": "¬", "ne": "≠", "le": "≤", "ge": "≥", "dots": "…"},
    **{"ldots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱", "mid": "∣", "lVert": "‖"},
    **{"rVert": "‖", "lvert": "|", "rvert": "|", "Vert": "‖", "vert": "|", "|": "‖"},
    **{"{": "{", "}": "}", "%": "%", "$": "$", "&": "&", "#": "#", "_": "_", "degree": "°"},
    **{"lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "prime": "′", "hbar": "ℏ"},
    **{"ell": "ℓ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "square": "□", "blacksquare": "■"},
    **{"sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "iiint": "∭"},
    **{"oint": "∮", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁", "bigotimes": "⨂"},
    **{"bigvee": "⋁", "bigwedge": "⋀", "implies ": "⟹", "rightleftharpoons": "⇌"},
    **{"therefore": "∴", "because": "∵", "varnothing": "∅", "setminus": "∖", "circ": "∘"},
    **{"langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉"},
}
RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝→←↔⟹⟺⇒⇐⇔↦⇌∈∉∋⊂⊃⊆⊇∣⊥∥≪≫⊨⊢:")
BINARY = frozenset("+−±∓×÷∗⋆∪∩∧∨∖⊕⊗")
FENCES = {
    "pmatrix": ("⎛⎜⎝", "⎞⎟⎠"),
    "bmatrix": ("⎡⎢⎣", "⎤⎥⎦"),
    "Bmatrix": ("⎧⎨⎩", "⎫⎬⎭"),
    "vmatrix": ("│││", "│││"),
    "Vmatrix": ("║║║", "║║║"),
    "cases": ("⎧⎨⎩", ""),
    "dcases": ("⎧⎨⎩", ""),
}
TALL = {
    **{"(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "{": "⎧⎨⎩", "}": "⎫⎬⎭"},
    **{"|": "│││", "‖": "║║║", "⟨": "⎧⎨⎩", "⟩": "⎫⎬⎭", "⌊": "⎢⎢⎣", "⌋": "⎥⎥⎦"},
    **{"⌈": "⎡⎢⎢", "⌉": "⎤⎥⎥"},
}
"""A bracket → its top, middle and end."""
SINGLE_FENCES = {
    "pmatrix": "()",
    "bmatrix": "[]",
    "Bmatrix": "{}",
    "vmatrix": "||",
    "Vmatrix": "‖‖",
    "cases": "{ ",
    "dcases": "{ ",
}
GRIDS = frozenset(FENCES) | {
    *("matrix", "smallmatrix", "array", "aligned", "align", "align*", "gather", "gather*"),
    *("gathered", "split", "equation", "equation*", "eqnarray", "eqnarray*"),
}
