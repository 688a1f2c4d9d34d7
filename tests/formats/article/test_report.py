"""What is said of an imported article."""

from __future__ import annotations

import pytest

from studykit.formats.article import importing
from studykit.formats.article.variants import Variant
from studykit.language.words import Words
from tests.formats.article.conftest import Read

TEXT = "河水每年春天從山上帶來許多泥沙，流到寬闊的平原上，農人因此不必施肥也能豐收。\n\n"


def report(
    read: Read,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    *,
    variants: int = 0,
    fix: bool = False,
) -> list[str]:
    found = [Variant(1, number, "后", "後") for number in range(1, variants + 1)]
    monkeypatch.setattr(importing, "wrong_variants", lambda _text: found)
    monkeypatch.setattr(importing, "fixed", lambda text, _variants: text)
    imported = read({"language": "zh-Hant", "fix_variants": fix}, **{"a.md": text})
    return list(imported.report(Words("en")))


HEAD = [
    "河流",
    "  1 lesson from the article's sections",
    "  0 sections from its subsections",
    "  1 section from text right below a heading",
    "  0 questions with their answers in the article",
    "  0 cards and 0 questions drafted, marked `draft: true` for you to confirm",
    "",
    "a.md: markdown, utf-8",
]


@pytest.mark.parametrize("lines", [1, 12, 13])
def test_twelve_dropped_blocks_are_shown(
    read: Read, monkeypatch: pytest.MonkeyPatch, lines: int
) -> None:
    text = f"# 河流\n\n{TEXT * 9}" + "分享到\n\n" * lines
    blocks = "1 block that is" if lines == 1 else f"{lines} blocks that are"
    assert report(read, monkeypatch, text) == [
        *HEAD,
        f"  dropped: {blocks} not part of the article (sharing: {lines}; --json lists all)",
        *(
            f"    line {21 + 2 * n}: sharing: 分享到"
            for n in range(lines if lines <= 12 else 0)
        ),
    ]


@pytest.mark.parametrize("lines", [1, 12, 13])
def test_twelve_damaged_places_are_shown(
    read: Read, monkeypatch: pytest.MonkeyPatch, lines: int
) -> None:
    text = f"# 河流\n\n{TEXT}" + "河水每年?shù)貏春天從山上來。\n\n" * lines
    assert report(read, monkeypatch, text) == [
        *HEAD,
        *(
            f"  a.md:{5 + 2 * n}:5: left as it is, please look: “河水每年?shù)貏春天從山上”"
            for n in range(min(12, lines))
        ),
        *(["    and 1 more (--json lists all)"] if lines == 13 else []),
    ]


def test_what_was_repaired_is_counted(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"# 河流\n\n{TEXT}數(shù)據與數(shù)字很多，當?shù)匕l(fā)展很快，水也多。\n"
    [*_, last] = report(read, monkeypatch, text)
    assert last == "  repaired: 3 readings behind a character, 1 inside one"


@pytest.mark.parametrize(
    ("count", "fix", "said"),
    [
        (1, False, "1 form that may be wrong (--fix-variants corrects it)"),
        (12, False, "12 forms that may be wrong (--fix-variants corrects them)"),
        (13, False, "13 forms that may be wrong (--fix-variants corrects them)"),
        (1, True, "1 form corrected"),
        (2, True, "2 forms corrected"),
    ],
)
def test_twelve_variants_are_shown(
    read: Read, monkeypatch: pytest.MonkeyPatch, count: int, fix: bool, said: str
) -> None:
    assert report(read, monkeypatch, f"# 河流\n\n{TEXT}", variants=count, fix=fix) == [
        *HEAD,
        f"  {said}",
        *(f"    a.md:1:{n}: 后 → 後" for n in range(1, min(12, count) + 1)),
        *(["    and 1 more (--json lists all)"] if count == 13 else []),
    ]
