"""Flaws of a single question outside its options: stem, explanation, feedback, broken keys.

Sources as in `options.py`: HDR is Haladyna, Downing & Rodriguez (2002), NBME the NBME's guide.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from studykit.authoring.critic.flaw import flaw
from studykit.authoring.critic.words import normal, plain, without_emphasis
from studykit.questions.gaps import gaps_of
from studykit.questions.models import (
    Cloze,
    Matching,
    MultipleChoice,
    Numerical,
    OpenResponse,
    Ordering,
    ShortAnswer,
    SingleChoice,
    Tolerance,
    TrueFalse,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.models import Question
    from studykit.questions.problem import Problem, Way

_NEGATIVE = re.compile(
    r"\b(not|except|least|cannot|\w+n't|never|incorrect|false)\b"
    r"|(?:何者|哪[一]?[項個種些]|下列|以下)[^，。？?]{0,14}?"
    r"(?:不是|不屬於|並非|不包括|不正確|不會|不能|不符|沒有|有誤|錯誤|例外)|除了[^，。？]*之外",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b(NOT|EXCEPT|LEAST|CANNOT|NEVER)\b")
_NEGATIVE_OPTION = re.compile(
    r"\b(not|no|never|cannot|\w+n't|without)\b|^(不|沒有|無法|並未|未曾|非)", re.IGNORECASE
)
_QUESTION_END = re.compile(r"[?？:：…]\s*[」”\"]?$|_{2,}|\{\{|（\s*）|\(\s*\)")
_IMPERATIVE = re.compile(
    r"(?:^|[.,:;?!。，：；？！]\s*)(?:please\s+)?(?:choose|select|tick|pick|name|give|put|match|sort|order|"
    r"arrange|fill|complete|type|write|state|explain|list|assign|say|decide|judge|describe|"
    r"enter|work out|calculate|find|mark|identify|tell|speak|compare|discuss)\b"
    r"|請|選出|勾選|填|寫出|排|配對|歸類|說明|列出|計算|指出|判斷|把|將",
    re.IGNORECASE,
)
_ABSOLUTE_CLAIM = re.compile(
    r"\b(always|never|all|none|only|every)\b|總是|從不|絕對|完全|所有|必定|永遠|一定",
    re.IGNORECASE,
)


def item_flaws(question: Question, path: Way) -> Iterator[Problem]:
    """Every flaw of the question at `path` that is not one of its options."""
    yield from _stem_flaws(question, path)
    yield from _missing_teaching(question, path)
    if isinstance(question, ShortAnswer):
        yield from _short_answer_flaws(question, path)
    elif isinstance(question, Numerical):
        yield from _numerical_flaws(question, path)
    elif isinstance(question, MultipleChoice):
        yield from _weight_flaws(question, path)
    elif isinstance(question, Matching):
        rights = len({pair.right for pair in question.pairs})
        if rights == len(question.pairs) == len(question.rights):
            yield flaw(
                "SK624",
                (*path, "pairs"),
                "As many right sides as left ones: the last pair falls out by itself.",
                "Add `distractors` (HDR 9; Haladyna on matching).",
            )


def _stem_flaws(question: Question, path: Way) -> Iterator[Problem]:
    stem = question.stem
    bare = plain(stem)
    loud = _NEGATIVE.search(_SHOUTED.sub(" ", without_emphasis(stem)))
    negative = _NEGATIVE.search(bare)
    at = (*path, "stem")
    if isinstance(question, SingleChoice | MultipleChoice) and negative:
        if loud:
            yield flaw(
                "SK605",
                at,
                f"“{loud.group(0).strip()}” makes the stem negative and is easily overlooked.",
                "Ask positively, or set the word in **bold** (HDR 17).",
            )
        twice = [
            o for o, opt in enumerate(question.options) if _NEGATIVE_OPTION.search(opt.text)
        ]
        if twice:
            yield flaw(
                "SK606",
                (*path, "options", twice[0], "text"),
                "A negative option under a negative stem is a double negative.",
                "State the option positively (HDR 17).",
            )
    if isinstance(question, TrueFalse):
        claim = _ABSOLUTE_CLAIM.search(bare)
        if claim and not question.answer:
            yield flaw(
                "SK607",
                at,
                f"“{claim.group(0)}” is an absolute term and gives the false statement away.",
                "Make the statement wrong in its substance (HDR 28a).",
            )
        return
    asks = _QUESTION_END.search(bare) or _IMPERATIVE.search(bare)
    if bare and not asks and not isinstance(question, Cloze):
        yield flaw(
            "SK617",
            at,
            "The stem neither asks nor tells what to do.",
            "End it with a question mark, or begin with a verb: “選出…”, “Choose …” (HDR 14).",
        )


def _missing_teaching(question: Question, path: Way) -> Iterator[Problem]:
    if not question.explanation and not isinstance(question, OpenResponse):
        yield flaw(
            "SK622",
            path,
            f"The question “{question.id}” has no explanation.",
            "Say why the key is right; learners read it after answering.",
        )
    if isinstance(question, SingleChoice | MultipleChoice):
        for n, option in enumerate(question.options):
            if not option.feedback and not option.correct:
                yield flaw(
                    "SK623",
                    (*path, "options", n),
                    "A distractor has no feedback.",
                    "Say why one could think so, and what is right.",
                )


def _short_answer_flaws(question: ShortAnswer, path: Way) -> Iterator[Problem]:
    at = (*path, "answers")
    accepted = question.accepted
    if question.regex:
        return  # whether an expression accepts its own example is proven with every other key
    for later in range(1, len(accepted)):
        for earlier in range(later):
            wide, text = accepted[earlier].text, accepted[later].text
            worth_less = accepted[later].weight <= accepted[earlier].weight
            if worth_less and "*" in wide.replace("\\*", "") and _covers(wide, text):
                yield flaw(
                    "SK626",
                    (*at, later),
                    f"It is never reached: “{wide}” before it matches everything it does.",
                    "Take it out, or make the wild card narrower.",
                )
                break


def _covers(wide: str, text: str) -> bool:
    """Whether the wild-card answer `wide` accepts everything that `text` does."""
    return fnmatchcase(normal(text), "*".join(normal(piece) for piece in wide.split("*")))


def _numerical_flaws(question: Numerical, path: Way) -> Iterator[Problem]:
    exact = not isinstance(question.tolerance, Tolerance) and question.tolerance == 0
    if exact and question.answer != int(question.answer):
        yield flaw(
            "SK626",
            (*path, "answer"),
            "A decimal with zero tolerance: rounding makes a right answer wrong.",
            "Set a `tolerance`, such as `{relative: 0.01}`.",
        )


def _weight_flaws(question: MultipleChoice, path: Way) -> Iterator[Problem]:
    if question.scoring != "weights":
        return
    gain = sum(o.weight for o in question.options if o.weight is not None and o.weight > 0)
    if abs(gain - 1) > 0.01:
        yield flaw(
            "SK626",
            (*path, "options"),
            f"The positive weights add up to {gain:g}, not to 1.",
            "Full marks need weights that sum to 1.",
        )


def guess_score(question: Question) -> float | None:
    """The score blind guessing earns on average, 0…1; None where nothing can be guessed."""
    if isinstance(question, SingleChoice):
        return 1 / len(question.options)
    if isinstance(question, TrueFalse):
        return 0.5
    if isinstance(question, MultipleChoice):
        if question.scoring == "each_option":
            return 0.5
        return 1.0 / float(2 ** len(question.options) - 1)
    if isinstance(question, Matching):
        return 1 / len(question.rights)
    if isinstance(question, Ordering):
        return 1 / len(question.items) if question.scoring == "position" else 0.05
    if isinstance(question, Cloze):
        chosen = [len(gap.choices) for gap in gaps_of(question.text) if gap.choices]
        return sum(1 / n for n in chosen) / len(chosen) if chosen else 0.0
    return 0.0 if not isinstance(question, OpenResponse) else None
