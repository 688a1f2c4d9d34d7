"""How gaps are written: what ends one, what stands for itself, and what is likely a slip."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.questions.gaps import (
    Gap,
    GapAnswer,
    escaped,
    gap_problems,
    gaps_of,
    split_gaps,
    written_answer,
)
from studykit.questions.numbers import Tolerance


def answers(*texts: str) -> tuple[GapAnswer, ...]:
    return tuple(map(GapAnswer, texts))


def codes(text: str, *, in_code: bool = False) -> list[tuple[str, str]]:
    problems = gap_problems(text, ("text",), "question", in_code=in_code)
    return [(problem.code, problem.severity) for problem in problems]


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("x^{2}", "x^{2}"),
        (r"\frac{1}{\sqrt{x}}", r"\frac{1}{\sqrt{x}}"),
        (r"\frac{\sqrt{a}}{b}", r"\frac{\sqrt{a}}{b}"),
        ("{1,2}", "{1,2}"),
        (" {1,2} ", "{1,2}"),
        (r"\{1, 2\}", r"\{1, 2\}"),
        (r"std\::vector", "std::vector"),
        (r"a\|b", "a|b"),
        ("a || b", "a || b"),
        (r"\{{name\}}", "{{name}}"),
        ("`x`", "`x`"),
        ("a } b", "a } b"),
    ],
)
def test_a_gap_holds_all_that_is_between_its_braces(written: str, answer: str) -> None:
    text = f"The {{{{{written}}}}} here."
    assert split_gaps(text) == ("The ", Gap(answers(answer)), " here.")
    assert [code for code, _ in codes(text) if code != "SK321" or "a }" not in written] == []


def test_alternatives_wrong_ones_and_a_hint() -> None:
    assert gaps_of("{{a|b|~c::a hint}}") == (Gap(answers("a", "b"), ("c",), "a hint"),)
    assert gaps_of("{{x^{2}|x²::a power}}") == (Gap(answers("x^{2}", "x²"), (), "a power"),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"Jinja prints with \{{ name }} so {{it}}.", "Jinja prints with {{ name }} so "),
        ("Jinja prints with `{{ name }}` so {{it}}.", "Jinja prints with `{{ name }}` so "),
        ("```\n{{ name }}\n```\n\n{{it}}", "```\n{{ name }}\n```\n\n"),
        ("~~~~ jinja\n{{ name }}\n~~~~\n{{it}}", "~~~~ jinja\n{{ name }}\n~~~~\n"),
        (r"``a ` {{b}}`` and `\{{c` {{it}}", r"``a ` {{b}}`` and `\{{c` "),
        (r"$\frac{\sqrt{2}}{2}$ {{it}}", r"$\frac{\sqrt{2}}{2}$ "),
        ("```\n{{a}}\n``\n{{b}}\n```\n{{it}}", "```\n{{a}}\n``\n{{b}}\n```\n"),
        ("```\n{{a}}\n~~~\n{{b}}\n```\n{{it}}", "```\n{{a}}\n~~~\n{{b}}\n```\n"),
        ("```\n{{a}}\n~~~~\n{{b}}\n```\n{{it}}", "```\n{{a}}\n~~~~\n{{b}}\n```\n"),
        ("```\n{{a}}\n``` py\n{{b}}\n```\n{{it}}", "```\n{{a}}\n``` py\n{{b}}\n```\n"),
        ("```\n{{a}}\n`````\n{{it}}", "```\n{{a}}\n`````\n"),
        ("   ```\n{{a}}\n  ```\n{{it}}", "   ```\n{{a}}\n  ```\n"),
        ("`a` `` ` `` {{it}}", "`a` `` ` `` "),
        (r"\`{{it}}\`", "\\`"),
        ("` `` {{it}}", "` `` "),
        ("`\n\n`{{it}}", "`\n\n`"),
        ("{ `{{a}}` {{it}}", "{ `{{a}}` "),
        ("\n```\n{{a}}\n```\n{{it}}", "\n```\n{{a}}\n```\n"),
        ("a\n```\n{{a}}\n```\n{{it}}", "a\n```\n{{a}}\n```\n"),
    ],
)
def test_braces_that_are_no_gap(text: str, shown: str) -> None:
    assert split_gaps(text)[:2] == (shown, Gap(answers("it")))


def test_gaps_in_code_where_the_author_asks_for_them() -> None:
    text = "Call `print({{name}})` or\n\n```\nx = {{1}}\n```"
    assert split_gaps(text) == (text,)
    assert codes(text) == [("SK306", "error")]
    (problem,) = gap_problems(text, ("text",), "question")
    assert "gaps_in_code: true" in problem.hint
    assert [gap.answer for gap in gaps_of(text, in_code=True)] == ["name", "1"]
    assert codes(text, in_code=True) == []


def test_backticks_that_pair_across_paragraphs_or_gaps_are_no_code() -> None:
    assert len(gaps_of("a ` b\n\n{{c}} ` d")) == 1
    assert len(gaps_of("{{`a`}} and {{`b`}}")) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A {{c1::Canberra::city}} b.", [("SK322", "error")]),
        ("A {{c12::Canberra}} b.", [("SK322", "error")]),
        ("The {{Treaty of {{Paris}} 1783}} ended it.", [("SK321", "error")]),
        ("Only {{half and {{whole}}.", [("SK321", "warning")]),
        ("A {set} of {{one}}}.", [("SK321", "warning")]),
        ("A {{gap}} and left}} over.", [("SK321", "warning")]),
        ("A {{gap}} and {{left over.", [("SK321", "warning")]),
        ("A {{|x|}} b.", [("SK323", "warning")]),
        ("A {{a|}} b.", [("SK323", "warning")]),
        ("A {{std::vector}} b.", [("SK324", "warning")]),
        ("A {{std::chrono::seconds}} b.", [("SK324", "warning")]),
        ("A {{std:: vector}} b.", []),
        ("A {{north::a direction}} b {{妙瓦底::城市}}.", []),
        ("A {{gap}} {b} c.", []),
        (r"A \{{gap\}} {{b}}.", []),
        ("A {{::1}} b.", [("SK307", "error")]),
        ("A {{~}} b.", [("SK307", "error")]),
    ],
)
def test_slips_in_gaps(text: str, found: list[tuple[str, str]]) -> None:
    assert codes(text) == found


def test_what_is_left_over_is_shown_as_it_was_written() -> None:
    assert split_gaps("Only {{half and {{whole}}.") == (
        "Only {{half and ",
        Gap(answers("whole")),
        ".",
    )
    assert split_gaps("a }} {{b}}") == ("a }} ", Gap(answers("b")))
    assert split_gaps("}}{{one { two}} b") == ("}}", Gap(answers("one { two")), " b")
    assert split_gaps("```\n{{never closed}}") == ("```\n{{never closed}}",)
    first, last = Gap(answers("a")), Gap(answers("d"))
    assert split_gaps("{{a}} {{b { c {{d}}") == (first, " {{b { c ", last)


@pytest.mark.parametrize(
    ("answer", "written"),
    [
        ("plain", "plain"),
        ("a|b", r"a\|b"),
        ("std::vector", r"std\::vector"),
        ("{{name}}", r"\{{name\}}"),
        ("a path\\", "a path\\ "),
    ],
)
def test_what_ends_a_gap_is_written_with_a_backslash(answer: str, written: str) -> None:
    assert escaped(answer) == written
    assert [gap.answer for gap in gaps_of(f"{{{{{written}}}}}")] == [answer]


@given(st.text("ab {}|:~\\`$^妙", min_size=1, max_size=12))
def test_an_answer_is_the_same_when_it_is_written_into_a_gap(answer: str) -> None:
    if not answer.strip() or answer.strip().startswith("~") or "\\" in answer:
        return
    depth = 0
    for sign in answer.replace("{{", "").replace("}}", ""):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return
    if depth:
        return
    (gap,) = gaps_of(f"{{{{{escaped(answer)}}}}}", in_code=True)
    assert gap == Gap(answers(answer.strip()))


@given(st.text("ab{}|:~\\`\n", max_size=40))
def test_any_text_can_be_split_and_checked(text: str) -> None:
    for in_code in (False, True):
        parts = split_gaps(text, in_code=in_code)
        assert all(parts)
        assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(parts))
        list(gap_problems(text, ("text",), "question", in_code=in_code))
    if "{{" not in text and "\\" not in text:
        assert split_gaps(text) == ((text,) if text else ())


@pytest.mark.parametrize(
    "piece",
    ["{{", "{{a", "}}", "{{a}}", "`", "` {{", "`\n\n", "```\n", "{", "{{a {b}"],
)
def test_a_long_text_is_split_in_a_moment(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    split_gaps(text)
    list(gap_problems(text, ("text",), "question"))
    assert time.process_time() - start < 5  # minutes, when each brace was looked for alone


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("=5.5±0.1", GapAnswer("5.5", 1, 5.5, 0.1)),
        ("= 1,200 ± 5 %", GapAnswer("1,200", 1, 1200, Tolerance(relative=0.05))),
        ("=42", GapAnswer("42", 1, 42, 0)),
        ("=-3+-0.5", GapAnswer("-3", 1, -3, 0.5)),
        ("50%:Rangoon", GapAnswer("Rangoon", 0.5)),
        ("50%:=6±1", GapAnswer("6", 0.5, 6, 1)),
        (r"\=5", GapAnswer("=5")),
        (r"\50%: off", GapAnswer("50%: off")),
        ("==", GapAnswer("==")),
        ("= x", GapAnswer("= x")),
        ("50% off", GapAnswer("50% off")),
    ],
)
def test_a_gap_may_be_a_number_or_earn_a_part(written: str, accepted: GapAnswer) -> None:
    gap = gaps_of(f"{{{{{written}}}}}")[0]
    assert gap.accepted == (accepted,)
    assert gaps_of(f"{{{{{written_answer(accepted)}}}}}")[0].accepted == (accepted,)


def test_what_earns_a_part_is_offered_where_a_gap_is_chosen() -> None:
    gap = gaps_of("{{Naypyidaw|50%:Myanmar|~Bangkok}}")[0]
    assert gap.choices == ("Naypyidaw", "Myanmar", "Bangkok")
    assert gap.answer == "Naypyidaw"


def test_a_gap_that_earns_only_parts_is_a_problem() -> None:
    assert codes("{{50%:half}}") == [("SK307", "error")]
    assert codes("{{right|150%:more}}") == [("SK307", "error")]
