"""Every sentence of the interface has a Chinese form."""

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import studykit
from studykit.language import zh
from studykit.language.message import Message
from studykit.language.phrases import day, duration, interval, percent
from studykit.language.words import Words
from studykit.language.zh import catalogue
from studykit.tui.actions import EVERYWHERE, SCREENS

ROOMS = (
    "language",
    "charts",
    "progress",
    "learner",
    "planning",
    "study",
    "analytics",
    "tui",
    "plain",
    "cli",
)


def sentences() -> Iterator[tuple[str, str]]:
    """Each literal that is said to the learner, with where it stands."""
    root = Path(studykit.__file__).parent
    for path in (file for room in ROOMS for file in sorted((root / room).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).split(".")
            if name[-1] in ("words", "_words"):
                said = node.args[:1]
            elif name[-1] in ("Refusal", "ProfileError", "Message", "_tell"):
                said = [*node.args[:1], *(word.value for word in node.keywords)]
            elif name[-1] in ("Setting", "_tell_many"):
                said = node.args[2:3]
            elif name[-1] == "many" and name[-2] in ("words", "_words", "Message"):
                said = node.args[2:3]  # Chinese says one and many alike
            else:
                continue
            for literal in said:
                if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
                    yield literal.value, f"{path.relative_to(root)}:{node.lineno}"


def test_every_sentence_has_a_chinese_form() -> None:
    known = catalogue()
    assert not {said: where for said, where in sentences() if said not in known}


def test_no_sentence_has_two_chinese_forms() -> None:
    files = [
        import_module(f"{zh.__name__}.{module.name}") for module in iter_modules(zh.__path__)
    ]
    assert sum(len(file.TEXTS) for file in files) == len(catalogue())


def test_every_key_has_a_chinese_label() -> None:
    known = catalogue()
    actions = (*EVERYWHERE, *(action for screen in SCREENS.values() for action in screen))
    assert not {action.label for action in actions} - known.keys()


@pytest.mark.parametrize(("english", "chinese"), catalogue().items())
def test_both_forms_name_the_same_values(english: str, chinese: str) -> None:
    def values(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    assert values(chinese) <= values(english)


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        (timedelta(0), "now", "現在"),
        (timedelta(minutes=10), "10 min", "10 分"),
        (timedelta(minutes=59, seconds=50), "1 h", "1 小時"),
        (timedelta(days=5), "5 d", "5 天"),
        (timedelta(days=37), "1.2 mo", "1.2 個月"),
        (timedelta(days=731), "2 y", "2 年"),
    ],
)
def test_intervals_are_short(span: timedelta, english: str, chinese: str) -> None:
    assert interval(Words("en"), span) == english
    assert interval(Words("zh-Hant"), span) == chinese


def test_dates_and_lengths_read_naturally() -> None:
    monday = date(2026, 11, 23)
    assert day(Words("en"), monday) == "Mon 23 Nov"
    assert day(Words("zh-Hant"), monday) == "11月23日（一）"
    assert day(Words("zh-Hant"), monday, monday) == "今天"
    assert duration(Words("en"), 245) == "4 min 5 s"
    assert percent(0.999) == "99 %"


def test_what_was_said_in_english_can_be_said_in_chinese() -> None:
    one, more = "{n} event was regained.", "{n} events were regained."
    assert Message.many(1, one, more) == "1 event was regained."
    assert Words("zh-Hant").translate(Message.many(1, one, more)) == "救回了 1 筆紀錄。"
    assert (
        Words("zh-Hant").translate("a text of somebody else's") == "a text of somebody else's"
    )


def test_one_thing_is_said_in_the_singular() -> None:
    words = Words("en")
    assert words.many(1, "{n} card", "{n} cards") == "1 card"
    assert words.many(2, "{n} card", "{n} cards") == "2 cards"
