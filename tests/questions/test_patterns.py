"""Regular expressions in short answers: what they match, and how their size and time are
bounded."""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
import time
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.questions import patterns
from studykit.questions.grade import grade, response_text, solution_text
from studykit.questions.patterns import LARGEST, pattern_trouble
from studykit.questions.short_answer import Answer, ShortAnswer
from tests.examples import examples


def test_a_regular_expression_must_match_the_whole_response() -> None:
    question = ShortAnswer(id="q", stem="?", answers=("color", "colou?r"), regex=True)
    assert grade(question, "Colour").score == 1
    assert grade(question, "colours").score == 0
    assert solution_text(question) == "color"


ENDLESS = "(a|aa)+$"
"""Takes for ever to find that `RESPONSE` does not match."""
LONG = "(a+)+$"
"""Takes some time to find it."""
RESPONSE = "a" * 5000 + "b"


def by_regex(*answers: str | Answer) -> ShortAnswer:
    return ShortAnswer(id="q", stem="?", answers=answers, regex=True)


def test_loading_the_engine_does_not_count_as_time_to_think(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = builtins.__import__

    def slow_import(name: str, *rest: Any, **more: Any) -> Any:
        if name == "regex":
            time.sleep(0.3)
        return really(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", slow_import)
    monkeypatch.setattr(patterns, "SECONDS", 0.1)
    assert grade(by_regex("colou?r"), "Colour").score == 1


def test_a_response_that_takes_too_long_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.02)
    unjudged = grade(by_regex("a", ENDLESS), RESPONSE)
    assert (unjudged.judged, unjudged.score, unjudged.parts[0].right) == (False, 0, False)
    assert grade(by_regex("a", ENDLESS), "a").judged


def test_time_that_one_expression_leaves_goes_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shares: list[float] = []
    monkeypatch.setattr(regex, "compile", lambda *_: Recorder(shares))
    monkeypatch.setattr(patterns, "SECONDS", 1.0)
    grade(by_regex("a", "b", "c", "d"), "x")
    assert shares == pytest.approx([1 / 4, 1 / 3, 1 / 2, 1], abs=0.1)


class Recorder:
    """Stands for an expression; it notes how much time it is given, and needs none."""

    def __init__(self, shares: list[float]) -> None:
        self.shares = shares

    def fullmatch(self, text: str, timeout: float) -> None:
        self.shares.append(timeout)


def test_each_expression_has_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.02)
    assert grade(by_regex(ENDLESS, "a+b"), RESPONSE).score == 1


def test_many_expressions_share_the_time_of_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.0)
    assert not grade(by_regex("a", "b"), "c").judged
    monkeypatch.setattr(patterns, "SECONDS", 60.0)
    assert grade(by_regex("a", "b"), "c").judged


def test_what_earns_less_does_not_wait_for_an_expression_that_earns_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.02)
    half = Answer(text="a+b", weight=0.5)
    assert not grade(by_regex(half, ENDLESS), RESPONSE).judged
    assert grade(by_regex("a+b", Answer(text=ENDLESS, weight=0.5)), RESPONSE).score == 1


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:(?:abcdefghij){6000}){6000}",
        "((a{1000}){1000}){1000}",
        "(a{1,1000}){1,1000}",
        "(?:a?){101}(?:(?:[abc]|x){100}){100}",
        "(?=(?:a{200}){200})a",
        "(?P<name>(?:a{200}){200})",
        "a{10001}",
        "[a{]{10001}",
        "(?:\\({200}){200}",
        "(?:[)]{200}){200}",
        "(?:(?:a{200})*){200}",
        "a{9000}(b)c{2000}",
        "(?:b(c)d){9000}",
    ],
)
def test_nested_counts_are_refused_before_they_are_compiled(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regex, "compile", lambda *_: pytest.fail("it was compiled"))
    pattern_trouble.cache_clear()
    assert f"{LARGEST:,} parts" in pattern_trouble(pattern)
    assert not grade(by_regex(pattern), "abc").judged


def test_an_expression_of_the_largest_size_is_run() -> None:
    assert pattern_trouble(f"a{{{LARGEST}}}") == ""
    assert pattern_trouble(f"(?:a{{1}}){{{LARGEST // 2}}}") == ""
    assert pattern_trouble(f"(?:a*){{{LARGEST // 2}}}") == ""
    assert list(by_regex(f"a{{{LARGEST // 2}}}", f"b{{{LARGEST // 2}}}").problems()) == []
    assert grade(by_regex(f"a{{{LARGEST}}}"), "a").judged
    assert not grade(by_regex(f"ba{{{LARGEST}}}"), "a").judged
    half = f"(?:ab){{{LARGEST // 4}}}"
    assert not grade(by_regex(half, half, half), "a").judged


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("pattern", ["[[a]b]", "[a&&b]", "[a||b]"])
def test_what_a_later_python_reads_otherwise_warns_nobody(pattern: str) -> None:
    pattern_trouble.cache_clear()
    assert pattern_trouble(pattern) == ""
    assert grade(by_regex(pattern), "x").judged


def test_capitals_count_in_an_expression_where_the_author_says_so() -> None:
    strict = ShortAnswer(id="q", answers=("[A-Z]+",), regex=True, case_sensitive=True)
    assert [grade(strict, typed).score for typed in ("FBI", "fbi")] == [1, 0]
    assert grade(by_regex("[A-Z]+"), "fbi").score == 1


@pytest.mark.parametrize(
    ("answers", "hints"),
    [
        (("a{10001}",), ["Write smaller numbers in “{…}”."]),
        (("a(",), [""]),
        (("a(", "b("), ["", ""]),
        (("a{6000}", "b{6000}", "c{6000}"), ["Write fewer or simpler ones."]),
    ],
)
def test_an_author_reads_how_an_expression_becomes_smaller(
    answers: tuple[str, ...], hints: list[str]
) -> None:
    assert [problem.hint for problem in by_regex(*answers).problems()] == hints


def test_all_expressions_of_a_question_together_are_bounded() -> None:
    several = by_regex(*["(?:ab){1500}"] * 5)
    problems = list(several.problems())
    assert [(p.way, p.code) for p in problems] == [(("answers", 2), "SK305")]
    assert "All regular expressions of this question" in problems[0].message


@pytest.mark.parametrize(
    "pattern",
    [
        "colou?r",
        "a{2,3}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "(?:the )?(?:river )?moei",
        "[(){}|*+?]{3}",
        "\\d{1,4}(?:,\\d{3})*",
        "(a|b|[^]x]){20}",
        "(?i:abc)",
        "x{2",
    ],
)
def test_an_ordinary_expression_is_none_too_large(pattern: str) -> None:
    assert pattern_trouble(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "not a regular expression"),
        ("a" * 501, "at most 500 characters"),
        ("(" * 60 + "a" + ")" * 60, "nested too deep"),
        ("(?x) a b", "Spaces and comments"),
        ("(?x)a#)\n{6000}", "Spaces and comments"),
    ],
)
def test_what_cannot_be_run_is_refused_with_the_reason(pattern: str, reason: str) -> None:
    assert reason in pattern_trouble(pattern)
    assert not grade(by_regex(pattern), "a").judged


_pieces = st.sampled_from(
    [
        *"ab|?*+(((()))",
        "[ab]",
        "(?:",
        "{3}",
        "{2,30}",
        "{100}",
        "{999}",
        "\\w",
        ".",
        "[^)]",
        "a|aa",
    ]
)


@settings(deadline=None, max_examples=examples(300))
@given(st.lists(_pieces, max_size=30).map("".join))
def test_the_parts_of_an_expression_are_counted_like_those_that_python_reads(
    pattern: str,
) -> None:
    try:
        re.compile(pattern)
    except re.error:
        return
    assert (parsed_size(re._parser.parse(pattern)) <= patterns._size(pattern)) is True  # type: ignore[attr-defined]


def parsed_size(parsed: Any) -> int:
    """The literals and sets of an expression as Python's own parser sees it."""
    size = 0
    for name, value in parsed:
        kind = str(name)
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, part = value
            times = max(1, least, 0 if str(most) == "MAXREPEAT" else int(most))
            size += times * parsed_size(part)
        elif kind == "SUBPATTERN":
            size += parsed_size(value[-1])
        elif kind == "BRANCH":
            size += sum(parsed_size(branch) for branch in value[1])
        else:
            size += 1
    return size


WORST = """
import resource, sys, time
from studykit.questions.short_answer import ShortAnswer
from studykit.questions.checks import question_problems
ShortAnswer(id="q", stem="?", answers=("a",), regex=True).judge("b")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.process_time()
question = ShortAnswer(id="q", stem="?", answers=tuple(eval(sys.argv[1])), regex=True)
problems = list(question_problems(question))
question.judge("a" * 9999 + "b")
print(time.process_time() - began)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.parametrize(
    "answers",
    [
        "['(?:(?:abcdefghij){6000}){6000}']",
        "['(a|aa)+$'] * 100",
        "['((a)*)*$', '(a+)+$']",
        "['(?:(a)|(b)|(.)){9000}x']",
        "['|'.join('a' * n for n in range(1, 30))] * 100",
        "[f'(?:a|b{{{n}}}){{90}}' for n in range(1, 100)]",
    ],
)
def test_checking_and_judging_the_worst_of_expressions_is_soon_over(answers: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORST, answers], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 5  # it is 0.5 on a quiet machine; a hang is what matters here
    assert megabytes < 200


def test_telling_a_typed_response_does_not_grade_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ShortAnswer, "judge", lambda *_: pytest.fail("it was graded"))
    assert response_text(by_regex(ENDLESS), RESPONSE) == RESPONSE
