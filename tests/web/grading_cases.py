"""Questions of every type and policy, and what may be answered to them: thousands of cases,
drawn by a fixed seed, that Python and the player grade alike."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from studykit.questions.categorize import Categorize
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.matching import Matching, Pair
from studykit.questions.multiple_choice import MultipleChoice
from studykit.questions.numbers import Tolerance
from studykit.questions.numerical import NumberAnswer, Numerical
from studykit.questions.open_response import OpenResponse
from studykit.questions.ordering import Ordering
from studykit.questions.registry import Question
from studykit.questions.short_answer import Answer, ShortAnswer
from studykit.questions.single_choice import SingleChoice
from studykit.questions.slider import Slider
from studykit.questions.true_false import TrueFalse

POLICIES = (None, "all_or_nothing", "net_correct", "each_option", "weights")
ORDERS = ("all_or_nothing", "position", "adjacent", "longest_ordered")
NOTHING: tuple[Any, ...] = (
    None,
    "",
    [],
    {},
    0,
    -1,
    99,
    1.5,
    True,
    False,
    "x",
    [0],
    [9],
    [None],
)
"""What may stand in a profile that somebody made up."""

ANSWERS = (
    "Naypyidaw",
    "the *moei* river",
    "2025年7月4日",
    "5,400",
    "五千四百",
    "**bold**",
    "“妙瓦底”",
    "Straße",
    "İstanbul",
    "ﬁre",
    "a*b",
    "\\*",
    "* river",
    "the *",
    "*",
    "x·y",
    "妙瓦底 園區",
    "1 200 人",
    "3.14",
    "A–B",
    "co-operate",
    "Ⅳ",
    "naïve",
    "don’t",
    "...",
    "end.",
    "台灣",
    "頭髮",
    "10月01日",
    "54萬",
    "兩百五",
    "0912 345 678",
    "1 1/2",
    "`code`",
    "__init__",
    "_em_ x",
    "~~no~~",
    "٣٤",
    "½",
    "e=mc²",
    "ΣΊΣΥΦΟΣ",
    "ſ",
    "K",
    "ß",
    "ŉ",
    "한국어",
    "Ａｂｃ",
    "a\u200bb",
    "é",
    "e\u0301",
)
TYPED = (
    *ANSWERS,
    "naypyidaw ",
    " NAYPYIDAW",
    "the moei river",
    "the Salween river",
    "2025 年 7 月 4 日",
    "2025年07月04日",
    "5400",
    "5 400",
    "５４００",
    "bold",
    "*bold*",
    "妙瓦底",
    "「妙瓦底」",
    "strasse",
    "STRASSE",
    "istanbul",
    "i̇stanbul",
    "fire",
    "a b",
    "axxb",
    "*",
    "river",
    " river",
    "the",
    "x•y",
    "x・y",
    "妙瓦底園區",
    "1,200人",
    "3.14.",
    "A-B",
    "A—B",
    "cooperate",
    "IV",
    "naive",
    "don't",
    "..",
    "end",
    "end。",
    "台湾",
    "臺灣",
    "头发",
    "頭发",
    "10月1日",
    "540000",
    "250",
    "二百五十",
    "0912345678",
    "11/2",
    "1 1/2",
    "code",
    "init",
    "em x",
    "no",
    "34",
    "1⁄2",
    "1/2",
    "e=mc2",
    "σίσυφος",
    "ΣΊΣΥΦΟΣ",
    "S",
    "k",
    "SS",
    "ʼn",
    "abc",
    "ABC",
    "ab",
    "é",
    "\u00a0",
    "a\u0301",
    "\t",
    "a\nb",
    "a\x1cb",
    "🏴",
    "x" * 300,
    "的" * 50,
    "\\",
    "\\*",
    "**",
    "“”",
    "-",
    "—",
    "零",
    "〇",
    "十",
)
NUMBERS = (
    "0",
    "42",
    "-42",
    "+42",
    "−42",
    "4.2e1",
    "4,2",
    "4.2",
    "1,200",
    "1.200",
    "1 200",
    "1'200",
    "1’200",
    "12,00",
    "1,2,3",
    "１２００",
    "1.2e3",
    "1.2×10³",
    "1.2 x 10^3",
    "1.2*10**3",
    "10^3",
    "-10^3",
    "10³",
    "5²",
    "1/2",
    "-1/2",
    "1 1/2",
    "1½",
    "½",
    "¼",
    "1/0",
    "五千四百",
    "五千四",
    "54萬",
    "54.5萬",
    "三點一四",
    "三点一四",
    "負五",
    "三分之一",
    "百分之五",
    "兩百五",
    "兩百零五",
    "二〇二五",
    "廿一",
    "卅",
    "一億二千萬",
    "1億2000萬",
    "兆",
    "十",
    "十五",
    "零",
    "〇",
    "點五",
    "一點",
    "萬",
    "1e400",
    "1e-400",
    "1e5",
    "1E5",
    "e5",
    "1e",
    ".5",
    "5.",
    ".",
    ",5",
    "5,",
    "-",
    "",
    " ",
    "abc",
    "12abc",
    "0x10",
    "1_000",
    "１．５",
    "٣٤",
    "٣٫٤",
    "1 000 000",
    "1.000.000",
    "1.000,5",
    "1,000.5",
    "12,34,567",
    "1,23,456.7",
    "999999999999999",
    "0.1",
    "0,1",
    "1500",
    "1.5",
    "1,5",
    "  7  ",
    "7\u00a0",
    "\u200b7",
    "1--2",
    "2025年",
    "壹仟貳佰",
    "陸拾",
    "4200",
    "420",
    "42.0000000000001",
)
UNITS = (
    "",
    " m",
    "m",
    " km",
    "km",
    " KM",
    " mW",
    " MW",
    " %",
    "％",
    " 公尺",
    " m/s",
    " m^2",
    " m²",
    " µm",
    " μm",
    "€",
    " kg",
    " KG",
    " Kg",
    " ms",
    " MS",
    " Mb",
    " l",
    " L",
    " meters",
    " °C",
    " Ω",
    " Ω",
)
PATTERNS = (
    "colou?r",
    "(cat|dog)s?",
    "[a-c]+",
    "[^a-c]+",
    r"\d{2,4}",
    r"\d+(?:\.\d+)?",
    r"\w+ \w+",
    "a.c",
    "a{3}",
    "(ab)*",
    "x|y|",
    r"\s*a\s*",
    "^abc$",
    r"\bcat\b",
    "妙瓦底|KK園區",
    "(?:a|b)+c",
    r"[\d-]+",
    "A",
    "[A-Z]+",
    r"\S+",
    "é",
    r"a\*b",
    "a*?b",
    "(a+)+b",
)
MATCHED = (
    "color",
    "colour",
    "COLOR",
    "cat",
    "dogs",
    "abc",
    "ABC",
    "xyz",
    "12",
    "12345",
    "3.5",
    "two words",
    "a c",
    "a\nc",
    "aaa",
    "",
    "abab",
    "aba",
    "x",
    " a ",
    "cat!",
    "妙瓦底",
    "kk園區",
    "ababc",
    "1-2",
    "é",
    "É",
    "a*b",
    "aab",
    "a" * 40,
    "٣٤",
)


class Case(NamedTuple):
    """A response to one of the questions, under a policy of the quiz."""

    question: int
    response: Any
    scoring: str | None = None


def questions_and_cases(seed: int = 1) -> tuple[list[Question], list[Case]]:
    """All of them, always the same for a seed."""
    chance = random.Random(seed)
    questions: list[Question] = []
    cases: list[Case] = []
    for question, responses in _asked(chance):
        policies = POLICIES if question.type == "multiple_choice" else (None,)
        for response, scoring in itertools.product((*responses, *NOTHING), policies):
            cases.append(Case(len(questions), response, scoring))
        questions.append(question)
    return questions, cases


def _asked(chance: random.Random) -> Iterator[tuple[Question, list[Any]]]:
    yield from _choices(chance)
    for answer in (True, False):
        yield TrueFalse(id="t", stem="?", answer=answer, feedback="no"), [True, False]
    yield from _short_answers(chance)
    yield from _numbers()
    yield from _clozes(chance)
    yield from _number_gaps(chance)
    yield from _orders(chance)
    yield from _placings(chance)
    points = ("a", "b", "c")
    ticks = [{"text": t, "ticked": list(n)} for t in ("", "x") for n in _subsets(3)]
    wrong: list[Any] = [{"text": "x"}, {"ticked": [0]}, {"text": 1, "ticked": [0, 0]}]
    yield OpenResponse(id="o", stem="?", model_answer="m", key_points=points), ticks + wrong


def _subsets(count: int) -> Iterator[tuple[int, ...]]:
    for size in range(count + 1):
        yield from itertools.combinations(range(count), size)


def _choices(chance: random.Random) -> Iterator[tuple[Question, list[Any]]]:
    for number in range(30):
        count = chance.randint(2, 5)
        weights = [
            chance.choice((None, 0.5, 0.333, 1 / 3, -0.5, 1.0, 0.1, -1.0)) for _ in range(count)
        ]
        right = chance.randrange(count)
        single = tuple(
            Option(
                text=f"o{n}",
                correct=n == right,
                feedback="f" * (n % 2),
                weight=weights[n] if number % 2 else None,
            )
            for n in range(count)
        )
        yield SingleChoice(id="s", stem="?", options=single), list(range(count))
        several = tuple(
            Option(text=f"o{n}", correct=chance.random() < 0.5 or n == right, weight=weights[n])
            for n in range(count)
        )
        own: Any = POLICIES[number % 5]
        ticked: list[Any] = [list(each) for each in _subsets(count)] + [
            [1, 0],
            [0, 0],
            ["0"],
            [True],
        ]
        yield MultipleChoice(id="m", stem="?", options=several, scoring=own), ticked


def _short_answers(chance: random.Random) -> Iterator[tuple[Question, list[Any]]]:
    for sensitive, exact, variants in itertools.product(
        (False, True), (False, True), (None, "chinese")
    ):
        for start in range(0, len(ANSWERS), 7):
            written = ANSWERS[start : start + 7]
            answers = tuple(
                Answer(text=text, weight=(1.0, 0.5, 0.25)[n % 3], feedback="f" * (n % 2))
                for n, text in enumerate(written)
            )
            yield (
                ShortAnswer(
                    id="a",
                    stem="?",
                    answers=answers,
                    case_sensitive=sensitive,
                    exact=exact,
                    variants=variants,
                ),
                list(TYPED),
            )  # type: ignore[arg-type]
    for sensitive in (False, True):
        for pattern in PATTERNS:
            yield (
                ShortAnswer(
                    id="r", stem="?", answers=(pattern,), regex=True, case_sensitive=sensitive
                ),
                [*MATCHED, *chance.sample(TYPED, 20)],
            )


def _numbers() -> Iterator[tuple[Question, list[Any]]]:
    tolerances: list[Any] = [
        0.0,
        0.5,
        Tolerance(relative=0.1),
        Tolerance(geometric=0.1),
        Tolerance(relative=0.0),
    ]
    for answer, tolerance in itertools.product(
        (42.0, 0.0, -1200.0, 1.5, 0.1 + 0.2), tolerances
    ):
        yield (
            Numerical(id="n", stem="?", answer=answer, tolerance=tolerance, feedback="no"),
            [*NUMBERS, 42, 1.5],
        )
    for unit, units in (
        ("m", {"km": 1000.0}),
        ("%", None),
        ("mW", {"MW": 1e9}),
        ("m²", {"µm": 1e-6, "°C": 2.0}),
        ("Kg", {"l": 2.0, "ms": 3.0, "€": 1.0, "Ω": 4.0}),
    ):
        typed = [
            f"{n}{u}" for n in ("42", "4.2e1", "五", "百分之五", "1,200", "") for u in UNITS
        ] + ["€42", "$ 42", "42 m m"]
        yield Numerical(id="u", stem="?", answer=42.0, unit=unit, units=units), typed
    for comma in (False, True):
        for answer in (1.5, 1500.0, 1200.0):
            yield Numerical(id="c", stem="?", answer=answer, decimal_comma=comma), list(NUMBERS)
    yield from _several_numbers()
    yield from _unit_penalties()
    for low, high, step in ((0.0, 100.0, 5.0), (-1.0, 1.0, 0.1), (0.0, 1.0, 0.25)):
        slider = Slider(
            id="l", stem="?", low=low, high=high, step=step, answer=low + step, tolerance=step
        )
        on = [slider.number(n) for n in range(slider.steps + 1)]
        yield slider, [*on, high + step, low + step / 3, 10**400 if low else 1e300]


def _several_numbers() -> Iterator[tuple[Question, list[Any]]]:
    """Numbers that earn more and less, near and far, some only for their feedback."""
    exact = NumberAnswer(answer=42.0, feedback="just so")
    near = NumberAnswer(answer=42.0, tolerance=0.5, weight=0.5, feedback="*nearly*")
    far = NumberAnswer(answer=40.0, tolerance=Tolerance(relative=0.1), weight=0.25)
    ten_times = NumberAnswer(answer=420.0, weight=0.0, feedback="mind the unit")
    around = NumberAnswer(answer=1.0, tolerance=Tolerance(geometric=1.0), weight=1 / 3)
    nought = NumberAnswer(answer=0.0)
    kept = (2.0, -1.0, 0.9999999, 1e-9)
    odd = tuple(NumberAnswer(answer=float(n), weight=w) for n, w in enumerate(kept))
    typed = [
        *NUMBERS,
        *("42.5", "42.51", "41.5", "40", "44", "44.1", "36", "0.5", "2", "2.01", "3", "1"),
    ]
    for answers in (
        (exact, near, far, ten_times),
        (ten_times, far, near, exact),
        (near, around),
        (nought, ten_times),
        odd,
    ):
        yield Numerical(id="s", stem="?", answers=answers, feedback="no"), typed
        yield Numerical(id="s", stem="?", answers=answers, decimal_comma=True), typed
    both = Numerical(id="b", stem="?", answer=1.5, answers=(ten_times, near), feedback="no")
    yield both, typed
    in_units = Numerical(
        id="su", stem="?", answers=(near, ten_times, exact), unit="m", units={"km": 1000.0}
    )
    yield in_units, [f"{n}{u}" for n in ("42", "420", "0.042", "0.42") for u in UNITS]


def _unit_penalties() -> Iterator[tuple[Question, list[Any]]]:
    """A unit that is missing or wrong costs a part; the number counts as it is written."""
    answers = (
        NumberAnswer(answer=42.0, tolerance=0.5, feedback="right"),
        NumberAnswer(answer=0.042, weight=0.8, feedback="in km"),
        NumberAnswer(answer=42000.0, weight=0.0, feedback="far off"),
    )
    numbers = ("42", "0.042", "4.2e1", "42000", "五", "百分之四十二", "1,200", "abc", "")
    typed = [f"{n}{u}" for n in numbers for u in (*UNITS, " xyz", " %")]
    for penalty, (unit, units) in itertools.product(
        (0.0, 0.25, 1.0, 1.5, -0.5),
        (("m", {"km": 1000.0}), ("%", None), ("mW", {"MW": 1e9}), ("", None)),
    ):
        yield (
            Numerical(
                id="p", stem="?", answers=answers, unit=unit, units=units, unit_penalty=penalty
            ),
            typed,
        )
    yield (
        Numerical(
            id="pc",
            stem="?",
            answer=1.5,
            unit="m",
            unit_penalty=0.1,
            decimal_comma=True,
            feedback="no",
        ),
        [*typed, "1,5 m", "1,5", "1.5 m", "1,5 ft", "1.500 m", "1,5 M"],
    )


def _number_gaps(chance: random.Random) -> Iterator[tuple[Question, list[Any]]]:
    """Gaps that are numbers, and answers that earn a part."""
    text = "{{=5.5±0.1}} {{=1,200±5%|50%:=1000±10%}} {{Naypyidaw|50%:Rangoon|25%:nay pyi taw}}"
    chosen = "{{Naypyidaw|50%:Myanmar|~Bangkok}}"
    numbers = (
        "5.5",
        "5.6",
        "5,5",
        "5.61",
        "five",
        "1200",
        "1,260",
        "1 100",
        "1050",
        "",
        "五點五",
    )
    names = ("naypyidaw", "rangoon", "Nay Pyi Taw", "Bangkok", "")
    for comma in (False, True):
        responses = [
            [chance.choice(numbers), chance.choice(numbers), chance.choice(names)]
            for _ in range(120)
        ]
        yield Cloze(id=f"n{comma}", text=text, decimal_comma=comma), responses
    yield (
        Cloze(id="ch", text=chosen),
        [["Naypyidaw"], ["Myanmar"], ["Bangkok"], ["myanmar"], [""]],
    )


def _clozes(chance: random.Random) -> Iterator[tuple[Question, list[Any]]]:
    for number in range(40):
        gaps = [
            chance.choice([a for a in ANSWERS if not set(a) & set("*\\{}|:`~_")])
            for _ in range(chance.randint(1, 4))
        ]
        text = " x ".join(f"{{{{{gap}|other {n}}}}}" for n, gap in enumerate(gaps))
        responses: list[Any] = [
            gaps,
            [gap.upper() for gap in gaps],
            ["other 0", *gaps[1:]],
            gaps[:1],
            [*gaps, "more"],
        ]
        responses += [[chance.choice(TYPED) for _ in gaps] for _ in range(20)]
        variants: Any = "chinese" if number % 3 == 0 else None
        yield (
            Cloze(id="z", text=text, exact=bool(number % 2), variants=variants, feedback="no"),
            responses,
        )


def _orders(chance: random.Random) -> Iterator[tuple[Question, list[Any]]]:
    for scoring, count in itertools.product(ORDERS, (2, 3, 4)):
        orders: list[Any] = [list(each) for each in itertools.permutations(range(count))]
        yield (
            Ordering(id="o", stem="?", items=tuple("abcd"[:count]), scoring=scoring),
            [*orders, [0], [0, 0], [1, 2]],
        )  # type: ignore[arg-type]
        groups = ((2, 3),) if count > 2 else ()
        yield (
            Ordering(
                id="g", stem="?", items=tuple("abcd"[:count]), any_order=groups, scoring=scoring
            ),
            orders,
        )  # type: ignore[arg-type]
    long = Ordering(id="o", stem="?", items=tuple("abcdefghij"), scoring="longest_ordered")
    yield long, [chance.sample(range(10), 10) for _ in range(60)]


def _placings(chance: random.Random) -> Iterator[tuple[Question, list[Any]]]:
    pairs = (Pair(left="a", right="x"), Pair(left="b", right="y"), Pair(left="c", right="x"))
    matching = Matching(id="p", stem="?", pairs=pairs, distractors=("z",), feedback="no")
    sorting = Categorize(id="k", stem="?", categories={"A": ("a", "b"), "B": ("c",)})
    for question, places in ((matching, 3), (sorting, 2)):
        all_ways = [list(each) for each in itertools.product((None, *range(places)), repeat=3)]
        yield question, [*all_ways, [0, 1], [0, 1, 2, 0], ["0", 1, 2], [True, 1, 2]]
