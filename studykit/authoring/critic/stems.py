"""Flaws of a stem: what it asks, how, and whether its wording misleads or gives away.

HDR is Haladyna, Downing & Rodriguez (2002), NBME the NBME's guide, as in `codes.py`; H&R is
Haladyna & Rodriguez (2013), "Developing and validating test items", on statements and gaps.
A rule speaks only where an item writer would agree: what it cannot tell it passes over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.authoring.critic.lexicon import Lexicon, word_set
from studykit.authoring.critic.negation import double_negation
from studykit.authoring.critic.words import Text
from studykit.language.message import Message
from studykit.questions.choices import ChoiceQuestion
from studykit.questions.problem import flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.authoring.critic.item import Item
    from studykit.authoring.critic.words import Stem
    from studykit.questions.problem import Problem, Way
    from studykit.questions.registry import Question

_BLANK = re.compile(
    r"(?:_{2,}[ \t]?)+|（[\s　]*）|\([\s　]*\)|\[[\s　]*\]|［[\s　]*］|\{\{.*?\}\}|□+"
)
_MARK = re.compile(r"[?？؟;︖︕]|\.{3}|…")
_PARTS = re.compile(r"\s*(?:[,/;、，；／…]|\.{3}|\band\b|\bor\b|–|—| - |→)\s*|\s{2,}")

_FINITE = word_set(
    """
    is are was were be am isn't aren't wasn't weren't has have had does do did can could
    will would shall should may might must cannot means mean equals becomes became gets
    goes lies consists contains produces causes depends refers occurs happens lives
    stands uses needs gives takes makes made won wrote wins comes came says tells shows
    """
)
_DANGLING = word_set(
    """
    of to by in on at from for with as than because when where which that who if and or
    but the a an its their his her into between about not
    """
)
_IMPERATIVE = word_set(
    """
    add analyse analyze answer apply arrange argue assign calculate change check choose
    circle click combine compare complete compute conjugate consider construct contrast
    convert correct count create decide define delete demonstrate derive describe
    determine differentiate discuss distinguish divide draw drag enter estimate evaluate
    examine explain express factor factorise factorize fill find fix form give group
    guess identify illustrate imagine indicate insert integrate interpret join judge
    justify label let list listen locate look mark match measure move multiply name
    number order outline pair paraphrase pick place point predict prove put rank read
    rearrange recall replace reorder rewrite round say select show simplify sketch solve
    sort speak spell state subtract suggest sum summarise summarize suppose tell think
    tick transform translate type underline use verify work write
    """
)
_CHINESE_ASKS = re.compile(
    "何|什[麼么]|哪|誰|谁|[幾几]|多少|多[長高遠重大久深寬长远宽]|嗎|吗|呢|怎|是否|孰|若干|為啥|[請请]|[選选]"
    "|填|[寫写]|排列|配[對对]|[歸归][類类]|[說说]明|列[出舉举]|[計计]算|指出|判[斷断]|翻譯|翻译"
    "|找出|改正|造句|比[較较]|分析|回答|[評评]|下列|以下|完成|[證证]明|化[簡简]|[標标]出|[連连][線线]|述|[論论]"
    "|(?:^|[。，,；;：:])(?:[試试]|求|解|用|按|依|根[據据]|把|[將将]|排|[連连]|[畫画]|用|[談谈])"
)
_CHINESE_GOES_ON = re.compile(
    "[是為为有在於于會会能叫稱称指即屬属被讓让使由因從从到向與与和及而但，,、=＝]|作者|出自|等[於于]|位[於于]"
)
_SUBJECT = frozenset(("the", "a", "an", "there"))
"""Words that begin a plain statement. One about “this river” is a riddle: it asks which."""

_WITHIN = re.compile("[:：/—→]")

_RIDDLE = word_set("this these that those it its he his she her they their")

_COUNTED = r"(?! (?:\d|one\b|two\b|three\b|four\b|a few\b|if\b|child))"
_TIMES = r"(?! (?:\d|day|year|week|month|hour|minute|second|other|few|time|night|morning))"
ABSOLUTE_TERMS = Lexicon(
    "always never nobody impossible entirely completely none all only every everyone everybody",
    "總是|总是|(?<!不)一定(?![的量程限])|從不|从不|絕不|绝不|決不|决不|從未|从未|從來[不沒]|从来[不没]"
    "|[絕绝][對对](?=[不要會会能是沒没無无可])|完全(?=[不是沒没無无能可相一取消依])|(?<![並并]非)(?<!不是)所有(?![權权人者制])"
    "|必定|必然(?!性)|全部|唯一|永[遠远]|任何",
    {
        "all": r"(?<!at )(?<!after )(?<!above )(?<!of )(?<!not )all"
        r"(?! (?:the time|over|kinds|sorts|in all|but))",
        # What somebody never did in the past is a fact as any other.
        "never": r"(?:(?<=is )|(?<=are )|(?<=be ))never|never(?! (?:\w+ed|wrote|came|went|had"
        r"|was|were|became|built|rebuilt|met|made)\b)",
        "only": "(?<!the )only" + _COUNTED,
        "every": "(?<!not )every" + _TIMES,
    },
)
VAGUE_TERMS = Lexicon(
    "usually often sometimes frequently generally rarely occasionally seldom",
    "[經经]常|通常|(?<![時时])有[時时](?![間间])|常常|大[概抵](?!念)|往往|偶[爾尔]",
    {"often": r"(?<!how )(?<!most )often(?! (?:\w+ed|seen|called|known|said|thought|given)\b)"},
)
_MATHEMATICS = Lexicon(
    """
    prime integer integers number numbers function functions matrix matrices triangle triangles
    polygon polygons square squares rectangle rectangles parallelogram parallelograms rhombus
    set sets continuous graph graphs vector vectors angle angles algorithm algorithms
    """,
    "[質质]數|质数|整[數数]|函[數数]|矩[陣阵]|三角形|[邊边]形|偶[數数]|奇[數数]|正方形|集合"
    "|向量",
    {},
)

_CLAUSE_VERB = (
    r"(?:is|are|was|were|has|have|had|can|cannot|will|does|do|did|became|began"
    r"|[a-z]{3,}s (?:at|in|by|to|of|the|a|an|into|from|as|on|for|with)\b)"
)
_TWO_IDEAS = re.compile(
    rf"^(?!.*\b(?:both|between|if|when|because|although|while|which|that|who)\b)"
    rf"[^,;]*?\b{_CLAUSE_VERB}\b.*?,? and (?:the |an? |its? |their )?(?:[\w-]+ ){{1,3}}?"
    rf"{_CLAUSE_VERB}",
    re.IGNORECASE,
)
_TWO_IDEAS_CHINESE = re.compile(
    "[^，。]{2,}[是為为在有於于了][^，。]+，(?:而且|並且|并且|且|同[時时])[^，。]*[^，。]{2,}[是為为在有於于了][^，。]+"
)


def stem_flaws(item: Item, path: Way) -> Iterator[Problem]:
    """Every flaw of the stem of the question at `path`."""
    question, stem, at = item.question, item.stem, (*path, "stem")
    if not item.known or not stem.source.strip():
        return
    if question.is_statement:
        yield from _statement_flaws(question, stem, at)
        return
    if isinstance(question, ChoiceQuestion):
        negation = stem.overlooked_negation
        if negation:
            yield flaw(
                "SK605",
                at,
                Message(
                    "“{negation}” makes the stem negative and is easily overlooked.",
                    negation=negation,
                ),
                Message("Ask positively, or set the word in **bold** (HDR 17)."),
            )
    yield from _double_negation(stem, at)
    if question.needs_stem:
        if _asks_nothing(stem):
            yield flaw(
                "SK617",
                at,
                Message("The stem neither asks nor tells what to do."),
                Message(
                    "Ask a question, begin with a verb, or write a sentence to be completed"
                    " (HDR 14)."
                ),
            )
        yield from _blanks(question, stem, at)


def _statement_flaws(question: Question, stem: Stem, at: Way) -> Iterator[Problem]:
    """A statement to be judged: its tone, its negations, its ideas."""
    prose = stem.prose
    statement = Text(prose)
    claim, hedge = ABSOLUTE_TERMS.find(statement), VAGUE_TERMS.find(statement)
    if claim and question.key is False and not (stem.is_code or _MATHEMATICS.find(stem)):
        yield flaw(
            "SK607",
            at,
            Message(
                "“{claim}” is an absolute term and gives the false statement away.", claim=claim
            ),
            Message("Make the statement wrong in its substance (HDR 28a)."),
        )
    elif hedge and question.key is True:
        yield flaw(
            "SK608",
            at,
            Message(
                "“{hedge}” is a vague term: such statements are nearly always true.",
                hedge=hedge,
            ),
            Message("Say how often or how much, or leave it out (H&R)."),
        )
    yield from _double_negation(stem, at)
    if stem.is_chinese:
        two = _TWO_IDEAS_CHINESE.search(prose)
    else:
        two = _TWO_IDEAS.search(prose) if "and" in stem.words else None
    if two:
        yield flaw(
            "SK630",
            at,
            Message("The statement makes two claims, and either may be what is wrong."),
            Message("Write a statement for each (HDR 2; H&R)."),
        )


def _double_negation(stem: Stem, at: Way) -> Iterator[Problem]:
    found = double_negation(stem.prose) if stem.has_negation else ""
    if found:
        yield flaw(
            "SK628",
            at,
            Message("“{found}” is a double negation.", found=found),
            Message("State it positively (HDR 17)."),
        )


def _asks_nothing(stem: Stem) -> bool:
    """Whether there is nothing to answer: a bare word, or statements alone.

    An unfinished sentence that an option completes is a stem of its own right (NBME), and so is
    code or a formula that stands for itself.
    """
    prose = stem.prose
    if "?" in prose or _MARK.search(prose) or _BLANK.search(stem.source) or stem.is_code:
        return False
    if not stem.words and not stem.is_chinese:
        return False
    text = " ".join(prose.split()).rstrip(":：")
    if stem.is_chinese:
        if _CHINESE_ASKS.search(stem.source):
            return False
        if text.endswith("。"):
            return not _CHINESE_GOES_ON.fullmatch(text[-2:-1])
        return (
            len(text) <= 6
            and not _WITHIN.search(text)
            and not _CHINESE_GOES_ON.search(text)
            and not stem.words
        )
    words = re.findall(r"[^\W\d_](?:[\w'’-]*\w)?|\d+", text.lower())
    if not words or words[-1] in _DANGLING or words[-1] in _FINITE:
        return False
    starts = re.findall(r"(?:^|[.!,:;]\s+|\band |\bthen |\bplease )(\w+)", text.lower())
    if not _IMPERATIVE.isdisjoint(starts):
        return False
    if not _RIDDLE.isdisjoint(words):
        return False
    if text.endswith((".", "!")):
        starts = re.findall(r"(?:^|[.!]\s+)(\w+)", text.lower())
        return all(start in _SUBJECT for start in starts)
    return len(words) <= 4 and _FINITE.isdisjoint(words)


def _blanks(question: Question, stem: Stem, at: Way) -> Iterator[Problem]:
    """Several blanks in one stem, unless each option fills them all."""
    if not any(sign in stem.source for sign in "_(（[［{□"):
        return
    blanks = len(_BLANK.findall(stem.prose))
    if blanks < 2 or (stem.is_code and "__" not in stem.prose):
        return
    if isinstance(question, ChoiceQuestion):
        filled = [len(_PARTS.split(option.text.strip())) for option in question.options]
        if all(parts >= blanks for parts in filled) or (len(set(filled)) > 1 and blanks == 2):
            return
    yield flaw(
        "SK627",
        at,
        Message("There are {blanks} blanks in one stem.", blanks=blanks),
        Message("Leave one blank, near the end; for several gaps write a cloze (H&R)."),
    )
