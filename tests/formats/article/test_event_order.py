"""Events that are put in order: whole sentences without their dates."""

from __future__ import annotations

import pytest

from studykit.formats.article.event_order import ordering

KNOWN = [("a", "In 1801, a ferry was opened."), ("b", "In 1802, a bridge was opened.")]


def last_event(sentence: str) -> str | None:
    """What is asked of a sentence beside two others."""
    found = ordering([("c", sentence), *KNOWN], "Put in order.")
    if found is None:
        return None
    assert (found.section, found.sentence) == ("c", KNOWN[0][1])
    assert found.tree["stem"] == "Put in order."
    assert found.tree["explanation"].splitlines()[-1] == f"- {sentence}"
    return str(found.tree["items"][-1])


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("In 1903, the ferry was closed.", "The ferry was closed"),
        ("On 4 May 1903, the ferry was closed.", "The ferry was closed"),
        ("May 4, 1903, the ferry was closed.", "The ferry was closed"),
        ("Until May 1903, the ferry was closed.", None),
        ("In 1903 the ferry was closed.", None),
        ("In 1903, it was closed.", None),
        ("In 1903, the ferry of 1850 was closed.", None),
        ("In 1903, the ferry was closed and in 1904 opened.", None),
        (f"In 1903, {'a' * 109}.", "A" + "a" * 108),
        (f"In 1903, {'a' * 110}.", "A" + "a" * 109),
        (f"In 1903, {'a' * 111}.", None),
        ("1903年，渡口停航。", "渡口停航"),
        ("1903年、渡口停航。", "渡口停航"),
        ("在1903年，渡口停航。", None),
        ("1903年渡口停航。", None),
        ("1903年，它停航。", None),
        (f"1903年，{'河' * 50}。", "河" * 50),
        (f"1903年，{'河' * 51}。", None),
    ],
)
def test_which_sentence_is_an_event(sentence: str, event: str | None) -> None:
    assert last_event(sentence) == event


def test_the_first_six_are_asked() -> None:
    sentences = [("a", f"In 18{n:02}, ferry {n} was opened.") for n in range(12, 4, -1)]
    found = ordering(sentences, "")
    assert found is not None
    assert found.tree["items"] == [f"Ferry {n} was opened" for n in range(5, 11)]
