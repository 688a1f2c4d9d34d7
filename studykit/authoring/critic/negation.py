"""Negations in a sentence: which of them turn a question round, and where two meet.

A negation is a flaw only where it decides what is asked. “Why does ice not sink?” is a question
as any other, and so is one with the negation in a clause of its own ("which die when they are
not fed").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studykit.authoring.critic.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOUTED = re.compile(r"\b(NOT|EXCEPT|LEAST|CANNOT|NEVER|FALSE|INCORRECT)\b")
_CLAUSE = re.compile(
    r"\b(that|if|when|whenever|unless|because|so|although|while|who|whom|whose|why|how|but|without"
    r"|whether)\b"
    r"|[,;:–—]",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:(?:^|,\s*)(?:\w+\s+){0,2}?(?:which|what|who|whom|where)"
    r"|\b(?:of|in|to|for|on|with|at|from)\s+(?:which|what|whom))\b"
    r"(?P<gap>[^?]*?)"
    r"(?P<word>\b(?:not(?! only\b| to\b)|never|cannot|\w+n't)\b"
    r"|\b(?:is|are|was|were)\s+(?:the\s+)?(?:false|incorrect|untrue|inaccurate)\b)",
    re.IGNORECASE,
)
_CHOOSE = re.compile(
    r"\b(?:choose|select|identify|pick|mark|tick|find)\s+(?:the\s+)?"
    r"(?P<word>incorrect|false|wrong|untrue)\s+(?:one|statement|option|answer)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"(?:\b(?:all|following|each|every|any)\b.*?\b|^\s*)(?P<word>except)\b(?! for\b)"
    r"|\b(?P<least>least (?:likely|important|appropriate|suitable|accurate|useful))\b",
    re.IGNORECASE,
)
_IS_NOT = (
    "不是|不屬於|不属于|並非|并非|不包括|不包含|不正[確确]"
    "|不恰[當当]|不符|有[誤误]|[錯错][誤误]"
)
_DOES_NOT = (
    "不[會会]|不能|不可能|不需要|不[適适]合|不具|[沒没]有|[為为]非|非[屬属]"
    "|[無无]法|未曾|皆非|例外"
)
# “Which part did not work” may be asked by 哪一; 何者 and 下列 let choose.
_CHINESE = re.compile(
    f"(?:(?:何者|何種|何种|下列|以下|[選选][項项]中)(?P<gap>[^，。？?；;：:]{{0,12}}?)(?P<word>{_IS_NOT}|{_DOES_NOT})"
    f"|(?:哪一?[項项個个種种些位座條条]?|誰|谁)(?P<between>[^，。？?；;：:]{{0,12}}?)(?P<is_not>{_IS_NOT}))"
    "|(?P<end>不正[確确]|不恰[當当]|[錯错][誤误]|有[誤误]|不符合?|不屬於|不属于|不是|不包括)(?=[^，。？?]{0,12}?的(?:一[項项])?[是為为])"
    "|(?P<outside>除了[^，。]*之外)[，,]?[^？?]*[皆都均全]"
)
_CHINESE_CLAUSE = re.compile("[若使讓让因]|說明|说明|表示|證明|证明|如果|避免|防止|的人")
_ERROR_HUNT = re.compile(
    r"(?i)\b(?:which|what) (?:word|sentence|spelling|form|part|translation|verb|tense)s?"
    r" (?:is|are|contains?)\b"
    "|錯字|错字|錯別字|错别字|病句|[語语]病|找出|改正|何[處处]"
)

_NOT = re.compile(
    r"\b(not(?! only\b)|never|cannot|\w+n't|none|nobody|nothing|no)\b", re.IGNORECASE
)
_DIVIDES = re.compile(
    r"[,;:.!?()“”\"…–—]|\b(?:and|or|but|nor|because|so|while|whereas|although|since|yet)\b",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"\b(?:not|n't|never|cannot|hardly) (?:\w+ )?"
    r"(?:un(?:common|usual|likely|true|important|known|able|necessary|reasonable|related|safe)"
    r"|im(?:possible|probable|perfect)|in(?:correct|accurate|frequent|valid|significant|effective|capable)"
    r"|ir(?:relevant|regular)|dis(?:similar|agree)|il(?:legal|logical)|false|without)\b"
    r"|\b(?:false|untrue|incorrect|wrong|not (?:true|correct|right|the case)) (?:to say )?"
    r"that\b[^,.;]*\b(?:not|never|no|cannot|\w+n't|none|without)\b"
    r"|\b(?:never|cannot|can't|not) [^,.;]*\bwithout\b",
    re.IGNORECASE,
)
_TWICE_CHINESE = re.compile(
    "(?:並非|并非|不是|並不是|并不是)(?!不是)[^，。；而也且或但]{0,12}?(?:不|沒有|没有|無法|无法|未)"
    "|(?:沒有|没有)[^，。；而也且或但]{0,10}?(?:不[^同僅仅但]|無法|无法)"
    "|不可能(?:不|沒有|没有)|不[會会能](?:不|沒有|没有)|未必不|不無|不无|[無无]不[^是]|[並并]非[無无]"
    "|不正[確确]的(?:說法|说法)是[^，。]*不"
)


NEGATIVE_WORDS = word_set(
    """
    no not never none nobody nothing cannot false incorrect untrue inaccurate wrong
    except least without hardly
    """
)
NEGATIVE_CHARACTERS = frozenset("不沒没無无非誤误未例錯错除莫")
"""Where a text has none of these, nor a word with n’t, it has no negation."""


def negative_choice(sentences: Iterable[str], *, shouted: bool = False) -> str:
    """The word by which a question of `sentences` asks for what does *not* apply, or "".

    A word in capitals is passed over unless `shouted`.
    """
    for sentence in sentences:
        text = sentence if shouted else _SHOUTED.sub(" ", sentence)
        for pattern in (_ASKED, _CHOOSE, _EXCEPT):
            found = pattern.search(text)
            if found is None:
                continue
            if _ERROR_HUNT.search(text):
                continue
            groups = found.groupdict()
            if not _CLAUSE.search(groups.get("gap") or ""):
                return (groups.get("word") or groups.get("least") or "").strip()
        if text.isascii():
            continue
        for found in _CHINESE.finditer(text):
            word = found["word"] or found["is_not"] or found["end"] or found["outside"]
            if found["outside"] and re.search("[還还也又]", text[found.end("outside") :]):
                continue
            if _ERROR_HUNT.search(text) or _CHINESE_CLAUSE.search(
                found["gap"] or found["between"] or ""
            ):
                continue
            return word
    return ""


def double_negation(text: str) -> str:
    """The two negations of one clause of `text` that meet, with what stands between; or ""."""
    if not text.isascii():
        found = _TWICE_CHINESE.search(text)
        if found:
            return found.group(0)
        text = text.replace("’", "'")
    found = _TWICE.search(text)
    if found:
        return found.group(0)
    for clause in _DIVIDES.split(text):
        negations = list(_NOT.finditer(clause))
        if len(negations) > 1:
            return clause[negations[0].start() : negations[-1].end()]
    return ""
