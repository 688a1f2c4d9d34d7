"""No author's text steers the terminal, hides, or piles up, whatever shows it."""

from __future__ import annotations

import io
import unicodedata

import pytest

from studykit.language.words import Words
from studykit.plain.prose import plain_text
from studykit.plain.talk import Talk
from studykit.text.sanitize import MARK, harmless, one_line
from studykit.text.width import cells
from studykit.tui.kinsoku import set_lines_as_chinese
from studykit.tui.layout import set_article
from studykit.tui.markdown import article, inline
from tests.safety.corpus import BOMBS, LINKS_OFFERED, LINKS_REFUSED, MARKUP, TEXTS

set_lines_as_chinese()
STEERING = {"Cc", "Cs", "Zl", "Zp"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def assert_harmless(shown: str) -> None:
    for character in shown.replace("\n", ""):
        assert unicodedata.category(character) not in STEERING, hex(ord(character))
        assert character not in BIDI
    unseen = 0
    for character in shown:
        hidden = unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
        unseen = unseen + 1 if hidden else 0
        assert unseen <= 6, "characters without a width pile up"


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_steers_hides_or_piles_up(name: str) -> None:
    text = TEXTS[name]
    assert_harmless(harmless(text))
    assert_harmless(plain_text(text))
    assert "\n" not in one_line(text)
    for width in (8, 30):
        for line in set_article(article(f"# {text}\n\n- {text}\n\n|{text}|b|\n|-|-|\n"), width):
            assert_harmless(line.plain)
    assert_harmless(inline(text).plain)


@pytest.mark.parametrize("name", MARKUP)
def test_markup_of_the_screen_is_text(name: str) -> None:
    shown = inline(MARKUP[name])
    assert shown.plain == MARKUP[name]
    assert not shown.spans


def test_what_people_write_stays_as_it_is() -> None:
    for text in (
        "Tiếng Việt, e\u0301, שָׁלוֹם, ภาษาไทยที่นี่, हिन्दी, می\u200cخواهم",
        "👨‍👩‍👧‍👦 ❤️ 👍🏽 🇹🇼",
        "二〇二五年「內比都」——會議",
        "two\nlines",
    ):
        assert harmless(text) == text
    assert harmless("a\tb\r\nc") == "a    b\nc"
    assert harmless("a\x1b[2Jb") == f"a{MARK}[2Jb"


def test_a_title_is_one_line_of_bounded_length() -> None:
    assert one_line("a\n\n b\tc") == "a b c"
    assert len(one_line("x" * 1_000_000)) < 2000


@pytest.mark.long
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_markdown_is_set_without_an_error(name: str) -> None:
    for line in set_article(article(BOMBS[name]), 60):
        assert cells(line.plain) <= 76
    said = io.StringIO()
    Talk(io.StringIO(), said, Words("en"), width=60).say(plain_text(BOMBS[name])[:20_000])
    assert max(cells(line) for line in said.getvalue().split("\n")) <= 60


@pytest.mark.parametrize("name", LINKS_REFUSED)
def test_an_odd_address_is_text_only(name: str) -> None:
    address = LINKS_REFUSED[name]
    for text in (f"[a]({address})", f"[a](<{address}>)", f"<{address}>"):
        made = article(text)
        assert not any(span.style.meta for block in made.blocks for span in block.content.spans)


@pytest.mark.parametrize("address", LINKS_OFFERED)
def test_a_plain_address_is_offered_as_it_is(address: str) -> None:
    [block] = article(f"[a]({address})").blocks
    [span] = block.content.spans
    assert span.style.meta == {"@click": ("screen.follow", (address,))}
