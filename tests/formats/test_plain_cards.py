"""Cards and questions that are kept in plain files of other programs come in."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest

from studykit.formats.base import FormatError, Options, Source
from studykit.formats.hashcards import HashcardsFormat
from studykit.formats.mdbook_quiz import MdbookQuizFormat
from studykit.formats.org import OrgFormat
from studykit.formats.registry import format_of
from tests.formats.course_samples import read_bank

if TYPE_CHECKING:
    from studykit.formats.base import Format

ORG, HASHCARDS, MDBOOK = OrgFormat(), HashcardsFormat(), MdbookQuizFormat()


def items(each: Format, text: str, name: str = "rivers.md") -> list[dict[str, Any]]:
    """The cards and questions of a text, without ids that are made up."""
    assert format_of([Source(name, text.encode())]).name == each.name
    found = []
    for lesson in read_bank(each, text, name).lesson_trees():
        for item in [*lesson.get("cards", []), *lesson.get("questions", [])]:
            item_id = item.pop("id")
            found.append(item | ({"id": item_id} if item_id.startswith("own") else {}))
    return found


ORG_FILE = """#+TITLE: Rivers of the border
* Thailand
** TODO The Moei                                   :drill:north:
SCHEDULED: <2026-01-01 Thu>
:PROPERTIES:
:ID: own-1
:END:
# a remark
Which way does the /Moei/ flow?
*** Answer
    To the *north*, see [[https://example.org][a map]].
** Facts :drill:
The [Moei||a river] flows [north], see [[file:map.png]].
** Word :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: twosided
:DRILL_LAST_REVIEWED: [2026-01-01 Thu]
:END:
*** Thai
แม่น้ำ
*** English
river
** No card
text
* Code
** What does =ls= print? :fc:
:PROPERTIES:
:FC_TYPE: normal
:END:
:REVIEW_DATA:
| position | ease |
:END:
*** Back
#+BEGIN_SRC sh
* not a heading
#+END_SRC
** Gaps :fc:
:PROPERTIES:
:FC_TYPE: cloze
:END:
The {{Moei}{a river}@0} flows {{north}@1}.
** Nothing :fc:
"""


def test_cards_of_org_mode_come_in_with_their_sides_gaps_and_headings() -> None:
    assert items(ORG, ORG_FILE, "rivers.org") == [
        {
            "front": "Which way does the *Moei* flow?",
            "back": "To the **north**, see [a map](https://example.org).",
            "tags": ["north"],
            "id": "own-1",
        },
        {"cloze": "The {{Moei::a river}} flows {{north}}, see map.png."},
        {"front": "แม่น้ำ", "back": "river", "reverse": True},
        {"front": "What does `ls` print?", "back": "```sh\n* not a heading\n```"},
        {"cloze": "The {{Moei::a river}} flows {{north}}."},
    ]
    draft = read_bank(ORG, ORG_FILE, "rivers.org")
    assert draft.report_json()["title"] == "Rivers of the border"
    assert [lesson["title"] for lesson in draft.lesson_trees()] == ["Thailand", "Code"]
    assert [(loss["line"], loss["reason"]) for loss in draft.report_json()["losses"]] == [
        (12, "The file file:map.png is not carried over."),
        (14, "The history of its reviews is not carried over."),
        (26, "The history of its reviews is not carried over."),
        (42, "It has no answer."),
    ]


def test_notes_of_anki_editor_come_in() -> None:
    text = "* Note\n:PROPERTIES:\n:ANKI_NOTE_TYPE: Basic\n:END:\n** Front\nriver\n** Back\n河\n"
    assert items(ORG, text, "a.org") == [{"front": "river", "back": "河"}]
    head = "* Note\n:PROPERTIES:\n:ANKI_NOTE_TYPE: Cloze\n:END:\n"
    text = f"{head}** Text\n{{{{c1::Moei::a river}}}}\n"
    assert items(ORG, text, "a.org") == [{"cloze": "{{Moei::a river}}"}]


DECK = """---
name = "Rivers"
---

Q: Which way
does it flow?
A:

- north

C: The [Moei] is [a \\[small\\] river] ![map](map.png).
---
C:
A text [of]
several lines.

Q: Nothing follows
Q: Which?
A: This.
"""


def test_decks_of_hashcards_come_in() -> None:
    assert items(HASHCARDS, DECK) == [
        {"front": "Which way\ndoes it flow?", "back": "- north"},
        {"cloze": "The {{Moei}} is {{a [small] river}} ![map](map.png)."},
        {"cloze": "A text {{of}}\nseveral lines."},
        {"front": "Which?", "back": "This."},
    ]
    draft = read_bank(HASHCARDS, DECK, "file.md")
    assert [lesson["title"] for lesson in draft.lesson_trees()] == ["Rivers"]
    assert [(loss["line"], loss["reason"]) for loss in draft.report_json()["losses"]] == [
        (11, "The file map.png is not carried over."),
        (17, "It has no answer."),
    ]


QUIZ = '''
[multipart]
shared = "Look at this."

[[questions]]
id = "own-1"
type = "MultipleChoice"
prompt.prompt = "What is 1 + 1?"
prompt.distractors = ["1", "3"]
answer.answer = ["2", "two"]
context = """
Count.
"""

[[questions]]
type = "MultipleChoice"
multipart = "shared"
[questions.prompt]
prompt = "Which?"
distractors = ["`b`"]
sortAnswers = true
[questions.answer]
answer = "`a`"

[[questions]]
type = "ShortAnswer"
prompt.prompt = "Which keyword?"
answer.answer = "let"
answer.alternatives = ["const*"]

[[questions]]
type = "Tracing"
prompt.program = "fn main() {}"
answer.doesCompile = true
'''


def test_quizzes_of_mdbook_come_in() -> None:
    assert items(MDBOOK, QUIZ, "quiz.toml") == [
        {
            "type": "multiple_choice",
            "stem": "What is 1 + 1?",
            "options": [
                {"text": "2", "correct": True},
                {"text": "two", "correct": True},
                {"text": "1"},
                {"text": "3"},
            ],
            "explanation": "Count.",
            "id": "own-1",
        },
        {
            "type": "single_choice",
            "stem": "Look at this.\n\nWhich?",
            "options": [{"text": "`a`", "correct": True}, {"text": "`b`"}],
        },
        {"type": "short_answer", "stem": "Which keyword?", "answers": ["let", "const\\*"]},
    ]
    losses = read_bank(MDBOOK, QUIZ, "quiz.toml").report_json()["losses"]
    assert [(loss["line"], loss["reason"]) for loss in losses] == [
        (15, "Its “prompt.sortAnswers” has no place."),
        (31, "There is no counterpart of the type “Tracing”."),
    ]


@pytest.mark.parametrize(
    ("each", "text"),
    [
        (MDBOOK, "[[questions]]\ntype = 'ShortAnswer'\nprompt = [[["),
        (MDBOOK, "[[questions]]\ntype = 'ShortAnswer'\nprompt = 1\nanswer = 2\n"),
        (ORG, "* A :drill:\n"),
        (HASHCARDS, "A: nothing asked\n"),
    ],
)
def test_files_without_an_item_are_refused_with_a_sentence(each: Format, text: str) -> None:
    with pytest.raises(FormatError):
        each.read([Source("x", text.encode())], Options("x"))


@pytest.mark.parametrize(
    "sign", ["[", "[[", "![", "=a ", "\\(", "{{", "* ", ":a:\n", "C: [", " ", "\t:"]
)
def test_a_long_run_of_signs_does_not_hang(sign: str) -> None:
    for each, head in ((ORG, "* A :drill:\n"), (HASHCARDS, "Q: a\nA: b\n")):
        source = Source("x", f"{head}{sign * 20_000}\n".encode())
        assert each.recognises(source)
        with contextlib.suppress(FormatError):
            each.read([source], Options("x"))


@pytest.mark.parametrize(
    "text",
    [
        "# Rivers\n\nQ: is a letter.\n\nIt has [links](a) and more.\n",
        "1. Which?\nA: Moei\nB: Ping\nAnswer: A\n2. Which?\nA: a\nB: b\nAnswer: B\n",
        "Q: Which?\nA: Moei\nB: Ping\nAnswer: A\n\nQ: Which?\nA: a\nB: b\nAnswer: B\n",
    ],
)
def test_other_texts_are_not_taken_for_a_deck(text: str) -> None:
    assert not HASHCARDS.recognises(Source("x.md", text.encode()))
