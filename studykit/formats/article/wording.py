"""The few words that a draft needs beside the article's own, in the languages we have them."""

from __future__ import annotations

_ENGLISH = {
    "introduction": "Introduction",
    "why": "{effect}. Why?",
    "because": "Because {cause}.",
    "name_them": "{line}. Name them.",
    "order": "Put the events in the order in which they happened.",
    "match": "Match each term with what it is.",
    "source": "The question and its answer come from the text.",
}
_TRADITIONAL = {
    "introduction": "引言",
    "why": "為什麼{effect}？",
    "because": "因為{cause}。",
    "name_them": "{line}。請逐一列出。",
    "order": "請把下列事件依發生的先後排列。",
    "match": "請將每個名詞與其說明配對。",
    "source": "題目與答案取自原文。",
}
_SIMPLIFIED = {
    "introduction": "引言",
    "why": "为什么{effect}？",
    "because": "因为{cause}。",
    "name_them": "{line}。请逐一列出。",
    "order": "请把下列事件按发生的先后排列。",
    "match": "请将每个名词与其说明配对。",
    "source": "题目与答案取自原文。",
}


def words_in(language: str) -> dict[str, str] | None:
    """The words in a language, or None where we have none: then only items that need none are
    drafted."""
    tag = language.casefold()
    if tag.startswith("zh"):
        simplified = any(part in ("hans", "cn", "sg", "my") for part in tag.split("-"))
        return _SIMPLIFIED if simplified else _TRADITIONAL
    return _ENGLISH if tag.partition("-")[0] == "en" else None


def joiner(language: str) -> str:
    """What stands between the items of a list in a sentence."""
    return "；" if language.startswith("zh") else "; "
