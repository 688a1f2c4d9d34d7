"""What in a sentence can be asked: definitions, causes, dates, figures, terms.

Each pattern is one that hardly ever misleads; what none of them fits is not asked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from studykit.formats.article import german

_HAN = re.compile("[\u4e00-\u9fff]")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    r"(?=[\d公西前JFMASOND])(?<![\d.])(?:(?:公元|西元)?前?\d{3,4}\s?年(?:代|\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|[上下]半年)?"
    rf"|\d{{1,2}} (?:{MONTHS}) \d{{4}}|(?:{MONTHS}) \d{{1,2}}, \d{{4}}|(?:{MONTHS}) \d{{4}}"
    rf"|\d{{1,2}}\. (?:{german.MONTHS}) \d{{4}}|(?:{german.MONTHS}) \d{{4}}"
    r"|(?<=\bin )\d{4}(?![\d-])|(?<=\bsince )\d{4}(?!\d)|(?<=\bIn )\d{4}(?!\d)"
    rf"|{german.YEAR}"
    r")(?:\s?(?:BC|AD|BCE|CE)\b)?"
)
_UNITS_WIDE = (
    "名|人次|人|個月|个月|個|个|件|起|次|家|座|元|公里|公斤|小時|小时|天|歲|岁|倍|處|处|項|项|種|种|期|屆|届"
    "|米|公尺|公頃|公顷|公分|噸|吨|度|層|层|戶|户|艘|輛|辆|條|条|篇|部|本|頁|页|位|隻|只|頭|头|株|畝|亩"
    "|平方公里|平方米|平方公尺|立方米|千米|厘米|美元|英鎊|英镑|歐元|欧元|分鐘|分钟|秒|世紀|世纪"
)
_OTHER_WORDS = (
    "处理|處理|部分|部门|部門|本身|家庭|家长|条件|條件|条例|期间|期間|人民|人口|人类|人類|人工|次要|种植|種植|位于|位於|位置"
    "|天然|天气|天氣|元素|元年|层次|層次|度假|倍增|本地|家用|项目|項目|件事|名为|名為"
)
"""Words that begin like a unit."""
_AMOUNT_WIDE = re.compile(
    r"(?=\d)(?<![\d.,第-])(?<![A-Za-z])(?<![A-Za-z][\s ])\d[\d,]*(?:\.\d+)?\s?"
    rf"(?:[%％]|[十百千萬万億亿]*[余餘多]?\s?(?!{_OTHER_WORDS})(?:{_UNITS_WIDE})|[十百千萬万億亿]+[余餘多]?)(?!\d)"
)
_SCALE = r"(?: (?:million|billion|trillion|thousand|Millionen|Milliarden))?"
_UNIT = (
    r"per cent|percent|people|inhabitants|years?|months?|weeks?|days?|hours?|minutes?|seconds?"
    r"|km²?|kilomet(?:re|er)s?|met(?:re|er)s?|m|cm|mm|miles?|feet|ft|inches|dollars?|euros?"
    r"|pounds?|kg|g"
    r"|kilograms?|tonnes?|tons?|species|countries|states|members|users|students|languages"
    r"|islands|degrees|acres|hectares|litres?|liters?|°C|°F|GB|MB|TB|bytes|bits|Hz|GHz|MHz"
    r"|watts?"
    r"|volts?|times|cases|deaths|soldiers|ships|square \w+|Einwohner|Jahre|Meter|Kilometer"
    r"|Prozent|Tage"
)
_AMOUNT = re.compile(
    r"(?=[\d$€£])(?<![\w.,/–-])"
    r"(?:[$€£]\s?\d[\d,]*(?:\.\d+)?(?: (?:million|billion|trillion)\b)?"
    r"|\d[\d,]*(?:\.\d+)?\s?%"
    rf"|\d[\d,]*(?:\.\d+)?{_SCALE} (?:{_UNIT})\b"
    r"|\d[\d,]*(?:\.\d+)? (?:million|billion|trillion)\b"
    r"|\d{1,3}(?:,\d{3})+)(?![\w–-]|,\d|\.\d)"
)
_DIGIT = re.compile(r"\d")
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[A-Za-zä]+")
_NUMBER = re.compile(r"\d[\d,.]*")
_SIDE = re.compile(
    r"(?:[(（][^)）]*|\b(?:that|which|who|where|whose)\b[^,;]*|\b[Aa]s of |截至|截止)$"
)
_RANGE_BEHIND = re.compile(r"\s?(?:[–~至到-]|to|bis)\s?\d")
_RANGE_BEFORE = re.compile(
    r"\d[万萬億亿千百年月日]?\s?%?\s?(?:[–~至到-]|to|and|or|bis|und|oder)\s?$"
)
_LONGEST_RANGE = 12
"""Characters before a fact in which the first part of a range is looked for."""


class Fact(NamedTuple):
    """A date or an amount in a sentence, and where it stands."""

    start: int
    end: int
    text: str
    kind: str
    """`date`, or the unit of an amount: only the same can be mistaken for one another."""


@lru_cache(maxsize=50_000)  # asked of a whole article, and of each sentence when it is drafted
def facts(text: str) -> tuple[Fact, ...]:
    """The dates and amounts of a sentence, in order; parts of ranges are none."""
    if not _DIGIT.search(text):
        return ()
    found = [
        Fact(m.start(), m.end(), m[0], f"date {_shape(m[0])}") for m in _DATE.finditer(text)
    ]
    patterns = (_AMOUNT_WIDE,) if _HAN.search(text) else (german.AMOUNT, _AMOUNT)
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        start, end = match.span()
        if not any(f.start < end and start < f.end for f in found):
            found.append(Fact(start, end, match[0], _unit(match[0])))
    within_range = {
        f
        for f in found
        if _RANGE_BEHIND.match(text, f.end)
        or _RANGE_BEFORE.search(text, max(0, f.start - _LONGEST_RANGE), f.start)
    }
    return tuple(f for f in sorted(found) if f not in within_range)


def _shape(date: str) -> str:
    """How exact a date is: years are not mistaken for days."""
    return _LETTERS.sub("M", _DIGITS.sub("0", date))


def _unit(amount: str) -> str:
    return _NUMBER.sub("0", amount).strip()


def date_key(date: str) -> tuple[int, int, int]:
    """Year, month and day of a date, to order events by; 0 for what is not said."""
    year = int(re.findall(r"\d{3,4}", date)[0])
    if "前" in date or "BC" in date:
        year = -year
    wide = re.search(r"年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?", date)
    if wide:
        return year, int(wide[1]), int(wide[2] or 0)
    names = [*MONTHS.split("|"), *german.MONTHS.split("|")]
    month = next((names.index(n) % 12 + 1 for n in names if n in date), 0)
    day = re.search(r"\b(\d{1,2})(?:\.|,|\s(?=[A-Z]))", date)
    return year, month, int(day[1]) if day and month else 0


def is_side_matter(fact: Fact, text: str) -> bool:
    """Whether a fact stands in brackets, in a relative clause or as the date of a count."""
    return _SIDE.search(text[: fact.start]) is not None


class Definition(NamedTuple):
    """A term and what it is."""

    term: str
    meaning: str
    score: float


_ARTICLE = r"(?:an?|the|any|one of the)"
_NOUNS = r"[^,.;:()]{2,60}?"
_ALSO_CALLED = r"(?:, (?:or|also known as|also called|also|known as) [^,]{2,40},| \([^()]*\))?"
_LINKED = (
    r"(?:that|which|who|where|in which|of|for|used|with|between|on|to|from|consisting|made"
    r"|designed|located|written)"
)
_ENGLISH_DEFINITIONS = (
    (
        re.compile(
            rf"(?P<t>{_NOUNS}) (?:is|are) (?:usually |commonly |generally )?defined as"
            r" (?P<m>.{15,})\.$"
        ),
        8.0,
    ),
    (re.compile(rf"(?P<t>{_NOUNS}) refers? to (?P<m>{_ARTICLE} .{{15,}})\.$"), 7.5),
    (
        re.compile(
            rf"(?P<t>{_NOUNS})(?: \([^()]*\))?{_ALSO_CALLED} (?:is|are)"
            r" (?P<m>(?:an?|any|one of the) (?:[\w-]+ ){0,5}?[\w-]+,?"
            rf" {_LINKED} .{{15,}})\.$"
        ),
        6.0,
    ),
)
_ALSO_CALLED_WIDE = (
    r"(?:[（(][^（）()]{1,60}[）)])?"
    r"(?:，(?:又稱|又称|也稱|也称|亦稱|亦称|簡稱|简称|又名|俗稱|俗称)[^，。]{1,20}，)?"
)
_GENUS_WIDE = (
    r"(?:一[種种類类個个款套項项門门座位名本部條条家所]"
    r"|[^，。]{0,12}(?:之一|的[^，。的]{1,10}))"
)
_CHINESE_DEFINITIONS = (
    (
        re.compile(
            r"(?:所謂的?|所谓的?)?(?P<t>[^，。；：、]{2,16})，?(?:是指|係指|指的是|意指)"
            r"(?P<m>[^。]{8,90})。$"
        ),
        8.0,
    ),
    (
        re.compile(
            rf"(?P<t>[^，。；：、（）()]{{2,14}}){_ALSO_CALLED_WIDE}(?:是|為|为)"
            rf"(?P<m>{_GENUS_WIDE}[^。]{{4,90}})。$"
        ),
        6.0,
    ),
)
_NO_TERM = re.compile(
    r"^(?:it|they|he|she|this|that|there|what|one|which|who|these|those|here|the (?:first"
    r"|second|third"
    r"|last|next|other|main|only|most|best|result|reason|problem|goal|aim|idea|point|answer"
    r"|question|rest|same|key|purpose|difference|way|thing|fact))\b"
    r"|\b(?:is|are|was|were|that|which|who|because|when|if|where|and then|if)\b"
    rf"|{german.NO_TERM}"
    r"|[這这那此其他她它我你]|就|也|都|不|最|更|往往|可以|應該|应该|如果|因為|因为|目的|原因|結果|结果|問題|问题|重點|重点"
    r"|的|在|即|使|令|恰好|剛好|刚好|讓|让|核心|時間|时间|關鍵|关键|說|说|認為|认为|表示|時候|时候|一般|通常|人們|人们|(?:之一|其中|方面|部分|情況|情况)$|年$|月$|日$",
    re.IGNORECASE,
)
_NO_GENUS = re.compile(
    r"(?:an?|one) (?:member|part|result|matter|way|sign|number|lot|source|list|example|of"
    r"|great|good|bad"
    r"|big|small|very|quite|real|real-life|popular|common|important|major|huge)\b",
    re.IGNORECASE,
)
_DET = re.compile(rf"(?:An?|The|{german.ARTICLES}) ")


_DEFINES = re.compile(
    r" (?:is|are|refers?|ist|sind|bezeichnet|bedeutet|versteht) |[是為为]|[係意]指|指的是"
)


def may_define(text: str) -> bool:
    """Whether a sentence has one of the words that all definitions have."""
    return _DEFINES.search(text) is not None


def definition(text: str, marked: str, title: str) -> Definition | None:
    """The definition that a sentence is."""
    if not may_define(text):
        return None
    wide = bool(_HAN.search(text))
    others = (*_ENGLISH_DEFINITIONS, *german.DEFINITIONS)
    for pattern, score in _CHINESE_DEFINITIONS if wide else others:
        found = pattern.match(text)
        if not found:
            continue
        term, meaning = found["t"].strip(" “”「」\"'"), found["m"].strip()
        bare = _DET.sub("", term)
        if _NO_TERM.search(term) or bare.casefold() in meaning.casefold():
            continue
        if not wide and len(bare.split()) > 5:
            continue
        bold = f"**{bare}" in marked or f"「{term}」" in marked or f"“{term}”" in marked
        titled = bare.casefold() in title.casefold() or title.casefold() in bare.casefold()
        generic = wide or not term.startswith(("The ", "Der ", "Die ", "Das "))
        if score < 7 and not (
            bold
            or (titled and len(bare) > 2)
            or (not wide and term.startswith(("A ", "An ", "Ein ", "Eine ")))
        ):
            continue
        if (not generic and not bold) or _NO_GENUS.match(meaning):
            continue
        return Definition(term, meaning, score + (1.5 if bold else 0) + (0.5 if titled else 0))
    return None


_ITEM_DEFINITION = re.compile(
    r"(?:\*\*|__|`)(?P<t>[^*_`\n]{2,40}?)\s*"
    r"(?:[:：](?:\*\*|__|`)|(?:\*\*|__|`)\s*(?:\([^()]{1,40}\))?(?:\s*[:：]|\s+[–—-]\s))"
    r"\s*(?P<m>\S.{11,240})$"
)


def item_definition(marked: str) -> Definition | None:
    """The term and its meaning in an item such as `**Term**: meaning`."""
    found = _ITEM_DEFINITION.match(marked)
    if not found or _NO_MEANING.search(found["m"]):
        return None
    return Definition(found["t"].strip(), found["m"].strip(), 8.5)


_NO_MEANING = re.compile(
    r"^(?:you|your|it|they|if|when|this|see|use|we|i|click|note|yes|no|there|something|make)\b"
    r"|[?？!！]|\b(?:should|must|need to)\b",
    re.IGNORECASE,
)


class Cause(NamedTuple):
    """What is so, and why."""

    effect: str
    cause: str


_BECAUSE = re.compile(r"(?P<e>[A-Z][^;:]{20,140}?),? because (?!of\b)(?P<c>[^;:]{15,160})\.$")
_BECAUSE_FIRST = re.compile(
    r"Because (?!of\b|then)(?P<c>[^,;:]{15,120}), (?P<e>[^;:]{15,140})\.$"
)
_WIDE_CAUSE = re.compile(
    r"(?:由於|由于|因為|因为)(?P<c>[^。；]{5,70}?)[，,](?:所以|因此|因而|故)?(?P<e>[^。；，,]{6,60})。$"
)
_WIDE_BECAUSE = re.compile(
    r"(?P<e>[^。；：]{6,50}?)[，,]?(?:是因為|是因为|主要是由於|主要是由于|是由於|是由于)"
    r"(?P<c>[^。；]{6,80})。$"
)
_WIDE_LED_TO = re.compile(
    r"(?P<c>[^。；：]{10,70}?)[，,](?:因此|因而|從而|从而)?(?:導致|导致|使得|致使)(?P<e>[^。；，,]{6,40})。$"
)


_CAUSES = re.compile(r"ecause |[因導导使]|由[於于]")


def may_state_cause(text: str) -> bool:
    """Whether a sentence has one of the words that connect a cause and its effect."""
    return _CAUSES.search(text) is not None


def cause(text: str) -> Cause | None:
    """The cause and its effect that a sentence states."""
    if not may_state_cause(text):
        return None
    for pattern in (_WIDE_CAUSE, _WIDE_BECAUSE, _WIDE_LED_TO, _BECAUSE, _BECAUSE_FIRST):
        found = pattern.match(text)
        if found:
            effect, reason = found["e"].strip("，, "), found["c"].strip("，, ")
            if re.search(r"\b(?:said|says|told|according)\b", f"{effect} {reason}"):
                return None
            if effect.endswith(("不", "非")):
                return None  # it says what is not the cause
            effect = re.sub(r"^(?:使得|導致|导致|致使)", "", effect)
            if re.search(r"\b(?:not|just|simply|only|partly)$", effect) or "之所以" in effect:
                effect = effect.replace("之所以", "")
                if effect.endswith(("not", "just", "simply", "only", "partly")):
                    return None
            return Cause(effect, reason)
    return None


_QUOTED = re.compile(r"「([^「」]{2,10})」|“([^“”]{2,10})”")
_BOLD = re.compile(r"(?<!\*)\*\*([^*\n]{2,40}?)\*\*(?!\*)")


_TERMS = re.compile(r"\*\*|[「“]")


def may_have_term(marked: str) -> bool:
    """Whether a sentence has marks as stand around a term."""
    return _TERMS.search(marked) is not None


def term_in(marked: str, text: str) -> str | None:
    """The one term that a sentence sets off: in bold, or in Chinese in quotation marks."""
    bold = [" ".join(t.split()) for t in _BOLD.findall(marked)]
    bold = [t for t in bold if t in text and not t.endswith((":", "：", "。", ".", "！", "!"))]
    if len(bold) == 1 and text.count(bold[0]) == 1:
        plain = not re.search(r"[“”\"「」]", bold[0])
        if (
            plain
            and len(bold[0].split()) <= 4
            and not text.startswith(bold[0])
            and not bold[0].isdigit()
        ):
            return bold[0]
        return None
    return _quoted_term(text) if _HAN.search(text) else None


_BEFORE_TERM = re.compile(
    r"(?:所[謂谓]的?|簡稱為?|简称为?|又稱為?|又称为?|俗稱為?|俗称为?|被稱為|被称为|稱為|称为|稱作|称作|叫做|叫作|名為|名为"
    r"|譽為|誉为|合稱為?|合称为?|統稱為?|统称为?|通稱|通称|稱之為|称之为|提出了?|實施了?|实施了?|推行了?|發起了?|发起了?)[「“]$"
)
_BEHIND_TERM = re.compile(
    r"^[」”](?:的)?(?:政策|制度|計畫|計劃|计划|運動|运动|理論|理论|概念|模式|原則|原则|效應|效应|定律|法則|法则|現象|现象|機制|机制"
    r"|策略|方法|學說|学说|主義|主义|模型|演算法|算法|體制|体制|條約|条约|協議|协议|工程|行動|行动)"
)


def _quoted_term(text: str) -> str | None:
    """A term in quotation marks that is called so; what is only said in them is none."""
    for match in _QUOTED.finditer(text):
        term = match[1] or match[2]
        start = match.start()
        called = _BEFORE_TERM.search(text[: start + 1]) or _BEHIND_TERM.match(
            text[match.end() - 1 :]
        )
        if called and text.count(term) == 1 and not re.search(r"[，。！？、；：,.!?]", term):
            return str(term)
    return None


_NAME_WORDS = (
    r"(?:[A-Z][\w’'.-]*|[A-Z]\.)"
    r"(?: (?:[A-Z][\w’'.-]*|of|the|de|van|von|der|and(?= [A-Z]))){0,5}"
)
_AGENT = re.compile(
    r"\b(?:named after|invented by|discovered by|founded by|written by|developed by|created by"
    r"|designed by|introduced by|proposed by|coined by|led by|built by|established by)"
    rf" (?:the )?(?:\w+ (?:physicist|chemist|mathematician|engineer|scientist"
    rf"|economist) )?(?P<t>{_NAME_WORDS})"
)
_AGENT_WIDE = re.compile(
    r"由(?:[^，。、由]{0,10}?(?:家|人|者|師|师|教授|博士))?(?P<t>[^，。、由於于的]{2,12}?)"
    r"(?:所|於|于|在|主持|首先|共同|等人)?(?:\d{4}年)?(?:提出|發明|发明|發現|发现|創立|创立|創辦|创办|設計|设计|建立|撰寫|撰写|主持修建"
    r"|興建|兴建|開發|开发|命名)"
)
_SUPERLATIVE = re.compile(
    rf"(?:The )?(?P<t>{_NAME_WORDS}) (?:is|was|became|remains) (?:the|[A-Z][\w’'-]*['’]s)"
    r" (?:[\w’'-]+ ){0,4}?(?:largest|biggest|highest|longest|oldest|first|smallest|deepest"
    r"|tallest"
    r"|fastest|most \w+|only|capital|second-\w+)\b"
)
_SUPERLATIVE_WIDE = re.compile(
    r"(?P<t>[^，。、；：的是為为]{2,12})(?:是|為|为)[^，。；]{0,16}(?:最[大高長长早古老深小多]|第一[個个座部條条位家]|唯一)"
)
_NOT_NAMED = re.compile(
    r"[這这那此其他她它該该在]|恰好|剛好|刚好|時間|时间|方面|之一|^(?:He|She|It|They|This|That|These|Those|There|In|On)\b"
)


_NAMES = re.compile(
    r"est\b|first|most|only|capital|second-|by |named after|von |[由最]|[第唯]一"
)


def may_name(text: str) -> bool:
    """Whether a sentence has one of the words by which a name is found."""
    return _NAMES.search(text) is not None


def named(text: str) -> tuple[int, int] | None:
    """Where in a sentence the name stands that alone fits it: who made something, or what is
    the largest, first or only one of its kind."""
    if not may_name(text):
        return None
    if _HAN.search(text):
        found = _SUPERLATIVE_WIDE.match(text) or _AGENT_WIDE.search(text)
    else:
        found = _SUPERLATIVE.match(text) or _AGENT.search(text) or german.AGENT.search(text)
    if found is None:
        return None
    name = found["t"].rstrip(" ,.")
    name = name.removesuffix(" and").removesuffix(" the").removesuffix(" of")
    if _NOT_NAMED.search(name) or text.count(name) > 1:
        return None
    return found.start("t"), found.start("t") + len(name)


_COUNTS = ("two2二兩两", "three3三", "four4四", "five5五", "six6六", "seven7七", "eight8八")
_NUMBERS = {
    word: number
    for number, words in enumerate(_COUNTS, start=2)
    for word in re.findall("[a-z]+|[^a-z]", words)
}
"""How many things a line announces: of one there is no list, and more than eight are too many
to be asked for."""
_ANNOUNCED = re.compile(
    r"\b(two|three|four|five|six|seven|eight) (?:(?:main|major|key|basic|different|important"
    r"|common|types? of|kinds? of) )*[a-z][a-z -]{3,50}?(?: (?:that|which|of|for|in"
    r"|to) [^:.]{2,60})?:?$",
    re.IGNORECASE,
)
_ANNOUNCED_WIDE = re.compile(
    r"(?<![第十百千萬万\d])([2-8二兩两三四五六七八])[大個个種种類类項项點点條条方]?[^，。：:\d十]"
    r"[^，。：:]{0,15}[：:]$"
)


def announced(text: str) -> tuple[int, str] | None:
    """How many things a line says will follow, and the line itself."""
    if not text.endswith((":", "：")):
        return None
    line = text.rstrip(":： ")
    found = _ANNOUNCED_WIDE.search(text) or _ANNOUNCED.search(line)
    return (_NUMBERS[found[1].casefold()], line) if found else None
