"""The catalogues say what the program says: all of it, nothing else, with the same values."""

import gettext
import io
import re
from functools import cache
from pathlib import Path
from string import Formatter

import polib
import pytest

from studykit.language.catalogue import PoTranslations, catalogue, languages, supported
from studykit.language.words import Words
from tests import messages
from tests.messages import CATALOGUES, Found, Source, found, names

OF_ARGPARSE = re.compile(r"%\(\w+\)[sr]|%[sr]\b")
"""A value of a sentence of argparse."""

BY_LANGUAGE = pytest.mark.parametrize("file", CATALOGUES, ids=lambda f: f.parent.parent.name)


def entries(file: Path) -> dict[Source, polib.POEntry]:
    return {
        Source(entry.msgid, entry.msgid_plural or "", entry.msgctxt or ""): entry
        for entry in polib.pofile(str(file))
    }


@cache
def said_by_the_program() -> list[Found]:
    return found()


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_sentence_can_be_read_by_a_translator() -> None:
    assert not [
        f"{call.place}: {call.problem}" for call in said_by_the_program() if call.problem
    ]


@BY_LANGUAGE
def test_every_sentence_is_translated(file: Path) -> None:
    known = entries(file)
    done = {s for s, e in known.items() if all(translations(e)) and not e.fuzzy}
    said = {call.source: call.place for call in said_by_the_program() if call.source}
    assert not {source: place for source, place in said.items() if source not in done}


@BY_LANGUAGE
def test_no_catalogue_has_a_sentence_that_is_never_said(file: Path) -> None:
    assert not entries(file).keys() - {call.source for call in said_by_the_program()}


@BY_LANGUAGE
def test_a_translation_names_the_same_values(file: Path) -> None:
    for source, entry in entries(file).items():
        known = names(source.text) | names(source.more)
        for text in translations(entry):
            assert names(text) <= known, text
            assert sorted(OF_ARGPARSE.findall(text)) == sorted(OF_ARGPARSE.findall(source.text))
            assert text.count("{{") == source.text.count("{{"), text
            if known:
                assert list(Formatter().parse(text))


@BY_LANGUAGE
def test_a_catalogue_is_read_as_translators_tools_read_it(file: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "studykit.mo"
    polib.pofile(str(file)).save_as_mofile(str(compiled))
    with compiled.open("rb") as theirs, file.open("rb") as ours:
        wanted, read = gettext.GNUTranslations(theirs), PoTranslations(ours)
    header = {"": vars(wanted)["_catalog"].pop("")}
    assert header
    assert read._catalog == vars(wanted)["_catalog"]
    assert [read.plural(n) for n in range(30)] == [wanted.plural(n) for n in range(30)]


POLISH = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; "
"plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "dzie"
"\\ \"{n}\""
msgstr[1] "{n} dni"
msgstr[2] "{n} dni!"

#, fuzzy
msgid "day"
msgstr "noc"
"""


def test_a_language_with_several_plural_forms_says_each() -> None:
    polish = PoTranslations(io.BytesIO(POLISH.encode()))
    assert [polish.ngettext("{n} day", "{n} days", n) for n in (1, 2, 5, 22)] == [
        'dzie\\ "{n}"',
        "{n} dni",
        "{n} dni!",
        "{n} dni",
    ]
    assert polish.gettext("day") == "day"
    assert polish.gettext("night") == "night"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en-GB", "en"),
        ("EN_us", "en"),
        ("zh-TW", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh-Hant-CN", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("fr", None),
        ("", None),
    ],
)
def test_a_tag_is_served_by_the_nearest_language(tag: str, language: str | None) -> None:
    assert supported(tag) == language


def test_a_language_without_a_catalogue_is_served_in_english() -> None:
    assert Words("fr").language == "en"
    assert Words("fr")("today") == "today"


def test_each_catalogue_is_a_language_of_the_interface() -> None:
    assert languages() == ("en", "zh-Hans", "zh-Hant")
    assert all(catalogue(language) for language in languages())


def test_the_finder_sees_what_cannot_be_translated(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(
        'words(f"{n} cards")\nwords("a" + b)\nwords.many(2, one, "{n} days", x=1)\n'
        'Message("It is {kind}.", kind="red")\nwords("{a}")\n'
    )
    assert [call.place for call in messages.found(tmp_path) if call.problem] == [
        "bad.py:1",
        "bad.py:2",
        "bad.py:4",
        "bad.py:5",
    ]
