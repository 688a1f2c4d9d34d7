"""The language of an article: as it says itself, made exact by its text."""

from __future__ import annotations

import sys

import pytest

from studykit.formats.article.language import declared_language, detected_language

HANT, HANS = "這條河流過寬闊的平原與山區。", "这条河流过宽阔的平原与山区。"


def part(wide: str, count: int, of: int = 100) -> str:
    """So many of the letters are of another script."""
    return wide * count + "a" * (of - count)


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("de", "Ein Fluss.", "de"),
        ("de-AT", "Ein Fluss.", "de"),
        (" en_GB ", "A river.", "en"),
        ("", "A river.", ""),
        ("english", "A river.", ""),
        ("zh", HANT, "zh-Hant"),
        ("zh-TW", HANS, "zh-Hans"),
        ("en", HANS, "zh-Hans"),
        ("zh", "A river.", "zh-Hant"),
        ("ja", "これは川である", "ja"),
        ("en", "これは川である", "ja"),
        ("en", "강은 흐른다", "ko"),
        ("ar", "نهر طويل", "ar"),
        ("ar", "A river.", ""),
        ("en", "نهر طويل", ""),
        ("ru", part("я", 50), "ru"),
        ("ru", part("я", 49), ""),
        ("en", part("я", 49), "en"),
        ("en", part("я", 50), ""),
    ],
)
def test_what_a_document_says(tag: str, text: str, language: str) -> None:
    assert declared_language(tag, text) == language


@pytest.mark.parametrize(
    "tag", ["fa", "he", "ru", "uk", "bg", "el", "th", "hi", "bn", "ta", "ur", "ka", "hy"]
)
def test_a_language_of_another_script_is_no_latin_text(tag: str) -> None:
    assert declared_language(tag, "A river.") == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (HANT, "zh-Hant"),
        (HANS, "zh-Hans"),
        (part("河", 30), "zh-Hant"),
        (part("の", 11), "ja"),
        (part("강", 31), "ko"),
        ("123 " + "河" * 3, "zh-Hant"),
        ("a" * 100_000 + HANT * 99_999, "en"),
    ],
)
def test_what_the_characters_say(
    text: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the library another text is taken for English, which is said."""
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert detected_language(text) == (language, language != "en")


@pytest.mark.parametrize("text", [part("河", 29), part("の", 10), part("강", 30), ""])
def test_of_too_few_characters_nothing_is_told(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert detected_language(text) == ("en", False)
