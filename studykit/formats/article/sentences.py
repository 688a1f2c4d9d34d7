"""The sentences of a text, and whether one is understood without what stands around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sentencex import segment

from studykit.authoring.critic.lexicon import word_set
from studykit.formats.article.blocks import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.formats.article.blocks import Block


class Sentence(NamedTuple):
    """A sentence with the way it is marked up."""

    text: str
    """As it reads, without marks."""
    marked: str
    """As Markdown."""
    first: bool
    """Whether a paragraph begins with it."""


_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\u3040-\u30ff]")
_OPENERS = "（(「『“‘《"
_OPENING_MARK = re.compile(f"[{_OPENERS}]")
_CLOSERS = "）)」』”’》"
_WIDE_END = re.compile(r"(?<=[。！？])(?![」』”’）)\]*]|$)")
_LABEL = re.compile(
    r"^(?:\*\*[^*]{2,12}[：:]\*\*\s*|\*\*[^*]{2,40}\*\*\s+(?=[A-Z0-9])"
    r"|[\u4e00-\u9fff]{2,4}[：:](?![「『“])\s*)"
)
"""A label before the text of a paragraph or an item, but for who speaks."""
_MARKER = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+")


def without_marker(item: str) -> str:
    """An item of a list without its hyphen or number."""
    return _MARKER.sub("", item)


def with_topic(title: str, sentence: str) -> str:
    """What stands before a sentence that does not say what it is about."""
    return f"{title}：" if is_wide(sentence) else f"{title}: "


def is_wide(text: str) -> bool:
    """Whether a text is written in characters that stand without spaces."""
    return not text.isascii() and len(_HAN.findall(text)) > 0.3 * len(text)


def sentences_of(blocks: Sequence[Block], language: str) -> Iterator[Sentence]:
    """The sentences of paragraphs and items of lists; nothing of code, tables or captions."""
    primary = language.partition("-")[0].casefold() or "en"
    for block in blocks:
        if block.kind not in ("text", "item") or block.text.startswith("### "):
            continue
        marked = " ".join(without_marker(block.text).split())
        if "$" in marked or len(marked) > 20_000:
            continue
        marked = _LABEL.sub("", marked)
        parts = [p for part in segment(primary, marked) for p in _WIDE_END.split(part)]
        if primary == "de":
            parts = _with_ordinals(parts)
        for number, each in enumerate(_closed(parts)):
            text = unmarked(each)
            if text:
                yield Sentence(text, each.strip(), number == 0)


_ORDINAL = re.compile(r"\b\d{1,2}\.\s*$")
"""A German number with a point counts, and ends no sentence."""


def _with_ordinals(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and _ORDINAL.search(joined[-1]):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _closed(parts: list[str]) -> Iterator[str]:
    """The parts, joined where one ends within brackets or quotation marks."""
    open_part = ""
    for part in parts:
        if not open_part and not _OPENING_MARK.search(part):
            yield part
            continue
        open_part += part
        depth = sum(open_part.count(a) for a in _OPENERS) - sum(
            open_part.count(a) for a in _CLOSERS
        )
        if depth <= 0 or len(open_part) > 600:
            yield open_part
            open_part = ""
    if open_part:
        yield open_part


_LEADS_BACK = re.compile(
    r"(?:it|its|they|their|them|he|his|she|her|hers|him|this|that|these|those|such|here|but|and"
    r"|or|so|yet|nor|however|also|then|thus|hence|therefore|moreover|furthermore|besides"
    r"|instead|otherwise|nevertheless|nonetheless|still|as a result|in addition|in contrast"
    r"|by contrast|on the other hand|on the one hand|for example|for instance|similarly"
    r"|likewise|meanwhile|afterwards?|later|finally|first|firstly|second|secondly|third"
    r"|thirdly|next|another|others?|some|both|neither|either|one of (?:these|those|them)|there"
    r"|accordingly|consequently|specifically|indeed|again|even so|at the same time|what|why"
    r"|how|who|when asked|if so|yes|no|now|today|yesterday|recently|in (?:this|that|these)\b"
    r"|the (?:source|author|company|team|study|report|researchers?|results?|group|man|woman"
    r"|couple"
    r"|officials?|event|paper|book|film|game|site|article|post|former|latter|same|other|others|above|following|result|reason|answer|idea|rest)"
    r"|note|see|remember|imagine|suppose|let|let's|please|click|try|use|consider"
    r")\b",
    re.IGNORECASE,
)
_WITHIN = word_set(
    "this these those above below aforementioned you your yours we our ours us i my me here"
    " dies diese dieser dieses diesen diesem wir ich uns cette ces nous este esta"
)
_WITHIN_PHRASE = re.compile(
    r"\b(?:the (?:following|latter|former)|figure \d|fig\.|table \d)\b", re.IGNORECASE
)
_OF_WITHIN_PHRASES = word_set("following latter former figure fig table")
_PERSONS = word_set("he she him her his hers")
_PRONOUNS = word_set("they it their them its")
_PRONOUN = re.compile(rf"\b(?:{'|'.join(_PRONOUNS)})\b", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:in|on|at|after|before|during|when|with|by|from|for|as|since|while|although|though|if"
    r"|following|having|using|upon|under|to|because|once|until|despite)\b.*, $",
    re.IGNORECASE,
)
"""A phrase behind which the pronoun is the subject."""
_PREPOSITION = re.compile(
    r"(?:at|in|on|the|an?|by|for|with|from|after|before|during|when|while|as|if)\b",
    re.IGNORECASE,
)
_BACK_WIDE = re.compile(
    r"(?:這|这|那|此|其|該|该|它|他|她|牠|但|而|因此|所以|同時|同时|另外|此外|然而|不過|不过|也|還|还"
    r"|於是|于是|隨後|随后|之後|之后|接著|接着|接下來|接下来|例如|比如|譬如|對此|对此|當時|当时|我|你"
    r"|您|咱|大家|如上|以下|下圖|下图|如圖|如图|上圖|上图|見|见|首先|其次|再次|最後|最后|最终|最終"
    r"|第[一二三四五六七八九]|總之|总之|可見|可见|反之|相反|否則|否则|甚至|並|并|且|又|再|更|則|则"
    r"|就|如果|若|請|请|讓|让|記者|记者|本文|本報|本报|筆者|笔者|上述|前者|後者|后者|兩者|两者|雙方"
    r"|其中|一方面|另一方面|換言之|换言之|也就是|即|亦|是|有|在此|對於這|对于这|經過|经过|雖然|虽然"
    r"|那麼|那么|不僅|不仅|不但|除此|近日|昨日|今日|今天|昨天|目前|如今|現在|现在|據悉|据悉|據報|据报"
    r"|報導|报道|一位|一名|有人|有些|許多人|许多人|與此|与此|從此|从此|值得|其實|其实|當然|当然|總結|总结"
    r"|可以|打趣|畢竟|毕竟|估計|估计|假設|假设|提示|注意|練習|练习|下面|上面|接著|这样|這樣|毫無|毫无|顯然|显然|事實上|事实上"
    r"|どう|この|その|あの|それ|これ|しかし|また|そして|だから|さらに|なお|ただし|ここ|そこ)"
)
_WITHIN_WIDE = re.compile(
    r"[這这他她牠它]|(?<![應应活])[該该](?!死)|上述|如下|下列|筆者|笔者|本文|下圖|下图|如圖|如图|上圖|上图"
    r"|即將|即将|目前|近期|最近|此前|近日|日前|我們|我们|我國|我国|本報|本报|(?<![因彼])此(?!外|後|后|前)|[你您我](?![國国們们])|同日|當日|当日|當天"
    r"|当天|前述|同年"
    r"|この|その|あの|それ|これ"
)
_NAME = re.compile(r"(?<=[a-z,;)] )(?!I\b)[A-Z][\w’'-]+|\b[A-Z]{2,}\b")
_LONG_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:of|the|and|de|van|von) )?(?: [A-Z][\w’'-]+)+")


_WORD = re.compile(r"\w+")
_RELATIVE_DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow"
    " current currently recent heute gestern morgen"
)
_RELATIVE_PHRASE = re.compile(
    r"\b(?:last|this|next) (?:week|month|year|night|summer|winter|spring|fall)\b",
    re.IGNORECASE,
)
_OF_RELATIVE_PHRASES = word_set("last this next")
_RELATIVE_DAY_WIDE = re.compile(
    r"(?<![月\d])\d{1,2}日|(?<!\d年)(?<![\d個个])\d{1,2}月\d|昨[天日晚]|今[天日晚年]|明[天年]|去年|前年|上[週周個个]月?"
    r"|本[週周月]"
)
_TWO_SENTENCES = re.compile(r"[a-zäöüß]{4,}[.!?] \S|[。！？](?![」』”’）)])\S")
_BACK_ELSEWHERE = re.compile(
    r"(?:er|sie|es|ihr|ihre|ihm|dies\w*|jen\w+|diese\w*|dabei|dadurch|damit|dann|daher"
    r"|deshalb|darum|und|aber"
    r"|oder|doch|auch|hier|dort|so|also|denn|zudem|außerdem|jedoch|dagegen|sein|seine|il"
    r"|elle|ils|elles|ce|cette"
    r"|ces|cela|mais|et|ou|donc|son|sa|ses|leur|él|ella|ellos|esto|esta|este|pero|y|su|sus"
    r"|danach|darüber|darauf|darin|davon|dafür|daran|dazu|hierzu|hierbei|hiermit|zeitgleich"
    r"|später|zudem|ebenso|gleichzeitig|anschließend|nachfolgend|beispielsweise|deren|dessen"
    r"|seitdem|damals|heute|inzwischen|schließlich|zunächst|gegebenenfalls|des weiteren"
    r"|insgesamt|insbesondere|leider|allerdings|trotzdem|dennoch|stattdessen|andererseits"
    r"|einerseits|derzeit|aktuell|wir|ich|man|nous|je)\b",
    re.IGNORECASE,
)


_OPENER = re.compile(
    r"(?:(?:however|also|moreover|furthermore|in addition|additionally"
    r"|besides|meanwhile|similarly"
    r"|for example|for instance|in fact|of course|indeed|nevertheless), "
    r"|(?:此外|同時|同时|另外|不過|不过|然而|其實|其实|事實上|事实上|當然|当然|例如|總之|总之|畢竟|毕竟)[，,]\s*)",
    re.IGNORECASE,
)


def without_opener(text: str) -> str:
    """A sentence without the word that only ties it to the one before."""
    found = _OPENER.match(text)
    if found is None:
        return text
    rest = text[found.end() :]
    return rest[:1].upper() + rest[1:]


_CAPTION = re.compile(r"[A-Z][a-z]+\.? \d{1,2}, \d{4}(?!,)|\d{1,2} [A-Z][a-z]+ \d{4}(?!,)")
"""A date without a word before it begins the caption of a picture."""


@lru_cache(maxsize=50_000)  # asked of each sentence that states a fact, and when it is drafted
def stands_alone(text: str) -> bool:
    """Whether a sentence is understood by one who has not read what comes before it."""
    if (
        text.count("“") != text.count("”")
        or text.count("(") != text.count(")")
        or text.count("「") != text.count("」")
    ):
        return False
    wide = is_wide(text)
    if wide:
        if not text.endswith(("。", "！", "；", "…", ".")):
            return False
        if _BACK_WIDE.match(text) or _WITHIN_WIDE.search(text):
            return False
    elif not text.endswith((".", "!", '."', ".”")) or not text[:1].isupper():
        return False
    words = set(_WORD.findall(text.lower()))
    if not words.isdisjoint(_RELATIVE_DAYS) or _TWO_SENTENCES.search(text):
        return False
    if not words.isdisjoint(_OF_RELATIVE_PHRASES) and _RELATIVE_PHRASE.search(text):
        return False
    if not text.isascii() and _RELATIVE_DAY_WIDE.search(text):
        return False
    if wide:
        return True
    if _CAPTION.match(text) or not words.isdisjoint(_WITHIN):
        return False
    if _LEADS_BACK.match(text) or _BACK_ELSEWHERE.match(text):
        return False
    if not words.isdisjoint(_OF_WITHIN_PHRASES) and _WITHIN_PHRASE.search(text):
        return False
    named_first = _LONG_NAME.match(text) and not _PREPOSITION.match(text)
    if not words.isdisjoint(_PERSONS) and not named_first:
        return False  # of whom it speaks cannot be told but where a name begins it
    pronoun = None if words.isdisjoint(_PRONOUNS) else _PRONOUN.search(text)
    if pronoun is None:
        return True
    before = text[: pronoun.start()]
    return len(before.split()) >= 4 and not _OPENING.match(before)


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_WIDE_RUN = re.compile("[\u4e00-\u9fff\u30a0-\u30ff]{2,}")


def terms_of(text: str) -> set[str]:
    """What a text speaks of: its longer words, its runs of two Han characters."""
    words = _LONG_WORD.findall(text)
    if text.isascii():
        return {word.casefold().rstrip("s") for word in words}
    found = {word.casefold().rstrip("s") for word in words if not is_wide(word)}
    for run in _WIDE_RUN.findall(text):
        found |= {run[at : at + 2] for at in range(len(run) - 1)}
    return found


_NO_SUBJECT = re.compile(
    r"(?:[^，。]{0,4}\d{1,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[，,]?(?:起|后|後|底|初)?[，,]?)?"
    r"(?:正式|开始|開始|首次|再次|先后|先後|随即|隨即)?"
    r"(?:发行|發行|参与|參與|参加|參加|出生|推出|获|獲|担任|擔任|加盟|举办|舉辦|进入|進入|当选|當選|完成|出版|毕业|畢業|考入|签约|簽約"
    r"|发表|發表|主演|出任|创办|創辦|移居|返回|前往|加入|开设|開設|被|由(?![於于])|在|于|於|与|與|为|為|将|將)"
)
"""A Chinese sentence that leaves out what it speaks of."""


def names_its_subject(text: str, topic: set[str]) -> bool:
    """Whether a sentence says itself what it is about: a name, or the article's own subject."""
    if _NO_SUBJECT.match(text):
        return False
    if terms_of(text) & topic:
        return True
    if is_wide(text):
        return bool(
            re.search(r"《[^》]+》|[A-Z][A-Za-z]{2,}", text)
            or re.match(
                r"\W*[\u4e00-\u9fff·]{1,8}(?:國|国|省|市|縣|县|州|大學|大学|公司|集團|集团|組織|组织|政府|王朝|帝國|帝国"
                r"|山|江|河|湖|島|岛)",
                text,
            )
        )
    return bool(_LONG_NAME.search(text)) or len(_NAME.findall(text)) >= 1
