"""What a German text offers to be asked."""

from __future__ import annotations

import pytest

from studykit.formats.article.blocks import Block
from studykit.formats.article.importing import import_article
from studykit.formats.article.known_facts import value_of
from studykit.formats.article.patterns import definition, facts, named
from studykit.formats.article.sentences import sentences_of, stands_alone
from studykit.formats.base import Source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Die Stadt hat 1.233.000 Einwohner und 2,5 Millionen Euro.",
            ["1.233.000 Einwohner", "2,5 Millionen Euro"],
        ),
        ("Der Weg ist 12,5 Kilometer lang.", ["12,5 Kilometer"]),
        ("Es sind 20 bis 30 Prozent.", []),
        ("Seit 1923 gibt es ihn, im Jahre 1950 wuchs er.", ["1923", "1950"]),
        ("1936 wurde die Brücke gebaut, 1940 Meter lang.", ["1936", "1940 Meter"]),
        ("1936 Meter lang ist die Brücke.", ["1936 Meter"]),
    ],
)
def test_figures(text: str, found: list[str]) -> None:
    assert [fact.text for fact in facts(text)] == found


@pytest.mark.parametrize(
    ("amount", "value"),
    [("1.233 km", 1233), ("2,5 km", 2.5), ("1,233 km", 1233), ("0.125 m", 0.125)],
)
def test_figures_are_ordered_as_they_are_meant(amount: str, value: float) -> None:
    assert value_of(amount, "0 km") == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Unter Erosion versteht man die Abtragung von Gestein durch Wasser.",
            ("Erosion", "die Abtragung von Gestein durch Wasser", 8.0),
        ),
        (
            "Partizipation bedeutet die Einbindung in die Gestaltung.",
            ("Partizipation", "die Einbindung in die Gestaltung", 7.5),
        ),
        (
            "Eine Furt ist eine flache Stelle, an der man einen Fluss quert.",
            ("Eine Furt", "eine flache Stelle, an der man einen Fluss quert", 6.0),
        ),
        (
            "Eine Furt ist eine flache Stelle in der Nähe eines Ufers.",
            ("Eine Furt", "eine flache Stelle in der Nähe eines Ufers", 6.0),
        ),
        ("Das Ziel ist eine Stadt mit vielen Brücken.", None),
        ("Diese Furt ist eine flache Stelle in der Nähe eines Ufers.", None),
    ],
)
def test_definitions(text: str, found: tuple[str, str, float] | None) -> None:
    assert definition(text, "", "Flüsse") == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Der Verein wurde von dem Lehrer Karl von Stein im Jahr 1903 gegründet.",
            "Karl von Stein",
        ),
        ("Die Brücke wurde von Anna Berg entworfen.", "Anna Berg"),
        ("Die Brücke wurde von Steinau entworfen.", None),
    ],
)
def test_who_made_it(text: str, name: str | None) -> None:
    found = named(text)
    assert (found and text[slice(*found)]) == name


def test_an_ordinal_ends_no_sentence() -> None:
    block = Block("Ende des 19. Jahrhunderts wuchs die Stadt. Danach schrumpfte sie.", 1)
    assert [each.text for each in sentences_of([block], "de")] == [
        "Ende des 19. Jahrhunderts wuchs die Stadt.",
        "Danach schrumpfte sie.",
    ]


def test_a_sentence_that_leads_back_does_not_stand_alone() -> None:
    assert not stands_alone("Danach wurde die Brücke wieder aufgebaut.")
    assert stands_alone("Im Mai 1951 wurde die Brücke wieder aufgebaut.")


def test_a_definition_becomes_a_card_in_its_own_words() -> None:
    text = (
        "# Flüsse\n\nUnter der Erosion versteht man die Abtragung von Gestein durch Wasser.\n"
    )
    imported = import_article([Source("a.md", text.encode())], "c", language="de")
    [card] = imported.draft.lessons[0]["cards"]
    assert (card["front"], card["back"]) == (
        "Erosion",
        "die Abtragung von Gestein durch Wasser",
    )
