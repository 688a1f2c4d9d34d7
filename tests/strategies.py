"""Hypothesis strategies for questions of every type and for what a learner may answer."""

from __future__ import annotations

from typing import Any, assert_never

from hypothesis import strategies as st

from studykit.questions.categorize import Categorize
from studykit.questions.choices import Option
from studykit.questions.cloze import Cloze
from studykit.questions.fields import Formula
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

words = st.text(alphabet="abcdefghij妙瓦底內比都園區漢字 ", min_size=1, max_size=8).filter(
    lambda text: text.strip() == text
)


def _distinct(least: int, most: int = 6) -> st.SearchStrategy[list[str]]:
    return st.lists(words, min_size=least, max_size=most, unique_by=str.casefold)


@st.composite
def single_choices(draw: st.DrawFn) -> SingleChoice:
    texts = draw(_distinct(2))
    key = draw(st.integers(0, len(texts) - 1))
    options = tuple(
        Option(text=text, correct=n == key, feedback=draw(words), fixed=draw(st.booleans()))
        for n, text in enumerate(texts)
    )
    return SingleChoice(id="q", stem="?", options=options)


@st.composite
def multiple_choices(draw: st.DrawFn) -> MultipleChoice:
    texts = draw(_distinct(2))
    keys = draw(st.sets(st.integers(0, len(texts) - 1), min_size=1))
    scoring = draw(
        st.sampled_from([None, "all_or_nothing", "net_correct", "each_option", "weights"])
    )
    options = tuple(
        Option(
            text=text,
            correct=n in keys,
            weight=(1 / len(keys) if n in keys else -0.5) if scoring == "weights" else None,
        )
        for n, text in enumerate(texts)
    )
    return MultipleChoice(id="q", stem="?", options=options, scoring=scoring)


true_falses = st.builds(
    TrueFalse, id=st.just("q"), stem=st.just("?"), answer=st.booleans(), feedback=words
)
short_answers = st.builds(
    ShortAnswer,
    id=st.just("q"),
    stem=st.just("?"),
    answers=_distinct(1).map(
        lambda texts: (texts[0], *(Answer(text=text, weight=0.5) for text in texts[1:]))
    ),
    case_sensitive=st.booleans(),
)
numericals = st.builds(
    Numerical,
    id=st.just("q"),
    stem=st.just("?"),
    answer=st.floats(-1e9, 1e9),
    tolerance=st.one_of(
        st.floats(0, 100),
        st.builds(Tolerance, relative=st.floats(0, 1)),
        st.builds(Tolerance, geometric=st.floats(0, 1)),
    ),
    unit=st.sampled_from(["", "m", "人"]),
)
tolerances = st.floats(0, 100) | st.builds(Tolerance, relative=st.floats(0, 1))
several_numbers = st.builds(
    Numerical,
    id=st.just("q"),
    stem=st.just("?"),
    answers=st.lists(
        st.tuples(
            st.floats(-1e9, 1e9),
            tolerances,
            st.sampled_from([0.0, 0.5, 1.0]),
            st.text(max_size=3),
        ).map(lambda a: NumberAnswer(answer=a[0], tolerance=a[1], weight=a[2], feedback=a[3])),
        max_size=4,
        unique_by=lambda answer: answer.answer,
    ).map(lambda rest: (NumberAnswer(answer=2e9), *rest)),
    unit=st.just("m"),
    units=st.none() | st.just({"km": 1000.0}),
    unit_penalty=st.none() | st.floats(0, 1),
)
clozes = st.lists(words, min_size=1, max_size=4).map(
    lambda gaps: Cloze(id="q", stem="?", text=" and ".join("{{" + gap + "}}" for gap in gaps))
)
orderings = st.builds(
    Ordering,
    id=st.just("q"),
    stem=st.just("?"),
    items=_distinct(2).map(tuple),
    scoring=st.sampled_from(["all_or_nothing", "position", "adjacent", "longest_ordered"]),
)


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    lefts = draw(_distinct(2))
    rights = [draw(words) for _ in lefts]
    distractors = tuple(w for w in draw(_distinct(0, 3)) if w not in rights)
    pairs = tuple(Pair(left=a, right=b) for a, b in zip(lefts, rights, strict=True))
    return Matching(id="q", stem="?", pairs=pairs, distractors=distractors)


@st.composite
def categorizes(draw: st.DrawFn) -> Categorize:
    items = draw(_distinct(2))
    cut = draw(st.integers(1, len(items) - 1))
    return Categorize(
        id="q", stem="?", categories={"A": tuple(items[:cut]), "B": tuple(items[cut:])}
    )


open_responses = st.builds(
    OpenResponse,
    id=st.just("q"),
    stem=st.just("?"),
    model_answer=words,
    key_points=_distinct(1).map(tuple),
)


@st.composite
def sliders(draw: st.DrawFn) -> Slider:
    low, steps = draw(st.integers(-1000, 1000)), draw(st.integers(1, 1000))
    step = draw(st.sampled_from([0.01, 0.1, 0.25, 1, 3]))
    return Slider(
        id="q",
        stem="?",
        low=float(low),
        high=low + steps * step,
        step=float(step),
        answer=low + draw(st.integers(0, steps)) * step,
        tolerance=draw(st.sampled_from([0.0, 1.0]) | st.floats(0, 100)),
        unit=draw(st.sampled_from(["", "m", "人"])),
    )


GENERATORS: dict[str, st.SearchStrategy[Any]] = {
    "single_choice": single_choices(),
    "multiple_choice": multiple_choices(),
    "true_false": true_falses,
    "short_answer": short_answers,
    "numerical": numericals | several_numbers,
    "slider": sliders(),
    "cloze": clozes,
    "ordering": orderings,
    "matching": matchings(),
    "categorize": categorizes(),
    "open_response": open_responses,
}
"""A question of each type, by the name of the type."""
questions: st.SearchStrategy[Question] = st.one_of(*GENERATORS.values())


@st.composite
def _templates(draw: st.DrawFn) -> Question:
    """A question whose numbers vary; no draw of it breaks it."""
    low, steps = draw(st.integers(-50, 50)), draw(st.integers(0, 400))
    step = draw(st.sampled_from([0.1, 0.25, 1.0, 3.0]))
    variables: dict[str, Any] = {
        "n": {"from": float(low), "to": low + steps * step, "step": step},
        "m": tuple(draw(st.lists(st.floats(1, 100).map(lambda x: round(x, 3)), min_size=1))),
        "sum": "= n + m",
    }
    more: dict[str, Any] = {"id": "q", "stem": "[= n] + [= m]?", "variables": variables}
    options = (
        Option(text="[= sum :3]", correct=True, feedback="[=sum]"),
        Option(text="[= sum + 1 :3]"),
        Option(text="[= sum + 2 :3]"),
    )
    pairs = (Pair(left="[= n :3]", right="[=n]"), Pair(left="[= n + 1 :3]", right="[= n + 1]"))
    categories = {"less [= n]": ("[= n - 1 :3]",), "more": ("[= n + 1 :3]",)}
    kinds: list[Any] = [
        lambda: SingleChoice(**more, options=options),
        lambda: MultipleChoice(**more, options=options),
        lambda: ShortAnswer(**more, answers=("[= sum]",)),
        lambda: Numerical(**more, answer=Formula("sum"), tolerance=Formula("abs(sum) / 100")),
        lambda: Numerical(**more, answers=(NumberAnswer(answer=Formula("= n * m")),)),
        lambda: Slider(
            **more, low=Formula("n"), high=Formula("n + 10"), answer=Formula("n + 5")
        ),
        lambda: Cloze(**more, text="It is {{[= sum]}}, not {{[=n]|[= n + 0]}}."),
        lambda: Ordering(**more, items=("[= n :3]", "[= n + 1 :3]")),
        lambda: Matching(**more, pairs=pairs),
        lambda: Categorize(**more, categories=categories),
        lambda: OpenResponse(**more, model_answer="[= sum]", key_points=("[= sum]",)),
    ]
    question: Question = draw(st.sampled_from(kinds))()
    return question


templates: st.SearchStrategy[Question] = _templates()
"""A question of any type, with variables."""

junk: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


@st.composite
def responses(draw: st.DrawFn, question: Question) -> Any:
    """A response of the right shape to `question`."""
    match question:
        case SingleChoice():
            return draw(st.integers(0, len(question.options) - 1))
        case MultipleChoice():
            return sorted(draw(st.sets(st.integers(0, len(question.options) - 1))))
        case TrueFalse():
            return draw(st.booleans())
        case ShortAnswer():
            return draw(st.sampled_from([a.text for a in question.accepted]) | words)
        case Numerical():
            known = st.sampled_from([repr(float(a.answer)) for a in question.accepted])
            return draw(known | st.floats(-1e9, 1e9).map(repr))
        case Slider():
            return question.number(draw(st.integers(0, question.steps)))
        case Cloze():
            return draw(st.lists(words, min_size=1, max_size=4))
        case Ordering():
            return draw(st.permutations(range(len(question.items))))
        case Matching():
            place = st.none() | st.integers(0, len(question.rights) - 1)
            count = len(question.pairs)
            return draw(st.lists(place, min_size=count, max_size=count))
        case Categorize():
            count = len(question.items)
            return draw(st.lists(st.none() | st.integers(0, 1), min_size=count, max_size=count))
        case OpenResponse():
            points = st.sets(st.integers(0, len(question.key_points) - 1))
            return {"text": draw(words), "ticked": sorted(draw(points))}
        case _:
            assert_never(question)
