"""What an author's Markdown shows: every visible character that is no mark."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studykit.text.markdown import Block, Run, blocks, plain, strong, without_strong
from tests.written import SAMPLES, WRITTEN


def shown(text: str) -> str:
    return "\n".join(plain(block.runs) for block in blocks(text))


def marked(text: str) -> list[tuple[str, set[str]]]:
    """The pieces of `text` that are marked, each with its marks."""
    runs = [run for block in blocks(text) for run in block.runs]
    return [(run.text, set(run.marks)) for run in runs if run.marks]


def links(text: str) -> list[str]:
    return [run.link for block in blocks(text) for run in block.runs if run.link]


SIGNS = """
+ - * # > = _ ~ ` | < & $ \\ ^ ! ~~~ ``` *** ___ --- === ![] [ ] [x] []
1945. 7. 1) 0. 2*3*4 x**2 __init__ __name__ *args /*x*/ **/*.py a_b_c C:\\new
[a]:b [^1] [0](x) f[i](j) <br> <b>x</b> <std::string> (*) (____)
2*乙*3 a*b*c a**b**c (a+b)*(c+d)*(e+f) i++ *p **p
"""
LINES = """
- 5
+ 5
* 5
# 1
> 90 degrees
1) yes
[a]: b c
* * *
What is 2*3*4?
x**2 + y**2
*args, **kwargs
(*) and (*)
2 ** 3 ** 4
"*" and "*"
(____) and (____)
the signs ` and `
*.py and *.txt
map<std::string, int>
| a | b |
~ and ~
"""


@pytest.mark.parametrize("text", [*SIGNS.split(), *LINES.strip().splitlines()])
def test_a_text_of_one_line_is_itself(text: str) -> None:
    assert shown(text) == text
    assert [block.kind for block in blocks(text)] == ["paragraph"]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("say **this** now", [("this", {"strong"})]),
        ("say *this*, _that_", [("this", {"emphasis"}), ("that", {"emphasis"})]),
        ("__two words__", [("two words", {"strong"})]),
        ("***both***", [("both", {"strong", "emphasis"})]),
        ("the **.py** files", [(".py", {"strong"})]),
        ("~~gone~~", [("gone", {"strike"})]),
        ("這是*強調*。", [("強調", {"emphasis"})]),
        ("**注意：**請小心", [("注意：", {"strong"})]),
        ("請看**「園區」**一詞", [("「園區」", {"strong"})]),
        ("在Python**語言**中3**次**", [("語言", {"strong"}), ("次", {"strong"})]),
        ("walk**ed**", [("ed", {"strong"})]),
        ("`a*b*c` and `` ` ``", [("a*b*c", {"code"}), ("`", {"code"})]),
        ("*a 2*3 b*", [("a 2*3 b", {"emphasis"})]),
        ("see ![the map](map.png)", [("the map", {"image"})]),
        ('![the map](map.png "1924")', [("the map", {"image"}), ("1924", {"emphasis"})]),
    ],
)
def test_marks_of_one_line_mark(text: str, runs: list[tuple[str, set[str]]]) -> None:
    assert marked(text) == runs


@given(st.lists(st.sampled_from(SAMPLES.split()), min_size=1, max_size=6).map(" ".join))
@example("` ` *")
def test_only_marks_go_from_one_line(text: str) -> None:
    letters = [c for c in text if c.isalnum()]
    if "<br>" not in text and "&" not in text:
        assert [c for c in shown(text) if c.isalnum()] == letters
    assert shown(text).strip()


@given(WRITTEN.filter(lambda text: text.strip() != ""))
def test_no_written_line_shows_as_nothing(text: str) -> None:
    assert shown(text).strip()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("0. zero\n1. one", ["0.", "1."]),
        ("1945. end\n1949. founded", ["1945.", "1949."]),
        ("1945. end\n1945. founded", ["1945.", "1945."]),
        ("1. a\n1. b\n1. c", ["1.", "2.", "3."]),
        ("7) a\n8) b", ["7)", "8)"]),
        ("- a\n- b", ["•", "•"]),
    ],
)
def test_items_have_the_numbers_that_were_written(text: str, labels: list[str]) -> None:
    assert [block.labels[-1] for block in blocks(text)] == labels


def test_a_list_of_signs_shows_the_signs() -> None:
    assert shown("+\n\n*\n\n#\n\n>\n\n1945.\n\nend") == "+\n*\n#\n>\n1945.\nend"


def test_a_footnote_stands_where_it_is_written() -> None:
    text = "舉行[^a]，再次[^b]。\n\n[^b]: 註二\n[^a]: 資料來源：外交部\n[^c]: nobody's note"
    assert [(block.labels, plain(block.runs)) for block in blocks(text)] == [
        ((), "舉行[1]，再次[2]。"),
        (("[2]",), "註二"),
        (("[1]",), "資料來源：外交部"),
        (("[3]",), "nobody's note"),
    ]


def test_an_address_that_no_link_names_is_shown() -> None:
    assert shown("[a]: b\n[c]: https://c.org\n\nsee [c]") == "[a]: b\nsee c"
    assert links("[c]: https://c.org\n\nsee [c]") == ["https://c.org"]


def test_what_cannot_be_followed_is_no_link() -> None:
    for text in ("[a](b.html)", "see [here](javascript:x)", "[a](<x y>)", "<x:y>"):
        assert not links(text)
    assert shown("[a](b.html)") == "[a](b.html)"


def test_a_row_longer_than_its_table_loses_no_cell() -> None:
    for before in ("", "> ", "- x\n\n  "):
        inside = "  " if before.startswith("-") else before
        table = f"{before}a | b\n{inside}--|--\n{inside}| 1 | `2 | 3` | 4 |\n{inside}5 | 6 |"
        rows = blocks(table)[-1].rows
        assert [[plain(cell) for cell in row] for row in rows] == [
            ["a", "b"],
            ["1", "2 | 3 | 4"],
            ["5", "6"],
        ]


def test_a_table_knows_its_columns_and_its_line_breaks() -> None:
    [table] = blocks("| a | b | c |\n|:-:|--:|---|\n| 1<br>2 | **3** | 4 |")
    assert table.alignments == ("center", "right", "left")
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["a", "b", "c"],
        ["1\n2", "3", "4"],
    ]


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    assert shown("甲乙\n丙丁") == "甲乙丙丁"
    assert shown("ab\ncd") == "ab cd"


def test_strong_text_is_strong_in_code_too() -> None:
    code = frozenset({"code"})
    [block] = blocks(f"```\nprint({strong('1')})\n```")
    assert block == Block(
        "code", (Run("print(", code), Run("1", code | {"strong"}), Run(")", code))
    )
    assert marked(f"`f({strong('1')})`")[1] == ("1", {"code", "strong"})
    assert without_strong(f"a {strong('b')} c") == "a b c"
