"""What a learner does with the file, and what of it comes home."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studykit.content.library import shipped_lessons
from studykit.progress.transfer import history_at, merge_into
from studykit.questions.registry import QUESTION_TYPES
from tests.web.courses import all_types
from tests.web.journey import LAPTOP, PHONE, TABLET, Step, journey, state_of, written_page
from tests.web.node import needs_browser, needs_node

pytestmark = [pytest.mark.long, needs_node, needs_browser]

ESSAY: list[Step] = [
    ["respond", "write", "By staying."],
    ["click", "Compare with the model answer"],
    ["tick", "a standing mechanism"],
    ["tick", "work on the causes"],
]
PAIRS = {"Thailand": "cut the power", "Myanmar": "held the suspects"}
RIGHT: dict[str, list[Step]] = {
    "single_choice": [["respond", "choice", ["The Moei"]]],
    "multiple_choice": [["respond", "choice", ["Electricity", "Fuel"]]],
    "true_false": [["respond", "choice", ["false"]]],
    "short_answer": [["respond", "type", "nay pyi taw"]],
    "numerical": [["respond", "type", "0.42 km"]],
    "slider": [["respond", "slide", 12]],
    "cloze": [["respond", "gaps", ["4 July 2025", "Naypyidaw"]]],
    "ordering": [["respond", "order", ["identify", "verify", "repatriate"]]],
    "matching": [["respond", "place", PAIRS]],
    "categorize": [["respond", "place", {"weak law": "Challenge", "joint": "Strategy"}]],
    "open_response": ESSAY,
}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return written_page(tmp_path, all_types(tmp_path / "course"))


def test_every_type_is_answered_rightly_and_comes_home(page: Path) -> None:
    steps: list[Step] = [["go", "/quiz/all"], ["click", "Start"]]
    for number, kind in enumerate(QUESTION_TYPES):
        steps += [*RIGHT[kind], ["click", "Answer"], ["text", ".verdict"]]
        if number + 1 < len(QUESTION_TYPES):
            steps.append(["click", "next →"])
    steps += [
        ["click", "submit the quiz"],
        ["click", "submit: this cannot be undone"],
        ["text"],
        ["go", "/progress"],
        ["save"],
    ]
    seen = journey(page, *steps, options=PHONE)
    assert [text for text in seen.steps if text == "✓ right"] == ["✓ right"] * 11
    assert "100%" in seen.steps[-3]
    state = state_of(seen.last, page.parent)
    [attempt] = state["courses"]["rivers"]["attempts"].values()
    assert attempt["score"] == 1
    assert len(attempt["responses"]) == 11
    assert {each["verdict"] for each in attempt["responses"].values()} == {"right"}


def test_a_wrong_answer_is_tried_again_for_less(page: Path) -> None:
    seen = journey(
        page,
        ["go", "/quiz/all"],
        ["click", "Start"],
        ["respond", "choice", ["The Mekong"]],
        ["click", "Hint 1/1"],
        ["text", ".hint"],
        ["respond", "choice", ["The Mekong"]],
        ["click", "Answer"],
        ["text"],
        ["click", "try again"],
        ["respond", "choice", ["The Moei"]],
        ["click", "Answer"],
        ["text"],
        ["go", "/progress"],
        ["save"],
    )
    assert "Look north." in seen.steps[4]
    wrong, right = seen.steps[7], seen.steps[11]
    assert "It borders Laos." in wrong
    assert "The Moei separates" not in wrong  # another try could still earn something
    assert "The Moei separates" in right
    state = state_of(seen.last, page.parent)
    [attempt] = state["courses"]["rivers"]["attempts"].values()
    [response] = attempt["responses"].values()
    assert response["score"] == pytest.approx(2 / 3)
    assert (response["tries"], response["hints"]) == (2, 1)


def test_an_exam_reveals_nothing_before_it_is_submitted(page: Path) -> None:
    steps: list[Step] = [
        ["go", "/quiz/exam"],
        ["text"],
        ["click", "Start"],
        ["respond", "choice", ["The Mekong"]],
        ["click", "Answer"],
        ["count", ".mark, .verdict, .feedback, .explanation"],
    ]
    for _ in range(9):
        steps.append(["click", "next →"])
    steps += [
        ["respond", "write", "By staying."],
        ["click", "submit the quiz"],
        ["text", ".confirm"],
        ["click", "submit: this cannot be undone"],
        ["text"],
        ["tick", "a standing mechanism"],
        ["click", "continue"],
        ["text"],
        ["go", "/progress"],
        ["save"],
    ]
    seen = journey(page, *steps, options=LAPTOP)
    assert "The correct answers are in this file" in seen.steps[1]
    assert seen.steps[5] == 0
    assert "A model answer" in seen.steps[-6]
    assert "Worth a look:" in seen.steps[-3]
    state = state_of(seen.last, page.parent)
    [attempt] = state["courses"]["rivers"]["attempts"].values()
    assert attempt["closed"]
    results = attempt["results"]
    assert results is not None
    assert results["essay"] == 0.5
    assert results["where"] == 0


def test_certainty_is_asked_and_counts(page: Path) -> None:
    seen = journey(
        page,
        ["go", "/quiz/sure"],
        ["text"],
        ["click", "Start"],
        ["respond", "choice", ["The Mekong"]],
        ["sure", "certain"],
        ["click", "Answer"],
        ["count", "button:has-text('try again')"],
        ["click", "submit the quiz"],
        ["click", "submit: this cannot be undone"],
        ["text"],
        ["go", "/progress"],
        ["save"],
    )
    assert "+3/−6" in seen.steps[1]
    assert seen.steps[6] == 0
    assert "−6 of 33 points" in seen.steps[9]
    [attempt] = state_of(seen.last, page.parent)["courses"]["rivers"]["attempts"].values()
    assert attempt["responses"]["where"]["certainty"] == 3
    assert attempt["points"] == -6


def test_when_the_time_is_up_what_was_answered_is_submitted(page: Path) -> None:
    seen = journey(
        page,
        ["go", "/quiz/exam"],
        ["click", "Start"],
        ["text", ".clock"],
        ["respond", "choice", ["The Moei"]],
        ["click", "Answer"],
        ["pass", 31],
        ["text"],
    )
    assert "left" in seen.steps[2]
    assert "Time is up" in seen.last
    assert "1 of 11 points" in seen.last


def test_a_quiz_is_taken_by_keys_alone(page: Path) -> None:
    seen = journey(
        page,
        ["go", "/quiz/all"],
        ["click", "Start"],
        ["press", "a"],
        ["press", "Enter"],
        ["count", ".verdict, .trouble:not(:empty)"],
        ["go", "/quiz/all"],
        ["text", ".crumb"],
    )
    assert seen.steps[4] == 1


def test_a_missed_question_comes_as_a_card_and_its_grade_can_be_undone(page: Path) -> None:
    steps: list[Step] = [
        ["go", "/quiz/all"],
        ["click", "Start"],
        ["respond", "choice", ["The Mekong"]],
        ["click", "Answer"],
        ["go", "/review"],
        ["press", "Space"],
        ["press", "4"],  # a new card comes between
        ["text"],
        ["respond", "choice", ["The Moei"]],
        ["click", "Answer"],
        ["text", ".verdict"],
        ["press", "3"],
    ]
    graded = journey(page, *steps, ["go", "/progress"], ["save"])
    undone = journey(page, *steps, ["press", "u"], ["go", "/progress"], ["save"])
    assert "Which river forms the border here?" in graded.steps[7]
    assert graded.steps[10] == "✓ right"
    course = state_of(graded.last, page.parent)["courses"]["rivers"]
    assert course["cards"]["question:where"]["reps"] == 1
    assert course["questions"]["where"]["answers"] == 2
    course = state_of(undone.last, page.parent / "undone")["courses"]["rivers"]
    assert course["cards"]["question:where"]["reps"] == 0
    assert course["questions"]["where"]["answers"] == 1


def test_what_was_read_and_reviewed_comes_home_and_undo_too(page: Path) -> None:
    seen = journey(
        page,
        ["link", "Start reading"],
        ["text"],
        ["respond", "choice", ["false"]],
        ["click", "Answer"],
        ["click", "I have read it: continue"],
        ["html", ".rich"],
        ["go", "/review"],
        ["press", "Space"],
        ["press", "4"],
        ["press", "Space"],
        ["press", "3"],
        ["press", "u"],
        ["press", "Space"],
        ["press", "1"],
        ["go", "/progress"],
        ["save"],
        options=TABLET,
    )
    assert "Section 1 of 2" in seen.steps[1]
    assert (
        seen.steps[5] == "<ul><li><p>It ends</p></li><li><p><strong>here</strong></p></li></ul>"
    )
    course = state_of(seen.last, page.parent)["courses"]["rivers"]
    assert list(course["sections"]) == ["source"]
    assert course["questions"]["one-state"]["right"] == 1
    cards = sorted(course["cards"].items())
    assert [(name, card["state"], card["reps"]) for name, card in cards] == [
        ("flows/1", "learning", 1),
        ("where", "review", 1),
    ]


def test_progress_stays_when_the_page_is_closed_and_opened(page: Path) -> None:
    seen = journey(
        page,
        ["go", "/quiz/all"],
        ["click", "Start"],
        ["respond", "choice", ["The Moei"]],
        ["click", "Answer"],
        ["reload"],
        ["text", ".verdict"],
        ["go", "/"],
        ["text"],
    )
    assert seen.steps[5] == "✓ right"
    assert "in progress" in seen.last


def test_a_history_of_the_terminal_goes_on_in_the_player(page: Path) -> None:
    first = journey(
        page,
        ["go", "/review"],
        ["press", "Space"],
        ["press", "4"],
        ["go", "/progress"],
        ["save"],
    )
    profile = page.with_name("me.json")
    saved = page.with_name("saved.json")
    saved.write_text(first.last, encoding="utf-8")
    merge_into(profile, [saved])
    document = {
        "format": "studykit profile",
        "version": 3,
        "state": {},
        "events": history_at(profile),
    }
    seen = journey(
        page,
        ["go", "/progress"],
        ["load"],
        ["text"],
        ["load"],
        ["text"],
        ["stored"],
        profile=json.dumps(document),
    )
    assert "1 new step was taken in." in seen.steps[2]
    assert "1 card reviewed" in seen.steps[2]
    assert "0 new steps were taken in." in seen.steps[4]
    assert seen.last == 1


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"format": "studykit profile", "version": 99, "events": []}']
)
def test_a_file_that_is_no_progress_is_refused_with_a_sentence(page: Path, text: str) -> None:
    seen = journey(page, ["go", "/progress"], ["load"], ["text"], profile=text)
    assert "no file of progress" in seen.last


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "card_reviewed", "card": "__proto__", "rating": 3, "memory": {}},
        {"kind": "quiz_started", "quiz": "all", "attempt": "constructor", "questions": 7},
        {"kind": "quiz_submitted", "attempt": "none", "results": None},
        {"kind": "unheard of"},
    ],
)
def test_made_up_events_break_nothing(page: Path, event: dict[str, Any]) -> None:
    whole = {
        "id": "x",
        "at": "2026-01-01T00:00:00.000Z",
        "day": "2026-01-01",
        "course": "rivers",
        **event,
    }
    document = {"format": "studykit profile", "version": 3, "events": [whole, None, 3]}
    seen = journey(
        page,
        ["go", "/progress"],
        ["load"],
        ["go", "/"],
        ["text"],
        ["go", "/review"],
        ["text"],
        profile=json.dumps(document),
    )
    assert "Lessons" in seen.steps[3]


@pytest.mark.parametrize(
    ("storage", "says"),
    [
        ("refused", "This browser stores nothing"),
        ("full", "in this window only"),
    ],
)
def test_what_is_not_stored_is_said_and_can_still_be_saved(
    page: Path, storage: str, says: str
) -> None:
    seen = journey(
        page,
        ["go", "/review"],
        ["press", "Space"],
        ["press", "3"],
        ["text", ".notices"],
        ["save"],
        storage=storage,
    )
    assert says in seen.steps[3]
    assert len(json.loads(seen.last)["events"]) == 1


@pytest.mark.parametrize(
    ("size", "theme"), [(PHONE, "light"), (TABLET, "dark"), (LAPTOP, "light")]
)
def test_nothing_keeps_anybody_from_using_it(
    page: Path, size: dict[str, Any], theme: str
) -> None:
    steps: list[Step] = []
    look: list[Step] = [["barriers"], ["overflow"], ["small"], ["odd"]]
    for route in ("/", "/read/source", "/review", "/quiz/exam", "/progress", "/about"):
        steps += [["go", route], *look]
    steps += [["go", "/review"], ["press", "Space"], *look]
    steps += [["go", "/quiz/all"], ["click", "Start"], *look]
    for _ in range(len(QUESTION_TYPES) - 1):
        steps += [["click", "next →"], *look]
    steps += [["click", "submit the quiz"], *look]
    steps += [["click", "submit: this cannot be undone"], *look]
    steps += [["click", "look through all"], *look]
    seen = journey(page, *steps, options={**size, "colorScheme": theme})
    looked = [seen for step, seen in zip(steps, seen.steps, strict=True) if step in look]
    assert not [found for found in looked if found]


def test_chinese_is_set_as_chinese(tmp_path: Path) -> None:
    page = written_page(tmp_path, shipped_lessons() / "telecom-fraud-clearance.en")
    seen = journey(
        page,
        ["lang"],
        ["text"],
        ["language", "English"],
        ["lang"],
        ["text"],
        options={"locale": "zh-TW"},
    )
    assert seen.steps[0] == "zh-Hant"
    assert "課程" in seen.steps[1]
    assert seen.steps[3] == "en"
    assert "Lessons" in seen.last
