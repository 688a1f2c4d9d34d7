"""Flaws of a single question outside its options: stem, explanation, feedback, broken keys.

Sources as in `options.py`: HDR is Haladyna, Downing & Rodriguez (2002), NBME the NBME's guide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.authoring.critic.words import plain, without_emphasis
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.questions.problem import Problem, Way
    from studykit.questions.registry import Question

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
    for problem in question.flaws():
        yield problem.within(path)


def _stem_flaws(question: Question, path: Way) -> Iterator[Problem]:
    stem = question.stem
    bare = plain(stem)
    loud = _NEGATIVE.search(_SHOUTED.sub(" ", without_emphasis(stem)))
    negative = _NEGATIVE.search(bare)
    at = (*path, "stem")
    if isinstance(question, ChoiceQuestion) and negative:
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
    if question.is_statement:
        claim = _ABSOLUTE_CLAIM.search(bare)
        if claim and not question.key:
            yield flaw(
                "SK607",
                at,
                f"“{claim.group(0)}” is an absolute term and gives the false statement away.",
                "Make the statement wrong in its substance (HDR 28a).",
            )
        return
    asks = _QUESTION_END.search(bare) or _IMPERATIVE.search(bare)
    if bare and not asks and question.needs_stem:
        yield flaw(
            "SK617",
            at,
            "The stem neither asks nor tells what to do.",
            "End it with a question mark, or begin with a verb: “選出…”, “Choose …” (HDR 14).",
        )


def _missing_teaching(question: Question, path: Way) -> Iterator[Problem]:
    if not question.explanation and not question.needs_model_comparison:
        yield flaw(
            "SK622",
            path,
            f"The question “{question.id}” has no explanation.",
            "Say why the key is right; learners read it after answering.",
        )
    if isinstance(question, ChoiceQuestion):
        for n, option in enumerate(question.options):
            if not option.feedback and not option.correct:
                yield flaw(
                    "SK623",
                    (*path, "options", n),
                    "A distractor has no feedback.",
                    "Say why one could think so, and what is right.",
                )
