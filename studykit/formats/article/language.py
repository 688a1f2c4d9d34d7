"""The language of a text, as a BCP 47 tag."""

from __future__ import annotations

import re

from studykit.text.chinese import chinese_script

_SAMPLE = 100_000
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")


def declared_language(tag: str, text: str) -> str:
    """What a document says of itself, made exact by its text: `zh` alone names no script."""
    tag = tag.replace("_", "-").strip()
    if not _TAG.fullmatch(tag):
        return ""
    primary = tag.partition("-")[0].casefold()
    seen = _by_script(text)
    if primary == "zh" and not seen:
        return _chinese(text)
    if (seen or "").startswith("zh"):
        return seen or ""
    # A page of another script than its tag says was made with somebody's template.
    if seen and seen != primary:
        return seen
    return primary if seen or _is_latin(text) == _writes_latin(primary) else ""


def detected_language(text: str) -> tuple[str, bool]:
    """The language by the characters, else by py3langid; and whether that could be told.

    Without py3langid a text in Latin letters is taken for English.
    """
    if found := _by_script(text):
        return found, True
    try:
        import py3langid
    except ImportError:
        return "en", False
    language, _ = py3langid.classify(text[:20_000])
    return _chinese(text) if language == "zh" else str(language), True


def _by_script(text: str) -> str | None:
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    kana = len(re.findall("[\u3041-\u30fa]", sample))
    han = re.findall("[\u4e00-\u9fff]", sample)
    if kana > 0.1 * letters:
        return "ja"
    if len(re.findall("[\uac00-\ud7a3]", sample)) > 0.3 * letters:
        return "ko"
    if len(han) < 0.3 * letters:
        return None
    return _chinese(sample)


def _chinese(text: str) -> str:
    return chinese_script(text) or "zh-Hant"


def _is_latin(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(re.findall("[A-Za-z]", sample)) > 0.5 * sum(map(str.isalpha, sample))


def _writes_latin(primary: str) -> bool:
    return primary not in {
        "ar",
        "fa",
        "he",
        "ru",
        "uk",
        "bg",
        "el",
        "th",
        "hi",
        "bn",
        "ta",
        "ur",
        "ka",
        "hy",
    }
