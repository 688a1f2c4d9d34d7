"""At which point a rule of drafting begins and ends to hold."""

from __future__ import annotations

import pytest

from studykit.formats.article.importing import import_article
from studykit.formats.article.items import Drafter
from studykit.formats.base import Source
from tests.formats.article.conftest import Read, all_items

RIVER = "The Moei ferry of Mae Sot carries 120 people"
FLUSS = "Die Furt bei Kaltwasser liegt 12 Kilometer nördlich von Steinau"


def offered(text: str, language: str = "en", title: str = "The Moei") -> list[str]:
    """What may be asked of a Markdown article's only section: score, kind and answer."""
    name = f"{title}.md"
    [outline] = import_article([Source(name, text.encode())], "c", language=language).outlines
    [chapter] = outline.chapters
    room = [{True: 99, False: 99}]
    found = Drafter(outline, language).candidates(chapter, ["s"], room)
    return [
        f"{each.score} {each.tree.get('type', 'card')} {each.answer}".strip()
        for each in found["s"]
    ]


def padded(length: int) -> str:
    """A sentence of so many characters with one figure."""
    start = RIVER if length > 60 else "The Moei is 327 km"
    return f"{start}{' and sand' * 40}"[: length - 2].strip().ljust(length - 1, "x") + "."


@pytest.mark.parametrize(
    ("length", "offers"),
    [
        (39, []),
        (40, ["6.0 card 327 km"]),
        (139, ["6.0 card 120 people"]),
        (140, ["5.5 card 120 people"]),
        (240, ["5.5 card 120 people"]),
        (241, []),
    ],
)
def test_how_long_a_sentence_is_that_is_asked(length: int, offers: list[str]) -> None:
    """A short one is the better one."""
    text = padded(length)
    assert len(text) == length
    assert offered(text) == offers


@pytest.mark.parametrize(
    ("length", "offers"),
    [
        (11, []),
        (12, ["6.0 card 1200名"]),
        (50, ["6.0 card 1200名"]),
        (51, ["5.5 card 1200名"]),
        (90, ["5.5 card 1200名"]),
        (91, []),
    ],
)
def test_how_long_it_is_in_chinese(length: int, offers: list[str]) -> None:
    text = "小鎮居民1200名" + "，" * (length > 10) + "水" * (length - 11) + "。"
    assert len(text) == length
    assert offered(text, "zh-Hant", "小鎮") == offers


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        # The first sentence of a paragraph is half a point better than a later one.
        (f"The Moei is a river. {RIVER} a day.", ["5.5 card 120 people"]),
        # Each further figure takes half a point; of three alike, or of five, none is asked.
        (f"{RIVER} and 30 tons a day.", ["5.5 card 120 people", "5.5 card 30 tons"]),
        (f"{RIVER} or 90 people a day.", ["5.5 card 120 people", "5.5 card 90 people"]),
        (f"{RIVER}, 90 people or 60 people a day.", []),
        (
            f"{RIVER}, 30 tons, 7 kg and 9 cases.",
            [
                "4.5 card 120 people",
                "4.5 card 30 tons",
                "4.5 card 7 kg",
                "4.5 card 9 cases",
            ],
        ),
        (f"{RIVER}, 30 tons, 7 kg, 9 cases and 3 ships.", []),
        # What stands twice is no gap.
        (f"{RIVER}, and 120 people go by bus.", []),
        # What stands aside is two points worse.
        (
            "The Moei ferry of Mae Sot, which carries 120 people, is old.",
            ["4.0 card 120 people"],
        ),
        # A sentence that does not say what it is about has the topic before it.
        (
            "Boats carry up to 120 people over the water every single day.",
            ["5.0 card 120 people"],
        ),
        (
            "The old boat may carry up to 120 people over the water each day.",
            ["5.0 card 120 people"],
        ),
        (
            "The old boat of Mae Sot on the Moei carries 120 people a day.",
            ["5.0 card 120 people"],
        ),
        ("The old boat on Moei water carries 120 people every day.", ["6.0 card 120 people"]),
        # Marks that mean something else in a card.
        (f"{RIVER} a_day.", []),
        # A reason that needs the page is not asked.
        ("The ferry of the Moei stopped early because you saw the water.", []),
        (
            "The ferry of the Moei stopped early because many boats lay there.",
            [
                "7.0 card The ferry of the Moei stopped early",
            ],
        ),
        ("The Moei is the longest river of the green valley of Mae Sot.", []),
        (
            "The Salween is the longest river of the green valley of the Moei.",
            ["6.2 card Salween"],
        ),
        (
            "Farmers of the Moei call the flood the **red water** in Mae Sot.",
            ["5.5 card red water"],
        ),
        ("Farmers of the Moei call the water **Moei** in all of Mae Sot.", []),
    ],
)
def test_scores(text: str, offers: list[str]) -> None:
    assert offered(text) == offers


@pytest.mark.parametrize(
    ("title", "offers"),
    [
        ("Ferries", ["5.0 card 120 km"]),
        ("Ferries of the north", ["5.0 card 120 km"]),
        ("Ferries of the far north", []),
        ("Introduction", []),
        ("Lesson 3", []),
        ("120 km", []),
    ],
)
def test_only_a_short_title_names_a_topic(title: str, offers: list[str]) -> None:
    text = "Boats go up to 120 km over the water every single day."
    assert offered(text, title=title) == offers


def test_of_a_language_without_words_only_what_names_the_topic_is_asked() -> None:
    assert offered(f"{FLUSS}.", "de", "Die Furt") == ["6.0 card 12 Kilometer"]
    assert offered(f"{FLUSS}.", "de", "Das Moor") == []


def test_a_lesson_has_at_most_three_statements_to_judge(read: Read) -> None:
    """Four might be asked: of five sentences a section three are cards."""

    def section(boat: str, number: int, units: str) -> str:
        return f"## {boat}\n\n" + " ".join(
            f"The {boat} of the Moei carries {number} {unit} a day." for unit in units.split()
        )

    parts = [
        "# Part one",
        section("ferry", 12, "tons kg people cases ships"),
        section("bridge", 34, "tons kg people cases ships"),
        "# Part two",
        section("train", 12, "islands members users soldiers deaths"),
        section("truck", 34, "islands members users soldiers deaths"),
    ]
    text = "# The Moei\n\n" + "\n\n".join(parts)
    lessons = read({"language": "en"}, **{"a.md": text}).draft.lessons
    types = [[question["type"] for question in lesson["questions"]] for lesson in lessons]
    assert types == [["true_false"] * 3] * 2


def test_the_same_is_asked_but_once(read: Read) -> None:
    text = "# The Moei\n\n## A\n\nThe Moei runs for 327 km to the north of Mae Sot.\n\n## B\n\n"
    text += "The Moei runs for 327 km to the north of Mae Sot. "
    text += "A map of Mae Sot says that the Moei runs 327 km.\n"
    [card] = all_items(read({"language": "en"}, **{"a.md": text}), "cards")
    assert card["cloze"] == "The Moei runs for {{327 km}} to the north of Mae Sot."


@pytest.mark.parametrize(
    ("dates", "items"),
    [
        (["In 1903", "In 1905"], None),
        (["In 1905", "In 1903", "In 1907"], "2 1 3"),
        (["In 1903", "In May 1903", "In 1905"], None),
        (["In May 1903", "On 4 May 1903", "In 1905"], None),
        (["In May 1903", "In June 1903", "In 1905"], "1 2 3"),
        (["On 4 May 1903", "On 3 May 1903", "May 5, 1903"], "2 1 3"),
        ([f"In {year}" for year in range(1903, 1911)], "1 2 3 4 5 6"),
        (["In 1903", "In 1905", "Until 1907"], None),
        (["In 1903", "In 1905", "Since 1907"], None),
    ],
)
def test_events_are_put_in_order_by_their_dates(
    read: Read, dates: list[str], items: str | None
) -> None:
    """Only where one surely comes before the other."""
    text = " ".join(
        f"{date}, the ferry station number {number} of the Moei was opened."
        for number, date in enumerate(dates, start=1)
    )
    questions = all_items(
        read({"language": "en"}, **{"a.md": f"# The Moei\n\n{text}\n"}), "questions"
    )
    found = [
        " ".join(item.split()[4] for item in question["items"])
        for question in questions
        if question["type"] == "ordering"
    ]
    assert found == ([items] if items else [])
