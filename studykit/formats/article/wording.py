"""The sentences that a draft is made of, in the languages it can be made in."""

from __future__ import annotations

import re

_ENGLISH = {
    "recall": "{title}: what does the article say?",
    "points": "Which points does “{title}” make?",
    "fill": "Fill in what the article says.",
    "which": "By the article's structure, which of these belong to “{title}”? Choose {n}.",
    "which_why": "“{title}” deals with: {items}.",
    "sort": "Sort the points by the part of the article to which they belong.",
    "sort_why": "The parts of the article and their points: {items}.",
    "order": "Put the events in the order in which they happened.",
    "order_why": "In order: {items}.",
    "about": "“{sentence}” Under which point does the article say this?",
    "about_why": "The sentence stands under “{title}”.",
    "says": "There the article says: {sentence}",
    "belongs": "It belongs to “{title}”.",
    "source": "The question and its answer come from the article.",
    "fill_why": "The article says: {sentence}",
    "objective": "explain what “{title}” deals with",
}
_TRADITIONAL = {
    "recall": "「{title}」：文章怎麼說？",
    "points": "「{title}」這一部分有哪幾點？",
    "fill": "請依文章內容填空。",
    "which": "依文章的結構，下列哪幾項屬於「{title}」？請選 {n} 項。",
    "which_why": "「{title}」這一部分談到：{items}。",
    "sort": "請把下列各點歸入文章中所屬的部分。",
    "sort_why": "文章各部分與其要點：{items}。",
    "order": "請把下列事件依發生的先後排列。",
    "order_why": "先後次序：{items}。",
    "about": "「{sentence}」這句話出自文章的哪一點？",
    "about_why": "這句話出自「{title}」。",
    "says": "這一點說的是：{sentence}",
    "belongs": "它屬於「{title}」。",
    "source": "題目與答案取自文章的問答。",
    "fill_why": "文章寫道：{sentence}",
    "objective": "說明「{title}」的要點",
}
_SIMPLIFIED = {
    "recall": "“{title}”：文章怎么说？",
    "points": "“{title}”这一部分有哪几点？",
    "fill": "请依文章内容填空。",
    "which": "依文章的结构，下列哪几项属于“{title}”？请选 {n} 项。",
    "which_why": "“{title}”这一部分谈到：{items}。",
    "sort": "请把下列各点归入文章中所属的部分。",
    "sort_why": "文章各部分与其要点：{items}。",
    "order": "请把下列事件按发生的先后排列。",
    "order_why": "先后次序：{items}。",
    "about": "“{sentence}”这句话出自文章的哪一点？",
    "about_why": "这句话出自“{title}”。",
    "says": "这一点说的是：{sentence}",
    "belongs": "它属于“{title}”。",
    "source": "题目与答案取自文章的问答。",
    "fill_why": "文章写道：{sentence}",
    "objective": "说明“{title}”的要点",
}


def language_of(text: str) -> str:
    """`zh-Hant`, `zh-Hans` or `en`: by the characters that only one of them has."""
    han = re.findall("[\u4e00-\u9fff]", text[:100_000])
    if len(han) < 0.1 * len(re.findall(r"\w", text[:100_000])):
        return "en"
    traditional = sum(_in("big5", c) and not _in("gb2312", c) for c in set(han))
    simplified = sum(_in("gb2312", c) and not _in("big5", c) for c in set(han))
    return "zh-Hant" if traditional >= simplified else "zh-Hans"


def sentences_in(language: str) -> dict[str, str]:
    """The sentences in a language; in English where there are none."""
    if language.lower().startswith(("zh-hans", "zh-cn", "zh-sg")):
        return _SIMPLIFIED
    return _TRADITIONAL if language.lower().startswith("zh") else _ENGLISH


def joiner(language: str) -> str:
    """What stands between the items of a list in a sentence."""
    return "；" if language.startswith("zh") else "; "


def _in(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
